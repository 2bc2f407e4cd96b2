"""The tables of the page reader: each row does what it says."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from communique.sources.page.furniture import Line, furniture_lines, host_names, line_kind

ZONES = {"nav", "header", "footer", "aside", "teaser", "share", "comments", "signup", "ad", "consent", "caption", "byline", "deck",
         "tags", "hidden"}


def rows(name: str) -> list[dict[str, str]]:
    table = files("communique.sources.page") / "tables" / name
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("line", furniture_lines(), ids=lambda line: line.example[:40])
def test_each_line_matches_its_example_and_not_the_storys(line: Line) -> None:
    assert line.what in {"line", "label", "end"}
    assert line.pattern.fullmatch(line.example)
    assert line_kind(line.example) == line.what or line.what == "line"
    assert line_kind(line.unlike) is None, "another row takes the story's line"


@pytest.mark.parametrize("sentence", [
    "The ministers will follow the money, he said.",
    "Share prices fell after the talks collapsed in Geneva on Monday.",
    "Print media were closed by the decree.",
    "Related crimes will be tried by a special court, the ministry said.",
    "More troops were sent to the border on Friday.",
    "Comments by the president angered the neighbours.",
    "Photographs of the wreck were shown on state television.",
    "Loading of grain began at the port of Odessa.",
    "Copyright law was the subject of the second round of talks.",
    "Read out in parliament, the letter says: \"We shall not yield.\"",
    "Most of the prisoners were freed.",
    "Sign the treaty or face sanctions, the envoy warned.",
    "About 300 people were killed.",
    "Video of the attack was posted by the rebels.",
    "\"Stop,\" he said.",
    "Yes.",
])
def test_sentences_of_stories_are_none(sentence: str) -> None:
    assert line_kind(sentence) is None


@pytest.mark.parametrize("line", ["comments" + ", " * 245, "views" + "(" * 490, "#a " * 165, "share | " * 62, "- " * 250, "1 " * 250,
                                  "read more " * 50, "related " * 62, "x" * 500, "(A/" * 160])
def test_no_line_is_tried_in_too_many_ways(line: str) -> None:
    # a pattern that shares out a run of marks among its parts would take minutes here, and the test with it
    assert line_kind(line) in {None, "line", "label", "end"}


def test_zones() -> None:
    for row in rows("zones.tsv"):
        assert row["zone"] in ZONES and row["words"] and row["example"]
        for words in row["words"].split():
            assert re.fullmatch(r"[a-z]+(\+[a-z]+)*", words), words


def test_hosts() -> None:
    names = [r["host"] for r in rows("hosts.tsv")]
    assert names == sorted(set(names)), "sorted, each host once"
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) and outlet.strip() for host, outlet in host_names().items())
