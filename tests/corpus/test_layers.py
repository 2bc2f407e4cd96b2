"""The scorer of statements and commitments: what counts as the same speaker, content, deadline."""

from __future__ import annotations

from typing import Any

from bench.layers import Scores, Text, is_said, pair, score

TEXT = "The port will open in May, the mayor of Oran said on Monday. Chad promised to free the crew by Friday."


def gold() -> dict[str, Any]:
    def span(words: str) -> dict[str, Any]:
        at = TEXT.index(words)
        return {"text": words, "span": [at, at + len(words)], "country": None}

    return {
        "id": "t", "text": TEXT, "published": "2019-04-18",
        "gold": {
            "statements": [{"kind": "indirect", "speaker": span("the mayor of Oran"), "cue": span("said"),
                            "content": span("The port will open in May")}],
            "commitments": [{"by": [span("Chad")], "to": [], "action": span("free the crew"), "condition": None,
                             "deadline": {**span("by Friday"), "value": "2019-04-19"}}],
        },
    }


def coded(**changes: Any) -> list[dict[str, Any]]:
    at = TEXT.index
    said = {"record": "statement", "article": "t", "source": [at("the mayor"), at("the mayor") + 9], "cue": [],
            "content": [[0, 25]], "rule": "verb of speech: say (before)", "speaker": None}
    bound = {"record": "commitment", "article": "t", "action": "free the crew", "rule": "v: promise",
             "action_span": [at("free"), at("free") + 13], "by": [{"country": None, "text": "Chad", "span": [
                 at("Chad"), at("Chad") + 4]}], "condition": None, "deadline": "2019-04-19",
             "deadline_span": [at("Friday"), at("Friday") + 6], "evidence": [[at("Chad"), len(TEXT)]]}
    return [{**said, **changes}, bound]


def counts(records: list[dict[str, Any]]) -> Scores:
    return score([gold()], records)


def test_the_head_of_a_phrase_stands_before_what_qualifies_it() -> None:
    text = Text("the foreign minister of Chad, a doctor")
    assert text.head(text.words([[0, 38]])) == 2


def test_speaker_content_and_deadline_are_found() -> None:
    found = counts(coded())
    assert (found.n["who said what"], found.n["by"], found.n["deadline"]) == (1, 1, 1)
    assert not found.errors


def test_another_speaker_or_half_of_the_content_is_wrong() -> None:
    at = TEXT.index("Monday")
    assert counts(coded(source=[at, at + 6])).n["who said what"] == 0
    assert counts(coded(content=[[0, 8]])).n["content"] == 0


def test_what_is_said_in_a_clause_is_told_from_what_is_asked() -> None:
    assert is_said({"rule": "verb of speech: say (that)"})
    assert is_said({"rule": "layout: colon (line)"})
    assert not is_said({"rule": "verb of directive: urge (oto)"})
    assert not is_said({"rule": "verb of speech: promise (to)"})


def test_pairs_are_one_to_one_and_the_best_first() -> None:
    assert pair([1, 2], [2, 1], lambda a, b: 1.0 if a == b else 0.1) == [(0, 1), (1, 0)]
