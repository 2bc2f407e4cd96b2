"""What the learned model says of the events that lexicon and rules found, and which it finds where they found none.

Rules and model speak of the same words: what the rules coded is told to the model, which has learned how far they can
be believed there. An event that it finds very unlikely is dropped, one that it takes for another type is given that
type, its status is the model's where the model is sure; and an event that it alone sees is coded where its parties are
politics. Who the parties are stays a matter of parse and knowledge: the model says which words name them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

import msgspec
import numpy as np

from communique import ontology
from communique.coding.events.arguments import Arguments, inside
from communique.coding.events.cast import ACTING, MUTUAL, SAID, SUFFERING, Cast, Ties
from communique.coding.events.guards import blockade
from communique.coding.events.hints import hints
from communique.coding.events.load import Lexicon
from communique.coding.events.merge import Draft
from communique.coding.events.status import denied
from communique.coding.events.tree import Tree
from communique.coding.events.words import words
from communique.language.reading import Reading
from communique.model import Array, Hint, Tagger, Tagging, Told, told_events
from communique.records import Event, Mention, Role, Span, record_id

__all__ = ["Judge"]

#: An event of the rules stays from this probability of its type on.
KEEP = 0.35
#: It takes the model's type where the model gives its own less than KEEP and another at least this.
RETYPE = 0.8
#: An event that the model alone sees is coded where some event is as likely as TELL, and its type as likely as TYPED.
TELL, TYPED = 0.9, 0.75
#: An event that the rules doubt is coded where its type is as likely, by what makes them doubt it (`Draft.doubt`).
DOUBTED = {"part": 0.8, "setting": 0.7, "private": 0.5, "alone": 0.6}
#: From this probability on, one that the model alone sees may be part of another act, and is politics where its
#: sentence names a public party or state, though its own parties are none.
CERTAIN = 0.95
#: The model's status counts from this probability on.
STATUS = 0.6
#: ... and from this one on where grammar says that it is yet to come or only possible, and the model that it is done.
DONE = 0.95
#: Words are an actor, or a recipient, from these mean probabilities on; a mode is told from this one on.
PARTY, MODE = (0.5, 0.4), 0.4
#: ... and from these on, where the rules name parties on that side but the model gives none of them FAINT.
SURE, FAINT = (0.6, 0.8), (0.2, 0.1)
#: Who meets or agrees with the only party that the rules name is told by the model from this probability on.
TOGETHER = 0.8
#: A recipient that the rules name stays where the model gives its words at least OTHER; a place or a building at least
#: THERE, for it stands for the state that an act there is aimed at, and its words need not be the party's.
OTHER, THERE = 0.05, 0.005
#: Where the rules code nothing, a sentence is worth the model's time if the lexicon knows at least so many words of it
#: that could tell an act, each of one type; or one, beside a state or a body. One beside people alone tells nothing.
TELLING = 2
#: Statuses of what is told as done.
PLAIN = ("actual", "historical")

#: Kinds of what an act happens in or at.
_SCENE = words("place facility")
_BODIES = words("state organisation force group")
#: What is said against someone.
_CHARGES = words("accusation charge allegation claim rumour rumor insinuation")


def _public(mention: Mention) -> bool:
    """Whether a mention is of a state or of public life."""
    return bool(mention.country or mention.sector) and mention.kind not in ("place", "equipment", "document")


class Maker(Protocol):
    """What the coder gives the judge: how an event is made of a trigger and its parties."""

    reading: Reading
    tree: Tree
    lexicon: Lexicon
    arguments: Arguments

    def doubts(self) -> list[Draft]: ...

    def public(self, i: int) -> bool: ...

    def tell(
        self,
        told: Told,
        at: int,
        trigger: Span,
        mode: str | None,
        actors: tuple[Role, ...],
        recipients: tuple[Role, ...],
    ) -> Draft | None: ...


class Judge:
    """Weighs the drafts of one report with the model `tagger`."""

    def __init__(self, tagger: Tagger, coder: Maker, hinted: bool = True) -> None:
        self.tagger, self.coder, self.reading, self.tree = tagger, coder, coder.reading, coder.tree
        self.cast = Cast(coder.reading, coder.tree, coder.arguments)
        self.hinted = hinted

    def weigh(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts that stand, as they stand, those of the doubtful ones that the model speaks for, and those that it
        adds."""
        doubts = self.coder.doubts() if self.hinted else []
        offsets, texts, given = self._sentences(drafts, doubts)
        own: list[list[Draft]] = [[] for _ in texts]
        for draft in drafts:  # each is in a sentence that is weighed: what the rules coded is a hint in it
            own[bisect_right(offsets, draft.event.trigger[0]) - 1].append(draft)
        for draft in doubts:
            n = bisect_right(offsets, draft.event.trigger[0]) - 1
            if n >= 0:
                own[n].append(draft)
        kept: list[Draft] = []
        for n, tagging in enumerate(self.tagger(texts, given if self.hinted else None)):
            kept += self._one(tagging, offsets[n], own[n])
        return kept

    def _sentences(
        self, drafts: Sequence[Draft], doubts: Sequence[Draft]
    ) -> tuple[list[int], list[str], list[list[Hint]]]:
        """Start, text and hints of each sentence that can hold an event: the rules code one, or somebody of a state or
        of public life is named in it, and the rules doubt one or the lexicon knows words."""
        found: list[tuple[int, str, list[Hint]]] = []
        every = sorted(hints(self.tree, self.coder.lexicon, [d.event for d in drafts]), key=lambda h: h.start)
        starts = [h.start for h in every]
        doubted = sorted(d.event.trigger[0] for d in doubts)
        for sent in self.tree.doc.sents:
            low, high = sent.start_char, sent.end_char
            own = every[bisect_left(starts, low) : bisect_left(starts, high)]
            public = [m for m in self.reading.mentions_in(low, high) if _public(m)]
            if any(h.coded for h in own) or (public and (bisect_left(doubted, low) < bisect_left(doubted, high)
                                                         or self._telling(own, public))):
                text = self.reading.text[low:high].rstrip()
                found.append((low, text, [replace(h, start=h.start - low, end=h.end - low) for h in own]))
        return [f[0] for f in found], [f[1] for f in found], [f[2] for f in found]

    def _telling(self, given: Sequence[Hint], public: Sequence[Mention]) -> bool:
        """Whether a sentence in which the rules code and doubt nothing may yet hold an event."""
        words = sum(len(h.possible) == 1 and h.possible != ("NONE",) for h in given)
        bodies = any(m.kind in _BODIES and m.form != "pronoun" for m in public)
        return not self.hinted or words >= TELLING or (words > 0 and bodies)

    def _one(self, tagging: Tagging, offset: int, drafts: Sequence[Draft]) -> list[Draft]:
        """The events of one sentence."""
        kept = [k for d in drafts if (k := self._judged(tagging, offset, d, drafts)) is not None]
        types = self.tagger.labels.types
        for told in told_events(tagging, self.tagger.labels, TELL):
            span = (offset + told.start, offset + told.end)
            typed = tagging.events[told.first : told.past, 1 + types.index(told.type)].max()
            if typed < TYPED or any(span[0] < k.event.trigger[1] and k.event.trigger[0] < span[1] for k in kept):
                continue
            new = self._new(tagging, offset, told, span)
            if new is not None:
                kept.append(new)
        return kept

    def _judged(self, tagging: Tagging, offset: int, draft: Draft, beside: Sequence[Draft]) -> Draft | None:
        """A draft of the rules as it stands, or None where it falls; `beside`: all of its sentence."""
        where, types = self._pieces(tagging, offset, draft.event.trigger), self.tagger.labels.types
        if draft.doubt is not None and not (where and self._credible(draft, beside)):
            return None
        if not where or draft.said is None:
            return draft  # past the end of what the model reads, or told by grammar alone ("Iran must leave")
        likely = tagging.events[where].max(axis=0)[1:]
        # what is to come has two types by PLOVER, the act's own and the promise's or threat's: either will do
        own = max(float(likely[types.index(t)]) for t in (draft.event.type, draft.said))
        other = int(likely.argmax())
        if own >= (KEEP if draft.doubt is None else DOUBTED[draft.doubt]):
            return self._settled(tagging, offset, where, draft, draft.event.type, own)
        if draft.doubt is not None:
            return None
        if draft.event.type == "REJECT" and types[other] == "ACCUSE" and self._answers(draft.at):
            return draft
        if likely[other] >= RETYPE and draft.said == draft.event.type:
            return self._settled(tagging, offset, where, draft, types[other], float(likely[other]))
        return None

    def _credible(self, draft: Draft, beside: Sequence[Draft]) -> bool:
        """Whether what the rules doubt may be an event: what looks private, only in a sentence that names a public
        party or a state, or tells another act that nobody doubts."""
        return draft.doubt != "private" or self.coder.public(draft.at) or any(d.doubt is None for d in beside)

    def _settled(
        self, tagging: Tagging, offset: int, where: list[int], draft: Draft, type_: str, likely: float
    ) -> Draft:
        """A draft of the rules with the type, status, parties and confidence that both come to."""
        event = draft.event
        status = self._over(tagging, where, tagging.status[where])
        told = self.tagger.labels.statuses[int(status.argmax())] if status.max() >= STATUS else event.status
        if told in PLAIN and (event.status == "negated" or event.status not in PLAIN and status.max() < DONE):
            told = event.status  # "denied attacking them", "would veto it": grammar knows better what is not so, or yet
        changed: dict[str, Any] = {"status": told, "found_by": "both", "confidence": round(likely, 2)}
        if type_ != event.type:
            mode = self._mode(tagging, where, type_)
            cameo: str | None = ontology.cameo_of(type_, mode)
            type_, mode, cameo = blockade(type_, mode, cameo, event.actors)
            changed |= {"type": type_, "mode": mode, "cameo": cameo, "score": ontology.score(type_)}
        ties = self._ties(tagging, offset, where)
        actors = self._actors(ties, draft.at, type_, event)
        recipients = self._recipients(ties, draft.at, type_, event, actors)
        changed |= {"actors": actors, "recipients": recipients}
        names = [r.entity or r.text for r in (*actors, *recipients)]
        changed["id"] = record_id("event", event.article, type_, event.trigger, names)
        return Draft(draft.at, msgspec.structs.replace(event, **changed), draft.noun)

    def _actors(self, ties: Ties, at: int, type_: str, event: Event) -> tuple[Role, ...]:
        """Those whom the rules name, unless the model finds that none of them acts and is sure of others; with those
        that it sees beside the only one who meets."""
        if event.actors and any(self.cast.weight(ties, ACTING, r) >= FAINT[ACTING] for r in event.actors):
            return event.actors + (self._others(ties, at, type_, event) if type_ in MUTUAL else ())
        least, words = (SURE[ACTING], False) if event.actors else (PARTY[ACTING], True)
        named = self.cast.named(ties, ACTING, least, event.recipients, words)
        return self.cast.doers(at, type_, named) or event.actors

    def _others(self, ties: Ties, at: int, type_: str, event: Event) -> tuple[Role, ...]:
        """Who else meets or agrees where the rules name one party alone: "the minister met the skippers"."""
        if len({r.entity or r.span for r in (*event.actors, *event.recipients)}) > 1:
            return ()
        named = self.cast.named(ties, ACTING, TOGETHER, (*event.actors, *event.recipients))
        return tuple(r for r in named if not any(inside(r, a) or inside(a, r) for a in event.actors))

    def _recipients(self, ties: Ties, at: int, type_: str, event: Event,
                    actors: tuple[Role, ...]) -> tuple[Role, ...]:
        """Those whom the rules name and the model does not find impossible; others where it is sure of them and doubts
        all of these, or where there are none."""
        given = tuple(
            r
            for r in event.recipients
            if any(r.span == a.span for a in actors) or (
                self.cast.weight(ties, SUFFERING, r) >= (THERE if r.kind in _SCENE else OTHER))
        )
        if given and any(self.cast.weight(ties, SUFFERING, r) >= FAINT[SUFFERING] for r in given):
            return given
        if not given and len(actors) > 1 and type_ in MUTUAL:
            return given
        least, words = (SURE[SUFFERING], False) if given else (PARTY[SUFFERING], True)
        named = self.cast.named(ties, SUFFERING, least, actors, words)
        return tuple(r for r in named if not self.cast.elsewhere(at, type_, r) and not (
            type_ == "ACCUSE" and self.coder.arguments.forum((at,), r))) or given

    def _answers(self, at: int) -> bool:
        """Whether the verb at token `at` has an accusation for its object: "called the charges absurd"."""
        return any(self.tree.lemma[k] in _CHARGES for k in self.tree.slot(at, "obj"))

    def _over(self, tagging: Tagging, where: list[int], values: Array) -> Array:
        """The mean of a head's values at the pieces of a trigger, each as far as it tells an event: the words that a
        trigger of the rules reaches over tell none."""
        weights = 1 - tagging.events[where, 0] + 1e-6
        return np.asarray(np.average(values, axis=0, weights=weights), dtype=np.float32)

    def _ties(self, tagging: Tagging, offset: int, where: list[int]) -> Ties:
        """Who takes part in what the pieces of a trigger tell."""
        return Ties(tagging.pieces, offset, self._over(tagging, where, tagging.arguments(where)))

    def _new(self, tagging: Tagging, offset: int, told: Told, span: Span) -> Draft | None:
        """An event that the model alone sees, or None where nobody political takes part."""
        at = self.cast.head(span)
        if self.tree.dep[at] == "prt":  # "struck him off": the model may see the particle alone
            at = self.tree.head[at]
        where = list(range(told.first, told.past))
        ties = self._ties(tagging, offset, where)
        actors = self.cast.doers(at, told.type, self.cast.named(ties, ACTING, PARTY[ACTING], ()))
        recipients = tuple(r for r in self.cast.named(ties, SUFFERING, PARTY[SUFFERING], actors)
                           if not self.cast.elsewhere(at, told.type, r))
        if not actors and self.tree.pos[at] == "NOUN" and told.type in SAID:  # "despite criticism from Chad"
            actors = tuple(r for slot in ("by", "from") for k in self.tree.slot(at, slot) for r in self.cast.at(k))
            recipients = tuple(r for r in recipients if r not in actors)
        if (doers := self.cast.accused(at)) is not None:
            actors = doers
            recipients = tuple(r for r in recipients if r not in doers)
        if denied(self.tree, at, self.coder.lexicon):
            told = replace(told, status="negated")
        mode = self._mode(tagging, where, told.type)
        return self.coder.tell(told, at, span, mode, actors, recipients)

    def _mode(self, tagging: Tagging, where: list[int], type_: str) -> str | None:
        modes = [
            (float(p), m.partition("/")[2])
            for p, m in zip(self._over(tagging, where, tagging.mode[where]), self.tagger.labels.modes, strict=True)
            if m.startswith(f"{type_}/")
        ]
        best = max(modes, default=(0.0, None))
        return best[1] if best[0] >= MODE else None

    def _pieces(self, tagging: Tagging, offset: int, span: Span) -> list[int]:
        return tagging.pieces.covering(span[0] - offset, span[1] - offset)
