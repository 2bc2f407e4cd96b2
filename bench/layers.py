"""Scores statements and commitments against the corpus' own labels, its sentences and reports together.

usage: bench/layers.py [-v] [--write] [PART] [RECORDS.jsonl]
PART: `train`, `dev` or `test` (as `train/data.py` parts them); `test` where none is named.
RECORDS: what `communique code` prints of the corpus; coded here if not given. -v prints each miss and each false
find, and does not do so for the test part, whose errors nobody reads. --write puts the figures into docs/accuracy.md.

Statements: one to one, the content overlapping by half of all its words or more; "who said what" also wants the same
speaker, that is, the head of each one's phrase inside the other's, or no speaker in both; "who" is whom the record says
that it means. "Said" leaves out of what was found thought, will, judgement and what is asked, promised or threatened in
an infinitive or a noun, which the record format counts as statements and the corpus labels as events and commitments:
it keeps quotations and what words of saying, documents and hearsay tell in a clause. Commitments: one to one, actions
that share a word; then who is bound (a party whose words overlap, or who is of the same state), condition (half of all
its words) and deadline (the day), among those found.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for `train`
from train.data import part_of  # noqa: E402

from communique.language.times.bounds import last_day  # noqa: E402

Row = dict[str, Any]
Words = frozenset[int]
_WORD = re.compile(r"\w+(?:['’]\w+)?")
#: What begins the qualifiers of a noun phrase: its head stands before ("the foreign minister | of Kyrgyzstan").
_QUALIFIES = frozenset(
    """of for who whom whose that which in from at to with on by including during after as""".split()  # noqa: SIM905
)
_SAYING = frozenset(["speech", "document", "hearsay", ""])
_CLAUSES = ("that", "around", "before", "psv", "according to", "adverb", "noun that", "q ", "line", "block", "quoted")


class Text:
    """A text with its words counted, so that spans can be compared without their marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = [m.span() for m in _WORD.finditer(text)]

    def words(self, spans: Iterable[Sequence[int]]) -> Words:
        """The numbers of the words that `spans` touch."""
        return frozenset(i for i, (a, b) in enumerate(self.at) for s, e in spans if a < e and b > s)

    def head(self, phrase: Words) -> int | None:
        """The last word of a noun phrase before what qualifies it, a comma's apposition or the next of a list."""
        best: int | None = None
        for i in sorted(phrase):
            word = self.text[slice(*self.at[i])].lower()
            if best is not None and (word in _QUALIFIES or "," in self.text[self.at[best][1] : self.at[i][0]]):
                break
            best = i
        return best


def overlap(a: Words, b: Words) -> float:
    """The share of all words that both have."""
    return len(a & b) / len(a | b) if a | b else 0.0


def pair(gold: Sequence[Any], found: Sequence[Any], quality: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """One to one, the best first."""
    ranked = sorted((-q, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (q := quality(g, f)) > 0)
    pairs: list[tuple[int, int]] = []
    for _, i, j in ranked:
        if all(i != x and j != y for x, y in pairs):
            pairs.append((i, j))
    return pairs


def is_said(statement: Row) -> bool:
    """Whether a statement was found as a quotation, or as a clause under a word of saying."""
    rule = statement["rule"] or ""
    kind = next((word for word in rule.partition(":")[0].split() if word in CLASSES), "")
    frame = rule.rpartition("(")[2].rstrip(")")
    return kind in _SAYING and frame.startswith(_CLAUSES)


CLASSES = frozenset(["speech", "directive", "judgement", "belief", "intention", "perception", "document", "hearsay",
                     "appearance"])


class Scores:
    """What was counted, by name, and each error in words."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.errors: list[str] = []

    def line(self, name: str, right: str, found: str, gold: str) -> str:
        p = self.n[right] / self.n[found] if self.n[found] else 0.0
        r = self.n[right] / self.n[gold] if self.n[gold] else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return (f"{name:<34} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}   (right {self.n[right]}, found {self.n[found]}, "
                f"gold {self.n[gold]})")

    def share(self, name: str, right: str, of: str) -> str:
        return f"{name:<34} {self.n[right] / max(1, self.n[of]):.3f}   (of {self.n[of]})"


def statements(scores: Scores, row: Row, found: list[Row]) -> None:
    """Counts one item's statements."""
    text = Text(row["text"])

    def made(source: Row | None, span: Sequence[int] | None, content: Iterable[Sequence[int]], of: Row) -> Row:
        words = text.words([source["span"]] if source else [span] if span else [])
        return {"source": words, "head": text.head(words), "content": text.words(content), "of": of}

    gold = [made(s["speaker"], None, [s["content"]["span"]], s) for s in row["gold"]["statements"]]
    told = [made(None, _source(row["text"], s), s["content"], s) for s in found]

    def content(g: Row, f: Row) -> float:
        share = overlap(g["content"], f["content"])
        return share if share >= 0.5 else 0.0

    def same(g: Row, f: Row) -> bool:
        if not g["source"] or not f["source"]:
            return not g["source"] and not f["source"]
        return g["head"] in f["source"] and f["head"] in g["source"]

    whole = pair(gold, told, lambda g, f: content(g, f) if same(g, f) else 0.0)
    known, right = {i for i, _ in whole}, {j for _, j in whole}
    said = {j for j, f in enumerate(told) if is_said(f["of"])}
    scores.n.update({"statements gold": len(gold), "statements found": len(told), "who said what": len(whole),
                     "content": len(pair(gold, told, content)), "said found": len(said),
                     "said right": len(said & right)})
    for i, g in enumerate(gold):
        kind = g["of"]["kind"]
        scores.n[f"{kind} gold"] += 1
        scores.n[f"{kind} right"] += i in known
        if i not in known:
            speaker = (g["of"]["speaker"] or {}).get("text")
            cue = (g["of"]["cue"] or {}).get("text")
            scores.errors.append(f"{row['id']} statement missed: [{speaker}] {cue} «{g['of']['content']['text']}»")
    for j, f in enumerate(told):
        if j not in right:
            words = " | ".join(row["text"][s:e] for s, e in f["of"]["content"])
            source = row["text"][slice(*f["of"]["source"])] if f["of"]["source"] else None
            cue = " ".join(row["text"][s:e] for s, e in f["of"]["cue"])
            scores.errors.append(f"{row['id']} statement wrong: [{source}] {cue} «{words}» ({f['of']['rule']})")


def _source(text: str, statement: Row) -> list[int] | None:
    """The speaker's phrase; for "who" and "which", the noun that the record says they stand for."""
    source: list[int] | None = statement["source"]
    if source and text[slice(*source)].lower() in ("who", "which", "that"):
        return (statement["speaker"] or {}).get("span") or source
    return source


def commitments(scores: Scores, row: Row, found: list[Row]) -> None:
    """Counts one item's commitments and their terms."""
    text, gold = Text(row["text"]), row["gold"]["commitments"]
    pairs = pair(gold, found, lambda g, f: overlap(text.words([g["action"]["span"]]), text.words([f["action_span"]])))
    scores.n.update({"commitments gold": len(gold), "commitments found": len(found), "commitments": len(pairs)})
    for i, j in pairs:
        g, f = gold[i], found[j]
        by = any(
            b["country"] and b["country"] == r["country"] or text.words([b["span"]]) & text.words([r["span"] or [0, 0]])
            for b in g["by"] for r in f["by"]
        )
        scores.n["by"] += by
        terms = {
            "condition": (g["condition"] and text.words([g["condition"]["span"]]),
                          f["condition"] and text.words([f["condition"]["span"]])),
            "deadline": (g["deadline"], f["deadline"]),
        }
        for name, (want, got) in terms.items():
            good = bool(want and got and (
                overlap(want, got) >= 0.5 if name == "condition" else _same_day(text, want, f)))
            scores.n.update({f"{name} gold": bool(want), f"{name} found": bool(got), name: good})
            if (want or got) and not good:
                scores.errors.append(f"{row['id']} {name}: {f[name]} not {g[name]}: «{f['action']}»")
        if not by:
            scores.errors.append(f"{row['id']} bound: {[r['text'] for r in f['by']]} not "
                                 f"{[b['text'] for b in g['by']]}: «{f['action']}»")
    for i, g in enumerate(gold):
        if i not in {x for x, _ in pairs}:
            scores.errors.append(f"{row['id']} commitment missed: {[b['text'] for b in g['by']]} "
                                 f"«{g['action']['text']}»: {row['text'] if len(row['text']) < 400 else ''}")
    for j, f in enumerate(found):
        if j not in {y for _, y in pairs}:
            scores.errors.append(f"{row['id']} commitment wrong: {[r['text'] for r in f['by']]} «{f['action']}» "
                                 f"({f['rule']}): {row['text'][f['evidence'][0][0]:f['evidence'][0][1]]}")


def _same_day(text: Text, want: Row, found: Row) -> bool:
    """Whether a deadline is the last day of the labelled time; of a duration ("within ten days") the words count."""
    day = last_day(want["value"] or "")
    if day is not None:
        return bool(found["deadline"] == day)
    return bool(text.words([want["span"]]) & text.words([found["deadline_span"]]))


def score(rows: Iterable[Row], records: Iterable[Row]) -> Scores:
    """The records of all `rows` against their labels."""
    scores, by_article = Scores(), {}
    for r in records:
        by_article.setdefault(r.get("article") or r["id"], []).append(r)
    for row in rows:
        mine = by_article.get(row["id"], [])
        statements(scores, row, [r for r in mine if r["record"] == "statement"])
        commitments(scores, row, [r for r in mine if r["record"] == "commitment"])
    return scores


def table(scores: Scores) -> str:
    """The figures, a line each; the last is the figure of merit."""
    kinds = [k for k in ("direct", "mixed", "indirect") if scores.n[f"{k} gold"]]
    return "\n".join([
        scores.line("commitments (action)", "commitments", "commitments found", "commitments gold"),
        scores.share("who is bound, where found", "by", "commitments"),
        scores.line("condition, where found", "condition", "condition found", "condition gold"),
        scores.line("deadline, where found", "deadline", "deadline found", "deadline gold"),
        scores.line("content of statements", "content", "statements found", "statements gold"),
        *(scores.share(f"recall, {k}", f"{k} right", f"{k} gold") for k in kinds),
        scores.line("who said what, all found", "who said what", "statements found", "statements gold"),
        scores.line("who said what, said", "said right", "said found", "statements gold"),
    ])


def rows_of(part: str) -> list[Row]:
    """The corpus' items of one part."""
    lines = [line for name in ("sentences", "reports")
             for line in (ROOT / "corpus" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [row for row in map(json.loads, lines) if part_of(row["text"]) == part]


def main() -> int:
    given = [a for a in sys.argv[1:] if not a.startswith("-")]
    part = given.pop(0) if given and given[0] in ("train", "dev", "test") else "test"
    rows = rows_of(part)
    if given:
        records = [json.loads(line) for line in Path(given[0]).read_text("utf-8").splitlines()]
    else:
        import communique
        from communique.records import to_dict

        records = [to_dict(r) for row in rows for r in communique.code(row["text"], published=row["published"],
                                                                       id=row["id"])]
    scores = score(rows, records)
    if "-v" in sys.argv and part != "test":
        print("\n".join(scores.errors))
    print(table(scores))
    if "--write" in sys.argv:
        page = ROOT / "docs" / "accuracy.md"
        head, mark, rest = page.read_text("utf-8").partition("<!-- layers -->")
        tail = rest.partition("<!-- /layers -->")[1:]
        told = f"\n```\n{part} part, {len(rows)} sentences and reports\n{table(scores)}\n```\n"
        page.write_text(head + mark + told + "".join(tail), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
