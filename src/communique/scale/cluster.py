"""The same coding over a Ray cluster: shares out to workers that load the model once, Parquet back.

Needs the extra ``communique[ray]``. Workers write what they make themselves; only counts come back. A share whose
worker is lost is done by another, and one that is done is not done again, so that a job goes on where it was stopped.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from communique.errors import CommuniqueError, SourceError
from communique.records import Record
from communique.scale.coded import Outcome, done, prepare, write_share
from communique.scale.pool import code_all, warm_up
from communique.scale.shares import Share, cut, read_share
from communique.sources import About

__all__ = ["NoRay", "code_on_cluster", "code_share"]


class NoRay(CommuniqueError):
    """Ray is not installed, or no cluster answers."""


def code_share(share: Share, folder: str, about: About, gate: bool = False) -> Outcome:
    """Reads, codes and writes one share, whatever is wrong with single articles of it."""
    started = time.monotonic()
    outcome = Outcome(share.name)

    def coded() -> Iterator[list[Record]]:
        for found in code_all(read_share(share, about), gate=gate):
            if isinstance(found, SourceError):
                outcome.skipped.append({"source": found.source, "reason": found.reason, "line": found.line,
                                        "kind": type(found).__name__})
            else:
                yield found

    records = list(coded())
    outcome.seconds = round(time.monotonic() - started, 3)
    write_share(folder, outcome, records)
    return outcome


class Worker:
    """What runs in each process of the cluster: Ray Data makes one and sends it shares."""

    def __init__(self, folder: str, about: About, gate: bool, tagger: str | None = None) -> None:
        if tagger:  # what the one who asks has chosen, on whatever machine this runs
            os.environ["COMMUNIQUE_TAGGER"] = tagger
        warm_up()
        self.folder, self.about, self.gate = folder, about, gate

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        stop = None if row["stop"] < 0 else int(row["stop"])
        share = Share(row["root"], tuple(row["paths"]), int(row["start"]), stop)
        outcome = code_share(share, self.folder, self.about, self.gate)
        return {"share": outcome.share, "articles": outcome.articles, "words": outcome.words,
                "events": outcome.records.get("event", 0), "skipped": len(outcome.skipped), "seconds": outcome.seconds}


def code_on_cluster(sources: list[str], folder: str, address: str | None = None, workers: int | None = None,
                    about: About | None = None, progress: Callable[[dict[str, Any]], None] | None = None,
                    gate: bool = False) -> Outcome:
    """Codes files and folders (also ``s3://``, ``gs://``) over a cluster into `folder`; returns the sums of this run.

    `address` is the cluster's (``ray://host:10001``, ``auto``), None starts one on this machine. `workers` is how many
    processes code at once (default: one for each core that the cluster has). Raises NoRay; SourceError where a source
    or the folder can't be used.
    """
    try:
        import ray
    except ImportError as e:
        raise NoRay("Ray is not installed: pip install 'communique[ray]'") from e
    shares = [share for source in sources for share in cut(source)]
    prepare(folder)
    ready = done(folder)
    left = [s for s in shares if s.name not in ready]
    total = Outcome("all")
    if not left:
        return total
    ours = not ray.is_initialized()
    try:
        if ours:
            ray.init(address=address, log_to_driver=False, include_dashboard=False, logging_level="error",
                     configure_logging=False)
    except (ConnectionError, OSError, RuntimeError, ValueError) as e:
        raise NoRay(f"no cluster at {address or 'this machine'}: {str(e).splitlines()[0]}") from e
    try:
        for row in _run(ray, left, folder, about or About(), workers, gate):
            total.articles += int(row["articles"])
            total.words += int(row["words"])
            total.seconds += float(row["seconds"])
            total.records["event"] = total.records.get("event", 0) + int(row["events"])
            total.skipped += [{}] * int(row["skipped"])
            if progress:
                progress(row)
    finally:
        if ours:
            ray.shutdown()
    return total


def _run(ray: Any, shares: list[Share], folder: str, about: About, workers: int | None,
         gate: bool) -> Iterator[dict[str, Any]]:
    """The outcome of each share, as they come. A worker that is lost is started anew and its share done again."""
    from importlib import import_module

    import_module("ray.data")
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.verbose_progress = False
    cores = int(ray.cluster_resources().get("CPU", 1))
    many = max(1, min(workers or cores, len(shares)))
    rows = [{**asdict(s), "paths": list(s.paths), "stop": -1 if s.stop is None else s.stop} for s in shares]
    data = ray.data.from_items(rows, override_num_blocks=len(rows))
    given = (folder, about, gate, os.environ.get("COMMUNIQUE_TAGGER"))
    made = data.map(Worker, fn_constructor_args=given, num_cpus=1, concurrency=many, max_restarts=-1,
                    max_task_retries=3)
    yield from made.iter_rows()


