"""Where things lie: "Goma in Congo", "Nairobi, Kenya", "the Iraqi city of Mosul", "the university in Lviv"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import BE, child, negated, pobjs, subjects, unreal
from communique.coding.relations.draft import Draft, is_a, known
from communique.coding.relations.lexicon import words
from communique.coding.relations.predication import prenominal
from communique.language.reading import Reading
from communique.records import Mention, Role

__all__ = ["find_locations"]

_SIDES = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north-east",
        "north-west",
        "the",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "upper",
        "lower",
        "mountainous",
        "rural",
        "remote",
        "province's",
        "government-held",
        "rebel-held",
    ]
)
_INSIDE = frozenset(["in", "at", "inside"])


def find_locations(reading: Reading) -> Iterator[Draft]:
    """What the text places within what."""
    tokens = {t.idx: t for t in reading.tokens}
    ends = {
        m.span[0]: m
        for m in reversed(reading.mentions)
        if m.kind in ("place", "state", "facility") and m.form != "pronoun"
    }
    for m in reading.mentions:
        if m.form == "named" and m.kind in ("place", "facility", "organisation") and m.head in tokens:
            yield from _beside(reading, m, tokens, ends)
    places, institutions = words("settlement"), words("institution")
    for noun in reading.tokens:
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        lemma = noun.lemma_.lower()
        if lemma in places:
            yield from _city_of(reading, noun)
        if lemma in institutions:
            yield from _institution(reading, noun)
        if noun.lower_ == "based" and noun.i > 1 and noun.nbor(-1).text in ("-", "–"):
            yield from _based(reading, noun)
    for token in reading.tokens:
        if token.lower_ in BE and token.pos_ in ("AUX", "VERB"):
            yield from _is_in(reading, token)
        if (
            token.lower_ == "based"
            and token.pos_ not in ("NOUN", "PROPN")
            and token.i > 1
            and token.nbor(-1).text in ("-", "–")
        ):
            yield from _based(reading, token)


def _beside(reading: Reading, m: Mention, tokens: dict[int, Token], by_start: dict[int, Mention]) -> Iterator[Draft]:
    """A name with its country or region right after it, behind a comma or "in"."""
    doc, head = reading.doc, tokens[m.head or m.span[0]]
    last = doc.char_span(*m.span, alignment_mode="expand")
    if last is None:
        return
    i = last.end
    sent = head.sent
    comma = word = False
    while i < len(doc) and doc[i].sent == sent and i - last.end < 6:
        t = doc[i]
        if t.text == "," and not comma and not word:
            comma = True
        elif t.lower_ in _INSIDE and not word:
            word = True
        elif t.lower_ in _SIDES and word or t.text == "-" and word:
            pass
        else:
            break
        i += 1
    if i >= len(doc) or not (comma or word) or doc[i].sent != sent:
        return
    other = by_start.get(doc[i].idx)
    if other is None or other.entity == m.entity or other.span[0] == m.span[0]:
        return
    if m.kind == "organisation" and not (word and head.lemma_.lower() in words("institution")):
        return
    if comma and not word:
        # "Istanbul, Turkey," is a place in its country; "Damascus, Moscow and Tehran" a list
        if other.kind != "state" and not _region(reading, other) or other.form == "descriptive":
            return
        if other.kind != "state" and (_region(reading, m) or m.country is None):
            return  # "Iowa, Nevada": regions side by side
        if (
            m.country
            and other.country
            and m.country != other.country
            or other.kind == "state"
            and _demonym(reading, other)
        ):
            return
        if doc[i].dep_ == "conj" and m.country != other.country or m.kind != "place" and m.kind != "facility":
            return
    if other.kind == "state" and _demonym(reading, other) or m.country and other.country and m.country != other.country:
        return
    if m.kind == "place" and other.kind == "facility":
        return
    role = reading.role(other)
    yield Draft("located_in", reading.role(m), role, [head, doc[i]], "name and the place it is in", 0.85)


def _is_in(reading: Reading, be: Token) -> Iterator[Draft]:
    """ "Goma is in Congo", "whose secretariat is in Jakarta"."""
    if child(be, "attr", "acomp", "oprd") is not None or be.dep_ in ("aux", "auxpass") or unreal(be):
        return
    for one in subjects(be):
        if not is_a(reading, one, ("place", "facility", "institution")) or one.pos_ == "PRON":
            continue
        for c in be.children:
            if c.dep_ == "prep" and c.lower_ in ("in", "on") and c.i > be.i:
                for place in c.children:
                    if (
                        place.dep_ == "pobj"
                        and is_a(reading, place, ("place", "state"))
                        and known(reading.role_of(place))
                    ):
                        yield Draft(
                            "located_in",
                            reading.role_of(one),
                            reading.role_of(place),
                            [one, be, place],
                            "is in",
                            0.8,
                            negated=negated(be),
                        )


def _region(reading: Reading, m: Mention) -> bool:
    entity = reading.knowledge.get(m.entity) if m.entity else None
    return entity is not None and entity.sub in ("region", "province", "state", "sea")


def _demonym(reading: Reading, m: Mention) -> bool:
    return (
        bool(reading.knowledge.demonym(m.text))
        and reading.knowledge.state(m.country or "") is not None
        and reading.knowledge.lookup(m.text) == ()
    )


def _owner(reading: Reading, noun: Token) -> tuple[Role, Token] | None:
    """The state or place that a common noun belongs to: "Iraqi city", "Syria's", "in Iraq"."""
    for c in noun.children:
        if c.dep_ == "poss" and is_a(reading, c, ("state", "place")) and known(reading.role_of(c)):
            return reading.role_of(c), c
    for t in prenominal(reading, noun):
        if is_a(reading, t, ("state", "place")):
            return reading.role_of(t), t
    return None


def _city_of(reading: Reading, noun: Token) -> Iterator[Draft]:
    """ "the Iraqi city of Mosul", "the Congolese town Goma"."""
    named = next((t for t in prenominal(reading, noun) if is_a(reading, t, ("place",))), None)
    if named is not None:  # "the Karrada district of Baghdad": the name is the district's own
        for g in pobjs(noun, "of", "in"):
            role, other = reading.role_of(named), reading.role_of(g)
            if is_a(reading, g, ("place", "state")) and known(other) and other.entity != role.entity:
                yield Draft("located_in", role, other, [named, noun, g], f"{noun.lemma_.lower()} of", 0.8)
        return
    owner = _owner(reading, noun)
    if owner is None:
        return
    names = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    names += [c for c in noun.children if c.dep_ == "appos"]
    for name in names:
        mention = reading.mention_of(name)
        if mention is None or mention.kind not in ("place", "facility") or mention.form != "named":
            continue
        if mention.country and owner[0].country and mention.country != owner[0].country:
            continue
        for role in reading.roles_of(name):
            if role.kind in ("place", "facility") and role.entity != owner[0].entity:
                yield Draft("located_in", role, owner[0], [owner[1], noun, name], f"{noun.lemma_.lower()} of", 0.85)


def _institution(reading: Reading, noun: Token) -> Iterator[Draft]:
    """ "the university in Lviv", "the embassy in Kathmandu", "the base at Berenice"."""
    mention = reading.mention_of(noun)
    for c in noun.children:
        if c.dep_ != "prep" or c.lower_ not in ("in", "at", "near", "outside", "on"):
            continue
        for place in c.children:
            if place.dep_ != "pobj" or not is_a(reading, place, ("place", "state", "facility")):
                continue
            role = reading.role_of(place)
            if not known(role) or c.lower_ in ("near", "outside", "on") and role.kind == "state":
                continue
            subject = reading.role_of(noun)
            owner = next((x for x in noun.children if x.dep_ == "poss"), None)
            if owner is not None and owner.pos_ == "PRON":
                subject = reading.role_of(owner)
                if noun.lemma_ not in ("headquarters", "seat", "secretariat") or not subject.entity:
                    if mention is None or mention.form != "named":
                        subject = reading.role_of(noun)
            if mention is None and not _definite(noun):
                continue
            if subject.kind is None:
                subject = Role(text=subject.text, span=subject.span, kind="facility", country=subject.country)
            yield Draft(
                "located_in",
                subject,
                role,
                [noun, place],
                f"{noun.lemma_.lower()} {c.lower_}",
                0.8 if c.lower_ in _INSIDE else 0.65,
            )


def _named_place(reading: Reading, token: Token) -> Role | None:
    """The state or place that a word inside a longer name names ("Britain" in "Britain-based Observatory")."""
    known_ = reading.knowledge.lookup(token.text)
    entity = next((e for e in known_ if e.kind in ("state", "place")), None) or reading.knowledge.place(token.text)
    if entity is None or not token.text[:1].isupper():
        return None
    return Role(
        entity=entity.id,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        text=token.text,
        span=(token.idx, token.idx + len(token)),
    )


def _definite(noun: Token) -> bool:
    """Whether the phrase speaks of a certain thing: "the base", "its embassy", "a Russian base", not "schools"."""
    return noun.tag_ in ("NN", "NNP") and any(c.dep_ in ("det", "poss", "amod", "compound") for c in noun.children)


def _based(reading: Reading, based: Token) -> Iterator[Draft]:
    """ "the Geneva-based Observatory": an organisation's seat, or where a force is."""
    place = reading.doc[based.i - 2]
    mention = reading.mention_of(place)
    if mention is None or mention.kind not in ("place", "state", "facility") or mention.head != place.idx:
        where = _named_place(reading, place)
    else:
        where = reading.role(mention)
    if where is None:
        return
    noun = based.head
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i < based.i:
        noun = next(
            (t for t in reading.doc[based.i + 1 : based.i + 7] if t.dep_ not in ("compound", "amod", "det", "punct")),
            noun,
        )
    role = reading.role_of(noun)
    if not (known(role) and role.kind in ("organisation", "force", "group", "facility")):
        over = next(
            (
                m
                for m in reading.mentions_in(based.idx, noun.sent.end_char)
                if m.kind in ("organisation", "force", "group")
                and m.span[0] >= based.idx
                and m.span[0] - based.idx < 40
                and m.entity
            ),
            None,
        )
        if over is None or reading.text[based.idx + len(based) : over.span[0]].strip(" \n") and over.head != noun.idx:
            return
        role = reading.role(over)
    kind = "based_at" if role.kind in ("force", "group") else "located_in"
    yield Draft(kind, role, where, [place, based, noun], "PLACE-based", 0.85)
