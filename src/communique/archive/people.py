"""People known only from reports: who is one on strong evidence, and who may be (for a person to decide)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

import duckdb

from communique.archive.decisions import Decision

__all__ = ["find_people", "folded", "same_person"]

#: How alike two spellings must be (0 to 100) to be one name where the office is shared, word by word
#: too, and to be asked about where it is not.
_SPELT, _WORD, _ASK = 88, 80, 90
_TITLES = re.compile(r"^(?:mr|mrs|ms|dr|sir|dame|gen|col|lt|sgt|prof|president|king|queen|sheikh|ayatollah)\.?\s+",
                     re.I)


def folded(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without marks over letters, titles, hyphens and initials."""
    plain = unicodedata.normalize("NFKD", _TITLES.sub("", name)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", plain.replace("'", ""))
    return tuple(w for w in words if len(w) > 1) or tuple(words)


def same_person(a: tuple[str, frozenset[str]], b: tuple[str, frozenset[str]]) -> tuple[str, float, str] | None:
    """(verdict, score, reason) for two people of one country, each a name and the offices told of them; None where they
    are plainly two."""
    from rapidfuzz import fuzz

    (one, posts), (other, others) = a, b
    x, y = folded(one), folded(other)
    if not x or not y or len(x) < 2 or len(y) < 2:
        return None
    shared = posts & others
    if sorted(x) == sorted(y):
        return "same", 0.95, "the same name but for marks, order or initials"
    alike = fuzz.token_sort_ratio(" ".join(x), " ".join(y))
    words_alike = len(x) == len(y) and all(fuzz.ratio(v, w) >= _WORD for v, w in zip(sorted(x), sorted(y), strict=True))
    if shared and alike >= _SPELT and words_alike:  # Mohammed and Mohammad, but not Per and Peter
        return "same", 0.85, f"spellings {alike:.0f}% alike and the same office ({sorted(shared)[0]})"
    if x[-1] == y[-1] and shared and x[0][0] == y[0][0]:
        return "maybe", 0.6, f"the same surname and office ({sorted(shared)[0]})"
    return ("maybe", 0.5, f"spellings {alike:.0f}% alike") if alike >= _ASK else None


def find_people(db: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> list[Decision]:
    """The pairs of people, one of them in `articles`, who are or may be one. People whom the knowledge base knows are
    never joined with each other."""
    from communique.knowledge import load_knowledge

    known = load_knowledge()
    rows = db.execute("SELECT entity, country, any_value(name), bool_or(article IN (SELECT unnest(?::VARCHAR[]))) "
                      "FROM roles WHERE kind = 'person' AND entity IS NOT NULL AND country IS NOT NULL "
                      "AND name IS NOT NULL GROUP BY entity, country ORDER BY entity", [list(articles)]).fetchall()
    posts: dict[str, set[str]] = defaultdict(set)
    for entity, value in db.execute("SELECT r.entity, lower(t.value) FROM relations t JOIN roles r ON "
                                    "r.number = t.number AND r.slot = 'subject' WHERE t.type = 'holds_office' "
                                    "AND t.value IS NOT NULL AND NOT t.negated AND r.entity IS NOT NULL").fetchall():
        posts[entity].add(value)
    blocks: dict[tuple[str, str], list[tuple[str, str, bool]]] = defaultdict(list)
    for entity, country, name, new in rows:
        for word in sorted({w[:4] for w in folded(name)}):
            blocks[country, word].append((entity, name, new))
    found: dict[tuple[str, str], Decision] = {}
    for key in sorted(blocks):
        block = blocks[key]
        for i, (a, one, fresh) in enumerate(block):
            for b, other, fresh2 in block[i + 1:]:
                if not (fresh or fresh2) or (a, b) in found or (known.get(a) and known.get(b)):
                    continue
                same = same_person((one, frozenset(posts[a])), (other, frozenset(posts[b])))
                if same:
                    verdict, score, reason = same
                    found[a, b] = Decision.of("person", a, b, verdict, score, reason)  # type: ignore[arg-type]
    return list(found.values())
