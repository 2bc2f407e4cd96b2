"""First person inside what is said: I is the speaker; we, our and us are the side that the speaker speaks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from communique.language.reading import Reading
from communique.records import Mention, Role, Statement

if TYPE_CHECKING:
    from communique.knowledge import Knowledge

__all__ = ["bind_first_person"]

_I = frozenset(("i", "me", "my", "mine", "myself"))
_WE = frozenset(("we", "us", "our", "ours", "ourselves"))
_OURS = frozenset(("country", "nation", "government", "state", "republic", "homeland", "kingdom"))
#: Who speaks for the state, and who for the body that they belong to or for people like them.
_FOR_STATE = frozenset(("GOV", "MIL", "LEG", "COP", "SPY"))


def bind_first_person(reading: Reading, statements: Sequence[Statement]) -> None:
    """Adds to `reading` the mentions of I, we and "our country" in what is said, tied to the speakers.

    A pronoun inside several statements belongs to the narrowest. In an indirect statement only words inside its
    quotation marks are the speaker's own; outside of them "we" is the reporter, so an unquoted indirect statement binds
    nothing. "We" of someone who speaks for a state is that state; of others it is the speaker's own group: their sector
    and country, no entity but the body itself.
    """
    contents = sorted(((s, e, st) for st in statements if st.speaker is not None and st.kind != "indirect"
                       for s, e in st.content), key=lambda c: (c[1] - c[0], c[0]))
    if not contents:
        return
    starts = [t.idx for t in reading.doc]
    bound: dict[int, list[Mention]] = {}
    for start, end, statement in contents:
        speaker = statement.speaker
        if speaker is None or not (speaker.entity or speaker.country or speaker.sector):
            continue
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            low = reading.doc[i].lower_
            if i in bound or (low not in _I and low not in _WE):
                continue
            if statement.kind == "mixed" and not _quoted(reading.text, starts[i], start):
                continue
            bound[i] = _mentions(reading, i, low, speaker)
    reading.add(m for some in bound.values() for m in some)
    _own(reading, bound)


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
    party = _side(reading.knowledge, speaker)
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


def _side(knowledge: Knowledge, speaker: Role) -> Role | None:
    """For whom a speaker says "we"."""
    if speaker.kind in ("state", "organisation", "force", "group"):
        return speaker
    if speaker.sector in _FOR_STATE and speaker.country:
        state = knowledge.state(speaker.country)
        if state is not None:
            return Role(entity=state.id, name=state.name, kind="state", country=state.country, sector=speaker.sector)
    if speaker.country or speaker.sector:
        return Role(kind="group", country=speaker.country, sector=speaker.sector)
    return None
