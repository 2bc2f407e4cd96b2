"""Which place a name means, by the company that it keeps in a report.

Each place has a prior (how much news there is of it: the logarithm of its population, states and seas above towns).
What else the report names speaks for a place: its country, its region, other places near it. Where the best candidate
stays below a threshold the answer is none: a village that happens to bear the name of a person is no place in a report
that has nothing of its country. The weights follow Leidner (2007), *Toponym Resolution in Text*: one country, minimal
distance, population.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from communique.knowledge.gazetteer import Gazetteer, Place
from communique.knowledge.names import plain
from communique.knowledge.tables import folder

__all__ = ["candidates", "distance", "find_places", "locate"]

_KINDS = ("province|governorate|oblast|region|state|county|district|prefecture|republic|krai|canton|department|"
          "emirate|"
          "territory|peninsula|valley|island|islands|city|town|village|municipality|area|suburb|neighbourhood|"
          "neighborhood|enclave|port|international airport|airport|air base|airbase|airfield|naval base|"
          "refugee camp")
_AFTER = re.compile(rf"(.{{3,}}?)(?: (?:{_KINDS}))+$", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:the )?(?:{_KINDS}|capital)(?: of)? (.{{3,}})$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)[- ](.{3,})$", re.IGNORECASE)
_ARABIC = re.compile(r"\w[ -](?:al|el|ad|an|ar|as|ash|at|az|ez|es|ed|er|et)[ -]\w")
_SIDE = re.compile(r"(?:greater|metropolitan|central|downtown|inner|mainland|"
                   r"(?:north|south)?-?(?:north|south|east|west)(?:ern)?) (.{3,})$", re.IGNORECASE)
_DIVISIONS = frozenset(("province", "governorate", "oblast", "region", "state", "republic", "krai", "prefecture",
                        "emirate"))

#: Priors of what is no town; a town's is the logarithm (base 10) of its population, and up to `_FAME` for its fame.
_PRIOR = {"state": 9.0, "continent": 9.0, "district": 3.4, "region": 5.9}
_FEATURE, _DOUBT, _FAME, _CAPITAL, _NAMESAKE = 6.2, 2.6, 0.7, 6.4, 4.6
_WIDE, _STATE_OF = 8.5, 7.8
_COUNTRY, _REGION, _NEAR, _MOST, _ALIEN = 1.2, 2.4, 1.4, 3.6, 0.6
_ENOUGH, _ENOUGH_ALONE = 3.6, 4.8  # with something of its country in the report, without
_THERE, _THERE_ALONE = 3.0, 3.7  # the same, where the sentence says that something is or happens there
_DWARFED = 20  # of two towns that share a name one that has so many times the people is meant, whatever its own name
#: A town this many times smaller than a namesake abroad of so many people is meant only beside what lies near it.
_OUTSHONE, _WELL_KNOWN, _KNOWN_ITSELF = 8, 50_000, 100_000
_BLANK = 3.2  # "Central", "Southern District": not without something of its country
_CLOSE_KM = 250.0
_KNOWN_ABROAD = 15_000  # from how many people on a town is taken by a name that others bear at home
_MANY = 250
_SPOTS = frozenset(("city", "capital", "district", "site", "airport", "island", "town"))
#: From which prior on a town is looked for where no parser points to it: some 30,000 people, fewer where well known.
_NOTED = 4.6
_COMPASS = frozenset(("central", "centre", "center", "north", "south", "east", "west", "northern", "southern", "upper",
                      "eastern", "western", "lower", "north-eastern", "north-western", "south-eastern",
                      "south-western"))
_ARTICLES = frozenset(("al", "el", "ar", "as", "ash", "ad", "an", "at", "az"))
#: Where a report may name only the other: what is said of it speaks for these as well.
_BESIDE = {"PSE": "ISR", "XKX": "SRB", "ESH": "MAR", "HKG": "CHN", "MAC": "CHN", "PRI": "USA", "GIB": "GBR"}
#: Countries whose divisions go by their bare name, so that it is the division before the town ("Quebec").
_BARE = frozenset(("USA", "CAN", "AUS"))


def distance(a: Place, b: Place) -> float:
    """The distance of two places in kilometres, along the great circle."""
    x, y = math.radians(a.latitude), math.radians(b.latitude)
    h = (math.sin((y - x) / 2) ** 2
         + math.cos(x) * math.cos(y) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2)
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


@lru_cache(maxsize=1)
def _doubtful() -> frozenset[str]:
    return frozenset((folder() / "doubtful.tsv").read_text("utf-8").split("\n")[1:])


def _cased(form: str) -> str:
    """A name in capitals as it is written otherwise: DEIR EZ-ZOR as Deir Ez-Zor."""
    if not form.isupper() or len(form) <= 3:
        return form
    return re.sub(r"\w[\w']*", lambda m: m[0][0] + m[0][1:].lower(), form)


def _is_called(place: Place, form: str) -> bool:
    """Whether a form is a place's own name, in plain letters, hyphens for blanks or not."""
    return plain(place.name).replace("-", " ") == plain(form).replace("-", " ")


def candidates(gazetteer: Gazetteer, form: str) -> tuple[Place, ...]:
    """The places that a form can mean: by that name, in plain letters, without "province" or "northern", without an
    Arabic article. Of towns that only some language calls so, those that matter stay, if none is called so at home."""
    form = _cased(form.replace("’", "'").removeprefix("the ").removeprefix("The ").strip())
    for name in dict.fromkeys((form, plain(form))):
        found = gazetteer.lookup(name)
        if "-" in name:  # "Nieuw-Amsterdam" as "Nieuw Amsterdam"
            found = tuple(dict.fromkeys((*found, *gazetteer.lookup(name.replace("-", " ")))))
        if found:
            own = tuple(p for p in found if p.kind not in ("city", "capital") or _is_called(p, name)
                        or p.population >= _KNOWN_ABROAD)
            if any(p.kind == "capital" and _is_called(p, name) for p in own):  # Libreville is no Charleville
                own = tuple(p for p in own if p.kind != "city" or _is_called(p, name))
            return own or found
    if match := _AFTER.match(form) or _BEFORE.match(form):
        found = candidates(gazetteer, match[1])
        if {form.rpartition(" ")[2].lower(), form.partition(" ")[0].lower()} & _DIVISIONS:
            found = tuple(p for p in found if p.kind == "region") or found
        return found
    if match := _SIDE.match(form):
        return candidates(gazetteer, match[1])
    if match := _ARTICLE.match(form):
        rest = match[1][0].upper() + match[1][1:]
        for name in (f"Al {rest}", f"Al-{rest}", f"al-{rest}", f"{form[:2].title()} {rest}", rest):
            if found := gazetteer.lookup(name):
                return found
    return ()


def find_places(gazetteer: Gazetteer, words: Sequence[str],
                least: Callable[[str], float]) -> list[tuple[int, int, str]]:
    """The longest forms in a list of tokens that name a place worth looking at: (first, after the last, form). `least`
    says from which prior on a form is, where something else bears that name as well."""
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(words):
        end = i + 1
        if words[i][:1].isupper() or (words[i] in _ARTICLES and words[i + 1 : i + 2] == ["-"]):
            for length in range(min(6, len(words) - i), 0, -1):
                if not (words[i + length - 1][:1].isupper() and len(words[i + length - 1]) > 1):
                    continue
                form = " ".join(words[i : i + length]).replace(" - ", "-")
                prior = _worth(gazetteer, form)
                if prior >= _NOTED and prior >= least(form):
                    end = i + length
                    found.append((i, end, form))
                    break
        i = end
    return found


@lru_cache(maxsize=20000)
def _worth(gazetteer: Gazetteer, form: str) -> float:
    """The prior of the best place of a form, 0 where it is none or a word: what it is looked up for."""
    form = _cased(form)
    if len(form) < 4 or form in _doubtful():
        return 0.0
    found = gazetteer.lookup(form) or gazetteer.lookup(plain(form))
    if form.endswith(" County") and found:
        return _NOTED
    if _ARTICLE.match(form):
        found = candidates(gazetteer, form)
        form = found[0].name if found else form
    return max((_prior(p, form, False, set()) for p in found if p.kind in ("capital", "region") or p.kind == "city"
                and (plain(p.name) == plain(form) or p.population >= (100_000 if _ARABIC.search(form) else 300_000))),
               default=0.0)


def _only_compass(form: str) -> bool:
    """Whether a form is only a point of the compass, "Central", "Southern District", which many countries have."""
    first, *rest = form.lower().split()
    return first in _COMPASS and set(rest) <= _DIVISIONS | {"district"}


def _prior(place: Place, form: str, doubt: bool, towns: set[str], own: int = 0) -> float:
    """How likely the place is without any company. `towns` are the divisions and countries in which a
    town has this name too, and ``capital`` where a capital has; `own` is how many people the largest town has that is
    called so at home."""
    if place.kind in ("city", "capital"):
        base = math.log10(place.population + 100) + _FAME * min(1.0, place.fame / 40)
        if form not in (place.name, plain(place.name)) and not ("-" in form and _is_called(place, form)):
            # it is known by another name than its own: less where that is only longer, "Newcastle upon Tyne"
            longer = plain(place.name).startswith(f"{plain(form)} ")
            base -= 1.8 if place.population < own * _DWARFED and not longer else 0.4
        if place.kind == "capital":
            return max(base, _CAPITAL)
    elif place.kind == "region" and _only_compass(form):
        base = _BLANK
    elif place.kind == "region" and place.country in towns and place.country not in _BARE:
        base = _NAMESAKE  # a province is called so after its chief town, which its bare name means
    elif place.kind == "region" and place.country in _BARE and place.region not in towns and "capital" not in towns:
        base = _STATE_OF  # Nevada is no town in Iowa
    elif not place.country:
        base = _PRIOR.get(place.kind, _WIDE) if place.kind != "region" else _WIDE  # a sea, a part of the world
    else:
        base = _PRIOR.get(place.kind, _FEATURE) + (0.7 if place.kind == "region" and place.country == "CAN" else 0.0)
    if doubt and place.kind in ("city", "district"):
        base -= _DOUBT if base < 6.0 else _DOUBT / 3  # a city of a million is meant in spite of a namesake
    return base


class _Company:
    """What the report has for each country, region and spot: what was given, and what its forms were found to mean."""

    def __init__(self, near: Iterable[str]) -> None:
        near = tuple(near)
        self._near = Counter(c for c in near if "." not in c)
        self._regions = {c for c in near if "." in c}
        self.found: dict[str, Place] = {}

    def seen(self, country: str, form: str = "") -> int:
        """How often the report has something of a country, the form itself aside."""
        named = self._near[country] + self._near[_BESIDE.get(country, "")]
        return named + sum(p.country == country for f, p in self.found.items() if f != form)

    def has_places(self, country: str, form: str) -> bool:
        """Whether towns or divisions of a country are named beside the form."""
        return any(p.country == country and p.kind != "state" for f, p in self.found.items() if f != form)

    def bonus(self, form: str, place: Place, outshone: bool = False) -> float:
        """What the rest of the report adds to the prior of a place: 0 or less where it has nothing of its country, nor,
        for a town that is outshone by a namesake abroad, of its region: the Geneva of a report on Washington is no
        town in Illinois."""
        others = [p for f, p in self.found.items() if f != form]
        seen = self.seen(place.country, form)
        if place.country and seen <= 0:
            return -_ALIEN if (others or self._near) and place.kind != "state" else 0.0
        total = _COUNTRY + min(0.4, 0.1 * seen) if place.country else 0.0
        of_country = total
        if place.region and (place.region in self._regions
                             or any(p.kind == "region" and p.region == place.region for p in others)):
            total += _REGION
        elif place.kind in ("city", "district"):
            close = sum(1 for p in others if p.kind in _SPOTS and distance(p, place) < _CLOSE_KM)
            total += _NEAR + 0.3 * min(close - 1, 2) if close else 0.0
        return 0.0 if outshone and total == of_country else min(total, _MOST)


def locate(gazetteer: Gazetteer, forms: Sequence[str], near: Sequence[str] = (),
           is_name: Callable[[str], bool] = lambda form: False, there: Collection[str] = ()) -> dict[str, Place]:
    """The places that the forms of one report mean together; a form that is none, or none for sure, is left out.

    A form may carry its own qualifier ("London, Ontario"). `near` are countries (ISO3; one that is named more often
    stands in it more often) and divisions (``USA.KY``) of which the report speaks; `is_name` says whether a form is
    known as a person's surname, `there` are the forms of which the report says that something is in or near them.
    """
    distinct = list(dict.fromkeys(forms))
    if len(distinct) > _MANY:  # each form is weighed with each: no list of a thousand towns may take minutes
        return {form: place for i in range(0, len(distinct), _MANY)
                for form, place in locate(gazetteer, distinct[i : i + _MANY], near, is_name, there).items()}
    company = _Company(near)
    open_: dict[str, list[tuple[float, Place]]] = {}
    for form in distinct:
        head, _, qualifier = form.partition(", ")
        found = candidates(gazetteer, head)
        if qualifier and (inside := _within(gazetteer, found, qualifier)):
            company.found[form] = inside
            continue
        doubt = head in _doubtful() or (is_name(head) and not head.isupper())
        towns = {at for p in found if p.kind in ("city", "capital") and p.population > 20_000
                 for at in (p.region, p.country)}
        towns |= {p.kind for p in found if p.kind == "capital"}
        own = max((p.population for p in found
                   if p.kind in ("city", "capital") and _is_called(p, _cased(head))), default=0)
        name = _cased(head)
        scored = sorted(((_prior(p, name, doubt, towns, own), p) for p in found), key=lambda s: (-s[0], s[1].id))
        if not scored:
            continue
        open_[form] = scored
        (best, place), rival = scored[0], next((s for s, p in scored if p.country != scored[0][1].country), 0.0)
        if best >= 5.5 and best - rival > 1.2:
            company.found[form] = place
    for _ in range(2):  # what the first round finds is company for the second
        for form, scored in open_.items():
            best_place = _best(scored, company, form, form in there)
            if best_place is None:
                company.found.pop(form, None)
            else:
                company.found[form] = best_place
    return {form: company.found[form] for form in distinct if form in company.found}


def _outshone(place: Place, own: Mapping[str, int]) -> bool:
    """Whether a town has a much larger namesake abroad; `own` has the people of the largest so called by country."""
    return place.kind == "city" and place.population < _KNOWN_ITSELF and any(
        n > place.population * _OUTSHONE for c, n in own.items() if c != place.country)


def _best(scored: Sequence[tuple[float, Place]], company: _Company, form: str, there: bool) -> Place | None:
    """The likeliest of a form's candidates in this company, or None where it is not likely enough."""
    head = _cased(form.partition(", ")[0])
    own = {p.country: p.population for _, p in reversed(scored) if p.kind in ("city", "capital") and _is_called(p, head)
           and p.population >= _WELL_KNOWN}
    ranked = [(prior + company.bonus(form, p, _outshone(p, own)), prior, p) for prior, p in scored]
    state = next((p for _, _, p in ranked if p.kind == "state"), None)
    if state is not None:  # Georgia: the American one where nothing speaks for the state, and places near it are named
        american = company.has_places("USA", form) and not company.seen(state.country, form)
        ranked = ([r for r in ranked if american and r[2].kind == "region" and r[2].country == "USA"]
                  or [r for r in ranked if r[2].kind != "region"])
    total, prior, place = max(ranked, key=lambda r: (r[0], r[2].population))
    if place.kind in ("city", "capital"):  # a division and the town in it keep one company: the bare name decides
        same = [r for r in ranked if r[2].kind == "region" and r[2].region == place.region and r[1] > prior]
        place = same[0][2] if same else place
    if there:  # no report says "in" of what is no place: strange company tells nothing then
        return place if max(total, prior) >= (_THERE if total > prior else _THERE_ALONE) else None
    return place if total >= (_ENOUGH if total > prior else _ENOUGH_ALONE) else None


def _within(gazetteer: Gazetteer, found: Sequence[Place], qualifier: str) -> Place | None:
    """The largest candidate that lies in what follows the comma ("Paris, Texas"; "Tripoli, Lebanon")."""
    for part in qualifier.split(", "):
        if re.fullmatch(r"[A-Z]{2}", part):  # American postal codes
            inside = [p for p in found if p.region == f"USA.{part}" and p.kind != "region"]
            if inside:
                return max(inside, key=lambda p: p.population)
        for whole in candidates(gazetteer, part):
            if whole.kind == "state":
                inside = [p for p in found if p.country == whole.country and p.kind != "state"]
            elif whole.kind in ("region", "district"):
                inside = [p for p in found if p.region == whole.region and p.kind not in ("state", "region")]
            else:
                continue
            if inside:
                return max(inside, key=lambda p: (p.kind != "district", p.population))
    return None
