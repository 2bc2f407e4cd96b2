"""Parts of speech by memory: what spaCy's attribute ruler gives, at a fraction of its time.

Nearly all of the ruler's patterns look at one token's tag, form and dependency, so what they say of one such token they
say of all: the ruler is asked once for each, on a document of that token alone. The few patterns that look at several
tokens are run as they are.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

__all__ = ["Tags"]


class Tags:
    """A pipeline component in the ruler's place: sets part of speech and morphology."""

    def __init__(self, nlp: Language, ruler: Any) -> None:
        from spacy.pipeline import AttributeRuler

        self.vocab, self.ruler = nlp.vocab, ruler
        self.rest = AttributeRuler(nlp.vocab)
        self.rest.add_patterns([rule for rule in ruler.patterns
                                if {"POS", "MORPH"} & set(rule["attrs"]) and any(len(p) > 1 for p in rule["patterns"])])
        self._known: dict[tuple[int, int, int], tuple[int, Any]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Sets each token's part of speech and morphology."""
        known = self._known
        for token in doc:
            key = (token.tag, token.orth, token.dep)
            found = known.get(key)
            if found is None:
                found = known[key] = self._ask(token)
            token.pos = found[0]
            token.set_morph(found[1])
        return self.rest(doc)

    def _ask(self, token: Token) -> tuple[int, Any]:
        alone = Doc(self.vocab, words=[token.text], spaces=[False])
        alone[0].tag, alone[0].dep = token.tag, token.dep
        self.ruler(alone)
        return alone[0].pos, alone[0].morph.key


@Language.factory("communique_tags")  # type: ignore[untyped-decorator]
def _make(nlp: Language, name: str) -> Tags:
    return Tags(nlp, dict(nlp._components)["attribute_ruler"])
