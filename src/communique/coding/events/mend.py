"""Clauses that the parser often hangs wrongly, put right before anything is read off the tree."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from communique.coding.events.words import words

if TYPE_CHECKING:
    from communique.coding.events.clauses import Clauses

__all__ = ["lemma_of", "mend"]

#: Verbs that report, which the tagger may take for participles after their own subject.
_REPORTING = words("charge allege claim assert contend admit warn suggest predict")
#: Acts of words, which whoever denies or says something does next.
_SPOKEN = words("deny say claim admit accuse blame demand urge ask call condemn criticise criticize warn reject refuse "
                "vow pledge promise threaten announce allege insist complain appeal")
_CHARGING = words("suspect accuse convict acquit charge")
#: Nouns that stand for what is said, which a that-clause after them spells out.
_WORDS = words("demand call appeal request plea insistence claim charge allegation accusation warning threat pledge "
               "promise proposal")

#: What bodies do that an infinitive says the rest of.
_RESOLVING = words("vote decide agree resolve move opt elect")
_GAPS = words("that which whom who")
_WHERE = words("where when whereby")
#: What parts a quotation or a clause from what comes after it.
_PARTING = frozenset([",", '"', "”", "''"])
_JOINING = words("cc punct dobj ccomp xcomp acomp attr prt advcl conj")
_FINITE = words("VBD VBZ VBP")


def mend(tree: Clauses) -> None:
    """Mends eleven constructions of `tree` in place.

    The reporting clause at a sentence's end, taken for a participle after its own subject: "..., the union charged on
    Monday." And a that-clause after words that have their noun: "repeated its call on Monday that Chad leave".
    The main clause's second verb, hung from a relative clause of another tense: "entered waters that Kenya claims and
    threatened a boat"; or from what was said: "denied that its men had fired and demanded an inquiry". What someone is
    "suspected by Chad of hiding". And an active verb's agent, which is its object's: "stopped a march by miners". And
    a participle after the subject, taken for the first of two verbs that nothing joins: "men sent to Chad shot him". Or
    the verb of a relative clause: "Chad, which a Kenyan minister accused of lying". And what a body voted for, hung
    from how others voted: "voted 13 to 0, with Chad abstaining, to extend it". What a semicolon
    parts from the verb after it, taken for its object: "Kenya left; Chad said it would stay". And the first of two
    subjects that a clause parts, taken for a sentence of its own: "Chad, which chairs it, and Kenya agreed".
    """
    for i, dep in enumerate(tree.dep):
        if dep == "acl" and tree.lemma[i] in _REPORTING and tree.tag[i] in ("VBD", "VBN"):
            _report(tree, i)
        elif dep == "ccomp" and any(i < k < tree.head[i] and tree.low[k] == ";" for k in tree.kids[tree.head[i]]):
            tree.move(i, tree.head[i], "parataxis")
        elif dep == "ccomp" and any(tree.dep[k] == "mark" and tree.low[k] == "that" for k in tree.kids[i]):
            said = [k for k in tree.kids[tree.head[i]] if tree.dep[k] == "dobj" and tree.lemma[k] in _WORDS and k < i]
            if said:
                tree.move(i, said[-1], "acl")
        elif dep == "prep" and tree.low[i] == "of" and any(tree.dep[k] == "pcomp" for k in tree.kids[i]):
            by = tree.head[tree.head[i]]
            if tree.dep[by] == "agent" and tree.lemma[tree.head[by]] in _CHARGING:
                tree.move(i, tree.head[by], "prep")
        elif dep == "acl" and (which := _whom(tree, i)) is not None:
            noun = tree.head[i]
            tree.move(i, tree.head[which], "relcl")
            tree.move(noun, i, "nsubj")
            tree.move(which, i, "dobj")
            tree.tag[i] = "VBD"
        elif dep in ("advcl", "xcomp") and (voted := _voted(tree, i)) is not None:
            tree.move(i, voted, "xcomp")
        elif dep in ("conj", "advcl") and _bare(tree, i):
            _main(tree, i)
        elif dep == "conj" and _main_verb(tree, i):
            tree.move(i, tree.head[tree.head[tree.head[i]]], "conj")
        elif dep == "conj" and _parted(tree, i):
            _join(tree, i)
        elif dep == "conj" and _goes_on(tree, i):
            tree.move(i, tree.head[tree.head[i]], "conj")
        elif dep == "agent" and tree.tag[tree.head[i]] in ("VBD", "VBZ", "VBP", "VB"):
            over = {tree.dep[k]: k for k in tree.kids[tree.head[i]]}
            if "dobj" in over and "nsubj" in over and over["dobj"] < i:
                tree.move(i, over["dobj"], "prep")


def _voted(tree: Clauses, i: int) -> int | None:
    """The verb of resolving that the infinitive i belongs to, where it follows a phrase of "with" between commas."""
    said, to = tree.head[i], next((k for k in tree.kids[i] if tree.dep[k] == "aux" and tree.low[k] == "to"), 0)
    over = tree.head[said]
    main = tree.head[over]
    apart = to > said and tree.low[to - 1] == "," and over > 0 and tree.low[over - 1] == ","
    return main if apart and tree.low[over] == "with" and tree.lemma[main] in _RESOLVING else None


def _main_verb(tree: Clauses, i: int) -> bool:
    """Whether the verb i, coordinated with that of a relative clause on another verb's object, belongs to that verb: it
    has its tense, and the relative clause, which has a subject of its own, has not; and that clause lacks an object,
    which is the noun that it describes, so that a verb with an object of its own can't go on with it. A clause with
    "where" lacks nothing: "a town where rebels had burned shops and killed a guard"."""
    rel = tree.head[i]
    if tree.dep[rel] not in ("relcl", "acl") or tree.tag[i] not in ("VBD", "VBZ", "VBP"):
        return False
    noun = tree.head[rel]
    main = tree.head[noun]
    own = [tree.low[k] for k in tree.kids[rel] if tree.dep[k] in ("nsubj", "nsubjpass")]
    if any(tree.dep[k] == "dobj" and tree.low[k] not in _GAPS or tree.low[k] in _WHERE for k in tree.kids[rel]):
        return False
    return (tree.dep[noun] == "dobj" and tree.tag[main] == tree.tag[i] != tree.tag[rel]
            and bool(own) and own[0] not in ("who", "which", "that")
            and not any(tree.dep[k] in ("nsubj", "nsubjpass", "aux") for k in tree.kids[i]))


def _whom(tree: Clauses, i: int) -> int | None:
    """The relative pronoun that is the object of the verb at i, taken for a participle after its own subject: "Chad,
    which a Kenyan minister accused of lying"; None where it is none."""
    noun = tree.head[i]
    which = tree.head[noun]
    start = min((noun, *(k for k in tree.kids[noun] if k < noun)))
    if (tree.low[which] in ("which", "whom") and which == start - 1 and tree.pos[tree.head[which]] in ("NOUN", "PROPN")
            and tree.head[which] < which and tree.tag[i] in ("VBD", "VBN") and i == noun + 1
            and not any(tree.dep[k] in ("agent", "dobj", "nsubj", "auxpass") for k in tree.kids[i])):
        return which
    return None


def _bare(tree: Clauses, i: int) -> bool:
    """Whether nothing joins the finite verb i to the one before it, which has a subject, no object, and the form of a
    participle: then that one only describes the subject."""
    h = tree.head[i]
    if tree.tag[i] not in _FINITE or tree.tag[h] not in ("VBD", "VBN") or i < h:
        return False
    kids = tree.kids[h]
    before = [k for k in kids if tree.dep[k] == "nsubj" and k < h]
    between = [k for k in kids if h < k < i and tree.dep[k] in _JOINING]
    return (len(before) == 1 and tree.pos[before[0]] in ("NOUN", "PROPN") and not between and i > h + 1
            and tree.low[i - 1] not in (",", ";", "-", "--")
            and not any(tree.dep[k] in ("aux", "auxpass", "neg") for k in kids)
            and not any(tree.dep[k] in ("nsubj", "nsubjpass", "cc", "mark") for k in tree.kids[i]))


def _main(tree: Clauses, i: int) -> None:
    """Makes the verb at i the one of its clause, and the one that it hangs from a participle after the subject."""
    first = tree.head[i]
    noun = next(k for k in tree.kids[first] if tree.dep[k] == "nsubj")
    over, dep = tree.head[first], tree.dep[first]
    if over == first:
        tree.kids[first].remove(i)
        tree.head[i], tree.dep[i] = i, "ROOT"
    else:
        tree.move(i, over, dep)
    tree.move(noun, i, "nsubj")
    tree.move(first, noun, "acl")
    tree.tag[first] = "VBN"
    for k in [k for k in tree.kids[first] if k > i]:
        tree.move(k, i, tree.dep[k])


def _parted(tree: Clauses, i: int) -> bool:
    """Whether the first of two subjects of the verb i, which a clause describes, was taken for a sentence by itself:
    "Chad, which chairs the forum, and Kenya supported Norway"."""
    noun = tree.head[i]
    if tree.pos[noun] not in ("NOUN", "PROPN") or tree.dep[noun] != "ROOT" or tree.tag[i] not in _FINITE:
        return False
    join = [k for k in tree.kids[noun] if tree.dep[k] == "cc" and noun < k < i]
    own = [k for k in tree.kids[i] if tree.dep[k] == "nsubj" and k < i]
    told = any(tree.dep[k] in ("relcl", "appos", "acl") for k in tree.kids[noun])
    return len(join) == len(own) == 1 and told and join[0] + 1 == min(
        (own[0], *(k for k in tree.kids[own[0]] if k < own[0])))


def _join(tree: Clauses, i: int) -> None:
    """Makes the noun that the verb i hangs from a subject of it, beside its own."""
    noun = tree.head[i]
    tree.kids[noun].remove(i)
    tree.head[i], tree.dep[i] = i, "ROOT"
    tree.move(noun, i, "nsubj")


def _goes_on(tree: Clauses, i: int) -> bool:
    """Whether the verb of words at i, coordinated with what was said, belongs to who said it: "denied that its men had
    attacked police and demanded an inquiry". What was said stands back a tense ("had"), and so would it; or a comma or
    the end of a quotation parts them: "said that the ruling was wrong, and promised an appeal"."""
    said = tree.head[i]
    main = tree.head[said]
    join = next((k for k in tree.kids[said] if tree.dep[k] == "cc" and k < i), 0)
    back = tree.tag[said] == "VBN" and any(tree.dep[k] == "aux" and tree.low[k] == "had" for k in tree.kids[said])
    return (tree.dep[said] == "ccomp" and tree.tag[i] == tree.tag[main] == "VBD"
            and (back or tree.low[join - 1] in _PARTING) and join > said
            and tree.lemma[i] in _SPOKEN and (tree.lemma[main] in _SPOKEN or tree.lemma[main] == "tell")
            and not any(tree.dep[k] in ("nsubj", "nsubjpass", "aux", "mark") for k in tree.kids[i]))


def _report(tree: Clauses, i: int) -> None:
    """Makes the verb at i the one that reports its sentence, where nothing but a time follows it."""
    noun = tree.head[i]
    main = tree.head[noun]
    start = min((noun, *tree.kids[noun]))
    timed = all(tree.dep[k] in ("npadvmod", "advmod", "punct") or (
        tree.dep[k] == "prep" and tree.low[k] in ("on", "in")) for k in tree.kids[i])
    rest = [k for k in range(i + 1, tree.doc[i].sent.end) if tree.pos[k] not in ("PUNCT", "SPACE")]
    if (not timed or tree.pos[main] != "VERB" or main > noun or start < 1 or tree.low[start - 1] != ","
            or len(rest) > 3 or tree.head[main] != main):
        return
    tree.move(noun, i, "nsubj")
    tree.head[i], tree.dep[i] = i, "ROOT"
    tree.move(main, i, "ccomp")


def lemma_of(form: str, lemma: str, known: Container[str]) -> str:
    """The lemma that `known` has where the lemmatizer's rules cut the form wrongly ("waged" to "wag")."""
    guesses = [lemma + "e", *([lemma[:-1], lemma[:-2]] if lemma.endswith("e") else [])]
    for guess in guesses:
        if guess in known and form.startswith(guess):
            return guess
    return lemma
