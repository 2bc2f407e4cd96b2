"""The brief on one entity or a pair: what is so, what happened, what was said and promised, what is disputed, each with
its id; as text, Markdown, JSON or HTML."""

from __future__ import annotations

import html
import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from communique.archive import Archive
from communique.errors import QueryError
from communique.views.tables import inert

__all__ = ["FORMS", "Brief", "Part", "brief", "gather"]

FORMS = ("text", "markdown", "json", "html")


@dataclass
class Part:
    """A part of a brief: its `lines` (words and the record's id, None for what several records say), the last of
    `total`."""

    title: str
    total: int
    lines: list[tuple[str, str | None]] = field(default_factory=list)


@dataclass
class Brief:
    """What the archive has on `about` (one name or two), with the number of events by type."""

    about: list[str]
    counts: dict[str, int]
    parts: list[Part]


def brief(archive: Archive, a: str, b: str | None = None, since: str | None = None, until: str | None = None,
          most: int = 12, form: str = "text") -> str:
    """The brief in a form of `FORMS`, at most `most` lines a part, the latest last. Raises QueryError for an unknown
    name, date or form."""
    if form not in FORMS:
        raise QueryError(f"a brief is {', '.join(FORMS)}, not {form!r}")
    made = gather(archive, a, b, since, until, most)
    return {"text": _text, "markdown": _markdown, "json": _json, "html": _html}[form](made)


def gather(archive: Archive, a: str, b: str | None = None, since: str | None = None, until: str | None = None,
           most: int = 12) -> Brief:
    """The brief as data. Reports of one event are one line; a fact that several reports tell is one line."""
    with archive.store.holding():
        who = [archive.who(a), *([archive.who(b)] if b else [])]
        about: dict[str, Any] = {"dyad": (a, b)} if b else {"actor": a}
        span = {"since": since, "until": until}
        last: dict[str, Any] = {**about, **span, "limit": most, "latest": True}
        counts = archive.counts("events", **about, **span)
        events = archive.merged_events(**last).to_pylist()
        said = archive.exchanges(a, b, limit=most, **span) if b else archive.statements(**last).to_pylist()
        spoken = archive.exchanged(a, b, **span) if b else sum(archive.counts("statements", **about, **span).values())
        promised = archive.commitments(**last).to_pylist()
        facts = _facts(archive.relations(**{**last, "limit": 50 * most}).to_pylist())
        disputed = [(f"{_day(e)}  {e['type']}: {e['dissent']}", e["id"]) for e in events if e["dissent"]]
        disputed += [(f"{_day(s)}  {s['speaker'] or 'unnamed'} denies: {_short(s['content'])}", s["id"])
                     for s in said[-most:] if s["stance"] == "denied"]
        parts = [
            Part("What happened", sum(counts.values()), [_event(e) for e in events[-most:]]),
            Part("What was said", spoken, [_statement(s) for s in said[-most:]]),
            Part("What was promised", sum(archive.counts("commitments", **about, **span).values()),
                 [_commitment(c) for c in promised]),
            Part("What is so", len(facts), [(line, None) for line in facts[-most:]]),
            Part("What is disputed", len(disputed), disputed),
        ]
    return Brief([w.label for w in who], counts, [p for p in parts if p.lines])


def _text(made: Brief) -> str:
    lines = [" and ".join(made.about)]
    lines.append("=" * len(lines[0]))
    if made.counts:
        lines.append(_summed(made))
    for part in made.parts:
        lines += ["", part.title, *([f"  {_left(part)}"] if _left(part) else [])]
        lines += [f"  {words}" + (f"  [{key}]" if key else "") for words, key in part.lines]
    if not made.parts:
        lines.append("Nothing in the archive.")
    return "\n".join(inert(line) for line in lines) + "\n"


def _markdown(made: Brief) -> str:
    lines = [f"# {_escaped(' and '.join(made.about))}", ""]
    lines += [_summed(made), ""] if made.counts else []
    for part in made.parts:
        lines += [f"## {part.title}", "", *([f"*{_left(part)}*", ""] if _left(part) else [])]
        lines += [f"- {_escaped(words)}" + (f" `{key}`" if key else "") for words, key in part.lines] + [""]
    if not made.parts:
        lines.append("Nothing in the archive.")
    return "\n".join(inert(line) for line in lines).rstrip() + "\n"


def _escaped(words: str) -> str:
    """What a report says must not become markup: HTML and links neither."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", words)


def _json(made: Brief) -> str:
    plain = asdict(made)
    for part in plain["parts"]:
        part["lines"] = [{"words": words, "id": key} for words, key in part["lines"]]
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _html(made: Brief) -> str:
    title = html.escape(" and ".join(made.about))
    lines = ["<!doctype html>", '<html lang="en"><head><meta charset="utf-8">',
             '<meta name="viewport" content="width=device-width">', f"<title>{title}</title></head><body>",
             f"<h1>{title}</h1>"]
    lines += [f"<p>{html.escape(_summed(made))}</p>"] if made.counts else []
    for part in made.parts:
        lines.append(f"<h2>{html.escape(part.title)}</h2>")
        lines += [f"<p>{html.escape(_left(part))}</p>"] if _left(part) else []
        items = (html.escape(words) + (f" <code>{html.escape(key)}</code>" if key else "") for words, key in part.lines)
        lines.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
    lines += [] if made.parts else ["<p>Nothing in the archive.</p>"]
    return "\n".join([*(inert(line) for line in lines), "</body></html>"]) + "\n"


def _summed(made: Brief) -> str:
    return f"{sum(made.counts.values())} events: " + ", ".join(f"{t} {n}" for t, n in sorted(made.counts.items()))


def _left(part: Part) -> str:
    earlier = part.total - len(part.lines)
    return f"({earlier} earlier ones left out)" if earlier > 0 else ""


def _day(row: dict[str, Any]) -> str:
    return str(row["day"]) if row["day"] else "no date   "


def _short(text: str | None, most: int = 110) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"


def _event(e: dict[str, Any]) -> tuple[str, str]:
    kind = e["type"] + (f"/{e['mode']}" if e["mode"] else "")
    status = "" if e["status"] == "actual" else f" ({e['status']})"
    parties = (e["actors"] or "?") + (f" → {e['recipients']}" if e["recipients"] else "")
    told = f" ({e['reports']} reports)" if e["reports"] > 1 else ""
    return f"{_day(e)}  {kind}{status}{told}  {parties}: {_short(e['evidence'])}", e["id"]


def _statement(s: dict[str, Any]) -> tuple[str, str]:
    relay = f" (through {s['relayed_by']})" if s["relayed_by"] else ""
    stance = "" if s["stance"] == "asserted" else f" [{s['stance']}]"
    return f"{_day(s)}  {s['speaker'] or 'unnamed'}{relay}{stance}: {_short(s['content'])}", s["id"]


def _commitment(c: dict[str, Any]) -> tuple[str, str]:
    to = f" to {c['to']}" if c["to"] else ""
    terms = [f"if: {_short(c['condition'], 60)}"] if c["condition"] else []
    terms += [f"by {c['deadline']}"] if c["deadline"] else []
    tail = f" ({'; '.join(terms)})" if terms else ""
    return f"{_day(c)}  {c['strength']} by {c['by'] or '?'}{to}: {_short(c['action'])}{tail}", c["id"]


def _facts(rows: list[dict[str, Any]]) -> list[str]:
    """The same fact told by several reports is one line."""
    facts: dict[tuple[Any, ...], int] = {}
    for r in rows:
        what = f"{r['type'].replace('_', ' ')}" + (f" ({r['value']})" if r["value"] else "")
        line = f"{'not: ' if r['negated'] else ''}{r['subject']} {what} {r['object'] or ''}".rstrip()
        time = "/".join((r["valid_from"] or "", r["valid_to"] or "")).strip("/")
        facts[line, time] = facts.get((line, time), 0) + 1
    return [line + (f", {time}" if time else "") + (f"  (told {n} times)" if n > 1 else "")
            for (line, time), n in facts.items()]
