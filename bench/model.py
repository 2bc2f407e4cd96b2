"""Rules alone, the learned model alone, both: the same scores for each, written to docs/model.md.

usage: bench/model.py [--shared DIR]

The corpus' own test part is scored always; the gold beside the checkout (see bench/accuracy.py) where it is there.
`model` codes what the model tells without lexicon and rules, whose parse and knowledge still say who the parties are.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import communique
from communique.coding.events import find_events, rule_drafts
from communique.coding.events.learned import Judge
from communique.coding.events.load import load_lexicon
from communique.coding.events.merge import merge
from communique.coding.statements import find_statements
from communique.knowledge import load_knowledge
from communique.language import read_article
from communique.language.mentions.speech import bind_first_person
from communique.language.reading import Reading
from communique.model import load_tagger
from communique.records import Article, Event, Record, Statement, encode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for `train`
from train.data import held_out, part_of, taught  # noqa: E402

WAYS = ("rules", "model", "both")


def coder(way: str) -> Callable[[Reading, list[Statement]], list[Event]]:
    """How events are found when only these speak."""
    tagger, lexicon = load_tagger(), load_lexicon()

    def alone(reading: Reading, statements: list[Statement]) -> list[Event]:
        made, _ = rule_drafts(reading, statements, lexicon)
        assert tagger is not None
        drafts = Judge(tagger, made, hinted=False).weigh([])
        return merge(made.tree, sorted(drafts, key=lambda d: d.at))

    if way == "model":
        return alone
    return lambda reading, statements: find_events(reading, statements, lexicon, tagger if way == "both" else None)


def code(source: Path, out: Path, way: str) -> float:
    """Writes the records of each line of `source`; the seconds that finding events took."""
    knowledge, find, spent = load_knowledge(), coder(way), 0.0
    with out.open("wb") as lines:
        for line in source.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            article = Article(id=row["id"], text=row["text"], published=row.get("published"))
            reading = read_article(article, knowledge)
            statements = bind_first_person(reading, find_statements(reading))
            started = time.process_time()
            events = find(reading, statements)
            spent += time.process_time() - started
            records: list[Record] = [article, *statements, *events]
            lines.write(b"".join(encode(r) + b"\n" for r in records))
    return spent


def sets(shared: Path, scratch: Path) -> dict[str, tuple[str, Path]]:
    """Name -> (how score.py calls it, file)."""
    made = {}
    for name, source, keep in (
        ("corpus, test part", "sentences", lambda text: part_of(text) == "test"),
        ("first corpus, held out", "events", held_out),
    ):
        rows = (ROOT / "corpus" / f"{source}.jsonl").read_text(encoding="utf-8").splitlines()
        path = scratch / f"{source}.jsonl"
        path.write_text("\n".join(x for x in rows if keep(json.loads(x)["text"])) + "\n", encoding="utf-8")
        made[name] = ("corpus", path)
    for name in ("events", "event_types"):
        if (shared / "gold" / f"{name}.jsonl").exists():
            made[name] = (name, shared / "gold" / f"{name}.jsonl")
    return made


def false_events() -> list[str]:
    """Events found in reports that tell of none and that the model did not learn from, for each report."""
    knowledge = load_knowledge()
    rows = [json.loads(x) for x in (ROOT / "bench" / "general.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if not r["political"] and not r["acts"] and not taught(r["text"])]
    lines = [f"{len(rows)} reports of sport, business, life and the like:", ""]
    for way in WAYS:
        find, found = coder(way), 0
        for row in rows:
            reading = read_article(Article(id=row["id"], text=row["text"], published=row["published"]), knowledge)
            found += len(find(reading, bind_first_person(reading, find_statements(reading))))
        lines.append(f"- {way}: {found / len(rows):.2f} events a report")
    gated = [communique.code(r["text"], published=r["published"], gate=True) for r in rows]
    events = sum(isinstance(record, Event) for records in gated for record in records)
    rate = events / len(rows)
    return [*lines, f"- both, behind the gate (as `communique read` codes): {rate:.2f} events a report", ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    scorer = shared / "gold" / "score.py"
    if not scorer.exists():
        raise SystemExit(f"no scorer at {scorer}: nothing is measured")
    blocks, table = [], ["| set | figure | rules alone | model alone | both |", "|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name, (kind, path) in sets(shared, scratch).items():
            said: dict[str, list[str]] = {}
            for way in WAYS:
                out = scratch / "out.jsonl"
                spent = code(path, out, way)
                command = [sys.executable, str(scorer), kind, str(path), str(out)]
                said[way] = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
                blocks += [f"### {name}: {way} ({spent:.0f} s for the events)", "", "```", *said[way], "```", ""]
                print("\n".join([f"== {name}: {way}", *said[way]]), flush=True)
            for row in zip(*(said[way] for way in WAYS), strict=True):
                figure = row[0].partition("  ")[0].partition(" P 0")[0].rstrip("01. 23456789")
                table.append(f"| {name} | {figure} | " + " | ".join(_value(cell) for cell in row) + " |")
    blocks += ["## False events", "", *false_events()]
    page = ROOT / "docs" / "model.md"
    head, mark, _ = page.read_text(encoding="utf-8").partition("<!-- measured -->")
    page.write_text("\n".join([head.rstrip(), "", mark, "", *table, "", *blocks]).rstrip() + "\n", encoding="utf-8")


def _value(line: str) -> str:
    """The F1 of a scorer's line, or its share."""
    words = line.replace("(", " ").split()
    if "F1" in words:
        return words[words.index("F1") + 1]
    return next((w for w in words if w.replace(".", "", 1).isdigit() and "." in w), "")


if __name__ == "__main__":
    main()
