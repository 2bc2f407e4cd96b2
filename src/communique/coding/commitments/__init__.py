"""What was promised: by whom, to whom, to do what, how firmly, on what condition and by what day.

A commitment needs words that bind ("promised to", "is ready to", "plans for", "will" said by oneself): `candidates`
finds them by the tables in ``lexicon/commitments``, `parties` says who is bound, or that nobody is (a prediction, a
duty laid on another, hearsay), `acts` what the act is, `terms` the condition and the deadline.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.language.reading import Reading
from communique.records import Commitment, Event, Span, Statement, record_id

__all__ = ["find_commitments"]


def find_commitments(reading: Reading, statements: Sequence[Statement], events: Sequence[Event]) -> list[Commitment]:
    """The commitments of the report, in order of position, each act once."""
    from communique.coding.commitments.acts import action_span, is_act, type_of, with_subject, without_past
    from communique.coding.commitments.candidates import find_candidates
    from communique.coding.commitments.conditions import find_condition
    from communique.coding.commitments.deadlines import deadline
    from communique.coding.commitments.lists import find_listed
    from communique.coding.commitments.parties import bound_by, to_whom
    from communique.coding.commitments.voice import statement_over, voice_of
    from communique.coding.relations.titles import offices_of

    found: dict[int, Commitment] = {}
    offices = offices_of(reading)
    triggers = {e.trigger[0]: e.id for e in reversed(events)}
    for c in (*find_candidates(reading), *find_listed(reading)):
        if c.act.i in found:
            continue
        verbal = c.act.pos_ in ("VERB", "AUX")
        if verbal and (c.how in ("will", "would", "is to", "that") or c.strength == "plan") and not is_act(c.act):
            continue
        if verbal and c.act.lower_ == "be" and c.strength != "agreement":
            continue
        statement = statement_over(statements, c.governor.idx)
        kind = type_of(c.act)
        condition = find_condition(reading, c.act, c.governor)
        day = deadline(reading, c.act, c.governor, condition)
        if day is not None and c.act.pos_ == "NOUN" and c.how == "v" and not _by_then(reading, day[1]):
            day = None
        voice = voice_of(reading, statement, offices)
        who = bound_by(reading, c, voice, kind, day is not None or condition is not None)
        if who is None:
            continue
        by, confidence = who
        span = action_span(c.act, condition)
        if c.how in ("v", "that", "n"):
            span = with_subject(c.act, c.governor, span)
        span = without_past(reading, c.act, span)
        link = statement or statement_over(statements, c.act.idx)
        span = _within(span, link)
        strength = c.strength
        if (
            c.how in ("will", "would")
            and statement is None
            and not _first_person(c.bound)
            or confidence <= 0.6
            and c.how == "will"
        ):
            strength = "plan"
        sent = c.act.sent
        found[c.act.i] = Commitment(
            id=record_id("commitment", reading.article.id, span, [r.entity or r.text for r in by]),
            article=reading.article.id,
            by=by,
            to=to_whom(reading, c, by, kind),
            action=reading.text[slice(*span)],
            action_span=span,
            type=kind,
            strength=strength,
            condition=condition,
            deadline=day[0] if day else None,
            deadline_span=day[1] if day else None,
            statement=link.id if link else None,
            event=triggers.get(c.governor.idx) or triggers.get(c.act.idx),
            evidence=((sent.start_char, sent.start_char + len(sent.text.rstrip())),),
            confidence=confidence,
            rule=c.rule,
        )
    return [found[i] for i in sorted(found)]


def _within(span: Span, statement: Statement | None) -> Span:
    """An action's span without what follows the words in which it was said (", its lawyer said in a letter")."""
    content = statement.content if statement is not None else ()
    end = next((e for s, e in content if s <= span[0] < e < span[1]), span[1])
    return (span[0], end) if all(not end <= s < span[1] for s, _ in content) else span


def _by_then(reading: Reading, day: Span) -> bool:
    """Whether words of a last day stand before it: "promised an amnesty by May". Of a thing, "on Tuesday" is when it
    was promised, and "the July parade" what it is."""
    before = reading.text[max(0, day[0] - 24) : day[1]].lower().split()
    return any(w in ("by", "before", "until", "till", "within") for w in before)


def _first_person(bound: Sequence[Token]) -> bool:
    return any(
        t.lower_ in ("we", "i", "our", "my") or any(p.lower_ in ("our", "my") for p in t.children) for t in bound
    )
