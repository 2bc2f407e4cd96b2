"""A large job cut into shares: every article in one share, whatever the cuts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import SourceError
from communique.records import Article
from communique.scale import shares
from communique.scale.shares import Share, cut, read_share
from communique.sources import About


def lines(n: int) -> list[str]:
    return [json.dumps({"id": f"a{i}", "text": f"Kenya met Norway {'x' * (i * 7 % 40)} é.", "language": "en"}) for i in range(n)]


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 30), st.integers(1, 400), st.booleans())
def test_each_line_is_in_one_share(tmp_path_factory: pytest.TempPathFactory, n: int, stretch: int, newline: bool) -> None:
    file = tmp_path_factory.mktemp("cut") / "in.jsonl"
    file.write_text("\n".join(lines(n)) + "\n" * newline, "utf-8")
    size = file.stat().st_size
    found = [a for at in range(0, size, stretch)
             for a in read_share(Share(str(file), (str(file),), at, min(at + stretch, size)), About())]
    assert [a.id for a in found if isinstance(a, Article)] == [f"a{i}" for i in range(n)]


def test_a_folder_is_cut_by_name_and_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "TOGETHER", 2)
    monkeypatch.setattr(shares, "STRETCH", 100)
    for name in ("b.txt", "a.txt", "c.html", ".hidden.txt", "what.bin"):
        (tmp_path / name).write_text("Kenya and Norway met.")
    (tmp_path / "d.jsonl").write_text("\n".join(lines(6)))
    first = cut(str(tmp_path))
    assert first == cut(str(tmp_path))
    assert [tuple(Path(p).name for p in s.paths) for s in first if s.stop is None] == [("a.txt", "b.txt"), ("c.html",)]
    assert len({s.name for s in first}) == len(first) > 3


@pytest.mark.parametrize("root", ["nothing-here", "nosuch://bucket/x"])
def test_what_is_not_there_is_one_line(root: str) -> None:
    with pytest.raises(SourceError) as e:
        cut(root)
    assert "\n" not in str(e.value)


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nothing in it"):
        cut(str(tmp_path))


def test_a_bad_line_is_told_and_the_rest_read(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join([lines(1)[0], "{broken", lines(2)[1]]))
    (share,) = cut(str(file))
    found = list(read_share(share, About()))
    assert [type(f).__name__ for f in found] == ["Article", "SourceError", "Article"]
