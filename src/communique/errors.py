"""Every error that the package raises, in one tree.

All of them are picklable (they travel between worker processes) and print as one line that says what is
wrong, where, and, where there is something to do, what to do::

    CommuniqueError
      SourceError        something given to be read can't be (holds `source`, and `line` where there is one)
        NoStory          a page or text in which there is no story
        NotText          bytes that are no text at all
        WrongLanguage    text in a language that is not coded
        TooLarge         more than the limit set for one source
      KnowledgeError     a table of the knowledge base breaks its schema
      LexiconError       a table of the lexicon breaks its schema
      ModelError         the language model is missing or can't be loaded
      ArchiveError       the archive can't be opened, read or written
        ArchiveBusy      another program holds the archive and did not let go in time
      QueryError         a question that can't be asked (an unknown actor, a date that is none)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.records import Article

__all__ = [
    "ArchiveBusy",
    "ArchiveError",
    "CommuniqueError",
    "KnowledgeError",
    "LexiconError",
    "ModelError",
    "NoStory",
    "NotText",
    "QueryError",
    "SourceError",
    "TooLarge",
    "WrongLanguage",
]


class CommuniqueError(Exception):
    """The root of the tree: `except CommuniqueError` catches all that the package raises on purpose."""


class SourceError(CommuniqueError):
    """A source can't be read.

    `source` is what was given (a path, an address, ``-``), `reason` one clause that says why, `line` the
    line of the file (1-based) or None.
    """

    def __init__(self, source: str, reason: str, line: int | None = None) -> None:
        super().__init__(source, reason, line)
        self.source, self.reason, self.line = source, reason, line

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        # names come from strangers (a file's, a member's): nothing in them may act on a terminal or begin a new line
        return "".join(c if c.isprintable() else "?" for c in f"{where}: {self.reason}")


class NoStory(SourceError):
    """There is no story in it: an empty file, a page of links, a JSON line without text."""


class NotText(SourceError):
    """The bytes are not text."""


class WrongLanguage(SourceError):
    """The text is in a language that the program does not code.

    `article` is the article as it was read, or None: it may be shown, but is not coded.
    """

    def __init__(self, source: str, reason: str, line: int | None = None, article: Article | None = None) -> None:
        super().__init__(source, reason, line)
        self.args = (source, reason, line, article)
        self.article = article


class TooLarge(SourceError):
    """The source exceeds the size limit."""


class KnowledgeError(CommuniqueError):
    """A knowledge table breaks its schema; the message names the file and the entry."""


class LexiconError(CommuniqueError):
    """A lexicon table breaks its schema; the message names the file and the entry."""


class ModelError(CommuniqueError):
    """The language model can't be loaded; the message says how to install one."""


class ArchiveError(CommuniqueError):
    """The archive can't be opened, read or written."""


class ArchiveBusy(ArchiveError):
    """Another program held the archive for longer than the time allowed for waiting."""


class QueryError(CommuniqueError):
    """A question that can't be asked as it stands."""
