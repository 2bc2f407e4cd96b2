"""Whom he, she, it, they and who stand for. Wrong is worse than none: a pronoun is left alone unless one reading is
clearly likelier than the next (after the factors of Lappin and Leass 1994: recency, subjecthood, agreement)."""

from __future__ import annotations

from communique.language.mentions.clauses import above, clause_of, is_subject, main_subject, said_by, subject_of
from communique.language.mentions.page import Draft, Page
from communique.language.mentions.them import whom_they_mean

__all__ = ["find_pronouns"]

_PERSON = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THING = frozenset(("it", "its", "itself"))
_MANY = frozenset(("they", "them", "their", "theirs", "themselves"))
_RELATIVE = frozenset(("who", "which", "whom", "whose", "that"))
_ACTING = frozenset(("state", "organisation", "force", "group"))
_OF_CLAIMS = frozenset(("deny", "confirm", "reject", "dispute", "know"))  # "denied it"
_REACH = 2  # sentences back in which he and she are looked for
_MARGIN = 1.2  # by how much the best reading must beat the next


def find_pronouns(page: Page) -> None:
    """Drafts for the pronouns whose meaning is clear, left to right, each a step in the chain for the next."""
    ordered = sorted((d for d in page.drafts if d.kind == "person" and not d.plural), key=lambda d: d.start)
    page.main = {d.entity: d for d in reversed(page.drafts) if d.form == "named" and d.kind == "person" and d.entity}
    seen: list[Draft] = []
    counts: dict[str, int] = {}
    k = 0
    for i, low in enumerate(page.low):
        while k < len(ordered) and ordered[k].start <= i:
            _note(ordered[k], seen, counts)
            k += 1
        if low in _RELATIVE:
            if page.tag[i] in ("WDT", "WP", "WP$"):
                _relative(page, i, seen, counts)
        elif low in _PERSON and page.tag[i] in ("PRP", "PRP$"):
            found = _person(page, i, _PERSON[low], seen, counts)
            if found is not None:
                _note(_add(page, i, found[0], found[1], found[2], _PERSON[low]), seen, counts)
        elif low in _THING and page.tag[i] in ("PRP", "PRP$"):
            _thing(page, i)
        elif low in _MANY and page.tag[i] in ("PRP", "PRP$"):
            _many(page, i)


def _note(d: Draft, seen: list[Draft], counts: dict[str, int]) -> None:
    seen.append(d)
    if d.entity:
        counts[d.entity] = counts.get(d.entity, 0) + 1


def _add(page: Page, i: int, of: Draft, how: str, confidence: float, gender: str | None = None) -> Draft:
    d = Draft(i, i + 1, i, of.kind, form="pronoun", plural=of.plural, noun=of.noun, confidence=confidence)
    d.follow(of, how)
    main = page.main.get(of.entity or "")
    if main is not None:  # the sector of the person, not of a word that once described them
        d.country, d.sector = main.country, main.sector
    if gender is not None:
        d.gender = of.gender = of.gender or gender
    return page.add(d)


def _relative(page: Page, i: int, seen: list[Draft], counts: dict[str, int]) -> None:
    """Who and which stand for the noun that their clause hangs on."""
    j, steps = i, 0
    while page.dep[j] not in ("relcl", "ROOT") and steps < 8:
        j, steps = page.head[j], steps + 1
    if page.dep[j] != "relcl" or page.head[j] > i:
        return
    of = page.headed.get(page.head[j])
    if of is None or of.kind in ("document", "facility", "equipment", "place"):
        return
    if page.low[i] in ("who", "whom") and of.kind in ("state", "organisation") and of.form != "descriptive":
        return
    d = _add(page, i, of, f"relative to {of.name or page.words(of.start, of.end)}", 0.9)
    if page.head[j] in page.groups:
        page.groups[i] = page.groups[page.head[j]]
    if of.kind == "person" and not of.plural:
        _note(d, seen, counts)


# he, she

def _person(page: Page, i: int, gender: str, seen: list[Draft],
            counts: dict[str, int]) -> tuple[Draft, str, float] | None:
    sentence = page.sent[i]
    verb = clause_of(page, i)
    barred = _barred(page, i, verb)
    mine = subject_of(page, verb)
    scores: dict[str, float] = {}
    best: dict[str, Draft] = {}
    for d in reversed(seen):
        gap = sentence - page.sent[d.start]
        if gap > _REACH or (gap > 0 and len(scores) > 0 and gap > 1 and max(scores.values()) > 6):
            break
        if d.end > i or (d.gender and d.gender != gender) or not d.entity and d.form != "descriptive":
            continue
        key = d.entity or f"@{d.head}"
        if d.head in barred or (d.entity is not None and any(
                (b := page.headed.get(x)) is not None and b.entity == d.entity for x in barred)):
            continue
        if page.quoted[i] and not page.quoted[d.head] and gap == 0 and said_by(page, d.head):
            continue  # inside a quotation the speaker is I, not he
        score = {0: 3.0, 1: 2.0, 2: 0.8}[gap] + (0.8 if d.gender == gender else 0)
        if is_subject(page, d) or d.form == "pronoun" and page.dep[d.head] == "nsubj":
            score += 2.0 if _main(page, d) else 1.2
        if d.form == "named":
            score += 0.5
        if page.quoted[d.head] and not page.quoted[i]:
            score -= 1.5
        if page.dep[d.head] in ("poss", "compound") and d.form != "descriptive":
            score -= 0.7
        if gap == 0 and _governs(page, d, verb):
            score += 1.5
        if mine == i and said_by(page, i) and said_by(page, d.head):
            score += 1.5  # "..., he added": who spoke last
        if key not in scores or score > scores[key]:
            scores[key] = score
            best.setdefault(key, d)
    for key in scores:
        scores[key] += 0.25 * min(4, counts.get(key, 0))
    ranked = sorted(scores.items(), key=lambda x: -x[1])
    if not ranked or ranked[0][1] < 3:
        return None
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 3.0
    if margin < _MARGIN:
        return None
    d = best[ranked[0][0]]
    return d, f"{page.low[i]}: {d.name or page.words(d.start, d.end)}, last spoken of", min(0.9, 0.75 + margin / 20)


def _main(page: Page, d: Draft) -> bool:
    verb, steps = clause_of(page, d.head), 0
    while page.dep[verb] == "conj" and steps < 6:
        verb, steps = page.head[verb], steps + 1
    return page.dep[verb] == "ROOT"


def _governs(page: Page, d: Draft, verb: int) -> bool:
    """Whether a mention is the subject of a clause over the pronoun's: "Rao said that he ..."."""
    up, steps = above(page, verb), 0
    while up is not None and steps < 4:
        s = subject_of(page, up)
        if s is not None:
            of = page.headed.get(s)
            return s == d.head or (of is not None and of.entity is not None and of.entity == d.entity)
        up, steps = above(page, up), steps + 1
    return False


def _barred(page: Page, i: int, verb: int) -> set[int]:
    """The tokens that a pronoun cannot mean for grammar's sake: for "him" the subject of its own clause."""
    barred: set[int] = set()
    if page.low[i] in ("him", "her") and page.tag[i] == "PRP" or page.low[i] in ("he", "she"):
        s = subject_of(page, verb)
        if s is not None and s != i:
            barred.add(s)
        if page.low[i] in ("him", "her") and s == i:  # "she wants him expelled"
            over = above(page, verb)
            upper = subject_of(page, over) if over is not None else None
            if upper is not None:
                barred.add(upper)
        if s == i:
            barred |= {k for k in page.kids[verb] if page.dep[k] in ("dobj", "dative")}
    return barred


# it

def _thing(page: Page, i: int) -> None:
    """Its and it: the subject of the clause or of the one above; a sentence's subject may mean that of the last."""
    verb = clause_of(page, i)
    if page.low[i] == "it" and page.dep[i] in ("nsubj", "nsubjpass") and _expletive(page, i, verb):
        return
    if page.low[i] == "it" and page.dep[i] == "dobj" and page.lemma[verb] in _OF_CLAIMS:
        return  # what was said
    start: int | None
    start = verb if page.low[i] in ("its", "itself") or page.dep[i] not in ("nsubj", "nsubjpass") else above(page, verb)
    acts = None
    if page.low[i] == "it" and page.dep[i] in ("dobj", "dative", "pobj"):
        # who acts on "it" is another: "the party called it a gift" is not of itself, nor of who acts beside it
        acts, start = subject_of(page, verb), verb
        while page.dep[start] == "conj" and page.pos[page.head[start]] in ("VERB", "AUX"):
            start = page.head[start]
        start = above(page, start)
    inside = _chain(page, i, start, acts)
    if inside is not None:
        of, _ = inside
        if of is not None and of.kind in _ACTING and not _several(page, of):
            _add(page, i, of, f"{page.low[i]}: the subject {of.name}", 0.85)
        return
    first = page.sents[page.sent[i]][0]
    adds = said_by(page, i) and all(page.quoted[k] or page.pos[k] in ("PUNCT", "SPACE") for k in range(first, i))
    if page.dep[clause_of(page, i)] != "ROOT" or i - first > 3 and not adds or page.sent[i] == 0:
        return
    s = main_subject(page, page.sent[i] - 1)
    of = page.headed.get(s) if s is not None else None
    if adds and i - first > 3 and (s is None or not said_by(page, s)):
        return  # behind what it said: only who spoke in the sentence before
    if of is not None and of.kind in _ACTING and not _several(page, of) and of.entity:
        _add(page, i, of, f"{page.low[i]}: the subject of the sentence before, {of.name}", 0.8)


def _chain(page: Page, i: int, verb: int | None, barred: int | None = None) -> tuple[Draft | None, int] | None:
    """The first subject on the way up from a clause that is neither the pronoun itself nor barred: (its mention or
    None, it)."""
    steps = 0
    while verb is not None and steps < 5:
        s = subject_of(page, verb)
        if s is not None and s not in (i, barred) and not _inside(page, i, s):
            if s > i and page.dep[clause_of(page, i)] != "ccomp":
                return None, s
            return page.headed.get(s), s
        verb, steps = above(page, verb), steps + 1
    return None


def _inside(page: Page, i: int, top: int) -> bool:
    steps = 0
    while steps < 12 and page.head[i] != i:
        if i == top:
            return True
        i, steps = page.head[i], steps + 1
    return i == top


def _expletive(page: Page, i: int, verb: int) -> bool:
    """Whether "it" means nothing: "it is clear that", "it rained", "it seems"."""
    lemma = page.low[verb] if page.pos[verb] == "AUX" else page.lemma[verb]
    if lemma in ("is", "was", "be", "'s", "’s", "seem", "appear", "rain", "snow", "matter", "emerge", "happen", "turn",
                 "take", "follow", "remain", "become", "prove"):
        return True
    return page.dep[i] == "nsubjpass" and any(page.dep[k] == "ccomp" or page.low[k] == "that" for k in page.kids[verb])


def _several(page: Page, d: Draft) -> bool:
    return d.plural or d.head in page.groups or any(page.dep[k] == "conj" for k in page.kids[d.head])


# they

def _met(page: Page, s: int) -> list[Draft] | None:
    """The subject of "met", "spoke with" and the like, and whom they met: both are "they" in the next sentence."""
    verb, of = page.head[s], page.headed.get(s)
    if page.lemma[verb] not in ("meet", "speak", "talk", "confer") or of is None or of.plural:
        return None
    there = [k for k in page.kids[verb] if page.dep[k] == "dobj"]
    there += [k for p in page.kids[verb] if page.dep[p] == "prep" and page.low[p] in ("with", "to")
              for k in page.kids[p] if page.dep[k] == "pobj"]
    others = [page.headed.get(k) for k in there]
    if len(others) != 1 or others[0] is None or others[0].kind != of.kind or others[0].plural:
        return None
    return [of, others[0]]


def _told_of(page: Page, s: int) -> int:
    """For a body that speaks behind what it says ("The two leaders met, the ministry said"), the subject of that where
    it is more than one: the next sentence goes on with them. Else the subject itself."""
    verb = page.head[s]
    inner = next((k for k in page.kids[verb] if page.dep[k] in ("ccomp", "parataxis") and k < s), None)
    of, other = page.headed.get(s), subject_of(page, inner) if inner is not None else None
    if of is None or of.plural or other is None or other >= s or not said_by(page, s):
        return s
    told = page.headed.get(other)
    many = len(page.conjuncts(other)) > 1 or other in page.groups or told is not None and told.plural
    return other if many or page.tag[other] == "NNS" else s


def _many(page: Page, i: int) -> None:
    """They and their: a plural or coordinated subject of the clause, the one above, or the sentence before."""
    verb = clause_of(page, i)
    own = page.low[i] in ("their", "theirs", "themselves") or page.dep[i] not in ("nsubj", "nsubjpass")
    found = _chain(page, i, verb if own else above(page, verb))
    s: int | None
    if page.low[i] == "them":
        s = whom_they_mean(page, i)
    elif found is not None:
        s = found[1]
    else:
        first = page.sents[page.sent[i]][0]
        if i - first > 3 or page.sent[i] == 0 or page.dep[clause_of(page, i)] != "ROOT":
            return
        s = main_subject(page, page.sent[i] - 1)
    if s is None:
        return
    if found is None and page.low[i] != "them":
        s = _told_of(page, s)
    of = page.headed.get(s)
    if page.low[s] in _MANY and s in page.groups:
        page.groups[i] = page.groups[s]
        return
    if len(page.conjuncts(s)) == 1 and (two := _met(page, s)) is not None:
        page.groups[i] = two
        return
    members = [m for c in page.conjuncts(s) for m in page.groups.get(c, [page.headed.get(c)])]
    if len(members) > 1 and all(m is not None for m in members):
        page.groups[i] = [m for m in members if m is not None]
        return
    if len(members) == 1 and of is not None and of.kind != "document" and (
            of.plural or of.kind in ("force", "group", "organisation")) and of.kind != "person":
        _add(page, i, of, f"{page.low[i]}: {of.name or page.words(of.start, of.end)}", 0.8)
