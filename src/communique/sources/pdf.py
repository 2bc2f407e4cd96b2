"""PDF files of communiqués: the text layer. There is no reading of scanned pictures.

A PDF is a program of sorts, and libraries can be led to loop in it. So it is read in a process of its own with a
limit on its time and, where the system has them, its memory.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import IO, Any

from communique.errors import NoStory, SourceError, TooLarge
from communique.sources.common import About, Found, Kind, make_article, read_all
from communique.sources.plaintext import text_date

__all__ = ["KIND", "paragraphs", "read"]

SECONDS = 30
MEMORY = 1_000_000_000
PAGES = 500
_HYPHEN = re.compile(r"(?<=[a-z])-$")


def read(name: str, stream: IO[bytes], about: About) -> Iterator[Found]:
    """The one article of a PDF file: its paragraphs joined by a blank line."""
    data = read_all(name, stream, about)
    try:
        done = subprocess.run([sys.executable, "-I", "-c", _CHILD, str(MEMORY), str(PAGES), *sys.path],
                              input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as e:
        raise TooLarge(name, f"takes more than {SECONDS} seconds to read") from e
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError as e:
        raise SourceError(name, "not a PDF file that can be read") from e
    if error := said.get("error"):
        raise SourceError(name, error)
    text = paragraphs(said["pages"])
    if not any(c.isalpha() for c in text):
        raise NoStory(name, "no text layer in it: it may be a picture of a page")
    title = " ".join(str(said.get("title") or "").split()) or None
    yield make_article(name, text, about, title=title if title and title.count(" ") > 1 else None,
                       published=text_date("\n".join(said["pages"][:1])))


def paragraphs(pages: list[str]) -> str:
    """The lines of pages put together into paragraphs: a line that ends in the middle of a sentence goes on in the
    next; page numbers and what heads or foots each page are left out."""
    lines = [[" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages]
    often = {line for page in lines for line in {*page[:1], *page[-1:]}
             if len(lines) > 2 and sum(line in {*p[:1], *p[-1:]} for p in lines) > len(lines) / 2}
    width = sorted(len(line) for page in lines for line in page)
    full = width[int(len(width) * 0.8)] * 0.75 if width else 0
    made: list[str] = []
    going_on = False
    for page in lines:
        for line in page:
            if line in often or re.fullmatch(r"\W*(page\s*)?\d{1,4}(\s*(/|of)\s*\d{1,4})?\W*", line, re.I):
                continue
            if going_on and made:
                made[-1] = _HYPHEN.sub("", made[-1]) + line if _HYPHEN.search(made[-1]) and line[:1].islower() \
                    else f"{made[-1]} {line}"
            else:
                made.append(line)
            going_on = len(line) >= full or line[-1:] in ",;-" or line[-1:].islower() and len(line) > full * 0.8
            if line[-1:] in ".!?:”\"" and len(line) < full:
                going_on = False
        going_on = going_on and bool(made) and made[-1][-1:] not in ".!?:”\""
    return "\n\n".join(made)


_CHILD = """
import sys
memory, pages = int(sys.argv[1]), int(sys.argv[2])
sys.path[:] = sys.argv[3:]
import io, json, logging
logging.disable()
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
except (ImportError, ValueError, OSError):
    pass
try:
    from pypdf import PdfReader
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        said = {"error": "encrypted"}
    elif len(reader.pages) > pages:
        said = {"error": f"more than {pages} pages"}
    else:
        said = {"pages": [page.extract_text() for page in reader.pages]}
        try:
            said["title"] = str((reader.metadata or {}).get("/Title") or "")
        except Exception:
            pass
except MemoryError:
    said = {"error": "needs more memory than a report may"}
except BaseException:
    said = {"error": "not a PDF file that can be read"}
sys.stdout.write(json.dumps(said))
"""


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


KIND = Kind("pdf", read, (".pdf",), _is_pdf, ("application/pdf",))
