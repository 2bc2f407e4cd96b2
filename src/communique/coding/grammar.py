"""What the coders of commitments and relations ask of a parse: subjects, antecedents, negation, mood, clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from communique.records import Span

__all__ = [
    "BE",
    "antecedent",
    "chain",
    "child",
    "clause_end",
    "lemma_of",
    "negated",
    "objects",
    "pobjs",
    "span_of",
    "subjects",
    "unreal",
]

#: Forms of "be", whose lemma the pipeline leaves as it stands.
BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"])
_SUBJ = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_NOT = frozenset(["not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "without"])
_MAYBE = frozenset(
    ["may", "might", "could", "can", "would", "should", "must", "will", "shall", "'ll", "’ll", "wo", "ca", "'d", "’d"]
)
#: Words under which an act is wished, asked, supposed or denied, not asserted.
_VEILS = frozenset(
    [
        "want",
        "hope",
        "wish",
        "ask",
        "urge",
        "demand",
        "request",
        "call",
        "expect",
        "refuse",
        "fail",
        "decline",
        "deny",
        "reject",
        "consider",
        "threaten",
        "doubt",
        "accuse",
        "suspect",
        "oppose",
        "fear",
        "allow",
        "force",
        "press",
        "pressure",
        "persuade",
        "encourage",
        "invite",
        "require",
        "seek",
        "try",
        "attempt",
        "need",
        "order",
        "prevent",
        "stop",
        "avoid",
        "suggest",
        "propose",
        "recommend",
        "imagine",
        "suppose",
        "believe",
        "think",
        "rule",
    ]
)
_IF = frozenset(["if", "whether", "unless", "lest", "should", "once", "when", "until"])


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these dependencies."""
    return next((c for c in token.children if c.dep_ in deps), None)


def lemma_of(token: Token) -> str:
    """The lemma, "be" for its forms."""
    return "be" if token.lower_ in BE else token.lemma_


def antecedent(relative: Token) -> Token:
    """The noun that a relative pronoun stands for, else the pronoun itself."""
    clause: Token = relative.head
    while (
        clause.dep_ in ("conj", "xcomp", "ccomp", "aux", "auxpass", "poss", "nsubj", "attr") and clause.dep_ != "ROOT"
    ):
        clause = clause.head
    if clause.dep_ == "relcl" and clause.head.i < relative.i:
        # a relative clause after a comma belongs to the nearest noun phrase: the parser often ties it to an earlier one
        last = relative.doc[relative.i - 1]
        if last.is_punct and relative.i > 1:
            last = relative.doc[relative.i - 2]
        if (
            last.pos_ in ("PROPN", "NOUN")
            and last.dep_ in ("pobj", "appos", "dobj", "nsubj", "attr", "conj")
            and clause.head.i < last.i
            and last.pos_ == "PROPN"
        ):
            return last
        return clause.head
    return relative


def subjects(verb: Token) -> list[Token]:
    """Heads of the verb's subject, understood ones too: of a coordinated verb, an infinitive, a relative clause
    (its antecedent), a participle after a noun. Coordinated subjects are not listed: see `Reading.roles_of`."""
    seen = 0
    at = verb
    while seen < 6:
        seen += 1
        found = child(at, *_SUBJ)
        if found is not None:
            if found.lower_ in _RELATIVE and found.tag_ in ("WP", "WDT"):
                noun = antecedent(found)
                return [noun] if noun.i != found.i else []
            return [found]
        if at.dep_ in ("acl", "amod") and at.head.pos_ in ("NOUN", "PROPN"):
            return [at.head]
        if at.dep_ == "relcl":
            return [at.head]
        if at.dep_ in ("conj", "xcomp", "advcl", "pcomp", "acomp", "attr", "prep", "oprd", "aux") and at.head.i != at.i:
            at = at.head
            continue
        return []
    return []


def objects(verb: Token) -> list[Token]:
    """Direct objects of an active verb; of a passive one, its subject."""
    passive = child(verb, "nsubjpass")
    if passive is not None:
        if passive.lower_ in _RELATIVE:
            return [antecedent(passive)]
        return [passive]
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    return [c for c in verb.children if c.dep_ in ("dobj", "obj")]


def pobjs(token: Token, *preps: str) -> Iterator[Token]:
    """The objects of the prepositions that hang from `token`; of all its prepositions where none is named."""
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative") and (not preps or c.lower_ in preps):
            for g in c.children:
                if g.dep_ in ("pobj", "pcomp"):
                    yield g


def chain(token: Token) -> Iterator[Token]:
    """The words that govern `token`, nearest first, to the root."""
    while token.head.i != token.i:
        token = token.head
        yield token


def negated(token: Token) -> bool:
    """Whether the verb, noun or adjective itself is negated ("did not agree", "no plans", "is not a member")."""
    if any(c.dep_ == "neg" or c.lower_ in _NOT and c.dep_ in ("det", "advmod", "preconj") for c in token.children):
        return True
    head = token.head
    if token.dep_ == "conj" and any(
        c.lower_ == "nor" and head.i < c.i < token.i for c in (*head.children, *token.children)
    ):
        return True
    if token.dep_ in ("acomp", "attr", "oprd", "dobj", "xcomp") and head.pos_ in ("AUX", "VERB"):
        return any(c.dep_ == "neg" for c in head.children)
    return bool(token.dep_ == "pobj" and head.lower_ == "without")


def unreal(token: Token, allow: Iterable[str] = ()) -> bool:
    """Whether `token` stands in a clause that asserts nothing: under a modal, a condition, a question, or a verb of
    wishing, asking, supposing or denying. Words in `allow` are no such sign (``would`` before "be ready to")."""
    spared = frozenset(allow)
    if token.sent[-1].text == "?" or any(t.text == "?" for t in token.sent[-3:]):
        return True
    at = token
    first = True
    while True:
        for c in at.children:
            if c.dep_ == "aux" and c.lower_ in _MAYBE and c.lower_ not in spared and (first or at.pos_ == "AUX"):
                return True
            if (
                c.dep_ in ("mark", "advmod")
                and c.lower_ in _IF
                and c.i < at.i
                and c.lower_ not in spared
                and (c.dep_ == "mark" or c.lower_ in ("when", "once"))
                and at.dep_ in ("advcl", "ccomp", "pcomp")
            ):
                return True
        head = at.head
        if head.i == at.i:
            return False
        if at.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "prep", "pobj", "dobj"):
            if head.lemma_ in _VEILS and head.lemma_ not in spared and head.i < at.i:
                return True
        if first and at.dep_ == "xcomp" and at.tag_ == "VB" and head.pos_ in ("VERB", "ADJ") and "xcomp" not in spared:
            return True
        first = first and at.dep_ in ("acomp", "attr", "oprd", "conj", "aux")
        if at.dep_ in ("nsubj", "nsubjpass", "relcl", "appos", "advcl") and at.i != token.i:
            return False
        at = head


def span_of(tokens: Iterable[Token]) -> Span:
    """The span from the first to the last of `tokens`, without marks at its ends."""
    some = sorted(tokens, key=lambda t: t.i)
    while len(some) > 1 and (some[-1].is_punct or some[-1].is_space):
        some.pop()
    while len(some) > 1 and (some[0].is_punct or some[0].is_space):
        some.pop(0)
    return some[0].idx, some[-1].idx + len(some[-1])


def clause_end(head: Token) -> int:
    """Index of the last token of the clause under `head`."""
    return int(max(t.i for t in head.subtree))
