"""Codes the lexicon's own examples and says which do not come out as their rows expect.

    python -m communique.coding.events.examples [FOLDER] [ASSAULT ...]

A row's example must give an event of the table's type, found by an entry of that table, with the states of `expect`
as actors and recipients (both ways round are checked; `-`: no state). An example in a NONE table must give no event.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.coding.events import find_events
from communique.coding.events.load import EXPECT, Entry, Lexicon, load_lexicon, read_lexicon
from communique.knowledge import Knowledge, load_knowledge
from communique.language import read_article
from communique.records import Article, Event, Role

__all__ = ["complaints"]


def complaints(lexicon: Lexicon, knowledge: Knowledge, only: Sequence[str] = ()) -> Iterator[str]:
    """One line for each row whose example is not coded as it expects: where, the example, what came instead.

    `only` restricts it to tables whose names start with one of these.
    """
    seen: set[str] = set()
    for entry in lexicon.all:
        if not entry.example or entry.where in seen or (only and not entry.where.startswith(tuple(only))):
            continue
        seen.add(entry.where)
        article = Article(id="example", text=entry.example, published="2020-01-08")
        events = find_events(read_article(article, knowledge), (), lexicon)
        wrong = _wrong(entry, events)
        if wrong:
            yield f"{entry.where}: {entry.example!r}: {wrong}"


def _wrong(entry: Entry, events: Sequence[Event]) -> str | None:
    told = "; ".join(f"{e.type} {_states(e.actors)}>{_states(e.recipients)} {e.status} ({e.rule})" for e in events)
    if entry.type == "NONE":
        return f"no event expected, found {told}" if events else None
    mine = [e for e in events if e.type == entry.type]
    if not mine:
        return f"no {entry.type} found: {told or 'nothing'}"
    m = EXPECT.match(entry.expect)
    if m is None:
        return None
    actors, recipients = m["a"], "-" if m["b"] == "all" else m["b"]
    for e in mine:
        if _states(e.actors) == actors and _states(e.recipients) == recipients and m["status"] in (None, e.status):
            return None
    return f"expected {entry.expect}, found {told}"


def _states(roles: Sequence[Role]) -> str:
    return ",".join(dict.fromkeys(r.country for r in roles if r.country)) or "-"


def main(arguments: Sequence[str]) -> int:
    """Prints the complaints; the number of them is the exit status, 1 at most."""
    folders = [a for a in arguments if Path(a).is_dir()]
    lexicon = read_lexicon(Path(folders[0])) if folders else load_lexicon()
    bad = 0
    for line in complaints(lexicon, load_knowledge(), [a for a in arguments if a not in folders]):
        print(line)
        bad += 1
    print(f"{bad} of {len({e.where for e in lexicon.all if e.example})} examples are off")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
