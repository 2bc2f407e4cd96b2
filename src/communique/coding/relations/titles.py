"""Offices: titles before names, in apposition, after "is", "as", "named", and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import negated, unreal
from communique.coding.relations.draft import Draft, known, last_subject, state_role
from communique.coding.relations.lexicon import Title, titles, words
from communique.coding.relations.predication import others, prenominal
from communique.coding.relations.title_holders import as_person, may_be_person, title_holders
from communique.coding.relations.title_words import MARKS, PAST, title_value
from communique.coding.relations.valid import valid_near
from communique.language.reading import Reading
from communique.records import Mention, Role, Valid

__all__ = ["find_offices", "offices_of"]

_SLOTS = ("poss", "comp", "of", "for", "in", "at", "to", "from", "on")
_BODY = ("state", "organisation", "force", "group", "facility", "place")


def find_offices(reading: Reading) -> Iterator[Draft]:
    """Who holds which office, and who chairs what."""
    table = titles()
    starts = {m.span[0]: m for m in reading.mentions if m.kind == "person" and m.form == "named"}
    for m in reading.mentions:
        if may_be_person(reading, m):
            starts.setdefault(m.span[0], as_person(m))
    last: tuple[str, int] | None = None  # the last title given, for "his Russian counterpart"
    for noun in reading.tokens:
        if noun.pos_ not in ("NOUN", "PROPN", "ADJ") and not noun.text[:1].isupper() and noun.lemma_ != "counterpart":
            continue
        word = noun.lemma_.lower().strip(MARKS)
        title = table.get(word) if noun.pos_ in ("NOUN", "PROPN", "ADJ") or noun.text[:1].isupper() else None
        if title is None:
            if word == "counterpart" and last is not None and noun.i - last[1] < 60:
                yield from _counterpart(reading, noun, last[0], starts)
            continue
        if _modifies_title(reading, noun):
            continue
        value, first, after = title_value(reading, noun, title)
        people = title_holders(reading, noun, after, starts)
        if not people and value:
            last = (value, noun.i)
            continue
        last = (value, noun.i)
        for role, sayer, how in people:
            if (how in ("copula", "as", "named", "inverse") and unreal(sayer)) or negated(sayer):
                continue
            yield from _drafts(reading, noun, title, value, first, role, sayer, how)


def _modifies_title(reading: Reading, noun: Token) -> bool:
    """Whether the noun only qualifies a further title: "justice" in "Justice Minister", "deputy" in "deputy head"."""
    i = noun.i + 1
    while i < len(reading.doc) and i - noun.i < 5:
        t = reading.doc[i]
        if t.sent != noun.sent or t.pos_ not in ("PROPN", "NOUN", "ADJ"):
            return False
        m = reading.mention_of(t)
        if m is not None and m.kind == "person" and m.form == "named":
            return False
        word = t.lemma_.lower().strip(MARKS)
        if word in titles() and noun.lower_ not in ("president", "king", "premier"):
            return True
        i += 1
    return False


def offices_of(reading: Reading) -> dict[str, tuple[str | None, Role | None]]:
    """By a person's id: the country whose office the report gives them, and the body or state of the office."""
    found: dict[str, tuple[str | None, Role | None]] = {}
    for d in find_offices(reading):
        if d.type != "holds_office" or not d.subject.entity or d.value is None or PAST & set(d.value.split()):
            continue
        country, body = found.get(d.subject.entity, (None, None))
        of = d.object
        found[d.subject.entity] = (
            country or d.subject.country or (of.country if of is not None else None),
            body or (of if known(of) else None),
        )
    return found


def _drafts(
    reading: Reading, noun: Token, title: Title, value: str, first: Token, role: Role, sayer: Token, how: str
) -> Iterator[Draft]:
    target = _whose(reading, noun, title, role)
    if title.scope == "post" and (
        target is None
        or target.kind == "state"
        or not known(target)
        and target.kind is None
        and not any(t.pos_ == "PROPN" for t in noun.subtree if t.i > noun.i)
    ):
        return
    modifiers = value.split()
    past = bool(PAST & set(modifiers[:-1])) or value.startswith("ex-") or how == "until then"
    valid = valid_near(reading, [noun, sayer] if how != "before a name" else [noun])
    if past and valid == Valid():
        valid = Valid(to=(reading.article.published or "")[:10] or None)
    sure = 0.85 if how in ("before a name", "apposition") else 0.8
    if target is None and title.scope in ("state", "portfolio") and role.country:
        target, sure = state_role(reading, role.country), 0.75
    tokens = [first, noun, sayer]
    rule = f"{title.rule}, {how}"
    yield Draft("holds_office", role, target, tokens, rule, sure, value=value, valid=valid)
    if title.scope == "chair" and target is not None and target.kind in ("organisation", "group", None) and not past:
        yield Draft("chairs", role, target, tokens, rule, sure, value=value, valid=valid)


def _whose(reading: Reading, noun: Token, title: Title, holder: Role) -> Role | None:
    """The state or body of the office: a name or demonym before it, a possessor, "of Y", "for Y"."""
    spare: Role | None = None
    parts = [
        c
        for i in range(max(0, noun.i - 2), noun.i)
        if reading.doc[i].lower_ in ("vice", "deputy", "-")
        for c in reading.doc[i].children
        if c.dep_ == "poss"
    ]
    for token, slot in (*((p, "poss") for p in parts), *others(reading, noun, _SLOTS)):
        if slot in ("in", "at", "on", "from", "to") and spare is not None:
            break
        role = reading.role_of(token)
        if slot in ("of", "for") and title.scope == "portfolio" and token.lower_ in words("portfolio"):
            continue
        if slot == "poss" and token.pos_ == "PRON" and not known(role):
            role = last_subject(reading, token) or role
        if role.span == holder.span or (role.entity and role.entity == holder.entity):
            continue
        if (
            title.scope == "portfolio"
            and slot in ("of", "for")
            and not (role.entity or "").startswith(("state:", "org"))
        ):
            inner = next((g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children), None)
            if inner is not None and known(reading.role_of(inner)):
                return reading.role_of(inner)
            continue
        if slot == "to" and noun.lemma_.lower() in words("posting"):
            continue  # "ambassador to Kenya": of whom, the words before say
        if role.kind == "group" and slot == "comp" and role.sector not in ("REB", "OPP", "MIL", "PTY", "IGO"):
            continue
        if slot == "for" and role.kind == "place":
            continue  # "vice-president for the Americas"
        if role.kind in _BODY and (role.entity or role.country):
            if slot == "comp" or role.kind != "place":
                return role
            spare = spare or role
        elif (
            role.kind == "person"
            and slot in ("poss", "of", "for")
            and known(role)
            and noun.lemma_.lower() in words("aide")
        ):
            return role
        elif (
            slot in ("of", "poss")
            and spare is None
            and token.pos_ in ("NOUN", "PROPN")
            and (role.kind != "person" or token.lemma_ in words("body") | {"mission", "delegation"})
        ):
            spare = role
    after = _of_after_name(reading, holder) if title.scope in ("state", "portfolio") else None
    return spare or after or _shared(reading, noun, holder)


def _shared(reading: Reading, noun: Token, holder: Role) -> Role | None:
    """ "Gazprom Chairman and CEO X": the second title is of the first's body."""
    i = noun.left_edge.i - 1
    if i > 0 and reading.doc[i].lower_ in ("and", "&"):
        before = reading.doc[i - 1]
        title = titles().get(before.lemma_.lower())
        if title is not None:
            return _whose(reading, before, title, holder)
    return None


def _of_after_name(reading: Reading, holder: Role) -> Role | None:
    """ "Deputy Foreign Minister X of Sudan"."""
    if holder.span is None:
        return None
    after = reading.text[holder.span[1] : holder.span[1] + 8]
    if not after.startswith(" of "):
        return None
    start = holder.span[1] + 4 + (4 if after.startswith(" of the ") else 0)
    m = next(
        (
            m
            for m in reading.mentions_in(start, start + 60)
            if m.span[0] == start and m.kind in ("state", "organisation")
        ),
        None,
    )
    return reading.role(m) if m is not None and (m.entity or m.country) else None


def _counterpart(reading: Reading, noun: Token, value: str, starts: dict[int, Mention]) -> Iterator[Draft]:
    """ "his Russian counterpart, X": the same office of another state."""
    people = title_holders(reading, noun, noun, starts)
    base = " ".join(w for w in value.split() if w not in PAST)
    for token in prenominal(reading, noun):
        for role, sayer, how in people:
            yield Draft(
                "holds_office",
                role,
                reading.role_of(token),
                [token, noun, sayer],
                f"counterpart, {how}",
                0.75,
                value=base,
            )
