"""Who speaks where words bind, for whom, and whether another is of the same side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.coding.commitments.lexicon import words
from communique.language.reading import Reading
from communique.records import Role, Span, Statement

__all__ = ["HOSTILE", "Offices", "Voice", "as_role", "outlet_role", "political", "statement_over", "voice_of"]

#: By a person's id: the country and the body of the office that the report gives them.
Offices = dict[str, tuple[str | None, Role | None]]

#: Types of acts against another.
HOSTILE = frozenset(["ASSAULT", "COERCE", "SANCTION", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE"])
_OFFICIAL = frozenset(
    """government ministry department delegation embassy office council commission house secretariat mission command
    presidency chancellery cabinet parliament nato centcom foreign state eu union nations""".split()  # noqa: SIM905
)
_PRIVATE = frozenset(["MED", "BUS", "REB", "OPP", "CVL", "LAB", "NGO", "CRM", "PTY"])


def political(role: Role) -> bool:
    """Whether the role says who it is, and is someone who can bind themselves."""
    return bool(role.entity or role.country or role.sector) and role.kind not in (
        "place",
        "equipment",
        "document",
        "facility",
    )


def as_role(like: Role, text: str | None, span: Span | None, entity: bool = True) -> Role:
    """The same party as `like`, where other words stand for it; without its id where they mean only some of it."""
    return Role(
        entity=like.entity if entity else None,
        name=like.name,
        kind=like.kind,
        country=like.country,
        sector=like.sector or ("GOV" if like.kind == "state" else None),
        text=text,
        span=span,
    )


def state_of(reading: Reading, country: str | None) -> Role | None:
    """The state with this code, as its government."""
    state = reading.knowledge.state(country) if country else None
    return Role(entity=state.id, name=state.name, kind="state", country=country, sector="GOV") if state else None


@dataclass
class Voice:
    """The speaker of the statement in which the words stand, with the country and the body that they speak for;
    all None where the outlet itself tells. `private`: they bind no state."""

    statement: Statement | None = None
    speaker: Role | None = None
    country: str | None = None
    body: Role | None = None
    private: bool = False

    def side(self, reading: Reading) -> Role | None:
        """For whom the speaker speaks: their body, else their state; None for a private person."""
        if self.body is not None:
            return self.body
        if self.private:
            return None
        return state_of(reading, self.country)

    def owns(self, token: Token) -> bool:
        """Whether the phrase headed by `token` is the speaker's own."""
        source = self.statement.source if self.statement is not None else None
        return source is not None and source[0] <= token.idx < source[1]

    def same_side(self, reading: Reading, role: Role) -> bool:
        """Whether `role` is the speaker, the speaker's state, or the body for which the speaker speaks."""
        if self.statement is None or self.speaker is None:
            return False
        if role.entity and role.entity in (self.speaker.entity, self.body.entity if self.body else None):
            return True
        if role.country and role.country == self.country:
            return True
        inside = reading.mentions_in(*self.statement.source) if self.statement.source else []
        return any(m.entity and m.entity == role.entity or m.country and m.country == role.country for m in inside)

    def outsider(self, reading: Reading) -> bool:
        """Whether an analyst or a bystander speaks: what they say that a state will do is a forecast."""
        source = self.statement.source if self.statement is not None else None
        said = reading.text[slice(*source)].lower() if source else ""
        return any(w.strip(".,'’").removesuffix("s") in words("expert") for w in said.split())


def statement_over(statements: Sequence[Statement], at: int) -> Statement | None:
    """The innermost statement whose content covers the offset."""
    over = [(e - s, i) for i, st in enumerate(statements) for s, e in st.content if s <= at < e]
    return statements[min(over)[1]] if over else None


def voice_of(reading: Reading, statement: Statement | None, offices: Offices) -> Voice:
    """Who speaks in `statement`; of a statement that names no speaker, the state or body that publishes it."""
    if statement is None:
        publisher = outlet_role(reading)
        return Voice(None, None, publisher.country if publisher else None, publisher) if publisher else Voice()
    speaker = statement.speaker
    if speaker is None or not (speaker.entity or speaker.country):
        speaker = _in_source(reading, statement) or speaker or outlet_role(reading)
    if speaker is None:
        return Voice(statement)
    if not speaker.entity and speaker.text and speaker.text[:1].isupper():
        # a surname whose full name stood beside an office, though no mention has it
        surname = re.sub(r"[\W_]+", "-", speaker.text.split()[-1].lower())
        full = next((k for k in offices if k.endswith(f"-{surname}")), None)
        if full is not None:
            speaker = Role(
                entity=full,
                name=speaker.text,
                kind="person",
                country=offices[full][0],
                text=speaker.text,
                span=speaker.span,
            )
    country, body = offices.get(speaker.entity or "", (None, None))
    country = speaker.country or country
    if body is None and speaker.kind == "person" and speaker.entity:
        body = _body_in_tables(reading, speaker.entity)
    if speaker.sector == "IGO":
        country = None  # an organisation's official does not bind the state that they come from
    if speaker.kind in ("organisation", "state", "force", "group"):
        body = speaker
    elif body is not None and body.kind not in ("organisation", "force", "group"):
        body = None
    return Voice(statement, speaker, country, body, speaker.sector in _PRIVATE)


def _body_in_tables(reading: Reading, person: str) -> Role | None:
    """The organisation whose office the tables give a person on the report's day."""
    for term in reading.knowledge.terms(person, (reading.article.published or "")[:10] or None):
        body = reading.knowledge.get(term.of)
        if body is not None and body.kind == "organisation":
            return Role(entity=body.id, name=body.name, kind=body.kind, country=body.country, sector=body.sector)
    return None


def _in_source(reading: Reading, statement: Statement) -> Role | None:
    """Who speaks, from what stands in the speaker's phrase, where that as a whole names nobody known."""
    if statement.source is None:
        return None
    inside = [m for m in reading.mentions_in(*statement.source) if m.entity or m.country]
    named = [m for m in inside if m.kind == "person" and m.form == "named"]
    text = reading.text[slice(*statement.source)]
    for m in (*named, *inside):
        if m.kind in ("person", "organisation", "state", "group", "force"):
            own = m.kind != "state"  # "a Kenyan diplomat" is no state, but of one
            return Role(
                entity=m.entity if own else None,
                name=m.name,
                kind=m.kind if own else "person",
                country=m.country,
                sector=m.sector or "GOV",
                text=text,
                span=statement.source,
            )
    return None


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
                text=outlet,
                sector="GOV" if e.kind == "state" else e.sector,
            )
    return None
