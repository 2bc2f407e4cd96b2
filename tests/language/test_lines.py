"""Where lines end for good, and where a typewritten page only wraps."""

from communique.language.lines import line_ends


def lines(text):
    ends = line_ends(text)
    starts = [0, *[e for _, e in ends]]
    return [text[s:e] for s, e in zip(starts, [*[s for s, _ in ends], len(text)], strict=True)]


def test_a_line_a_paragraph():
    assert lines("The port is open\nNorway said so.\n\nKenya denied it.") == [
        "The port is open", "Norway said so.", "Kenya denied it."]


def test_wraps_at_a_fixed_width_are_no_ends():
    text = ("Norway said on Monday that the port of Vell, closed since the\n"
            "    storm of last winter, was open again to all of the ships\n"
            "    from the north and that the pilots who had left it were\n"
            "    back. Kenya welcomed this.\n"
            "    The next talks are in Oslo, where both of the states will\n"
            "    meet in May.")
    assert len(lines(text)) == 2


def test_one_line_in_lower_case_is_no_wrapped_text():
    text = "The ministers announced:\n\nNew money for the port\nfurther joint patrols in the strait\n\nRead the text."
    assert len(lines(text)) == 4
