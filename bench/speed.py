"""Measures speed against spaCy's own full default pipeline with the same model, on the same texts, in one run,
and writes docs/speed.md.

usage: bench/speed.py [--words N] [--rounds N] [FILE.jsonl...]     the texts: FILEs, or the examples and, where it is
beside the checkout, the attribution gold (US political news).
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))


def texts(files: list[Path], words: int) -> list[str]:
    """About `words` words of whole reports."""
    from communique.records import Article
    from communique.sources import read_sources

    found: list[str] = []
    gold = ROOT.parent / "shared" / "gold" / "attributions.jsonl"
    for a in read_sources(files or [ROOT / "examples", *([gold] if gold.exists() else [])]):
        if isinstance(a, Article):
            found.append(a.text)
        if sum(len(t.split()) for t in found) >= words:
            break
    return found


def timed(job: Callable[[str], object], over: list[str]) -> float:
    started = time.process_time()
    for text in over:
        job(text)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()

    from communique import code
    from communique.language.pipeline import model_name, parse
    from communique.scale import warm_up

    over = texts(chosen.files, chosen.words)
    words = sum(len(t.split()) for t in over)
    full = importlib.import_module(model_name()).load()
    jobs: dict[str, Callable[[str], object]] = {"spaCy, full": full, "our parse": parse,
                                                 "all coding": lambda t: code(t)}
    for job in jobs.values():
        job(over[0])  # loading and caches are not what is timed
    warm_up()  # as the commands do
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(chosen.rounds):  # in turn, so that the machine's moods strike all alike
        for name, job in jobs.items():
            taken[name].append(timed(job, over))
    ratio = statistics.median(c / s for c, s in zip(taken["all coding"], taken["spaCy, full"], strict=True))
    rows = [(name, statistics.median(t), words / statistics.median(t)) for name, t in taken.items()]
    cold = cold_start()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    helps = statistics.median(help_time("-m", "communique", "--help") - help_time("-c", "pass") for _ in range(5))
    lines = ["# Speed", "", "Written by `make bench`: CPU seconds of one process, one core, medians of "
             f"{chosen.rounds} rounds in turn.", "",
             f"{len(over)} reports, {words:,} words; {model_name()}; Python {platform.python_version()}, "
             f"{platform.machine()}.", "",
             "| what | CPU s | words a second |", "|---|---|---|"]
    lines += [f"| {name} | {seconds:.2f} | {rate:,.0f} |" for name, seconds, rate in rows]
    lines += ["", f"- All coding costs {ratio:.2f} times spaCy's own full default pipeline on the same texts.",
              f"- One page, cold (a new process, `communique code PAGE`): {cold:.1f} s wall.",
              f"- Peak memory of a process that codes these texts: {peak:.0f} MB.",
              f"- `communique --help`: {helps:.2f} s of CPU beyond Python's own start."]
    page = ROOT / "docs" / "speed.md"
    page.write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def cold_start() -> float:
    """Wall seconds for one example page in a new process; and, so that its memory counts, a process over all texts."""
    page = sorted((ROOT / "examples").glob("*.html"))[0]
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "communique", "code", str(page)], stdout=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - started
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as f:
        for i, text in enumerate(texts([], 40_000)):
            f.write(json.dumps({"id": str(i), "text": text}) + "\n")
        f.flush()
        subprocess.run([sys.executable, "-m", "communique", "code", f.name], stdout=subprocess.DEVNULL, check=False)
    return seconds


def help_time(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


if __name__ == "__main__":
    main()
