"""Who speaks: the subject of a cue, the span that a reader would underline for it, and its role."""

from __future__ import annotations

from spacy.tokens import Token

from communique.coding.grammar import BE
from communique.coding.statements.cues import words
from communique.coding.statements.layout import Layout, is_noun, is_verb
from communique.records import Role, Span

__all__ = ["after_cue", "antecedent", "before_cue", "phrase_head", "source_role", "source_span", "speaking_subject",
           "subject_of"]

_SUBJECT = frozenset(["nsubj", "nsubjpass"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SHARED = frozenset(["conj", "xcomp", "advcl", "aux", "dep"])
_RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
_DUMB = frozenset(["document", "facility", "equipment"])
_NO_SPEAKER = frozenset(["there", "what", "where", "when", "why", "how"])


def subject_of(verb: Token) -> Token | None:
    """The subject of `verb`: its own, or that of the verb it is coordinated with or hangs from; for a relative clause
    the pronoun, for a participle after a noun that noun. None where there is none ("it is said that")."""
    at = verb
    root = verb.sent.root
    if verb.tag_ in _FINITE and root.pos_ in ("NOUN", "PROPN") and root.i < verb.i and not any(
            t.tag_ in _FINITE for t in verb.doc[root.i:verb.i]):
        return root  # the parser found no clause: what stands first is the subject of the first verb
    for _ in range(6):
        helped = [g for c in at.children if c.dep_ in ("aux", "auxpass") for g in c.children]
        some = [c for c in (*at.children, *helped) if c.dep_ in _SUBJECT]
        if some:  # of two ("Ten die in raid, rights group demands inquiry") the one beside the verb
            child = max((c for c in some if c.i < at.i), key=lambda c: c.i, default=some[0])
            return None if child.tag_ == "EX" or child.lower_ in _NO_SPEAKER else child
        if at.dep_ == "acl":
            governor = _governor(at)
            if governor is None:
                return at.head if is_noun(at.head) else None
            at = governor
            continue
        if at.dep_ == "relcl":
            return at.head
        if at.dep_ == "pcomp" and at.head.dep_ in ("prep", "agent"):
            at = at.head.head
            while at.dep_ in ("dobj", "pobj", "attr", "acomp", "prep") and not (is_verb(at) or at.pos_ == "AUX"):
                at = at.head
            if is_noun(at):
                return None
            continue
        if at.dep_ == "xcomp":
            told = next((c for c in at.head.children if c.dep_ in ("dobj", "dative") and c.i < at.i), None)
            if told is not None and at.head.lemma_ not in ("promise", "threaten"):
                return told
        if at.dep_ in _SHARED and (is_verb(at.head) or at.head.pos_ in ("AUX", "ADJ")):
            at = _matrix(at) or _wanting(at) or at.head
            continue
        if at.dep_ in ("acomp", "attr", "oprd") and at is not verb:
            at = at.head
            continue
        return None
    return None


def speaking_subject(layout: Layout, verb: Token) -> Token | None:
    """The same, but of a cue that the parser coordinates with what is said of a thing, who says it: "said the accord
    was a step forward but urged the states to do more"."""
    subject, inner = subject_of(verb), verb.head
    if subject is None:
        return _subject_before(layout, verb)
    if verb.dep_ != "conj" or inner.dep_ != "ccomp" or not is_verb(inner.head) \
            or subject.head != inner or verb.tag_ not in _FINITE or verb.tag_ != inner.head.tag_ \
            or subject.pos_ != "NOUN":
        return subject
    mention = layout.reading.mention_of(subject)
    if mention is not None and mention.kind not in _DUMB or mention is None and subject.tag_ != "NN":
        return subject
    return subject_of(inner.head) or subject


def _subject_before(layout: Layout, verb: Token) -> Token | None:
    """The subject that a finite cue behind "and" or a comma shares with the verb told before it, where the parser did
    not see that these belong together: the nearest one, of no relative or reported clause, who can speak."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ == "relcl" or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    while before.tag_ == "RB" and before.i > verb.sent.start:
        before = before.nbor(-1)
    if before.tag_ != "CC":
        return None
    for i in range(before.i - 1, verb.sent.start - 1, -1):
        token = layout.doc[i]
        clause = token.head
        if token.dep_ not in _SUBJECT or token.tag_ in ("WP", "WDT", "EX") or clause.dep_ == "relcl" or any(
                c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in clause.children):
            continue
        mention = layout.reading.mention_of(token)
        someone = mention is not None and mention.kind not in _DUMB or token.lemma_.lower() in words("speaker")
        return token if someone or token.lower_ in ("he", "she", "they", "it") else None
    return None


def _wanting(participle: Token) -> Token | None:
    """For a participle behind a comma that the parser hangs from what another is to do, the verb of him who wants it:
    "asked the bank to send clerks, saying that"."""
    act = participle.head
    apart = participle.dep_ == "advcl" and participle.tag_ == "VBG" and participle.doc[participle.i - 1].text == ","
    wanted = act.dep_ in ("ccomp", "xcomp") and any(c.lower_ == "to" and c.dep_ == "aux" for c in act.children)
    return act.head if apart and wanted and participle.i > act.i and is_verb(act.head) else None


def _matrix(verb: Token) -> Token | None:
    """For a verb that the parser coordinates with one in reported speech, the verb of saying above it where the form
    says that they belong together: "denied that a deal had been reached and said that", "says it is ill and calls"."""
    inner = verb.head
    if verb.dep_ != "conj" or inner.dep_ not in ("ccomp", "xcomp") or not is_verb(inner.head):
        return None
    helped = inner.tag_ not in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") for c in inner.children)
    plain = verb.tag_ in ("VBD", "VBZ", "VBP") and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return inner.head if helped and plain and verb.tag_ == inner.head.tag_ else None


def _governor(clause: Token) -> Token | None:
    """For a participle or infinitive that the parser hung from a noun, the verb whose subject speaks: behind a comma
    ("..., saying that"), or where the noun is what that subject issues or uses ("released a statement saying")."""
    noun = clause.head
    apart = any(c.text == "," and c.i < clause.i and c.i > noun.i for c in (*clause.children, *noun.children)) or (
        clause.i > 0 and clause.doc[clause.i - 1].text in (",", "—", "–"))
    if clause.tag_ == "VBN" or (not apart and (noun.ent_type_ in ("PERSON", "ORG", "NORP") or noun.pos_ != "NOUN")):
        return None
    at = noun
    while at.dep_ in ("pobj", "prep", "conj", "appos", "compound", "poss") and at.head != at:
        at = at.head
        if is_verb(at) or at.pos_ == "AUX":
            idle = at.lower_ in BE and clause.tag_ == "VB" and noun.dep_ == "pobj" and noun.head.head == at
            return at if apart or idle else None  # idle: "was at pains to say that"
    if at.dep_ in ("dobj", "attr") and (is_verb(at.head) or at.head.pos_ == "AUX"):
        return at.head if apart or (at is noun or at == noun) else None
    if apart and at.dep_ in ("nsubj", "nsubjpass"):
        return None
    return None


def antecedent(token: Token) -> Token:
    """For a relative pronoun the noun that it stands for, else the token itself."""
    if token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT", "IN", "DT"):
        clause = token.head
        for _ in range(4):
            if clause.dep_ == "relcl":
                return clause.head
            if clause.dep_ not in ("conj", "xcomp", "aux", "ccomp"):
                break
            clause = clause.head
    return token


def after_cue(layout: Layout, verb: Token, end: int) -> Token | None:
    """The head of the noun phrase that begins right after an inverted cue ("said the minister"), before token `end`."""
    return phrase_head(layout, verb.i + 1, end)


def phrase_head(layout: Layout, i: int, end: int) -> Token | None:
    """The head of the noun phrase that begins at token `i`, by the words alone, before token `end`."""
    while i < end and layout.doc[i].pos_ in ("ADV", "SPACE"):
        i += 1
    if i >= end or layout.doc[i].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP") \
            or layout.doc[i].dep_ == "prep" or layout.doc[i].tag_ == "IN":
        return None
    head = i
    while head + 1 < end:
        nxt = layout.doc[head + 1]
        name = layout.doc[head].text[:1].isupper() and nxt.text[:1].isupper()
        goes_on = name or (nxt.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PART") and nxt.text not in (",", "to", "not"))
        opened = (layout.doc[head].pos_ in ("DET", "ADJ") or "-" in (nxt.text, layout.doc[head].text)) and (
            nxt.pos_ not in ("PUNCT", "VERB", "SPACE") or "-" in (nxt.text, layout.doc[head].text))
        if not goes_on and not opened:
            break
        head += 1
    token = layout.doc[head]
    return token if is_noun(token) or token.text[:1].isupper() else None


def before_cue(layout: Layout, verb: Token, start: int) -> Token | None:
    """The head of the noun phrase that ends right before a cue, after token `start`."""
    i = verb.i - 1
    while i >= start and layout.doc[i].pos_ in ("ADV", "AUX", "PART", "SPACE") and layout.doc[i].tag_ != "POS":
        i -= 1
    if i < start:
        return None
    token = layout.doc[i]
    if token.ent_type_ in ("DATE", "TIME") or token.text == ",":
        # a time, an apposition or a clause stands between: the first subject of the sentence speaks
        return next((t for t in layout.doc[start:i] if is_noun(t) and t.dep_ in ("nsubj", "nsubjpass", "ROOT")
                     and t.tag_ not in ("WP", "WDT") and layout.inside[t.i] < 0), None)
    for _ in range(4):  # out of a prepositional phrase or participle, to what it hangs from
        above = token.head.head
        if token.dep_ == "pobj" and token.head.dep_ == "prep" and is_noun(above) and above.i >= start:
            token = above
        elif token.dep_ == "pobj" and above.dep_ == "acl" and above.head.i >= start:
            token = above.head
    return token if is_noun(token) else None


def source_span(layout: Layout, token: Token) -> Span:
    """What a reader would underline for the speaker: title, name, apposition and what is coordinated with it; no
    relative clause, no participle, no time."""
    keep = {token.i}
    for child in token.children:
        if child.i < token.i:
            if child.dep_ not in ("punct", "advcl", "cc", "relcl", "ccomp", "preconj") or _hyphen(child):
                keep.update(t.i for t in child.subtree)
        elif child.dep_ == "appos" or (child.dep_ == "conj" and is_noun(child)):
            keep.update(_plain(child))
        elif child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "from", "in", "with", "to"):
            if not any(t.ent_type_ in ("DATE", "TIME") for t in child.children):
                keep.update(_plain(child))
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.i <= token.i + 6 and token.dep_ != "pobj":
            keep.update(_plain(child))
        elif child.dep_ in ("nmod", "case", "flat", "compound", "nummod", "amod", "poss") and child.i == token.i + 1:
            keep.update(t.i for t in child.subtree)
    first, last = min(keep), max(keep)
    inside = layout.inside[token.i]
    while first < token.i and (layout.inside[first] != inside or layout.doc[first].is_space):
        first += 1
    for i in range(token.i, first - 1, -1):  # never across a line's end
        if layout.ends_line(i):
            first = i + 1
            break
    for i in range(token.i, last + 1):
        if layout.inside[i] != inside or layout.ends_line(i):
            last = i - 1
            break
    start, end = layout.doc[first].idx, layout.doc[last].idx + len(layout.doc[last])
    while end > start and layout.text[end - 1] in " ,;:—–-\n":
        end -= 1
    return start, end


def _hyphen(token: Token) -> bool:
    return token.text in ("-", "–", "'", "’")


def _plain(token: Token) -> list[int]:
    """The subtree of `token` without the clauses in it."""
    keep = [token.i]
    for child in token.children:
        if child.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis"):
            continue
        if child.dep_ == "punct" and child.i > token.i:
            continue
        keep.extend(_plain(child))
    return keep


def _who(layout: Layout, pronoun: Token, noun: Token) -> Token:
    """The one that "who" stands for: of "a deputy head of the alliance, who said" the person, not the body."""
    while pronoun.lower_ == "who" and noun.dep_ == "pobj" and noun.head.lower_ == "of" and is_noun(noun.head.head):
        mention = layout.reading.mention_of(noun)
        if mention is not None and mention.kind in ("person", "group") or noun.lemma_.lower() in words("speaker"):
            break
        noun = noun.head.head
    return noun


def source_role(layout: Layout, token: Token, span: Span | None) -> Role:
    """The speaker's role; a name in apposition wins over a description that nobody could tie to an entity."""
    head = _who(layout, token, antecedent(token))
    role = layout.reading.role_of(head)
    if role.entity is None and span is not None and head == token:
        for mention in layout.reading.mentions_in(*span):
            gap = layout.text[token.idx + len(token):mention.span[0]]
            beside = mention.span[0] > token.idx and (not gap.strip() or gap.rstrip().endswith(","))
            if beside and mention.kind == "person" and mention.form == "named":
                return layout.reading.role(mention)
    if role.entity is None and role.country is None and head.lemma_ in words("organ"):
        owner = next((c for c in head.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
        whose = layout.reading.role_of(owner) if owner is not None else None
        if whose is not None and (whose.country or whose.sector):  # "his office said", "its commission said"
            return Role(kind="organisation", country=whose.country, sector=whose.sector, text=role.text, span=role.span)
    return role
