"""Where words bind someone to an act: "promised to", "is ready to", "plans for", "will" said by oneself."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.commitments.found import Candidate
from communique.coding.commitments.governed import by_adjective, by_noun, by_verb
from communique.coding.commitments.lexicon import governors
from communique.coding.commitments.modals import by_be_to, by_modal
from communique.coding.grammar import child
from communique.language.reading import Reading

__all__ = ["find_candidates"]


def find_candidates(reading: Reading) -> Iterator[Candidate]:
    """Every place where words could bind someone; who is bound, and whether anyone is, is decided after."""
    table = governors()
    for token in reading.tokens:
        if token.tag_ == "MD" and token.dep_ == "aux":
            yield from by_modal(token)
            continue
        if token.pos_ == "AUX" or token.lower_ in ("is", "are"):
            yield from by_be_to(token)
        if token.pos_ in ("VERB", "ADJ", "AUX") or token.tag_ in ("VBN", "VBD"):
            lemma = token.lemma_
            adjective = (
                token.dep_ in ("acomp", "oprd")
                or child(token, "auxpass") is not None
                or (token.dep_ == "conj" and token.pos_ == "ADJ")
                or token.dep_ == "ROOT"
                and token.pos_ == "ADJ"
            )
            for key in ((token.lower_, "a"), (lemma, "a")) if adjective else ():
                for governor in table.get(key, ()):
                    yield from by_adjective(token, governor)
            if token.pos_ == "VERB" and not (adjective and (token.lower_, "a") in table):
                for governor in table.get((lemma, "v"), ()):
                    yield from by_verb(token, governor)
        elif token.pos_ == "NOUN":
            for governor in table.get((token.lemma_, "n"), ()):
                yield from by_noun(token, governor)
