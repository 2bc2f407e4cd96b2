"""Why a record is there: the words it rests on, the rule that found it, how each name in it was resolved."""

from __future__ import annotations

from typing import Any

from communique.archive import Archive
from communique.records import Article, Record, decode, to_dict
from communique.views.tables import inert

__all__ = ["ROLE_SLOTS", "explain", "told"]

ROLE_SLOTS = ("actors", "recipients", "place", "speaker", "addressees", "relayed_by", "by", "to", "subject", "object")
_MARKED = ("trigger", "cue", "action_span", "deadline_span")


def explain(archive: Archive, record_id: str) -> str:
    """The explanation as plain text. `record_id` may be cut short as long as it is unique; raises QueryError."""
    record, article = archive.record(record_id)
    mentions = archive.sql("SELECT record FROM mentions WHERE article = ? ORDER BY start", [article.id]).to_pylist()
    said = told(record, article, [to_dict(decode(m["record"])) for m in mentions])
    made = archive.sql("SELECT verdict, who, note, decided FROM corrections WHERE record = ? OR "
                       "json_extract_string(made, '$.id') = ? ORDER BY number", [record.id] * 2)  # type: ignore[union-attr]
    for c in made.to_pylist():
        said += f"{'reviewed':<12}{c['verdict']} by {c['who']}, {c['decided']:%Y-%m-%d}"
        said += f": {c['note']}\n" if c["note"] else "\n"
    return inert(said)

#: who spoke for an event, in words
_FOUND_BY = {"rules": "lexicon and rules", "model": "the learned model alone",
             "both": "lexicon and rules, and the learned model"}


def told(record: Record, article: Article, mentions: list[dict[str, Any]]) -> str:
    """The explanation without the corrections: of a record, its article and the article's mentions (as plain values).
    It may hold what a terminal would act on."""
    said = to_dict(record)
    lines = [f"{said['record']} {said.get('type') or said.get('kind') or said.get('strength') or ''}".rstrip()
             + f"  {said['id']}", f"from  {article.title or article.id}"
             + "".join(f", {x}" for x in (article.outlet, article.published, article.url or article.source) if x), ""]
    marks = _marks(said)
    for start, end in said["evidence"]:
        lines.append("  " + " ".join(_mark(article.text, start, end, marks).split()))
    lines.append("")
    for key in ("mode", "status", "stance", "cameo", "score", "strength", "value", "deadline", "confidence"):
        if said.get(key) not in (None, "", []):
            lines.append(f"{key:<12}{said[key]}")
    if said.get("condition"):
        lines.append(f"{'condition':<12}{said['condition']['text']}")
    if said.get("date"):
        lines.append(f"{'date':<12}{said['date']['value']}  from “{said['date']['text']}”")
    if said.get("contexts"):
        lines.append(f"{'contexts':<12}{', '.join(said['contexts'])}")
    if said.get("statement"):
        lines.append(f"{'claimed in':<12}{said['statement']}")
    lines.append(f"{'rule':<12}{said.get('rule') or 'none recorded'}")
    if said.get("found_by"):
        lines.append(f"{'found by':<12}{_FOUND_BY.get(said['found_by'], said['found_by'])}")
    for slot in ROLE_SLOTS:
        given = said.get(slot) or []
        for role in [given] if isinstance(given, dict) else given:
            lines.append(f"{slot:<12}{_role(role, mentions)}")
    return "\n".join(lines) + "\n"


def _marks(said: dict[str, Any]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for key in _MARKED:
        value = said.get(key)
        if value:
            spans += [tuple(value)] if isinstance(value[0], int) else [tuple(v) for v in value]
    if said.get("condition"):
        spans.append(tuple(said["condition"]["span"]))
    for slot in ROLE_SLOTS:
        given = said.get(slot) or []
        spans += [tuple(r["span"]) for r in ([given] if isinstance(given, dict) else given) if r.get("span")]
    return spans


def _mark(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> str:
    """The words from `start` to `end`, with each marked span in square brackets; of two that cross, the first."""
    out, at = [], start
    for s, e in sorted(set(marks), key=lambda m: (m[0], -m[1])):
        if s < at or e > end:
            continue
        out += [text[at:s], "[", text[s:e], "]"]
        at = e
    return "".join([*out, text[at:end]])


def _role(role: dict[str, Any], mentions: list[dict[str, Any]]) -> str:
    who = role.get("name") or role.get("text") or "?"
    facts = [str(role[k]) for k in ("entity", "country", "sector") if role.get(k)]
    shown = f"{who}" + (f" ({', '.join(facts)})" if facts else " (not identified)")
    span = role.get("span")
    for m in mentions:
        if span and tuple(m["span"]) == tuple(span):
            return f"{shown}, from “{m['text']}”: {m.get('how') or m['form']}"
    return shown + (f", from “{role['text']}”" if role.get("text") else "")
