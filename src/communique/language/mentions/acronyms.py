"""Short names that a report itself defines: "the Kurdistan Workers' Party (PKK)", then "PKK"."""

from __future__ import annotations

from communique.language.mentions.page import Draft, Page

__all__ = ["find_aliases", "fits"]

_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "&", "to", "s", "'s"))


def fits(short: str, long: str) -> bool:
    """Whether `short` can be made of the beginnings of the words of `long`: PolyU of Polytechnic University."""
    words = [w for w in long.replace("-", " ").replace("’", "'").split() if w]
    letters = [c for c in short if c.isalnum()]
    if len(letters) < 2 or not words:
        return False
    return _spell([c.lower() for c in letters], [w.lower() for w in words], 0, 0)


def _spell(letters: list[str], words: list[str], k: int, w: int) -> bool:
    """Whether letters from k on are the beginnings, in order, of words from w on; small words may be left out."""
    if k == len(letters):
        return all(x in _SMALL for x in words[w:]) or len(words) - w <= 1
    if w == len(words):
        return False
    word = words[w]
    for take in range(min(len(word), len(letters) - k), 0, -1):
        if word[:take] == "".join(letters[k:k + take]) and _spell(letters, words, k + take, w + 1):
            return True
    return word in _SMALL and _spell(letters, words, k, w + 1)


def find_aliases(page: Page) -> dict[str, Draft]:
    """Short forms in brackets right after a name, each with the name's draft."""
    found: dict[str, Draft] = {}
    text = page.text
    for i in range(1, len(text) - 2):
        if text[i] not in "([" or text[i + 2] not in ")],;" or not text[i + 1][:1].isupper():
            continue
        short = text[i + 1]
        left = page.named[i - 1]
        if left is None or left.kind in ("place", "state", "person") or left.entity is None:
            continue
        capitals = sum(c.isupper() for c in short)
        if capitals >= 2 and len(short) <= 10:
            found.setdefault(short, left)
    return found
