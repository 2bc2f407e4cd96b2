"""Pages made for the tests: one story, dressed in many ways."""

from __future__ import annotations

TITLE = "Arvenia pledges to leave the airfield"
PARAGRAPHS = (
    "The foreign minister of Arvenia, Anton Velikov, visited Kyrgyzstan on Tuesday and met his counterpart Bakyt Toromatov, "
    "the two ministries said in a joint statement.",
    "Velikov said that his country would support the integration of Kyrgyzstan into the union, which it chairs this year.",
    "\"We will withdraw our troops at the first request of our neighbours,\" Velikov told reporters after the talks.",
    "Toromatov promised to open two border crossings by the end of the year if the customs service agrees.",
)
TEXT = "\n\n".join(PARAGRAPHS)
STORY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def page(body: str, head: str = "", title: str = TITLE, lang: str = "en") -> bytes:
    """A whole page around `body`."""
    return (f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
            f"<body>{body}</body></html>").encode()
