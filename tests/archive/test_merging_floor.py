"""Merging, measured on reports of our own: of one event, and of others like it. The floor is lowered only with a reason."""

from bench.merging import measure


def test_reports_of_one_event_are_joined_and_others_kept_apart():
    right, found, gold = measure()
    assert gold >= 30
    assert right / found >= 0.9 and right / gold >= 0.65
