"""Where words bind someone to an act: "promised to", "is ready to", "plans for", "will" said by oneself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from communique.coding.commitments.lexicon import Governor, acts, governors, words
from communique.coding.grammar import child, lemma_of, negated, pobjs, subjects, unreal
from communique.language.reading import Reading

__all__ = ["Candidate", "find_candidates"]

_WILL = frozenset(["will", "'ll", "’ll", "shall"])
_STANDS = frozenset(["be", "remain", "stand", "stay", "become", "declare", "feel", "seem"])


@dataclass
class Candidate:
    """An act someone is bound to: `act` heads its words, `governor` is the word that binds (the act itself under
    "will"), `bound` heads the phrases of who is bound (none: understood from the statement), `how` is ``v``, ``a``,
    ``n``, ``that``, ``will``, ``would``, ``deal`` or ``is to``. `to`: heads of the phrases of those who are promised
    the act; `dated`: it binds only with a day."""

    act: Token
    governor: Token
    bound: list[Token]
    strength: str
    rule: str
    how: str
    passive: bool = False
    to: tuple[Token, ...] = ()
    dated: bool = False


def find_candidates(reading: Reading) -> Iterator[Candidate]:
    """Every place where words could bind someone; who is bound, and whether anyone is, is decided after."""
    table = governors()
    for token in reading.tokens:
        if token.tag_ == "MD" and token.dep_ == "aux":
            yield from _will(token)
            continue
        if token.pos_ == "AUX" or token.lower_ in ("is", "are"):
            yield from _is_to(token)
        if token.pos_ in ("VERB", "ADJ", "AUX") or token.tag_ in ("VBN", "VBD"):
            lemma = token.lemma_
            adjective = (
                token.dep_ in ("acomp", "oprd")
                or child(token, "auxpass") is not None
                or (token.dep_ == "conj" and token.pos_ == "ADJ")
                or token.dep_ == "ROOT"
                and token.pos_ == "ADJ"
            )
            for key in ((token.lower_, "a"), (lemma, "a")) if adjective else ():
                for governor in table.get(key, ()):
                    yield from _adjective(token, governor)
            if token.pos_ == "VERB" and not (adjective and (token.lower_, "a") in table):
                for governor in table.get((lemma, "v"), ()):
                    yield from _verb(token, governor)
        elif token.pos_ == "NOUN":
            for governor in table.get((token.lemma_, "n"), ()):
                yield from _noun(token, governor)


def _acts(token: Token, governor: Governor) -> Iterator[Token]:
    """The heads of the acts that hang from a governor."""
    frames = governor.frames
    for c in token.children:
        if c.i < token.i and c.dep_ != "ccomp":
            continue
        if "inf" in frames and governor.pos == "v" and c.dep_ in ("dobj", "dative") and c.lemma_ not in acts():
            # "promised the bloc ECOWAS to hold elections": the parser hangs the act from whom it is promised to
            for x in c.children:
                if x.dep_ in ("acl", "advcl", "xcomp", "relcl") and x.i > c.i and _infinitive(x):
                    yield from _coordinated(x)
        if (
            "objinf" in frames
            and c.dep_ == "dobj"
            and c.lemma_ in ("invitation", "offer", "request", "proposal", "demand")
        ):
            for x in c.children:
                if x.dep_ in ("acl", "relcl", "xcomp") and x.tag_ == "VB":
                    yield from _coordinated(x)
            continue
        if "under" in frames and c.dep_ == "prep" and c.lower_ == "under":
            yield token
            return
        if "any" in frames and c.dep_ == "prep" and c.lower_ == "to":
            for g in c.children:
                if g.dep_ == "pcomp":
                    yield from _coordinated(g)
                elif (
                    g.dep_ == "pobj"
                    and g.pos_ in ("NOUN", "PROPN")
                    and not any(d.lower_ in ("that", "this", "these", "those") for d in g.children)
                ):
                    yield g
            continue
        if "from" in frames and c.dep_ == "prep" and c.lower_ in ("on", "upon"):
            yield from (g for g in c.children if g.dep_ == "pobj" and g.lemma_ in acts())
            continue
        if (
            ("inf" in governor.frames or "dated" in governor.frames)
            and c.dep_ in ("xcomp", "acl", "ccomp", "advcl", "relcl")
            and c.tag_ == "VB"
            and any(a.lower_ == "to" and a.dep_ == "aux" for a in c.children)
        ):
            yield from _coordinated(c)
        elif (
            "that" in governor.frames
            and c.dep_ in ("ccomp", "acl", "relcl")
            and c.pos_ in ("VERB", "AUX")
            and any(a.tag_ == "MD" and a.lower_ in (*_WILL, "would", "'d", "’d") for a in c.children)
            and lemma_of(c) != "be"
        ):
            yield c
        elif "obj" in governor.frames and c.dep_ == "dobj":
            if any(w in acts() for w in _nouns(c)):
                yield c
        elif (
            "money" in governor.frames
            and c.dep_ == "dobj"
            and any(t.ent_type_ == "MONEY" or t.text in "$€£" for t in c.subtree)
        ):
            yield c
        elif c.dep_ == "prep" and c.lower_ in governor.frames:
            for g in c.children:
                if g.dep_ == "pcomp" and g.tag_ == "VBG" or g.dep_ == "pobj" and any(w in acts() for w in _nouns(g)):
                    yield from (_coordinated(g) if g.dep_ == "pcomp" else [g])


def _nouns(noun: Token) -> list[str]:
    """The noun's lemma, what it counts ("a package of aid") and what it is made of ("a loan guarantee")."""
    counted = [g.lemma_ for g in pobjs(noun, "of")] if noun.lemma_ in words("quantity") else []
    return [noun.lemma_, *counted, *[c.lemma_ for c in noun.children if c.dep_ == "compound"]]


def _coordinated(verb: Token) -> Iterator[Token]:
    """ "to withdraw the tanks and release the crew": two acts."""
    yield verb
    for c in verb.children:
        if c.dep_ == "conj" and c.tag_ in ("VB", "VBG", verb.tag_) and c.pos_ == "VERB" and child(c, "nsubj") is None:
            yield from _coordinated(c)


def _verb(token: Token, governor: Governor) -> Iterator[Candidate]:
    passive = child(token, "nsubjpass", "auxpass") is not None
    spared = ("can", "could") if "from" in governor.frames else ()
    if negated(token) or _veiled(token, spared) or token.dep_ == "amod" or _infinitive(token):
        return
    if passive and governor.strength in ("plan", "readiness"):
        return
    if token.lemma_ == "mean" and token.tag_ != "VBD" or passive and token.lemma_ in ("mean",):
        return
    bound = list(pobjs(token, "by")) if passive else subjects(token)
    if governor.strength == "agreement":
        yield from _agreed_that(token, governor, bound)
    for act in _acts(token, governor):
        if act.dep_ in ("dobj", "pobj") and act.lemma_ in ("it", "that", "this"):
            continue
        if "from" in governor.frames:
            givers = [*pobjs(act, "from", "of"), *(c for c in act.children if c.dep_ == "poss"), *pobjs(token, "from")]
            yield Candidate(act, token, givers, governor.strength, governor.rule, "v", to=tuple(bound))
            continue
        if "dated" in governor.frames:
            yield Candidate(act, token, bound, governor.strength, governor.rule, "v", passive, dated=True)
            continue
        if act.dep_ == "ccomp" and (who := child(act, "nsubj", "nsubjpass")) is not None:
            if governor.strength == "pledge" and not passive and _stranger(who, bound):
                continue  # "vowed that the Dutch would pay": what shall befall another
            if who.pos_ != "PRON" and governor.strength != "pledge" or passive and who.lower_ not in ("it", "they"):
                yield Candidate(act, token, [who], governor.strength, governor.rule, "that")
                continue
        if governor.strength == "plan" and any(x.dep_ == "neg" for x in act.children):
            continue  # "decided not to": nothing is planned
        yield Candidate(act, token, bound, governor.strength, governor.rule, "v", passive)


def _infinitive(token: Token) -> bool:
    """ "for all to commit": what is to be promised is not promised."""
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _stranger(who: Token, bound: list[Token]) -> bool:
    """Whether the clause's subject is a name of its own, which the one who promises is not."""
    named = who.pos_ == "PROPN" or any(
        c.ent_type_ in ("GPE", "NORP", "ORG") for c in who.children if c.dep_ in ("amod", "compound")
    )
    return named and all(b.lower_ != who.lower_ for b in bound)


def _agreed_that(token: Token, governor: Governor, bound: list[Token]) -> Iterator[Candidate]:
    """ "We agreed that our first task must be the protection of civilians": a duty laid on oneself."""
    for c in token.children:
        if c.dep_ == "ccomp" and any(a.tag_ == "MD" and a.lower_ in ("must", "should") for a in c.children):
            who = child(c, "nsubj", "nsubjpass") or next(
                (o for o in token.children if o.dep_ == "dobj" and o.i < c.i), None
            )
            if who is not None and (
                who.lower_ in ("we", "they") or any(p.lower_ in ("our", "their") for p in who.children)
            ):
                yield Candidate(c, token, bound, governor.strength, governor.rule, "v")


def _adjective(token: Token, governor: Governor) -> Iterator[Candidate]:
    head = token.head if token.dep_ in ("acomp", "oprd") else token
    if token.dep_ == "acomp" and lemma_of(head) not in _STANDS:
        return
    if negated(token) or _veiled(token, ("will", "would", "'d", "’d")) or _asked(token):
        return
    was = any(
        c.lower_ in ("was", "were")
        for c in (head, *token.children)
        if c.dep_ in ("auxpass", "ROOT", "ccomp") or c.i == head.i
    )
    if was and governor.strength == "plan" and not _reported(token):
        return
    for act in _acts(token, governor):
        yield Candidate(act, token, subjects(token), governor.strength, governor.rule, "a")


def _asked(token: Token) -> bool:
    """Whether the word stands in an indirect question: "how far he is willing to go"."""
    start = max(token.sent.start, token.i - 8)
    return any(t.lower_ in ("how", "whether", "why", "likely") for t in token.doc[start : token.i])


def _noun(token: Token, governor: Governor) -> Iterator[Candidate]:
    if negated(token) or any(c.lower_ in ("any", "no", "alleged", "supposed", "possible") for c in token.children):
        return
    bound: list[Token] = [c for c in token.children if c.dep_ == "poss"]
    bound += list(pobjs(token, "by", "between", "from"))
    if not bound and not {"to", "of"} & governor.frames:
        bound += list(pobjs(token, "of"))
    if not bound:
        bound += [
            c
            for c in token.children
            if c.dep_ in ("compound", "amod", "nmod") and c.pos_ in ("PROPN", "ADJ") and c.text[:1].isupper()
        ]
    if "under" in governor.frames:
        for act in _acts(token, governor):  # an obligation stands whoever speaks of it
            documents = list(pobjs(token, "under"))
            others = tuple(g for d in documents for g in pobjs(d, "with", "between"))
            yield Candidate(act, token, bound, governor.strength, governor.rule, "n", to=others)
        return
    verb = token.head
    while verb.dep_ in ("prep", "pobj", "conj") and verb.head.i != verb.i and verb.pos_ != "VERB":
        verb = verb.head
    if (
        verb.pos_ == "VERB"
        and (verb.lemma_ in words("distance") or _veiled(verb, ()) or negated(verb))
        and token.i > verb.i
    ):
        return
    if not bound and token.dep_ in ("dobj", "attr", "pobj") and verb.pos_ in ("VERB", "AUX") and token.i > verb.i:
        bound = subjects(verb)
    if "is" in governor.frames:
        yield from _aim(token, governor, bound)
        return
    for act in _acts(token, governor):
        yield Candidate(act, token, bound, governor.strength, governor.rule, "n")


def _aim(noun: Token, governor: Governor, bound: list[Token]) -> Iterator[Candidate]:
    """ "Our aim is to help", and after it "It is also to": what one sets oneself."""
    if noun.dep_ not in ("nsubj", "conj") or not bound:
        return
    at = noun.head if noun.dep_ == "nsubj" else noun.head.head
    heads = [at]
    if noun.sent.end < len(noun.doc) and noun.doc[noun.sent.end].lower_ == "it":
        heads.append(noun.doc[noun.sent.end].sent.root)
    for be in heads:
        if be.lower_ not in ("is", "are", "remains"):
            continue
        for act in be.subtree:
            if (
                act.tag_ == "VB"
                and act.dep_ in ("xcomp", "conj", "ccomp", "relcl", "advcl")
                and act.i > be.i
                and any(c.lower_ == "to" and c.dep_ == "aux" for c in act.children)
                and (act.head.i == be.i or act.head.dep_ == "attr" or act.dep_ == "conj")
            ):
                yield Candidate(act, noun, bound, governor.strength, governor.rule, "n")


def _will(modal: Token) -> Iterator[Candidate]:
    verb = modal.head
    if modal.lower_ not in (*_WILL, "would", "'d", "’d") or verb.pos_ not in ("VERB", "AUX"):
        return
    if any(c.dep_ == "neg" for c in verb.children) or any(
        c.lower_ in ("have", "never") and c.dep_ in ("aux", "neg") for c in verb.children
    ):
        return
    allow = (modal.lower_,)
    if unreal(verb, allow=(*allow, "xcomp")) or _conditional(verb):
        return
    how = "will" if modal.lower_ in _WILL else "would"
    if how == "would" and not _reported(verb):
        return
    passive = child(verb, "nsubjpass") is not None
    bound = list(pobjs(verb, "by")) if passive else subjects(verb)
    act = verb
    if (
        verb.lemma_ in ("continue", "go", "begin", "start", "keep", "seek", "try", "work")
        and (x := child(verb, "xcomp")) is not None
    ):
        act = x
    state = child(verb, "acomp", "oprd")
    if verb.lemma_ in ("remain", "stay", "be", "keep") and state is not None and state.lower_ in words("state"):
        yield Candidate(state, modal, bound, "pledge", f"{how}: {state.lower_}", how)
        return
    role = child(act, "attr")
    if lemma_of(act) in ("be", "remain") and role is not None and role.lemma_ in words("role"):
        yield Candidate(role, modal, bound, "pledge", f"{how}: {role.lemma_}", how)
        return
    if lemma_of(act) in ("be", "remain"):
        return
    deal = _deal(verb)
    for one in _coordinated(act):
        if deal is not None and how == "will":
            yield Candidate(
                one,
                modal,
                bound if child(verb, "nsubj") is not None and not _relative(verb) else deal,
                "agreement",
                "deal that will",
                "deal",
                passive,
            )
        else:
            yield Candidate(one, modal, bound, "pledge", f"{how}: {one.lemma_}", how, passive)


def _relative(verb: Token) -> bool:
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is not None and subject.tag_ in ("WDT", "WP")


def _deal(verb: Token) -> list[Token] | None:
    """The parties of the agreement whose terms the relative clause under `verb` tells ("a deal under which Chad will
    ...", "an agreement that will enable Iraq to ..."); None where it tells of none."""
    if verb.dep_ != "relcl" or verb.head.lemma_ not in words("agreement"):
        return None
    noun = verb.head
    parties = list(pobjs(noun, "between"))
    if not parties and noun.dep_ in ("dobj", "pobj", "nsubjpass"):
        signing = noun.head if noun.dep_ == "dobj" else noun.head.head
        parties = subjects(signing) if signing.pos_ == "VERB" and signing.lemma_ in words("signing") else []
    return parties


def _is_to(be: Token) -> Iterator[Candidate]:
    """ "The minister is to visit": a plan. "was to", "is to blame" are not."""
    if be.lower_ not in ("is", "are"):
        return
    act = child(be, "xcomp")
    if act is None or act.tag_ != "VB" or child(be, "acomp", "attr", "oprd", "prep", "neg") is not None:
        return
    if not any(c.lower_ == "to" for c in act.children) or act.i - be.i > 4 or act.lemma_ == "blame" or unreal(be):
        return
    subject = child(be, "nsubj")
    if (
        subject is None
        or _asked(be)
        or subject.lemma_
        in (
            "aim",
            "goal",
            "plan",
            "purpose",
            "idea",
            "task",
            "step",
            "way",
            "priority",
            "objective",
            "point",
            "job",
            "role",
            "intention",
            "hope",
            "thing",
            "policy",
            "strategy",
            "all",
        )
    ):
        return
    for one in _coordinated(act):
        yield Candidate(one, be, [subject], "plan", "is to", "is to")


def _veiled(token: Token, allow: tuple[str, ...]) -> bool:
    return unreal(token, allow=(*allow, "xcomp")) or _conditional(token)


def _conditional(token: Token) -> bool:
    """Whether the word stands in a clause of condition, or of relative or reported doubt."""
    at = token
    for _ in range(6):
        if at.dep_ == "advcl" and any(
            c.dep_ in ("mark", "advmod")
            and c.lower_ in ("if", "unless", "when", "once", "until", "whether", "after", "before", "provided")
            for c in at.children
        ):
            return True
        if at.head.i == at.i or at.dep_ in ("nsubj", "relcl"):
            return False
        at = at.head
    return False


def _reported(token: Token) -> bool:
    """Whether the word stands in what is reported of someone's words."""
    at = token
    for _ in range(8):
        if at.head.i == at.i:
            return False
        if at.dep_ in ("ccomp", "parataxis", "advcl") and at.head.lemma_ in words("speech"):
            return True
        at = at.head
    return False
