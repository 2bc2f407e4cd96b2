"""The floor under commitments and relations, on the reports that the project wrote and marked itself."""

from __future__ import annotations

import json
from functools import cache

from bench.facts import REPORTS, Score, score

from communique.api import code_sources
from communique.records import to_dict


@cache
def figures() -> Score:
    reports = [json.loads(line) for line in REPORTS.read_text("utf-8").splitlines()]
    records = [to_dict(r) for some in code_sources([REPORTS]) if isinstance(some, list) for r in some]
    return score(reports, records)


def test_marks_stand_in_the_texts() -> None:
    reports = [json.loads(line) for line in REPORTS.read_text("utf-8").splitlines()]
    assert len(reports) >= 15
    for report in reports:
        assert 150 <= len(report["text"].split()) <= 400, report["id"]
        for mark in report["gold"]["commitments"]:
            assert mark["act"] in report["text"], mark
            assert not mark["condition"] or mark["condition"] in report["text"], mark


def test_commitments() -> None:
    total = figures()
    assert total.precision("commitments") >= 0.8, total.errors
    assert total.recall("commitments") >= 0.7, total.errors
    assert total.rate("condition right", "condition marked") >= 0.9, total.errors
    assert total.rate("deadline right", "deadline marked") >= 0.9, total.errors


def test_relations() -> None:
    total = figures()
    assert total.precision("relations") >= 0.85, total.errors
    assert total.recall("relations") >= 0.7, total.errors
