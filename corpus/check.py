#!/usr/bin/env python3
"""Looks the corpus over: every label stands in its text, every code is one of the field's, nothing is there twice.

  python3 corpus/check.py [FILE.jsonl...]     one line for each fault; exit status 1 where there is one

Plain Python, no dependency. `make test` runs it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
STATUSES = {"actual", "historical", "future", "hypothetical", "negated"}
KINDS = {"person", "state", "organisation", "place", "facility", "force", "equipment", "group", "document"}
FORMS = {"named", "descriptive", "pronoun", "metonym"}
STRENGTHS = {"pledge", "agreement", "plan", "offer", "readiness"}
RELATIONS = {
    "member_of",
    "joined",
    "left",
    "chairs",
    "holds_office",
    "located_in",
    "operates",
    "based_at",
    "equipped_with",
    "part_of",
    "owned_by",
    "signatory_of",
    "allied_with",
    "party_to",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
VALUE = re.compile(
    r"\d{4}(-(\d{2}(-\d{2}(T[\w:]+)?)?|W\d{2}(-(\d|WE))?|Q[1-4]|H[12]|SP|SU|FA|WI))?(/\d{4}.*)?|\d{2,3}X*|P(T?\d+(\.\d+)?[YMWDHS]+|\d*X\w+)+.*"
    r"|(PAST|PRESENT|FUTURE)_REF|T(\d\d(:\d\d)*|MO|MI|AF|EV|NI|DT)|XXXX.*"
)


def _table(name: str) -> list[list[str]]:
    """The rows of one of the project's tables of codes, without its header."""
    path = HERE.parent / "src" / "communique" / "ontology" / "tables" / f"{name}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


TYPES = {row[0] for row in _table("types")}
SECTORS = {row[0] for row in _table("sectors")}


def tables() -> tuple[set[str], set[str]]:
    """The modes (`TYPE/mode`) and contexts that the project knows."""
    return {"/".join(row[:2]) for row in _table("modes")}, {row[0] for row in _table("contexts")}


def faults(row: dict[str, Any], modes: set[str], contexts: set[str]) -> Iterator[str]:
    """What is wrong with one item of the corpus with all its layers."""
    text, gold = row["text"], row["gold"]
    if not DAY.fullmatch(row["published"]):
        yield f"published is no day: {row['published']!r}"

    def stands(label: dict[str, Any] | None, words: str = "text", span: str = "span") -> Iterator[str]:
        if label is not None and text[slice(*label[span])] != label[words]:
            yield f"{label[words]!r} does not stand at {label[span]}"

    def parties(label: dict[str, Any], *sides: str) -> Iterator[str]:
        for side in sides:
            for party in label[side]:
                yield from stands(party)
                if party["sector"] not in SECTORS | {None}:
                    yield f"{party['sector']!r} is no sector"

    for mention in gold["mentions"]:
        yield from stands(mention)
        if mention["kind"] not in KINDS or mention["form"] not in FORMS:
            yield f"{mention['kind']} {mention['form']} is no kind and form of mention"
    for time in gold["times"]:
        yield from stands(time)
        if not VALUE.fullmatch(time["value"]):
            yield f"{time['value']!r} is no TIMEX3 value"
    for event in gold["events"]:
        yield from stands(event, "trigger", "trigger_span")
        yield from parties(event, "actors", "recipients")
        for name in ("place", "date"):
            if event[name] is not None:
                yield from stands(event, name, f"{name}_span")
        if event["type"] not in TYPES or event["status"] not in STATUSES:
            yield f"{event['type']} {event['status']} is no type and status"
        if event["mode"] and f"{event['type']}/{event['mode']}" not in modes:
            yield f"{event['mode']!r} is no mode of {event['type']}"
        for unknown in set(event["contexts"]) - contexts:
            yield f"{unknown!r} is no context"
    for said in gold["statements"]:
        yield from stands(said["speaker"])
        yield from stands(said["cue"])
        yield from stands(said["content"])
        yield from parties(said, "relayed_by")
    for bond in gold["commitments"]:
        yield from parties(bond, "by", "to")
        for name in ("action", "condition", "deadline"):
            yield from stands(bond[name])
        if bond["type"] not in TYPES or bond["strength"] not in STRENGTHS:
            yield f"{bond['type']} {bond['strength']} is no type and strength of a commitment"
    for relation in gold["relations"]:
        yield from stands(relation["subject"])
        yield from stands(relation["object"])
        if relation["type"] not in RELATIONS:
            yield f"{relation['type']!r} is no relation"


def check(paths: list[Path]) -> list[str]:
    """Every fault of the files, as `file:line: what is wrong`."""
    modes, contexts = tables()
    found: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{path.name}:{number}"
            row = json.loads(line)
            for key in (row["id"], " ".join(row["text"].lower().split())):
                if key in seen:
                    found.append(f"{where}: there already, at {seen[key]}")
                seen[key] = where
            found += [f"{where}: {fault}" for fault in faults(row, modes, contexts)]
    return found


def main(names: list[str]) -> int:
    paths = [Path(n) for n in names] or [p for p in (HERE / "sentences.jsonl", HERE / "reports.jsonl") if p.exists()]
    found = check(paths)
    print("\n".join(found) or f"{len(paths)} files, no fault")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
