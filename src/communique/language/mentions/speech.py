"""First person inside what is said: I is the speaker; we, our and us are the side that the speaker speaks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from communique.language.reading import Reading
from communique.records import Mention, Role, Span, Statement

if TYPE_CHECKING:
    from communique.knowledge import Knowledge

__all__ = ["bind_first_person"]

_I = frozenset(("i", "me", "my", "mine", "myself"))
_WE = frozenset(("we", "us", "our", "ours", "ourselves"))
_OURS = frozenset(("country", "nation", "government", "state", "republic", "homeland", "kingdom"))
#: Who speaks for the state, and who for the body that they belong to or for people like them.
_FOR_STATE = frozenset(("GOV", "MIL", "LEG", "COP", "SPY"))


def bind_first_person(reading: Reading, statements: Sequence[Statement]) -> list[Statement]:
    """Adds to `reading` the mentions of I, we and "our country" in what is said, tied to the speakers.

    A pronoun inside several statements belongs to the narrowest. In an indirect statement only words inside its
    quotation marks are the speaker's own; outside of them "we" is the reporter, so an unquoted indirect statement binds
    nothing, but for a release, which is its publisher's words throughout. "We" of someone who speaks for a state is
    that state, of who heads a body that body; of others it is a group of the speaker's sector and country.

    Returns the statements, those whose speaker is such a pronoun with the speaker that it stands for.
    """
    own = [s for s in statements if s.speaker is not None and (s.kind != "indirect" or _whole(s))]
    contents = sorted(((a, b, s) for s in own for a, b in s.content),
                      key=lambda c: (c[1] - c[0], (c[2].rule or "").startswith("release"), c[0]))
    if not contents:
        return list(statements)
    starts = [t.idx for t in reading.tokens]
    bound: dict[int, list[Mention]] = {}
    for start, end, statement in contents:
        speaker = statement.speaker
        if speaker is None or not (speaker.entity or speaker.country or speaker.sector):
            continue
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            low = reading.doc[i].lower_
            if i in bound or (low not in _I and low not in _WE):
                continue
            if statement.kind != "direct" and not _whole(statement) and not _quoted(reading.text, starts[i], start):
                continue
            bound[i] = _mentions(reading, i, low, speaker)
    reading.add(m for some in bound.values() for m in some)
    _own(reading, bound)
    said = {some[0].span: some[0] for some in bound.values() if some}
    return [_spoken(reading, s, said) for s in statements]


def _whole(statement: Statement) -> bool:
    """Whether all of a text or block is someone's own words, though it has no quotation marks."""
    rule = statement.rule or ""
    return rule.startswith("release") or rule.endswith("(block)")


def _spoken(reading: Reading, statement: Statement, said: dict[Span, Mention]) -> Statement:
    """The statement, its speaker told where it is one of the pronouns in `said`."""
    speaker = statement.speaker
    if speaker is None or speaker.entity is not None or speaker.span not in said:
        return statement
    return msgspec.structs.replace(statement, speaker=reading.role(said[speaker.span]))


def _own(reading: Reading, bound: dict[int, list[Mention]]) -> None:
    """Our forces, our people: of the country of the side that says so, where nothing else tells."""
    at = {m.head: k for k, m in enumerate(reading.mentions) if m.form == "descriptive" and m.country is None}
    for i, some in bound.items():
        token = reading.doc[i]
        k = at.get(token.head.idx) if token.lower_ == "our" else None
        if k is not None and some and some[0].country:
            old = reading.mentions[k]
            reading.mentions[k] = msgspec.structs.replace(
                old, country=some[0].country, confidence=0.75, how=f"{old.how}; of {some[0].name or some[0].country}")
    reading.add(())


def _quoted(text: str, at: int, start: int) -> bool:
    """Whether the text at `at` stands between quotation marks, counting from the line's start or `start`."""
    line = max(text.rfind("\n", 0, at) + 1, 0)
    before = text[line:at]
    if "“" in before:
        return before.rfind("“") > before.rfind("”")
    return before.count('"') % 2 == 1


def _mentions(reading: Reading, i: int, low: str, speaker: Role) -> list[Mention]:
    token = reading.doc[i]
    span = (token.idx, token.idx + len(token))
    article = reading.article.id
    if low in _I:
        return [Mention(article=article, span=span, text=token.text, kind=speaker.kind or "person",
                        entity=speaker.entity, name=speaker.name, country=speaker.country, sector=speaker.sector,
                        form="pronoun", head=token.idx, confidence=0.9,
                        how=f"first person: the speaker, {speaker.name or speaker.text}")]
    party = _side(reading.knowledge, speaker, (reading.article.published or "")[:10])
    if party is None:
        return []
    found = [Mention(article=article, span=span, text=token.text, kind=party.kind or "group", entity=party.entity,
                     name=party.name, country=party.country, sector=party.sector, form="pronoun", head=token.idx,
                     how=f"first person: the side of {speaker.name or speaker.text}", confidence=0.75)]
    noun = token.head
    if low == "our" and noun.lower_ in _OURS and party.entity and party.entity.startswith("state:"):
        end = noun.idx + len(noun)
        found.append(Mention(article=article, span=(token.idx, end), text=reading.text[token.idx:end], kind="state",
                             entity=party.entity, name=party.name, country=party.country, sector=party.sector,
                             form="descriptive", head=noun.idx, how="first person: the speaker's state",
                             confidence=0.8))
    return found


def _side(knowledge: Knowledge, speaker: Role, day: str) -> Role | None:
    """For whom a speaker says "we" on that day."""
    if speaker.kind == "person" and speaker.entity and day:
        for term in knowledge.terms(speaker.entity, day):
            body = knowledge.get(term.of) if term.of.startswith("organisation:") else None
            if body is not None:
                return Role(entity=body.id, name=body.name, kind=body.kind, country=body.country, sector=body.sector)
    if speaker.kind in ("state", "organisation", "force", "group"):
        return speaker
    if speaker.sector in _FOR_STATE and speaker.country:
        state = knowledge.state(speaker.country)
        if state is not None:
            return Role(entity=state.id, name=state.name, kind="state", country=state.country, sector=speaker.sector)
    if speaker.country or speaker.sector:
        return Role(kind="group", country=speaker.country, sector=speaker.sector)
    return None
