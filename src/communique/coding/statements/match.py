"""Verbs that attribute: their source and content, by the parse, with repair where a small parser errs."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.coding.statements.cues import Cue, Cues, words
from communique.coding.statements.extent import is_cue_verb
from communique.coding.statements.found import Found, cue_of, is_infinitive, kids_of, lemma_of, spans_of
from communique.coding.statements.frames import (
    as_content,
    attributed,
    clause_content,
    hung_clause,
    light_content,
    object_content,
    question_clauses,
    told_to,
)
from communique.coding.statements.layout import Layout, is_noun, is_verb
from communique.coding.statements.parenthetical import may_say, parenthetical
from communique.coding.statements.passive import asked_aside, passive_content, quoted_as
from communique.coding.statements.plain_that import that_behind
from communique.coding.statements.position import closing_source, content_around, content_before, inverted_source
from communique.coding.statements.set_phrases import as_document, heard, is_reckoned, silence, uncommented
from communique.coding.statements.speakers import before_cue, source_span, speaking_subject, subject_of
from communique.records import Span

__all__ = ["match_verbs"]


def match_verbs(layout: Layout, cues: Cues) -> Iterator[Found]:
    """The attributions by verbs, in order of the verbs; those inside quotation marks are left out."""
    last: Found | None = None
    for verb in layout.tokens:
        if lemma_of(verb) not in cues.verbs or layout.inside[verb.i] >= 0:
            continue
        plain = is_cue_verb(verb)
        if not plain and not may_say(verb) or (got := cue_of(verb, cues)) is None:
            continue
        if (aside := parenthetical(layout, verb, *got, last)) is not None:
            if aside.content:
                last = heard(layout, aside) if got[0].kind == "hearsay" else aside
                last.entry = as_document(last.entry, last.source)
                yield last
        elif plain:
            for found in _verb(layout, verb, *got, cues):
                if verb.tag_ == "VBG" and last is not None and _goes_with(layout, verb, last):
                    found.source, found.source_span = last.source, last.source_span
                yield found


def _goes_with(layout: Layout, verb: Token, last: Found) -> bool:
    """Whether a participle follows a cue that commas set off: "..., an official said on Monday, adding that"."""
    spoken = last.anchor
    if spoken is None or spoken.sent.start != verb.sent.start or layout.doc[verb.i - 1].text != ",":
        return False
    between = layout.doc[spoken.i + 1:verb.i - 1]
    return verb.i - spoken.i < 12 and not any(t.text == "," or t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between)


def _verb(layout: Layout, verb: Token, cue: Cue, tokens: list[int], cues: Cues) -> Iterator[Found]:
    kids = kids_of(verb)
    bare = verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not {"aux", "nsubj"} & kids.keys()
    bare = bare or (verb.tag_ == "VBD" and verb.dep_ == "advcl" and verb.i == verb.sent.start)
    bare = bare or asked_aside(verb, cue, cues)
    if verb.lemma_ in ("quote", "cite") and (relayed := quoted_as(layout, verb, tokens, kids, cues)) is not None:
        yield relayed
        return
    if verb.lemma_ == "say" and verb.dep_ == "pcomp" and verb.head.head.lemma_ in ("quote", "cite"):
        return  # it belongs to that
    passive = "auxpass" in kids or "nsubjpass" in kids or bare
    if passive:
        found = passive_content(layout, verb, cue, tokens, kids)
        if found is not None and found.source is None and verb.head.lemma_ == "let" and verb.dep_ in ("ccomp", "xcomp"):
            found.source = subject_of(verb.head)  # "the king let it be known that"
    else:
        found = _active(layout, verb, cue, tokens, kids, cues) or uncommented(layout, verb, cue, tokens, kids)
    if found is None:
        return
    if verb.dep_ == "acl" and found.source == verb.head and verb.tag_ == "VBG" and found.frame != "that" and (
            found.source.ent_type_ or found.source.lemma_ not in cues.nouns):
        return  # "the voters backing him": who they are, not what they say
    if found.frame == "that" and cue.stance == "asserted" and _unsaid(layout, verb, found):
        return
    if cue.kind == "hearsay" and verb.lemma_ == "hear" and not passive:
        found = heard(layout, found)
    if bare and found.source is None and found.stance == "asserted" and not found.addressees:
        asked = subject_of(verb.head)
        found.addressees = [asked] if asked is not None else []
    if found.source is not None:
        found.entry = as_document(found.entry, found.source)
        found.source_span = found.source_span or source_span(layout, found.source)
        found.content = _apart(found.content, found.source_span)
    found.content = [s for s in found.content if s[1] > s[0]]
    if found.content and (found.frame in ("oto", "to", "obj", "oc") or found.frame.startswith("p:")):
        found.content = _own(layout, verb, found.content)
    if found.content:
        yield found


def _unsaid(layout: Layout, verb: Token, found: Found) -> bool:
    """Whether a question is left without an answer: "nobody can say who paid", "the party will say whether it goes"."""
    first = layout.doc[layout.token_at(found.content[0][0])] if found.content else None
    if first is None or first.i < verb.i or first.tag_ not in ("WP", "WRB", "WDT") and first.lower_ not in (
            "whether", "if") or first.lower_ == "that":
        return False
    nobody = found.source is not None and found.source.lower_ in ("nobody", "few", "none", "one") and (
        found.source.lower_ != "one" or any(c.lower_ == "no" for c in found.source.children))
    return nobody or any(c.dep_ == "aux" and c.lower_ in ("will", "shall") for c in verb.children)


def _own(layout: Layout, verb: Token, content: list[Span]) -> list[Span]:
    """The content up to what the speaker does next: "asked Chad to reopen the pass and urged Mali to wait". A finite
    verb in the content could share its subject with one behind "and", so then nothing is cut."""
    start, end = content[-1]
    inside = layout.tokens_in(start, end)
    for i in inside:
        token = layout.doc[i]
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP") or layout.inside[i] >= 0:
            return content
        if token.lower_ in ("and", "but") and i > inside[0] and i + 1 < len(layout.doc):
            following = layout.doc[i + 2 if layout.doc[i + 1].tag_ == "RB" else i + 1]
            if following.tag_ == verb.tag_ and verb.tag_ in ("VBD", "VBZ") and following.i <= inside[-1] and not any(
                    c.dep_ in ("nsubj", "nsubjpass") for c in following.children):
                cut = layout.runs(range(inside[0], i))
                return [*content[:-1], *cut]
    return content


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


def _its_object(layout: Layout, cue: Cue, noun: Token) -> bool:
    """Whether the noun behind a cue is its object and nobody who speaks: "Bloc shuts border, threatens sanctions"."""
    mention = layout.reading.mention_of(noun)
    someone = mention is not None and mention.kind in ("person", "organisation", "state", "group", "force")
    return noun.dep_ == "dobj" and cue.has("to", "oto", "obj") and not someone


def _that(clause: Token) -> bool:
    """Whether a clause hung from the noun of a cue is its content: "took the view that talks should resume"."""
    return clause.dep_ in ("acl", "ccomp", "relcl") and any(
        c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _past_cue(clauses: list[Token], tokens: list[int]) -> list[Token]:
    """The clauses, with what is made clear in place of "it clear"."""
    out: list[Token] = []
    for clause in clauses:
        if clause.i not in tokens:
            out.append(clause)
        else:
            out += [c for c in clause.children if c.dep_ in ("ccomp", "acl", "relcl", "advcl") and c.i > clause.i][:1]
    return out


def _active(layout: Layout, verb: Token, cue: Cue, tokens: list[int], kids: dict[str, list[Token]],
            cues: Cues) -> Found | None:
    subject = speaking_subject(layout, verb)
    inverted = inverted_source(layout, verb) if cue.has("q") else None
    if inverted is not None and not _its_object(layout, cue, inverted):
        made = Found(cue, "", verb, tokens, inverted, [])
        if behind := content_before(layout, verb, made, kids):
            return behind
    if cue.has("q") and (closing := closing_source(layout, verb)) is not None:
        made = Found(cue, "", verb, tokens, closing[0], [], source_span=closing[1])
        if behind := content_before(layout, verb, made, kids):
            return behind
    if subject is None and cue.has("q") and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ != "relcl":
        subject = before_cue(layout, verb, verb.sent.start)
    made = Found(cue, "", verb, tokens, subject, [])
    if cue.stance == "no_comment" and len(tokens) > 1:
        return silence(layout, made) if subject is not None else None
    if cue.words == ("put",) and not is_reckoned(layout, subject, kids):
        return None
    objects = [*kids.get("dobj", ()), *kids.get("dative", ())]
    if len(tokens) > 1:  # "call for talks": the particle may be a preposition to the parser
        objects += [c for i in tokens[1:] for c in layout.doc[i].children if c.dep_ == "pobj"]
    clauses = [*(c for c in kids.get("ccomp", ()) if attributed(verb, cue, c)), *question_clauses(verb, cue, kids)]
    clauses = _past_cue(clauses, tokens) + [c for i in tokens[1:] if is_noun(layout.doc[i]) or verb.lemma_ == "let"
                                            for c in layout.doc[i].children if c.i > i and _that(c)]
    if cue.has("light") and (lightly := light_content(layout, verb, made, objects, cues)) is not None:
        return lightly
    if cue.has("oc"):
        complement = [*kids.get("oprd", ()), *[c for c in clauses if not is_verb(c)]]
        if complement or len(objects) > 1:
            made.frame = "oc"
            parts = [t for t in (*objects, *complement) if t.lower_ not in ("what", "that", "which", "who")]
            made.content = spans_of(layout, *parts)
            if made.content and all(t.i > verb.i for t in parts):
                made.content = [(made.content[0][0], made.content[-1][1])]
            return made
    if cue.has("that", "oto", "to", "tell"):
        for clause in clauses:
            infinitive = is_infinitive(clause)
            if infinitive and not cue.has("oto", "that"):
                continue
            if not infinitive and (not cue.has("that", "tell") or cue.kind == "perception" and not _that(clause)):
                continue  # "saw the guard give in" is no view of his
            made.frame = "oto" if infinitive else "that"
            made.content = clause_content(layout, verb, clause)
            if cue.has("tell") or not infinitive:
                made.addressees = [t for t in told_to(verb, kids, before=clause.i) if t.i not in tokens]
            return made
    if cue.has("oto", "tell") and objects and (hung := hung_clause(verb, objects[0], cue)) is not None:
        first = objects[0] if is_infinitive(hung) else hung
        made.frame, made.addressees = ("oto" if is_infinitive(hung) else "that"), objects[:1]
        made.content = spans_of(layout, hung)
        if first is not hung:
            made.content = [(layout.runs([t.i for t in objects[0].lefts] + [objects[0].i])[0][0], made.content[-1][1])]
        return made
    for act in kids.get("xcomp", ()):
        infinitive = is_infinitive(act)
        if infinitive and objects and objects[0].i < act.i and cue.has("oto"):
            made.frame, made.content, made.addressees = "oto", spans_of(layout, objects[0], act), objects[:1]
            made.content = [(made.content[0][0], made.content[-1][1])]
            return made
        if infinitive and cue.has("to") and (not objects or objects[0].i > act.i):
            made.frame, made.content = "to", spans_of(layout, act)
            return made
        if act.tag_ == "VBG" and cue.has("ing"):
            made.frame, made.content = "ing", spans_of(layout, act)
            return made
        if not infinitive and act.tag_ != "VBG" and cue.has("that", "oc") and any(
                c.dep_ in ("nsubj", "nsubjpass") for c in act.children):
            made.frame, made.content = "that", clause_content(layout, verb, act)
            return made
    if cue.has("as"):
        if got := as_content(layout, verb, objects, kids):
            made.frame, made.content = "as", got
            return made
    hosts = [*objects, *[layout.doc[i] for i in tokens[1:]]]
    for prep in [*kids.get("prep", ()), *[p for o in hosts for p in o.children if p.dep_ == "prep"]]:
        if prep.lower_ in cue.prepositions and prep.i > verb.i:
            inner = [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
            if inner and inner[0].lower_ not in words("pale") and inner[0].ent_type_ not in ("DATE", "TIME"):
                made.frame = f"p:{prep.lower_}"
                made.content = spans_of(layout, *inner)
                if objects and objects[0].i < prep.i:
                    whole = spans_of(layout, *objects, prep)
                    made.content = [(whole[0][0], whole[-1][1])]
                elif prep.i == verb.i + 1:
                    made.cue = [*tokens, prep.i]
                more = next((c for c in kids.get("prep", ()) if c.lower_ == "as" and c.i > prep.i), None)
                if more is not None:  # "referred to it as a crime"
                    made.content = [(made.content[0][0], spans_of(layout, more)[-1][1])]
                return made
    if cue.has("obj"):
        if got2 := object_content(layout, made, objects, kids):
            return got2
    if cue.has("that", "tell") and subject is not None:
        if behind_that := that_behind(layout, cue, verb, max(tokens)):
            made.frame, made.content, made.addressees = "that", behind_that, objects[:1] if cue.has("tell") else []
            return made
    if cue.has("that"):
        return content_around(layout, verb, made, kids) or content_before(layout, verb, made, kids)
    return None
