"""Which acts are politics: what private people do among themselves, in sport, trade or love, is left alone."""

from __future__ import annotations

from collections.abc import Container, Sequence

from communique.coding.events.parties import political
from communique.coding.events.words import words
from communique.records import Role, Span

__all__ = ["PUBLIC", "is_politics"]

#: Sectors of those who act in public matters by what they are.
PUBLIC = words("GOV MIL COP SPY JUD LEG PTY OPP REB SEP IGO UAF NGO ELI")
#: Acts that citizens address to power, or that are done to them by it, though only one side is named.
_CIVIC = words("REQUEST ACCUSE REJECT THREATEN SANCTION COERCE ASSAULT MOBILIZE")
#: Acts that things with a flag do for their state.
_THINGS = words("ASSAULT MOBILIZE AID COERCE")
#: Acts that need nobody named where their sentence is about public matters, and those that need nobody where a noun
#: tells them ("a plea", "the deployment"): a verb tells too often of what a shopkeeper asked and a referee refused.
_ALONE = words("PROTEST THREATEN MOBILIZE")
_ALONE_AS_NOUN = words("REQUEST REJECT COERCE")
#: Sectors of single persons whom power singles out.
_EXPOSED = words("MED REL LAB EDU HLH")
_PEOPLE = words("group force organisation")


def _public(role: Role) -> bool:
    return role.sector in PUBLIC or role.kind == "state" or (role.sector is None and role.kind == "person"
                                                             and bool(role.country))


def is_politics(type_: str, free: bool, actors: Sequence[Role], recipients: Sequence[Role], place: Role | None,
                weak: Container[Span | None], company: bool, noun: bool = False) -> bool:
    """Whether an act of PLOVER's `type_` with these parties at this place is a political event.

    `free`: its words are political by themselves ("curfew", "cease-fire"). Roles at the spans of `weak` are only
    adjectives of things ("the French wine"): they count for nothing unless such a thing strikes, moves or helps
    ("Chinese cutters rammed"). `company`: its sentence speaks of public parties. `noun`: a noun tells it.
    """
    told = [r for r in (*actors, *recipients) if r.span not in weak and r.kind != "place"]
    if type_ in _THINGS:
        told += [r for r in actors if r.span in weak and r.country]
    if any(_public(r) for r in told if political(r)):
        return True
    if company and (told or type_ in _ALONE or (noun and type_ in _ALONE_AS_NOUN)):
        return True
    towns = any(r.kind == "place" and r.country and r.span not in weak for r in actors)
    if towns and type_ != "ASSAULT" and (recipients or len(actors) > 1):
        return True  # a town that acts is its council ("Bremen housed refugees"); one that beats another is a team
    somewhere = place is not None and place.country is not None
    if free or type_ == "PROTEST":
        return bool(told) or somewhere or bool(recipients)
    return type_ in _CIVIC and any(
        r.country and r.sector != "BUS" and (r.kind in _PEOPLE or r.sector in _EXPOSED) for r in told)
