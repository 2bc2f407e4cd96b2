"""Which encoding bytes are in, whatever is declared of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import NotText, SourceError
from communique.sources.decode import decode, is_binary

TEXT = "The minister, José Conceição, said “não” at the café in Kraków – twice."
RUSSIAN = "Президент заявил в понедельник, что договор будет соблюдаться всеми сторонами. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_any_form(encoding: str) -> None:
    assert decode("x", TEXT.encode(encoding)) == TEXT


def test_what_is_valid_utf8_is_utf8_whatever_is_declared() -> None:
    page = f'<meta charset="windows-1251"><p>{TEXT}</p>'
    assert decode("x", page.encode(), "iso-8859-1") == page


@pytest.mark.parametrize(("declared", "encoding"), [("windows-1251", "cp1251"), ("koi8-r", "koi8-r"), ("iso-8859-5", "iso-8859-5")])
def test_a_declared_encoding_is_believed_where_it_is_not_utf8(declared: str, encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{RUSSIAN}</p>'
    assert decode("x", page.encode(encoding)) == page
    assert decode("x", RUSSIAN.encode(encoding), declared) == RUSSIAN


def test_undeclared_cyrillic_is_recognised() -> None:
    assert decode("x", RUSSIAN.encode("cp1251")) == RUSSIAN


def test_latin_letters_declared_as_utf8() -> None:
    text = "The minister, José Conceição, said “não” at the café."
    assert decode("x", f'<meta charset="utf-8"><p>{text}</p>'.encode("cp1252")).endswith(f"<p>{text}</p>")


def test_cut_in_the_middle_of_a_character() -> None:
    assert decode("x", "at the café".encode()[:-1]) == "at the caf"
    assert decode("x", ("é" * 200).encode() + b"\xff" + ("é" * 200).encode()) == "é" * 200 + "\ufffd" + "é" * 200


@pytest.mark.parametrize("declared", ["no-such", "rot13", "hex", "idna", "utf-7", "unicode_escape", "zlib", "", "\x00"])
def test_odd_declarations_do_no_harm(declared: str) -> None:
    assert decode("x", "caf\xe9".encode("cp1252"), declared) == "café"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x00\x01\x02" * 50, bytes(range(32)) * 20, b"%PDF-1.7\n\x00\x8f\x90"])
def test_binary(data: bytes) -> None:
    assert is_binary(data)
    with pytest.raises(NotText, match="^x: binary, not text$"):
        decode("x", data)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "gb2312", "shift_jis", "latin-1"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    try:
        assert isinstance(decode("x", data, declared), str)
    except SourceError as e:
        assert str(e) == "x: binary, not text"


@given(st.text(max_size=200).filter(lambda s: "\0" not in s and not s.startswith("\ufeff")))
def test_text_comes_back_character_for_character(text: str) -> None:
    data = text.encode()
    if not is_binary(data):
        assert decode("x", data) == text
