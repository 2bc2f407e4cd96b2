"""How far a reported clause reaches: a small parser cuts it short, or runs it into what the reporter adds."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from communique.coding.statements.cues import Cue, load_cues, words
from communique.coding.statements.layout import Layout, is_verb

__all__ = ["in_relative", "is_cue_verb", "reach", "timed"]

_JOINS = frozenset(["and", "but", "or", "so", "yet", "nor"])
_OPENS = frozenset(["if", "unless", "because", "although", "though", "until", "since", "that", "whether", "even",
                    "except", "provided", "given"])
_REPORTER = frozenset(["as", "while", "when", "after", "before", "during", "in", "at", "on", "following", "amid"])
_RELATIVE = frozenset(["who", "which", "where", "whose", "whom"])
_SAYS = frozenset(["speech", "directive", "judgement"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SUBORDINATES = frozenset(["that", "whether"])
#: What opens a clause in which the reporter may go on, behind a comma.
_ADDS = frozenset(["and", "but", "while", "though", "although", "even", "after", "as"])
_STOPS = frozenset([",", "—", "–", "--", "-", "("])


def is_cue_verb(token: Token) -> bool:
    """Whether a token can be a verb that attributes: a verb by its tag and no auxiliary or modifier."""
    return is_verb(token) and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def reach(layout: Layout, verb: Token, first: int, last: int) -> int:
    """The index of the last token of the content that begins at `first` and, by the parse, ends at `last`.

    Cut before the reporter's next word of saying ("..., adding that", "... and said") and before a relative clause that
    only comments; lengthened to the sentence's end where the parser broke off in the middle of a clause.
    """
    end = layout.sentence_end(verb.i)
    cut = _cut(layout, verb, first, first + 2, last)
    if cut < last:
        return cut
    if last < end and not _closed(layout, verb, first, last, end):
        last = _cut(layout, verb, first, last + 2, end)
    return last


def _closed(layout: Layout, verb: Token, first: int, last: int, end: int) -> bool:
    """Whether what follows token `last` is no part of the content."""
    doc = layout.doc
    j = last + 1
    while j <= end and (doc[j].is_quote or doc[j].is_space):
        j += 1
    if j >= end:
        return True
    token = doc[j]
    if layout.inside[j] >= 0 and layout.inside[last] == layout.inside[j]:
        return False
    if token.text == ";":
        return not any(t.lower_ in _SUBORDINATES for t in doc[j + 1:j + 3])
    if token.text == ":":
        return False
    if token.text in _STOPS:
        after = doc[j + 1]
        if after.tag_ in _FINITE and not any(t.tag_ in _FINITE and not in_relative(t) for t in doc[first:j]):
            return False  # the verb of the content itself, behind an apposition
        if after.lower_ == "but" and _told_on(layout, verb) or _reporter_adds(layout, verb, first, j, end):
            return True
        if after.lower_ in _JOINS:
            return not _has_subject(layout, j + 2, end) or doc[j + 2].lower_ in _RELATIVE
        return after.lower_ not in _OPENS and after.tag_ != "VB"
    if token.lower_ in _JOINS:
        return not _has_subject(layout, j + 1, end) and doc[j + 1].tag_ in _FINITE
    if token.head != verb:
        return False
    return (token.ent_type_ in ("DATE", "TIME") or token.lower_ in _REPORTER
            or token.dep_ in ("npadvmod", "advcl", "advmod", "punct"))


def _told_on(layout: Layout, verb: Token) -> bool:
    """Whether the reporter goes on with what another did: "said it would take part, but the party declined". What is
    reported stands back a tense ("had declined"), and the parser sets such a clause beside the cue."""
    clause = next((c for c in verb.children if c.dep_ == "conj" and c.i > verb.i), None)
    if verb.tag_ != "VBD" or clause is None or clause.tag_ != "VBD" or clause.pos_ != "VERB" or any(
            c.dep_ in ("aux", "auxpass") for c in clause.children):
        return False
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    mention = layout.reading.mention_of(subject) if subject is not None else None
    return mention is not None and mention.form != "pronoun" and mention.kind in ("person", "organisation", "state",
                                                                                  "group", "force")


def _has_subject(layout: Layout, start: int, end: int) -> bool:
    """Whether the clause that begins at token `start` has a subject before its verb."""
    for i in range(start, min(end + 1, start + 14)):
        token = layout.doc[i]
        if token.dep_ in ("nsubj", "nsubjpass", "expl") or token.lower_ == "that":
            return True
        if token.tag_ in _FINITE:
            return False
    return False


def _cut(layout: Layout, verb: Token, first: int, i: int, last: int) -> int:
    """The last token before the reporter speaks again within [i, last], else `last`; the content begins at `first`."""
    doc, verbs = layout.doc, load_cues().verbs
    while i <= last:
        token = doc[i]
        if layout.inside[i] >= 0:
            i += 1
            continue
        if token.text == ";" and not any(t.lower_ in _SUBORDINATES for t in doc[i + 1:i + 3]):
            return i - 1
        if token.text in _STOPS and i + 1 <= last and layout.inside[i + 1] < 0:
            after = doc[i + 1]
            k = i + 2 if after.lower_ in ("and", "but", "also", "then") or after.tag_ == "RB" else i + 1
            if k <= last and doc[k].tag_ == "VBG" and _says(doc[k], verbs) and i > first + 2:
                return i - 1
            if after.lower_ == "according" or after.lower_ in words("prompting"):
                return i - 1
            if after.lower_ in _RELATIVE and i > first + 3 and _runs_out(after, last):
                return i - 1
            if _reporter_adds(layout, verb, first, i, last):
                return i - 1
        elif token.lower_ == "according" and i + 1 <= last and doc[i + 1].lower_ == "to":
            return i - 1
        elif token.lower_ in ("and", "but") and token.dep_ == "cc":
            k = i + 1
            while k < last and (doc[k].tag_ == "RB" or doc[k].dep_ == "aux"):
                k += 1
            again = doc[k]
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in again.children)
            comma = doc[i - 1].text in _STOPS
            if own or again.tag_ != _form(verb) and not _shares(again, verb):
                i += 1
                continue
            if again.tag_[:2] == "VB" and _says(again, verbs):
                return i - 2 if comma else i - 1
            if again.tag_ in ("VBD", "VBZ") and again.dep_ != "aux" and again.lower_ != again.lemma_ and (
                    again.i == i + 1 or comma) and _modal(layout, first, i):
                return i - 2 if comma else i - 1  # "warned that it would fire, and named no ship": who warned did
        i += 1
    return last


def _modal(layout: Layout, first: int, stop: int) -> bool:
    """Whether the first finite verb of the content stands under a modal."""
    finite = next((t for t in layout.doc[first:stop] if t.tag_ in _FINITE and t.dep_ != "relcl"), None)
    return finite is not None and finite.tag_ == "MD"


def _stands_back(layout: Layout, first: int, stop: int) -> bool:
    """Whether the content stands back a tense from the cue ("would sign", "had signed", "was to sign")."""
    doc = layout.doc
    for t in doc[first:stop]:
        if t.tag_ not in _FINITE or in_relative(t):
            continue
        if t.lower_ in ("would", "could", "might", "should"):
            return True
        if t.lower_ == "had" and any(v.tag_ in ("VBN", "VBD") for v in doc[t.i + 1:min(stop, t.i + 4)]):
            return True
        if t.lower_ in ("was", "were") and t.i + 1 < stop and doc[t.i + 1].lower_ in ("to", "going"):
            return True
    return False


def _reporter_adds(layout: Layout, verb: Token, first: int, comma: int, last: int) -> bool:
    """Whether a comma ends what was said and the reporter goes on in his own tense: "said that it would fire, after a
    raid killed two", "said that the boy had drowned, and the captain was dismissed". What is said stands back a tense
    from the cue, so that a clause in the plain past is none of it."""
    doc = layout.doc
    if verb.tag_ not in ("VBD", "VBN", "VBG") or not _stands_back(layout, first, comma):
        return False
    i = comma + 1
    opener = doc[i].lower_
    if opener not in _ADDS:
        i = timed(layout, i, last)
        if i < 0:
            return False
    if doc[i].lower_ == "even":
        i += 1
    subject = False
    for j in range(i + 1, min(last, i + 24) + 1):
        token = doc[j]
        if layout.inside[j] >= 0 or token.text in (";", ":") or token.lower_ == "that" and not subject:
            return False
        if token.lower_ in _RELATIVE and token.tag_ != "IN" and not subject:
            return False
        plain = token.tag_ == "VBN" and token.dep_ in ("conj", "advcl", "ROOT") and not any(
            c.dep_ in ("aux", "auxpass") for c in token.children)
        if (token.tag_ in _FINITE or plain) and not in_relative(token):
            back = token.tag_ == "MD" or token.lower_ == "had" and j < last and doc[j + 1].tag_ == "VBN"
            return subject and not back
        if token.pos_ in ("NOUN", "PROPN") or token.tag_ == "CD" or token.lower_ == "there":
            subject = True
        elif token.pos_ == "PRON" and not subject:
            return opener not in ("and", "but") and _past(doc, j, last)
    return False


def _past(doc: Doc, i: int, last: int) -> bool:
    """Whether a verb in the plain past follows the pronoun at token `i`."""
    return i + 1 <= last and doc[i + 1].tag_ == "VBD" and not (
        doc[i + 1].lower_ == "had" and i + 2 <= last and doc[i + 2].tag_ == "VBN")


def timed(layout: Layout, i: int, last: int) -> int:
    """The index of "after" or "before" behind a measure of time at token `i` ("two weeks after", "hours before"), or
    -1."""
    for j in range(i, min(last, i + 4) + 1):
        token = layout.doc[j]
        if token.lower_ in ("after", "before") and j > i and layout.doc[j - 1].lemma_.lower() in words("span"):
            return j
        if token.pos_ not in ("NUM", "DET", "NOUN", "ADJ", "ADV") and token.tag_ not in ("CD", "NNS", "NN", "RB"):
            return -1
    return -1


def in_relative(token: Token) -> bool:
    """Whether a verb is that of a relative clause with its pronoun, or its auxiliary."""
    clause = token.head if token.dep_ in ("aux", "auxpass") else token
    while clause.dep_ == "conj" and clause.head.tag_[:2] == "VB":
        clause = clause.head
    return clause.dep_ == "relcl" and any(t.tag_ in ("WP", "WDT", "WP$", "WRB") or t.lower_ == "that"
                                          for t in clause.lefts)


def _form(verb: Token) -> str:
    aux = next((c for c in verb.children if c.dep_ == "aux"), None)
    return str(verb.tag_) if aux is None or aux.lower_ not in ("did", "do", "does") else "VBD"


def _shares(again: Token, verb: Token) -> bool:
    """Whether a cue tagged as a participle is coordinated with a verb in the plain past: "expected a crowd and
    advised"."""
    return (again.tag_ == "VBN" and again.dep_ == "conj" and again.head.tag_ == _form(verb) == "VBD"
            and not any(c.dep_ in ("aux", "auxpass") for c in (*again.children, *again.head.children)))


def _says(token: Token, verbs: dict[str, list[Cue]]) -> bool:
    def follows(cue: Cue) -> bool:  # "pointing out", not "pointing at"
        return all(token.i + k < len(token.doc) and token.nbor(k).lower_ == w for k, w in enumerate(cue.words) if k)

    return is_cue_verb(token) and any(c.kind in _SAYS and follows(c) for c in verbs.get(token.lemma_, ()))


def _runs_out(pronoun: Token, last: int) -> bool:
    """Whether the relative clause that the pronoun opens runs to the content's end."""
    clause = pronoun.head
    for _ in range(4):
        if clause.dep_ == "relcl":
            break
        clause = clause.head
    if clause.dep_ != "relcl":
        return False
    return bool(max(t.i for t in clause.subtree) >= last - 1)
