"""What was promised: by whom, to do what, on what condition."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.reading import Reading
from communique.records import Commitment, Condition, Event, Statement, record_id

__all__ = ["find_commitments"]

_STRENGTH = {
    "promise": "pledge",
    "pledge": "pledge",
    "vow": "pledge",
    "commit": "pledge",
    "agree": "agreement",
    "plan": "plan",
    "intend": "plan",
    "offer": "offer",
}


def find_commitments(reading: Reading, statements: Sequence[Statement], events: Sequence[Event]) -> list[Commitment]:
    """Promises, agreements, plans and offers to do something, in order of position."""
    found = []
    by_trigger = {e.trigger: e for e in events}
    for verb in reading.doc:
        if verb.lemma_ not in _STRENGTH or verb.pos_ != "VERB":
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        act = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
        if subject is None or act is None or any(c.dep_ == "neg" for c in verb.children):
            continue
        role = reading.role_of(subject)
        if not (role.entity or role.country):
            continue
        words = [t for t in act.subtree if not (t.dep_ == "aux" and t.head == act)]
        span = (words[0].idx, words[-1].idx + len(words[-1]))
        clause = next(
            (
                c
                for c in (*act.children, *verb.children)
                if c.dep_ == "advcl"
                and any(m.lower_ in ("if", "when", "once", "unless", "provided") for m in c.children)
            ),
            None,
        )
        condition = None
        if clause is not None:
            part = list(clause.subtree)
            at = (part[0].idx, part[-1].idx + len(part[-1]))
            condition = Condition(text=reading.text[slice(*at)], span=at)
        event = by_trigger.get((verb.idx, verb.idx + len(verb)))
        sent = verb.sent
        found.append(
            Commitment(
                id=record_id("commitment", reading.article.id, span),
                article=reading.article.id,
                by=(role,),
                action=reading.text[slice(*span)],
                action_span=span,
                strength=_STRENGTH[verb.lemma_],
                condition=condition,
                event=event.id if event else None,
                evidence=((sent.start_char, sent.start_char + len(sent.text.rstrip())),),
                confidence=0.6,
                rule=f"verb: {verb.lemma_} to",
            )
        )
    return found
