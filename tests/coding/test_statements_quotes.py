"""Quotation marks: kinds, nesting, runs over paragraphs, apostrophes."""

from hypothesis import given
from hypothesis import strategies as st

from communique.coding.statements.quotes import find_quotes
from communique.language.lines import line_ends


def inner(text, depth=0):
    return [text[slice(*q.inner)] for q in find_quotes(text) if q.depth == depth]


def test_kinds_of_marks():
    for a, b in ('""', "“”", "«»", "‘’", "''", ("''", "''"), "„“"):
        assert inner(f"He said: {a}The gate is shut{b} and left.") == ["The gate is shut"], (a, b)


def test_nested_marks_have_their_depth():
    text = "“He told me ‘never’ and left,” she said."
    assert inner(text) == ["He told me ‘never’ and left,"]
    assert inner(text, 1) == ["never"]
    assert inner('\'He told me "never" and left,\' she said.') == ['He told me "never" and left,']


def test_apostrophes_open_and_close_nothing():
    assert inner("It isn't the ministers' plan, nor Kenya's, in the '90s.") == []
    assert inner("‘We don’t know the ministers’ plan,’ she said.") == ["We don’t know the ministers’ plan,"]
    assert inner("The leaders’ “historic” deal") == ["historic"]


def test_a_quotation_left_open_goes_on_where_the_next_paragraph_opens_again():
    first, second = find_quotes("“The gate is shut.\n\n“It stays shut,” he said.")
    assert (first.opens_on, second.goes_on) == (True, True)
    (alone,) = find_quotes("“The gate is shut.\n\nNobody came.")
    assert not alone.opens_on


def test_an_inch_mark_is_no_quotation():
    assert inner('The 5\'10" guard said "no comment today" twice.') == ["no comment today"]


def test_titles_of_works_are_told_from_speech():
    def title(text):
        return find_quotes(text)[0].is_title(text)

    assert title("He read “The Last Ship of Vell” aloud.")
    assert not title("He said “The last ship is here.”")
    assert not title("He called it “historic”.")


@given(st.text(alphabet="ab \n\"“”‘’'«».,", max_size=80))
def test_offsets_hold_for_any_marks(text):
    for q in find_quotes(text):
        assert 0 <= q.start <= q.inner[0] <= q.inner[1] <= q.end <= len(text)
        assert not any(q.start < e and s < q.end for s, e in line_ends(text))  # a wrap may stand inside
