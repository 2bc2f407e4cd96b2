"""Coders that worker processes import by name: one that works, and ones that go wrong in each way."""

from __future__ import annotations

import os
import signal
import time

from communique.errors import NoStory
from communique.records import Article, Record, Time


def plain(article: Article) -> list[Record]:
    return [article, Time(article=article.id, span=(0, 1), text=article.text[0], type="DATE", value=str(len(article.text)))]


def slow_first(article: Article) -> list[Record]:
    if article.id == "a00":
        time.sleep(0.3)
    return plain(article)


def troubled(article: Article) -> list[Record]:
    """Raises, dies, hangs or refuses as the text says."""
    if "raise" in article.text:
        raise ValueError("a fault in\nthe coder")
    if "die" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang" in article.text:
        time.sleep(60)
    if "refuse" in article.text:
        raise NoStory(article.source or "-", "nothing in it")
    return plain(article)
