"""What happened: PLOVER events from the lexicon of verbs."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.language.reading import Reading
from communique.records import Event, EventDate, Role, Statement, covers, record_id

__all__ = ["find_events"]

_VERBS = {
    "AGREE": "agree promise pledge vow offer commit",
    "CONSULT": "meet visit discuss negotiate confer",
    "SUPPORT": "praise endorse ratify recognise recognize welcome back congratulate thank sign",
    "CONCEDE": "concede ease relax pardon",
    "COOPERATE": "cooperate extradite collaborate",
    "AID": "donate supply deliver",
    "RETREAT": "withdraw resign retreat surrender disarm",
    "REQUEST": "urge request appeal demand ask",
    "ACCUSE": "accuse condemn criticise criticize blame denounce sue allege",
    "REJECT": "reject refuse veto decline",
    "THREATEN": "threaten",
    "PROTEST": "protest demonstrate rally riot boycott",
    "SANCTION": "sanction expel suspend",
    "MOBILIZE": "deploy mobilise mobilize",
    "COERCE": "arrest detain seize ban deport raid imprison sentence",
    "ASSAULT": "attack bomb shell kill bombard ambush assassinate torture abduct",
}
_TYPE = {verb: kind for kind, verbs in _VERBS.items() for verb in verbs.split()}
_SCORE = {
    "AGREE": 3.0,
    "CONSULT": 1.0,
    "SUPPORT": 4.0,
    "CONCEDE": 5.0,
    "COOPERATE": 6.4,
    "AID": 7.4,
    "RETREAT": 7.0,
    "REQUEST": -1.0,
    "ACCUSE": -2.0,
    "REJECT": -4.0,
    "THREATEN": -5.8,
    "PROTEST": -6.5,
    "SANCTION": -7.0,
    "MOBILIZE": -7.2,
    "COERCE": -7.5,
    "ASSAULT": -10.0,
}
_SUBJECT = ("nsubj", "csubj")


def find_events(reading: Reading, statements: Sequence[Statement]) -> list[Event]:
    """The events of the report, in order of position."""
    return [
        event
        for token in reading.doc
        if token.pos_ == "VERB" and token.lemma_ in _TYPE
        if (event := _code(reading, token, statements))
    ]


def _code(reading: Reading, verb: Token, statements: Sequence[Statement]) -> Event | None:
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    subject = _first(verb, ("nsubjpass",) if passive else _SUBJECT)
    if subject is None and verb.dep_ in ("conj", "xcomp"):
        subject = _first(verb.head, _SUBJECT)
    agents = [c for c in verb.children if c.dep_ == "agent"]
    objects = [c for c in verb.children if c.dep_ == "dobj"] or [
        g
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("with", "of", "against")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    if passive:
        actors = [g for a in agents for g in a.children if g.dep_ == "pobj"]
        recipients = [subject] if subject is not None else []
    else:
        actors, recipients = [subject] if subject is not None else [], objects
    who = _parties(reading, actors)
    whom = _parties(reading, recipients)
    if not any(r.country or r.entity or r.sector for r in (*who, *whom)) or not (who or whom):
        return None
    kind = _TYPE[verb.lemma_]
    sent = verb.sent
    trigger = (verb.idx, verb.idx + len(verb))
    times = [t for t in reading.times_in(sent.start_char, sent.end_char) if t.type == "DATE"]
    near = min(times, key=lambda t: abs(t.span[0] - verb.idx), default=None)
    claim = next((s.id for s in statements if covers(s.content, *trigger)), None)
    end = sent.end_char - (len(sent.text) - len(sent.text.rstrip()))
    return Event(
        id=record_id("event", reading.article.id, kind, trigger),
        article=reading.article.id,
        type=kind,
        mode="visit" if verb.lemma_ == "visit" else None,
        status=_status(verb),
        actors=who,
        recipients=whom,
        date=EventDate(value=near.value, text=near.text, span=near.span) if near else None,
        trigger=trigger,
        evidence=((sent.start_char, end),),
        statement=claim,
        score=_SCORE[kind],
        confidence=0.6 if who and whom else 0.4,
        rule=f"verb: {verb.lemma_}",
    )


def _first(verb: Token, deps: tuple[str, ...]) -> Token | None:
    return next((c for c in verb.children if c.dep_ in deps), None)


def _parties(reading: Reading, heads: list[Token]) -> tuple[Role, ...]:
    tokens = [t for h in heads for t in (h, *h.conjuncts)]
    roles = [reading.role_of(t) for t in dict.fromkeys(tokens)]
    return tuple(r for r in roles if r.entity or r.country or r.sector)


def _status(verb: Token) -> str:
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg", "mark")}
    if words & {"not", "n't", "never"}:
        return "negated"
    if words & {"may", "might", "could", "would", "should", "if", "unless"}:
        return "hypothetical"
    if "will" in words or "shall" in words:
        return "future"
    if verb.dep_ == "xcomp" and "to" in words:
        return "hypothetical"
    return "actual"
