"""How the page reads: for a screen reader (axe), on a phone, in the dark, on paper's terms without scripts; and what a
report written by a stranger can do to it: nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import Served, Visit, tab

PAGES = {
    "/": (), "/search?q=base": (), "/events": ("timeline",), "/statements": (), "/commitments": (), "/facts": ("asof",),
    "/reports": (), "/network": ("network",), "/map": ("map",), "/corrections": (),
    "/entity/state:RUS": ("timeline", "series", "asof", "network", "map"), "/pair/state:RUS/state:KGZ": ("timeline",),
    "/entity/organisation:EAEU": ("timeline",), "/entity/nobody": (),
}


def some_record(visit: Visit, kind: str) -> str:
    return visit.page.request.get(f"{visit.base}/api/v1/{kind}?per=1").json()["items"][0]["id"]


def some_report(visit: Visit) -> str:
    items = visit.page.request.get(f"{visit.base}/api/v1/reports?per=200").json()["items"]
    return next(f"/report/{row['id']}" for row in items if "Russia pledges" in (row["title"] or ""))


def unfold(visit: Visit) -> None:
    visit.page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true; })")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, examples_page: str, path: str, dark: bool):
    with tab(browser, examples_page, dark=dark) as visit:
        visit.open(path, *PAGES[path])
        unfold(visit)
        assert visit.faults(*(["color-contrast"] if dark else [])) == []  # the markup is the same in the dark


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_a_report_and_a_record(browser: Any, examples_page: str, dark: bool):
    with tab(browser, examples_page, dark=dark) as visit:
        page = visit.open(some_report(visit), "layers")
        page.locator(".mark.l-commitment").first.click()
        assert visit.faults() == []
        page = visit.open(f"/record/{some_record(visit, 'commitments')}")
        unfold(visit)
        assert visit.faults() == []
        page.keyboard.press("?")
        assert page.locator("dialog.keys").is_visible()
        assert visit.faults() == []
        visit.clean()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(browser: Any, examples_page: str, path: str):
    with tab(browser, examples_page, width=360, height=740) as visit:
        page = visit.open(path, *PAGES[path])
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_phone_a_mark_opens_its_record_in_a_sheet_over_the_text(browser: Any, examples_page: str):
    with tab(browser, examples_page, width=360, height=740) as visit:
        page = visit.open(some_report(visit), "layers")
        records = page.locator(".records li.record").count()
        page.locator(".mark.l-statement").first.click()
        sheet = page.locator("dialog.sheet")
        assert sheet.is_visible() and "confidence" in sheet.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert visit.faults() == []
        sheet.get_by_role("button", name="Close").click()
        # the sheet gives the record back on its "close" event, which the browser sends a moment after the click
        page.wait_for_function("n => document.querySelectorAll('.records li.record').length === n", arg=records)
        visit.clean()


def test_dark_and_light_are_kept_where_one_chooses_them(browser: Any, examples_page: str):
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    with tab(browser, examples_page) as visit:
        page = visit.open("/")
        light = page.evaluate(paper)
        page.keyboard.press("t")
        page.keyboard.press("t")
        dark = page.evaluate(paper)
        assert dark != light
        visit.open("/network", "network")
        assert page.evaluate(paper) == dark
        page.keyboard.press("t")
        assert page.evaluate(paper) == light
        visit.clean()
    with tab(browser, examples_page, dark=True) as visit:
        assert visit.open("/").evaluate(paper) == dark


def test_one_letter_keys_lead_about_and_can_be_turned_off(visit: Visit):
    page = visit.open("/")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/commitments")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('ol.commitments > li')[1]")
    page.keyboard.press("?")
    page.get_by_label("one-letter keys are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_timeout(200)
    assert page.url.endswith("/commitments")


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_every_view_is_a_table_or_a_list(browser: Any, examples_page: str, path: str):
    with tab(browser, examples_page, scripts=False) as visit:
        visit.page.goto(visit.base + path)
        assert visit.page.locator("h1").count() == 1
        for view in PAGES[path]:
            assert visit.page.locator(f'[data-view="{view}"] :is(table tr, ol li)').count() > 0, view


def test_without_scripts_a_reports_layers_and_records_work(browser: Any, examples_page: str):
    with tab(browser, examples_page, scripts=False) as visit:
        page = visit.page
        page.goto(visit.base + some_report(visit))
        page.get_by_label("mentions").uncheck()
        page.get_by_role("button", name="Show").click()
        assert "layer=event" in page.url and "layer=mention" not in page.url
        assert page.locator(".mark.l-mention").count() == 0 < page.locator(".mark.l-event").count()
        page.locator(".mark.l-event").first.click()
        assert "#r-event:" in page.url


@pytest.fixture
def own_page(examples_archive: Path, tmp_path: Path) -> Iterator[str]:
    """A server over an archive that the test may change."""
    copy = tmp_path / "mine.duckdb"
    copy.write_bytes(examples_archive.read_bytes())
    with Served(copy, user="desk") as base:
        yield base


def test_a_record_is_accepted_rejected_edited_and_all_of_it_undone(browser: Any, own_page: str):
    with tab(browser, own_page) as visit:
        page = visit.open(some_report(visit), "layers")
        page.locator(".mark.l-event").first.click()
        record = page.locator(".records li.chosen").get_attribute("data-record")
        chosen = page.locator(f'[data-record="{record}"]')
        chosen.get_by_role("button", name="Accept").click()
        page.locator(".toast", has_text="Accepted").wait_for()
        assert "accept by desk" in chosen.locator("summary").inner_text()

        chosen = page.locator(f'[data-record="{record}"]')
        chosen.locator("input[name=note]").fill("not an act")
        chosen.get_by_role("button", name="Reject").click()
        page.locator(".toast", has_text="Rejected").wait_for()
        kept = [row["id"] for row in page.request.get(f"{own_page}/api/v1/events?per=200").json()["items"]]
        assert record not in kept
        page.locator(".toast").get_by_role("button", name="Undo").click()
        page.locator(".toast", has_text="Undone").wait_for()
        kept = [row["id"] for row in page.request.get(f"{own_page}/api/v1/events?per=200").json()["items"]]
        assert record in kept

        page = visit.open(f"/record/{record}")
        page.locator("summary", has_text="Edit").click()
        page.locator("input[name='set.mode']").fill("visit")
        page.get_by_role("button", name="Keep the edit").click()
        page.locator(".toast", has_text="Changed").wait_for()
        told = page.request.get(f"{own_page}/api/v1/corrections").json()["items"][0]
        assert (told["verdict"], told["who"]) == ("edit", "desk")
        visit.clean()


HOSTILE = [
    {"id": "bad-1", "published": "2024-05-02", "outlet": "<img src=x onerror=alert(1)>",
     "title": "</title><script>alert(document.domain)</script>", "bylines": ["<svg onload=alert(2)>"],
     "url": "javascript:alert(3)",
     "text": 'France expelled two Russian diplomats on Thursday. "We will not be <script>alert(4)</script> threatened," '
             "French Foreign Minister Jean <b onmouseover=alert(5)>Dupont</b> said in Paris.\n\n{{7*7}} ${7*7} "
             "<iframe src=//evil.example></iframe> Russia rejected the \u202egnikcatta\u202c charge."},
    {"id": "../../etc/passwd", "published": "2024-05-03", "outlet": "\"><script>alert(6)</script>",
     "title": "Russia \x1b[31mred\x1b[0m accuses France'\" onfocus=alert(7) autofocus x=\"",
     "url": "https://evil.example/\"><script>alert(8)</script>",
     "text": "Russia accused France of spying on Friday, the foreign ministry said in Moscow. "
             "France pledged to reopen the <a href=javascript:alert(9)>embassy</a> in Moscow by June 2024."},
]


def test_a_strangers_report_does_nothing(browser: Any, tmp_path: Path):
    from communique import read

    lines = tmp_path / "bad.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in HOSTILE), encoding="utf-8")
    file = tmp_path / "bad.duckdb"
    read(lines, archive=file)
    with Served(file) as base, tab(browser, base) as visit:
        page = visit.page
        reports = [row["id"] for row in page.request.get(f"{base}/api/v1/reports").json()["items"]]
        assert len(reports) == 2
        paths = {**PAGES, "/entity/state:FRA": PAGES["/entity/state:RUS"], "/search?q=alert": (),
                 "/search?q=%3Cscript%3Ealert(1)%3C/script%3E": ()}
        for path in [*paths, *(f"/report/{one}" for one in reports)]:
            page.goto(base + path)
            for view in paths.get(path, ("layers",)):
                if page.locator(f'[data-view="{view}"]').count():
                    visit.ready(view)
            for dot in page.locator(".dot").all()[:3]:
                dot.hover()
            for mark in page.locator(".mark").all()[:6]:
                mark.click()
            assert page.locator("main :is(script, img, iframe, object, embed), main [onerror], main [onload]").count() == 0
            assert page.locator("main a[href^='javascript:'], main [autofocus]").count() == 0
            assert "49" not in page.locator("main").inner_text().split() and "\u202e" not in page.content()
        # a page that does not exist is said to be so: the only thing the console may tell
        assert [c for c in visit.complaints if "404" not in c] == []
        visit.complaints.clear()
        visit.clean()
