"""What someone "will" do, said by themselves or of them, and what they are "to" do."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.commitments.found import Candidate
from communique.coding.commitments.hanging import WILL, coordinated
from communique.coding.commitments.lexicon import words
from communique.coding.commitments.mood import asked, conditional, reported
from communique.coding.grammar import child, lemma_of, pobjs, subjects, unreal

__all__ = ["by_be_to", "by_modal"]

_NONE = frozenset(["none", "nothing", "nobody"])


def by_modal(modal: Token) -> Iterator[Candidate]:
    verb = modal.head
    if modal.lower_ not in (*WILL, "would", "'d", "’d") or verb.pos_ not in ("VERB", "AUX"):
        return
    if any(c.dep_ == "neg" or c.lower_ == "never" and c.dep_ == "aux" for c in verb.children):
        return
    done = any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    if done and modal.lower_ not in WILL:
        return  # "would have signed"; but what one "will have done" by a day is promised for it
    who = child(verb, "nsubjpass")
    if who is not None and who.lower_ in _NONE:
        return  # "nobody will be shot"
    things = [c for c in verb.children if c.dep_ == "dobj"]
    if any(c.lower_ in _NONE or any(d.lower_ == "no" for d in c.children) for c in things):
        return  # "will meet none of the demands"
    allow = (modal.lower_,)
    if unreal(verb, allow=(*allow, "xcomp")) or conditional(verb):
        return
    how = "will" if modal.lower_ in WILL else "would"
    if how == "would" and not reported(verb):
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
    for one in coordinated(act):
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
            yield Candidate(one, modal, bound, "pledge", f"{how}: {one.lemma_}", how, passive, dated=done)


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


def by_be_to(be: Token) -> Iterator[Candidate]:
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
        or asked(be)
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
    for one in coordinated(act):
        yield Candidate(one, be, [subject], "plan", "is to", "is to")
