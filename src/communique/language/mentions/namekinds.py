"""What a name is the name of by its own words: a "Union of Teachers", a "Chamber of Commerce", a "River"."""

from __future__ import annotations

from communique.language.mentions.words import namewords, wordset

__all__ = ["kind_by_words"]

#: What bodies of every sort are called.
_OF_ANY = frozenset(("union", "league", "community", "organisation", "organization"))


def kind_by_words(words: list[str]) -> tuple[str, str | None] | None:
    """Kind and sector by the head of a name, in lower case: by "University" before "of", else by the last word that
    says something; None where none does."""
    kind = _by_words(words)
    if kind == ("organisation", "IGO") and len(words) > 1 and _OF_ANY.intersection(words) \
            and not wordset("contexts", "of-states").intersection(words):
        return "organisation", None  # a union or league of whom nobody says that it is one of states
    return kind


def _by_words(words: list[str]) -> tuple[str, str | None] | None:
    head = words.index("of") if "of" in words[1:] else len(words)
    table = namewords()
    if words[head - 1] in wordset("contexts", "union-head") and _of_trade(words):
        return "organisation", "LAB"  # of a trade, not of states
    for k in (head, len(words)):  # "Chamber of Commerce", "Credit Union of Kenya", "Fijian Coast Guard"
        found = (table.get(" ".join(words[k - 2:k])) if k > 1 else None) or table.get(" ".join(words[k - 1:k + 2]))
        if found is not None:
            return found
    if head < len(words):
        found = table.get(words[head - 1])
        if found is not None:
            return found
    found = table.get(words[-1])
    if found is not None:
        return found
    for w in (words[0], *words[1:-1]):
        found = table.get(w)
        if found is not None and found[0] in ("organisation", "force") and (len(words) > 2 or w != words[0]):
            return found
        if found is not None and w == words[0] and w in wordset("contexts", "named-first"):
            return found
    return None


def _of_trade(words: list[str]) -> bool:
    """Whether a name has a word for those who work: the teachers of "National Union of Teachers"."""
    return any(w.rstrip("'’") in wordset("contexts", "trade") for w in words)
