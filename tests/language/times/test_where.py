"""Time expressions are looked for where a word tells of them, and every form has such words."""

from communique.language.pipeline import load_model
from communique.language.times.grammar import NAMES, pattern
from communique.language.times.where import KINDS, of_form, stretches

TEXT = ("She came at 5 p.m. on Tuesday, 3 May 2016, two weeks after the 10-year-old treaty had lapsed. In the near future, every "
        "Friday night, at Christmas or by the end of the year, things may change. Q1 was weak; the first half was not. He left "
        "tonight. In the early 1990s and the nineteenth century it was so each summer, once a year, and yesterday too. " + "x " * 100)


def test_every_form_has_its_words() -> None:
    assert set(KINDS) == set(NAMES)


def test_all_that_is_found_in_the_whole_text_is_found_near_the_words() -> None:
    by_kind = stretches(list(load_model().make_doc(TEXT)))
    for name, form in pattern():
        whole = [m.span() for m in form.finditer(TEXT)]
        near = [m.span() for start, end in of_form(name, by_kind) for m in form.finditer(TEXT, start, end)]
        assert near == whole, name


def test_nothing_is_looked_for_where_no_word_tells() -> None:
    by_kind = stretches(list(load_model().make_doc("Nobody knew what the ministers would have said of it.")))
    assert all(of_form(name, by_kind) == [] for name in NAMES)


def test_stretches_are_apart_and_in_order() -> None:
    by_kind = stretches(list(load_model().make_doc(TEXT * 3)))
    for some in (*by_kind.values(), *(of_form(name, by_kind) for name in NAMES)):
        assert all(a[1] < b[0] for a, b in zip(some, some[1:], strict=False))
