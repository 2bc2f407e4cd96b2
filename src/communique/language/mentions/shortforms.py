"""Which body a definite short form means: "the community", "the front" by the head word of a name that the report has,
"the bloc", "the group" by what sort of body it is."""

from __future__ import annotations

from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import nouns, wordset

__all__ = ["find_body", "head_word"]

_BODIES = frozenset(("organisation", "force", "group"))
_REACH = 4  # sentences back in which a body is looked for
_FAR = 15  # and one that is the only one of the report with that word
_AFTER_HEAD = frozenset(("of", "for", "on", "in", "against", "to", "and"))
_MODIFIERS = frozenset(("amod", "compound", "poss", "nmod"))
#: Prepositions that say which body is meant, so that it is another: "the community in Ghent".
_WHICH = frozenset(("of", "in", "at", "from", "near", "for", "across"))
#: What a state has one of, which need not be called by its name.
_OF_STATE = frozenset(("MIL", "COP", "JUD", "LEG", "GOV", "SPY"))


def head_word(name: str) -> str:
    """What a body's name calls it: the community of "Economic Community of West African States"."""
    words = name.lower().split()
    stop = next((k for k, w in enumerate(words) if k and w in _AFTER_HEAD), len(words))
    return words[stop - 1] if words else ""


def find_body(page: Page, d: Draft, noun: str, drafts: list[Draft], k: int) -> None:
    """Makes a definite phrase stand for the body that it means: the last spoken of that is called so or is of such a
    sort, or the only one of the report with this word for the head of its name."""
    if any(page.dep[j] == "prep" and page.low[j] in _WHICH for j in page.kids[d.head]):
        return
    left = [j for j in page.kids[d.head] if j < d.head and page.dep[j] in _MODIFIERS]
    if any(page.dep[j] == "poss" for j in left):
        return  # "the miners' union" is no other union
    told = {page.low[j] for j in left}
    here, sectors = page.sent[d.start], wordset("contexts", f"means-{noun}")
    found: dict[str, Draft] = {}
    for j in range(k - 1, -1, -1):
        other = drafts[j]
        gap = here - page.sent[other.start]
        if gap > _FAR or found and page.sent[other.start] < min(page.sent[o.start] for o in found.values()) - 1:
            break
        if page.quoted[other.start] and not page.quoted[d.start]:
            continue  # the report's "the army" is not one that only a quotation speaks of
        if noun == "force" and other.noun == "police" and other.country and gap <= _REACH:
            d.follow(other, "the police, last spoken of")
            return
        if _another(other, d, noun) and not found:
            if other.entity:
                d.follow(other, f"the {noun} last spoken of")
            d.sector = other.sector
            return
        if other.form != "named" or other.kind not in _BODIES or not other.entity:
            continue
        if other.sector == "REB" and d.sector in ("MIL", "COP"):
            continue  # "the army" beside a rebel army is the state's
        name = (other.name or "").lower().split()
        if noun == "union" and other.sector == "IGO" and page.text[d.head].islower() and (
                _headed(page, noun, d, "LAB") or wordset("contexts", "labour") & set(page.low[other.end:d.start])):
            continue  # where workers have one "the union" is theirs
        if noun in name and noun not in (head_word(other.name or ""), head_word(page.words(other.start, other.end))) \
                and _headed(page, noun, d):
            continue  # "the union" is the Fuel Workers' Union, not the Trade Union Confederation
        if noun in name and told <= set(name) and (gap <= _REACH or noun == head_word(other.name or "")
                                                   and _only(page, noun, other) and not _national(noun)):
            found.setdefault(other.entity, other)
        elif sectors and (other.sector or "NONE") in sectors and gap <= _REACH and not found:
            _follow(d, other, noun)
            return
    if len(found) == 1:
        _follow(d, next(iter(found.values())), noun)


def _follow(d: Draft, other: Draft, noun: str) -> None:
    d.follow(other, f"the {noun} last spoken of: {other.name}")
    d.confidence = 0.8


def _another(other: Draft, d: Draft, noun: str) -> bool:
    """Whether a description before is of a body of that sort that has no such name: "a miners' union", the court of a
    community of states."""
    return other.form == "descriptive" and other.kind == d.kind and not other.plural and other.label != "weak" \
        and (other.noun or "").split()[-1:] == [noun] and (other.sector == "IGO" or not _national(noun)) \
        and not other.how.startswith(f"the {noun} last spoken of:")


def _only(page: Page, noun: str, body: Draft) -> bool:
    """Whether the report has no other body with this word for the head of its name."""
    return all(o.entity == body.entity for o in page.drafts if o.form == "named" and o.kind in _BODIES and o.entity
               and head_word(o.name or "") == noun)


def _headed(page: Page, noun: str, d: Draft, sector: str | None = None) -> bool:
    """Whether the report has named a body (of that sector) before whose name this word heads."""
    return any(o.form == "named" and o.kind in _BODIES and o.start < d.start and head_word(o.name or "") == noun
               and sector in (None, o.sector) for o in page.drafts)


def _national(noun: str) -> bool:
    known = nouns().get(noun)
    return known is not None and known.sector in _OF_STATE
