"""Relational nouns: "a member of NATO", "NATO member Latvia", "its members are ...", "an ally of", "part of"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import negated, pobjs, unreal
from communique.coding.relations.draft import Draft, is_a, known
from communique.coding.relations.lexicon import Noun, nouns, words
from communique.coding.relations.predication import holders, others
from communique.coding.relations.valid import valid_near
from communique.language.reading import Reading
from communique.records import Mention, Role

__all__ = ["find_noun_relations", "find_within", "fuller"]

_OWN = frozenset(["its", "their", "our", "whose"])


def find_noun_relations(reading: Reading) -> Iterator[Draft]:
    """The relations that a relational noun states, each holder with each of what it relates to."""
    table = nouns()
    for noun in reading.tokens:
        frames = table.get(noun.lemma_.lower())
        if frames is None or noun.pos_ not in ("NOUN", "PROPN", "ADV"):
            continue
        own = reading.mention_of(noun)
        if own is not None and own.form == "named" and own.kind != "document":
            continue
        sayings = list(holders(reading, noun))
        if not sayings:
            continue
        for frame in frames:
            found = list(_frame(reading, noun, frame, sayings))
            yield from found
            if found:
                break


def _frame(reading: Reading, noun: Token, frame: Noun, sayings: list[tuple[Token, Token, str]]) -> Iterator[Draft]:
    vague = frame.type == "part_of"
    targets = [
        (r, t)
        for t, slot in others(reading, noun, frame.others)
        for r in _targets(reading, t, frame, slot)
        if known(r) or not vague
    ]
    if not targets:
        return
    for token, sayer, how in sayings:
        if how in ("copula", "as", "named", "inverse") and unreal(sayer):
            continue
        if vague and how == "apposition" and noun.tag_ == "NNS":
            continue  # "three units, four vehicles": a list
        no = negated(sayer) or (how != "before a name" and negated(noun))
        for h in _everyone(reading, noun, token, how):
            if not is_a(reading, h, frame.holder_kinds):
                continue
            for role in (
                reading.roles_of(h)
                if how in ("inverse", "list", "before a name") or reading.groups.get(h.idx)
                else (fuller(reading, h),)
            ):
                if not (known(role) or frame.holder_kinds != ("any",)):
                    continue
                for other, at in targets:
                    one, two = (role, other) if frame.holder == "subject" else (other, role)
                    yield Draft(
                        frame.type,
                        one,
                        two,
                        [h, noun, at],
                        f"{frame.rule}, {how}",
                        0.8 if known(other) else 0.6,
                        negated=no,
                        valid=valid_near(reading, [noun, sayer]),
                    )


def _targets(reading: Reading, token: Token, frame: Noun, slot: str) -> list[Role]:
    if slot == "comp" and frame.type == "located_in" and not is_a(reading, token, ("state",)):
        return []  # "Mosul district" is called so, and not in Mosul
    if token.lower_ in _OWN and not known(reading.role_of(token)):
        body = _last_body(reading, token)
        return [body] if body is not None and "organisation" in frame.other_kinds else []
    if not is_a(reading, token, frame.other_kinds):
        return []
    found = [fuller(reading, token)]
    for c in token.conjuncts:
        if c.i > token.i and is_a(reading, c, frame.other_kinds):
            found.append(reading.role_of(c))
    return found


def _everyone(reading: Reading, noun: Token, token: Token, how: str) -> list[Token]:
    """In "Poland and Latvia, both members of the EU" the plural is said of all, not of the last alone."""
    plural = noun.tag_ in ("NNS", "NNPS")
    if how in ("apposition", "copula") and plural and (token.dep_ == "conj" or token.conjuncts):
        return sorted([token, *token.conjuncts], key=lambda t: t.i)
    if how == "copula" and token.conjuncts:
        return [token, *[c for c in token.conjuncts if c.i > token.i]]
    return [token]


def _last_body(reading: Reading, pronoun: Token) -> Role | None:
    """The organisation last named before "its": whose members, when no coreference says it."""
    before = [
        m
        for m in reading.mentions
        if m.kind == "organisation"
        and m.span[1] <= pronoun.idx
        and pronoun.idx - m.span[1] < 300
        and m.entity
        and _has_members(reading, m)
    ]
    return reading.role(before[-1]) if before else None


def find_within(reading: Reading) -> Iterator[Draft]:
    """ "working with Turkey within NATO": a state within an organisation that has members is one."""
    for token in reading.tokens:
        if token.lower_ != "within" or not token.i:
            continue
        state = reading.mention_of(reading.doc[token.i - 1])
        start = token.idx + len("within ")
        body = next(
            (
                m
                for m in reading.mentions_in(start, start + 70)
                if m.span[0] in (start, start + 4) and m.kind == "organisation" and m.form == "named"
            ),
            None,
        )
        if state is None or body is None or state.kind != "state" or state.span[1] != token.idx - 1:
            continue
        if reading.text[start : body.span[0]].lower() in ("", "the ") and _has_members(reading, body):
            yield Draft(
                "member_of",
                reading.role(state),
                reading.role(body),
                [reading.doc[token.i - 1], token],
                "state within a body",
                0.7,
            )


def _has_members(reading: Reading, m: Mention) -> bool:
    """Whether a body can have member states: the tables have its members, or don't know it."""
    entity = reading.knowledge.get(m.entity or "")
    return bool(reading.knowledge.members(m.entity or "")) if entity is not None else m.sector in ("IGO", None)


def fuller(reading: Reading, token: Token) -> Role:
    """The role of a phrase, or of the name that stands in apposition to it ("the bloc", "the bank Alfa")."""
    role = reading.role_of(token)
    own = reading.mention_of(token)
    if token.dep_ == "appos" and own is not None and own.form == "descriptive":
        named = reading.role_of(token.head)  # "the Programme, an agency based in": the agency is the Programme
        if named.entity and named.kind != "person":
            return named
    if known(role):
        return role
    if token.lemma_.lower() in words("settlement"):  # "the town of Gori"
        for g in pobjs(token, "of"):
            place = reading.role_of(g)
            if place.kind == "place" and place.entity:
                return place
    mark = next(
        (
            c
            for c in token.children
            if c.dep_ in ("compound", "nmod", "amod")
            and c.i < token.i
            and (m := reading.mention_of(c))
            and m.kind == "equipment"
            and m.entity
        ),
        None,
    )
    if mark is not None:  # "T-72 tanks"
        kind = reading.role_of(mark)
        return Role(entity=kind.entity, name=kind.name, kind="equipment", text=role.text, span=role.span)
    over = reading.mention_of(token)
    if over is not None and over.form == "named" and over.entity and over.span[1] == token.idx + len(token):
        return reading.role(over)  # the parser heads "Organization for X in Europe" elsewhere than the name does
    around = [c for c in token.children if c.dep_ == "appos"]
    if token.dep_ == "appos":
        around.append(token.head)
    if token.dep_ in ("compound", "nmod") and token.head.pos_ == "PROPN":
        around.append(token.head)
    for t in around:
        other = reading.role_of(t)
        if other.entity:
            return other
    return role
