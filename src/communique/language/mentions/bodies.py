"""Organisations, forces, sites and documents that the report names and no table of bodies has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.language.mentions.candidates import Chunk, draft_of, slug
from communique.language.mentions.descriptions import noun_at
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.shortforms import head_word
from communique.language.mentions.words import namewords, nouns, sector_of_modifier, wordset

__all__ = ["find_aliased", "find_blocs", "find_bodies"]

#: What bodies of every sort are called: the Patriotic Union is no trade union.
_OF_ANY = frozenset(("union", "league"))
_KINDS = frozenset(("organisation", "force", "facility", "document", "group", "equipment"))


def find_bodies(page: Page, chunks: Iterable[Chunk]) -> None:
    """Drafts for organisations, forces, facilities and documents named by the report."""
    seen: dict[str, Draft] = {}
    for c in chunks:
        if c.kind not in _KINDS or _generic(page, c) or _of_states(page, c):
            continue
        name = " ".join(page.words(c.start, c.end).split())
        d = draft_of(page, c, str(c.kind))
        before = seen.get(name.lower()) or _prefix(name, seen)
        if before is None and _weak(page, c):
            before = _last_with(page, c, name)
        if before is not None:
            d.follow(before, f"named before: {before.name}")
            d.latitude, d.longitude, d.geonames = before.latitude, before.longitude, before.geonames
            page.add(d)
            continue
        d.name, d.how, d.sector = name, "named by the report", c.sector
        inner = (page.named[i] for i in range(c.start, c.end))
        d.country = next((x.country for x in inner if x and x.country and x.kind in ("state", "place")), None)
        if d.country is None and c.kind != "document":
            d.country = _owner(page, c)
        if c.kind == "organisation" and any(x is not None and x.sector == "IGO" and x.kind == "organisation"
                                            for x in page.named[c.start:c.start + 1]):
            d.sector = "IGO"  # the OSCE Mission
        if d.country and d.sector == "IGO":
            d.sector = "GOV" if head_word(name) == "commission" else None  # of one state, so no body of states
        if d.sector is None and c.kind in ("organisation", "force"):
            d.sector = next((s for i in range(c.start, c.end) if page.low[i] not in _OF_ANY
                             and (s := sector_of_modifier().get(page.low[i]))), None)
        if c.kind == "document":
            d.country = None
        if c.kind == "facility":
            known = page.located.get(name)
            if known is not None:
                d.latitude, d.longitude, d.geonames = known.latitude, known.longitude, known.geonames
                d.country = d.country or known.country
        d.entity = f"{c.kind}:{slug(name)}"
        page.add(d)
        seen.setdefault(name.lower(), d)


def find_blocs(page: Page) -> None:
    """Drafts for the parts of the world that act as one, "the West", "the Global South": governments that are of no one
    state, or, where something is said to be in them, places. Not "the West Bank", "the American West"."""
    blocs = wordset("contexts", "bloc")
    for i in range(1, len(page.text)):
        if page.text[i][:1].isupper() and page.low[i - 1] == "the" and not page.text[i].isupper():
            end = next((e for e in (i + 2, i + 1) if " ".join(page.low[i:e]) in blocs), 0)
            if not end or any(page.named[k] is not None or page.text[k].islower() for k in range(i, end)):
                continue
            after = page.text[end] if end < len(page.text) else ""
            if after[:1].isupper() or after in ("of", "-", "–"):
                continue
            name = f"the {page.words(i, end)}"
            root = page.root(i, end)
            prep, _ = page.governor(root)
            kind = "place" if prep in ("in", "across", "throughout", "within", "into") else "group"
            page.add(Draft(i, end, root, kind, entity=f"{kind}:{slug(name)}", name=name, how="a part of the world",
                           sector="GOV" if kind == "group" else None, plural=kind == "group"))


def _of_states(page: Page, c: Chunk) -> bool:
    """Whether one token joins states by a hyphen: the "U.S.-Japan" of a treaty."""
    parts = page.text[c.start].replace("–", "-").split("-")
    known = page.knowledge
    return c.end - c.start == 1 and len(parts) > 1 and all(p and (known.demonym(p) or known.lookup(p)) for p in parts)


def _weak(page: Page, c: Chunk) -> bool:
    """Whether a name is one common noun in capitals before another noun: "Coalition forces"."""
    if c.end - c.start != 1 or page.starts_sentence(c.start) or page.dep[c.start] != "compound":
        return False
    noun = nouns().get(page.low[c.start])
    return noun is not None and "weak" in noun.flags


def _last_with(page: Page, c: Chunk, name: str) -> Draft | None:
    """The body last named whose full name has this word: the European Union for "the Union"."""
    before = [d for d in page.drafts if d.form == "named" and d.start < c.start and d.entity
              and d.kind in ("organisation", "force", "group") and name.lower() in (d.name or "").lower().split()]
    return max(before, key=lambda d: d.start) if before else None


def _prefix(name: str, seen: Mapping[str, Draft]) -> Draft | None:
    """The body whose longer name begins with this one word: Exxon for ExxonMobil, Gazprom for Gazprom Neft's first."""
    low = name.lower()
    if " " in low or len(low) < 4 or low in namewords():
        return None
    return next((d for full, d in seen.items() if full.startswith(low) and d.kind in ("organisation", "facility")
                 and (full[len(low):len(low) + 1] == " " or (d.name or "")[len(low):len(low) + 1].isupper())), None)


def _generic(page: Page, c: Chunk) -> bool:
    """Whether a capitalised phrase is a description in capitals: "Foreign Ministry", "Parliament", "Supreme Court"."""
    if _weak(page, c):
        return False
    found = noun_at(page, c.end - 1)
    if c.end - c.start == 1 and c.start > 1 and f"{page.low[c.start - 2]} of {page.low[c.start]}" in nouns():
        return True  # the State of "Secretary of State"
    return found is not None and found[1] <= c.start


def _owner(page: Page, c: Chunk) -> str | None:
    """The country whose adjective or possessive stands right before the name: "the Syrian | Democratic Forces"."""
    i = c.start - 1
    if i >= 0 and page.text[i] in ("'s", "’s"):
        i -= 1
    d = page.named[i] if i >= page.sents[page.sent[c.start]][0] else None
    return d.country if d is not None and d.kind in ("state", "place") else None


def find_aliased(page: Page, aliases: Mapping[str, Draft]) -> None:
    """Drafts for the short forms that the report defined, wherever they stand."""
    if not aliases:
        return
    loud = {word.upper(): full for word, full in aliases.items()}  # CoI, and later COI
    for i, word in enumerate(page.text):
        full = aliases.get(word) or (loud.get(word) if len(word) > 2 and word.isupper() else None)
        if full is None:
            continue
        old = page.named[i]
        if old is None:
            d = Draft(i, i + 1, i, full.kind)
            d.follow(full, f"the report's short name for {full.name}")
            page.add(d)
        elif old.end - old.start == 1 and old is not full and old.entity != full.entity:
            known = page.knowledge.get(old.entity or "")
            if known is not None and page.knowledge.get(full.entity or "") is None and known.kind == full.kind:
                full.entity, full.name = known.id, known.name  # the tables know the short name: so the long one
                full.country, full.sector = known.country or full.country, known.sector or full.sector
            else:
                old.follow(full, f"the report's short name for {full.name}")
