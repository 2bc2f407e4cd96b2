"""Cues in the passive: nobody need be named ("is expected to"), or he is the one spoken to, or quoted."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.statements.cues import Cue, Cues, words
from communique.coding.statements.extent import is_cue_verb
from communique.coding.statements.found import Found, cue_of, is_infinitive
from communique.coding.statements.frames import as_content, attributed, clause_content, question_clauses
from communique.coding.statements.layout import Layout, is_noun
from communique.coding.statements.plain_that import that_behind
from communique.coding.statements.speakers import source_span, subject_of

__all__ = ["asked_aside", "passive_content", "quoted_as"]


def passive_content(layout: Layout, verb: Token, cue: Cue, tokens: list[int],
                    kids: dict[str, list[Token]]) -> Found | None:
    """The attribution of a cue in the passive, or None where it has no content."""
    agent = next((c for a in kids.get("agent", ()) for c in a.children if c.dep_ == "pobj"), None)
    made = Found(cue, "psv", verb, tokens, agent, [])
    subject = next(iter(kids.get("nsubjpass", ())), None)
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    clauses = [*(c for c in kids.get("ccomp", ()) if attributed(verb, cue, c)), *question_clauses(verb, cue, kids)]
    act = next((c for c in kids.get("xcomp", ()) if is_infinitive(c)), None)
    if cue.has("tell", "oto") and not cue.has("psv"):
        told = subject or (subject_of(verb.head) if verb.dep_ == "pcomp" else None)
        if clauses and told is not None:
            made.content, made.addressees = clause_content(layout, verb, clauses[0]), [told]
        elif told is not None and cue.has("tell"):
            made.content, made.addressees = that_behind(layout, cue, verb, max(tokens)), [told]
        return made if made.content else None
    if clauses and verb.dep_ == "advcl" and cue.has("oto"):  # "asked whether it was so, he said no"
        made.content = clause_content(layout, verb, clauses[0])
        return made
    if clauses and (cue.has("that") or cue.has("psv")):
        if subject is not None and subject.lower_ != "it" and cue.has("tell"):
            made.addressees = [subject]
        made.content = clause_content(layout, verb, clauses[0])
        return made
    if subject is None:
        return None
    who = [t.i for t in subject.subtree] if verb.dep_ not in ("acl",) else [subject.i]
    if act is not None and cue.has("psv", "oto"):
        if not cue.has("psv") and agent is None:
            return None
        made.content = layout.runs([*who, *[t.i for t in act.subtree]])
        return made
    if cue.has("as"):
        if got := as_content(layout, verb, [], kids):
            if cue.words == ("quote",):  # "was quoted as saying that": he is the speaker
                return None
            made.content = [*layout.runs(who), *got]
            return made
    if agent is not None and cue.has("obj") and subject.lower_ not in words("pale") and verb.dep_ != "acl":
        made.frame = "obj"
        made.content = layout.runs(who)
        return made
    return None


def quoted_as(layout: Layout, verb: Token, tokens: list[int], kids: dict[str, list[Token]],
               cues: Cues) -> Found | None:
    """"TASS quoted him as saying that", "he was quoted by TASS as saying that": he is the speaker, TASS the relay."""
    spots = [verb, *kids.get("dobj", ())]
    prep = next((c for s in spots for c in s.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    saying = next((c for c in prep.children if c.dep_ == "pcomp"), None) if prep is not None else None
    if prep is None or saying is None or saying.lemma_ not in cues.verbs:
        return None
    passive = next(iter(kids.get("nsubjpass", ())), None)
    speaker = passive or next(iter(kids.get("dobj", ())), None)
    if speaker is None or not is_noun(speaker):
        return None
    carrier = subject_of(verb) if passive is None else next(
        (c for a in kids.get("agent", ()) for c in a.children if c.dep_ == "pobj"), None)
    got = cue_of(saying, cues)
    made = Found(got[0] if got else None, "quoted as", verb, [*tokens, prep.i, saying.i], speaker, [], relays=[])
    if carrier is not None:
        made.relays.append(carrier)
    clause = next((c for c in saying.children if c.dep_ in ("ccomp", "dobj")), None)
    front = next((c for c in kids.get("ccomp", ()) if c.i < verb.i), None)
    if clause is not None:
        made.content = clause_content(layout, saying, clause)
    elif front is not None:
        made.content = clause_content(layout, verb, front)
    made.source_span = source_span(layout, speaker)
    return made


def asked_aside(verb: Token, cue: Cue, cues: Cues) -> bool:
    """Whether a verb of asking stands between commas before the sentence's verb of saying: "X, asked whether it was so,
    said no" asks X, it is not X who asks."""
    if cue.stance != "question" or verb.i == 0 or verb.doc[verb.i - 1].text != ",":
        return False
    rest = verb.doc[verb.i + 1:verb.sent.end]
    return any(t.i > verb.i + 1 and verb.doc[t.i - 1].text == "," and is_cue_verb(t)
               and any(c.has("q") for c in cues.verbs.get(t.lemma_, ())) for t in rest)
