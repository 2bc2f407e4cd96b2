"""Who is bound by the words, and to whom: a person speaks for the side, and only for the own one."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.coding.commitments.found import Candidate
from communique.coding.commitments.lexicon import words
from communique.coding.commitments.voice import HOSTILE, Voice, as_role, political, state_of
from communique.coding.grammar import pobjs
from communique.coding.statements.cues import words as speakers
from communique.language.reading import Reading
from communique.records import Role

__all__ = ["Bound", "bound_by", "to_whom"]

Bound = tuple[Role, ...]

_WE = frozenset(["we", "our", "us", "ourselves"])
_I = frozenset(["i", "my", "me"])
_PERSONAL = frozenset(["he", "she", "his", "her", "him"])
_WOMEN = frozenset(["she", "her"])
_THEY = _PERSONAL | {"they", "it", "their", "its", "them"}
_REALMS = frozenset(
    ["country", "nation", "government", "state", "kingdom", "republic", "administration", "cabinet", "side"]
)
#: What a speaker without any state's or body's office can promise for others by "will be done".
_GIVEN = frozenset(["CONCEDE", "AID", "COOPERATE", "SANCTION", "RETREAT", "COERCE", "ASSAULT"])


def bound_by(reading: Reading, c: Candidate, voice: Voice, kind: str | None, dated: bool) -> tuple[Bound, float] | None:
    """(who is bound, confidence), or None where the words bind nobody: a prediction, another's duty, hearsay.

    `kind` is the PLOVER type of the act, `dated` tells that it has a day or a condition.
    """
    found: list[Role] = []
    own = named = False
    for token in c.bound:
        own = own or _first_person(token) or voice.owns(token)
        roles = _we(reading, token, voice) if _first_person(token) else _others(reading, token, voice)
        if not any(political(r) for r in roles) and (body := _body(reading, token, voice)) is not None:
            own, roles, named = True, [body], True
        if c.how == "v" and not any(political(r) for r in roles) and (body := _someone(reading, token)) is not None:
            roles, named = [body], True
        found += roles
    if not c.bound and c.passive:
        return _unnamed(reading, voice, kind) if c.how in ("will", "would", "v") else None
    spoken = c.how not in ("will", "would")
    bodies = spoken or named
    found = [r for r in dict.fromkeys(found) if political(r) or r.text and (
        bodies and r.kind == "organisation" or named and r.kind in ("person", "group", "force"))]
    if not found or c.dated and not dated:
        return None
    hostile = kind in HOSTILE
    same = own or voice.same_side(reading, found[0])
    certain = bool(found[0].entity or found[0].country or found[0].sector == "IGO")
    if c.how not in ("will", "would"):
        if voice.statement is not None and hostile and not same:
            return None
        return tuple(found), 0.85 if c.how in ("v", "n") else 0.8
    if own:
        return tuple(found), 0.8
    if voice.statement is not None and voice.statement.source is not None:
        if voice.outsider(reading):
            return None
        if same:
            return tuple(found), 0.7
        return (tuple(found), 0.6) if dated and certain and not hostile else None
    return (tuple(found), 0.6) if certain and not hostile and (kind is not None or dated) else None


def _body(reading: Reading, token: Token, voice: Voice) -> Role | None:
    """ "The customs bureau said it would": a body that speaks of itself, whichever it is."""
    source = voice.statement.source if voice.statement is not None else None
    if token.lower_ != "it" or voice.speaker is None or source is None:
        return None
    phrase = reading.doc.char_span(*source, alignment_mode="expand")
    if phrase is None or phrase.root.lemma_.lower() not in words("institution"):
        return None
    if voice.speaker.kind not in (None, "organisation"):
        return None
    start, end = reading.phrase(token)
    name = reading.text[slice(*source)]
    return Role(name=name, kind="organisation", text=reading.text[start:end], span=(start, end))


def _someone(reading: Reading, token: Token) -> Role | None:
    """Someone of whom the report tells no more than the words: "retired officers in the port promised to stay"."""
    mention = reading.mention_of(token)
    kind = mention.kind if mention is not None else None
    if kind not in ("person", "group", "force", "organisation") and token.lemma_.lower() not in speakers("speaker"):
        return None
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    start, end = reading.phrase(token)
    text = reading.text[start:end]
    return Role(name=text, kind=kind or "person", text=text, span=(start, end))


def _first_person(token: Token) -> bool:
    if token.lower_ in _WE | _I:
        return True
    return token.lemma_ in words("side") and any(p.dep_ == "poss" and p.lower_ in _WE | _I for p in token.children)


def _we(reading: Reading, token: Token, voice: Voice) -> list[Role]:
    """Those whom "we" binds: who speaks, and the body or the state for which a person in office does."""
    start, end = reading.phrase(token)
    text, span = reading.text[start:end], (start, end)
    found = [as_role(voice.speaker, text, span)] if voice.speaker is not None else []
    if token.lower_ not in _I or voice.speaker is None:
        side = voice.side(reading)
        if side is not None and side.entity != (voice.speaker.entity if voice.speaker else None):
            found.append(as_role(side, text, span))
        known = state_of(reading, voice.country) if token.lemma_ in _REALMS and not voice.private else None
        if known is not None and known.entity not in {r.entity for r in found}:
            found.append(as_role(known, text, span))
    return found


def _unnamed(reading: Reading, voice: Voice, kind: str | None) -> tuple[Bound, float] | None:
    """ "The measures will be lifted", said by those who took them."""
    speaker = voice.speaker
    if speaker is None or not political(speaker) or voice.private or kind not in _GIVEN or voice.outsider(reading):
        return None
    side = voice.side(reading)
    return ((speaker, side) if side is not None and side.entity != speaker.entity else (speaker,)), 0.5


def _others(reading: Reading, token: Token, voice: Voice) -> list[Role]:
    """Whom a phrase other than "we" means."""
    own = reading.mention_of(token)
    if token.lemma_ in words("outside") and (own is None or own.form != "named"):
        return []
    roles = list(reading.roles_of(token))
    first = roles[0]
    text, span = first.text, first.span
    if not (first.entity or first.country):
        beside = [token.head] if token.dep_ == "appos" else [x for x in token.children if x.dep_ == "appos"]
        named = next((r for t in beside if (r := reading.role_of(t)).entity), None)
        if named is not None:
            return [named]
    if first.kind == "place" and (seat := state_of(reading, reading.knowledge.capital_of(token.text))) is not None:
        return [as_role(seat, text, span)]
    if token.lower_ in ("it", "its") and first.kind == "person":  # "it" is what the person speaks for
        side = voice.side(reading)
        return [as_role(side, text, span)] if side is not None else []
    if first.entity or first.country or len(roles) > 1 and political(first):
        return roles
    if token.tag_ == "NNS" and token.lemma_ in words("plural"):
        several = _sides(reading, token)
        if several:
            return several
    if token.lower_ in ("its", "their"):
        near = next(
            (
                m
                for m in reading.mentions_in(token.sent.start_char, token.idx)
                if m.kind in ("state", "organisation") and (m.entity or m.country) and m.form != "pronoun"
            ),
            None,
        )
        if near is not None:  # "urged Iraq to act, consistent with its obligations"
            return [as_role(reading.role(near), text, span)]
    if voice.speaker is not None and (token.lower_ in _THEY or token.lemma_ in words("side") and _definite(token)):
        spoken = _spoken_of(reading, token, voice)
        if spoken is not None:
            return [as_role(spoken, text, span)]
    owner = _owner(reading, token)
    if owner is not None:
        return [as_role(owner, text, span, entity=token.lemma_ in _REALMS)]
    if political(first):
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
            return [Role(name=f"member states of {body.name}", kind="group", sector="IGO", text=text, span=span)]
    if token.lemma_ in words("institution") and _definite(token):  # "the committee": bound, whichever it is
        return [Role(name=text, kind="organisation", text=text, span=span)]
    return []


def _spoken_of(reading: Reading, token: Token, voice: Voice) -> Role | None:
    """ "Said it would", "the country would": the speaker, or the state or body that they speak for."""
    speaker = voice.speaker
    if speaker is None:
        return None
    if token.lower_ in _PERSONAL:
        return speaker if speaker.kind in ("person", None) and not _other_gender(reading, token, voice) else None
    if token.lemma_ in _REALMS:
        return state_of(reading, voice.country) or voice.side(reading)
    if speaker.kind == "person" and token.lower_ not in ("they", "their", "them"):
        return voice.body if token.pos_ == "PRON" else voice.side(reading)
    return speaker


def _other_gender(reading: Reading, token: Token, voice: Voice) -> bool:
    """Whether a pronoun can't mean who speaks, since that is "she" where this is "he"."""
    speaker = voice.speaker
    women = token.lower_ in _WOMEN
    said = {m.text.lower() in _WOMEN for m in reading.mentions
            if speaker is not None and speaker.entity and m.entity == speaker.entity and m.text.lower() in _PERSONAL}
    return bool(said) and women not in said


def _owner(reading: Reading, token: Token) -> Role | None:
    """The state or body whose side, part or people the phrase means: "the Latvian side", "monitors of the OSCE"."""
    if token.lemma_ in words("outside") or token.pos_ not in ("NOUN", "PROPN"):
        return None
    for c in token.children:
        if c.dep_ in ("amod", "compound", "poss", "nmod"):
            owner = reading.role_of(c)
            if owner.kind in ("state", "organisation") and (owner.country or owner.entity):
                return owner
    fellow = token.lemma_ in words("fellow")
    mention = reading.mention_of(token)
    if token.lemma_ not in words("side") | words("plural") | words("fellow") and (
        mention is None
        or mention.kind not in ("person", "group", "force", "organisation", "state")
        or mention.head != token.idx
    ):
        return None
    below = list(pobjs(token, "of", "from", "for", *(("in",) if fellow else ())))
    for body in (*(g for b in below for g in pobjs(b, "of")), *below):
        owner = reading.role_of(body)
        if owner.kind in ("state", "organisation") and (owner.entity or fellow and owner.sector):
            return owner
    return None


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
    if len(best) < want or len(best) > want and count[best[want]] * 2 > count[best[want - 1]]:
        return []  # a third is spoken of nearly as much, perhaps as host or mediator: nobody rather than the wrong two
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
    if heads and heads[0].pos_ == "PRON" and not political(reading.role_of(heads[0])):
        # "as Iraq makes progress, it can count on": the subject of the clause before
        heads += [s for x in c.governor.children if x.dep_ == "advcl" for s in x.children if s.dep_ == "nsubj"]
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
    explicit = [r for h in heads for r in reading.roles_of(h) if political(r)]
    if explicit:
        return _without(explicit, by)
    if kind in HOSTILE:
        return ()
    inner: list[Token] = []
    stack = [c.act]
    for head in stack:
        for child in head.children:
            if child.i < head.i and child.dep_ not in ("poss", "amod", "compound"):
                continue
            given = head.i == c.act.i and child.dep_ == "dobj" and _given(c.act, child)
            if given:  # who or what is sent, sold or withdrawn has not the good of it
                stack += [x for x in child.children if x.dep_ == "prep" and x.lower_ in ("to", "for", "with")]
            elif child.dep_ in ("dobj", "dative", "pobj"):
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
                and child.lower_
                in ("to", "for", "with", "towards", "toward", *(("in",) if c.act.lemma_ in words("role") else ()))
                or child.dep_ in ("xcomp", "ccomp")
                and len(stack) < 12
            ):
                stack.append(child)
    found = [
        r
        for h in inner
        for r in reading.roles_of(h)
        if political(r) and r.kind in ("state", "organisation", "group", "person", "force")
    ]
    return _without(found, by)


def _given(act: Token, thing: Token) -> bool:
    """Whether an object is what the act moves from one hand to another, not whom it serves: "send 300 soldiers", but
    "give Ghana two boats"."""
    if act.lemma_ not in words("transfer"):
        return False
    later = [x for x in act.children if x.i > thing.i]
    if act.lemma_ in words("outfit") and any(x.dep_ == "prep" and x.lower_ == "with" for x in later):
        return False  # "supply Uganda with boots"
    return not any(x.dep_ == "dobj" for x in later)


def _without(roles: Sequence[Role], by: Sequence[Role]) -> tuple[Role, ...]:
    mine = {r.entity for r in by if r.entity}
    lands = {r.country for r in by if r.country and r.kind == "state"}
    return tuple(
        r
        for r in dict.fromkeys(roles)
        if not (r.entity and r.entity in mine or r.kind == "state" and r.country in lands)
    )
