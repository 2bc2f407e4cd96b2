#!/usr/bin/env python3
"""From the notation in which sentences and reports are labelled by hand to JSON Lines. `GUIDE.md` explains the
notation.

  python3 corpus/notation.py BATCH.txt...  > more.jsonl      every fault is one line on standard error; a faulty item is
  left out

Plain Python, no dependency, so that a contributor needs nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ELISION = " ... "
LAYERS = {"M": "mentions", "T": "times", "E": "events", "S": "statements", "C": "commitments", "R": "relations"}
LABEL = re.compile(r"(\d*)([MTESCR]) (?=\S)(.*)")
NUMBERED = re.compile(r"(\d+)> (.*)")


class Fault(ValueError):
    """What is wrong with an item, in words for the one who wrote it."""


@dataclass
class Item:
    """One sentence or report as written: header, numbered sentences, paragraphs, labels still as text."""

    where: str
    published: str
    register: str
    region: str
    report: bool
    lines: list[str] = field(default_factory=list)
    labels: list[tuple[int, str, str]] = field(default_factory=list)
    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def lay_out(self) -> None:
        """Joins the sentences: a space between them, a blank line between paragraphs."""
        text, breaks = "", ""
        for line in self.lines:
            if not line:
                breaks = "\n\n"
                continue
            text += (breaks or " ") if text else ""
            self.sentences.append((len(text), len(text) + len(line)))
            text += line
            breaks = ""
        self.text = text

    def span(self, words: str, number: int) -> list[int]:
        """Where `words` stand: in their own sentence, else in the nearest before, else after. `#2` asks for a second
        one."""
        words, nth = words.strip(), 1
        if match := re.fullmatch(r"(.*\S)#(\d)", words, re.S):
            words, nth = match[1], int(match[2])
        own = number - 1 if number else 0
        order = [own, *range(own - 1, -1, -1), *range(own + 1, len(self.sentences))]
        if number == 0:
            order = list(range(len(self.sentences)))
        first, _, last = words.partition(ELISION)
        for index in order:
            low, high = self.sentences[index]
            seen = 0
            for match in re.finditer(bounded(first), self.text[low:high]):
                seen += 1
                if seen < nth:
                    continue
                start, end = low + match.start(), low + match.end()
                if last:
                    limit = high if not self.report else len(self.text)
                    tail = re.search(bounded(last), self.text[end:limit])
                    if not tail:
                        continue
                    end += tail.end()
                return [start, end]
        raise Fault(f"{words!r} does not stand in the text")


def bounded(words: str) -> str:
    """A pattern for whole words; inside, any white space for a space."""
    core = r"\s+".join(re.escape(w) for w in words.split())
    return (r"(?<!\w)" if words[:1].isalnum() else "") + core + (r"(?!\w)" if words[-1:].isalnum() else "")


def role(item: Item, words: str, number: int) -> dict[str, Any]:
    """`two Somali diplomats:SOM/GOV` -> text, span, country, sector. `:-/REB` has no country."""
    match = re.fullmatch(r"(.*\S)\s*:\s*([A-Z]{3}|-)?\s*(?:/\s*([A-Z]{3}|-))?\s*", words, re.S)
    if not match:
        raise Fault(f"{words!r} is no party: write text:COUNTRY/SECTOR, a dash for what is not known")
    span = item.span(match[1], number)
    known = [None if part in (None, "-") else part for part in (match[2], match[3])]
    return {"text": item.text[slice(*span)], "span": span, "country": known[0], "sector": known[1]}


def roles(item: Item, words: str, number: int) -> list[dict[str, Any]]:
    return [] if words in ("", "-") else [role(item, part, number) for part in words.split(" + ")]


def piece(item: Item, words: str, number: int) -> dict[str, Any] | None:
    if words in ("", "-"):
        return None
    span = item.span(words, number)
    return {"text": item.text[slice(*span)], "span": span}


def mentions(item: Item, body: str, number: int) -> list[dict[str, Any]]:
    found = []
    for part in filter(None, (p.strip() for p in body.split(";"))):
        words, _, what = part.rpartition(" = ")
        kind, _, key = what.split()[0].partition(":") if what else ("", "", "")
        if not words or not kind:
            raise Fault(f"{part!r} is no mention: write text = kind:key form")
        span = item.span(words, number)
        form = what.split()[1] if len(what.split()) > 1 else "named"
        found.append({"text": item.text[slice(*span)], "span": span, "kind": kind, "key": key or None, "form": form})
    return found


def times(item: Item, body: str, number: int) -> list[dict[str, Any]]:
    found = []
    for part in filter(None, (p.strip() for p in body.split(";"))):
        words, _, value = part.rpartition(" = ")
        if not words:
            raise Fault(f"{part!r} is no time: write text = value")
        span = item.span(words, number)
        kind = (
            "SET"
            if value.endswith(" SET")
            else "DURATION"
            if value.startswith("P")
            else "TIME"
            if "T" in value
            else "DATE"
        )
        found.append({"text": item.text[slice(*span)], "span": span, "type": kind, "value": value.removesuffix(" SET")})
    return found


def columns(body: str, least: int, most: int) -> list[str]:
    cells = [cell.strip() for cell in body.split("|")]
    if not least <= len(cells) <= most:
        raise Fault(f"{len(cells)} columns where {least} to {most} belong: {body!r}")
    return cells + ["-"] * (most - len(cells))


def event(item: Item, body: str, number: int) -> dict[str, Any]:
    what, trigger, actors, recipients, place, date, contexts = columns(body, 3, 7)
    kind, _, status = what.partition(" ")
    type_, _, mode = kind.partition("/")
    at = item.span(trigger, number)
    where, when = piece(item, place, number), piece(item, date, number)
    return {
        "type": type_,
        "mode": mode or None,
        "status": status.strip() or "actual",
        "trigger": item.text[slice(*at)],
        "trigger_span": at,
        "actors": roles(item, actors, number),
        "recipients": roles(item, recipients, number),
        "place": where and where["text"],
        "place_span": where and where["span"],
        "date": when and when["text"],
        "date_span": when and when["span"],
        "contexts": [] if contexts == "-" else contexts.replace(",", " ").split(),
    }


def statement(item: Item, body: str, number: int) -> dict[str, Any]:
    source, cue, content, relay = columns(body, 3, 4)
    said = item.span(content, number)
    inside = item.text[slice(*said)]
    before, after = item.text[: said[0]][-1:], item.text[said[1] :][:1]
    direct = before in "“\"‘'" and after in "”\"’'," and bool(before) and bool(after)
    kind = "direct" if direct else "mixed" if re.search(r"[“\"]", inside) else "indirect"
    return {
        "kind": kind,
        "speaker": None if source == "-" else role(item, source, number),
        "cue": piece(item, cue, number),
        "content": {"text": inside, "span": said},
        "relayed_by": roles(item, relay, number),
    }


def commitment(item: Item, body: str, number: int) -> dict[str, Any]:
    what, by, to, action, condition, deadline = columns(body, 4, 6)
    type_, _, strength = what.partition(" ")
    words, _, value = deadline.partition(" = ")
    until = piece(item, words, number)
    return {
        "type": type_,
        "strength": strength.strip(),
        "by": roles(item, by, number),
        "to": roles(item, to, number),
        "action": piece(item, action, number),
        "condition": piece(item, condition, number),
        "deadline": {**until, "value": value.strip() or None} if until else None,
    }


def relation(item: Item, body: str, number: int) -> dict[str, Any]:
    type_, subject, object_, value = columns(body, 3, 4)
    return {
        "type": type_,
        "subject": piece(item, subject, number),
        "object": piece(item, object_, number),
        "value": None if value == "-" else value,
    }


def convert(item: Item) -> dict[str, Any]:
    """The item as the corpus keeps it. Raises Fault."""
    item.lay_out()
    gold: dict[str, list[Any]] = {name: [] for name in LAYERS.values()}
    for number, letter, body in item.labels:
        layer = gold[LAYERS[letter]]
        match letter:
            case "M":
                layer += mentions(item, body, number)
            case "T":
                layer += times(item, body, number)
            case "E":
                layer.append(event(item, body, number))
            case "S":
                layer.append(statement(item, body, number))
            case "C":
                layer.append(commitment(item, body, number))
            case _:
                layer.append(relation(item, body, number))
    key = hashlib.sha256(item.text.encode()).hexdigest()[:10]
    return {
        "id": ("r" if item.report else "s") + key,
        "published": item.published,
        "register": item.register,
        "region": item.region,
        "text": item.text,
        "sentences": [list(s) for s in item.sentences],
        "gold": gold,
    }


def items(path: Path) -> list[Item]:
    """The items of one file, in order, whatever is wrong inside them."""
    found: list[Item] = []
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if line.startswith("## "):
            cells = [cell.strip() for cell in line[3:].split("|")]
            published, register, region = (cells + ["", "", ""])[:3]
            found.append(Item(f"{path}:{at}", published, register, region, "report" in cells[3:]))
        elif not found:
            continue
        elif match := LABEL.fullmatch(line):
            if not (found[-1].report and not match[1] and line.startswith("S ") and "|" not in line):
                found[-1].labels.append((int(match[1] or 0), match[2], match[3]))
        elif match := NUMBERED.fullmatch(line):
            found[-1].lines.append(match[2])
        elif line:
            found[-1].lines.append(line)
        elif found[-1].lines and not found[-1].labels:
            found[-1].lines.append("")
    return found


def main(paths: list[str]) -> int:
    faults = 0
    for path in paths:
        for item in items(Path(path)):
            try:
                print(json.dumps(convert(item), ensure_ascii=False))
            except Fault as fault:
                faults += 1
                print(f"{item.where}: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
