"""Who and where: named, descriptive and pronoun mentions, each tied to an entity where one can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from communique.knowledge import Entity, Knowledge
from communique.records import Article, Mention, Time

__all__ = ["find_mentions"]

#: head noun -> (kind, sector)
_NOUNS: dict[str, tuple[str, str]] = {}
for _sector, _words in {
    "GOV": "president minister premier chancellor king queen government ministry official diplomat ambassador envoy "
    "spokesman spokeswoman authority administration cabinet counterpart leader foreign-minister",
    "MIL": "troop soldier army military navy force general commander airstrike jet warship",
    "COP": "police policeman officer",
    "REB": "rebel insurgent militant guerrilla fighter separatist militia",
    "OPP": "opposition dissident",
    "LEG": "parliament lawmaker senator deputy legislator congressman",
    "JUD": "court judge prosecutor tribunal",
    "CVL": "protester demonstrator civilian resident worker student refugee villager migrant",
    "MED": "journalist reporter newspaper",
    "PTY": "party",
}.items():
    for _w in _words.split():
        _NOUNS[_w] = ("force" if _sector in ("MIL", "COP") else "group", _sector)
_PEOPLE = frozenset(
    [
        "president",
        "minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "ambassador",
        "envoy",
        "spokesman",
        "spokeswoman",
        "counterpart",
        "leader",
        "general",
        "commander",
        "judge",
        "senator",
    ]
)
_LABEL = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "facility", "ORG": "organisation"}
_ACTS = frozenset(
    [
        "say",
        "tell",
        "announce",
        "agree",
        "reject",
        "warn",
        "urge",
        "accuse",
        "deny",
        "call",
        "demand",
        "condemn",
        "sign",
        "impose",
        "offer",
        "refuse",
        "want",
        "plan",
        "insist",
        "threaten",
        "respond",
        "react",
        "seek",
        "hope",
        "expect",
        "consider",
    ]
)


def find_mentions(doc: Doc, article: Article, knowledge: Knowledge, times: Sequence[Time]) -> list[Mention]:
    """The mentions of the text: names from the tables and the parser, political descriptions, he and she."""
    taken: dict[int, Mention] = {}
    found: list[Mention] = []
    near = {d for t in doc if (d := knowledge.demonym(t.text))} | {
        e.country for _, _, es in knowledge.find_names([t.text for t in doc]) for e in es if e.country
    }
    busy = {i for t in times for i in range(*t.span)}

    def add(span: Span, kind: str, known: Entity | None = None, form: str = "named", **over: object) -> None:
        said: dict[str, object] = {
            "article": article.id,
            "span": (span.start_char, span.end_char),
            "text": span.text,
            "kind": kind,
            "form": form,
            "head": span.root.idx,
        }
        if known:
            said |= {
                "entity": known.id,
                "name": known.name,
                "country": known.country,
                "sector": known.sector,
                "latitude": known.latitude,
                "longitude": known.longitude,
                "geonames": known.geonames,
            }
        mention = Mention(**{**said, **over})  # type: ignore[arg-type]
        found.append(mention)
        for token in span:
            taken.setdefault(token.i, mention)

    for start, end, entities in knowledge.find_names([t.text for t in doc]):
        add(doc[start:end], entities[0].kind, entities[0], how="named in the tables")
    for token in doc:
        if token.i in taken or not token.text[:1].isupper():
            continue
        if iso := knowledge.demonym(token.text):
            state = knowledge.state(iso)
            add(doc[token.i : token.i + 1], "state", state, how="the people or things of that state")
    people: dict[str, Mention] = {}
    for ent in doc.ents:
        kind = _LABEL.get(ent.label_)
        span = _trim(ent, taken)
        if not kind or span is None or span.start_char in busy or not re.search(r"[A-Z]", span.text):
            continue
        if kind == "person":
            _person(span, knowledge, people, add, found)
            continue
        if kind == "place":
            iso = knowledge.capital_of(span.text)
            if iso and span.root.dep_ in ("nsubj", "nsubjpass") and span.root.head.lemma_ in _ACTS:
                add(span, "state", knowledge.state(iso), "metonym", sector="GOV", how="the seat of its government")
                continue
            place = knowledge.place(span.text, sorted(near))
            add(span, "place", place, how="gazetteer of places" if place else "named, not in the tables")
            continue
        add(span, kind, None, name=span.text, entity=f"{kind}:{_slug(span.text)}", how="named by the report")
    _describe(doc, knowledge, taken, add)
    _pronouns(doc, found, add)
    return sorted(found, key=lambda m: (m.span[0], -m.span[1]))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _trim(ent: Span, taken: dict[int, Mention]) -> Span | None:
    """The name without an article, a possessive or a word that is another mention already."""
    tokens = list(ent)
    while tokens and (tokens[0].lower_ in ("the", "a", "mr", "mr.", "mrs", "ms", "president") or tokens[0].i in taken):
        tokens.pop(0)
    while tokens and (tokens[-1].text in ("'s", "’s") or tokens[-1].i in taken or tokens[-1].is_space):
        tokens.pop()
    if not tokens or any(t.i in taken or t.is_space for t in tokens):
        return None
    return ent.doc[tokens[0].i : tokens[-1].i + 1]


def _person(span: Span, knowledge: Knowledge, people: dict[str, Mention], add: object, found: list[Mention]) -> None:
    before = list(span.doc[max(span.sent.start, span.start - 6) : span.start])
    known = people.get(span[-1].text)
    if known is not None:
        add(
            span,
            "person",
            None,
            entity=known.entity,
            name=known.name,
            country=known.country,  # type: ignore[operator]
            sector=known.sector,
            how="the surname of one named before",
        )
        return
    entity = next((e for e in knowledge.lookup(span.text) if e.kind == "person"), None)
    title = next((t for t in reversed(before) if t.lemma_.lower() in _PEOPLE), None)
    country = entity.country if entity else None
    for token in reversed(before):
        if country or token.is_punct or token.pos_ == "VERB":
            break
        country = knowledge.demonym(token.text)
    key = f"person:{_slug(span.text)}" + (f"-{country.lower()}" if country else "")
    add(
        span,
        "person",
        entity,
        entity=entity.id if entity else key,
        name=entity.name if entity else span.text,  # type: ignore[operator]
        country=country,
        sector=_NOUNS[title.lemma_.lower()][1] if title is not None else None,
        how="in the tables" if entity else "described by the report",
    )
    people[span[-1].text] = found[-1]


def _describe(doc: Doc, knowledge: Knowledge, taken: dict[int, Mention], add: object) -> None:
    for token in doc:
        noun = _NOUNS.get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
        if noun is None or token.i in taken or token.dep_ == "compound":
            continue
        left = min(
            (t.i for c in token.children if c.i < token.i and c.dep_ != "punct" for t in c.subtree), default=token.i
        )
        span = doc[left : token.i + 1]
        if any(t.is_space for t in span):
            continue
        country = next((m.country for t in span if (m := taken.get(t.i)) and m.country), None)
        kind = "person" if token.lemma_.lower() in _PEOPLE and token.tag_ in ("NN", "NNP") else noun[0]
        key = f"{kind}:{country.lower()}-{_slug(token.lemma_)}" if country and kind != "person" else None
        add(
            span,
            kind,
            None,
            form="descriptive",
            country=country,
            sector=noun[1],
            entity=key,  # type: ignore[operator]
            name=span.text,
            how="described",
        )


def _pronouns(doc: Doc, found: list[Mention], add: object) -> None:
    people = sorted((m for m in found if m.kind == "person" and m.form == "named"), key=lambda m: m.span)
    for token in doc:
        if token.lower_ not in ("he", "she", "him", "his"):
            continue
        before = [m for m in people if m.span[1] <= token.idx and m.span[0] > token.idx - 400]
        if before and len({m.entity for m in before}) == 1:
            m = before[-1]
            add(
                doc[token.i : token.i + 1],
                "person",
                None,
                form="pronoun",
                entity=m.entity,
                name=m.name,  # type: ignore[operator]
                country=m.country,
                sector=m.sector,
                how=f"the only person spoken of before: {m.name}",
            )


_ = Token
