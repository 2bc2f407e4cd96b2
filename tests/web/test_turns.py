"""Readers go in together, and after a while leave a gap for writers."""

from __future__ import annotations

import threading

from communique.web.turns import Turns


def test_readers_go_in_together() -> None:
    turns = Turns()
    with turns.reading(), turns.reading():
        pass


def test_who_comes_late_waits_until_all_are_out() -> None:
    turns = Turns(longest=0.0, rest=0.0, patience=30.0)
    first, told, inside = threading.Event(), [], threading.Event()

    def early() -> None:
        with turns.reading():
            inside.set()
            first.wait(10)
            told.append("early is out")

    def late() -> None:
        with turns.reading():
            told.append("late is in")

    one, other = threading.Thread(target=early), threading.Thread(target=late)
    one.start()
    inside.wait(10)
    other.start()
    first.set()
    one.join(10)
    other.join(10)
    assert told == ["early is out", "late is in"]


def test_nobody_waits_for_ever() -> None:
    turns = Turns(longest=0.0, rest=0.0, patience=0.01)
    with turns.reading(), turns.reading():  # the first never leaves while the second waits
        pass


def test_what_goes_wrong_inside_lets_the_others_go_on() -> None:
    turns = Turns(longest=0.0, rest=0.0, patience=30.0)
    for _ in range(3):
        try:
            with turns.reading():
                raise ValueError
        except ValueError:
            pass
    with turns.reading():
        pass
