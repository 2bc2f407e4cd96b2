"""Which parties a noun phrase stands for: those it names, those it means by a pronoun, those behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from communique.coding.events.tree import Tree
from communique.coding.events.words import words
from communique.language.reading import Reading
from communique.records import Role, Span

__all__ = ["HOME", "PRONOUNS", "STATE", "Parties", "at_home", "political"]

#: Where the parties behind a noun that is none stand: "Kenya's plan", "the attack by rebels", "the Swedish vote".
#: `did`: the agent of a participle after it ("crimes committed by the army").
_BEHIND = ("poss", "by", "did", "of", "comp", "from", "in")
#: Where a description says of which state it is: "Lebanon's new president", "groups in Mali", "envoys from Chad".
_STATE_OF = ("poss", "comp", "of", "from", "in", "at")
_QUANTITY = words("hundred thousand dozen score number group handful majority member crowd ten million part most some "
                  "many all several lot couple pair series one two three half third rest leader faction wing branch")
_PEOPLE = words("critic opponent supporter backer rival foe man woman people person witness observer analyst expert "
                "campaigner advocate youth boy girl gunman attacker assailant intruder bomber raider robber kidnapper "
                "hijacker sniper mob crowd passenger driver fan follower believer worshipper mourner "
                "relative family neighbour")
#: How nouns of people who do something end. Trusted only where something else says that they are people.
_TRADES = ("er", "or", "ist", "ian", "man", "woman")
_DOERS = (*_TRADES, "ee")
#: What ends as a trade does and is nobody.
_THINGS = words("order offer letter power paper water river border number matter quarter tower barrier tanker trawler "
                "bomber corridor sector factor reactor motor error horror terror answer charter chapter newspaper "
                "disaster dinner container cover layer center frontier danger shelter counter transfer career carrier "
                "cruiser destroyer launcher tractor helicopter computer server printer boiler bunker pier register "
                "remainder reminder disorder murder surrender slaughter encounter endeavour endeavor favour favor "
                "harbor harbour behaviour behavior neighbor neighbour vapour anchor mirror parlor tumor rumor minor "
                "quota mortar radar poster banner finger shoulder timber fever parameter meter liter "
                "manoeuvre maneuver minister monitor gathering tender stopper chamber member lever trigger")
_SIDES = words("supporter opponent critic follower backer fan loyalist sympathiser sympathizer relative admirer")
_PAIR = words("two both")
_OWNED = words("person group force organisation facility")
_RELATIVE = words("neighbour neighbor rival ally counterpart enemy foe partner adversary opponent critic host guest "
                  "visitor interlocutor captor successor predecessor")
_SECTORS = words("GOV MIL COP SPY JUD LEG PTY OPP REB SEP IGO UAF")
#: What stands before a hyphen and a name that is no owner.
_PREFIXES = words("pro anti ex non counter")
#: Sectors through which a state acts.
STATE = words("GOV COP MIL JUD LEG SPY")
#: Those who, described without a state, belong to the place of the event or to the state that acts on them.
HOME = words("OPP PTY LEG JUD COP CVL MED LAB EDU REL REB SEP AGR HLH BUS")
#: The parser's labels of names, as the kinds that a constraint may ask for.
_BY_LABEL = {"GPE": words("state place gov party named"), "ORG": words("organisation named"),
             "NORP": words("group named"), "PERSON": words("person named"), "FAC": words("facility named"),
             "LOC": words("place named")}
_UNLABELLED = words("state gov organisation person named")
_NAMING = words("organisation group person force facility")
_SINGULAR, _THING = words("he she him her his i me my himself herself"), words("it its itself")
_PLURAL = words("they them their we us our themselves")
PRONOUNS = _SINGULAR | _THING | _PLURAL


def political(role: Role) -> bool:
    """Whether the role makes an event political: a state's, or of a public, armed or international kind."""
    if role.sector in _SECTORS or role.kind == "state":
        return True
    return bool(role.country) and (role.sector is not None or role.kind != "person" or not _described(role))


def _described(role: Role) -> bool:
    """Whether the role's words are a description, and not a name."""
    words_ = (role.text or "").split()
    return "ethnic" in (w.lower() for w in words_) or not any(w[:1].isupper() for w in words_[1:])


class Parties:
    """Reads parties off the tokens of one report."""

    def __init__(self, reading: Reading, tree: Tree) -> None:
        self.reading, self.tree = reading, tree
        #: Spans of adjectives that were taken for the party behind a thing.
        self.weak: set[Span | None] = set()
        #: Spans of those found only as the place that a thing is in.
        self.located: set[Span | None] = set()
        self.offsets = tree.idx
        self._at: dict[int, tuple[Role, ...]] = {}

    def kinds(self, i: int) -> frozenset[str]:
        """What a `#kind` constraint may ask of token i."""
        mention = self.reading.mention_of(self.tree.doc[i])
        found: set[str] = set()
        if mention is not None and mention.head in (None, self.tree.doc[i].idx):
            found = {mention.kind, mention.form}
            if mention.sector:
                found.add(mention.sector.lower())
            if mention.country or mention.sector in _SECTORS:
                found |= {"gov", "party"}
        if self.tree.pos[i] == "PROPN":  # a name that the tables lack is still of the kind that the parser takes it for
            found |= _BY_LABEL.get(self.tree.doc[i].ent_type_, _UNLABELLED)
        if self.tree.tag[i] == "CD" or any(self.tree.dep[k] == "nummod" for k in self.tree.kids[i]):
            found.add("number")
        if self.tree.doc[i].ent_type_ == "MONEY":
            found.add("money")
        return frozenset(found)

    def naming(self) -> frozenset[int]:
        """The tokens that are no event though their word says one: heads of mentions, times ("March")."""
        heads = {m.head for m in self.reading.mentions if m.kind in _NAMING}
        named = {i for i, t in enumerate(self.tree.doc) if t.idx in heads}
        for time in self.reading.times:  # "in March"
            first = bisect_left(self.offsets, time.span[0])
            named.update(range(first, bisect_left(self.offsets, time.span[1])))
        return frozenset(named)

    def at(self, i: int, taken: Iterable[Span | None] = ()) -> tuple[Role, ...]:
        """The parties that the noun phrase headed by i names itself."""
        known = self._at.get(i)
        if known is None:
            self._at[i] = ()  # what leads back here names nobody
            known = self._at[i] = self._named(i)
        return known

    def _named(self, i: int) -> tuple[Role, ...]:
        tree = self.tree
        known = tuple(r for r in self.reading.roles_of(tree.doc[i]) if r.country or r.sector or r.entity)
        if not known and tree.low[i] in PRONOUNS:
            return self._meant(i)
        if not known and (tree.lemma[i] in _QUANTITY or tree.pos[i] in ("NUM", "DET", "PRON")):
            counted = tuple(r for k in tree.preps(i, "of") for r in self.at(k))
            return counted or (self._pair(i) if tree.low[i] in _PAIR else ())
        if len(known) == 1:
            known += self._shared(i, known[0])
        return tuple(self._of_state(i, r) if not r.country and r.kind in _OWNED
                     else r for r in known)

    def _of_state(self, i: int, role: Role) -> Role:
        """The role with the state that its own phrase gives it ("the president of Armenia"); else as it is."""
        tree = self.tree
        owned = tree.lemma[i] in _RELATIVE or role.sector == "REB"  # "its neighbour" is another, and no owner's
        heads = [k for slot in _STATE_OF if not (owned and slot == "poss") for k in tree.slot(i, slot)]
        heads += [k for k in tree.kids[i] if tree.dep[k] == "appos"]
        if role.span and tree.doc[i].idx not in range(*role.span):
            return role
        igo = role.sector == "IGO"  # "UN troops in Mali" are of no state
        for k in heads:
            if self._apart(k):
                continue
            for other in self.at(k):
                if other.country and other.kind != "equipment" and not igo and not (
                        other.kind == "person" and role.kind != "person" and other.sector not in STATE):
                    return msgspec.structs.replace(role, country=other.country)
                igo = igo or other.sector == "IGO"
        return msgspec.structs.replace(role, sector="IGO") if igo and role.sector in (None, "GOV", "MIL") else role

    def _apart(self, k: int) -> bool:
        """Whether token k is in a compound that makes it no owner: "anti-Syrian", "ethnic Albanian"."""
        low = self.tree.low
        return k > 0 and (low[k - 1] == "ethnic" or (k > 1 and low[k - 1] == "-" and low[k - 2] in _PREFIXES))

    def _pair(self, i: int) -> tuple[Role, ...]:
        """Whom "the two" or "both" means: the only two people of the sentence before, else its only two states."""
        doc, tree = self.tree.doc, self.tree
        start = doc[i].sent.start
        if start == 0 or (tree.low[i] == "two" and not any(tree.low[k] == "the" for k in tree.kids[i])):
            return ()
        before = doc[start - 1].sent
        low, high = before.start_char, before.end_char
        there = [m for m in self.reading.mentions_in(low, high) if m.form != "pronoun"]
        several = [m for head, those in self.reading.groups.items() if low <= head < high and len(those) == 2
                   for m in those]
        people = [m for m in there if m.kind == "person" and m.entity]
        states = [m for m in there if m.kind == "state" and m.sector]
        for those in (several, people, states):
            roles = {m.entity: self.reading.role(m) for m in those}
            if len(roles) == 2:
                return tuple(roles.values())
        return ()

    def _meant(self, i: int) -> tuple[Role, ...]:
        """Whom a pronoun that nothing else resolved means: the subject of its clause or of one that reports it."""
        tree, word = self.tree, self.tree.low[i]
        j = i
        for _ in range(6):
            h = tree.head[j]
            if h == j:
                return ()
            if tree.pos[h] in ("VERB", "AUX") and (tree.dep[i] == "poss" or tree.dep[j] in ("ccomp", "advcl", "xcomp")):
                for s in tree.subject(h):
                    if s == i or s in (j, tree.head[i]):
                        continue
                    roles = self.at(s)
                    if roles and self._fits(word, roles):
                        span = (tree.doc[i].idx, tree.doc[i].idx + len(tree.doc[i]))
                        return tuple(msgspec.structs.replace(r, text=tree.doc[i].text, span=span) for r in roles)
            j = h
        return ()

    def _fits(self, word: str, roles: tuple[Role, ...]) -> bool:
        if word in _SINGULAR:
            return len(roles) == 1 and roles[0].kind == "person"
        if word in _THING:
            return len(roles) == 1 and roles[0].kind != "person"
        return len(roles) > 1 or roles[0].kind != "person"

    def _shared(self, i: int, role: Role) -> tuple[Role, ...]:
        """The others in "Indian and Chinese soldiers": a noun whose coordinated adjectives name several states."""
        tree = self.tree
        found: list[Role] = []
        for k in tree.kids[i]:
            if tree.dep[k] in ("amod", "compound", "nmod"):
                for other in tree.conjuncts(k)[1:]:
                    states = self.reading.roles_of(tree.doc[other])
                    found += [msgspec.structs.replace(r, sector=role.sector) for r in states
                              if r.kind == "state" and r.country and r.country != role.country]
        return tuple(found)

    def untold(self, i: int, told: bool = False) -> tuple[Role, ...]:
        """People that the report only describes, and nobody knows more of: "critics", "two men in masks". Where it is
        `told` that the word is a party, one person too, a number ("killed two"), and any doer ("40 diggers")."""
        tree = self.tree
        plain = tree.tag[i] == "NNS" and tree.lemma[i] in _PEOPLE
        if not plain and not (told and (tree.tag[i] == "CD" or tree.tag[i] in ("NN", "NNS")
                                        and (tree.lemma[i] in _PEOPLE or tree.lemma[i].endswith(_DOERS)))):
            return ()
        return (self.reading.described(tree.doc[i], "person" if tree.tag[i] == "NN" else "group"),)

    def behind(self, i: int, taken: Iterable[Span | None] = (), depth: int = 0) -> tuple[Role, ...]:
        """The parties behind a noun that is none, but for those at `taken`: its owner, its author, its country."""
        if self.tree.pos[i] not in ("NOUN", "PROPN"):
            return ()
        for slot in _BEHIND:
            if slot == "poss" and self.tree.lemma[i] in _RELATIVE:
                continue  # "his hosts" are others than he
            there = self.tree.slot(i, slot) if slot != "did" else self.tree.doers(i)
            if slot in ("of", "poss") and there and (side := self._side(i, there)) is not None:
                return (side,)
            if slot in ("poss", "comp") and there and (people := self._people(i, there)) is not None:
                return (people,)
            for k in there:
                roles = [r for r in self.at(k) if political(r) and r.span not in taken and r.kind != "facility"]
                if roles:
                    if slot == "in":
                        self.located.update(r.span for r in roles)
                    if slot in ("comp", "in", "from"):
                        self.weak.update(r.span for r in roles)
                    return tuple(roles)
                if depth < 1 and slot in ("of", "poss", "by", "did") and (found := self.behind(k, taken, depth + 1)):
                    return found
        return ()

    def _side(self, i: int, owners: list[int]) -> Role | None:
        """Those who are for or against someone, at noun i: people of his state, and not he ("supporters of B")."""
        if self.tree.lemma[i] not in _SIDES:
            return None
        found = [r for k in owners for r in self.at(k)]
        states = {r.country for r in found}
        return self._civilians(i, found[0].country if len(states) == 1 else None) if found else None

    def _people(self, i: int, owners: list[int]) -> Role | None:
        """The people of a trade, at noun i, that a state's name goes before: they are of that state, and not the state
        ("Finland's clog dancers")."""
        tree = self.tree
        if tree.tag[i] != "NNS" or tree.lemma[i] in _THINGS or not tree.lemma[i].endswith(_TRADES):
            return None
        state = next((r for k in owners for r in self.at(k) if r.kind == "state" and r.country), None)
        return self._civilians(i, state.country) if state is not None else None

    def _civilians(self, i: int, country: str | None) -> Role:
        """People of a country, of whom no more is known than the words at noun i."""
        return msgspec.structs.replace(self.reading.described(self.tree.doc[i], "group"), country=country, sector="CVL")


def at_home(roles: tuple[Role, ...], country: str | None, office: frozenset[str] = frozenset()) -> tuple[Role, ...]:
    """The roles, those of home sectors that no state is told for given `country`; of the sectors in `office` also
    people that are named."""
    if country is None:
        return roles
    found = []
    for r in roles:
        home = (r.sector in HOME and _described(r)) or r.sector in office
        home = home and not r.country and (r.kind in ("group", "force", "person") or (
            r.kind == "organisation" and r.sector in HOME))
        found.append(msgspec.structs.replace(r, country=country) if home else r)
    return tuple(found)
