"""Coded records as a folder of Parquet: written by many workers at once, a file a day and share, and read back.

    FOLDER/communique.json             what the folder is
    FOLDER/records/day=2017-02-28/SHARE.parquet
    FOLDER/done/SHARE.json             what became of a share: written last, so that a share is done or not

A share done over writes the same files anew. `day` is the day on which the article was published, ``undated`` where it
is not known.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from communique import __version__
from communique.errors import SourceError
from communique.records import Article, Event, Record, decode, encode
from communique.scale.shares import open_files

__all__ = ["Outcome", "done", "is_coded", "outcomes", "prepare", "read_coded", "write_share"]

MARK = "communique.json"
SCHEMA = pa.schema(
    [
        ("article", pa.string()),
        ("record", pa.string()),
        ("id", pa.string()),
        ("type", pa.string()),
        ("status", pa.string()),
        ("actors", pa.list_(pa.string())),
        ("recipients", pa.list_(pa.string())),
        ("json", pa.string()),
    ]
)


@dataclass
class Outcome:
    """What became of a share: articles coded, records by kind, and what could not be read or coded, with reasons."""

    share: str
    articles: int = 0
    words: int = 0
    records: dict[str, int] = field(default_factory=dict)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0


def prepare(folder: str) -> None:
    """Makes the folder, or takes up one that is there. Raises SourceError where something else is."""
    files, path = open_files(folder)
    info = files.get_file_info([f"{path}/{MARK}", path])
    if info[0].is_file:
        return
    if info[1].is_file:
        raise SourceError(folder, "a file, where a folder of coded records is to be")
    import pyarrow.fs as fs

    if files.get_file_info(fs.FileSelector(path, allow_not_found=True)):
        raise SourceError(folder, "a folder that is not empty, and was not made by communique code --ray")
    _put(files, path, MARK, json.dumps({"coded by": "communique", "version": __version__, "layout": 1}))


def _put(files: Any, root: str, name: str, text: str) -> None:
    """Writes a small file whole: under another name first where the file system is a folder."""
    target = f"{root}/{name}"
    files.create_dir(target.rpartition("/")[0], recursive=True)
    with files.open_output_stream(target + ".part") as out:
        out.write(text.encode())
    files.move(target + ".part", target)


def write_share(folder: str, outcome: Outcome, coded: Iterable[list[Record]]) -> None:
    """Writes the records of a share, then that it is done."""
    files, root = open_files(folder)
    by_day: dict[str, list[dict[str, Any]]] = {}
    counts: Counter[str] = Counter()
    for records in coded:
        article = records[0]
        assert isinstance(article, Article)
        day = (article.published or "")[:10]
        rows = by_day.setdefault(day if len(day) == 10 else "undated", [])
        for record in records:
            rows.append(_row(article.id, record))
            counts[rows[-1]["record"]] += 1
        outcome.articles += 1
        outcome.words += article.text.count(" ") + 1
    outcome.records = dict(sorted(counts.items()))
    for day, rows in by_day.items():
        target = f"{root}/records/day={day}"
        files.create_dir(target, recursive=True)  # type: ignore[attr-defined]
        pq.write_table(pa.Table.from_pylist(rows, SCHEMA), f"{target}/{outcome.share}.part", filesystem=files)
        files.move(f"{target}/{outcome.share}.part", f"{target}/{outcome.share}.parquet")  # type: ignore[attr-defined]
    _put(files, root, f"done/{outcome.share}.json", json.dumps(asdict(outcome)))


def _row(article: str, record: Record) -> dict[str, Any]:
    row: dict[str, Any] = {"article": article, "record": record.__struct_config__.tag,
                           "id": getattr(record, "id", None), "json": encode(record).decode()}
    if isinstance(record, Event):
        row |= {"type": record.type, "status": record.status,
                "actors": [r.country or r.sector or "" for r in record.actors],
                "recipients": [r.country or r.sector or "" for r in record.recipients]}
    return row


def done(folder: str) -> set[str]:
    """The names of the shares that are done."""
    return {path.rpartition("/")[2].removesuffix(".json") for path in _listed(folder, "done") if path.endswith(".json")}


def outcomes(folder: str) -> list[Outcome]:
    """What became of each share that is done, in order of name."""
    files, _ = open_files(folder)
    found = []
    for path in _listed(folder, "done"):
        if path.endswith(".json"):
            with files.open_input_file(path) as stream:
                found.append(Outcome(**json.loads(stream.read())))
    return found


def _listed(folder: str, part: str) -> list[str]:
    import pyarrow.fs as fs

    files, root = open_files(folder)
    selector = fs.FileSelector(f"{root}/{part}", recursive=True, allow_not_found=True)
    return sorted(f.path for f in files.get_file_info(selector) if f.is_file)


def is_coded(source: str | Path) -> bool:
    """Whether a source is a folder that `communique code --ray` made."""
    return str(source) != "-" and "://" not in str(source) and (Path(source) / MARK).is_file()


def read_coded(folder: str) -> Iterator[list[Record]]:
    """The records of each article of the shares that are done, the article first; in order of day and share."""
    files, _ = open_files(folder)
    ready = done(folder)
    for path in _listed(folder, "records"):
        if not path.endswith(".parquet") or path.rpartition("/")[2].removesuffix(".parquet") not in ready:
            continue
        table = pq.ParquetFile(files.open_input_file(path))
        some: list[Record] = []
        for batch in table.iter_batches(columns=["json"], batch_size=4096):
            for line in batch.column(0).to_pylist():
                record = decode(line.encode())
                if isinstance(record, Article) and some:
                    yield some
                    some = []
                some.append(record)
        if some:
            yield some
