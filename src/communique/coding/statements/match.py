"""Verbs that attribute: their source and content, by the parse, with repair where a small parser errs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.coding.statements.cues import Cue, Cues, words
from communique.coding.statements.extent import is_cue_verb, reach
from communique.coding.statements.layout import Layout, is_noun, is_verb
from communique.coding.statements.speakers import after_cue, before_cue, source_span, subject_of
from communique.records import Span

__all__ = ["Found", "cue_of", "is_infinitive", "match_verbs", "noun_content"]

_COMMA = frozenset([",", "—", "–", "--", "-", "(", ";"])


@dataclass(slots=True)
class Found:
    """An attribution on its way to a record: `anchor` is the cue's main word, `cue` the tokens that attribute, `source`
    the head of the speaker's phrase, `content` spans of the text; `frame` names where the content stood."""

    entry: Cue | None
    frame: str
    anchor: Token | None
    cue: list[int]
    source: Token | None
    content: list[Span]
    addressees: list[Token] = field(default_factory=list)
    source_span: Span | None = None
    stance: str = "asserted"
    quoted: bool = False
    relays: list[Token] = field(default_factory=list)


def cue_of(verb: Token, cues: Cues) -> tuple[Cue, list[int]] | None:
    """The row of the verb table that fits this verb, the longest first, and the tokens that belong to the cue."""
    for cue in cues.verbs.get(_lemma(verb), ()):
        tokens = [verb.i]
        rest = list(cue.words[1:])
        at = verb.i + 1
        while rest and at < len(verb.doc) and at <= verb.i + 3:
            token = verb.doc[at]
            if token.lower_ == rest[0] and (token.head == verb or at == verb.i + 1 or token.head.head == verb):
                tokens.append(at)
                rest.pop(0)
            at += 1
        if not rest:
            return cue, tokens
    return None


def _lemma(verb: Token) -> str:
    return "have" if verb.lower_ in ("has", "had", "having") else str(verb.lemma_)


def match_verbs(layout: Layout, cues: Cues) -> Iterator[Found]:
    """The attributions by verbs, in order of the verbs; those inside quotation marks are left out."""
    for verb in layout.doc:
        if _lemma(verb) not in cues.verbs or layout.inside[verb.i] >= 0 or not is_cue_verb(verb):
            continue
        got = cue_of(verb, cues)
        if got is not None:
            yield from _verb(layout, verb, *got, cues)


def _kids(verb: Token) -> dict[str, list[Token]]:
    kids: dict[str, list[Token]] = {}
    for child in verb.children:
        kids.setdefault(child.dep_, []).append(child)
    return kids


def _verb(layout: Layout, verb: Token, cue: Cue, tokens: list[int], cues: Cues) -> Iterator[Found]:
    kids = _kids(verb)
    bare = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not {"aux", "nsubj"} & kids.keys()
    bare = bare or (verb.tag_ == "VBD" and verb.dep_ == "advcl" and verb.i == verb.sent.start)
    if verb.lemma_ in ("quote", "cite") and (relayed := _quoted_as(layout, verb, tokens, kids, cues)) is not None:
        yield relayed
        return
    if verb.lemma_ == "say" and verb.dep_ == "pcomp" and verb.head.head.lemma_ in ("quote", "cite"):
        return  # it belongs to that
    passive = "auxpass" in kids or "nsubjpass" in kids or bare
    found = _passive(layout, verb, cue, tokens, kids) if passive else _active(layout, verb, cue, tokens, kids, cues)
    if found is None:
        return
    if bare and found.source is None and found.stance == "asserted" and not found.addressees:
        asked = subject_of(verb.head)
        found.addressees = [asked] if asked is not None else []
    if found.source is not None:
        found.source_span = source_span(layout, found.source)
        found.content = _apart(found.content, found.source_span)
    found.content = [s for s in found.content if s[1] > s[0]]
    if found.content:
        yield found


def _apart(content: list[Span], source: Span) -> list[Span]:
    """The content without the source, where a bad parse let them overlap."""
    out: list[Span] = []
    for s, e in content:
        if s < source[1] and e > source[0]:
            if source[0] - s > 3:
                out.append((s, source[0]))
            if e - source[1] > 3:
                out.append((source[1], e))
        else:
            out.append((s, e))
    return out


def _hung(verb: Token, told: Token, cue: Cue) -> Token | None:
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


def _inverted(layout: Layout, verb: Token) -> Token | None:
    """The speaker behind a cue that closes its sentence ("The port is open, said the minister.")."""
    if verb.i == 0 or layout.doc[verb.i - 1].text != "," or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    if any(c.dep_ == "nsubj" and max(t.i for t in c.subtree) >= verb.i - 2 for c in verb.lefts):
        return None  # its subject stands before it, an apposition or clause behind that
    return after_cue(layout, verb, layout.sentence_end(verb.i) + 1)


def is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _quoted_as(layout: Layout, verb: Token, tokens: list[int], kids: dict[str, list[Token]],
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
        made.content = _clause(layout, saying, clause)
    elif front is not None:
        made.content = _clause(layout, verb, front)
    made.source_span = source_span(layout, speaker)
    return made


def _span_of(layout: Layout, *tokens: Token, without: Token | None = None) -> list[Span]:
    keep = {t.i for token in tokens for t in token.subtree}
    if without is not None:
        keep -= {t.i for t in without.subtree}
    return layout.runs(keep)


def _active(layout: Layout, verb: Token, cue: Cue, tokens: list[int], kids: dict[str, list[Token]],
            cues: Cues) -> Found | None:
    subject = subject_of(verb)
    if cue.has("q") and (inverted := _inverted(layout, verb)) is not None:
        made = Found(cue, "", verb, tokens, inverted, [])
        if behind := _fallback(layout, verb, made, kids):
            return behind
    if subject is None and cue.has("q") and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ != "relcl":
        subject = before_cue(layout, verb, verb.sent.start)
    made = Found(cue, "", verb, tokens, subject, [])
    objects = [*kids.get("dobj", ()), *kids.get("dative", ())]
    if len(tokens) > 1:  # "call for talks": the particle may be a preposition to the parser
        objects += [c for i in tokens[1:] for c in layout.doc[i].children if c.dep_ == "pobj"]
    clauses = kids.get("ccomp", [])
    if cue.has("light") and (lightly := _light(layout, verb, made, objects, cues)) is not None:
        return lightly
    if cue.has("oc"):
        complement = [*kids.get("oprd", ()), *[c for c in clauses if not is_verb(c)]]
        if complement or len(objects) > 1:
            made.frame = "oc"
            parts = [t for t in (*objects, *complement) if t.lower_ not in ("what", "that", "which", "who")]
            made.content = _span_of(layout, *parts)
            if made.content and all(t.i > verb.i for t in parts):
                made.content = [(made.content[0][0], made.content[-1][1])]
            return made
    if cue.has("that", "oto", "to", "tell"):
        for clause in clauses:
            infinitive = is_infinitive(clause)
            if infinitive and not cue.has("oto", "that"):
                continue
            if not infinitive and not cue.has("that", "tell"):
                continue
            made.frame = "oto" if infinitive else "that"
            made.content = _clause(layout, verb, clause)
            if cue.has("tell") or not infinitive:
                made.addressees = _told(verb, kids, before=clause.i)
            return made
    if cue.has("oto", "tell") and objects and (hung := _hung(verb, objects[0], cue)) is not None:
        first = objects[0] if is_infinitive(hung) else hung
        made.frame, made.addressees = ("oto" if is_infinitive(hung) else "that"), objects[:1]
        made.content = _span_of(layout, hung)
        if first is not hung:
            made.content = [(layout.runs([t.i for t in objects[0].lefts] + [objects[0].i])[0][0], made.content[-1][1])]
        return made
    for act in kids.get("xcomp", ()):
        infinitive = is_infinitive(act)
        if infinitive and objects and objects[0].i < act.i and cue.has("oto"):
            made.frame, made.content, made.addressees = "oto", _span_of(layout, objects[0], act), objects[:1]
            made.content = [(made.content[0][0], made.content[-1][1])]
            return made
        if infinitive and cue.has("to") and (not objects or objects[0].i > act.i):
            made.frame, made.content = "to", _span_of(layout, act)
            return made
        if act.tag_ == "VBG" and cue.has("ing"):
            made.frame, made.content = "ing", _span_of(layout, act)
            return made
        if not infinitive and act.tag_ != "VBG" and cue.has("that", "oc") and any(
                c.dep_ in ("nsubj", "nsubjpass") for c in act.children):
            made.frame, made.content = "that", _clause(layout, verb, act)
            return made
    if cue.has("as"):
        if got := _as(layout, verb, objects, kids):
            made.frame, made.content = "as", got
            return made
    hosts = [*objects, *[layout.doc[i] for i in tokens[1:]]]
    for prep in [*kids.get("prep", ()), *[p for o in hosts for p in o.children if p.dep_ == "prep"]]:
        if prep.lower_ in cue.prepositions:
            inner = [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
            if inner and inner[0].lower_ not in words("pale") and inner[0].ent_type_ not in ("DATE", "TIME"):
                made.frame = f"p:{prep.lower_}"
                made.content = _span_of(layout, *inner)
                if objects and objects[0].i < prep.i:
                    whole = _span_of(layout, *objects, prep)
                    made.content = [(whole[0][0], whole[-1][1])]
                elif prep.i == verb.i + 1:
                    made.cue = [*tokens, prep.i]
                more = next((c for c in kids.get("prep", ()) if c.lower_ == "as" and c.i > prep.i), None)
                if more is not None:  # "referred to it as a crime"
                    made.content = [(made.content[0][0], _span_of(layout, more)[-1][1])]
                return made
    if cue.has("obj"):
        if got2 := _object(layout, made, objects, kids):
            return got2
    if cue.has("that"):
        return _around(layout, verb, made, kids) or _fallback(layout, verb, made, kids)
    return None


def _clause(layout: Layout, verb: Token, clause: Token) -> list[Span]:
    """The content clause, with a condition or second that-clause that the parser hung from the cue instead."""
    keep = {t.i for t in clause.subtree} - {t.i for t in verb.children if t.dep_ == "punct"}
    if clause.i > verb.i and min(keep) > verb.i:
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


def _told(verb: Token, kids: dict[str, list[Token]], before: int) -> list[Token]:
    """To whom it was said: "told reporters that", "said to the king that"."""
    told = [c for d in ("dobj", "dative") for c in kids.get(d, ())
            if verb.i < c.i and (c.i < before or before < verb.i) and is_noun(c)]
    for prep in kids.get("prep", ()):
        if prep.lower_ == "to" and verb.i < prep.i < before:
            told += [c for c in prep.children if c.dep_ == "pobj"]
    return told


def _object(layout: Layout, made: Found, objects: list[Token], kids: dict[str, list[Token]]) -> Found | None:
    objects = [o for o in objects
               if o.dep_ in ("dobj", "pobj") and is_noun(o) and o.pos_ != "PRON" and o.lower_ not in words("pale")]
    if not objects or objects[0].ent_type_ in ("DATE", "TIME"):
        return None
    if made.anchor is not None and made.anchor.lemma_ == "cite" and _is_source(objects[0]):
        return None  # "citing two officials" names the relay
    made.frame, made.content = "obj", _span_of(layout, objects[0])
    return made


def _is_source(token: Token) -> bool:
    return token.ent_type_ in ("PERSON", "ORG") or any(
        token.lemma_ in words(name) for name in ("media", "headline", "sourced"))


def _light(layout: Layout, verb: Token, made: Found, objects: list[Token], cues: Cues) -> Found | None:
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
                return _span_of(layout, child), "to" if infinitive else "that"
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in cue.prepositions:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner and inner[0].lower_ not in words("pale"):
                return _span_of(layout, *inner), f"p:{child.lower_}"
    return [], ""


def _as(layout: Layout, verb: Token, objects: list[Token], kids: dict[str, list[Token]]) -> list[Span]:
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


def _passive(layout: Layout, verb: Token, cue: Cue, tokens: list[int], kids: dict[str, list[Token]]) -> Found | None:
    agent = next((c for a in kids.get("agent", ()) for c in a.children if c.dep_ == "pobj"), None)
    made = Found(cue, "psv", verb, tokens, agent, [])
    subject = next(iter(kids.get("nsubjpass", ())), None)
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    clauses = kids.get("ccomp", ())
    act = next((c for c in kids.get("xcomp", ()) if is_infinitive(c)), None)
    if cue.has("tell", "oto") and not cue.has("psv"):
        if clauses and subject is not None:
            made.content, made.addressees = _clause(layout, verb, clauses[0]), [subject]
        return made if made.content else None
    if clauses and verb.dep_ == "advcl" and cue.has("oto"):  # "asked whether it was so, he said no"
        made.content = _clause(layout, verb, clauses[0])
        return made
    if clauses and (cue.has("that") or cue.has("psv")):
        if subject is not None and subject.lower_ != "it" and cue.has("tell"):
            made.addressees = [subject]
        made.content = _clause(layout, verb, clauses[0])
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
        if got := _as(layout, verb, [], kids):
            if cue.words == ("quote",):  # "was quoted as saying that": he is the speaker
                return None
            made.content = [*layout.runs(who), *got]
            return made
    if agent is not None and cue.has("obj") and subject.lower_ not in words("pale") and verb.dep_ != "acl":
        made.frame = "obj"
        made.content = layout.runs(who)
        return made
    return None


def _around(layout: Layout, verb: Token, made: Found, kids: dict[str, list[Token]]) -> Found | None:
    """A cue that stands inside or behind its content ("The deal, he said, is dead"; "as he put it")."""
    aside = made.source is None or made.source.lower_ in ("i", "you", "we") or verb.tag_ == "VBG"
    if aside or verb.head == verb or not (is_verb(verb.head) or verb.head.pos_ == "AUX"):
        return None
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i}
    own = [t.i for t in verb.subtree]
    first, last = min(own), max(own)
    before = layout.doc[first - 1].text if first > verb.sent.start else ""
    loose = before in _COMMA or first == verb.sent.start
    if verb.dep_ == "parataxis" or (verb.dep_ in ("advcl", "ccomp", "dep") and loose):
        if verb.dep_ == "advcl" and not marks <= {"as"}:
            return None
        if verb.dep_ == "ccomp" and verb.head.i < first and verb.head.lemma_ in ("say", "tell"):
            return None
        head = verb.head
        keep = {t.i for t in head.subtree} - set(own)
        made.frame, made.content = "around", layout.runs(keep)
        return made if last - first < 25 else None
    return None


def _fallback(layout: Layout, verb: Token, made: Found, kids: dict[str, list[Token]]) -> Found | None:
    """By position where the parse gives no content: ", he said." at a sentence's end, "he said the deal is dead"."""
    if made.entry is None or not made.entry.has("q") or made.source is None or made.source.tag_ in ("WP", "WDT"):
        return None
    source = source_span(layout, made.source)
    sent = verb.sent
    first = min(verb.i, layout.token_at(source[0]))
    last = layout.sentence_end(verb.i)
    tail = [t for t in layout.doc[verb.i + 1:last + 1] if not source[0] <= t.idx < source[1]]
    if not made.entry.has("tell") and any(
            t.tag_ in ("VBD", "VBZ", "VBP", "MD") or t.dep_ in ("nsubj", "dobj") for t in tail):
        return None
    if first > sent.start + 3 and layout.doc[first - 1].text == "," and last - verb.i < 14:
        left = layout.doc[sent.start:first - 1]
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in left) and not any(layout.inside[t.i] >= 0 for t in left):
            made.frame, made.content = "before", layout.runs(range(sent.start, first - 1))
            return made
    return None

