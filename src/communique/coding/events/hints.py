"""What lexicon and rules say of each sentence, as the model takes it: possible types by the word, and what was
coded."""

from __future__ import annotations

from collections.abc import Iterable

from communique.coding.events.load import Lexicon
from communique.coding.events.match import parts_at
from communique.coding.events.tree import Tree
from communique.model.encode import Hint
from communique.records import Event

__all__ = ["hints"]


def hints(tree: Tree, lexicon: Lexicon, events: Iterable[Event]) -> list[Hint]:
    """The hints of a whole document, their offsets those of its text.

    Every word that heads an entry whose fixed words are there hints at the entry's type, whatever the entry asks of its
    arguments: that is for the model to weigh.
    """
    found: list[Hint] = []
    for i, lemma in enumerate(tree.lemma):
        entries = lexicon.entries.get(tree.joined.get(i, lemma))
        if not entries:
            continue
        possible = dict.fromkeys(e.type for e in entries if not e.parts or parts_at(tree, i, e.parts) is not None)
        if possible:
            found.append(Hint(tree.idx[i], tree.idx[i] + len(tree.low[i]), tuple(possible)))
    for event in events:
        if event.trigger is not None:
            found.append(Hint(*event.trigger, coded=event.type, status=event.status))
    return found
