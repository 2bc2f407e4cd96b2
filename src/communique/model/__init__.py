"""The small model: what one encoder, learned from the project's own corpus, sees in a sentence.

It reads one sentence at a time and says, for every piece of a word, how likely it is to tell an event of each PLOVER
type, with what status and mode, and which other words are its parties, place and date. The coders weigh it against
lexicon and parse; nothing is coded by it alone without a cited trigger."""

from communique.model.decode import Told, blocks, told_events
from communique.model.encode import Encoder, Hint, Pieces
from communique.model.labels import Labels
from communique.model.tagger import Array, Tagger, Tagging, load_tagger

__all__ = [
    "Array",
    "Encoder",
    "Hint",
    "Labels",
    "Pieces",
    "Tagger",
    "Tagging",
    "Told",
    "blocks",
    "load_tagger",
    "told_events",
]
