"""The pictures of the page in ``docs/pictures``: an archive of the examples and of the corpus's short reports, served,
and looked at with Chromium. ``--archive PATH`` keeps the archive (and takes it as it is where it is there already)."""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.web.browser import FLAGS, Served, chromium  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
OUTLETS = ("Harbour Wire", "Lakeside Herald", "The Meridian", "Northern Dispatch", "Radio Delta")


@dataclass(frozen=True)
class Shot:
    """A picture: of `page` (a path, or words of a report's title), once `views` are drawn and `press` was clicked,
    scrolled to `look`."""

    name: str
    page: str
    views: tuple[str, ...] = ()
    press: str | None = None
    look: str | None = None
    width: int = 1280
    height: int = 860
    dark: bool = False


def reports() -> Iterator[str]:
    """The corpus's reports as JSON lines, without the labels, each given to one of five outlets that do not exist."""
    for i, line in enumerate((ROOT / "corpus" / "events.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        title = row["text"].split(". ")[0].split(", ")[0]
        yield json.dumps({"id": row["id"], "published": row["published"], "outlet": OUTLETS[i % len(OUTLETS)],
                          "url": f"https://{OUTLETS[i % len(OUTLETS)].split()[-1].lower()}.example/{row['id']}",
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


def shots() -> Iterator[Shot]:
    """Each picture: its name, its page, what is done there first, and the window."""
    yield Shot("start", "/")
    yield Shot("search", "/search?q=border")
    yield Shot("entity", "/entity/state:RUS", ("series", "timeline"), look="#timeline")
    yield Shot("series", "/entity/state:RUS", ("series",), look="#series", height=470)
    yield Shot("pair", "/pair/state:RUS/state:KGZ", ("timeline",))
    yield Shot("facts", "/entity/organisation:EAEU", ("asof",), look="#facts", height=620)
    yield Shot("report", "Russia pledges", ("layers",), press=".mark.l-commitment >> nth=2")
    yield Shot("report-dark", "Russia pledges", ("layers",), press=".mark.l-statement >> nth=2", dark=True)
    yield Shot("report-phone", "Russia pledges", ("layers",), press=".mark.l-commitment >> nth=2", width=390,
               height=800)
    yield Shot("record", "commitment")
    yield Shot("commitments", "/commitments?state=overdue")
    yield Shot("network", "/network", ("network",), press=".network-panel button >> text=Russia")
    yield Shot("map", "/map", ("map",))
    yield Shot("map-dark", "/map", ("map",), dark=True)
    yield Shot("timeline-phone", "/entity/state:RUS", ("timeline",), look="#timeline", width=390, height=800)


def address(page: Any, base: str, named: str) -> str:
    """The address of what a shot names: a path, words of a report's title, or a kind of record."""
    if named.startswith("/"):
        return base + named
    if named == "commitment":
        rows = page.request.get(f"{base}/api/v1/commitments?actor=state:KGZ&per=50").json()["items"]
        return f"{base}/record/{next(row['id'] for row in rows if row['deadline'])}"
    rows = page.request.get(f"{base}/api/v1/search?q={named.replace(' ', '+')}").json()["items"]
    return f"{base}/report/{next(row['id'] for row in rows if named in (row['title'] or ''))}"


def take(browser: Any, base: str, shot: Shot) -> None:
    """One picture, in 256 colours, which is enough for a page and half of the bytes."""
    context = browser.new_context(viewport={"width": shot.width, "height": shot.height}, reduced_motion="reduce",
                                  color_scheme="dark" if shot.dark else "light")
    page = context.new_page()
    page.goto(address(page, base, shot.page))
    for view in shot.views:
        page.locator(f'[data-view="{view}"]').first.scroll_into_view_if_needed()
        page.wait_for_selector(f'[data-view="{view}"][data-ready="true"]')
    if shot.press:
        page.locator(shot.press).first.click()
    if shot.look:
        page.locator(shot.look).evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 96)")
    elif shot.width > 500:
        page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(900)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    picture.save(PICTURES / f"{shot.name}.png", optimize=True)
    context.close()


def main() -> int:
    """Make the archive, serve it, take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--archive", type=Path, help="keep the archive here; take it from here where it is there")
    asked.add_argument("--only", help="only the pictures whose name starts with this")
    given = asked.parse_args()
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = archive(given.archive or Path(folder) / "press.duckdb")
        with Served(file, user="desk") as base, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium(), headless=True, args=list(FLAGS))
            for shot in shots():
                if shot.name.startswith(given.only or ""):
                    take(browser, base, shot)
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
