"""Measures speed against spaCy's own full default pipeline with the same model, on the same texts, in one run,
and writes docs/speed.md.

usage: bench/speed.py [--words N] [--rounds N] [--shared DIR] [FILE.jsonl...]     the texts of political news: FILEs, or
the examples and, where DIR (default ../shared) is there, the attribution gold (US political news). Those of a general
crawl are bench/general.jsonl: reports of our own on invented events, one in seven on public affairs.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the commands do; before numpy is there
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

_ABOUT = """Written by `make bench`: CPU seconds of one process, one core, medians of {rounds} rounds in turn.
{model}; Python {python}, {machine}. The last column is against spaCy's own full default pipeline on
the same texts, in the same run. What the gate is, and what is lost by it: docs/gate.md. The general
crawl is bench/general.jsonl: reports of ours on invented events, one in seven on public affairs."""


def texts(files: list[Path], words: int, shared: Path = ROOT.parent / "shared") -> list[str]:
    """About `words` words of whole reports."""
    from communique.records import Article
    from communique.sources import read_sources

    found: list[str] = []
    gold = shared / "gold" / "attributions.jsonl"
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


def ruled(job: Callable[..., object], text: str, **how: bool) -> None:
    """Codes without the learned model, as with ``COMMUNIQUE_TAGGER=none``."""
    from unittest.mock import patch

    with patch("communique.model.load_tagger", lambda: None):
        job(text, **how)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    chosen = parser.parse_args()

    from communique import code
    from communique.language.pipeline import model_name, parse
    from communique.scale import warm_up

    full = importlib.import_module(model_name()).load()
    jobs: dict[str, Callable[[str], object]] = {
        "spaCy, full": full, "our parse": parse, "all coding (`communique code`)": lambda t: code(t),
        "all coding, gated (`communique read`)": lambda t: code(t, gate=True),
        "all coding by rules alone": lambda t: ruled(code, t),
        "by rules alone, gated": lambda t: ruled(code, t, gate=True)}
    warm_up()  # as the commands do
    tables: list[str] = []
    for title, over in (("Political news", texts(chosen.files, chosen.words, chosen.shared)),
                        ("A general crawl", texts([ROOT / "bench" / "general.jsonl"], chosen.words))):
        tables += ["", f"## {title}", "", *table(jobs, over, chosen.rounds)]
    cold = cold_start()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    helps = statistics.median(help_time("-m", "communique", "--help") - help_time("-c", "pass") for _ in range(5))
    lines = ["# Speed", "", textwrap.fill(_ABOUT.format(
        rounds=chosen.rounds, model=model_name(), python=platform.python_version(), machine=platform.machine()), 110),
        *tables]
    lines += ["", "## Else", "", f"- One page, cold (a new process, `communique code PAGE`): {cold:.1f} s wall.",
              f"- Peak memory of a process that codes these texts: {peak:.0f} MB.",
              f"- `communique --help`: {helps:.2f} s of CPU beyond Python's own start."]
    page = ROOT / "docs" / "speed.md"
    page.write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def table(jobs: dict[str, Callable[[str], object]], over: list[str], rounds: int) -> list[str]:
    """The jobs' times over the texts, a row each, the first being what the others are measured against."""
    words = sum(len(t.split()) for t in over)
    for job in jobs.values():
        job(over[0])  # loading is not what is timed
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):  # in turn, so that the machine's moods strike all alike
        for name, job in jobs.items():
            taken[name].append(timed(job, over))
    first = next(iter(taken.values()))
    lines = [f"{len(over)} reports, {words:,} words.", "", "| what | CPU s | words a second | times spaCy's |",
             "|---|---|---|---|"]
    for name, times in taken.items():
        seconds = statistics.median(times)
        ratio = statistics.median(s / t for s, t in zip(first, times, strict=True))
        lines.append(f"| {name} | {seconds:.2f} | {words / seconds:,.0f} | {ratio:.2f} |")
    return lines


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
