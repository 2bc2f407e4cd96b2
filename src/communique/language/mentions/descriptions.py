"""Descriptions: noun phrases for political actors, documents and sites, with country and sector from their words."""

from __future__ import annotations

from communique.knowledge import Entity
from communique.language.mentions.candidates import singular, slug
from communique.language.mentions.owners import Owner, meets_there, owner_of, prefixed
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import Noun, nouns, sector_of_modifier, wordset

__all__ = ["becomes", "describe", "find_descriptions", "noun_at"]

_MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod"})
_PAST, _NEXT = wordset("contexts", "past"), wordset("contexts", "nobody-yet")
_BEFORE = frozenset({"det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "predet", "advmod"})
#: A compound before a noun that is no one is a mention only of a body: "police raid", "government plan".
_BODY_SECTORS = frozenset(("GOV", "MIL", "COP", "REB", "SPY", "OPP", "LEG", "JUD", "CRM", "PTY"))
#: Who settles on occupied land is of the state that holds it.
_HELD_BY = {"PSE": "ISR", "ESH": "MAR"}
_OF_OFFICE = frozenset(("state", "organisation", "place", "force"))

#: How nouns for people by their trade or belief end, in the plural and the singular, and what ends so and is no one.
_TRADES, _TRADESMAN = ("men", "women", "ists", "icians", "arians"), ("ologist", "ician", "woman")
_NO_MEN = frozenset(("specimen", "regimen", "abdomen"))
_TRADE = Noun("person", "CVL", frozenset())
#: Titles that are of whoever leads what they go with, and what may stand before them and leave them so.
_HEADS = frozenset(("leader", "chief", "head", "boss"))
_STILL = frozenset(("new", "current", "longtime", "long-time", "veteran", "embattled", "outgoing", "interim", "acting"))
#: Sectors whose units and divisions are no forces.
_NO_FORCE = frozenset(("BUS", "MED", "NGO", "EDU", "REL", "PTY", "LAB"))
_ANY = frozenset(("a", "an", "another", "any", "one", "no", "every", "each", "some"))


def noun_at(page: Page, i: int) -> tuple[Noun, int, str] | None:
    """The longest noun of the table that ends at token i: (what it says, its first token, itself)."""
    table = nouns()
    word = page.lemma[i] if page.tag[i] in ("NN", "NNS") else page.low[i]
    known = table.get(page.low[i]) if page.tag[i] in ("NNS", "NNPS") else None  # "deputies" are members of parliament
    if known is not None:
        word = page.low[i]
    known = known or table.get(word)
    if known is None and page.tag[i] in ("NNPS", "NNS", "NNP") and page.low[i].endswith(("s", "men")):
        word = singular(page.low[i])
        known = table.get(word)
    if known is None and page.tag[i] in ("NN", "NNS") and page.low[i] in table:
        word = page.low[i]
        known = table[word]
    best: tuple[Noun, int, str] | None = (known, i, word) if known is not None else None
    first = page.sents[page.sent[i]][0]
    joined = word
    for j in range(i - 1, max(first, i - 4) - 1, -1):
        if page.text[j] in ("-", "–", "'s", "’s", "'", "’"):
            mark = page.text[j].replace("’", "'").replace("–", "-")
            joined = (mark if mark == "-" else mark + " ") + joined.lstrip()
            continue
        joined = page.low[j] + (joined if joined.startswith(("-", "'")) else " " + joined)
        longer = table.get(joined) or table.get(page.low[j] + " " + page.low[i] if j == i - 1 else "")
        if longer is not None:
            best = (longer, j, joined)
    return best


def find_descriptions(page: Page) -> None:
    """Drafts for the descriptions outside names."""
    for i, pos in enumerate(page.pos):
        if pos not in ("NOUN", "PROPN") and not (pos in ("ADJ", "VERB") and page.low[i] in ("military", "opposition")
                                                   and page.dep[i] in ("nsubj", "dobj", "pobj")):
            continue
        if page.named[i] is not None or i in page.busy or meets_there(page, i):
            continue
        if " ".join(page.low[i:i + 3]) in nouns() or page.low[i - 1:i + 2] == ["in", "front", "of"]:
            continue  # a "chamber of commerce" is no chamber
        if page.text[i] == "justice" and not any(page.dep[k] in _BEFORE for k in page.kids[i]):
            continue  # "justice had come late"
        found = noun_at(page, i)
        if found is not None and i not in page.headed:
            describe(page, i, *found)
        elif found is None and i not in page.headed and pos == "NOUN" and _by_trade(page, i):
            draft = describe(page, i, _TRADE, i, page.lemma[i])
            if draft is not None and not draft.country:  # of no state that the phrase names, they are nobody's party
                page.drafts.remove(draft)
                page.headed.pop(i, None)


def _by_trade(page: Page, i: int) -> bool:
    """Whether a noun that the table lacks is of people by its ending, and stands by itself: trawlermen, archivists."""
    low = page.low[i]
    if page.dep[i] in ("compound", "amod", "nmod") or len(low) < 7 or low in _NO_MEN:
        return False
    return low.endswith(_TRADES) if page.tag[i] == "NNS" else page.tag[i] == "NN" and low.endswith(_TRADESMAN)


def described(page: Page, i: int) -> Draft | None:
    """The draft headed by token i, made now where its turn has not come: what is to the right may own what is left."""
    if i not in page.headed and page.pos[i] == "NOUN" and page.named[i] is None and i not in page.busy:
        found = noun_at(page, i)
        if found is not None:
            return describe(page, i, *found)
    return page.headed.get(i)


def describe(page: Page, i: int, noun: Noun, first: int, word: str) -> Draft | None:
    """The draft for the phrase headed by token i, or None where it means no one."""
    if page.dep[i] in ("compound", "amod", "nmod") and not _stands_alone(page, i, noun):
        return None
    owner = owner_of(page, i, first, described)
    if not owner.states and page.dep[i] == "compound" and min(first, i) > 0:  # "a | Kenyan | police roadblock"
        before = page.named[min(first, i) - 1]
        if before is not None and before.kind == "state" and not prefixed(page, before.start):
            owner.states.append(before)
    noun = _of_people(page, i, noun)
    words = [page.low[k] for k in page.kids[i] if k < i and page.dep[k] in _BEFORE]
    if page.low[max(0, min(first, i) - 2):min(first, i)] == ["ex", "-"]:
        words.append("ex")
        first = min(first, i) - 2
    plural = page.tag[i] in ("NNS", "NNPS") or word in ("police", "people", "clergy") or (
        word.endswith("man") and page.low[i].endswith("men"))
    plural = plural and not word.startswith("charg")
    person = noun.kind == "person"
    kind = "group" if person and plural else noun.kind
    sector = _sector(page, i, first, noun, owner, words)
    if kind == "force" and sector in _NO_FORCE and word in ("unit", "division"):
        kind = "organisation"  # a unit of a bank
    country = owner.country
    if "relational" in noun.flags and owner.how == "owner":
        country = None  # Sudan's neighbours are not Sudan's
    if "settler" in noun.flags and country in _HELD_BY:
        country = _HELD_BY[country]
    weak = ("weak" in noun.flags or (word == "force" and not plural)) and not (
        country or owner.body or owner.states or owner.person)
    if weak and (plural or not any(page.low[k] in ("the", "this", "our") for k in page.kids[i])):
        return None
    start, end = _extent(page, i, first, owner)
    draft = Draft(start, end, i, kind, form="descriptive", country=country, sector=sector, plural=plural,
                  gender=noun.gender, noun=_phrase(page, i, first), how="described")
    draft.name = page.words(start, i + 1)
    if weak:
        draft.label = "weak"  # it is someone only if what it refers back to is found
        return page.add(draft)
    if kind == "place":
        draft.form, draft.sector = "descriptive", None
        page.add(draft)
        _called(page, draft)
        return draft
    if kind in ("document", "facility"):
        draft.country = country if kind == "facility" else None
        draft.sector = None
        return page.add(draft)
    _identify(page, draft, noun, word, owner, words, plural)
    page.add(draft)
    _several(page, draft, owner, plural)
    return draft


def _called(page: Page, draft: Draft) -> None:
    """Gives "the port city of Tartus" the identity of the name that it ends in: with its noun the name is still one."""
    of = page.named[draft.end - 1] if draft.end > draft.head + 2 and page.low[draft.head + 1] == "of" else None
    if of is not None and of.kind == "place" and of.end == draft.end and of.start - draft.head <= 3 \
            and not draft.plural and page.lemma[draft.head] in wordset("contexts", "place-of"):
        draft.form, draft.entity, draft.name, draft.country = "named", of.entity, of.name, of.country
        draft.how = "a place with its noun"


def _of_people(page: Page, i: int, noun: Noun) -> Noun:
    """A company, battery or troop of soldiers or police is a force of theirs."""
    if page.lemma[i] not in ("company", "battery", "troop"):
        return noun
    for k in page.kids[i]:
        for j in page.kids[k] if page.dep[k] == "prep" and page.low[k] == "of" else ():
            of = noun_at(page, j)
            if of is not None and of[0].sector in ("MIL", "COP"):
                return Noun("force", of[0].sector, noun.flags)
    return noun


def _stands_alone(page: Page, i: int, noun: Noun) -> bool:
    """Whether a noun before another noun is someone: a title before a name, or a body ("the police raid")."""
    h = page.head[i]
    if page.named[h] is not None and page.named[h].kind == "person":  # type: ignore[union-attr]
        return noun.kind == "person"
    proper = page.pos[h] == "PROPN" or (page.text[h - 1] == "-" and h > 1 and page.ent[h - 2] == "PERSON")
    if proper and page.named[h] is None and noun.kind == "person" and noun_at(page, h) is None:
        return True
    over = noun_at(page, h)
    if over is not None and over[0].kind not in ("document", "facility"):
        return False
    if page.dep[i] == "amod":
        return False
    return noun.kind in ("state", "force", "organisation") and noun.sector in _BODY_SECTORS or (
        noun.sector in ("REB", "CRM") and noun.kind in ("person", "group"))


def _sector(page: Page, i: int, first: int, noun: Noun, owner: Owner, words: list[str]) -> str | None:
    body = owner.body if owner.body is None or owner.body.label != "weak" else None
    if body is not None and body.sector == "IGO" and noun.kind == "organisation" and noun.sector in ("JUD", "LEG"):
        return "IGO"  # a union's own court
    if body is not None and noun.kind == "organisation" and noun.sector in ("JUD", "LEG") and body.sector in (
            "PTY", "OPP"):
        return body.sector  # a party's bench
    if "open" in noun.flags and noun.sector == "BUS" and owner.states and body is None:
        return "GOV"  # Hong Kong's chief executive
    if "open" in noun.flags and noun.kind == "person" and noun.sector == "GOV" and body is not None \
            and body.kind == "organisation" and body.form == "named" and not body.sector:
        return None  # the director of a body of no known sort
    if body is not None and body.sector and ("open" in noun.flags or noun.kind in ("person", "group", "force")) and (
            "open" in noun.flags or noun.sector == "GOV"
            or (body.sector == "IGO" and noun.sector in ("MIL", "COP", "LEG", "BUS", "EDU", "JUD"))):
        return body.sector
    if "open" in noun.flags:
        table = sector_of_modifier()
        for k in range(first - 1, max(-1, first - 4), -1):
            if page.pos[k] in ("PUNCT", "VERB", "ADP", "SPACE") and page.text[k] not in "-–":
                break
            found = (table.get(f"{page.low[k - 1]} {page.low[k]}") if k else None) or table.get(page.low[k])
            if found is not None:
                return found
        for k in page.kids[i]:
            if page.dep[k] == "prep" and page.low[k] in ("of", "in", "for", "from", "with"):
                for j in page.kids[k]:
                    inner = noun_at(page, j) if page.dep[j] == "pobj" else None
                    if inner is not None and inner[0].sector and inner[0].kind not in ("document", "facility"):
                        return inner[0].sector
        if owner.person is not None and owner.person.sector:
            return owner.person.sector
    if "of-a-state" in noun.flags and owner.country:
        return "MIL"  # Kenyan peacekeepers are Kenya's army
    if body is not None and noun.sector == "NGO" and body.sector in ("REB", "CRM"):
        return body.sector  # "the al-Qaeda network"
    if _PAST & set(words) and noun.kind == "person" and noun.sector == "GOV" and "open" not in noun.flags:
        return "ELI"
    return noun.sector


def _extent(page: Page, i: int, first: int, owner: Owner) -> tuple[int, int]:
    """From the first modifier to the head, and "of" a name after it: "the President of the European Council"."""
    start = min(first, i)
    floor = page.sents[page.sent[i]][0]
    for k in page.kids[i]:
        if k < start and page.dep[k] in _BEFORE:
            start = min(start, _leftmost(page, k, floor))
    if start > floor and page.dep[start - 1] == "det" and page.head[start - 1] in range(start, i):
        start -= 1  # the article of a noun that begins inside: "the | teachers' union"
    for j in range(start, i):
        if page.text[j] == "," and page.tag[j + 1] in ("VBD", "VBZ"):
            start = j + 2  # "at Kant, offered | helicopters"
        if page.doc[j].is_space or page.text[j] in ("“", '"', "”", ":", ";", "—"):
            start = j + 1
    start = max([start, *(end for _, end in page.datelines if end <= i)])
    end = i + 1
    for k in page.kids[i]:
        if page.dep[k] == "prep" and k == i + 1 and page.low[k] in ("of", "for"):
            for j in page.kids[k]:
                d = page.named[j]
                if page.dep[j] == "pobj" and d is not None and d.kind in _OF_OFFICE and (
                        page.low[k] == "of" or d.kind != "state"):
                    end = max(end, d.end)
    return start, end


def _leftmost(page: Page, k: int, floor: int) -> int:
    left, stack, steps = k, [k], 0
    while stack and steps < 40:
        j = stack.pop()
        steps += 1
        left = min(left, j)
        stack += [x for x in page.kids[j] if x < j and page.dep[x] not in ("punct", "relcl")]
    return max(left, floor)


def _phrase(page: Page, i: int, first: int) -> str:
    """The noun phrase in lower case without whose it is: "deputy foreign minister"."""
    start = min(first, i)
    while start > 0 and page.named[start - 1] is None and page.text[start - 1] not in ("'s", "’s") \
            and page.dep[start - 1] in _MODIFIERS and page.head[start - 1] in range(start, i + 1) \
            and page.pos[start - 1] in ("NOUN", "PROPN", "ADJ"):
        start -= 1
    words = page.words(start, i + 1).lower()
    return words


def _identify(page: Page, draft: Draft, noun: Noun, word: str, owner: Owner, words: list[str], plural: bool) -> None:
    """Ties the description to an entity: the state for its government, the office-holder, a body's own id."""
    country = draft.country
    if noun.kind == "state" and country:
        own = next((d.entity for d in owner.states if d.entity), None)
        state = page.knowledge.get(own) if own else page.knowledge.state(country)
        if state is not None:
            draft.entity, draft.name, draft.how = state.id, state.name, "the government of that state"
        return
    if noun.kind == "person" and not plural:
        holder = _holder(page, draft, noun, owner, set(words))
        if holder is not None:
            draft.entity, draft.name = holder.id, holder.name
            draft.how = "who held that office on the day of the report"
        return
    if country and draft.kind in ("force", "organisation", "group"):
        draft.entity = f"{draft.kind}:{country.lower()}-{slug(draft.noun or word)}"
        draft.name = page.words(draft.start, draft.head + 1)


def _holder(page: Page, draft: Draft, noun: Noun, owner: Owner, words: set[str]) -> Entity | None:
    """Who held the office that the description names, of the state or body it names, on the day of the report."""
    title = draft.noun or ""
    if becomes(page, draft):
        return None
    if page.day is None or words & (_PAST | _NEXT):
        return None
    if title in _HEADS:  # the Hamas leader is one, a Hamas leader any
        if any(page.low[k] in _ANY for k in page.kids[draft.head]):
            return None
    elif "open" in noun.flags and title and " " not in title:
        return None
    of = next((d.entity for d in owner.states if d.entity and d.kind == "state"), None)
    if owner.states and len({d.entity for d in owner.states}) > 1:
        return None
    if of is None and owner.body is not None:
        of = owner.body.entity
    if of is None:
        return None
    return office_holder(page, title, of)


def office_holder(page: Page, title: str, of: str) -> Entity | None:
    """Who held an office called `title`, or by its last words, of a state or body on the day of the report."""
    parts = title.split()
    for k in range(len(parts)):
        phrase = " ".join(parts[k:])
        if k and parts[k - 1] in ("deputy", "vice", "assistant", "under", "former", "shadow", "acting-", "first"):
            return None
        if phrase in _HEADS and not set(parts[:k]) <= _STILL:
            return None  # a business leader leads no state
        offices = page.knowledge.people.offices_called(phrase)
        if offices:
            return page.knowledge.holder_now(phrase, of.removeprefix("state:"), page.day or "")
    return None


def becomes(page: Page, d: Draft) -> bool:
    """Whether a description says what someone will be or was made: "he will be prime minister", "named her envoy"."""
    h = page.head[d.head]
    if page.dep[d.head] not in ("attr", "oprd"):
        return False
    return page.lemma[h] in ("become", "name", "elect", "appoint", "choose", "make") or any(
        page.dep[k] == "aux" and page.low[k] in ("will", "would", "could", "may", "might", "to") for k in page.kids[h])


def _several(page: Page, draft: Draft, owner: Owner, plural: bool) -> None:
    """A plural of several states or bodies stands for each: "the Russian and Turkish presidents"."""
    distinct: dict[str | None, Draft] = {}
    for d in owner.states:
        if d.country:
            distinct.setdefault(d.entity, d)
    if len(distinct) < 2 or draft.kind in ("document", "facility"):
        return
    members = []
    for d in sorted(distinct.values(), key=lambda d: d.start):
        one = Draft(d.start, d.end, d.head, "state", form=d.form, entity=d.entity, name=d.name, country=d.country,
                    sector=draft.sector, how="one of those that a plural names")
        if draft.noun and d.entity and plural:
            holder = office_holder(page, singular(draft.noun), d.entity)
            if holder is not None:
                one.entity, one.name, one.kind = holder.id, holder.name, "person"
        members.append(one)
    page.groups[draft.head] = members
