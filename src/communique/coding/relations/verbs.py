"""Verb frames: "operates", "belongs to", "joined", "is based in", "signed", "is equipped with"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import child, negated, objects, pobjs, subjects, unreal
from communique.coding.relations.draft import Draft, is_a, known
from communique.coding.relations.lexicon import Verb, verbs
from communique.coding.relations.nouns import fuller
from communique.coding.relations.valid import valid_near
from communique.language.reading import Reading
from communique.records import Role

__all__ = ["find_verb_relations"]

_ALONG = ("with", "alongside", "including")


def find_verb_relations(reading: Reading) -> Iterator[Draft]:
    """The relations that a verb states as a fact."""
    table = verbs()
    for verb in reading.doc:
        frames = table.get(verb.lemma_)
        if frames is None or verb.pos_ not in ("VERB", "ADJ", "AUX"):
            continue
        if verb.tag_ == "VB" and not _finite(verb) or unreal(verb, allow=("can",)):
            continue
        for frame in frames:
            found = list(_frame(reading, verb, frame))
            yield from found
            if found:
                break


def _finite(verb: Token) -> bool:
    """A bare form is a fact under "do" ("does not belong"), not after "to" or in a command."""
    return any(c.dep_ == "aux" and c.lower_ in ("do", "does", "did") for c in verb.children) or verb.dep_ == "conj"


def _frame(reading: Reading, verb: Token, frame: Verb) -> Iterator[Draft]:
    if not all(_has(verb, part) for part in frame.parts):
        return
    ones = _slot(reading, verb, frame.subject, frame)
    twos = _slot(reading, verb, frame.object, frame)
    if not ones or not twos:
        return
    point = "from" if frame.type in ("joined", "left", "signatory_of") else "both"
    valid = valid_near(reading, [verb, *twos], point)
    no = negated(verb)
    for one in ones:
        for two in twos:
            if (
                one.i == two.i
                or not is_a(reading, one, frame.subject_kinds)
                or not is_a(reading, two, frame.object_kinds)
            ):
                continue
            for a in _roles(reading, one, verb, frame, frame.subject):
                for b in _roles(reading, two, verb, frame, frame.object):
                    if not (known(a) or known(b)):
                        continue
                    yield Draft(
                        frame.type,
                        a,
                        b,
                        [one, verb, two],
                        frame.rule,
                        0.8 if known(a) and known(b) else 0.65,
                        negated=no,
                        valid=valid,
                    )


def _roles(reading: Reading, token: Token, verb: Token, frame: Verb, slot: str) -> list[Role]:
    found = [fuller(reading, token)]
    for role in reading.roles_of(token):
        if role.span != found[0].span and role not in found and (known(role) or not known(found[0])):
            found.append(role)
    if slot == frame.subject and frame.type in ("member_of", "signatory_of"):
        for other in pobjs(verb, "along", *_ALONG):  # "belongs to it along with Chile", "signed it with Chad"
            token = next(pobjs(other, "with"), other)
            for c in (other, *[g for p in verb.children if p.lower_ == "along" for g in pobjs(p, "with")]):
                if is_a(reading, c, ("state", "organisation")):
                    found += [r for r in reading.roles_of(c) if r not in found]
        for p in verb.children:
            if p.lower_ == "along":
                for g in pobjs(p, "with"):
                    found += [r for r in reading.roles_of(g) if r not in found and known(r)]
    return found


def _has(verb: Token, part: str) -> bool:
    return any(
        c.lower_ == part or c.lemma_ == part
        for c in verb.children
        if c.dep_ in ("prt", "prep", "dobj", "advmod", "agent", "dative")
    )


def _slot(reading: Reading, verb: Token, slot: str, frame: Verb) -> list[Token]:
    """The heads of the phrases in a slot."""
    found: list[Token] = []
    for name in slot.split("|"):
        first, _, rest = name.partition(".")
        if first == "subj":
            passive = child(verb, "nsubjpass", "auxpass") is not None or (verb.dep_ == "acl" and verb.tag_ == "VBN")
            by = list(pobjs(verb, "by"))
            if passive and frame.object in ("obj",) or frame.object == "subj" and passive or (passive and by):
                found += by
            else:
                found += subjects(verb)
        elif first == "obj":
            some = objects(verb)
            if rest:
                for o in some:
                    found += (
                        [c for c in o.children if c.dep_ == "poss"]
                        if rest == "poss"
                        else [c for c in o.children if c.dep_ in ("compound", "amod")]
                        if rest == "comp"
                        else list(pobjs(o, rest))
                    )
            else:
                found += some
        else:
            found += list(pobjs(verb, first))
    return found
