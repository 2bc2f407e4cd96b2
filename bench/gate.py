"""Measures what the gate (`communique.language.gate`) leaves out and what is lost by it, and writes docs/gate.md.

usage: bench/gate.py [--shared DIR] [FILE.jsonl...]     the sets: FILEs, or the examples, bench/general.jsonl and, where
DIR (default ../shared) is there, the gold, the readings and the corpus.

An article that the gate lets through whole is coded alike with and without it; of the others the records of both ways
are compared, line by line.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

KINDS = ("event", "statement", "commitment", "relation", "mention", "time")
SETS = ("gold/events.jsonl", "gold/event_types.jsonl", "gold/attributions.jsonl", "gold/entities.jsonl",
        "corpus/corpus.jsonl", "reading", "gold/times.jsonl", "gold/places.jsonl")
#: Sets that hold local news, sport and business.
MIXED = ("general, the rest", "gold/times.jsonl", "gold/places.jsonl")

_ABOUT = """Written by `bench/gate.py`. The gate decides from a report's words what of it is worth parsing:
`communique read` and `watch` use it (`--no-gate` codes all), `communique code` does where asked
(`--gate`). A report goes through whole, in part, or not at all; what goes through whole is coded
alike with and without the gate. Lost: records that are made without the gate, and with it are not
made, or made otherwise."""
_REST = """The rest of the general sample, and the sets of times and places, hold local news, sport and
business: there the gate leaves out whole reports, with the places and times in them. That is what
it is for, and why `communique code` does not use it unless it is told to."""


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, 110)


class Measured:
    """What became of one set. `every` and `lost` count records by kind; `lines` says which were lost, for reading."""

    def __init__(self) -> None:
        self.how: Counter[str] = Counter()
        self.words = self.parsed = 0
        self.every: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.new: Counter[str] = Counter()
        self.lines: list[str] = []

    def share(self, *kinds: str) -> float:
        """Of the records of these kinds, what share is lost."""
        whole = sum(self.every[k] for k in kinds)
        return sum(self.lost[k] for k in kinds) / whole if whole else 0.0


def measure(source: Path, political: bool | None = None) -> Measured:
    """Codes a set with and without the gate. `political`: only those of bench/general.jsonl that are, or are not."""
    from communique import code
    from communique.knowledge import load_knowledge
    from communique.language.gate import to_be_read
    from communique.records import Article, encode
    from communique.sources import read_sources

    wanted = None
    if political is not None:
        rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
        wanted = {row["id"] for row in rows if row["political"] is political}
    found = Measured()
    knowledge = load_knowledge()
    for article in read_sources([source]):
        if not isinstance(article, Article) or not article.text or (wanted is not None and article.id not in wanted):
            continue
        worth = to_be_read(article, knowledge)
        found.how["none" if worth is None else "whole" if worth is article else "part"] += 1
        found.words += len(article.text.split())
        found.parsed += len(worth.text.split()) if worth else 0
        whole = code(article)[1:]
        found.every.update(str(r.__struct_config__.tag) for r in whole)
        if worth is not article:
            gated = code(article, gate=True)[1:]
            before, after = {encode(r): r for r in whole}, {encode(r): r for r in gated}
            for line, r in before.items():
                if line not in after:
                    found.lost[str(r.__struct_config__.tag)] += 1
                    found.lines.append(f"{article.id} {line.decode()[:400]}")
            found.new.update(str(r.__struct_config__.tag) for line, r in after.items() if line not in before)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--lost", type=Path, help="write the lost records there, for reading")
    chosen = parser.parse_args()
    general = ROOT / "bench" / "general.jsonl"
    sets: list[tuple[str, Path, bool | None]] = [(f.name, f, None) for f in chosen.files]
    if not sets:
        sets = [("examples", ROOT / "examples", None), ("general, political", general, True),
                ("general, the rest", general, False)]
        sets += [(s, chosen.shared / s, None) for s in SETS if (chosen.shared / s).exists()]
    done = {name: measure(path, political) for name, path, political in sets}
    lines = ["# The gate", "", *_filled(_ABOUT), "",
             "| set | reports | whole | part | none | words parsed | " + " | ".join(f"{k}s lost" for k in KINDS) + " |",
             "|---" * (6 + len(KINDS)) + "|"]
    for name, m in done.items():
        cells = [name, str(sum(m.how.values())), *(str(m.how[h]) for h in ("whole", "part", "none")),
                 f"{m.parsed / m.words:.0%}" if m.words else "", *(f"{m.lost[k]} of {m.every[k]}" for k in KINDS)]
        lines.append("| " + " | ".join(cells) + " |")
    acts = KINDS[:4]
    public = [m for name, m in done.items() if name not in MIXED]
    every, lost = sum(m.every[k] for m in public for k in acts), sum(m.lost[k] for m in public for k in acts)
    if every:
        lines += ["", *_filled("Of events, statements, commitments and relations in reports of public affairs (all "
                               f"rows but those named below) {lost} of {every:,} are lost, {lost / every:.2%}.")]
    lines += ["", *_filled(_REST)]
    page = ROOT / "docs" / "gate.md"
    by_hand = page.read_text("utf-8").partition("<!-- by hand -->")[2] if page.exists() else ""
    page.write_text("\n".join([*lines, "", "<!-- by hand -->"]) + (by_hand or "\n"), "utf-8")
    print("\n".join(lines))
    if chosen.lost:
        chosen.lost.write_text("\n".join(f"{name}: {line}" for name, m in done.items() for line in m.lines) + "\n")


if __name__ == "__main__":
    main()
