"""Who holds a title: the name beside it, or whom the sentence says it of."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.relations.draft import named_person
from communique.coding.relations.lexicon import titles
from communique.coding.relations.predication import holders
from communique.language.reading import Reading
from communique.records import Mention, Role

__all__ = ["as_person", "may_be_person", "title_holders"]


def title_holders(
    reading: Reading, noun: Token, after: Token, starts: dict[int, Mention]
) -> list[tuple[Role, Token, str]]:
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


def may_be_person(reading: Reading, m: Mention) -> bool:
    """Whether a name of two or more words that no table knows could be a person's, beside a title of office."""
    if (
        m.form != "named"
        or m.kind not in ("place", "organisation")
        or not (m.how or "").startswith("named by the report")
    ):
        return False
    words_ = m.text.split()
    return 2 <= len(words_) <= 4 and all(w[:1].isupper() for w in words_) and words_[0].lower() != "the"


def as_person(m: Mention) -> Mention:
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
