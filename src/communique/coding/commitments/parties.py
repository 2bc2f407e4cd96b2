"""Who is bound by the words, and to whom: a person speaks for the side, and only for the own one."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.coding.commitments.candidates import Candidate
from communique.coding.commitments.lexicon import words
from communique.coding.grammar import pobjs
from communique.language.reading import Reading
from communique.records import Role, Statement

__all__ = ["Bound", "bound_by", "outlet_role", "statement_over", "to_whom"]

Bound = tuple[Role, ...]

_WE = frozenset(["we", "our", "us", "ourselves"])
_I = frozenset(["i", "my", "me"])
_THEY = frozenset(["he", "she", "they", "it", "his", "her", "their", "its", "him", "them"])
_OFFICIAL = frozenset(
    [
        "government",
        "ministry",
        "department",
        "delegation",
        "embassy",
        "office",
        "council",
        "commission",
        "house",
        "secretariat",
        "mission",
        "command",
        "presidency",
        "chancellery",
        "cabinet",
        "parliament",
        "nato",
        "centcom",
        "foreign",
        "state",
        "eu",
        "union",
        "nations",
    ]
)
_HOSTILE = frozenset(["ASSAULT", "COERCE", "SANCTION", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE"])
_ARRANGED = frozenset(["CONSULT", "AGREE", "COOPERATE", "AID"])


def statement_over(statements: Sequence[Statement], at: int) -> Statement | None:
    """The innermost statement whose content covers the offset."""
    over = [(e - s, i) for i, st in enumerate(statements) for s, e in st.content if s <= at < e]
    return statements[min(over)[1]] if over else None


def outlet_role(reading: Reading) -> Role | None:
    """The state or body that publishes the text itself: in its communiqué "we" is it. None for a newspaper."""
    outlet = reading.article.outlet or ""
    tokens = outlet.replace(",", " ").split()
    if not {t.lower() for t in tokens} & _OFFICIAL:
        return None
    for _, _, entities in reading.knowledge.find_names(tokens):
        e = entities[0]
        if e.kind == "state" or e.sector == "IGO":
            return Role(
                entity=e.id,
                name=e.name,
                kind=e.kind,
                country=e.country,
                sector="GOV" if e.kind == "state" else e.sector,
                text=outlet,
                span=None,
            )
    return None


def _political(role: Role) -> bool:
    return bool(role.entity or role.country or role.sector) and role.kind not in (
        "place",
        "equipment",
        "document",
        "facility",
    )


def _side(reading: Reading, speaker: Role, token: Token) -> list[Role]:
    """Those whom "we" binds: who speaks, and the state for which a person in office does."""
    span = (token.idx, token.idx + len(token))
    found = [
        Role(
            entity=speaker.entity,
            name=speaker.name,
            kind=speaker.kind,
            country=speaker.country,
            sector=speaker.sector,
            text=token.text,
            span=span,
        )
    ]
    state = reading.knowledge.state(speaker.country) if speaker.country else None
    if (
        state is not None
        and speaker.entity != state.id
        and speaker.sector not in ("MED", "BUS", "REB", "OPP", "CVL", "NGO")
    ):
        found.append(
            Role(
                entity=state.id,
                name=state.name,
                kind="state",
                country=state.country,
                sector="GOV",
                text=token.text,
                span=span,
            )
        )
    return found


def _same_side(reading: Reading, role: Role, statement: Statement, speaker: Role | None) -> bool:
    """Whether `role` is the speaker, the speaker's state, or the body for which the speaker speaks."""
    if speaker is None:
        return False
    if role.entity and role.entity == speaker.entity or role.country and role.country == speaker.country:
        return True
    if statement.source is not None:
        inside = reading.mentions_in(*statement.source)
        if any(m.entity and m.entity == role.entity or m.country and m.country == role.country for m in inside):
            return True
        # the report may have said before whose spokesman this is
        if speaker.entity:
            for m in reading.mentions:
                if m.entity == speaker.entity and m.span[0] <= statement.source[0]:
                    near = reading.mentions_in(max(0, m.span[0] - 60), m.span[1] + 90)
                    if any(x.entity and x.entity == role.entity for x in near):
                        return True
    return False


def bound_by(
    reading: Reading, c: Candidate, statement: Statement | None, kind: str | None, dated: bool
) -> tuple[Bound, float] | None:
    """(who is bound, confidence), or None where the words bind nobody: a prediction, another's duty, hearsay."""
    speaker = statement.speaker if statement is not None else None
    if statement is not None and (speaker is None or not _political(speaker)):
        speaker = _speaker(reading, statement) or speaker
    found: list[Role] = []
    own = False
    for token in c.bound:
        lower = token.lower_
        poss = next((p for p in token.children if p.dep_ == "poss"), None)
        if lower in _WE or poss is not None and poss.lower_ in _WE | _I and token.lemma_ in words("side"):
            if speaker is not None:
                found += _side(reading, speaker, token)
            elif statement is None and (publisher := outlet_role(reading)) is not None:
                found.append(publisher)
            own = True
        elif lower in _I:
            if speaker is not None:
                found.append(_side(reading, speaker, token)[0])
            own = True
        else:
            found += _others(reading, token, speaker)
    if not c.bound and c.passive and speaker is not None and c.how in ("will", "would", "v"):
        if (
            not _political(speaker)
            or kind not in ("CONCEDE", "AID", "COOPERATE", "SANCTION", "RETREAT")
            or speaker.sector in ("MED", "CVL", "NGO", "BUS")
        ):
            return None
        return (speaker,), 0.5
    found = [r for r in dict.fromkeys(found) if _political(r)]
    if not found:
        return None
    if c.how in ("will", "would"):
        if own:
            return tuple(found), 0.8
        if statement is not None:
            if _same_side(reading, found[0], statement, speaker):
                return tuple(found), 0.7
            arranged = dated and kind not in _HOSTILE and not _expert(reading, statement)
            return (tuple(found), 0.6) if arranged else None
        return (tuple(found), 0.6) if kind not in _HOSTILE and (kind is not None or dated) else None
    if c.dated and not dated:
        return None
    if statement is not None and statement.source is not None and c.bound:
        at = c.bound[0].idx
        own = own or statement.source[0] <= at < statement.source[1]
    if statement is not None and not own and kind in _HOSTILE and not _same_side(reading, found[0], statement, speaker):
        return None
    return tuple(found), 0.85 if c.how in ("v", "n") else 0.8


def _expert(reading: Reading, statement: Statement) -> bool:
    """Whether an outsider speaks: what analysts say that a state will do is a forecast."""
    source = reading.text[slice(*statement.source)].lower() if statement.source else ""
    return any(w.strip(".,'’").removesuffix("s") in words("expert") for w in source.split())


def _speaker(reading: Reading, statement: Statement) -> Role | None:
    """Who speaks, from what stands in the speaker's phrase, where that as a whole names nobody known."""
    if statement.source is None:
        return None
    inside = [m for m in reading.mentions_in(*statement.source) if m.entity or m.country]
    named = [m for m in inside if m.kind == "person" and m.form == "named"]
    for m in (*named, *inside):
        if m.kind in ("person", "organisation", "state", "group", "force"):
            start, end = statement.source
            return Role(
                entity=m.entity if m.kind != "state" else None,
                name=m.name,
                kind="person" if m.kind == "state" else m.kind,
                country=m.country,
                sector=m.sector or "GOV",
                text=reading.text[start:end],
                span=(start, end),
            )
    return None


def _others(reading: Reading, token: Token, speaker: Role | None) -> list[Role]:
    roles = list(reading.roles_of(token))
    if not (roles[0].entity or roles[0].country):
        beside = [token.head] if token.dep_ == "appos" else [x for x in token.children if x.dep_ == "appos"]
        roles = next(([r] for t in beside if _political(r := reading.role_of(t))), roles)
    if roles[0].kind == "place" and (iso := reading.knowledge.capital_of(token.text)) is not None:
        state = reading.knowledge.state(iso)
        if state is not None:
            return [
                Role(
                    entity=state.id,
                    name=state.name,
                    kind="state",
                    country=iso,
                    sector="GOV",
                    text=roles[0].text,
                    span=roles[0].span,
                )
            ]
    if roles[0].entity or roles[0].country or len(roles) > 1 and _political(roles[0]):
        return roles
    if token.tag_ == "NNS" and token.lemma_ in words("plural"):
        several = _sides(reading, token)
        if several:
            return several
    span = roles[0].span
    if speaker is not None and (token.lower_ in _THEY or token.lemma_ in words("side") and _definite(token)):
        # "said it would", "the country would": whoever speaks, or the speaker's state
        if token.lower_ in ("he", "she", "his", "her", "him") and speaker.kind not in ("person", None):
            return []
        state = reading.knowledge.state(speaker.country) if speaker.country else None
        if token.lemma_ in ("country", "nation", "government", "state", "kingdom", "republic") and state is not None:
            return [
                Role(
                    entity=state.id,
                    name=state.name,
                    kind="state",
                    country=state.country,
                    sector="GOV",
                    text=roles[0].text,
                    span=span,
                )
            ]
        return [
            Role(
                entity=speaker.entity,
                name=speaker.name,
                kind=speaker.kind,
                country=speaker.country,
                sector=speaker.sector,
                text=roles[0].text,
                span=span,
            )
        ]
    for c in token.children:  # "the Latvian side", "Chad's president", "a unit of NATO"
        if c.dep_ in ("amod", "compound", "poss", "nmod") and token.lemma_ not in words("outside"):
            owner = reading.role_of(c)
            if (
                owner.kind in ("state", "organisation")
                and (owner.country or owner.entity)
                and token.pos_ in ("NOUN", "PROPN")
            ):
                return [
                    Role(
                        entity=owner.entity if token.lemma_ in ("side", "government", "party") else None,
                        name=owner.name,
                        kind=owner.kind,
                        country=owner.country,
                        sector="GOV" if owner.kind == "state" else owner.sector,
                        text=roles[0].text,
                        span=span,
                    )
                ]
    below = list(pobjs(token, "of", "from", "for"))
    below = [*(g for b in below for g in pobjs(b, "of")), *below]
    for body in below:  # "monitors of the OSCE": the body acts through them
        owner = reading.role_of(body)
        if owner.kind in ("state", "organisation") and owner.entity and token.lemma_ not in words("outside"):
            return [
                Role(
                    name=owner.name,
                    kind=owner.kind,
                    country=owner.country,
                    sector=owner.sector or "GOV",
                    text=roles[0].text,
                    span=span,
                )
            ]
    if _political(roles[0]):
        return roles
    if token.tag_ == "NNS" and any(c.lower_ == "member" for c in token.children):  # "the member states"
        body = next(
            (
                m
                for m in reversed(reading.mentions)
                if m.kind == "organisation" and m.sector == "IGO" and m.entity and m.span[1] <= token.idx
            ),
            None,
        )
        if body is not None:
            return [
                Role(name=f"member states of {body.name}", kind="group", sector="IGO", text=roles[0].text, span=span)
            ]
    return []


def _sides(reading: Reading, token: Token) -> list[Role]:
    """ "The sides", "the two countries": those of whom the text spoke most; none where that is not plain."""
    several = reading.groups.get(token.idx)
    if several:
        return [reading.role(m) for m in several]
    if not any(c.lower_ in ("the", "both", "two", "three") for c in token.children):
        return []
    count: dict[str, int] = {}
    for m in reading.mentions:
        if m.span[0] < token.idx and m.country and m.kind in ("state", "person", "organisation"):
            count[m.country] = count.get(m.country, 0) + 1
    best = sorted(count, key=lambda k: (-count[k], k))
    want = 3 if any(c.lower_ == "three" for c in token.children) else 2
    if len(best) < want or len(best) > want and count[best[want]] == count[best[want - 1]]:
        return []
    start, end = reading.phrase(token)
    found = []
    for country in best[:want]:
        state = reading.knowledge.state(country)
        if state is not None:
            found.append(
                Role(
                    entity=state.id,
                    name=state.name,
                    kind="state",
                    country=country,
                    sector="GOV",
                    text=reading.text[start:end],
                    span=(start, end),
                )
            )
    return found


def _definite(token: Token) -> bool:
    return any(c.lower_ in ("the", "its", "his", "her", "their", "this") for c in token.children)


def to_whom(reading: Reading, c: Candidate, by: Sequence[Role], kind: str | None) -> tuple[Role, ...]:
    """To whom the promise was given, else who would have the good of it."""
    heads: list[Token] = list(c.to)
    if c.how in ("v", "n", "a", "that"):
        for child in c.governor.children:
            if (
                child.dep_ in ("dobj", "dative", "iobj")
                and child.i != c.act.i
                and child.i < c.act.i
                and child.pos_ != "PRON"
            ):
                heads.append(child)
        heads += [g for g in pobjs(c.governor, "to", "with") if g.i != c.act.i and g.dep_ == "pobj"]
    explicit = [r for h in heads for r in reading.roles_of(h) if _political(r)]
    if explicit:
        return _without(explicit, by)
    if kind in _HOSTILE:
        return ()
    inner: list[Token] = []
    stack = [c.act]
    for head in stack:
        for child in head.children:
            if child.i < head.i and child.dep_ not in ("poss", "amod", "compound"):
                continue
            if child.dep_ in ("dobj", "dative", "pobj"):
                inner.append(child)
                inner += [p for p in child.children if p.dep_ == "poss"]
                inner += [
                    p
                    for p in child.children
                    if p.dep_ in ("amod", "compound")
                    and child.lemma_
                    in ("ally", "partner", "people", "government", "army", "force", "debt", "guard", "troop")
                ]
                stack += [x for x in child.children if x.dep_ == "prep" and x.lower_ in ("to", "for", "of", "with")]
                if child.dep_ == "dobj" and child.pos_ == "NOUN":
                    stack += [x for x in child.children if x.dep_ in ("xcomp", "acl") and x.tag_ == "VB"]
            elif (
                child.dep_ in ("prep", "dative")
                and child.lower_ in ("to", "for", "with", "towards", "toward")
                or child.dep_ in ("xcomp", "ccomp")
                and len(stack) < 12
            ):
                stack.append(child)
    found = [
        r
        for h in inner
        for r in reading.roles_of(h)
        if _political(r) and r.kind in ("state", "organisation", "group", "person", "force")
    ]
    return _without(found, by)


def _without(roles: Sequence[Role], by: Sequence[Role]) -> tuple[Role, ...]:
    mine = {r.entity for r in by if r.entity}
    lands = {r.country for r in by if r.country and r.kind == "state"}
    return tuple(
        r
        for r in dict.fromkeys(roles)
        if not (r.entity and r.entity in mine or r.kind == "state" and r.country in lands)
    )
