"""Offices: titles before names, in apposition, after "is", "as", "named", and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import negated, unreal
from communique.coding.relations.draft import Draft, known, last_subject, named_person, state_role
from communique.coding.relations.lexicon import Title, titles, words
from communique.coding.relations.predication import holders, others, prenominal
from communique.coding.relations.valid import valid_near
from communique.language.reading import Reading
from communique.records import Mention, Role, Valid

__all__ = ["find_offices", "offices_of"]

_PAST = frozenset(["former", "ex", "then", "late", "erstwhile", "onetime", "ousted", "deposed", "past", "previous"])
#: Invisible marks of direction and width that some pages leave in words.
_MARKS = "\u200b\u200c\u200d\u200e\u200f\ufeff"
_SLOTS = ("poss", "comp", "of", "for", "in", "at", "to", "from", "on")
_BODY = ("state", "organisation", "force", "group", "facility", "place")


def find_offices(reading: Reading) -> Iterator[Draft]:
    """Who holds which office, and who chairs what."""
    table = titles()
    starts = {m.span[0]: m for m in reading.mentions if m.kind == "person" and m.form == "named"}
    for m in reading.mentions:
        if _may_be_person(reading, m):
            starts.setdefault(m.span[0], _as_person(m))
    last: tuple[str, int] | None = None  # the last title given, for "his Russian counterpart"
    for noun in reading.doc:
        word = noun.lemma_.lower().strip(_MARKS)
        title = table.get(word) if noun.pos_ in ("NOUN", "PROPN", "ADJ") or noun.text[:1].isupper() else None
        if title is None:
            if word == "counterpart" and last is not None and noun.i - last[1] < 60:
                yield from _counterpart(reading, noun, last[0], starts)
            continue
        if _modifies_title(reading, noun):
            continue
        value, first, after = _value(reading, noun, title)
        people = _people(reading, noun, after, starts)
        if not people and value:
            last = (value, noun.i)
            continue
        last = (value, noun.i)
        for role, sayer, how in people:
            if (how in ("copula", "as", "named", "inverse") and unreal(sayer)) or negated(sayer):
                continue
            yield from _drafts(reading, noun, title, value, first, role, sayer, how)


def _may_be_person(reading: Reading, m: Mention) -> bool:
    """Whether a name of two or more words that no table knows could be a person's, beside a title of office."""
    if (
        m.form != "named"
        or m.kind not in ("place", "organisation")
        or not (m.how or "").startswith("named by the report")
    ):
        return False
    words_ = m.text.split()
    return 2 <= len(words_) <= 4 and all(w[:1].isupper() for w in words_) and words_[0].lower() != "the"


def _as_person(m: Mention) -> Mention:
    slug = (m.entity or "").partition(":")[2]
    return Mention(
        article=m.article,
        span=m.span,
        text=m.text,
        kind="person",
        entity=f"person:{slug}" if slug else None,
        name=m.text,
        form="named",
        head=m.head,
        how=m.how,
    )


def _modifies_title(reading: Reading, noun: Token) -> bool:
    """Whether the noun only qualifies a further title: "justice" in "Justice Minister", "deputy" in "deputy head"."""
    i = noun.i + 1
    while i < len(reading.doc) and i - noun.i < 5:
        t = reading.doc[i]
        if t.sent != noun.sent or t.pos_ not in ("PROPN", "NOUN", "ADJ"):
            return False
        m = reading.mention_of(t)
        if m is not None and m.kind == "person" and m.form == "named":
            return False
        word = t.lemma_.lower().strip(_MARKS)
        if word in titles() and noun.lower_ not in ("president", "king", "premier"):
            return True
        i += 1
    return False


def offices_of(reading: Reading) -> dict[str, tuple[str | None, Role | None]]:
    """By a person's id: the country whose office the report gives them, and the body or state of the office."""
    found: dict[str, tuple[str | None, Role | None]] = {}
    for d in find_offices(reading):
        if d.type != "holds_office" or not d.subject.entity or d.value is None or _PAST & set(d.value.split()):
            continue
        country, body = found.get(d.subject.entity, (None, None))
        of = d.object
        found[d.subject.entity] = (
            country or d.subject.country or (of.country if of is not None else None),
            body or (of if known(of) else None),
        )
    return found


def _drafts(
    reading: Reading, noun: Token, title: Title, value: str, first: Token, role: Role, sayer: Token, how: str
) -> Iterator[Draft]:
    target = _whose(reading, noun, title, role)
    if title.scope == "post" and (
        target is None
        or target.kind == "state"
        or not known(target)
        and target.kind is None
        and not any(t.pos_ == "PROPN" for t in noun.subtree if t.i > noun.i)
    ):
        return
    modifiers = value.split()
    past = bool(_PAST & set(modifiers[:-1])) or value.startswith("ex-") or how == "until then"
    valid = valid_near(reading, [noun, sayer] if how != "before a name" else [noun])
    if past and valid == Valid():
        valid = Valid(to=(reading.article.published or "")[:10] or None)
    sure = 0.85 if how in ("before a name", "apposition") else 0.8
    if target is None and title.scope in ("state", "portfolio") and role.country:
        target, sure = state_role(reading, role.country), 0.75
    tokens = [first, noun, sayer]
    rule = f"{title.rule}, {how}"
    yield Draft("holds_office", role, target, tokens, rule, sure, value=value, valid=valid)
    if title.scope == "chair" and target is not None and target.kind in ("organisation", "group", None) and not past:
        yield Draft("chairs", role, target, tokens, rule, sure, value=value, valid=valid)


def _people(reading: Reading, noun: Token, after: Token, starts: dict[int, Mention]) -> list[tuple[Role, Token, str]]:
    """Who holds the title: the name that stands next to it first, else whom the sentence says it of."""
    doc = reading.doc
    own = reading.mention_of(noun)
    if own is not None and own.kind == "person" and own.form == "named" and own.span[1] > noun.idx + len(noun) + 1:
        return [(reading.role(own), noun, "before a name")]  # the name was found with its title
    j = after.i + 1
    gap = 0
    while (
        j < len(doc)
        and gap < 3
        and (
            doc[j].lower_
            in (
                "-",
                "–",
                "elect",
                "designate",
                "nominee",
                ",",
                "mr",
                "mr.",
                "ms",
                "mrs",
                "dr",
                "dr.",
                "sir",
                "general",
                "gen.",
            )
            or doc[j].is_quote
        )
    ):
        if doc[j].text == "," and after.i == noun.i and not any(c.dep_ in ("det", "poss") for c in noun.children):
            break
        j, gap = j + 1, gap + 1
    if j < len(doc) and doc[j].idx in starts and doc[j].sent == noun.sent:
        mention = starts[doc[j].idx]
        comma = doc[j - 1].text == ","
        if not comma or not _listed(doc[j], noun):
            return [(reading.role(mention), noun, "apposition" if comma else "before a name")]
    if j < len(doc) and doc[j].pos_ == "PROPN" and reading.mention_of(doc[j]) is None and doc[j].sent == noun.sent:
        k = j
        while k + 1 < len(doc) and doc[k].dep_ == "compound" and doc[k + 1].pos_ == "PROPN":
            k += 1
        bare = named_person(reading, doc[k])
        if bare is not None and k > j and (doc[j - 1].text != "," or not _listed(doc[k], noun)):
            return [(bare, noun, "apposition" if doc[j - 1].text == "," else "before a name")]
    if doc[j - 1].text == "," and j < len(doc):  # "the leader of the party, former minister X"
        k = j
        while k < len(doc) and k - j < 8 and doc[k].pos_ in ("ADJ", "NOUN", "PROPN") and doc[k].idx not in starts:
            k += 1
        if (
            j < k < len(doc)
            and doc[k].idx in starts
            and doc[k - 1].lemma_.lower() in titles()
            and noun.dep_ not in ("appos",)
        ):
            return [(reading.role(starts[doc[k].idx]), noun, "apposition")]
    if noun.i + 2 < len(doc) and noun.nbor().lower_ in ("and", "&"):  # "Chairman and CEO X"
        k = noun.i + 2
        while k < len(doc) and k - noun.i < 6 and doc[k].pos_ in ("PROPN", "NOUN", "ADJ") and doc[k].idx not in starts:
            k += 1
        if k < len(doc) and doc[k].idx in starts and doc[k - 1].lemma_.lower() in titles() and k > noun.i + 2:
            return [(reading.role(starts[doc[k].idx]), noun, "before a name")]
    found: list[tuple[Role, Token, str]] = []
    following = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if noun.tag_ in ("NNS", "NNPS") and noun.dep_ != "attr":
        return found  # "lawyers, X": a list, not an office
    if (
        noun.dep_ == "appos"
        and following is not None
        and following.tag_ in ("VBD", "VBZ")
        and following.dep_ != "relcl"
    ):
        return found  # "X, a lawyer noted": who noted is another
    for token, sayer, how in holders(reading, noun):
        role = named_person(reading, token)
        if role is None or role.span is None:
            continue
        if how == "before a name" or not role.span[0] <= noun.idx < role.span[1]:
            found.append((role, sayer, how))
    return found[:1] if found and found[0][2] not in ("copula", "as") else found


def _listed(name: Token, noun: Token) -> bool:
    """Whether the name after the comma is a further item of a list, not the title's holder."""
    return bool(name.dep_ == "conj" and name.head.i < noun.i)


def _value(reading: Reading, noun: Token, title: Title) -> tuple[str, Token, Token]:
    """The title in lower case, its first token, and the last token of the title's phrase ("of State")."""
    doc = reading.doc
    skip = {
        i
        for t in prenominal(reading, noun)
        for i in range(t.left_edge.i, t.i + 1)
        if (m := reading.mention_of(t)) and m.span[0] <= doc[i].idx
    }
    noise = words("noise")
    first = noun
    left: list[str] = []
    i = noun.i - 1
    while i >= 0 and noun.i - i < 8 and doc[i].sent == noun.sent:
        t = doc[i]
        if (
            i in skip
            or not (
                t.pos_ in ("PROPN", "NOUN", "ADJ")
                or t.tag_ in ("HYPH", "VBN", "VBG")
                or t.text == "-"
                or t.lower_ in ("then", "ex", "vice")
            )
            or t.is_quote
        ):
            break
        if (
            t.dep_ in ("nsubj", "dobj", "pobj", "attr", "ROOT", "poss", "nsubjpass")
            and t.lower_ not in ("then", "ex", "vice")
            and t.text != "-"
        ):
            break
        own = reading.mention_of(t)
        if (
            t.lower_ not in words("portfolio")
            and own is not None
            and own.head == t.idx
            and own.kind in ("state", "organisation")
            and own.form == "named"
        ):
            break
        if t.text == "-" and doc[i - 1].lower_ not in ("ex", "vice", "lieutenant", "attorney", "deputy", "co"):
            break
        left.insert(0, t.lower_)
        first, i = t, i - 1
    while left and left[0] in noise:
        left.pop(0)
        first = doc[first.i + 1]
    if left[:1] == ["-"]:
        left.pop(0)
    value = [
        *[w for w in left if w not in noise or w == "-"],
        noun.lower_.strip(_MARKS) if noun.tag_ not in ("NNS", "NNPS") else noun.lemma_.lower(),
    ]
    after = noun
    k = noun.i + 1
    if (
        k + 1 < len(doc)
        and doc[k].text in ("-", "–")
        and doc[k + 1].lower_ in ("elect", "designate", "general", "nominee")
    ):
        value += ["-", doc[k + 1].lower_]
        after = doc[k + 1]
    elif k < len(doc) and doc[k].lower_ in ("general", "elect", "designate") and doc[k].sent == noun.sent:
        value.append(doc[k].lower_)
        after = doc[k]
    for c in noun.children:
        if c.dep_ != "prep" or c.i < noun.i or c.lower_ not in ("of", "for", "in", "to", "at"):
            continue
        part = _until_apposition(c)
        if c.i - after.i == 1 and part[-1].i - c.i < 12:
            after = part[-1]
            portfolio = _portfolio(reading, c, title)
            value += portfolio
    return " ".join(value).replace(" - ", "-"), first, after


def _until_apposition(prep: Token) -> list[Token]:
    """The words of a prepositional phrase before what is set beside its noun: of "of Lagos, Tunde Alabi" two."""
    part = list(prep.subtree)
    stop = min((t.left_edge.i for t in part if t.dep_ in ("appos", "relcl") and t.i > prep.i), default=part[-1].i + 1)
    kept = [t for t in part if t.i < stop]
    while len(kept) > 1 and kept[-1].is_punct:
        kept.pop()
    return kept


def _portfolio(reading: Reading, prep: Token, title: Title) -> list[str]:
    """ "of State", "for Central Asia": what a minister or secretary is in charge of; "of staff"."""
    inner = [t for t in prep.children if t.dep_ == "pobj"]
    if not inner:
        return []
    head = inner[0]
    if (
        head.lower_ in ("staff", "state", "government", "parliament", "congress", "protocol", "delegation", "mission")
        and prep.lower_ == "of"
        and not any(c.dep_ in ("det", "poss") for c in head.children)
    ):
        return ["of", head.lower_]
    if title.scope != "portfolio" or prep.lower_ not in ("of", "for"):
        return []
    m = reading.mention_of(head)
    if (
        m is not None
        and m.kind in ("state", "organisation")
        and prep.lower_ == "of"
        and m.entity
        and m.entity.startswith("state:")
    ):
        return []
    keep = [t for t in reading.doc[head.left_edge.i : head.i + 1] if t.dep_ != "det"]
    tail = [t.lower_ for t in keep if not t.is_space]
    for c in head.children:
        if c.dep_ in ("cc", "conj") and c.i > head.i:
            tail += [t.lower_ for t in c.subtree if not t.is_space] if c.dep_ == "conj" else [c.lower_]
    return [prep.lower_, *tail]


def _whose(reading: Reading, noun: Token, title: Title, holder: Role) -> Role | None:
    """The state or body of the office: a name or demonym before it, a possessor, "of Y", "for Y"."""
    spare: Role | None = None
    parts = [
        c
        for i in range(max(0, noun.i - 2), noun.i)
        if reading.doc[i].lower_ in ("vice", "deputy", "-")
        for c in reading.doc[i].children
        if c.dep_ == "poss"
    ]
    for token, slot in (*((p, "poss") for p in parts), *others(reading, noun, _SLOTS)):
        if slot in ("in", "at", "on", "from", "to") and spare is not None:
            break
        role = reading.role_of(token)
        if slot in ("of", "for") and title.scope == "portfolio" and token.lower_ in words("portfolio"):
            continue
        if slot == "poss" and token.pos_ == "PRON" and not known(role):
            role = last_subject(reading, token) or role
        if role.span == holder.span or (role.entity and role.entity == holder.entity):
            continue
        if (
            title.scope == "portfolio"
            and slot in ("of", "for")
            and not (role.entity or "").startswith(("state:", "org"))
        ):
            inner = next((g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children), None)
            if inner is not None and known(reading.role_of(inner)):
                return reading.role_of(inner)
            continue
        if slot == "to" and noun.lemma_.lower() in words("posting"):
            continue  # "ambassador to Kenya": of whom, the words before say
        if role.kind in _BODY and (role.entity or role.country):
            if slot == "comp" or role.kind != "place":
                return role
            spare = spare or role
        elif (
            role.kind == "person"
            and slot in ("poss", "of", "for")
            and known(role)
            and noun.lemma_.lower() in words("aide")
        ):
            return role
        elif slot in ("of", "poss") and spare is None and token.pos_ in ("NOUN", "PROPN") and role.kind != "person":
            spare = role
    return spare or _of_after_name(reading, holder)


def _of_after_name(reading: Reading, holder: Role) -> Role | None:
    """ "Deputy Foreign Minister X of Sudan"."""
    if holder.span is None:
        return None
    after = reading.text[holder.span[1] : holder.span[1] + 8]
    if not after.startswith(" of "):
        return None
    start = holder.span[1] + 4 + (4 if after.startswith(" of the ") else 0)
    m = next(
        (
            m
            for m in reading.mentions_in(start, start + 60)
            if m.span[0] == start and m.kind in ("state", "organisation")
        ),
        None,
    )
    return reading.role(m) if m is not None and (m.entity or m.country) else None


def _counterpart(reading: Reading, noun: Token, value: str, starts: dict[int, Mention]) -> Iterator[Draft]:
    """ "his Russian counterpart, X": the same office of another state."""
    people = _people(reading, noun, noun, starts)
    base = " ".join(w for w in value.split() if w not in _PAST)
    for token in prenominal(reading, noun):
        for role, sayer, how in people:
            yield Draft(
                "holds_office",
                role,
                reading.role_of(token),
                [token, noun, sayer],
                f"counterpart, {how}",
                0.75,
                value=base,
            )
