"""How many an event killed, hurt or held, and how many took part, where the text says so."""

from __future__ import annotations

from communique.coding.events.tree import Tree
from communique.coding.events.words import words

__all__ = ["counts"]

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_WORDS = {w: n for n, w in enumerate(_UNITS)}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_KILL = words("kill slay massacre behead execute murder assassinate")
_HURT = words("injure wound hurt maim")
_PREDICATE = words("oprd acomp ccomp xcomp dobj")
_DIE = frozenset({"die", "perish"})


def counts(tree: Tree, i: int, type_: str) -> tuple[int | None, int | None, int | None]:
    """(fatalities, injured, size) of the event at token i: what its sentence says of the dead and the hurt, for
    violence, and how many were held, sent or marched, for the types in which people are counted."""
    if type_ == "ASSAULT":
        sent = tree.doc[i].sent
        dead, hurt = None, None
        for k in range(sent.start, sent.end):
            lemma = tree.lemma[k]
            if lemma in _KILL or lemma in _HURT:
                n = next((m for j in tree.slot(k, "obj") if (m := number(tree, j)) is not None), None)
            elif lemma in _DIE:
                n = next((m for j in tree.slot(k, "subj") if (m := number(tree, j)) is not None), None)
            elif tree.low[k] in ("dead", "wounded", "injured") and tree.dep[k] in _PREDICATE:
                n = number(tree, k)
                if n is None:
                    n = next((m for j in tree.kids[tree.head[k]] if tree.dep[j] == "dobj" and j < k
                              and (m := number(tree, j)) is not None), None)
            else:
                continue
            if lemma in _KILL or lemma in _DIE or tree.low[k] == "dead":
                dead = dead if dead is not None else n
            else:
                hurt = hurt if hurt is not None else n
        return dead, hurt, None
    if type_ in ("PROTEST", "COERCE", "RETREAT", "MOBILIZE", "SANCTION"):
        slot = "subj" if type_ == "PROTEST" else "obj"
        n = next((m for j in tree.slot(i, slot) if (m := number(tree, j)) is not None), None)
        return None, None, n
    return None, None, None


def number(tree: Tree, i: int) -> int | None:
    """The number that counts the noun at i ("12 soldiers", "some 2,000"), or None; "hundreds" is none."""
    for k in (i, *tree.kids[i]):
        if tree.tag[k] == "CD":
            base = _value(tree.low[k])
            if base is None:
                continue
            for j in tree.kids[k]:
                if tree.tag[j] == "CD" and (m := _value(tree.low[j])) is not None:
                    base = m * base if base in _TIMES.values() else base + m if tree.low[j] in _WORDS else base
            return base
    return None


def _value(word: str) -> int | None:
    plain = word.replace(",", "")
    if plain.isdigit() and len(plain) < 9:
        return int(plain)
    return _WORDS.get(word, _TIMES.get(word))

