"""The notation of the corpus: what a labelled item becomes, and which faults are told."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from communique.coding.relations import lexicon as relations
from communique.model import labels
from communique.records import Form, Status, Strength

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"corpus_{name}", CORPUS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


notation, check = load("notation"), load("check")



def test_the_checker_knows_the_codes_of_the_package() -> None:
    """It runs without the package, and so has lists of its own."""
    assert set(get_args(Status)) == check.STATUSES == set(labels.STATUSES)
    assert set(get_args(Form)) == check.FORMS and set(get_args(Strength)) == check.STRENGTHS
    assert set(labels.KINDS) == check.KINDS and set(labels.TYPES) == check.TYPES
    assert check.RELATIONS == relations.TYPES


SENTENCE = """## 2014-03-11 | wire | East Africa
Kenya expelled two Somali diplomats on Tuesday after Mogadishu accused it of spying, the Foreign Ministry said.
M Kenya = state:KEN; Mogadishu = state:SOM metonym; Foreign Ministry = organisation
T on Tuesday = 2014-03-11
E SANCTION/expel actual | expelled | Kenya:KEN/GOV | two Somali diplomats:SOM/GOV | - | on Tuesday | diplomatic
E ACCUSE/allege | accused | Mogadishu:SOM/GOV | it:KEN/GOV
S the Foreign Ministry:KEN/GOV | said | Kenya expelled ... spying
"""
REPORT = """## 2014-03-11 | wire | East Africa | report
1> The minister met Somali officials.
2> He said "talks go on" and promised Somalia grain if rains fail by June.

3> The minister left.
1E CONSULT actual | met | The minister:KEN/GOV + Somali officials:SOM/GOV | -
2S He:KEN/GOV | said | talks go on
2C AID pledge | He:KEN/GOV | Somalia:SOM/GOV | promised Somalia grain | if rains fail | June = 2014-06-30
3E RETREAT actual | left | The minister:KEN/GOV | officials:SOM/GOV
3R holds_office | The minister | - | minister
"""


def items(tmp_path: Path, text: str) -> list[dict[str, object]]:
    file = tmp_path / "batch.txt"
    file.write_text(text, "utf-8")
    return [notation.convert(item) for item in notation.items(file)]


def test_a_sentence_with_its_layers(tmp_path: Path) -> None:
    (row,) = items(tmp_path, SENTENCE)
    text, gold = row["text"], row["gold"]
    first, second = gold["events"]
    assert (first["type"], first["mode"], first["status"], first["date"]) == (
        "SANCTION",
        "expel",
        "actual",
        "on Tuesday",
    )
    assert first["recipients"][0] == {
        "text": "two Somali diplomats",
        "span": [15, 35],
        "country": "SOM",
        "sector": "GOV",
    }
    assert second["status"] == "actual" and second["recipients"][0]["text"] == "it"
    said = gold["statements"][0]
    assert said["kind"] == "indirect" and said["content"]["text"] == text[: text.index(", the Foreign")]
    assert [m["form"] for m in gold["mentions"]] == ["named", "metonym", "named"]
    assert gold["times"] == [{"text": "on Tuesday", "span": [36, 46], "type": "DATE", "value": "2014-03-11"}]


def test_a_report_cites_across_its_sentences(tmp_path: Path) -> None:
    (row,) = items(tmp_path, REPORT)
    assert row["text"].count("\n\n") == 1 and len(row["sentences"]) == 3
    meeting, leaving = row["gold"]["events"]
    assert meeting["actors"][0]["span"] == [0, 12]
    assert leaving["actors"][0]["span"][0] > meeting["actors"][0]["span"][1]  # its own sentence comes first
    assert row["text"][slice(*leaving["recipients"][0]["span"])] == "officials"  # then those before it
    (bond,) = row["gold"]["commitments"]
    assert bond["condition"]["text"] == "if rains fail" and bond["deadline"]["value"] == "2014-06-30"
    assert row["gold"]["statements"][0]["kind"] == "direct"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("E ACCUSE actual | blamed | Kenya:KEN/GOV", "'blamed' does not stand"),
        ("E ACCUSE actual | accused | Kenya", "no party"),
        ("E ACCUSE actual", "columns"),
        ("M Kenya", "no mention"),
        ("T on Tuesday", "no time"),
        ("S Kenya:KEN/GOV | said | spying ... diplomats", "does not stand"),
    ],
)
def test_a_fault_is_said(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(notation.Fault, match=fault):
        items(tmp_path, SENTENCE.split("\nM")[0] + "\n" + line)


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (row,) = items(tmp_path, SENTENCE)
    file = tmp_path / "x.jsonl"
    file.write_text(json.dumps(row) + "\n")
    assert check.check([file]) == []
    row["gold"]["events"][0]["mode"] = "visit"
    row["gold"]["events"][1]["trigger_span"] = [0, 5]
    row["gold"]["mentions"][0]["kind"] = "thing"
    row["gold"]["times"][0]["value"] = "Tuesday"
    file.write_text(json.dumps(row) + "\n" + json.dumps(row) + "\n")
    told = " ".join(check.check([file]))
    for fault in ("'visit' is no mode", "'accused' does not stand", "thing named", "no TIMEX3", "there already"):
        assert fault in told


def test_the_corpus_has_no_fault() -> None:
    files = [CORPUS / f"{name}.jsonl" for name in ("sentences", "reports")]
    assert all(f.exists() for f in files)
    assert check.check(files) == []
