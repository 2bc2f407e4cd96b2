"""Office-holders: who held which office of which state or organisation from when to when.

Two kinds of table: `tables/people/*.tsv`, one row a term of office, and `tables/offices/offices.tsv`, which says for
each office what it is (head of state, foreign minister ...), its sector and by which titles reports call it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources.abc import Traversable

import msgspec

from communique.errors import KnowledgeError
from communique.knowledge.model import Entity, Term

__all__ = ["COLUMNS", "Office", "People", "covers", "fold", "load_people"]

#: The columns of a table of people, in order.
COLUMNS = ("name", "surname", "names", "country", "sector", "office", "of", "from", "to")
_OFFICE_COLUMNS = ("office", "role", "rank", "sector", "titles")
_ODD = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "ð": "d",
        "Ð": "D", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "œ": "oe", "’": "'"}
_MARKED = {c: "".join(p for p in unicodedata.normalize("NFKD", c) if not unicodedata.combining(p))
           for c in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))}
_LETTERS = str.maketrans(_MARKED | _ODD)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?$")
#: What a name's marks are in an id: an apostrophe nothing, all else but letters and digits a dash.
_DASHES = str.maketrans({chr(c): None if chr(c) == "'" else "-" for c in range(128) if not chr(c).isalnum()})
#: Product of the frequencies of a first and a last name from which the name is common.
_COMMON = 60
#: Words before a title that leave it the title of whoever is in office.
_STILL = frozenset(("the", "acting", "interim", "caretaker", "transitional", "current", "incumbent", "sitting", "new",
                    "newly", "elected", "outgoing", "embattled", "long-time", "longtime", "veteran"))


class Office(msgspec.Struct, frozen=True):
    """An office as such: `role` is what it is anywhere (``head of state``, ``head of government``, ``foreign
    minister`` ...), `rank` 1 for the highest, `titles` the words by which reports call it."""

    name: str
    role: str
    rank: int
    sector: str
    titles: tuple[str, ...]


def fold(name: str) -> str:
    """The name in plain ASCII letters, as wire services write it: Erdoğan as Erdogan, Sørensen as Sorensen."""
    if name.isascii():
        return name
    plain = name.translate(_LETTERS)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def covers(term: Term, day: str) -> bool:
    """Whether the day (ISO 8601, or as coarse as a year) falls in the term. A bound known to the year covers that
    whole year."""
    if term.from_ is not None and day[: len(term.from_)] < term.from_[: len(day)]:
        return False
    return term.to is None or day[: len(term.to)] <= term.to[: len(day)]


class People:
    """Everyone in the tables of office-holders, by id, by surname and by office."""

    def __init__(self, entities: Sequence[Entity], terms: Iterable[Term], surnames: dict[str, list[str]],
                 offices: Sequence[Office], leaders: Iterable[Term] = ()) -> None:
        self.entities = tuple(entities)
        self.offices = {o.name: o for o in offices}
        self._by_id = {e.id: e for e in entities}
        self._surnames = surnames
        self._terms: dict[str, list[Term]] = defaultdict(list)
        self._held: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in terms:
            self._terms[term.person].append(term)
            self._held[term.office, term.of].append(term)
        self._leaders: dict[str, list[Term]] = defaultdict(list)
        for leader in leaders:
            self._leaders[leader.of].append(leader)
        words = [e.name.split() for e in entities]
        self._first, self._last = Counter(w[0] for w in words), Counter(w[-1] for w in words)
        self._titles: dict[str, list[str]] = defaultdict(list)
        for office in offices:
            for title in office.titles:
                self._titles[title].append(office.name)

    def holders(self, office: str, of_id: str, as_of: str | None = None) -> list[Term]:
        """The terms of those who held an office, oldest first; those of one day (or year, or month) where it is given.

        Where a state calls the office otherwise, its own name for it is found: the foreign minister of the United
        States is the secretary of state.
        """
        some = self._held.get((office, of_id))
        if some is None:
            some = sorted((t for o in self.offices_called(office) for t in self._held.get((o, of_id), ())),
                          key=lambda t: t.from_ or "")
        return [t for t in some if as_of is None or covers(t, as_of)]

    def terms(self, person_id: str, as_of: str | None = None) -> list[Term]:
        """The offices that a person held, oldest first; those held on a day where it is given."""
        some = self._terms.get(person_id, [])
        return [t for t in some if as_of is None or covers(t, as_of)]

    def lookup_surname(self, form: str) -> tuple[Entity, ...]:
        """The people whom reports call `form` for short, in the order of the tables."""
        return tuple(self._by_id[i] for i in self._surnames.get(form, ()))

    def by_surname(self, form: str, day: str | None, near: Sequence[str] = ()) -> tuple[Entity, ...]:
        """The people whom reports call `form` for short, the likeliest first for a report of `day`: of a country of
        `near` (ISO3) before others, in office that day before not, higher office before lower, then nearest in time."""
        return self.likeliest(self.lookup_surname(form), day, near)

    def likeliest(self, some: tuple[Entity, ...], day: str | None, near: Sequence[str] = ()) -> tuple[Entity, ...]:
        """People who share a name, in the order of `by_surname`."""
        if day is None or len(some) < 2:
            return some
        return tuple(sorted(some, key=lambda e: (bool(near) and e.country not in near, self._distance(e.id, day))))

    def _distance(self, person_id: str, day: str) -> tuple[int, int, int]:
        """How far a person stood from office on a day: (years to the nearest term, one not yet begun counting more,
        rank of that office)."""
        year = int(day[:4])
        best = (1, 999, 99)
        for term in self._terms[person_id]:
            rank = self.offices[term.office].rank
            if covers(term, day):
                best = min(best, (0, rank, 0))
            elif term.to is not None and term.to[:10] < day:
                best = min(best, (1, year - int(term.to[:4]), rank))
            elif term.from_ is not None:
                best = min(best, (1, 3 * (int(term.from_[:4]) - year) + 1, rank))
        return best

    def common(self, name: str) -> bool:
        """Whether many people must have this name, for both its words are frequent in the tables: John Smith, Sergei
        Ivanov. A report that names one of them without his office need not mean the one of the tables."""
        words = name.split()
        return len(words) == 2 and self._first[words[0]] * self._last[words[1]] >= _COMMON

    def offices_called(self, title: str) -> tuple[str, ...]:
        """The offices that a title can mean: ``premier``, ``top diplomat``, ``defense minister``."""
        return tuple(self._titles.get(_plain(title), ()))

    def holder_now(self, title: str, country: str, day: str) -> Entity | None:
        """Whom "the Russian president" or "German Foreign Minister" means in a report of `day`.

        `country` is ISO3 or an organisation's id. An office of that very name goes before one that is also called so,
        a higher one before a lower ("the NATO chief" is the secretary-general). "Leader" is who leads by the table of
        leaders. None where the title is not one of the tables, says that the person has left office ("former"), or
        fits two people that day: wrong is worse than none.
        """
        words = _plain(title).split()
        while words and words[0] in _STILL:
            words.pop(0)
        name = " ".join(words)
        of = country if ":" in country else f"state:{country}"
        leads = self._leaders.get(of, ()) if name == "leader" else ()
        if leads:
            held = [t for lead in leads if covers(lead, day) for t in self._held.get((lead.office, of), ())]
        else:
            held = [t for o in self._titles.get(name, ()) for t in self._held.get((o, of), ())]
        held = [t for t in held if covers(t, day)]
        best = min((self._order(t.office, name) for t in held), default=None)
        people = {t.person for t in held if self._order(t.office, name) == best}
        return self._by_id[people.pop()] if len(people) == 1 else None

    def _order(self, office: str, title: str) -> tuple[bool, int]:
        return _plain(office) != title, self.offices[office].rank


def _plain(title: str) -> str:
    return title.lower().replace("defence", "defense").replace("’", "'")


def _slug(name: str) -> str:
    slug = fold(name).lower().translate(_DASHES)
    return slug if "--" not in slug and slug[-1] != "-" else re.sub("-+", "-", slug).strip("-")


def _forms(name: str, german: bool) -> tuple[str, ...]:
    """A name, and as it is written where a keyboard has no accents."""
    if name.isascii():
        return (name,)
    if german and (spread := fold(name.translate(_UMLAUTS))) != fold(name):
        return name, fold(name), spread
    return name, fold(name)


def _offices(table: Traversable) -> list[Office]:
    lines = table.read_text("utf-8").splitlines()
    if tuple(lines[0].split("\t")) != _OFFICE_COLUMNS:
        raise KnowledgeError(f"{table.name}:1: the columns must be {', '.join(_OFFICE_COLUMNS)}")
    found = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(_OFFICE_COLUMNS):
            raise KnowledgeError(f"{table.name}:{number}: {len(cells)} columns, not {len(_OFFICE_COLUMNS)}")
        found.append(Office(cells[0], cells[1], int(cells[2]), cells[3],
                            tuple(_plain(t) for t in (cells[0], *filter(None, cells[4].split("|"))))))
    return found


def load_people(tables: Traversable) -> People:
    """Reads the tables of office-holders under a folder; raises KnowledgeError for a row that breaks the columns.

    Rows of one name are one person, whichever file they stand in; surname, other names, country and sector need be
    said in one of the rows only. `surname` holds the short forms; empty is the last word of the name, "-" none. Two
    people of one name are kept apart by a mark in brackets, "Ali Hassan (judge)", which is part of the id alone.
    """
    offices = _offices(tables / "offices" / "offices.tsv")
    known = {o.name: o for o in offices}
    drafts: dict[str, _Draft] = {}
    dates = {""}
    for table in sorted((tables / "people").iterdir(), key=lambda t: t.name):
        if not table.name.endswith(".tsv"):
            continue
        lines = table.read_text("utf-8").splitlines()
        if tuple(lines[0].split("\t")) != COLUMNS:
            raise KnowledgeError(f"{table.name}:1: the columns must be {', '.join(COLUMNS)}")
        for number, line in enumerate(lines[1:], 2):
            cells = line.split("\t")
            if len(cells) != len(COLUMNS):
                raise KnowledgeError(f"{table.name}:{number}: {len(cells)} columns, not {len(COLUMNS)}")
            name, surname, names, country, sector, title, of, start, end = cells
            office = known.get(title)
            if not name or office is None:
                raise KnowledgeError(f"{table.name}:{number}: no name, or {title!r} is not in offices.tsv")
            draft = drafts.get(name)
            if draft is None:
                draft = drafts[name] = _Draft(name, country)
            elif country != draft.country and country:
                if draft.country:
                    raise KnowledgeError(f"{table.name}:{number}: {name} is of {draft.country} in another row; two "
                                         "people of one name need a mark: 'Name (mark)'")
                draft.country = country
            draft.surname, draft.names = surname or draft.surname, names or draft.names
            for date in (start, end):
                if date not in dates:
                    if not _DATE.match(date):
                        raise KnowledgeError(f"{table.name}:{number}: a date must be YYYY, YYYY-MM or YYYY-MM-DD")
                    dates.add(date)
            of = of if ":" in of else f"state:{of or country}"
            draft.terms.append(Term(draft.key, office.name, of, start or None, end or None, sector or office.sector))
    entities, surnames, terms = _assemble(drafts.values(), known)
    return People(entities, terms, surnames, offices, _leaders(tables / "offices" / "leaders.tsv", known))


def _leaders(table: Traversable, known: dict[str, Office]) -> list[Term]:
    """Which office reports mean by "leader" of a state, from when to when: terms of no person."""
    found = []
    for number, line in enumerate(table.read_text("utf-8").splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) != 4 or cells[1] not in known:
            raise KnowledgeError(f"{table.name}:{number}: not a state, an office of offices.tsv, and two dates")
        found.append(Term("", cells[1], f"state:{cells[0]}", cells[2] or None, cells[3] or None))
    return found


class _Draft:
    """What the rows of one person say."""

    __slots__ = ("country", "key", "name", "names", "surname", "terms")

    def __init__(self, name: str, country: str) -> None:
        self.name, self.country, self.key = name, country, f"person:{_slug(name)}"
        self.surname = self.names = ""
        self.terms: list[Term] = []


def _assemble(drafts: Iterable[_Draft],
              known: dict[str, Office]) -> tuple[list[Entity], dict[str, list[str]], list[Term]]:
    entities: list[Entity] = []
    surnames: dict[str, list[str]] = defaultdict(list)
    terms: list[Term] = []
    ids: dict[str, str] = {}
    for draft in drafts:
        key, country = draft.key, draft.country
        if key in ids:
            raise KnowledgeError(f"people: {ids[key]} and {draft.name} are two spellings that give one id, {key}")
        ids[key] = draft.name
        shown = draft.name.partition(" (")[0]
        german = country in ("DEU", "AUT", "CHE", "LIE")
        own = draft.terms
        top = own[0] if len(own) == 1 else min(own, key=lambda t: known[t.office].rank)
        forms = (*_forms(shown, german), *(f for n in draft.names.split("|") if n for f in _forms(n, german)))
        entities.append(Entity(id=key, name=shown, kind="person",
                               names=forms if len(forms) == 1 else tuple(dict.fromkeys(forms)),
                               country=country or None, sector=top.sector))
        if draft.surname != "-":
            for short in (draft.surname or shown.rpartition(" ")[2]).split("|"):
                for form in _forms(short, german):
                    surnames[form].append(key)
        terms.extend(own)
    terms.sort(key=lambda t: t.from_ or "")
    return entities, surnames, terms
