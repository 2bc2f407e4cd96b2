"""Parts of speech by memory: what spaCy's attribute ruler gives, at a fraction of its time.

Nearly all of the ruler's patterns look at one token's tag, form and dependency, so what they say of one such token
they say of all: the ruler is asked once for each, on a document of that token alone. Of most words no pattern names
the form, and what is said of one is said of all with its tag and dependency. The few patterns that look at several
tokens are run as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
        self._named = _named(ruler.patterns)
        self._form: dict[int, int] = {}  # a word's form, or 0 where it makes no difference

    def __call__(self, doc: Doc) -> Doc:
        """Sets each token's part of speech and morphology."""
        known, forms = self._known, self._form
        for token in doc:
            orth = token.orth
            form = forms.get(orth)
            if form is None:
                form = forms[orth] = orth if self._named(token.text) else 0
            key = (token.tag, form, token.dep)
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


def _named(patterns: list[dict[str, Any]]) -> Callable[[str], bool]:
    """Whether some pattern looks at the form of a given word."""
    words: set[str] = set()
    forms: list[re.Pattern[str]] = []
    for token in (t for rule in patterns for p in rule["patterns"] for t in p):
        if not set(token) <= {"TAG", "DEP", "LOWER", "IS_SPACE"}:
            return lambda word: True
        lower = token.get("LOWER")
        if isinstance(lower, str):
            words.add(lower)
        elif lower:
            words.update(lower.get("IN", ()))
            forms.extend(re.compile(lower[key]) for key in ("REGEX",) if key in lower)
            if not set(lower) <= {"IN", "REGEX"}:
                return lambda word: True
    return lambda word: word.isspace() or word.lower() in words or any(f.search(word.lower()) for f in forms)


@Language.factory("communique_tags")  # type: ignore[untyped-decorator]
def _make(nlp: Language, name: str) -> Tags:
    return Tags(nlp, dict(nlp._components)["attribute_ruler"])
