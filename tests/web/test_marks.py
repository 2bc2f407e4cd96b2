"""The text of a report in segments: nested, crossing and touching marks, whatever they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.records import Mention, Time
from communique.web.marks import LAYERS, Mark, marks_of, paragraphs, segments
from tests.archive.conftest import TEXT, report


def marks(*spans: tuple[int, int, str]) -> list[Mark]:
    return [Mark(n, f"{layer}:{n}", layer, "span", s, e) for n, (s, e, layer) in enumerate(spans)]


def shape(text: str, some: list[Mark]) -> list[tuple[str, tuple[int, ...]]]:
    return [(s.text, tuple(m.n for m in s.marks)) for s in segments(text, some)]


def test_nested_marks_are_cut_and_the_wide_one_is_outside() -> None:
    assert shape("abcdef", marks((0, 6, "event"), (2, 4, "mention"))) == [("ab", (0,)), ("cd", (0, 1)), ("ef", (0,))]


def test_crossing_marks_share_their_middle() -> None:
    assert shape("abcdef", marks((0, 4, "event"), (2, 6, "time"))) == [("ab", (0,)), ("cd", (0, 1)), ("ef", (1,))]


def test_of_equal_marks_the_layer_decides_which_is_inside() -> None:
    assert shape("ab", marks((0, 2, "mention"), (0, 2, "statement"))) == [("ab", (1, 0))]


def test_touching_marks_do_not_run_into_each_other() -> None:
    assert shape("abcd", marks((0, 2, "event"), (2, 4, "event"))) == [("ab", (0,)), ("cd", (1,))]


def test_text_without_marks_is_one_segment_and_an_empty_one_none() -> None:
    assert shape("ab", []) == [("ab", ())]
    assert shape("", []) == []


def test_paragraphs_cut_the_marks_that_run_over_them() -> None:
    made = paragraphs("ab\n\ncd\n\n\n\nef", marks((1, 5, "statement"), (10, 12, "event")))
    assert [[(s.text, len(s.marks)) for s in p] for p in made] == [[("a", 0), ("b", 1)], [("c", 1), ("d", 0)], [("ef", 1)]]


def test_marks_of_records_stand_on_their_words() -> None:
    found = marks_of(report(0), len(TEXT))
    words = {(m.layer, m.part): TEXT[m.start : m.end] for m in found}
    assert words["event", "trigger"] == "visited" and words["commitment", "condition"] == "if parliament agrees"
    assert words["statement", "cue"] == "said" and words["time", "span"] == "3 March"
    assert {m.layer for m in found} == set(LAYERS)
    assert {m.layer for m in marks_of(report(0), len(TEXT), ("time",))} == {"time"}


def test_spans_that_are_none_or_lie_outside_are_left_out() -> None:
    bad = [Mention(article="a", span=span, text="x", kind="state") for span in ((5, 5), (4, 2), (0, 99), (-3, 2))]
    assert marks_of([*bad, Time(article="a", span=(0, 1), text="x", type="DATE", value=None)], 10) == [
        Mark(0, "time:0-1", "time", "span", 0, 1)]


@given(st.text(alphabet="ab \n😀é\u202e", max_size=60).flatmap(lambda text: st.tuples(st.just(text), st.lists(st.tuples(
    st.integers(0, len(text)), st.integers(0, len(text)), st.sampled_from(LAYERS)), max_size=12))))
def test_segments_are_the_whole_text_and_each_knows_just_the_marks_over_it(made: tuple[str, list[tuple[int, int, str]]]) -> None:
    text, spans = made
    some = marks(*((s, e, layer) for s, e, layer in spans if s < e))
    found = segments(text, some)
    assert "".join(s.text for s in found) == text
    assert all(a.end == b.start for a, b in zip(found, found[1:], strict=False))
    for s in found:
        assert s.end > s.start and s.text == text[s.start : s.end]
        assert {m.n for m in s.marks} == {m.n for m in some if m.start <= s.start and m.end >= s.end}
        lengths = [m.end - m.start for m in s.marks]
        assert lengths == sorted(lengths, reverse=True)
    kept = [s for p in paragraphs(text, some) for s in p]
    assert "".join(s.text for s in kept) == "".join(b for b in text.split("\n\n") if b.strip())
