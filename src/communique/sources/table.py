"""CSV and TSV files of texts, as Media Cloud, GDELT's and other collections export them: an article a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import IO, Any

from communique.errors import NoStory, NotText, SourceError
from communique.sources.common import About, Found, Kind
from communique.sources.decode import is_binary
from communique.sources.jsonl import article_of

__all__ = ["COLUMNS", "KIND", "read"]

#: what an article's field may be called in the first row (lower case, letters and digits only), the plainest first
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "articletext", "fulltext", "storytext", "body", "content", "maintext", "articlebody",
    "articlecontent",
             "textcontent", "plaintext", "article", "story"),
    "title": ("title", "headline", "articletitle", "storytitle"),
    "url": ("url", "link", "sourceurl", "articleurl", "documentidentifier", "guid", "pageurl"),
    "published": ("published", "publishdate", "publisheddate", "publicationdate", "datepublished", "pubdate", "date",
                  "publishedat", "sqldate", "dateadded", "timestamp", "day"),
    "outlet": ("outlet", "medianame", "sourcename", "publication", "publisher", "sourcecommonname", "newspaper",
    "medium",
               "source", "site", "domain", "mediaurl"),
    "language": ("language", "lang"),
    "bylines": ("bylines", "byline", "author", "authors"),
    "id": ("id", "storiesid", "storyid", "articleid", "docid", "globaleventid", "gkgrecordid"),
}


def read(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The article of each row. The first row names the columns; commas, semicolons, tabs and bars may part them."""
    text = io.TextIOWrapper(stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream),  # type: ignore[type-var]
                            encoding="utf-8-sig", errors="replace", newline="")
    first = text.readline(65_536)
    if not first.strip():
        raise NoStory(name, "empty")
    if is_binary(first.encode("utf-8", "replace")):
        raise NotText(name, "binary, not text")
    mark = max(",\t;|", key=first.count)
    names = next(csv.reader([first], delimiter=mark), [])
    columns = _columns(names)
    if "text" not in columns:
        known = ", ".join(COLUMNS["text"][:6])
        raise NoStory(name, f"no column of texts: none of the first row's names is one of {known}")
    csv.field_size_limit(about.limits.article)
    rows = csv.reader(_lines(name, text, about.limits.article), delimiter=mark)
    any_row = False
    while True:
        try:
            row = next(rows, None)
        except csv.Error as e:
            yield SourceError(name, f"not CSV that can be read: {e}", rows.line_num + 1)
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        any_row = True
        line = rows.line_num + 1
        try:
            yield article_of(name, _given(row, columns), about, line)
        except SourceError as e:
            yield e
    text.detach()
    if not any_row:
        yield NoStory(name, "no row below the names of the columns")


def _lines(name: str, text: io.TextIOWrapper, limit: int) -> Iterator[str]:
    while line := text.readline(4 * limit):
        yield line.replace("\0", "\ufffd")


def _columns(names: list[str]) -> dict[str, int]:
    plain = [re.sub(r"[^a-z0-9]", "", n.lower()) for n in names]
    return {field: plain.index(known) for field,
    all_known in COLUMNS.items() for known in reversed(all_known) if known in plain}


def _given(row: list[str], columns: dict[str, int]) -> dict[str, Any]:
    given: dict[str, Any] = {f: row[i] for f, i in columns.items() if i < len(row) and row[i].strip()}
    if (day := given.get("published", "")) and re.fullmatch(r"(19|20)\d{6}(\d{6})?",
    day):  # GDELT writes 20170228143000
        clock = f"T{day[8:10]}:{day[10:12]}:{day[12:]}+00:00" if len(day) > 8 else ""
        given["published"] = f"{day[:4]}-{day[4:6]}-{day[6:8]}{clock}"
    if len(language := given.get("language", "")) > 3:
        given.pop("language")  # a name ("English"): the text itself tells as well
        given.update({"language": "en"} if language.strip().lower() == "english" else {})
    return given


KIND = Kind("table", read, (".csv", ".tsv"), None, ("text/csv",))
