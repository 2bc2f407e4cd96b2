"""Capitals and seats of power for governments: "Moscow said", "talks with Damascus"; not "in Moscow"."""

from __future__ import annotations

from communique.language.mentions.owners import of_joined_name
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.words import nouns, spread, wordset

__all__ = ["find_buildings", "find_metonyms"]

_LOCATIVE = wordset("contexts", "locative") - {"from", "toward", "towards"}
_HYPHENS = frozenset("-–‑")
_STATIVE = spread("have has had be is are was were seem remain appear become look stand get")


def find_metonyms(page: Page) -> None:
    """Drafts for capitals and seats; those that act, speak or are dealt with are their state."""
    text, n, i = page.text, len(page.text), 0
    knowledge = page.knowledge
    while i < n:
        if not text[i][:1].isupper() or (page.named[i] is not None and page.named[i].kind not in ("place", "facility")):  # type: ignore[union-attr]
            i += 1
            continue
        end = i
        ids: tuple[str, ...] = ()
        longest = 6 if text[i + 1:i + 2] and text[i + 1] in _HYPHENS else 4  # Port-au-Prince
        for stop in range(min(n, i + longest), i, -1):
            found = knowledge.metonym(page.words(i, stop))
            if found := _then(page, found):
                end, ids = stop, found
                break
        if ids and " ".join(page.low[i:end]) in wordset("contexts", "shared-capital") and not any(
                (e := knowledge.get(k)) is not None and e.country and page.near[e.country] for k in ids):
            ids = ()
        old = page.named[i]
        if ids and old is None:
            _take_out(page, i, end)
        if ids and (old is None or (old.start >= i and old.end <= end)) and _free(page, i, end):
            _stand(page, i, end, ids, old)
            i = end
        else:
            i += 1


def _take_out(page: Page, start: int, end: int) -> None:
    """Takes out the names inside a capital's: the Spain of Port of Spain."""
    inside = {id(d): d for d in page.named[start:end] if d is not None and d.start > start and d.end <= end}
    for d in inside.values():
        page.drafts.remove(d)
        page.headed.pop(d.head, None)
        page.named[d.start:d.end] = [None] * (d.end - d.start)
        if d.country:
            page.near[d.country] -= 1


def find_buildings(page: Page) -> None:
    """A body that is called after its house is the house where something happens at it: "they met at the Pentagon";
    not "an official at the Pentagon"."""
    for d in page.drafts:
        if d.kind != "organisation" or d.form != "named" or " ".join(page.low[d.start:d.end]) not in wordset(
                "contexts", "building"):
            continue
        prep, over = page.governor(d.head)
        noun = nouns().get(page.lemma[over])
        if prep in ("at", "in", "inside", "outside", "near", "around", "into") and (noun is None or noun.kind not in (
                "person", "group")):
            name = page.words(d.start, d.end)
            d.kind, d.sector, d.how = "facility", None, "a seat of power, as a place"
            d.entity, d.name = f"facility:{name.lower().replace(' ', '-')}", name


def _then(page: Page, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Of the states that a seat has been of, the one on the day of the report: Moscow is the Soviet Union's in 1988."""
    day = page.day or "9999"
    some = (page.knowledge.get(i) for i in ids)
    return tuple(e.id for e in some if e is not None and (e.from_ or "") <= day <= (e.to or "9999"))


def _free(page: Page, start: int, end: int) -> bool:
    """Whether the name stands alone, not in a longer one: no "Paris Saint-Germain", "New Delhi Times"."""
    after, before = end, start - 1
    if of_joined_name(page, start):
        return False
    if after < len(page.text) and page.tag[after] in ("NNP", "NNPS") and page.text[after][:1].isupper() \
            and page.ent[after] and page.ent[after] == page.ent[start] and page.ent[start] not in ("GPE", "LOC"):
        return False
    return not (before >= 0 and page.tag[before] == "NNP" and page.ent[before] == page.ent[start] == "PERSON")


def _stand(page: Page, start: int, end: int, ids: tuple[str, ...], old: Draft | None) -> None:
    knowledge = page.knowledge
    name = page.words(start, end)
    root = page.root(start, end)
    seat = knowledge.is_seat(name)
    home = knowledge.get(ids[0])
    acts = _acts(page, start, end, root, seat)
    if not acts and seat and home is not None and home.country and page.near and not page.near[home.country]:
        return  # another palace or square of that name
    if not acts:
        if old is None and not seat:
            d = Draft(start, end, root, "place", how="a capital, as a place")
            state = knowledge.get(ids[-1])
            d.entity, d.name = f"place:{name.lower().replace(' ', '-')}", name
            d.country = state.country if state is not None else None
            page.add(d)
        elif old is None:
            state = knowledge.get(ids[0])
            page.add(Draft(start, end, root, "facility", entity=f"facility:{name.lower().replace(' ', '-')}", name=name,
                           country=state.country if state is not None else None, how="a seat of power, as a place"))
        return
    entity = next((e for e in (knowledge.get(i) for i in ids) if e is not None), None)
    if entity is None:
        return
    if len(ids) > 1:  # Brussels: the union, unless the report speaks of the state
        some = [e for e in (knowledge.get(i) for i in ids) if e is not None]
        entity = next((e for e in some if e.country and (page.near[e.country] > 2 or _beside(page, start, e.country))),
                      entity)
    d = old if old is not None else Draft(start, end, root, entity.kind)
    d.kind, d.form = entity.kind, "metonym"
    d.take(entity, map_it=False)
    d.sector = entity.sector or "GOV"
    d.how = f"the seat of its government: {acts}"
    if old is None:
        page.add(d)


def _beside(page: Page, start: int, country: str) -> bool:
    """Whether the sentence names a state or its people before its capital: "Belgium's minister said Brussels would"."""
    first = page.sents[page.sent[start]][0]
    return any(o.country == country and o.kind == "state" and first <= o.start < start for o in page.drafts) or any(
        page.knowledge.demonym(w) == country for w in page.text[first:start] if w[:1].isupper())


def _acts(page: Page, start: int, end: int, root: int, seat: bool) -> str:
    """Why the name stands for a government here; empty where it is a place."""
    verb = page.first_conjunct(root)
    dep, h = page.dep[verb], page.head[verb]
    lemma = page.lemma[h]
    if end + 1 < len(page.text) and page.text[end] in _HYPHENS and not page.doc[end - 1].whitespace_:
        if page.low[end + 1] in wordset("metonyms", "hyphen"):
            return "it stands behind something"
        if page.text[end + 1][:1].islower():
            return ""
    if page.text[end:end + 1] == [":"] and (start == 0 or "\n" in page.text[start - 1]) \
            or any(a <= start < b for a, b in page.datelines):
        return ""  # where the report is written
    if dep == "pobj" or (dep == "dobj" and page.pos[h] == "ADP"):
        return _after_preposition(page, page.low[h], page.head[h], seat)
    if dep == "pcomp" and page.pos[h] == "ADP":
        return _after_preposition(page, page.low[h], page.head[h], seat)
    if page.low[start - 1] in _LOCATIVE and start > 0:
        return ""
    if dep == "nsubj" or (dep == "conj" and page.pos[h] == "VERB"):
        if seat or lemma not in wordset("metonyms", "not-subject"):
            return "it acts or speaks"
        if lemma in _STATIVE and _wants(page, h):
            return "it acts or speaks"
        return ""
    if dep == "nsubjpass":
        return "it is dealt with" if seat or lemma in wordset("metonyms", "passive") else ""
    if dep in ("dobj", "dative", "iobj"):
        return "it is dealt with" if seat or dep != "dobj" or lemma in wordset("metonyms", "object") else ""
    if dep == "poss":
        if h < len(page.lemma) and (seat or (lemma not in wordset("metonyms", "not-possessive")
                                             and page.pos[h] in ("NOUN", "PROPN"))):
            return "what it owns is a government's"
        return ""
    if dep in ("agent",):
        return "it acts"
    if dep == "ROOT" and page.starts_sentence(start) and any(
            page.dep[k] in ("relcl", "acl") and page.pos[k] == "VERB" and page.tag[k] in ("VBD", "VBZ", "VBN")
            and page.lemma[k] not in wordset("metonyms", "not-subject") for k in page.kids[root]):
        return "it acts or speaks"  # "Ankara, which ..., said": the parser loses the verb
    if seat and dep != "npadvmod":
        return "a seat of power"
    if dep == "npadvmod" or dep == "compound":
        return ""
    return ""


def _wants(page: Page, h: int) -> bool:
    """Whether "Moscow is", "Tehran has" goes on as only a government can: "is ready to", "has no intention of"."""
    for k in page.kids[h]:
        if page.low[k] in wordset("contexts", "minded"):
            return True
        if page.dep[k] in ("xcomp",):
            return True
        if page.dep[k] in ("dobj", "attr") and page.lemma[k] in wordset("contexts", "had"):
            return True
    return False


def _after_preposition(page: Page, prep: str, over: int, seat: bool) -> str:
    words = wordset("metonyms", prep)
    if not words:
        return ""
    if seat and prep not in _LOCATIVE:
        return "it is dealt with"
    if prep in ("with", "between"):
        return "it is dealt with"
    if "*" in words:
        if prep in ("by", "about", "toward") and page.pos[over] not in ("VERB", "NOUN", "ADJ"):
            return ""
        if prep == "toward" and page.lemma[over] in wordset("contexts", "travel"):
            return ""
        return "it is dealt with"
    if page.lemma[over] in words or page.low[over] in words:
        return "it is dealt with"
    for k in page.kids[over]:  # "imposed sanctions | on Pyongyang", hung on the verb
        if page.dep[k] in ("dobj", "nsubjpass", "acomp", "attr") and page.lemma[k] in words:
            return "it is dealt with"
    h = page.head[over]
    if prep in ("on", "to", "from", "of", "for") and page.pos[over] == "NOUN" and page.lemma[h] in words \
            and page.dep[over] in ("dobj", "pobj"):
        return "it is dealt with"
    return ""
