"""Each view in Chromium, on the examples' archive: it is drawn, it answers to the mouse and to the keys, and what it
shows is in the page's address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.browser import Served, Visit, tab


def query(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def report_named(visit: Visit, words: str) -> str:
    """The address of the report whose title holds these words."""
    items = visit.page.request.get(f"{visit.base}/api/v1/reports?per=200").json()["items"]
    return next(f"/report/{row['id']}" for row in items if words in (row["title"] or ""))


def test_start_completes_a_name_and_opens_it(visit: Visit):
    page = visit.open("/")
    page.keyboard.press("/")
    box = page.locator("#find")
    assert box.evaluate("e => e === document.activeElement")
    box.press_sequentially("kyrgyz")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=option][aria-selected=true]").inner_text().startswith("Kyrgyzstan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/state:KGZ")
    assert page.locator("h1").inner_text() == "Kyrgyzstan"


def test_start_searches_for_words(visit: Visit):
    page = visit.open("/")
    page.locator("#find").fill("airfield")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=airfield")
    assert page.locator("ol.reports li a").count() >= 1


def test_timeline_draws_every_event_and_filters_by_lane_type_and_zoom(visit: Visit):
    page = visit.open("/entity/state:RUS", "timeline")
    view = page.locator("#timeline")
    total = view.locator(".dot").count()
    counted = page.request.get(f"{visit.base}/api/v1/timeline?actor=state:RUS&per=500").json()["items"]
    crowded = sum(int(words) for words in view.locator("text.more").all_text_contents())  # "+2" over a full column
    assert total + crowded == sum(1 for item in counted if item["day"]) > 5

    view.get_by_role("button", name="verbal conflict").click()
    assert view.locator(".dot.verbal-conflict").count() == 0 < view.locator(".dot.verbal-cooperation").count()
    view.get_by_role("button", name="verbal conflict").click()

    view.get_by_role("button", name="Zoom in").click()
    view.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("n => document.querySelectorAll('#timeline .dot').length < n", arg=total)
    assert "from=" in view.get_by_role("link", name="Filter the page to this span").get_attribute("href")
    view.get_by_role("button", name="Everything").click()
    page.wait_for_function("n => document.querySelectorAll('#timeline .dot').length === n", arg=total)

    kind = counted[0]["type"]
    view.get_by_label("Type").select_option(kind)
    page.wait_for_function("n => document.querySelectorAll('#timeline .dot').length < n", arg=total)
    assert query(page)["type"] == [kind]
    assert {text.split("/")[0] for text in view.locator("ol.timeline .type").all_inner_texts()} == {kind}
    page.reload()
    visit.ready("timeline")
    assert view.get_by_label("Type").input_value() == kind


def test_timeline_by_keys_goes_from_dot_to_dot_and_opens_the_record(visit: Visit):
    page = visit.open("/entity/state:RUS", "timeline")
    page.locator("#timeline .lanes svg").focus()
    page.keyboard.press("End")
    assert page.locator("#timeline li.chosen").count() == 1
    last = page.locator("#timeline li.chosen").get_attribute("data-record")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("id => document.querySelector('#timeline li.chosen').dataset.record !== id", arg=last)
    chosen = page.locator("#timeline li.chosen").get_attribute("data-record")
    assert page.locator("#announced").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/record/{chosen}")


def test_series_changes_its_period_and_leads_to_the_timeline(visit: Visit):
    page = visit.open("/entity/state:RUS", "series", "timeline")
    view = page.locator("#series")
    assert view.locator(".bar").count() > 3 and view.locator(".legend li").count() == 4
    view.locator("label.choice select").first.select_option("year")
    view.locator("svg[aria-label^='Events by year']").wait_for()
    assert query(page)["by"] == ["year"]
    view.locator("svg").focus()
    page.keyboard.press("ArrowRight")
    assert re.match(r"\d{4} · \d+ ", view.locator(".readout").inner_text())
    dots = page.locator("#timeline .dot").count()
    page.keyboard.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('#timeline .dot').length < n", arg=dots)
    assert view.locator("details.plain tbody tr").count() > 0  # the numbers are there to read, too


def test_network_shows_who_deals_with_whom_and_runs_through_time(visit: Visit):
    page = visit.open("/network", "network")
    assert page.locator(".network-canvas canvas").count() >= 1
    assert int(re.search(r"Network of (\d+) actors", page.locator(".network-canvas").get_attribute("aria-label"))[1]) > 10
    page.locator(".network-panel button", has_text="Russia").first.click()
    assert page.locator(".network-panel h3 a").get_attribute("href") == "/entity/state:RUS"
    assert page.locator(".network-panel .quad-bar").count() > 0

    page.locator(".network-canvas").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert page.locator(".network-panel h3 a").count() == 1

    before = page.locator(".network-canvas").get_attribute("aria-label")
    span = page.locator("[data-view=network] input[type=date]")
    span.first.fill("2021-01-01")
    span.first.dispatch_event("change")
    page.wait_for_function("b => document.querySelector('.network-canvas').getAttribute('aria-label') !== b", arg=before)
    assert query(page)["from"] == ["2021-01-01"]
    page.locator(".network-canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/**")


def test_map_has_the_places_and_what_happened_there(visit: Visit):
    page = visit.open("/map", "map")
    places = page.request.get(f"{visit.base}/api/v1/places").json()["features"]
    assert page.locator(".map-canvas .place").count() == len(places) > 3
    assert page.locator(".map-canvas .land").count() > 150
    page.locator(".map-canvas svg").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".map-panel .chip")
    chosen = page.locator(".map-panel h3 a")
    assert chosen.inner_text() in {p["properties"]["name"] for p in places}
    page.get_by_role("button", name="The world").click()
    page.get_by_label("Acts").select_option("material conflict")
    page.wait_for_function("n => document.querySelectorAll('.map-canvas .place').length < n", arg=len(places))
    assert query(page)["quad"] == ["material conflict"]
    page.locator(".map-canvas svg").focus()
    page.keyboard.press("Enter")


def test_a_states_map_has_its_facilities_too(browser: Any, tmp_path: Path):
    from communique import read

    (tmp_path / "bases.txt").write_text(
        "Russia operates the Kant air base in Kyrgyzstan, the defence ministry said in Bishkek on Monday. "
        "The Khmeimim air base in Syria is run by Russia.", encoding="utf-8")
    read(tmp_path / "bases.txt", archive=tmp_path / "bases.duckdb", published="2020-01-08")
    with Served(tmp_path / "bases.duckdb") as base, tab(browser, base) as visit:
        page = visit.open("/entity/state:RUS", "map")
        page.locator("#map svg .place.standing").nth(1).wait_for()
        page.locator("#map .map-canvas svg").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#map .map-panel h3").inner_text().endswith("Air Base")
        visit.clean()


def test_standing_facts_follow_the_slider(visit: Visit):
    page = visit.open("/entity/state:KGZ", "asof")
    view = page.locator("#facts")
    rows = view.locator("tr.fact").count()
    assert rows > 0
    slider = view.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_function("n => document.querySelectorAll('#facts tr.fact').length < n", arg=rows)
    day = view.locator("input[name=as_of]").input_value()
    page.wait_for_function("day => document.querySelector('#facts h2').textContent.endsWith(day)", arg=day)
    assert query(page)["as_of"] == [day]
    page.keyboard.press("End")
    page.wait_for_function("n => document.querySelectorAll('#facts tr.fact').length === n", arg=rows)


def test_a_pair_has_all_of_it(visit: Visit):
    page = visit.open("/pair/state:RUS/state:KGZ", "timeline", "series", "asof", "network", "map")
    for part in ("brief", "said", "promised"):
        assert page.locator(f"#{part} li").count() > 0
    assert page.locator("#timeline .dot").count() > 0


def test_commitments_events_and_searches_keep_their_filters_in_the_address(visit: Visit):
    page = visit.open("/commitments")
    page.locator("summary", has_text="Filter").click()
    page.locator("#f-state").select_option("open")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**state=open**")
    assert set(page.locator("li.commitment .state").all_inner_texts()) == {"open"}
    page = visit.open("/events", "timeline")
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("material conflict", exact=True).check()
    page.locator(".filters").get_by_role("button", name="Show").click()
    page.wait_for_url("**quad=material+conflict**")
    visit.ready("timeline")
    assert page.locator(".dot:not(.material-conflict)").count() == 0 < page.locator(".dot").count()
    page.locator("details.more > summary").last.click()
    assert page.locator("code.command").last.is_visible()
    with page.expect_download() as got:
        page.locator("a.download").first.click()
    assert got.value.suggested_filename


@pytest.mark.parametrize("layer", ["statements", "mentions"])
def test_a_reports_layers_are_switched(visit: Visit, layer: str):
    page = visit.open(report_named(visit, "Russia pledges"), "layers")
    css = f".l-{layer[:-1]}"
    shown = page.locator(f".mark{css}").first
    look = "e => getComputedStyle(e).backgroundColor + getComputedStyle(e).textDecorationLine"
    before = shown.evaluate(look)
    page.get_by_label(layer).uncheck()
    assert shown.evaluate(look) != before or page.locator(f".mark{css}.mark-off").count() > 0
    assert layer[:-1] not in query(page)["layer"]
    assert page.locator(f".records li{css}").first.is_hidden()
    page.get_by_label(layer).check()
    assert "layer" not in query(page)


def test_a_click_on_a_mark_shows_its_record_and_why(visit: Visit):
    page = visit.open(report_named(visit, "Russia pledges"), "layers")
    page.locator(".mark.l-commitment").first.click()
    chosen = page.locator(".records li.chosen")
    assert chosen.count() == 1 and chosen.locator("details").first.get_attribute("open") is not None
    assert "confidence" in chosen.locator("pre.explain").inner_text()
    assert page.locator(".mark.lit").count() > 0
    assert page.url.endswith("#r-" + chosen.get_attribute("data-record"))
    # the address with its fragment opens the same record
    again = page.url
    page.goto("about:blank")
    page.goto(again)
    visit.ready("layers")
    assert page.locator(".records li.chosen").count() == 1
    # by keys: from mark to mark, layers by number
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.classList.contains('mark')")
    page.keyboard.press("2")
    assert page.locator("form.layers input").nth(1).is_checked() is False
    assert page.locator("form.layers input:not(:checked)").count() == 1
