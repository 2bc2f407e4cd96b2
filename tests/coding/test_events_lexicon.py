"""The event lexicon's tables: they load, name what exists, and break with the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import ontology
from communique.coding.events.load import load_lexicon, read_lexicon
from communique.errors import LexiconError

HEADER = "entry\tpos\twhen\tmode\tcameo\tactor\trecipient\tstatus\texample\texpect\n"


def table(folder: Path, row: str, name: str = "ASSAULT-verbs.tsv") -> Path:
    (folder / name).write_text(HEADER + row + "\n", "utf-8")
    return folder


def test_modes_and_codes_exist() -> None:
    for entry in load_lexicon().all:
        assert entry.mode is None or entry.mode in {m.mode for m in ontology.modes(entry.type)}, entry.where
        assert entry.cameo is None or ontology.cameo_code(entry.cameo), entry.where


def test_both_spellings_and_alternatives_are_found(tmp_path: Path) -> None:
    lexicon = read_lexicon(table(tmp_path, "criticise|lash out at\tv\t", "ACCUSE.tsv"))
    assert lexicon.entries["criticize"][0].type == "ACCUSE"
    assert lexicon.entries["lash"][0].parts == ("out", "at")


def test_the_narrowest_comes_first_and_none_before_its_equals(tmp_path: Path) -> None:
    table(tmp_path, "strike\tv\tobj=deal", "SUPPORT.tsv")
    table(tmp_path, "strike\tv\t", "ASSAULT.tsv")
    table(tmp_path, "strike\tv\t", "NONE.tsv")
    assert [e.type for e in read_lexicon(tmp_path).entries["strike"]] == ["SUPPORT", "NONE", "ASSAULT"]


@pytest.mark.parametrize(("row", "why"), [
    ("attack\tx\t", "pos"),
    ("\tv\t", "words"),
    ("attack\tv\tobj=@nowhere", "@nowhere"),
    ("attack\tv\tobj=#ghost", "#ghost"),
    ("attack\tv\t=x", "constraint"),
    ("attack\tv\t\t\t\tSUBJ", "slot"),
    ("attack\tv\t\t\t\t\t\tgone", "gone"),
    ("attack\tv\t\t\t\t\t\t\tx\tKEN", "KEN"),
    ("attack\tv" + "\t" * 12, "cells"),
])
def test_a_row_that_breaks_the_format_is_named(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(LexiconError, match=r"ASSAULT-verbs\.tsv:2: .*" + why.replace("@", "@")):
        read_lexicon(table(tmp_path, row))


def test_a_table_of_no_type_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="FIGHT"):
        read_lexicon(table(tmp_path, "fight\tv", "FIGHT.tsv"))


def test_classes_nest_and_may_not_turn_in_circles(tmp_path: Path) -> None:
    (tmp_path / "classes.tsv").write_text("class\twords\narms\t@guns|missile\nguns\trifle|machine gun\n", "utf-8")
    assert read_lexicon(tmp_path).classes["arms"] == {"rifle", "machine_gun", "missile"}
    (tmp_path / "classes.tsv").write_text("class\twords\narms\t@guns\nguns\t@arms\n", "utf-8")
    with pytest.raises(LexiconError, match="classes.tsv"):
        read_lexicon(tmp_path)
