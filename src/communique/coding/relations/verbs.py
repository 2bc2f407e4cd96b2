"""Verb frames: "operates", "belongs to", "joined", "is based in", "signed", "is equipped with"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.grammar import child, negated, objects, pobjs, subjects, unreal
from communique.coding.relations.draft import Draft, is_a, kind_of, known
from communique.coding.relations.lexicon import Verb, verbs, words
from communique.coding.relations.nouns import fuller
from communique.coding.relations.valid import valid_near
from communique.language.reading import Reading
from communique.records import Role

__all__ = ["find_verb_relations"]

#: Who can be a member or sign.
_PARTIES = ("state", "organisation", "group", "force")


def find_verb_relations(reading: Reading) -> Iterator[Draft]:
    """The relations that a verb states as a fact."""
    table = verbs()
    for verb in reading.tokens:
        frames = table.get(verb.lemma_)
        if frames is None or verb.pos_ not in ("VERB", "ADJ", "AUX"):
            continue
        if verb.tag_ == "VB" and not _finite(verb) or unreal(verb, allow=("can",)):
            continue
        said: set[tuple[str, object, object]] = set()
        for frame in frames:
            for draft in _frame(reading, verb, frame):
                kind = "located_in" if draft.type == "based_at" else draft.type
                key = (kind, draft.subject.span, draft.object.span if draft.object else None)
                if key not in said:
                    said.add(key)
                    yield draft


def _finite(verb: Token) -> bool:
    """A bare form is a fact under "do" ("does not belong"), not after "to" or in a command."""
    return any(c.dep_ == "aux" and c.lower_ in ("do", "does", "did") for c in verb.children) or verb.dep_ == "conj"


def _frame(reading: Reading, verb: Token, frame: Verb) -> Iterator[Draft]:
    if not all(_has(verb, part) for part in frame.parts) or frame.present and not _present(verb):
        return
    if frame.type in ("joined", "left") and _otherwise(reading, verb, frame):
        return
    ones = _slot(reading, verb, frame.subject, frame)
    twos = _slot(reading, verb, frame.object, frame)
    if not ones or not twos:
        return
    point = "from" if frame.type in ("joined", "left", "signatory_of") else "both"
    valid = valid_near(reading, [verb, *twos], point)
    no = negated(verb)
    for one in (t for o in ones for t in _coordinated(reading, o, verb)):
        for two in (t for o in twos for t in _coordinated(reading, o, verb)):
            if (
                one.i == two.i
                or any(d.lower_ == "no" for t in (one, two) for d in t.children if d.dep_ == "det")
                or not is_a(reading, one, frame.subject_kinds)
                or not is_a(reading, two, frame.object_kinds)
            ):
                continue
            for a in _roles(reading, one, verb, frame, frame.subject):
                for b in _roles(reading, two, verb, frame, frame.object):
                    sure = known(a) and known(b)
                    if not (known(a) or known(b) or _telling(one) and _telling(two)):
                        continue
                    yield Draft(
                        frame.type,
                        _kinded(a, reading, one),
                        _kinded(b, reading, two),
                        [one, verb, two],
                        frame.rule,
                        0.8 if sure else 0.65,
                        negated=no,
                        valid=valid,
                    )


def _present(verb: Token) -> bool:
    helped = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBN":  # "are deployed in Mali", "the brigade deployed there": how it stands, not what was done
        return bool(helped & {"is", "are"}) and "being" not in helped or verb.dep_ == "acl" and not helped
    return verb.tag_ in ("VBZ", "VBP") or verb.tag_ == "VBG" and bool(helped & {"is", "are"})


def _otherwise(reading: Reading, verb: Token, frame: Verb) -> bool:
    """Whether "join", "leave" and "withdraw" tell of no membership: who withdraws a unit from the bank takes the unit
    away, "joined NATO in condemning" says that both did, "left NATO in no doubt" what state it was left in."""
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if frame.object != "obj":
        return any(c.lemma_.lower() not in words("membership") for c in things)
    if frame.type == "left" and child(verb, "oprd", "acomp", "dative") is not None:
        return True
    if any(c.pos_ == "NOUN" and c.lemma_ in words("rooms") or _parliament(reading, c) for c in things):
        return True  # deputies who leave the chamber stay deputies
    over = ("in",) if frame.type == "joined" else ("in", "with", "without", "to")
    for spot in (verb, *things):
        for c in spot.children:
            if c.dep_ == "prep" and c.lower_ in over and things and c.i > things[0].i:
                at = child(c, "pobj", "pcomp")
                if at is None or not reading.times_in(at.left_edge.idx, at.right_edge.idx + len(at.right_edge)):
                    return True
    return False


def _parliament(reading: Reading, token: Token) -> bool:
    mention = reading.mention_of(token)
    return mention is not None and mention.head == token.idx and mention.sector == "LEG"


def _coordinated(reading: Reading, token: Token, verb: Token) -> list[Token]:
    """The phrase's head and what is coordinated with it; of a relative clause's noun also what stands before it."""
    after = [c for c in token.conjuncts if c.i > token.i]
    if token.dep_ == "conj" and token.i < verb.i and verb.tag_ != "VBZ" and verb.dep_ in ("relcl", "acl"):
        return sorted({t.i: t for t in (token, *token.conjuncts)}.values(), key=lambda t: t.i)
    return [token, *after]


def _telling(token: Token) -> bool:
    """Whether the phrase tells of something certain: it has a name or a number in it, or "the"."""
    return any(
        t.pos_ == "PROPN" or t.lower_ == "the" or any(x.isdigit() for x in t.text)
        for t in token.subtree
        if t.i <= token.i
    ) or any(g.pos_ == "PROPN" or child(g, "nummod", "compound") is not None for g in pobjs(token, "of", "from", "at"))


def _kinded(role: Role, reading: Reading, token: Token) -> Role:
    """The role with its kind, where the class of its noun tells it."""
    if role.kind is not None:
        return role
    kind = kind_of(reading, token)
    if kind not in ("facility", "equipment", "force", "document"):
        return role
    return Role(
        entity=role.entity,
        name=role.name,
        kind=kind,
        country=role.country,
        sector=role.sector,
        text=role.text,
        span=role.span,
    )


def _roles(reading: Reading, token: Token, verb: Token, frame: Verb, slot: str) -> list[Role]:
    several = reading.groups.get(token.idx)
    found = [reading.role(m) for m in several] if several else [fuller(reading, token)]
    if slot == frame.subject and frame.type in ("member_of", "signatory_of"):
        for p in verb.children:
            if p.lower_ in ("along", "together", "with", "alongside"):
                for g in (*pobjs(p, "with"), *(x for x in p.children if x.dep_ == "pobj")):
                    found += [r for r in reading.roles_of(g) if r not in found and known(r) and r.kind in _PARTIES]
    return found


def _there(reading: Reading, verb: Token) -> list[Token]:
    """What "there" or "where" means: the facility, else the place, that was spoken of last, in this sentence or the
    one before."""
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        noun = verb.head
        above = noun.head.head if noun.dep_ == "pobj" else noun
        return [above if is_a(reading, above, ("facility",)) else noun]  # "the airport at Gao, where jets stand"
    first = verb.sent.start
    before = [t for t in reading.doc[max(0, first - 60) : verb.i] if t.pos_ in ("NOUN", "PROPN")]
    before = [t for t in before if t.i >= first or t.sent.end == first or reading.doc[first - 1].is_space]
    for kinds in (("facility",), ("place", "settlement")):
        spoken = [t for t in before if is_a(reading, t, kinds) and t.dep_ != "compound"]
        if spoken:
            return spoken[-1:]
    return []


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
            if first in ("in", "at") and not found and any(
                c.lower_ in ("there", "where") and c.dep_ == "advmod" for c in verb.children
            ):
                found += _there(reading, verb)
            for c in verb.children:  # "has its headquarters in": the place hangs from the noun
                if c.dep_ == "dobj" and c.lemma_ in frame.parts:
                    found += list(pobjs(c, first))
    return found
