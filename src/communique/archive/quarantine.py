"""Articles that could not be coded, set aside by name until somebody asks for them to be tried again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from communique.records import Article, decode, encode

if TYPE_CHECKING:
    from communique.archive.store import Store

__all__ = ["release", "set_aside", "set_aside_among", "take_out"]


def set_aside(store: Store, failed: Iterable[tuple[Article, str]]) -> None:
    """Keeps the articles with the reason why each could not be coded; one that is there already gets the new reason."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    rows = [[a.id, a.source, reason, encode(a).decode(), now] for a, reason in failed]
    if not rows:
        return
    with store.connect(write=True) as db:
        db.execute("BEGIN")
        db.execute("DELETE FROM quarantine WHERE id IN (SELECT unnest(?::VARCHAR[]))", [[r[0] for r in rows]])
        db.executemany("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?)", rows)
        db.execute("COMMIT")


def set_aside_among(store: Store, ids: Sequence[str]) -> set[str]:
    """Which of `ids` are set aside."""
    if not ids or not store.path.exists():
        return set()
    with store.connect() as db:
        rows = db.execute("SELECT id FROM quarantine WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]).fetchall()
    return {i for (i,) in rows}


def take_out(store: Store, ids: Sequence[str] = ()) -> list[Article]:
    """The articles that are set aside (those of `ids`, or all), in order of id; they stay there until released."""
    where, values = ("WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]) if ids else ("", [])
    with store.connect() as db:
        rows = db.execute(f"SELECT record FROM quarantine {where} ORDER BY id", values).fetchall()
    found = [decode(line) for (line,) in rows]
    return [a for a in found if isinstance(a, Article)]


def release(store: Store, ids: Sequence[str]) -> None:
    """Forgets that these were set aside: they have been coded, or nobody wants them."""
    if ids:
        with store.connect(write=True) as db:
            db.execute("DELETE FROM quarantine WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])
