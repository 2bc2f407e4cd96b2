"""The brief on one entity or a pair: what is so, what happened, what was said and promised, each with its id."""

from __future__ import annotations

from typing import Any

from communique.archive import Archive
from communique.views.tables import inert

__all__ = ["brief"]


def brief(archive: Archive, a: str, b: str | None = None, since: str | None = None, until: str | None = None,
          most: int = 12) -> str:
    """The brief as plain text, at most `most` lines a part, the latest last. Raises QueryError for an unknown
    name."""
    who = [archive.who(a), *([archive.who(b)] if b else [])]
    about: dict[str, Any] = {"dyad": (a, b)} if b else {"actor": a}
    span = {"since": since, "until": until}
    lines = [" and ".join(w.label for w in who)]
    lines.append("=" * len(lines[0]))
    events = archive.events(**about, **span).to_pylist()
    counts: dict[str, int] = {}
    for e in events:
        counts[e["type"]] = counts.get(e["type"], 0) + 1
    if events:
        lines.append(f"{len(events)} events: " + ", ".join(f"{t} {n}" for t, n in sorted(counts.items())))
    _part(lines, "What happened", [_event(e) for e in events], most)
    said = archive.statements(**({"dyad": (a, b)} if b else {"actor": a}), **span).to_pylist()
    if b:
        said += [s for s in _about_each_other(archive, a, b, span) if s["id"] not in {x["id"] for x in said}]
    _part(lines, "What was said", [_statement(s) for s in said], most)
    _part(lines, "What was promised", [_commitment(c) for c in archive.commitments(**about, **span).to_pylist()], most)
    _part(lines, "What is so", _facts(archive.relations(**about, **span).to_pylist()), most)
    if len(lines) == 2:
        lines.append("Nothing in the archive.")
    return "\n".join(inert(line) for line in lines) + "\n"


def _about_each_other(archive: Archive, a: str, b: str, span: dict[str, Any]) -> list[dict[str, Any]]:
    """Statements by one side that mention the other."""
    found = []
    sides = (archive.who(a), archive.who(b))
    for speaker, other in (sides, sides[::-1]):
        condition, bound = other.where("m")
        for s in archive.statements(actor=speaker.entity or speaker.country, **span).to_pylist():
            hit = archive.sql(f"SELECT 1 FROM mentions m JOIN evidence e ON e.article = m.article "
                              f"WHERE e.record = ? AND e.part = 'content' AND m.start >= e.start AND m.stop <= e.stop "
                              f"AND {condition} LIMIT 1", [s["id"], *bound])
            if hit.num_rows:
                found.append(s)
    return sorted(found, key=lambda s: (str(s["day"] or ""), s["article"], s["id"]))


def _part(lines: list[str], title: str, entries: list[str], most: int) -> None:
    if not entries:
        return
    lines += ["", title]
    if len(entries) > most:
        lines.append(f"  ({len(entries) - most} earlier ones left out)")
    lines += [f"  {entry}" for entry in entries[-most:]]


def _day(row: dict[str, Any]) -> str:
    return str(row["day"]) if row["day"] else "no date   "


def _short(text: str | None, most: int = 110) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"


def _event(e: dict[str, Any]) -> str:
    kind = e["type"] + (f"/{e['mode']}" if e["mode"] else "")
    status = "" if e["status"] == "actual" else f" ({e['status']})"
    parties = (e["actors"] or "?") + (f" → {e['recipients']}" if e["recipients"] else "")
    return f"{_day(e)}  {kind}{status}  {parties}: {_short(e['evidence'])}  [{e['id']}]"


def _statement(s: dict[str, Any]) -> str:
    relay = f" (through {s['relayed_by']})" if s["relayed_by"] else ""
    stance = "" if s["stance"] == "asserted" else f" [{s['stance']}]"
    return f"{_day(s)}  {s['speaker'] or 'unnamed'}{relay}{stance}: {_short(s['content'])}  [{s['id']}]"


def _commitment(c: dict[str, Any]) -> str:
    to = f" to {c['to']}" if c["to"] else ""
    terms = [f"if: {_short(c['condition'], 60)}"] if c["condition"] else []
    terms += [f"by {c['deadline']}"] if c["deadline"] else []
    tail = f" ({'; '.join(terms)})" if terms else ""
    return f"{_day(c)}  {c['strength']} by {c['by'] or '?'}{to}: {_short(c['action'])}{tail}  [{c['id']}]"


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
