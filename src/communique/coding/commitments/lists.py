"""What communiqués list line by line after "The sides agreed on the following:"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from communique.coding.commitments.found import Candidate
from communique.coding.commitments.lexicon import acts, words
from communique.coding.grammar import negated, pobjs, subjects, unreal
from communique.language.reading import Reading

__all__ = ["find_listed"]

#: At most so many lines are looked at after the colon.
_LINES = 12


def find_listed(reading: Reading) -> Iterator[Candidate]:
    """The acts that are listed, a line each, under a sentence that agrees or announces and ends in a colon: an
    infinitive, or a noun of an act. A line that is a sentence of its own ends nothing and is left out."""
    doc = reading.doc
    colons = [t for t in reading.tokens if t.text == ":" and t.i + 1 < len(doc) and "\n" in doc[t.i + 1].text]
    for colon in colons:
        opener = _opener(colon.sent)
        if opener is None or unreal(opener) or negated(opener):
            continue
        bound = subjects(opener)
        strength = "agreement" if opener.lemma_ in ("agree", "decide", "resolve") else "plan"
        lines = 0
        at, apart = colon.i + 1, False
        while at < len(doc) and lines < _LINES:
            if doc[at].is_space:
                apart = apart or doc[at].text.count("\n") > 1
                at += 1
                continue
            sent = doc[at].sent
            act = _act(sent)
            if act is None and apart and lines:
                break  # after an empty line, what is no act is no part of the list
            if act is not None:
                parties = list(pobjs(act, "between"))
                yield Candidate(act, opener, parties or bound, strength, f"listed under: {opener.lemma_}", "v")
            lines, at, apart = lines + 1, sent.end, "\n\n" in sent.text


def _opener(sent: Span) -> Token | None:
    """The verb that agrees or announces, if the sentence has one."""
    for t in sent:
        if t.pos_ == "VERB" and (
            t.lemma_ in words("listing")
            or t.lemma_ in ("make", "take")
            and any(
                c.dep_ == "dobj" and c.lemma_ in ("announcement", "decision", "commitment", "agreement", "pledge")
                for c in t.children
            )
        ):
            return t
    return None


def _act(line: Span) -> Token | None:
    """The act that a line names, where it is no sentence of its own."""
    root = line.root
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in root.children):
        return None
    if root.tag_ in ("VB", "VBG") and root.lemma_ in acts():
        return root
    if root.pos_ in ("NOUN", "PROPN") and not root.is_stop and line[-1].text != "?":
        return root if root.lemma_ in acts() else None
    return None
