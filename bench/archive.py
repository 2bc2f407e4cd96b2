"""Measures the archive at a million synthetic events: writing, merging a day of 20,000 reports, each question warm.

usage: bench/archive.py [--events N] [--day N] [--keep PATH]      writes the table of docs/archive-speed.md
       bench/archive.py --ask PATH      only asks, of an archive that was kept

The events are made up, with the spread that news has: a few states in most of them, many seldom; none is of a real day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from communique import ontology  # noqa: E402
from communique.archive import Archive  # noqa: E402
from communique.knowledge import load_knowledge  # noqa: E402
from communique.records import (  # noqa: E402
    Article,
    Commitment,
    Event,
    EventDate,
    Mention,
    Record,
    Relation,
    Role,
    Statement,
    Valid,
    record_id,
)
from communique.views.brief import brief  # noqa: E402
from communique.views.timeline import timeline  # noqa: E402

EVENTS_A_REPORT = 8
WORDS = [
    f"{a}{b}"
    for a in ("tra", "min", "bor", "fis", "sum", "tal", "oil", "arm", "aid", "vot", "cou", "pro")
    for b in ("de", "ister", "der", "hery", "mit", "ks", "field", "y", "convoy", "ers", "rt", "test", "ing", "ation")
]
STATES = (
    *("USA", "RUS", "CHN", "GBR", "FRA", "DEU", "UKR", "IRN", "ISR", "SYR", "TUR", "IND", "PAK", "JPN", "KOR", "PRK"),
    *("SAU", "IRQ", "EGY", "BRA", "MEX", "CAN", "AUS", "ITA", "ESP", "POL", "NGA", "ZAF", "KEN", "ETH", "SOM", "SDN"),
    *("LBY", "DZA", "MAR", "TUN", "AFG", "KGZ", "KAZ", "UZB", "TJK", "TKM", "GEO", "ARM", "AZE", "BLR", "MDA", "SRB"),
    *("HRV", "BIH", "GRC", "CYP", "NOR", "SWE", "FIN", "DNK", "NLD", "BEL", "CHE", "AUT", "HUN", "ROU", "BGR", "CZE"),
    *("VEN", "COL", "PER", "CHL", "ARG", "BOL", "ECU", "CUB", "HTI", "PHL", "VNM", "THA", "MMR", "IDN", "MYS", "BGD"),
    *("LKA", "NPL", "LBN", "JOR", "YEM", "OMN", "QAT", "ARE", "KWT", "GHA", "CIV", "MLI", "NER", "TCD", "CMR", "COD"),
)


class World:
    """States by how often the news tells of them, and the types of what they do."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.knowledge = load_knowledge()
        self.states = [s for s in STATES if self.knowledge.state(s)]
        self.weights = [1 / (i + 2) for i in range(len(self.states))]
        self.types = list(ontology.types())

    def party(self) -> Role:
        iso = self.random.choices(self.states, self.weights)[0]
        state = self.knowledge.state(iso)
        assert state is not None
        return Role(
            entity=state.id, name=state.name, kind="state", country=iso, sector="GOV", text=state.name, span=(0, 5)
        )

    def report(self, number: int, day: dt.date) -> list[Record]:
        r, key = self.random, f"s{number:08d}"
        text = " ".join(r.choices(WORDS, k=90)) + f" {number}."
        made: list[Record] = [
            Article(
                id=key,
                source=f"{key}.txt",
                outlet=f"Wire {number % 40}",
                title=" ".join(r.choices(WORDS, k=6)),
                published=day.isoformat(),
                language="en",
                text=text,
            )
        ]
        where = r.randrange(400)  # a made-up town, always in the same state and spot
        iso, spot = self.states[where % len(self.states)], (where / 400 * 140 - 70, where * 37 % 360 - 180)
        town = Role(entity=f"place:{9_000_000 + where}", name=f"Town {where}", kind="place", country=iso,
                    text=text[20:26],
                    span=(20, 26))
        made.append(
            Mention(
                article=key,
                span=(20, 26),
                text=text[20:26],
                kind="place",
                entity=town.entity,
                name=town.name,
                country=iso,
                latitude=spot[0],
                longitude=spot[1],
            )
        )
        for i in range(EVENTS_A_REPORT):
            kind, a, b = r.choice(self.types), self.party(), self.party()
            start = r.randrange(0, 400)
            told = EventDate(value=day.isoformat(), text=text[:6], span=(0, 6)) if i % 2 else None
            made.append(
                Event(
                    id=record_id("event", key, i),
                    article=key,
                    type=kind,
                    actors=(a,),
                    recipients=(b,),
                    place=town if i % 4 == 0 else None,
                    date=told,
                    trigger=(start, start + 6),
                    evidence=((start, start + 80),),
                    score=ontology.score(kind),
                    confidence=0.7,
                )
            )
        who = self.party()
        made.append(
            Mention(
                article=key,
                span=(10, 16),
                text=text[10:16],
                kind="state",
                entity=who.entity,
                name=who.name,
                country=who.country,
            )
        )
        made.append(
            Statement(
                id=record_id("statement", key, 0),
                article=key,
                kind="indirect",
                speaker=self.party(),
                source=(0, 5),
                content=((0, 60),),
                evidence=((0, 70),),
                confidence=0.8,
            )
        )
        if number % 5 == 0:
            made.append(
                Commitment(
                    id=record_id("commitment", key, 0),
                    article=key,
                    by=(who,),
                    action=text[30:60],
                    action_span=(30, 60),
                    type="AID",
                    strength="pledge",
                    deadline=f"{day.year + r.randrange(12)}-12-31",
                    evidence=((30, 80),),
                    confidence=0.7,
                )
            )
        if number % 4 == 0:
            made.append(
                Relation(
                    id=record_id("relation", key, 0),
                    article=key,
                    type="member_of",
                    subject=who,
                    object=Role(entity="organisation:EAEU", name="EAEU", kind="organisation"),
                    valid=Valid(from_=str(day.year - 3)),
                    as_of=day.isoformat(),
                    evidence=((0, 9),),
                    confidence=0.9,
                )
            )
        return made


def batches(world: World, reports: int, days: int, size: int = 1000) -> Iterator[list[list[Record]]]:
    first = dt.date(2015, 1, 1)
    some: list[list[Record]] = []
    for n in range(reports):
        some.append(world.report(n, first + dt.timedelta(days=n * days // max(reports, 1))))
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def warm(question: Callable[[], object], rounds: int = 5) -> tuple[str, str]:
    """The median of so many rounds, in seconds, after one that warms up: by the clock, and of all cores together."""
    question()
    took, worked = [], []
    for _ in range(rounds):
        start, work = time.perf_counter(), time.process_time()
        question()
        took.append(time.perf_counter() - start)
        worked.append(time.process_time() - work)
    return f"{statistics.median(took):.3f} s", f"{statistics.median(worked):.3f} s"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--day", type=int, default=20_000, help="reports of the day that is merged")
    parser.add_argument("--keep", type=Path, help="keep the archive at this path")
    parser.add_argument("--ask", type=Path, help="only ask an archive that was kept")
    chosen = parser.parse_args()
    if chosen.ask:
        print("\n".join(f"| {' | '.join(row)} |" for row in questions(Archive(chosen.ask))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        loads = [os.getloadavg()[0]]
        rows = measure(Archive(chosen.keep or Path(folder) / "bench.duckdb"), chosen.events, chosen.day)
    loads += [os.getloadavg()[0], os.getloadavg()[2]]
    page = [
        "# The archive's speed",
        "",
        "Written by `bench/archive.py`: medians of 5 warm rounds on synthetic events, each round over a connection of",
        "its own. Processor time is that of all cores together: on an idle machine the clock shows as much, or less.",
        "",
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; between "
        f"{min(loads):.1f} and {max(loads):.1f} processes were running on them meanwhile, this one among them.",
        "",
        "| what | by the clock | processor time | wanted (clock) |",
        "|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    print("\n".join(page))
    if chosen.events >= 1_000_000:
        (ROOT / "docs" / "archive-speed.md").write_text("\n".join(page) + "\n")
    return 0


def measure(file: Archive, events: int, day: int) -> list[tuple[str, str, str, str]]:
    world = World(7)
    file.store.prepare()
    records, writing, working = 0, 0.0, 0.0
    for some in batches(world, events // EVENTS_A_REPORT, 365 * 5):
        start, work = time.perf_counter(), time.process_time()
        file.add(some)
        writing += time.perf_counter() - start
        working += time.process_time() - work
        records += sum(map(len, some))
    rows = [
        (f"writing ({records:,} records, {events:,} events)", f"{records / writing:,.0f} records a second",
         f"{records / working:,.0f} a second of it", "5,000")
    ]
    rows += questions(file)
    with file.store.connect(write=True) as db:  # what was written so far counts as merged: only the new day is measured
        db.execute("INSERT INTO merged SELECT id FROM articles")
    number, when = events // EVENTS_A_REPORT, dt.date(2021, 1, 1)
    for at in range(0, day, 1000):
        file.add([world.report(number + at + i, when) for i in range(min(1000, day - at))])
    start, work = time.perf_counter(), time.process_time()
    made = file.merge()
    rows.append((f"merging a day of {day:,} reports ({made['event']:,} edges)", f"{time.perf_counter() - start:.0f} s",
                 f"{time.process_time() - work:.0f} s", "120 s"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows.append(("peak memory, all of the above in one process", f"{peak:,.0f} MB", "", "1,500 MB"))
    return rows


def questions(file: Archive) -> list[tuple[str, str, str, str]]:
    """Each question's row of the table."""
    rows: list[tuple[str, str, str, str]] = []
    for name, ask in (
        ("brief of a pair", lambda: brief(file, "RUS", "KGZ")),
        ("brief of one", lambda: brief(file, "RUS")),
        ("timeline of a pair, a year", lambda: timeline(file, "RUS", "KGZ", since="2017", until="2017")),
        ("series of a pair by month", lambda: file.series("RUS", "KGZ")),
        ("series of one by month", lambda: file.series("USA")),
        (
            "standing facts as of a day",
            lambda: file.relations(actor="organisation:EAEU", as_of="2017-03-01", limit=500),
        ),
        ("members as of a day", lambda: file.members("EAEU", as_of="2017-03-01")),
        ("network of one", lambda: file.network(actor="KGZ")),
    ):
        rows.append((name, *warm(ask), "0.3 s"))
    for name, ask in (
        ("page 1 of all events", lambda: file.page("events")),
        ("page 1,000 of all events", lambda: file.page("events", page=1000)),
        ("page of one's events by type and days", lambda: file.page("events", actor="RUS", type="AID", since="2017")),
        ("page of an outlet's events", lambda: file.page("events", outlet="Wire 7")),
        ("network of all, 150 pairs, a year", lambda: file.network(limit=150, since="2017", until="2017")),
        ("outlets of one", lambda: file.outlets(actor="RUS")),
        ("places of all", lambda: file.places(limit=500)),
        ("commitments by what is due", lambda: file.due()),
        ("records that came last", lambda: file.added()),
        ("who somebody is", lambda: file.entity("state:RUS")),
        ("who is in the file, the first 50", lambda: file.actors(limit=50)),
    ):
        rows.append((name, *warm(ask), "0.2 s"))
    rows.append(("search for two words", *warm(lambda: file.search("fishery summit")), "0.5 s"))
    return rows


if __name__ == "__main__":
    sys.exit(main())
