"""The event lexicon: tables -> entries indexed by the lemma of their head.

The tables are `lexicon/events/TYPE.tsv` (also `TYPE-verbs.tsv` and the like; `NONE` for senses that are no event),
`classes.tsv` (word classes) and `governors.tsv` (words that decide what becomes of the event under them). Their README
says what the columns mean. Whatever breaks the format raises `LexiconError` naming file and line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NoReturn

from communique import ontology
from communique.coding.events.words import words
from communique.errors import LexiconError

__all__ = ["EFFECTS", "EXPECT", "KINDS", "TYPES", "Entry", "Governor", "Lexicon", "Test", "load_lexicon",
           "read_lexicon"]

#: PLOVER's sixteen types, and NONE for the senses that are no event.
TYPES = (*ontology.types(), "NONE")
#: What `#kind` may ask of an argument: its mention's kind, its sector, or what the words themselves show.
KINDS = words("state place person organisation force group facility equipment document gov party number money event "
                  "igo mil cop reb opp leg jud spy ngo med bus cvl pty named")
STATUSES = words("actual historical future hypothetical negated")
#: What a governing word does to the event under it. `absorb`: the governor's own event says it all ("agree to help");
#: `support`: a light verb, whose subject acts in the noun's event; `support-rev`: whose subject suffers it; `claim`: an
#: allegation, told as the accuser's claim; the rest give it a status.
EFFECTS = words("absorb hypothetical future negated historical keep support support-rev claim")
COMPLEMENTS = words("inf ger that noun any")
_COLUMNS = {"entry", "pos", "when", "mode", "cameo", "actor", "recipient", "status", "example", "expect"}
_SLOT = re.compile(r"[a-z_]+(?:\.[a-z_]+)*$")
_ONE = r"[a-z_]+(?:\.[a-z_]+)*"
_TEST = re.compile(rf"(?P<no>!?)(?P<slots>{_ONE}(?:\|{_ONE})*)(?:(?P<op>!?=)(?P<alts>\S+))?$")
#: What an example gives: actors' and recipients' countries ("KEN>NOR", "IND,CHN>-", "all": no recipients), its status.
_STATES = r"[A-Z]{3}(?:,[A-Z]{3})*"
EXPECT = re.compile(rf"(?P<a>-|{_STATES})>(?P<b>-|all|{_STATES})(?:\s+status=(?P<status>[a-z]+))?$")


@dataclass(frozen=True, slots=True)
class Test:
    """One constraint: the argument in one of `slots` is there (`words` and `kinds` empty) or one of the words or kinds.

    `wanted` False turns it round: not there, or none of them.
    """

    slots: tuple[str, ...]
    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    wanted: bool = True

    @property
    def any(self) -> bool:
        """Whether it asks only that there is something in the slot."""
        return not self.words and not self.kinds

    @property
    def weight(self) -> int:
        """How much it narrows: naming words most, naming kinds less, asking for something there least, and what is
        only shut out hardly at all."""
        if not self.wanted:
            return 2
        return 10 if self.words else 7 if self.kinds else 5

    @property
    def compound(self) -> bool:
        """Whether some of its words are two or more, joined by ``_`` ("air_strike")."""
        return any("_" in w for w in self.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to say that something happened: head lemma, fixed parts, constraints, and what it then means."""

    head: str
    parts: tuple[str, ...]
    pos: str
    tests: tuple[Test, ...]
    type: str
    mode: str | None
    cameo: str | None
    actor: tuple[str, ...] | None
    recipient: tuple[str, ...] | None
    status: str | None
    where: str
    free: bool = False
    example: str = ""
    expect: str = ""

    @property
    def weight(self) -> int:
        """How narrow it is: of the entries that hold, the heaviest wins. Those of a ``TYPE-plain`` table are the last
        resort, whose fixed words count for less."""
        each = 5 if self.plain else 10
        return each * len(self.parts) + sum(t.weight for t in self.tests)

    @property
    def plain(self) -> bool:
        """Whether it is one of a ``TYPE-plain`` table."""
        return "-plain." in self.where

    @property
    def denying(self) -> bool:
        """Whether its words are a negation already ("not meet demands"), which then makes it no less so."""
        return any(t.wanted and t.slots == ("neg",) for t in self.tests)

    @property
    def breadth(self) -> int:
        """How many words its constraints let in: of two entries as heavy, the one with the fewer wins."""
        return sum(len(t.words) for t in self.tests if t.wanted)

    @property
    def name(self) -> str:
        """How a record's `rule` names it: file and words."""
        return f"{self.where.split(':')[0]}: {' '.join((self.head, *self.parts))}"


@dataclass(frozen=True, slots=True)
class Governor:
    """What `lemma` (with `parts`) does to an event in its complement: `effect` for complements of a kind."""

    lemma: str
    parts: tuple[str, ...]
    pos: str
    complements: frozenset[str]
    effect: str


@dataclass(frozen=True)
class Lexicon:
    """All tables, compiled. `entries` by head lemma, heaviest first; `governors` by lemma, most parts first."""

    entries: Mapping[str, tuple[Entry, ...]]
    governors: Mapping[str, tuple[Governor, ...]]
    classes: Mapping[str, frozenset[str]]
    all: tuple[Entry, ...] = field(repr=False, default=())


@cache
def _variants(word: str) -> tuple[str, ...]:
    """The word and its other spelling, British for American and the other way round."""
    for a, b in (("ise", "ize"), ("isation", "ization"), ("yse", "yze")):
        for x, y in ((a, b), (b, a)):
            if len(word) > len(x) + 2 and word.endswith(x):
                return word, word[: -len(x)] + y
    for a, b in (("defence", "defense"), ("labour", "labor"), ("harbour", "harbor"), ("condemnatory", "condemnatory")):
        for x, y in ((a, b), (b, a)):
            if x != y and word == x:
                return word, y
    return (word,)


def _fail(where: str, why: str) -> NoReturn:
    raise LexiconError(f"{where}: {why}")


def rows(table: str, text: str, columns: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """(place, row) for each line of a table: tab-separated, a header line, `#` for comments.

    Raises LexiconError where a line has more cells than the header has, or the header lacks a column.
    """
    header: list[str] | None = None
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        where = f"{table}:{n}"
        if header is None:
            header = cells
            if lacking := columns - set(header):
                _fail(where, f"the header lacks {', '.join(sorted(lacking))}")
            continue
        if len(cells) > len(header):
            _fail(where, f"{len(cells)} cells where the header has {len(header)}")
        yield where, dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))


def read_lexicon(folder: Traversable) -> Lexicon:
    """Reads every table of `folder`; raises LexiconError, naming file and line, for a row that breaks the format."""
    tables = sorted((t for t in folder.iterdir() if t.name.endswith(".tsv")), key=lambda t: t.name)
    texts = {t.name: t.read_text("utf-8") for t in tables}
    classes = _classes(texts.pop("classes.tsv", ""))
    governors: dict[str, list[Governor]] = defaultdict(list)
    for g in _governors(texts.pop("governors.tsv", "")):
        for form in _variants(g.lemma):
            governors[form].append(g)
    found: list[Entry] = []
    tests: dict[str, Test] = {}
    for name, text in texts.items():
        kind = name.removesuffix(".tsv").split("-")[0]
        if kind not in TYPES:
            _fail(name, f"no PLOVER type is called {kind}: the file's name starts with one of {' '.join(TYPES)}")
        for where, row in rows(name, text, _COLUMNS - {"status", "cameo"}):
            found += _entries(where, row, kind, classes, tests)
    index: dict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        for form in _variants(entry.head):
            index[form].append(entry)
    for some in index.values():
        some.sort(key=lambda e: (-e.weight, e.type != "NONE", e.breadth))
    for rules in governors.values():
        rules.sort(key=lambda g: -len(g.parts))
    _variants.cache_clear()
    return Lexicon({k: tuple(v) for k, v in index.items()}, {k: tuple(v) for k, v in governors.items()}, classes,
                   tuple(found))


def _classes(text: str) -> dict[str, frozenset[str]]:
    raw: dict[str, list[str]] = defaultdict(list)
    where: dict[str, str] = {}
    if text:
        for at, row in rows("classes.tsv", text, {"class", "words"}):
            name = row["class"].lstrip("@")
            if not re.fullmatch(r"[a-z_]+", name):
                _fail(at, f"{row['class']!r} is no class name (lower-case letters)")
            raw[name] += ["_".join(w.split()) for w in row["words"].split("|")]
            where[name] = at

    def members(name: str, seen: tuple[str, ...]) -> Iterator[str]:
        for word in filter(None, raw[name]):
            if not word.startswith("@"):
                yield from _variants(word)
            elif word[1:] not in raw or word[1:] in seen:
                _fail(where[name], f"{word} is no class, or contains itself")
            else:
                yield from members(word[1:], (*seen, word[1:]))

    return {name: frozenset(members(name, (name,))) for name in raw}


def _governors(text: str) -> Iterator[Governor]:
    for where, row in rows("governors.tsv", text, {"governor", "pos", "complement", "effect"}) if text else ():
        kinds = frozenset(row["complement"].split("|"))
        if row["effect"] not in EFFECTS:
            _fail(where, f"no effect is called {row['effect']!r}: {' '.join(sorted(EFFECTS))}")
        if not kinds <= COMPLEMENTS:
            _fail(where, f"no complement is called {row['complement']!r}: {' '.join(sorted(COMPLEMENTS))}")
        if row["pos"] not in ("v", "p", "n", "a") or not row["governor"]:
            _fail(where, "a governor needs a word and its pos: v, p (a passive), n or a")
        head, *parts = row["governor"].split()
        yield Governor(head, tuple(parts), row["pos"], kinds, row["effect"])


def _entries(where: str, row: dict[str, str], kind: str, classes: Mapping[str, frozenset[str]],
             known: dict[str, Test]) -> Iterator[Entry]:
    """The entries of one row, one for each form. `known` are the constraints read before: thousands of rows share
    them."""
    if row["pos"] not in ("v", "n", "a"):
        _fail(where, f"pos is v, n or a, not {row['pos']!r}")
    status = row.get("status") or None
    if status and status not in STATUSES:
        _fail(where, f"no status is called {status!r}")
    if row["expect"] and not EXPECT.match(row["expect"]):
        _fail(where, f"expect reads like KEN>NOR, not {row['expect']!r}")
    when = row["when"].split()
    for text in when:
        if text not in known and text != "free":
            known[text] = _test(where, text, classes)
    tests = tuple(known[t] for t in when if t != "free")
    actor, recipient = _slots(where, row["actor"]), _slots(where, row["recipient"])
    for form in row["entry"].split("|"):
        head, *parts = form.split() or [""]
        if not head:
            _fail(where, "an entry needs words")
        yield Entry(head, tuple(parts), row["pos"], tests, kind, row["mode"] or None, row.get("cameo") or None, actor,
                    recipient, status, where, "free" in when, row["example"], row["expect"])


def _slots(where: str, cell: str) -> tuple[str, ...] | None:
    if not cell:
        return None
    slots = tuple(s.strip() for s in cell.split("|"))
    for slot in slots:
        if slot != "-" and not _SLOT.match(slot):
            _fail(where, f"{slot!r} is no slot")
    return () if slots == ("-",) else slots


def _test(where: str, text: str, classes: Mapping[str, frozenset[str]]) -> Test:
    m = _TEST.match(text)
    if m is None:
        _fail(where, f"{text!r} is no constraint (SLOT, !SLOT, SLOT=a|b, SLOT!=a|b; also SLOT|SLOT, !SLOT=a)")
    if m["no"] and m["op"] == "!=":
        _fail(where, f"{text!r} is negated twice")
    forms: list[str] = []
    kinds: list[str] = []
    for alt in (m["alts"] or "").split("|") if m["alts"] else ():
        if alt.startswith("@"):
            if alt[1:] not in classes:
                _fail(where, f"no class is called {alt} (classes.tsv)")
            forms += classes[alt[1:]]
        elif alt.startswith("#"):
            if alt[1:] not in KINDS:
                _fail(where, f"no kind is called {alt}: {' '.join(sorted(KINDS))}")
            kinds.append(alt[1:])
        else:
            forms += _variants(alt)
    return Test(tuple(m["slots"].split("|")), frozenset(forms), frozenset(kinds), not m["no"] and m["op"] != "!=")


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The package's own tables, read once a process."""
    return read_lexicon(resources.files("communique.coding") / "lexicon" / "events")
