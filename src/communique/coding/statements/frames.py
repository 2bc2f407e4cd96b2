"""Where a cue keeps its content: clauses, objects, as-phrases, nouns that say what was said."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.statements.cues import Cue, Cues, words
from communique.coding.statements.extent import reach
from communique.coding.statements.found import Found, is_infinitive, spans_of
from communique.coding.statements.layout import Layout, is_noun
from communique.records import Span

__all__ = ["as_content", "attributed", "clause_content", "hung_clause", "light_content", "noun_content",
           "object_content", "question_clauses", "told_to"]


def clause_content(layout: Layout, verb: Token, clause: Token) -> list[Span]:
    """The content clause, with a condition or second that-clause that the parser hung from the cue instead."""
    keep = {t.i for t in clause.subtree} - {t.i for t in verb.children if t.dep_ == "punct"}
    if clause.i > verb.i:
        keep -= _when_told(verb, keep)
    if clause.i > verb.i and min(keep) > verb.i:
        while layout.doc[max(keep)].text in (",", "-", "—", "–") and len(keep) > 1:
            keep.remove(max(keep))
        last = reach(layout, verb, min(keep), max(keep))
        return layout.runs([i for i in keep if i <= last] + list(range(max(keep) + 1, last + 1)))
    if clause.i > verb.i:
        last = max(keep)
        for child in verb.children:
            if child.i <= last:
                continue
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod") and c.i < child.i}
            if (child.dep_ == "advcl" and marks & words("condition")) or (
                    child.dep_ in ("conj", "ccomp") and "that" in marks and child.lemma_ != verb.lemma_):
                keep.update(range(last + 1, max(t.i for t in child.subtree) + 1))
                last = max(keep)
    return layout.runs(keep)


def _when_told(verb: Token, keep: set[int]) -> set[int]:
    """The time right behind a cue, which is when it was said: "said on Friday its forces had left"."""
    doc, i = verb.doc, verb.i + 1
    if i not in keep:
        return set()
    if doc[i].lower_ == "on":
        i += 1
    elif doc[i].tag_ not in ("NNP", "NN"):
        return set()
    start = i
    while i in keep and doc[i].ent_type_ == "DATE" and i < start + 4:
        i += 1
    if i == start or i not in keep or doc[i].pos_ not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return set()
    return set(range(verb.i + 1, i))


def attributed(verb: Token, cue: Cue, clause: Token) -> bool:
    """Whether a clause can be the cue's content. Before the cue it is only where a comma sets the cue off and the cue
    has no object or clause of its own: in "strikers beat a guard; the union threatened to march" it is the parser that
    hangs the one from the other."""
    if clause.i > verb.i:
        return True
    theirs = {t.i for t in clause.subtree}
    own = [t.i for t in verb.subtree if t.i not in theirs and t.i > clause.i and not t.is_punct and not t.is_space]
    first = min([verb.i, *own])
    before = verb.doc[first - 1]
    if before.text not in (",", "—", "–", "--", "-") and not before.is_quote and not before.is_space:
        return False
    return not any(c.i > verb.i and (c.dep_ in ("xcomp", "ccomp") or c.dep_ == "dobj" and not cue.has("tell"))
                   for c in verb.children)


def question_clauses(verb: Token, cue: Cue, kids: dict[str, list[Token]]) -> list[Token]:
    """A clause with "if" or "whether" right after a verb of asking, which the parser took for a condition."""
    return [c for c in kids.get("advcl", ()) if cue.stance == "question" and c.i > verb.i
            and any(m.lower_ in ("if", "whether") and m.i <= verb.i + 2 for m in c.children if m.dep_ == "mark")]


def hung_clause(verb: Token, told: Token, cue: Cue) -> Token | None:
    """An infinitive or that-clause after the one addressed, which the parser hung from him ("directed the police to
    free him", "alerted the tower that fuel was low")."""
    for child in (*told.children, *[c for c in verb.children if c.dep_ == "advcl"]):
        if child.dep_ not in ("relcl", "acl", "advcl") or child.i < told.i:
            continue
        first = next(iter(child.subtree))
        if first.i != told.i + 1:
            continue
        if is_infinitive(child) and cue.has("oto") and first.lower_ in ("to", "not"):
            return child
        own = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ != "that" for c in child.children)
        if cue.has("tell") and first.lower_ == "that" and own and _whole(child):
            return child
    return None


def _whole(clause: Token) -> bool:
    """Whether a clause lacks nothing that a relative "that" could stand for."""
    return any(c.dep_ in ("dobj", "attr", "acomp", "ccomp", "xcomp", "auxpass", "oprd") and c.lower_ != "that"
               for c in clause.children) or not any(c.lower_ == "that" and c.dep_ in ("dobj", "nsubj", "pobj")
                                                    for c in clause.children)


def told_to(verb: Token, kids: dict[str, list[Token]], before: int) -> list[Token]:
    """To whom it was said: "told reporters that", "said to the king that"."""
    told = [c for d in ("dobj", "dative") for c in kids.get(d, ())
            if verb.i < c.i and (c.i < before or before < verb.i) and is_noun(c)]
    for prep in kids.get("prep", ()):
        if prep.lower_ == "to" and verb.i < prep.i < before:
            told += [c for c in prep.children if c.dep_ == "pobj"]
    return told


def object_content(layout: Layout, made: Found, objects: list[Token], kids: dict[str, list[Token]]) -> Found | None:
    """The object as content, where it is a noun that says something by itself."""
    denied = made.anchor is not None and made.anchor.lemma_ == "deny"  # "the army denied it": that says something
    objects = [o for o in objects if o.dep_ in ("dobj", "pobj") and is_noun(o) and (
        o.pos_ != "PRON" and o.lower_ not in words("pale")
        or denied and o.lower_ in ("it", "this", "that", "everything"))]
    if not objects or objects[0].ent_type_ in ("DATE", "TIME"):
        return None
    if made.entry is not None and made.entry.kind not in ("judgement", "directive", "intention") and (
            objects[0].ent_type_ == "PERSON" or _someone(layout, objects[0])):
        return None  # one recalls an ambassador, cites an official: no content
    if made.anchor is not None and made.anchor.lemma_ in words("moves") and _someone(layout, objects[0]):
        return None  # "ordered two battalions to the border": they are sent, not said
    if made.entry is not None and made.entry.name in words("performs") and objects[0].lemma_ not in words("stance"):
        return None  # "declared war", "offered two cranes": that is done, not said
    if made.anchor is not None and made.anchor.lemma_ in words("agenda") and _yet_to_come(made.anchor):
        return None  # "met to discuss the crisis": that is what for, nothing has been said
    if made.anchor is not None and made.anchor.lemma_ == "cite" and _is_source(objects[0]):
        return None  # "citing two officials" names the relay
    tokens = sorted(t.i for t in objects[0].subtree)
    for i in tokens:  # the parser runs on into the next verb: "claims parts of the islands, called for restraint"
        if i > objects[0].i and layout.doc[i].text == "," and i + 1 < len(layout.doc) and (
                layout.doc[i + 1].tag_ in ("VBD", "VBZ", "VBP")):
            tokens = [t for t in tokens if t < i]
            break
    made.frame, made.content = "obj", layout.runs(tokens)
    return made


def _someone(layout: Layout, token: Token) -> bool:
    mention = layout.reading.mention_of(token)
    return mention is not None and mention.head == token.idx and mention.kind in (
        "person", "group", "force", "equipment")


def _yet_to_come(verb: Token) -> bool:
    """Whether a verb tells a purpose or what is to come: an infinitive, or under a modal."""
    return is_infinitive(verb) or any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def _is_source(token: Token) -> bool:
    return token.ent_type_ in ("PERSON", "ORG") or any(
        token.lemma_ in words(name) for name in ("media", "headline", "sourced"))


def light_content(layout: Layout, verb: Token, made: Found, objects: list[Token], cues: Cues) -> Found | None:
    """"made a promise to leave": the noun says what kind of speech, its complement is the content."""
    nouns = [*objects, *[c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]]
    for noun in nouns:
        for cue in cues.nouns.get(noun.lemma_, ()):
            content, frame = noun_content(layout, noun, cue)
            if content:
                made.entry, made.frame, made.content = cue, frame, content
                made.cue = [*made.cue, noun.i]
                return made
    return None


def noun_content(layout: Layout, noun: Token, cue: Cue) -> tuple[list[Span], str]:
    """What a noun of speech or thought says ("the claim that ...", "its plan to ...", "criticism of ...")."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and cue.has("that", "to"):
            first = min(t.i for t in child.subtree)
            infinitive = is_infinitive(child)
            marked = any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in child.children) or (
                layout.doc[first].lower_ == "that" and first == noun.i + 1 and _whole(child)
                and any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ != "that" for c in child.children))
            if (infinitive and cue.has("to") and child.dep_ != "ccomp") or (
                    marked and cue.has("that") and layout.doc[first].lower_ in ("that", "whether", "if")):
                return spans_of(layout, child), "to" if infinitive else "that"
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in cue.prepositions:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner and inner[0].lower_ not in words("pale"):
                return spans_of(layout, *inner), f"p:{child.lower_}"
    return [], ""


def as_content(layout: Layout, verb: Token, objects: list[Token], kids: dict[str, list[Token]]) -> list[Span]:
    """"described the camp as a prison": the object and the as-phrase."""
    places = [verb, *objects, *kids.get("nsubjpass", ())]
    phrase = next((c for p in places for c in p.children
                   if c.lower_ == "as" and c.dep_ in ("prep", "mark") and c.i > verb.i), None)
    if phrase is None:
        clause = next((c for c in kids.get("advcl", ())
                       if any(m.lower_ == "as" and m.dep_ == "mark" for m in c.children)), None)
        if clause is None or not objects or objects[0].i > clause.i:
            return []
        phrase = clause
    if phrase.dep_ == "mark":
        phrase = phrase.head
    tokens = {t.i for t in phrase.subtree}
    if objects:
        first = min(t.i for t in objects[0].subtree)
        if first > verb.i:
            return [layout.span(first, max(tokens))]
        return layout.runs([*[t.i for t in objects[0].subtree], *tokens])
    return layout.runs(tokens)
