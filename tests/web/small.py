"""A hostile report, and what tests of the page ask with."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from communique.records import Article, Commitment, Event, Mention, Record, Relation, Role, Statement, record_id

BASE = "http://127.0.0.1:8610"
#: What a stranger's page may hold: markup, a script, a terminal's escapes, marks that turn the text around, formulas.
HOSTILE = ('<script>alert(1)</script> said "onmouseover=alert(2) \x1b[31mred\x1b[0m \u202egnp.exe\u202c {{ 7*7 }} {% raw %} '
           "'; DROP TABLE events; -- =cmd|' /C calc'!A0")


def hostile() -> list[Record]:
    """A report of which every text is hostile, its id too."""
    key = "../../etc/passwd?<b>#x"
    name = "<img src=x onerror=alert(3)>"
    who = Role(entity="person:evil-xyz", name=name, kind="person", country=None, sector=None, text=HOSTILE[:25], span=(0, 25))
    cited = ((0, len(HOSTILE)),)
    return [
        Article(id=key, source="javascript:alert(4)", url="javascript:alert(5)", outlet="<b>Wire</b>", title=HOSTILE,
                bylines=("<i>x</i>",), published="2020-03-06", language="en", text=f"{HOSTILE}\n\n</article></main>{HOSTILE}"),
        Mention(article=key, span=(0, 25), text=HOSTILE[:25], kind="person", entity="person:evil-xyz", name=name),
        Event(id=record_id("event", key, 1), article=key, type="ACCUSE", actors=(who,), recipients=(who,), trigger=(26, 30),
              evidence=cited, confidence=0.5, rule="<u>rule</u>"),
        Statement(id=record_id("statement", key, 1), article=key, kind="direct", speaker=who, content=cited, evidence=cited,
                  confidence=0.5),
        Commitment(id=record_id("commitment", key, 1), article=key, by=(who,), action=HOSTILE, action_span=cited[0],
                   strength="pledge", evidence=cited, confidence=0.5, deadline="2020-04-01"),
        Relation(id=record_id("relation", key, 1), article=key, type="holds_office", subject=who, value="<s>chief</s>",
                 evidence=cited, confidence=0.5),
    ]


def csrf(client: TestClient) -> str:
    """The CSRF token that a page gives."""
    found = re.search(r'<meta name="csrf-token" content="([0-9a-f]+)">', client.get("/").text)
    assert found
    return found[1]
