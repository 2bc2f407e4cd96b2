"""What a cue that commas set off attributes, where it stands inside: the clause it breaks off, on both its sides, or
the one before it; not what the reporter adds behind."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.coding.statements.extent import in_relative, timed
from communique.coding.statements.layout import Layout
from communique.records import Span

__all__ = ["around", "clause_start"]

_JOINS = frozenset(["and", "but", "yet", "or", "so", "while", "whereas"])
_OPENERS = frozenset(["if", "when", "after", "before", "once", "although", "though", "even", "while", "as", "because",
                      "since", "unless", "until", "whether", "should", "given"])
_APART = frozenset([",", "—", "–", "--"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_RELATIVE = frozenset(["WDT", "WP", "WP$", "WRB"])
_BESIDE = frozenset(["but", "although", "though", "even", "while", "whereas", "as", "after", "before", "amid", "with",
                     "following", "according", "then"])
_RESUMES = frozenset(["adding", "saying", "according", "although", "though", "but"])


def clause_start(layout: Layout, begin: int, stop: int) -> int:
    """Where content that is whole before its cue begins: the sentence, or what follows a semicolon or colon."""
    doc = layout.doc
    return next((i + 1 for i in range(stop - 1, begin, -1) if doc[i].text == ";" and i + 2 < stop
                     or doc[i].text == ":" and _clausal(doc[begin:i], doc[i + 1:stop])), begin)


def around(layout: Layout, begin: int, stop: int, after: int, end: int, sure: bool) -> list[Span] | None:
    """The content of a cue with words on both sides: those from `begin` up to `stop`, and those from `after` to `end`,
    as far as they are said, which may be none; None where it is no cue, unless that is `sure`: no clause goes on."""
    left = [t for t in layout.doc[begin:stop] if not t.is_space]
    goes_on, opens = _goes_on(layout, after, end), _opens(left)
    if not sure and not goes_on:
        return None
    right = range(after, _until(layout, after, end) + 1)
    if opens and not goes_on and not _whole(layout, after, end) and not _conditioned(layout, right):
        # "As the day went on, he argued in letters, hoping for": no content at all; a headline may have no verb
        return layout.runs(range(begin, stop)) if _names(left) else []
    if _hangs(left, layout.doc[after:end + 1]):
        subject = layout.doc[after].tag_ in _FINITE and left[-1].tag_ != "CC"
        return layout.runs([left[-1].i, *right] if subject else right)
    start = _broken_start(layout, begin, stop) if goes_on else clause_start(layout, begin, stop)
    content = layout.runs(range(start, stop))
    if goes_on or opens or _adds(layout, after, end):
        content += layout.runs(right)
    return content


def _names(left: Sequence[Token]) -> bool:
    """Whether a phrase without a verb names what is told ("No arrest yet for raid, police say, as ...") and no time or
    place."""
    return (len(left) > 3 and left[0].pos_ in ("NOUN", "PROPN", "NUM", "DET", "ADJ")
            and not any(t.ent_type_ in ("DATE", "TIME") for t in left[:3]))


def _conditioned(layout: Layout, right: Sequence[int]) -> bool:
    """Whether a clause follows behind one on which it hangs: "whenever the road was shut the lorries met"."""
    finite = [i for i in right if layout.doc[i].tag_ in _FINITE]
    return len(finite) > 1 and (layout.doc[right[0]].tag_ == "WRB" or layout.doc[right[0]].lower_ == "if")


def _broken_start(layout: Layout, begin: int, stop: int) -> int:
    """Where the clause begins that the cue breaks off."""
    doc, broken = layout.doc, True
    for i in range(stop - 1, begin, -1):
        if doc[i].text in (";", ":"):
            return i + 1
        if doc[i].tag_ in _FINITE:
            broken = False
            if not in_relative(doc[i]):
                return begin
        if broken and (doc[i].tag_ in _RELATIVE or doc[i].lower_ in ("because", "that", "though", "although")):
            return i  # "though nobody, the agent says, was hurt"
        if doc[i].lower_ in _JOINS and doc[i - 1].text == ",":
            return i + 1
    return begin


def _hangs(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether what stands before the cue is the reporter's and only leads to what is said behind it: it ends with a
    word that opens a clause ("on the ground, officials say, that", "a yard where, they say, he"), joins another
    predicate to one told before ("closed two lifts and, he said, was"), or is a long clause whose verb lacks what it
    takes ("the bride, who ran the shop, kept, she said, nine bees")."""
    if not left or not right:
        return False
    last = left[-1]
    if last.tag_ in _RELATIVE or last.lower_ in ("because", "that", "although", "though"):
        return True
    if right[0].lower_ == "that" and right[0].tag_ == "IN":
        return True
    if last.tag_ == "CC":
        return len(left) > 3 and right[0].tag_ in _FINITE
    takes = last.tag_ in ("VBD", "VBZ", "VBP", "VB", "VBG")
    return takes and right[0].tag_ not in (*_FINITE, "VB", "VBN", "VBG", "IN") and len(left) > len(right)


def _clausal(*parts: Sequence[Token]) -> bool:
    return all(any(t.tag_ in _FINITE for t in part) for part in parts)


def _goes_on(layout: Layout, i: int, end: int) -> bool:
    """Whether the clause that the cue broke off goes on at token `i`: with its verb or complement."""
    doc = layout.doc
    while i <= end and doc[i].tag_ == "RB":
        i += 1
    if i > end:
        return False
    return doc[i].tag_ in (*_FINITE, "VB", "TO", "VBN") or doc[i].tag_ == "IN" and doc[i].lower_ == "of"


def _opens(left: Sequence[Token]) -> bool:
    """Whether what stands before the cue only opens the clause that follows it: a circumstance, a condition."""
    some = [t for t in left if not t.is_space]
    while some and some[0].lower_ in _JOINS:
        some = some[1:]
    return not any(t.tag_ in _FINITE for t in some) or some[0].lower_ in _OPENERS and some[-1].sent.root.i > some[-1].i


def _adds(layout: Layout, i: int, end: int) -> bool:
    """Whether what follows a whole clause and its cue is said too ("and" with a clause of its own, another "that", a
    condition), not what the reporter sets against it or beside it ("although", "but", "as", "adding")."""
    if i > end:
        return False
    first = layout.doc[i]
    if timed(layout, i, end) >= 0:
        return False  # "hours after": when and upon what, in the reporter's words
    if first.lower_ == "nor":
        return layout.doc[i].tag_ not in (*_FINITE, "WP", "WDT")
    if first.lower_ == "and":
        return False  # a clause of its own: mostly the reporter's
    if first.lower_ in ("a", "an", "the"):
        return _whole(layout, i, end)  # else an apposition: "a week after he came"
    return first.lower_ not in _BESIDE and first.tag_ not in ("VBG", "WP", "WDT", "WRB", "WP$")


def _whole(layout: Layout, i: int, end: int) -> bool:
    """Whether a main clause begins at token `i`."""
    doc = layout.doc
    if i > end or doc[i].tag_ in ("VBG", "WP", "WDT", "WRB"):
        return False
    for j in range(i, end + 1):
        if doc[j].lower_ == "even" and j == i:
            continue  # "even the guards went along"
        if doc[j].text in _APART or doc[j].tag_ in ("WP", "WDT") or doc[j].lower_ in _OPENERS:
            return False
        if doc[j].tag_ in _FINITE:
            return True
    return False


def _until(layout: Layout, i: int, end: int) -> int:
    """The last token of what goes on: up to the reporter's next word of his own."""
    doc = layout.doc
    for j in range(i + 1, end):
        if doc[j].text in _APART and doc[j + 1].lower_ in _RESUMES:
            return j - 1
        if doc[j].text == ";":
            return j - 1
    return end
