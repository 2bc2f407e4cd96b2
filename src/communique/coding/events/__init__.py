"""What happened: who did what to whom, in PLOVER and CAMEO, found through the event lexicon."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import starmap
from typing import Any

from communique import ontology
from communique.coding.events.arguments import Arguments, inside
from communique.coding.events.circumstances import Circumstances
from communique.coding.events.confidence import confidence
from communique.coding.events.counts import counts
from communique.coding.events.demands import Demand, find_demands
from communique.coding.events.gate import PUBLIC, is_politics
from communique.coding.events.guards import blockade, unguessed
from communique.coding.events.home import Homes
from communique.coding.events.learned import CERTAIN, Judge
from communique.coding.events.load import Entry, Lexicon, load_lexicon
from communique.coding.events.match import Match, find_matches
from communique.coding.events.merge import Draft, merge
from communique.coding.events.status import Standing, after, long_before, standing
from communique.coding.events.topics import background, condition_of, topic_of
from communique.coding.events.tree import Tree
from communique.coding.events.words import words
from communique.language.reading import Reading
from communique.model import Tagger, Told
from communique.records import Event, EventDate, Role, Span, Statement, record_id

__all__ = ["find_events"]

#: What a party that will do it agrees to: PLOVER codes cooperation still to come as AGREE.
_COOPERATIVE = words("CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT")

#: Parts of speech, one of which a trigger has.
_TELLING = words("VERB NOUN PROPN ADJ ADV")
#: What a party that says it will do it threatens with.
_HARMFUL = words("ASSAULT COERCE SANCTION PROTEST MOBILIZE")
#: Kinds of those who do nothing to themselves.
_ALONE = words("state person organisation")
_OWNING = words("its his her their our my")
#: What armies do together as partners: several states in it cooperate, one alone shows its force.
_EXERCISES = words("exercise drill manoeuvre maneuver game wargame")
#: Types of acts that put something at another's disposal.
_LENT = words("AID MOBILIZE COOPERATE")
#: Types whose act is about another act, so that whom that one is for or against is whom it concerns.
_OF_ACTS = words("AGREE REQUEST REJECT THREATEN ACCUSE")


def find_events(reading: Reading, statements: Sequence[Statement], lexicon: Lexicon | None = None,
                tagger: Tagger | None = None) -> list[Event]:
    """The events of the report, in order of position, each once. `lexicon` is the package's own where none is given;
    `tagger` is the learned model that is asked beside the rules, none by default."""
    coder, drafts = rule_drafts(reading, statements, lexicon or load_lexicon())
    if tagger is not None:
        drafts = Judge(tagger, coder).weigh(drafts)
    return merge(coder.tree, sorted(drafts, key=lambda d: d.at))


def rule_drafts(reading: Reading, statements: Sequence[Statement], lexicon: Lexicon) -> tuple[_Coder, list[Draft]]:
    """What lexicon and rules find, mentions of one event apart, and the coder that made it, which also has what they
    doubt (`doubts`)."""
    tree = Tree(reading.doc, lexicon.entries)
    coder = _Coder(reading, tree, lexicon, statements)
    found = find_matches(tree, lexicon, coder.arguments.named.kinds, coder.arguments.named.naming())
    matches = [m for m in found if m.entry.type != "NONE"]
    coder.nothing = frozenset(m.at for m in found if m.entry.type == "NONE")
    acts = coder.acts = {p: m.entry.type for m in matches for p in (m.at, *m.parts)}
    coder.circumstances.events = frozenset(m.at for m in matches)
    # "offered to send a mediator": he is no one to whom it is offered
    coder.arguments.things = frozenset(
        p for m in matches if m.entry.type in _LENT and "obj" not in (m.entry.recipient or ("obj",))
        for p in (*m.used, *(tree.slot(m.at, "obj") if m.entry.pos == "v" else ())))
    demands = list(find_demands(tree, coder.arguments.named, statements))
    voiced = {d.at for d in demands if tree.dep[d.over] == "advcl" and acts.get(tree.head[d.over]) == "PROTEST"}
    owed = {d.at for d in demands if acts.get(d.at) not in ("REQUEST", "THREATEN", "ACCUSE")}
    asking = {d.over for d in demands if d.at in owed}  # "told Kenya that it must leave" asks once
    ruled: list[tuple[Match, Standing]] = []
    for m in matches:
        stands = standing(tree, m.at, m.parts, lexicon, acts, m.used, m.entry.denying)
        if stands.absorbed and stands.by in acts:
            if stands.status != "negated":
                coder.absorb(m, stands.by)
                coder.parts.append((m, stands))
        elif m.at in owed or (m.at in asking and m.entry.type == "REQUEST"):
            continue
        elif tree.dep[m.at] == "acomp" and tree.head[m.at] in owed:
            continue  # "must be ready to help" is a demand, and no promise
        elif (topic := topic_of(tree, m, acts)) is not None:
            if topic[1] and stands.status != "negated":
                coder.absorb(m, topic[0])
        elif condition_of(tree, m.at, acts) is not None:
            continue
        else:
            ruled.append((m, stands))
    denials = {stands.denied for _, stands in ruled}  # what is denied is told as not so; the denial itself is no event
    made = [coder.code(m, stands) for m, stands in ruled if m.at not in denials]
    coder.doubted = [d for d in made if d.doubt is not None]
    drafts = [d for d in made if d.doubt is None]
    drafts += [coder.demand(d) for d in demands if d.at in owed and d.at not in voiced]  # "rallied, saying he must go"
    return coder, drafts


def _but(roles: tuple[Role, ...], others: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles without those that `others` are too."""
    known = {r.entity or r.span for r in others}
    return tuple(r for r in roles if (r.entity or r.span) not in known)


class _Coder:
    def __init__(self, reading: Reading, tree: Tree, lexicon: Lexicon, statements: Sequence[Statement]) -> None:
        self.reading, self.tree, self.lexicon = reading, tree, lexicon
        self.arguments = Arguments(reading, tree, lexicon)
        self.circumstances = Circumstances(reading, tree)
        self.homes = Homes(reading, tree)
        self.claims = sorted(((s, e, st.id) for st in statements for s, e in st.content), key=lambda c: c[1] - c[0])
        self.speakers = {st.id: st.speaker for st in statements}
        self.sources = {st.id: st.source for st in statements}
        self.absorbed: dict[int, tuple[tuple[Role, ...], tuple[Role, ...]]] = {}
        self.acts: dict[int, str] = {}  # the tokens that say an event, with its type
        self.nothing: frozenset[int] = frozenset()  # tokens that the lexicon knows to tell no event here
        self.doubted: list[Draft] = []
        self.parts: list[tuple[Match, Standing]] = []  # matches that are part of another act
        self._parties: dict[int, tuple[bool, bool]] = {}
        self._sentences: dict[int, tuple[Span, tuple[str, ...]]] = {}

    def doubts(self) -> list[Draft]:
        """What the rules alone would not tell. Parts of other acts are coded only here, where a model weighs them."""
        return self.doubted + [replace(d, doubt="part") for d in starmap(self.code, self.parts) if d.doubt is None]

    def absorb(self, match: Match, into: int) -> None:
        """Keeps whom an absorbed act is done to: "offered to help Kenya" is an offer to Kenya."""
        self.absorbed.setdefault(into, self.arguments.parties(match))

    def code(self, match: Match, stands: Standing) -> Draft:
        """The event of a match, with what makes the rules doubt that it is one: nobody political takes part."""
        entry, i = match.entry, match.at
        actors, recipients = self.arguments.parties(match)
        actors = tuple(r for r in actors if not self.arguments.here(r))
        several = "all" in (entry.recipient or ()) and len(actors) > 1
        if not recipients and not several and entry.recipient != () and entry.type in (*_OF_ACTS, "PROTEST"):
            does, suffers = next((self.absorbed[k] for k in (i, *match.parts) if k in self.absorbed), ((), ()))
            first, second = (does, suffers) if entry.type == "REQUEST" else (suffers, does)  # who is asked is to do it
            second = () if entry.type == "THREATEN" else second  # whose army is to strike is not whom it will strike
            others = (_but(first, actors), _but(second, actors), _but(self.arguments.within(match), actors))
            recipients = next((some for some in others if some), ())
        recipients = tuple(r for r in recipients if not any(self._own(entry, r, a) for a in actors))
        date = self.circumstances.date(i)
        place = self.circumstances.place(i, (i, *match.parts))
        if stands.refused and not recipients and len(actors) > 1:
            actors, recipients = self.arguments.part(match, actors)
        doubt = None
        if not (actors and recipients) and len(actors) < 2 and background(
                self.tree, i, self.arguments.carried(match), bool(actors)) and not (
                entry.pos == "n" and (place or recipients or actors) and self.circumstances.dated(i)):
            # "since the 2015 attacks in Paris" tells an event of its own day and place
            doubt = "setting"
        actors, recipients = self.homes.sides(i, entry, actors, recipients, place)
        few = len(actors) + len(recipients) < 2
        if entry.type == "CONSULT" and entry.pos == "n" and few and not self.arguments.carried(match):
            doubt = doubt or "alone"  # "a tour of Japan follows": nobody is told to meet anybody
        if not is_politics(entry.type, match.free, actors, recipients, place, self.arguments.named.weak,
                           self._company(i), entry.pos == "n"):
            doubt = "private"
        if not actors and place is not None and entry.type in ("COERCE", "ACCUSE"):
            actors = self.homes.law_of(i, entry, place)
        if entry.type == "MOBILIZE" and not recipients and len({a.country for a in actors if a.country}) > 1 and any(
                self.tree.lemma[k] in _EXERCISES for k in (i, *match.parts, *match.used)):
            entry = replace(entry, type="COOPERATE", mode=None, cameo="062")
        type_, mode, cameo, status = self._type(entry, i, stands, date.value if date else None,
                                                self._pledged(i, actors))
        event = self._event(
            i, self._trigger(match), type_, mode, cameo, status, actors, recipients, place, date,
            confidence=confidence(entry, actors, recipients, status), rule=entry.name)
        return Draft(i, event, entry.pos == "n", entry.type, doubt)

    def demand(self, demand: Demand) -> Draft:
        """The request that an obligation laid on another makes."""
        doc = self.tree.doc
        evidence, contexts = self._sentence(demand.at)
        first, last = sorted((demand.modal, demand.at))
        trigger = (doc[first].idx, doc[last].idx + len(doc[last]))
        event = Event(
            id=record_id("event", self.reading.article.id, "REQUEST", trigger),
            article=self.reading.article.id,
            type="REQUEST",
            contexts=contexts,
            cameo=ontology.cameo_of("REQUEST"),
            actors=demand.actors,
            recipients=demand.recipients,
            trigger=trigger,
            evidence=(evidence,),
            statement=self._claim(trigger),
            score=ontology.score("REQUEST"),
            confidence=0.6,
            rule="what another must do",
        )
        return Draft(demand.at, event, False)

    def tell(self, told: Told, at: int, trigger: Span, mode: str | None, actors: tuple[Role, ...],
             recipients: tuple[Role, ...]) -> Draft | None:
        """The event that the model tells at `trigger`, headed by token `at`; None where nobody political takes part,
        and where the words are of another act ("agreed to release"), unless the model is certain, or none ("had").

        The model's status counts, but what grammar says is not so, not yet or only perhaps so is never told as done.
        """
        low, high = bisect_left(self.tree.idx, trigger[0]), bisect_left(self.tree.idx, trigger[1])
        stands = standing(self.tree, at, (), self.lexicon, self.acts)
        part = stands.absorbed and stands.by in self.acts and told.probability < CERTAIN
        if part or at in self.nothing or not any(self.tree.pos[k] in _TELLING for k in (at, *range(low, high))):
            return None
        status = stands.status if told.status == "actual" else told.status
        pos = "v" if self.tree.pos[at] in ("VERB", "AUX") else "n"
        entry = Entry(head="", parts=(), pos=pos, tests=(), type=told.type, mode=mode, cameo=None, actor=None,
                      recipient=None, status=None, where="model")
        date, place = self.circumstances.date(at), self.circumstances.place(at, (at,))
        speaker = self._speaker(trigger)
        if len(actors) > 1 and speaker is not None:  # who only says so is none of those who do it
            actors = tuple(a for a in actors if a.span != speaker.span)
        actors, recipients = self.homes.sides(at, entry, actors, recipients, place)
        if not (told.probability >= CERTAIN and self.public(at)) and not is_politics(
                told.type, False, actors, recipients, place, self.arguments.named.weak, self._company(at)):
            return None
        pledged = self._pledged(at, actors) and (bool(recipients) or told.type != "MOBILIZE")  # against somebody
        type_, mode, cameo, status = self._type(
            entry, at, replace(stands, status=status), date.value if date else None, pledged)
        event = self._event(
            at, trigger, type_, mode, cameo, status, actors, recipients, place, date,
            confidence=round(told.probability, 2), rule="the learned model", found_by="model")
        return Draft(at, event, entry.pos == "n")

    def _event(self, i: int, trigger: Span, type_: str, mode: str | None, cameo: str | None, status: str,
               actors: tuple[Role, ...], recipients: tuple[Role, ...], place: Role | None, date: EventDate | None,
               **found: Any) -> Event:
        """The record of an act at token i; `found` says how it was found: `confidence`, `rule`, `found_by`."""
        evidence, contexts = self._sentence(i)
        if type_ not in ("COERCE", "PROTEST"):
            actors = unguessed(self.reading, actors, recipients)
        type_, mode, cameo = blockade(type_, mode, cameo, actors)
        told = self.sources.get(self._claim(trigger) or "")  # "killing nine men, residents and a priest said"
        recipients = tuple(r for r in recipients if not (
            told and r.span and told[0] <= r.span[0] and r.span[1] <= told[1]))
        dead, hurt, size = counts(self.tree, i, type_)
        names = [r.entity or r.text for r in (*actors, *recipients)]
        return Event(
            id=record_id("event", self.reading.article.id, type_, trigger, names),
            article=self.reading.article.id,
            type=type_,
            mode=mode,
            contexts=contexts,
            cameo=cameo,
            status=status,
            actors=actors,
            recipients=recipients,
            place=place or self.homes.own_place(recipients),
            date=date,
            trigger=trigger,
            evidence=(evidence,),
            statement=self._claim(trigger),
            score=ontology.score(type_),
            fatalities=dead,
            injured=hurt,
            size=size,
            **found,
        )

    def _claim(self, span: Span) -> str | None:
        """The id of the innermost statement that holds a span."""
        return next((c for s, e, c in self.claims if s <= span[0] and span[1] <= e), None)

    def _speaker(self, span: Span) -> Role | None:
        """Who says what stands at a span, in the innermost statement that holds it."""
        claim = self._claim(span)
        return self.speakers[claim] if claim is not None else None

    def _type(self, entry: Entry, i: int, stands: Standing, day: str | None,
              pledged: bool) -> tuple[str, str | None, str, str]:
        """(type, mode, CAMEO, status): PLOVER's rules for what is to come applied to the entry's own.

        What a party will do for another is its agreement to it: one that is given where it says so itself (`pledged`),
        else one still to come. What it says itself that it will do against another is a threat.
        """
        status = entry.status if entry.status and stands.status in ("actual", "future") else stands.status
        published = self.reading.article.published
        if status == "actual" and long_before(day, published):
            status = "historical"
        elif status == "actual" and after(day, published) and self.tree.tag[i] in ("VBZ", "VBP", "VBG"):
            status = "future"
        if entry.denying and stands.refused and status in ("future", "hypothetical"):
            status = "actual"  # "would not meet the demands" refuses
        if entry.type in _COOPERATIVE:
            if stands.will and status in ("future", "hypothetical"):
                return "AGREE", None, "030", "actual" if pledged and status == "future" else status
            if stands.refused and status == "negated":
                return "REJECT", None, "120", "actual"
        elif entry.type in _HARMFUL and stands.will and pledged and status in ("future", "hypothetical"):
            return "THREATEN", None, "130", "actual" if status == "future" else status
        return entry.type, entry.mode, entry.cameo or ontology.cameo_of(entry.type, entry.mode), status

    def _own(self, entry: Entry, recipient: Role, actor: Role) -> bool:
        """Whether a recipient is only the actor again, or, of words, what is the actor's own ("its forces")."""
        if inside(recipient, actor):
            return True
        if recipient.span and actor.span and recipient.span[0] < actor.span[0] < recipient.span[1] < actor.span[1]:
            return True  # "the Kenyan teachers" of "teachers' union": those whose it is
        if recipient.entity is not None and recipient.entity == actor.entity and recipient.kind in _ALONE:
            return True
        if entry.type not in _OF_ACTS or recipient.kind != "force" or recipient.span is None:
            return False
        return recipient.text is not None and recipient.text.split()[0].lower() in _OWNING and (
            recipient.country, recipient.sector) in ((actor.country, "MIL"), (None, actor.sector))

    def _pledged(self, i: int, actors: tuple[Role, ...]) -> bool:
        """Whether the act at token i is told in the words of its own doer's side."""
        at = self.tree.doc[i].idx
        speaker = self._speaker((at, at + 1))
        if speaker is None:
            return False
        return speaker.country in {a.country for a in actors if a.country} or (
            speaker.entity is not None and speaker.entity in {a.entity for a in actors})

    def public(self, i: int) -> bool:
        """Whether the sentence of token i names a public party or a state."""
        return any(self._named(i))

    def _company(self, i: int) -> bool:
        """Whether it names a public party, and not only a state in an adjective."""
        return self._named(i)[0]

    def _named(self, i: int) -> tuple[bool, bool]:
        """Whether the sentence of token i names a public party, and whether a state."""
        sent = self.tree.doc[i].sent
        known = self._parties.get(sent.start)
        if known is None:
            there = self.reading.mentions_in(sent.start_char, sent.end_char)
            known = any(m.sector in PUBLIC for m in there), any(m.kind == "state" for m in there)
            self._parties[sent.start] = known
        return known

    def _sentence(self, i: int) -> tuple[Span, tuple[str, ...]]:
        sent = self.tree.doc[i].sent
        known = self._sentences.get(sent.start)
        if known is None:
            text = sent.text
            end = sent.end_char - (len(text) - len(text.rstrip()))
            contexts = ontology.contexts_of(self.tree.lemma[sent.start:sent.end])
            known = self._sentences[sent.start] = ((sent.start_char, end), contexts)
        return known

    def _trigger(self, match: Match) -> Span:
        """From the head through its fixed words and the object or subject that makes the sense, where they stand close
        by: a subject before the head, right before it."""
        doc = self.tree.doc
        near = [k for k in (match.at, *match.parts, *match.used)
                if abs(k - match.at) <= (10 if k > match.at or k in match.parts else 3)]
        if match.at in self.tree.joined:  # a word that the tokenizer split at its hyphen
            near += [k for k in (match.at - 2, match.at + 2)
                     if 0 <= k < len(doc) and self.tree.low[(k + match.at) // 2] == "-"]
        first, last = doc[min(near)], doc[max(near)]
        return first.idx, last.idx + len(last)
