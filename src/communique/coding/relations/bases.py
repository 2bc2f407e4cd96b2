"""Who runs a base and what stands there: "the Russian air base", "the U.S.-run camp", "Su-25 aircraft at the base"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import subjects
from communique.coding.relations.draft import Draft, is_a, known
from communique.coding.relations.lexicon import words
from communique.coding.relations.predication import prenominal
from communique.language.reading import Reading
from communique.records import Role

__all__ = ["find_bases", "find_state_owned"]

_RUN = {"run": "operates", "operated": "operates", "managed": "operates", "controlled": "operates", "owned": "owned_by"}


def find_bases(reading: Reading) -> Iterator[Draft]:
    """Operators of military facilities, and the forces and weapons at them."""
    military = words("military")
    for token in reading.tokens:
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in military:
            yield from _owner(reading, token)
        if token.lower_ in _RUN and token.i > 1 and token.nbor(-1).text in ("-", "–"):
            yield from _run(reading, token)
        if (
            token.dep_ == "prep"
            and token.lower_ in ("at", "in", "from", "aboard", "on")
            and token.head.pos_ in ("NOUN", "PROPN")
        ):
            yield from _there(reading, token)


def _thing(reading: Reading, token: Token, kind: str = "facility") -> Role:
    role = reading.role_of(token)
    if role.entity is None and role.kind is None:
        names = [c for c in token.children if c.dep_ == "appos" and known(reading.role_of(c))]
        if token.dep_ == "appos" and is_a(reading, token.head, (kind,)):
            names.append(token.head)
        if names:
            return reading.role_of(names[0])
        return Role(text=role.text, span=role.span, kind=kind)
    return role


def _owner(reading: Reading, base: Token) -> Iterator[Draft]:
    own = reading.mention_of(base)
    found: list[Token] = [
        t
        for t in prenominal(reading, base)
        if (m := reading.mention_of(t))
        and m.kind in ("state", "organisation", "force")
        and m.country
        or m
        and m.sector == "IGO"
    ]
    found += [c for c in base.children if c.dep_ == "poss" and is_a(reading, c, ("state", "organisation", "force"))]
    for t in found[:1]:
        role = reading.role_of(t)
        if not known(role) or own is not None and own.form == "named" and own.span[0] <= t.idx < own.span[1]:
            continue
        yield Draft("operates", role, _thing(reading, base), [t, base], "a state's base", 0.75)
    if not found:  # "Egypt has a naval base at Berenice"
        verb = base.head
        if (
            base.dep_ == "dobj"
            and verb.lemma_ in ("have", "has", "keep", "maintain")
            and verb.tag_ in ("VBZ", "VBP", "VBD")
        ):
            for s in subjects(verb):
                if is_a(reading, s, ("state", "organisation")):
                    yield Draft(
                        "operates", reading.role_of(s), _thing(reading, base), [s, verb, base], "has a base", 0.75
                    )


def _run(reading: Reading, run: Token) -> Iterator[Draft]:
    """ "the Russian-run base", "a Kuwaiti-owned airline"."""
    who = reading.doc[run.i - 2]
    mention = reading.mention_of(who)
    noun = run.head
    while (
        noun.dep_ in ("compound", "amod")
        and noun.i < run.i + 6
        and noun.head.i > noun.i
        and noun.pos_ not in ("NOUN", "PROPN")
    ):
        noun = noun.head
    if noun.i < run.i:
        noun = next(
            (t for t in reading.doc[run.i + 1 : run.i + 6] if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"), run
        )
    if mention is None or mention.kind not in ("state", "organisation", "group", "force") or noun.i == run.i:
        return
    thing = _thing(reading, noun)
    owner = reading.role(mention)
    if _RUN[run.lower_] == "owned_by":
        if mention.kind not in ("state", "organisation"):
            return
        yield Draft("owned_by", thing, owner, [who, run, noun], "X-owned", 0.85)
    elif is_a(reading, noun, ("facility", "company", "organisation")):
        yield Draft("operates", owner, thing, [who, run, noun], "X-run", 0.85)


def _there(reading: Reading, prep: Token) -> Iterator[Draft]:
    """ "jets at the base", "soldiers at Camp X"."""
    what = prep.head
    for place in prep.children:
        if place.dep_ != "pobj" or not is_a(reading, place, ("facility",)):
            continue
        role = _thing(reading, place)
        if prep.lower_ == "from":
            continue
        if is_a(reading, what, ("equipment",)):
            for thing in reading.roles_of(what):
                yield Draft(
                    "equipped_with", role, _as(thing, "equipment"), [what, prep, place], "equipment at a facility", 0.75
                )
        elif (
            is_a(reading, what, ("force",))
            and (known(role) or known(reading.role_of(what)))
            and place.lemma_.lower() in words("military") | {"camp"}
        ):
            yield Draft(
                "based_at", _as(reading.role_of(what), "force"), role, [what, prep, place], "force at a facility", 0.7
            )


def _as(role: Role, kind: str) -> Role:
    if role.kind is not None:
        return role
    return Role(text=role.text, span=role.span, kind=kind, country=role.country, sector=role.sector)


def find_state_owned(reading: Reading) -> Iterator[Draft]:
    """ "the Russian state oil company X", "X, a state-owned airline": owned by the state of its country."""
    company = words("company")
    for noun in reading.tokens:
        if noun.lemma_.lower() not in company or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        left = reading.doc[noun.left_edge.i : noun.i]
        state = [t for t in left if t.lower_ == "state" and t.dep_ in ("compound", "amod", "nmod", "npadvmod")]
        owned = [
            t
            for t in left
            if t.lower_ in ("owned", "run")
            and t.nbor(-1).text in ("-", "–")
            and t.i > 1
            and t.nbor(-2).lower_ == "state"
        ]
        if not state and not owned:
            continue
        names = [c for c in noun.children if c.dep_ == "appos"] + (
            [noun.head] if noun.dep_ in ("appos", "compound") else []
        )
        where = [t for t in prenominal(reading, noun) if is_a(reading, t, ("state",))]
        for name in names:
            role = reading.role_of(name)
            if role.kind != "organisation" or not role.entity:
                continue
            country = reading.role_of(where[0]).country if where else role.country
            entity = reading.knowledge.state(country) if country else None
            if entity is None:
                continue
            owner = Role(
                entity=entity.id,
                name=entity.name,
                kind="state",
                country=country,
                sector="GOV",
                text=(where or state or owned)[0].text,
                span=(
                    (where or state or owned)[0].idx,
                    (where or state or owned)[0].idx + len((where or state or owned)[0]),
                ),
            )
            yield Draft("owned_by", role, owner, [(state or owned)[0], noun, name], "state company", 0.75)
