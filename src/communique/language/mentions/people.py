"""People: full names first, then surnames alone; country, office and sector from titles, appositions and the tables."""

from __future__ import annotations

from collections.abc import Iterable

from communique.knowledge import Entity
from communique.language.mentions.candidates import Chunk, draft_of, slug
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import firstnames, spread, wordset

__all__ = ["find_people", "join_appositions", "plausible", "rules"]

_PARTICLES = spread("al el - bin ibn de van von der da di du la le ul ' ’")
#: How a name hangs on the description that goes with it: a person's also after its title, a body's only in apposition.
_PERSON_JOINTS, _BODY_JOINTS = frozenset({"appos", "compound", "flat", "dep", "nmod"}), frozenset({"appos"})
_SUFFIX = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


def _parts(name: str) -> list[str]:
    words = name.replace("-", " - ").split()
    while words and words[-1].lower() in _SUFFIX:
        words.pop()
    return words


class _Known:
    """The people of the report by the words of their names, in order of first mention."""

    def __init__(self) -> None:
        self.drafts: list[tuple[list[str], Draft]] = []

    def add(self, name: str, draft: Draft) -> None:
        if parts := _parts(name.lower()):
            self.drafts.append((parts, draft))

    def find(self, name: str, at: int, gender: str | None) -> Draft | None:
        """Whom a shorter (or the same) name means: the one last named before, else the first one named after."""
        parts = _parts(name.lower())
        if not parts:  # a name of marks only
            return None
        fits = [d for words, d in self.drafts
                if words != parts and len(parts) <= len(words) and _is_part(parts, words)
                and not (gender and d.gender and gender != d.gender)]
        fits += [d for words, d in self.drafts if words == parts and len(parts) > 1]
        if not fits:
            return None
        before = [d for d in fits if d.start < at]
        return max(before, key=lambda d: d.start) if before else min(fits, key=lambda d: d.start)


def _is_part(short: list[str], full: list[str]) -> bool:
    """Whether a name is a shorter form of a full one: its last words, or its first name alone, or both ends."""
    if full[-len(short):] == short:
        return True
    if len(short) == 1:
        own = short[0] == full[0] and len(short[0]) > 1 and short[0] not in _PARTICLES  # "Liu" for Liu Yanmei
        return len(full) > 1 and (own or len(short[0]) > 3 and short[0] in full)
    return short[0] == full[0] and short[-1] == full[-1]


def find_people(page: Page, chunks: Iterable[Chunk]) -> None:
    """Drafts for people, those named in full before those named for short."""
    some = [c for c in chunks if c.kind == "person"]
    known = _Known()
    for d in page.drafts:
        if d.kind == "person" and d.form == "named" and d.name:
            known_entity = page.knowledge.get(d.entity or "")
            if known_entity is not None:
                d.country = d.sector = None
                _known_person(page, d, known_entity, d.how, _describe(page, d))
            else:
                _describe(page, d)
            known.add(d.name, d)
            known.add(page.words(d.start, d.end), d)
    full = [c for c in some if _full(page, c)]
    for c in full:
        name = page.words(c.start, c.end)
        d = draft_of(page, c, "person")
        d.head = _head(page, c)
        d.gender = _gender(page, c)
        before = known.find(name, c.start, d.gender)
        if before is not None and before.entity:
            d.follow(before, f"another form of {before.name}")
            page.add(d)
            continue
        page.add(d)
        title = _describe(page, d)
        _possessed(page, d)
        entity = _listed(page, page.knowledge.lookup(name), d.country)
        if entity is not None:
            _known_person(page, d, entity, "in the tables", title)
        else:
            _new(page, d, name, title)
        known.add(name, d)
    for c in some:
        if c not in full:
            _short(page, c, known)
    _first_names(page)


def _first_names(page: Page) -> None:
    """Makes a state's name that is the first name of someone whom the report names in full that person, where nothing
    else in it is that state's: the Georgia of a report on a skater."""
    first = {page.text[d.start]: d for d in reversed(page.drafts) if d.kind == "person" and d.form == "named"
             and d.end - d.start > 1 and page.knowledge.is_state(page.text[d.start])}
    if not first:
        return
    for d in list(page.drafts):
        around = page.named[d.start]
        if d.kind == "state" and around is not None and around is not d and around.kind == "person" \
                and around.start == d.start and page.text[d.start] in first:
            page.drafts.remove(d)
            continue
        who = first.get(page.text[d.start]) if d.kind == "state" and d.end - d.start == 1 and d.label is None else None
        if who is not None and not any(o.country == d.country and page.text[o.start] != page.text[d.start]
                                       and o.form != "pronoun" for o in page.drafts):
            d.sector = d.country = d.latitude = d.longitude = d.geonames = None
            d.follow(who, f"for short: {who.name}")


def _possessed(page: Page, d: Draft) -> None:
    """Gives "Ecuador's Andres Teran" the state that stands before the name, or with "of" behind it."""
    i = d.start - 1
    of = page.named[i - 1] if i > 0 and page.text[i] in ("'s", "’s", "'", "’") else None
    if of is None and page.low[d.end:d.end + 1] == ["of"] and d.end + 1 < len(page.text):
        of = page.named[d.end + 1]  # "Laity Kama of Senegal"
    if of is not None and of.kind == "state" and of.country:
        d.country = d.country or of.country


def _full(page: Page, c: Chunk) -> bool:
    return sum(page.low[i] not in _PARTICLES for i in range(c.start, c.end)) > 1


def _head(page: Page, c: Chunk) -> int:
    return page.root(c.start, c.end)


def _gender(page: Page, c: Chunk) -> str | None:
    before = page.low[c.start - 1] if c.start else ""
    for word in (before, *([page.low[i] for i in range(*c.title)] if c.title else ())):
        if word in wordset("contexts", "male"):
            return "m"
        if word in wordset("contexts", "female") or word.endswith("woman"):
            return "f"
    return firstnames().get(page.text[c.start]) if c.end - c.start > 1 else None


def _listed(page: Page, entities: tuple[Entity, ...], country: str | None) -> Entity | None:
    people = tuple(e for e in entities if e.kind == "person")
    if country and any(e.country == country for e in people):
        people = tuple(e for e in people if e.country == country)
    if not people:
        return None
    best = page.knowledge.people.likeliest(people, page.day, (country,) if country else tuple(page.near))[0]
    return best if plausible(page, best, country) else None


def plausible(page: Page, person: Entity, country: str | None = None) -> bool:
    """Whether someone of the tables is likely to be meant by a full name in this report: of a country that it speaks
    of, or in office within ten years of its day. Names are shared: someone called John Smith must be both, within
    three years, or lead a state or government that day."""
    near = person.country is not None and person.country in (country, *page.near)
    common = page.knowledge.people.common(person.name)
    terms = page.knowledge.terms(person.id)
    if page.day is None or not terms or (near and not common):
        return near or not common or not terms
    year, reach = int(page.day[:4]), 3 if common else 10
    if common and not near:
        offices, sits = page.knowledge.people.offices, page.knowledge.terms(person.id, page.day)
        return any(offices[t.office].rank <= 2 for t in sits if t.office in offices)
    return any(int((t.from_ or page.day)[:4]) - reach <= year <= int((t.to or page.day)[:4]) + reach for t in terms)


def _known_person(page: Page, d: Draft, entity: Entity, how: str, title: Draft | None = None) -> None:
    d.entity, d.name, d.how = entity.id, entity.name, how
    if entity.sector == "IGO" and page.day is None or title is not None and title.sector == "IGO" and not title.country:
        d.country, d.sector = None, "IGO"  # "UN Secretary-General Kofi Annan" acts for no state
        return
    d.country = entity.country or d.country
    d.gender = d.gender or firstnames().get(entity.name.split()[0])
    if page.day is not None:
        now = page.knowledge.terms(entity.id, page.day)
        if now:
            d.sector = now[0].sector or d.sector
            ranks = page.knowledge.people.offices
            best = min(now, key=lambda t: ranks[t.office].rank if t.office in ranks else 99)
            d.sector = best.sector or d.sector
            if best.of.startswith("organisation:"):
                d.country = None  # who heads an international body acts for it, not for where they come from
            return
    d.sector = d.sector or entity.sector


def _new(page: Page, d: Draft, name: str, title: Draft | None) -> None:
    d.name = name
    d.entity = f"person:{slug(name)}" + (f"-{d.country.lower()}" if d.country else "")
    if page.knowledge.get(d.entity) is not None:  # someone else who has that name
        d.entity += "-other"
    d.how = f"described by the report: {title.noun}" if title is not None else "named by the report"


def _short(page: Page, c: Chunk, known: _Known) -> None:
    name = page.words(c.start, c.end)
    d = draft_of(page, c, "person")
    d.gender = _gender(page, c)
    before = known.find(name, c.start, d.gender)
    page.add(d)
    if before is not None:
        d.follow(before, f"for short: {before.name}")
        _describe(page, d)
        return
    title = _describe(page, d)
    _possessed(page, d)
    entity = _by_surname(page, name, d, title)
    if entity is not None:
        _known_person(page, d, entity, "a surname in the tables of office-holders, in office that day", title)
        known.add(entity.name, d)
        return
    if d.country is None:
        d.country = _family(page, name)
    _new(page, d, name, title)
    known.drafts.append((["", name.lower()], d))


def _family(page: Page, name: str) -> str | None:
    """The country of all whom the tables have under a surname, in a report of no day that speaks of that country: the
    Assad of a text on Syria, father or son."""
    if page.day is not None:
        return None
    some = {e.country for e in page.knowledge.people.lookup_surname(name)}
    country = next(iter(some)) if len(some) == 1 else None
    return country if country and page.near[country] else None


def _by_surname(page: Page, name: str, d: Draft, title: Draft | None) -> Entity | None:
    """Whom a surname alone means: one in office on the day of the report, of the country that the words before it name
    or that the report speaks of; else none."""
    knowledge, day = page.knowledge, page.day
    some = knowledge.people_by_surname(name, day, (d.country,) if d.country else tuple(page.near))
    if d.country:
        some = tuple(e for e in some if e.country == d.country)
    if not some:
        return None
    if day is None:
        return some[0] if len(some) == 1 and (d.country or some[0].country in page.near) else None
    sitting = [e for e in some if knowledge.terms(e.id, day)]
    if title is not None and title.noun:
        held = [e for e in sitting if any(title.noun.endswith(t.office) or t.office in title.noun
                                          or title.noun in _titles(page, t.office)
                                          for t in knowledge.terms(e.id, day))]
        if held:
            return held[0]
        if d.country and sitting:
            return sitting[0]
        if "former" in page.low[max(0, title.start - 2):title.head]:
            return some[0] if d.country or some[0].country in page.near else None
        return None
    near = [e for e in sitting if e.country in page.near]
    if near:
        return near[0]
    offices = knowledge.people.offices
    if len(sitting) == 1 and any(offices[t.office].rank <= 2 for t in knowledge.terms(sitting[0].id, day)
                                 if t.office in offices):
        return sitting[0]
    return None


def rules(page: Page, d: Draft) -> bool:
    """Whether the tables have the person of a draft at the head of a state on the day of the report; where it has no
    day, at any time, or any of that surname and country."""
    people = page.knowledge.people
    some = [d.entity] if d.entity and page.knowledge.get(d.entity) is not None else [
        e.id for e in people.lookup_surname(page.words(d.start, d.end)) if e.country == d.country]
    return any(people.offices[t.office].rank <= 2 for i in some for t in page.knowledge.terms(i, page.day)
               if t.office in people.offices)


def _titles(page: Page, office: str) -> tuple[str, ...]:
    found = page.knowledge.people.offices.get(office)
    return found.titles if found is not None else ()


def _describe(page: Page, d: Draft) -> Draft | None:
    """The description that goes with a name as its title or in apposition; it gives the person country and sector, and
    takes the person's identity (later, by `join_appositions`)."""
    best: Draft | None = None
    for other in _beside(page, d):
        if other.kind != "person" or other.form != "descriptive":
            continue
        d.country = d.country or other.country
        d.sector = d.sector or other.sector
        d.gender = d.gender or other.gender
        best = best or other
    return best


def _beside(page: Page, d: Draft) -> list[Draft]:
    found: list[Draft] = []
    joints = _PERSON_JOINTS if d.kind == "person" else _BODY_JOINTS
    for k in page.kids[d.head]:
        if page.dep[k] in ("compound", "appos", "nmod", "amod", "dep") and k in page.headed:
            found.append(page.headed[k])
    h = page.head[d.head]
    if page.dep[d.head] in joints and h in page.headed:
        found.append(page.headed[h])
    i = d.start - 1
    if i >= page.sents[page.sent[d.start]][0] and i in page.headed and page.headed[i].form == "descriptive":
        found.append(page.headed[i])
    found += _called(page, d)
    return [f for f in dict.fromkeys(found) if f is not d]


def _called(page: Page, d: Draft) -> list[Draft]:
    """The description that a name is said to be the name of ("the militia, known as Fano"), or that a comma parts from
    it where the parser hangs it elsewhere ("the Minister for the Pacific, Pat Conroy, said")."""
    h, found = page.head[d.head], []
    if page.dep[d.head] == "pobj" and page.low[h] == "as":
        h = page.head[h]
    if page.low[h] in ("known", "called", "named", "dubbed", "nicknamed") and page.dep[h] in ("acl", "relcl"):
        found.append(page.headed.get(page.head[h]))
    if d.kind == "person" and d.start > 1 and page.text[d.start - 1] == "," and page.text[d.end:d.end + 1] in (
            [","], ["."]):
        found += [o for o in page.drafts if o.form == "descriptive" and o.kind == "person" and o.end == d.start - 1
                  and o.head < o.end - 1]
    return [f for f in found if f is not None and not f.plural]


def _counted(page: Page, d: Draft, other: Draft) -> bool:
    """Whether a plural means more than the one body named beside it: "two firms, Alto and Basso"."""
    return any(page.dep[k] == "nummod" and page.low[k] != "one" for k in page.kids[other.head]) or any(
        page.dep[k] == "conj" for k in page.kids[d.head])


def _share(page: Page, d: Draft, other: Draft) -> None:
    """Gives each of the bodies that a plural counts the country, sector and kind of the plural."""
    if other.kind not in ("organisation", "force", "group"):
        return
    for one in (page.headed.get(k) for k in page.conjuncts(d.head)):
        if one is None or one.form != "named" or one.how != "named by the report":
            continue
        if one.kind == "person":
            one.kind, one.entity = other.kind, f"{other.kind}:{slug(one.name or '')}"
        one.country, one.sector = one.country or other.country, one.sector or other.sector


def join_appositions(page: Page) -> None:
    """Descriptions stand for the person whose title or apposition they are, and for the body likewise."""
    for d in list(page.drafts):
        if d.form != "named" or d.label == "demonym" or d.kind not in ("person", "organisation", "force", "group"):
            continue
        for other in _beside(page, d):
            if other.form != "descriptive" or other.plural and d.kind == "person":
                continue
            if other.plural and _counted(page, d, other):
                _share(page, d, other)
                continue
            same = (other.kind == "person") == (d.kind == "person")
            if same and other.kind not in ("document", "facility", "state"):
                d.country = d.country or other.country
                if d.kind != "person" and other.sector and d.how == "named by the report" \
                        and not (d.sector and other.sector == "CVL"):
                    d.sector = other.sector
                d.sector = d.sector or other.sector
                other.entity, other.name = d.entity, d.name
                if d.kind == "person" and d.country and page.knowledge.get(d.entity or "") is not None and page.day \
                        and page.knowledge.terms(d.entity or "", page.day):
                    other.country = d.country  # "the Croat member" of Bosnia's presidency
                other.country, other.gender = other.country or d.country, other.gender or d.gender
                other.how = f"in apposition to {d.name}"
