"""Bytes -> text: which encoding, and whether it is text at all.

What the bytes themselves show comes before what is declared of them, because declarations are often wrong: a byte
order mark, then valid UTF-8, then the declared encoding, then a guess.
"""

from __future__ import annotations

import codecs
import re

from communique.errors import NotText

__all__ = ["decode", "is_binary"]

_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})|"""
                       rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]{2,40})""", re.I)
#: codecs of Python that read bytes as text and yet are no character encodings of pages
_NO_ENCODINGS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
#: labels under which the web means another encoding (WHATWG Encoding Standard)
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254",
          "shift_jis": "cp932", "euc_kr": "cp949"}


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding: NUL bytes that are not UTF-16's, or mostly control codes."""
    head = data[:4096]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return False
    return b"\0" in head or sum(b < 9 or 13 < b < 32 and b != 27 for b in head) > len(head) * 0.02


def decode(name: str, data: bytes, declared: str | None = None) -> str:
    """The text that the bytes hold; `declared` is what a header or the like said of it. Raises NotText.

    A character that was cut off at the end is dropped; a few bytes that are no UTF-8 in a text that otherwise is
    become U+FFFD. A byte order mark is no part of the text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").rstrip("\ufffd")
    if wide := _wide(data[:4096]):
        return data.decode(wide, "replace").rstrip("\ufffd")
    if is_binary(data):
        raise NotText(name, "binary, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        rest = data[e.start:]
        if len(rest) < 4 and e.reason == "unexpected end of data" and (
                len(rest) > 1 or rest[0] in b"\xc2\xc3\xe2" or not data[:e.start].isascii()):
            return data[:e.start].decode("utf-8")  # cut in the middle of a character
    named = declared or _named(data)
    strays = len(data) - len(data.decode("utf-8", "ignore").encode("utf-8"))
    marks = sum(b >= 0xC2 for b in data)
    if strays * 20 < marks and strays < 50:
        # overwhelmingly UTF-8, with a few foreign bytes pasted in or a cut in the middle
        return data.decode("utf-8", "replace")
    if named and (codec := _codec(named)) and codec != "utf-8":
        return data.decode(codec, "replace")
    return data.decode(_guess(data), "replace")


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: text of which nearly each second byte is NUL."""
    if len(head) < 8 or head.count(b"\0") < len(head) * 0.35:
        return None
    even, odd = head[0::2].count(b"\0"), head[1::2].count(b"\0")
    if odd > 0.7 * len(head) / 2 and even < 0.02 * len(head):
        return "utf-16-le"
    if even > 0.7 * len(head) / 2 and odd < 0.02 * len(head):
        return "utf-16-be"
    return None


def _named(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip().lower()).name
        b"a".decode(name, "replace")  # a transform of bytes (hex, zlib) says here that it is no encoding
    except (LookupError, ValueError):
        return None
    if name.replace("-", "_") in _NO_ENCODINGS or name.startswith(("utf-16", "utf-32", "utf-7")):
        return None  # what came so far shows that it is none of these
    return _MEANT.get(name, name)


def _guess(data: bytes) -> str:
    head = data[:20_000]
    high = [i for i, b in enumerate(head) if b >= 0x80]
    in_a_row = sum(j - i == 1 for i, j in zip(high, high[1:], strict=False))
    if len(high) * 20 < len(head) or in_a_row * 3 < len(high):
        return "cp1252"  # Latin letters with an accent or a curly quotation mark here and there
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    return best.encoding if best is not None else "cp1252"
