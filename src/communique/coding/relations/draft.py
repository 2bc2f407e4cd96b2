"""A relation before it is a record, what all finders share, and how a draft becomes the record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.coding.relations.lexicon import classes
from communique.language.reading import Reading
from communique.records import Mention, Relation, Role, Span, Statement, Valid, covers, record_id

__all__ = ["Draft", "finish", "is_a", "known", "kind_of", "last_subject", "named_person", "own_mention", "state_role"]


@dataclass
class Draft:
    """What a finder found: roles, the tokens that say it (evidence runs from the first to the last), how sure."""

    type: str
    subject: Role
    object: Role | None
    tokens: Sequence[Token]
    rule: str
    confidence: float
    value: str | None = None
    negated: bool = False
    valid: Valid = Valid()
    spans: tuple[Span, ...] = ()


def known(role: Role | None) -> bool:
    """Whether the role says who or what it is, beyond a bare phrase."""
    return role is not None and bool(role.entity or role.country)


_PRONOUN = frozenset(
    [
        "it",
        "its",
        "they",
        "their",
        "he",
        "she",
        "his",
        "her",
        "we",
        "our",
        "i",
        "my",
        "this",
        "that",
        "these",
        "those",
        "them",
        "him",
        "us",
        "you",
        "your",
        "who",
        "which",
        "whose",
        "one",
        "some",
        "both",
    ]
)


def kind_of(reading: Reading, token: Token) -> str | None:
    """The kind of thing that the phrase headed by `token` is: its mention's, else that of its noun's class."""
    mention = reading.mention_of(token)
    if mention is not None and (mention.head == token.idx or mention.head is None):
        if mention.kind not in ("group", "force") or mention.form == "named":
            return mention.kind
    for name, words in classes().items():
        if token.lemma_.lower() in words:
            return name
    return mention.kind if mention is not None and mention.head == token.idx else None


def own_mention(reading: Reading, token: Token) -> Mention | None:
    """The mention that `token` heads; or the name whose last word it is, where the parser heads the name elsewhere."""
    mention = reading.mention_of(token)
    if mention is None:
        return None
    if mention.head == token.idx or mention.head is None:
        return mention
    return mention if mention.form == "named" and mention.span[1] == token.idx + len(token) else None


def is_a(reading: Reading, token: Token, kinds: Iterable[str]) -> bool:
    """Whether the phrase headed by `token` is one of `kinds` (mention kinds or noun classes); ``any`` takes all but
    pronouns that stand for nobody known."""
    wanted = tuple(kinds)
    own = own_mention(reading, token)
    if not wanted or "any" in wanted:
        return own is not None and bool(own.entity or own.country) or token.lower_ not in _PRONOUN
    lemma = token.lemma_.lower()
    if (own is None or own.form != "named") and _land(token):
        return False
    if own is not None and own.kind in wanted:
        return bool(own.entity or own.country or own.form != "pronoun")
    return any(lemma in classes().get(k, ()) for k in wanted)


def _land(token: Token) -> bool:
    """Whether a word for a body is one of land: "the south bank" of a river."""
    return token.lemma_.lower() in classes()["land"] and any(c.lower_ in classes()["compass"] for c in token.children)


def named_person(reading: Reading, token: Token) -> Role | None:
    """The role of a person who is named, or meant by a pronoun whose person is known."""
    mention = reading.mention_of(token)
    if mention is None:
        return _bare_name(reading, token)
    if mention.kind != "person" or not mention.entity:
        return None
    if mention.form == "descriptive" and mention.head != token.idx:
        return None
    return reading.role(mention)


def _bare_name(reading: Reading, token: Token) -> Role | None:
    """Two to four capitalised words that nothing else claims, where a person must stand: beside a title of office."""
    start = token.i
    while (
        start
        and reading.doc[start - 1].pos_ == "PROPN"
        and token.i - start < 3
        and reading.doc[start - 1].dep_ == "compound"
    ):
        start -= 1
    some = reading.doc[start : token.i + 1]
    if token.pos_ != "PROPN" or len(some) < 2 or not all(t.text[:1].isupper() for t in some):
        return None
    if reading.mentions_in(some.start_char, some.end_char) or reading.mention_of(some[0]) is not None:
        return None
    slug = re.sub(r"[\W_]+", "-", some.text.lower()).strip("-")
    return Role(
        entity=f"person:{slug}", name=some.text, kind="person", text=some.text, span=(some.start_char, some.end_char)
    )


def last_subject(reading: Reading, pronoun: Token) -> Role | None:
    """The state or body that was the subject of the sentence before "its": whose it is when no coreference says it."""
    first = pronoun.sent.start
    for i in range(pronoun.i - 1, max(-1, pronoun.i - 60), -1):
        t = reading.doc[i]
        if t.dep_ in ("nsubj", "nsubjpass") and (
            t.i >= first or t.sent.end == first or reading.doc[first - 1].is_space
        ):
            m = reading.mention_of(t)
            if m is not None and m.head == t.idx and m.kind in ("state", "organisation") and m.form != "pronoun":
                return reading.role(m)
    return None


def state_role(reading: Reading, country: str | None, span: Span | None = None) -> Role | None:
    """The state with this code as a role."""
    state = reading.knowledge.state(country) if country else None
    if state is None:
        return None
    return Role(
        entity=state.id,
        name=state.name,
        kind="state",
        country=country,
        text=reading.text[slice(*span)] if span else None,
        span=span,
    )


def _key(role: Role | None) -> str:
    if role is None:
        return ""
    return role.entity or re.sub(r"^(the|a|an)\s+", "", (role.text or "").lower())


def _with_document(reading: Reading, d: Draft) -> Draft:
    """ "Signed the deal": which one, the fullest phrase for it before in the report tells ("the free trade deal")."""
    thing = d.object
    if d.type not in ("signatory_of", "party_to") or thing is None or thing.entity or thing.span is None:
        return d
    bare = re.sub(r"^(?:the|this|that|an?)\s+", "", (thing.text or "").lower())
    if not bare or " " in bare:
        return d
    at = thing.span[0]
    for token in reversed([t for t in reading.tokens if at - 3000 < t.idx < at and t.lemma_.lower() == bare]):
        named = reading.mention_of(token)
        if named is not None and named.form == "named" and named.kind == "document":
            d.object = Role(entity=named.entity, name=named.name, kind="document", text=thing.text, span=thing.span)
            return d
        start = min(
            (c.left_edge.i for c in token.children if c.i < token.i and c.dep_ in ("compound", "amod", "nmod")),
            default=token.i,
        )
        if token.i - start >= 1:
            phrase = reading.doc[start : token.i + 1].text
            d.object = Role(name=phrase, kind="document", text=thing.text, span=thing.span)
            return d
    return d


def finish(reading: Reading, drafts: Iterable[Draft], statements: Sequence[Statement]) -> list[Relation]:
    """The drafts as records, each fact once: where it stands first, or where it is said best."""
    drafts = [_with_document(reading, d) for d in drafts]
    best: dict[tuple[str, str, str, str, bool], Draft] = {}
    for d in drafts:
        if d.object is not None and _key(d.subject) == _key(d.object):
            continue
        key = (d.type, _key(d.subject), _key(d.object), (d.value or "").lower(), d.negated)
        if key not in best or (best[key].valid == Valid() and d.valid != Valid()):
            best[key] = d
    for d in list(best.values()):  # an office of nobody in particular says less than the same office of a state
        if d.type == "holds_office" and d.object is None:
            if any(
                o.type == d.type
                and o.object is not None
                and _key(o.subject) == _key(d.subject)
                and (o.value or "").lower().endswith((d.value or "").lower())
                for o in best.values()
            ):
                best.pop((d.type, _key(d.subject), "", (d.value or "").lower(), d.negated))
    as_of = (reading.article.published or "")[:10] or None
    found = []
    for d in best.values():
        at = sorted(d.tokens, key=lambda t: t.i)
        spans = [s for s in (d.subject.span, d.object.span if d.object else None, *d.spans) if s]
        start = min([at[0].idx, *(s[0] for s in spans if abs(s[0] - at[0].idx) < 400)])
        end = max([at[-1].idx + len(at[-1]), *(s[1] for s in spans if abs(s[1] - at[-1].idx) < 400)])
        evidence = ((start, end),)
        claim = next((s.id for s in statements if covers(s.content, at[0].idx, at[-1].idx + len(at[-1]))), None)
        found.append(
            Relation(
                id=record_id(
                    "relation",
                    reading.article.id,
                    d.type,
                    evidence,
                    _key(d.subject),
                    _key(d.object),
                    d.value,
                    d.negated,
                ),
                article=reading.article.id,
                type=d.type,
                subject=d.subject,
                object=d.object,
                value=d.value,
                valid=d.valid,
                as_of=as_of,
                evidence=evidence,
                confidence=d.confidence,
                statement=claim,
                negated=d.negated,
                rule=d.rule,
            )
        )
    return sorted(found, key=lambda r: (r.evidence[0], r.type, r.id))
