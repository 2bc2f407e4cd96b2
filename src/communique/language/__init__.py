"""Article -> Reading: sentences, parse, names, time expressions, coreference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.language.reading import Reading

if TYPE_CHECKING:
    from communique.knowledge import Knowledge
    from communique.records import Article

__all__ = ["Reading", "read_article"]


def read_article(article: Article, knowledge: Knowledge) -> Reading:
    """Parses `article` and finds its times and mentions, each mention tied to an entity where one can tell."""
    from communique.language.mentions import find_mentions
    from communique.language.pipeline import parse
    from communique.language.times import find_times

    doc = parse(article.text)
    times = find_times(doc, article)
    mentions, groups = find_mentions(doc, article, knowledge, times)
    named = [m.span for m in mentions if m.kind == "person" and m.form == "named"]
    # January Makamba, Sunday Igboho: a name is no date
    times = [t for t in times if not any(low <= t.span[0] and t.span[1] <= high for low, high in named)]
    return Reading(article=article, doc=doc, knowledge=knowledge, mentions=mentions, times=times, groups=groups)
