"""Web pages: the story, and nothing of the site."""

from __future__ import annotations

import json

import pytest

from communique.errors import NoStory, TooLarge
from communique.sources.page import Page, read_page
from tests.sources.pages import PARAGRAPHS, STORY, TEXT, TITLE, page


def read(body: str, head: str = "", title: str = TITLE, lang: str = "en", url: str | None = None) -> Page:
    return read_page("page.html", page(body, head, title, lang), url=url)


FURNITURE = """
<header><a href="/">Steppe Courier</a> <span>Friday, 11 June 2021</span></header>
<nav><ul><li><a href="/w">World</a></li><li><a href="/p">Politics</a></li></ul></nav>
<main><article><header><h1>{title}</h1><h2>A standfirst that says it all once more, in other words</h2></header>
<div class="meta"><span class="author">By Nurlan Asanov</span> <time datetime="2017-02-28T16:30:00+06:00">28 February</time></div>
<figure><img src="a.jpg"><figcaption>The two ministers shake hands (Image: Fictional Agency)</figcaption></figure>
{p[0]}
<div class="share-buttons"><a href="#">Share</a><a href="#">Tweet</a></div>
<p>Loading...</p>
{p[1]}
<p><strong>READ MORE:</strong> <a href="/1">Neighbours welcome the pledge of the minister</a></p>
{p[2]}
<p><strong>DON'T MISS</strong><br><a href="/2">Union admits a member</a><br><a href="/3">Five charts on the airfield</a></p>
<p>Advertisement</p>
{p[3]}
<p>Follow us on Twitter and Facebook</p>
<aside class="related"><h3>Related articles</h3><ul><li><a href="/4">Presidents of two states met in the capital</a> 3 March 2021</li></ul></aside>
<section class="newsletter-signup"><h3>Morning briefing</h3><p>Get the day's stories in your inbox every morning, free of charge.</p></section>
</article></main>
<section id="comments"><h3>2 Comments</h3><p>This is what I always said would happen to that airfield.</p></section>
<footer><p>Copyright Steppe Courier. Page generated 2021-06-11.</p></footer>"""


def test_furniture_around_and_between_the_paragraphs() -> None:
    found = read(FURNITURE.format(title=TITLE, p=[f"<p>{p}</p>" for p in PARAGRAPHS]), title=f"{TITLE} | World | Steppe Courier")
    assert found.text == TEXT
    assert found == Page(text=TEXT, title=TITLE, bylines=("Nurlan Asanov",), outlet="Steppe Courier",
                         published="2017-02-28T16:30:00+06:00", url=None)


def test_json_ld_comes_first() -> None:
    said = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "A site"},
        {"@type": ["NewsArticle"], "headline": TITLE, "datePublished": "2017-02-28T16:30:00+06:00", "dateModified": "2019-01-01",
         "author": [{"@type": "Person", "@id": "#na"}], "publisher": {"@type": "Organization", "name": "Steppe Courier"}},
        {"@type": "Person", "@id": "#na", "name": "Nurlan Asanov"}]}
    found = read(f"<h1>{TITLE}</h1><p>1 January 2020</p>{STORY}", f'<script type="application/ld+json">{json.dumps(said)}</script>'
                 '<meta property="article:published_time" content="2018-01-01T00:00:00Z"><meta property="og:site_name" content="Other">')
    assert (found.published, found.bylines, found.outlet, found.title) == (
        "2017-02-28T16:30:00+06:00", ("Nurlan Asanov",), "Steppe Courier", TITLE)


def test_the_json_ld_of_teasers_is_not_the_storys() -> None:
    other = {"@type": "NewsArticle", "headline": "Another story", "datePublished": "2021-06-11", "author": {"name": "Some Body"}}
    own = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2017-02-28"}
    found = read(f"<h1>{TITLE}</h1>{STORY}", "".join(f'<script type="application/ld+json">{json.dumps(o)}</script>' for o in (other, own)))
    assert (found.published, found.bylines) == ("2017-02-28", ())


@pytest.mark.parametrize("broken", ['{"@type": "NewsArticle", ', "[[[[[[", '"text"', "null", "{}", '{"@graph": 5}',
                                    '{"@type": "NewsArticle", "author": {"name": {"name": 5}}, "headline": ["x"], "publisher": 7}'])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{STORY}", f'<script type="application/ld+json">{broken}</script>')
    assert found.text == TEXT


@pytest.mark.parametrize(("head", "published"), [
    ('<meta property="article:published_time" content="2017-02-28T16:30:00+06:00">', "2017-02-28T16:30:00+06:00"),
    ('<meta name="pubdate" content="28.02.2017 16:30">', "2017-02-28T16:30:00"),
    ('<meta name="DC.date.issued" content="2017-02-28">', "2017-02-28"),
    ('<meta property="article:modified_time" content="2019-02-28">', None),
    ('<meta name="article:published_time" content="0001-01-01T00:00:00Z">', None),
    ('<link rel="canonical" href="https://courier.example/2017/02/28/airfield">', "2017-02-28"),
])
def test_meta_dates(head: str, published: str | None) -> None:
    assert read(f"<h1>{TITLE}</h1>{STORY}", head).published == published


def test_the_finer_of_two_times_that_agree() -> None:
    said = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2017-02-28T16:30:00"}</script>'
    zone = '<meta property="article:published_time" content="2017-02-28T16:30:00+06:00">'
    assert read(f"<h1>{TITLE}</h1>{STORY}", said + zone).published == "2017-02-28T16:30:00+06:00"
    day = '<meta property="article:published_time" content="2017-02-28">'
    assert read(f"<h1>{TITLE}</h1><p>28 February 2017, 16:30 GMT</p>{STORY}", day).published == "2017-02-28T16:30:00+00:00"
    assert read(f"<h1>{TITLE}</h1><p>1 March 2017, 16:30 GMT</p>{STORY}", day).published == "2017-02-28"


def test_metadata_that_is_escaped_or_cut() -> None:
    said = {"@type": "NewsArticle", "headline": "Arvenia &amp; its neighbours agree on the air&#8230;", "author": {"name": "Se&aacute;n Quill"}}
    found = read(f"<h1>Arvenia &amp; its neighbours agree on the airfield at last</h1>{STORY}",
                 f'<script type="application/ld+json">{json.dumps(said)}</script>', title="x")
    assert (found.title, found.bylines) == ("Arvenia & its neighbours agree on the airfield at last", ("Seán Quill",))


def test_marks_within_words_are_left_out() -> None:
    assert read(f"<h1>{TITLE}</h1>{STORY.replace('Kyrgyzstan', 'Kyrgyz&shy;stan').replace('troops', 'tro​ops')}").text in {
        TEXT, TEXT.replace("Kyrgyzstan", "Kyrgyz­stan")}


def test_a_plain_meta_date_yields_to_the_storys_own() -> None:
    found = read(f"<h1>{TITLE}</h1><p>28 February 2017</p>{STORY}", '<meta name="date" content="2021-06-11">')
    assert found.published == "2017-02-28"


@pytest.mark.parametrize(("body", "published"), [
    # beside the headline, in the spellings of plain pages
    ("<h1>{t}</h1><div>28 February 2017, 16:30 | By Nurlan Asanov | Views: 1204</div>{s}", "2017-02-28T16:30:00"),
    ("<h1>{t}</h1><p>PUBLISHED: 16:30, Tue, Feb 28, 2017 | UPDATED: 09:00, Wed, Mar 1, 2017</p>{s}", "2017-02-28T16:30:00"),
    ("<h1>{t}</h1><p>Updated 1 March 2017 09:00 | Published 28 February 2017 16:30 GMT</p>{s}", "2017-02-28T16:30:00+00:00"),
    ("<h1>{t}</h1><p>Last updated: 28 February 2017</p>{s}", "2017-02-28"),
    ("<h1>{t}</h1><p>TUE FEB 28, 2017 / 4:30 PM EST</p>{s}", "2017-02-28T16:30:00-05:00"),
    ('<div class="content"><p class="date">February 28, 2017 4:30 pm</p><h1>{t}</h1>{s}</div>', "2017-02-28T16:30:00"),
    ("<h1>{t}</h1>{s}<p>Published: 28 February 2017</p><p>Print | E-mail</p>", "2017-02-28"),
    ('<h1>{t}</h1><p><time datetime="2017-02-28T16:30:00Z">last Tuesday</time></p>{s}', "2017-02-28T16:30:00+00:00"),
    ("<div>11.06.2021</div><div><div>{t}</div><div>Tue, 28 Feb 2017 16:30 +06</div><div>{s}</div></div>", "2017-02-28T16:30:00+06:00"),
    ("<h1>{t}</h1><div>Source: Steppe Wire | 2017-02-28 16:30:22 | Editor: na</div>{s}", "2017-02-28T16:30:22"),
    ("<h1>{t}</h1><div>Submitted by editor on Tue, 03/07/2017 - 07:43</div>{s}", "2017-03-07T07:43:00"),
    ("<div class='news-head'><div class='news-head__date'>28 Feb 2017, 16:30</div><h1>{t}</h1></div><div>{s}</div>", "2017-02-28T16:30:00"),
    ("<h1>{t}</h1><div>Press Statement</div><div>Anton Velikov<br>Foreign Minister</div><div>Bishkek</div><div>February 28, 2017</div>{s}",
     "2017-02-28"),
    # the site's, the visit's, other stories', the story's subject: none of them
    ("<header>Friday, 11 June 2021</header><h1>{t}</h1>{s}", None),
    ("<div id='top'>11 June 2021</div><div><a href='/'>Home</a></div><h1>{t}</h1>{s}", None),
    ("<h1>{t}</h1>{s}<footer>Last updated 11 June 2021</footer>", None),
    ("<h1>{t}</h1>{s}<p>Page generated 2021-06-11 10:22</p>", None),
    ("<p>Archived on 11 June 2021</p><h1>{t}</h1>{s}<p>Printed on 11 June 2021 from courier.example</p>", None),
    ("<h1>{t}</h1><p>Today is Friday, 11 June 2021</p>{s}", None),
    ("<aside><p>11 June 2021</p><p>Markets fall</p></aside><article><h1>{t}</h1>{s}</article>", None),
    ("<div class='sidebar'><time datetime='2021-06-11'>11 June</time></div><article><h1>{t}</h1>{s}</article>", None),
    ("<h1>{t}</h1>{s}<p>The airfield was opened on 23 October 2003 by the president of the day, and has been used since.</p>", None),
    ("<h1>{t}</h1>{s}<div id='comments'><p>Joe, 11 June 2021</p><p>I do not believe it at all.</p></div>", None),
    ("<h1>{t}</h1>{s}<p>© 2021 Steppe Courier</p>", None),
    ("<div id='page'><div id='header'><div>Courier</div><div>Fri, 06/11/2021 - 10:22</div></div><div><h1>{t}</h1>{s}</div></div>", None),
    ("<h1>{t}</h1><h2>A minister freed on 28 February 2017 speaks of his year in the cell</h2>{s}", None),
])
def test_the_storys_own_date_or_none(body: str, published: str | None) -> None:
    found = read(body.format(t=TITLE, s=STORY))
    assert found.published == published
    assert found.text.startswith(TEXT)
    if published:
        assert found.text == TEXT


@pytest.mark.parametrize(("lang", "published"), [("en-GB", "2017-02-03"), ("en-US", "2017-03-02"), ("en", None)])
def test_numbers_alone_are_read_as_the_pages_country_does(lang: str, published: str | None) -> None:
    found = read(f"<h1>{TITLE}</h1><p>03/02/2017</p>{STORY}", lang=lang)
    assert (found.published, found.text) == (published, TEXT)


def test_a_wire_dateline_stays_in_the_text_and_dates_the_story() -> None:
    found = read(f"<h1>{TITLE}</h1>{STORY.replace('<p>', '<p>BISHKEK, February 28, 2017 (Steppe Wire) - ', 1)}")
    assert found.published == "2017-02-28"
    assert found.text == f"BISHKEK, February 28, 2017 (Steppe Wire) - {TEXT}"


@pytest.mark.parametrize(("title", "heading", "outlet", "plain"), [
    ("{t} | Steppe Courier", "{t}", "Steppe Courier", TITLE),
    ("{t} - World - Steppe Courier", "{t}", "Steppe Courier", TITLE),
    ("Steppe Courier :: {t}", "{t}", "Steppe Courier", TITLE),
    ("{t}", "{t}", None, TITLE),
    ("{t} – live", "{t} – live", None, f"{TITLE} – live"),
])
def test_title_without_the_outlet(title: str, heading: str, outlet: str | None, plain: str) -> None:
    found = read(f"<h1>{heading.format(t=TITLE)}</h1>{STORY}", title=title.format(t=TITLE))
    assert (found.title, found.outlet) == (plain, outlet)


@pytest.mark.parametrize(("head", "url", "outlet"), [
    ('<meta property="og:site_name" content="Steppe Courier">', None, "Steppe Courier"),
    ("", "https://www.reuters.com/article/x", "Reuters"),
    ("", "https://uk.reuters.com/article/x", "Reuters"),
    ("", "https://unknown.example/article/x", None),
    ('<meta property="og:site_name" content="reuters">', "https://www.reuters.com/a", "Reuters"),
    ('<meta property="og:site_name" content="https://www.newsnation.in">', "https://www.newsnation.in/a", "News Nation"),
    ('<meta name="twitter:site" content="@courier">', None, None),
])
def test_outlet(head: str, url: str | None, outlet: str | None) -> None:
    assert read(f"<h1>{TITLE}</h1>{STORY}", head, url=url).outlet == outlet


@pytest.mark.parametrize(("line", "outlet"), [
    ("© 2021 Steppe Courier. All rights reserved.", "Steppe Courier"), ("Copyright 1999-2019 Lake Region Press", "Lake Region Press"),
    ("© Nile Wire 2019", "Nile Wire"), ("Copyright © 2017 Steppe Courier, Inc.", "Steppe Courier"),
    ("Copyright 2017 The Associated Press. All rights reserved.", None), ("© 2021", None), ("© All rights reserved", None),
    ("Copyright law was the subject of the talks", None), ("(c) 2021 by whom it may concern", None)])
def test_the_outlet_of_a_notice_of_copyright(line: str, outlet: str | None) -> None:
    assert read(f"<h1>{TITLE}</h1>{STORY}<div>{line}</div>").outlet == outlet


def test_parts_of_a_story_in_containers_of_their_own() -> None:
    body = "".join(f'<div class="chunk body"><p>{p}</p><p>{p.replace("said", "added")} That was all.</p></div><div class="ad-slot">Advertisement</div>'
                   for p in PARAGRAPHS)
    found = read(f'<article><h1>{TITLE}</h1><div class="chunks">{body}</div></article>')
    assert all(p in found.text for p in PARAGRAPHS) and "Advertisement" not in found.text


def test_embedded_posts_are_quoted_in_the_story() -> None:
    post = ('<blockquote class="twitter-tweet"><p>The airfield will be handed back by June.</p>&mdash; Ministry (@ministry) '
            '<a href="https://t.example/1">February 28, 2017</a></blockquote>')
    found = read(f"<article><h1>{TITLE}</h1>{STORY.replace('</p><p>', f'</p>{post}<p>', 1)}</article>")
    assert "The airfield will be handed back by June." in found.text.split("\n\n")


def test_old_pages_of_tables_and_line_breaks() -> None:
    breaks = "<br><br>".join(PARAGRAPHS)
    body = (f'<table><tr><td colspan="2">Steppe Courier<br>11.06.2021</td></tr><tr><td><a href="1">Home</a><br><a href="2">World</a></td>'
            f'<td><b>{TITLE}</b><br><i>28.02.2017 16:30</i><br><br>{breaks}</td></tr></table>')
    found = read(body, title=f"Steppe Courier :: {TITLE}")
    assert (found.text, found.published, found.title) == (TEXT, "2017-02-28T16:30:00", TITLE)


def test_names_that_only_sound_like_furniture_do_not_drop_the_story() -> None:
    found = read(f'<div class="page no-sidebar share-enabled"><div class="related-content-on"><h1>{TITLE}</h1>{STORY}</div></div>')
    assert found.text == TEXT


def test_offsets_are_of_paragraphs_joined_by_a_blank_line() -> None:
    found = read(f"<h1>{TITLE}</h1>" + "".join(f"<p>\n  {p.replace(' ', chr(10) + '  ', 3)} &nbsp;</p>" for p in PARAGRAPHS))
    assert found.text == TEXT


def test_lines_between_headline_and_story_are_no_story() -> None:
    found = read(f"<h1>{TITLE}</h1><dl><dt>From:</dt><dd>Foreign Office</dd><dt>Published</dt><dd>28 February 2017</dd></dl>{STORY}")
    assert (found.text, found.published) == (TEXT, "2017-02-28")


def test_short_paragraphs_of_a_story_stay() -> None:
    asked = "<p>QUESTION: Will you leave?</p><p>VELIKOV: Yes.</p>"
    found = read(f"<h1>{TITLE}</h1>{asked}{STORY}")
    assert found.text == f"QUESTION: Will you leave?\n\nVELIKOV: Yes.\n\n{TEXT}"


def test_a_wall_and_a_copy_for_printing_are_no_story() -> None:
    wall = '<div class="paywall"><p>Subscribe for one dollar a month, read all that we have, and support our work in these times of war.</p></div>'
    copy = f'<div class="print-only"><h1>{TITLE}</h1>{STORY}</div>'
    assert read(f"<article><h1>{TITLE}</h1>{STORY}</article>{wall}{copy}").text == TEXT
    assert read(f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>{wall}</article>").text == PARAGRAPHS[0]


def test_preformatted_text() -> None:
    assert read(f"<h1>{TITLE}</h1><pre>\n" + "\n\n".join(PARAGRAPHS) + "\n</pre>").text == TEXT


def test_links_alone_are_teasers_and_links_in_sentences_are_not() -> None:
    linked = PARAGRAPHS[0].replace("joint statement", '<a href="/s">joint statement</a>')
    found = read(f'<h1>{TITLE}</h1><p>{linked}</p><p><a href="/1">Kyrgyz president to visit Moscow for talks on loans in May</a></p>'
                 + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:]))
    assert found.text == TEXT


@pytest.mark.parametrize("body", [
    "", "<p></p>", "<h1>News</h1>" + "".join(f'<li><a href="/{i}">President number {i} visits the capital today</a></li>' for i in range(50)),
    "<nav><a href='/'>Home</a></nav><p>Loading...</p>", "<p>Short.</p>"])
def test_no_story(body: str) -> None:
    with pytest.raises(NoStory, match=r"page\.html: no story"):
        read(body)


@pytest.mark.parametrize(("body", "why"), [
    ("<div>" * 100_000 + STORY, "nested more than"),
    ("<b>" * 100_000 + STORY, "nested more than"),
    ("<p>x</p>" * 60_000, "elements"),
    ("<p>" + "The minister spoke. " * 60_000, "characters of text"),
    ("<div " + " ".join(f'a{i}="x"' for i in range(50_000)) + f">{STORY}</div>", "attributes")])
def test_pages_that_would_cost_too_much(body: str, why: str) -> None:
    with pytest.raises((NoStory, TooLarge), match=why):
        read(body)


def test_nothing_outside_the_page_is_read(tmp_path: object) -> None:
    entity = ('<?xml version="1.0"?><!DOCTYPE html [<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
              f"<html><body><h1>{TITLE}</h1><p>Before &file; &b; after.</p>{STORY}</body></html>").encode()
    assert TEXT in read_page("x", entity).text
