"""The timeline of an entity or a pair: what happened and what changed, day by day, reports of one event together."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from communique.archive import Archive
from communique.views.tables import inert

__all__ = ["timeline", "timeline_rows"]


def timeline_rows(archive: Archive, a: str, b: str | None = None, **filters: Any) -> list[dict[str, Any]]:
    """Events and dated changes (joined, left, offices with a known start or end) in order of day; each a dict with
    `day`, `what` (``event`` or ``fact``), `type`, `mode`, `status`, `actors`, `recipients`, `words`, `outlet`, `id`."""
    about: dict[str, Any] = {"dyad": (a, b)} if b else {"actor": a}
    rows = [{"day": e["day"], "what": "event", "type": e["type"], "mode": e["mode"], "status": e["status"],
             "actors": e["actors"], "recipients": e["recipients"], "words": e["evidence"], "outlet": e["outlet"],
             "id": e["id"]} for e in archive.events(**about, **filters).to_pylist()]
    dated = {k: v for k, v in filters.items() if k in ("outlet", "limit")}
    for r in archive.relations(**about, **dated).to_pylist():
        for end, day in (("from", r["valid_from"]), ("to", r["valid_to"])):
            if day and _within(day, filters):
                rows.append({"day": day, "what": "fact", "type": r["type"], "mode": end,
                             "status": "negated" if r["negated"] else "actual", "actors": r["subject"],
                             "recipients": r["object"], "words": r["evidence"], "outlet": r["outlet"], "id": r["id"]})
    return sorted(rows, key=lambda row: (str(row["day"] or ""), row["what"], row["id"]))


def _within(day: str, filters: dict[str, Any]) -> bool:
    since, until = filters.get("since"), filters.get("until")
    return not ((since and day < since[: len(day)]) or (until and day[: len(until)] > until))


def timeline(archive: Archive, a: str, b: str | None = None, **filters: Any) -> str:
    """The timeline as plain text: a heading for each day, a line for each event, with its id."""
    who = [archive.who(a).label, *([archive.who(b).label] if b else [])]
    lines = [" and ".join(who), ""]
    rows = timeline_rows(archive, a, b, **filters)
    for day, some in groupby(rows, key=lambda row: str(row["day"] or "no date")):
        lines.append(day)
        lines += [f"  {_line(row)}" for row in some]
    if not rows:
        lines.append("Nothing in the archive.")
    return "\n".join(inert(line) for line in lines) + "\n"


def _line(row: dict[str, Any]) -> str:
    kind = row["type"] + (f"/{row['mode']}" if row["mode"] else "")
    status = "" if row["status"] == "actual" else f" ({row['status']})"
    parties = (row["actors"] or "?") + (f" → {row['recipients']}" if row["recipients"] else "")
    words = " ".join((row["words"] or "").split())
    short = words if len(words) <= 100 else words[:99].rsplit(" ", 1)[0] + "…"
    return f"{kind}{status}  {parties}: {short}  [{row['id']}]"
