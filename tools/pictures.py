"""The pictures of the page in ``docs/pictures``: an archive of the examples and of the corpus's short reports, served,
and looked at with Chromium. ``--archive PATH`` keeps the archive (and takes it as it is where it is there already)."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTLETS = ("Harbour Wire", "Lakeside Herald", "The Meridian", "Northern Dispatch", "Radio Delta")


def reports() -> Iterator[str]:
    """The corpus's reports as JSON lines, without the labels, each given to one of five outlets that do not exist."""
    for i, line in enumerate((ROOT / "corpus" / "events.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        title = row["text"].split(". ")[0].split(", ")[0]
        yield json.dumps({"id": row["id"], "published": row["published"], "outlet": OUTLETS[i % len(OUTLETS)],
                          "title": title if len(title) < 100 else title[:99].rsplit(" ", 1)[0] + "…",
                          "text": row["text"]}, ensure_ascii=False)


def archive(path: Path) -> Path:
    """The archive at `path`, made where it is not there."""
    from communique import read
    from communique.archive import Archive

    if not path.exists():
        with tempfile.TemporaryDirectory() as folder:
            lines = Path(folder) / "reports.jsonl"
            lines.write_text("\n".join(reports()) + "\n", encoding="utf-8")
            read(ROOT / "examples", archive=path)
            read(lines, archive=path)
        Archive(path).merge()
    return path


def main() -> int:
    """Make the archive; the pictures follow."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--archive", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive(given.archive or Path(folder) / "pictures.duckdb")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
