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
    with archive.store.holding():
        return _brief(archive, a, b, {"since": since, "until": until}, most)


def _brief(archive: Archive, a: str, b: str | None, span: dict[str, Any], most: int) -> str:
    who = [archive.who(a), *([archive.who(b)] if b else [])]
    about: dict[str, Any] = {"dyad": (a, b)} if b else {"actor": a}
    lines = [" and ".join(w.label for w in who)]
    lines.append("=" * len(lines[0]))
    counts = archive.counts("events", **about, **span)
    if counts:
        lines.append(f"{sum(counts.values())} events: " + ", ".join(f"{t} {n}" for t, n in sorted(counts.items())))
    last: dict[str, Any] = {**about, **span, "limit": most, "latest": True}
    _part(lines, "What happened", [_event(e) for e in archive.events(**last).to_pylist()], sum(counts.values()))
    if b:
        said = archive.exchanges(a, b, **span)
    else:
        said = archive.statements(**last).to_pylist()
    spoken = sum(archive.counts("statements", **about, **span).values()) if not b else len(said)
    _part(lines, "What was said", [_statement(s) for s in said[-most:]], spoken)
    promised = sum(archive.counts("commitments", **about, **span).values())
    _part(lines, "What was promised", [_commitment(c) for c in archive.commitments(**last).to_pylist()], promised)
    facts = _facts(archive.relations(**{**last, "limit": 50 * most}).to_pylist())
    _part(lines, "What is so", facts[-most:], len(facts))
    if len(lines) == 2:
        lines.append("Nothing in the archive.")
    return "\n".join(inert(line) for line in lines) + "\n"


def _part(lines: list[str], title: str, entries: list[str], total: int) -> None:
    """A part of the brief: its `entries`, the last of `total`."""
    if not entries:
        return
    lines += ["", title]
    if total > len(entries):
        lines.append(f"  ({total - len(entries)} earlier ones left out)")
    lines += [f"  {entry}" for entry in entries]


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
