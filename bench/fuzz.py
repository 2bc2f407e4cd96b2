"""Damaged and invented input for the readers: nothing may crash, hang or fill the memory.

    python bench/fuzz.py [INPUTS] [SEED]

Takes the examples and small archives, messages, tables and feeds made from them, damages each in many ways (bytes
changed, cut, doubled, moved between files, tags nested, encodings crossed), and reads what results. Prints how many
inputs were tried for each kind, how many gave articles or errors, the slowest one and the most memory. Exit status 1
if a reader raised anything of its own, took more than ten seconds or let the process grow beyond one gigabyte; the
input is then kept in ``fuzz-failure.bin``.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import resource
import sys
import tarfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from communique.errors import SourceError
from communique.sources import UNFORESEEN, About, read_stream

ROOT = Path(__file__).resolve().parent.parent
TOKENS = [b"<div>", b"</div>", b"<p>", b"<table><tr><td>", b"<!--", b"-->", b"<script>", b"<![CDATA[", b"<a href='x'>",
          b"&#x0;", b"&lt;", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n\r\n", b"\"", b"{", b"[" * 200,
          b"<b>" * 300, b"28 February 2017", b"<time datetime='", b"class=\"related\"", b"--boundary", b"PK\x03\x04",
          b"\x1f\x8b\x08", b"%PDF-", b"WARC/1.0\r\n", b"99999999999", b"-1", b"charset=utf-7"]


def seeds() -> dict[str, list[bytes]]:
    """Whole inputs by kind."""
    examples = {p.name: p.read_bytes() for p in sorted((ROOT / "examples").iterdir()) if p.is_file()}
    pages = [d for n, d in examples.items() if n.endswith(".html")]
    packed, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in list(examples.items())[:4]:
            z.writestr(name, data)
    with tarfile.open(fileobj=tarred, mode="w") as t:
        for name, data in list(examples.items())[:4]:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + pages[0]
    warc = (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/1\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: " + str(len(http)).encode() +
            b"\r\n\r\n" + http + b"\r\n\r\n")
    mail = (b"From: Press <press@ministry.example>\r\nTo: list@ministry.example\r\nSubject: A summit\r\n"
            b"Date: Tue, 28 Feb 2017 16:30:00 +0600\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/alternative; boundary=\"boundary\"\r\n\r\n"
            b"--boundary\r\nContent-Type: text/plain\r\n\r\n" + examples["aid.txt"] +
            b"\r\n--boundary\r\nContent-Type: text/html\r\n\r\n" + pages[1] + b"\r\n--boundary--\r\n")
    texts = [json.loads(line)["text"] for line in examples["wire.jsonl"].splitlines()]
    table = "date,title,text\n" + "".join(f'2017-02-28,A title,"{t.replace(chr(34), chr(34) * 2)}"\n' for t in texts)
    return {"page": pages, "text": [d for n, d in examples.items() if n.endswith(".txt")],
            "jsonl": [examples["wire.jsonl"]], "feed": [examples["feed.xml"]], "zip": [packed.getvalue()],
            "tar": [tarred.getvalue()], "warc": [warc, gzip.compress(warc)], "mail": [mail], "table": [table.encode()],
            "gzip": [gzip.compress(pages[2]), gzip.compress(tarred.getvalue())]}


def damaged(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """The input after one to twelve damages."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(9):
            case 0:
                out[at:at + rng.randint(1, 8)] = rng.randbytes(rng.randint(0, 8))
            case 1:
                del out[at:at + rng.randint(1, max(1, len(out) // 4))]
            case 2:
                out[at:at] = rng.choice(TOKENS) * rng.choice((1, 1, 2, 50))
            case 3:
                piece = out[at:at + rng.randint(1, 2000)]
                out[at:at] = piece * rng.randint(1, 20)
            case 4:
                other = rng.choice(others)
                start = rng.randrange(len(other))
                out[at:at] = other[start:start + rng.randint(1, 3000)]
            case 5:
                del out[at:]
            case 6:
                for place in range(at, min(at + 200, len(out)), rng.randint(1, 20)):
                    out[place] ^= 1 << rng.randrange(8)
            case 7:
                encoding = rng.choice(["utf-16", "utf-8", "utf-16-be", "utf-7", "utf-32"])
                out = bytearray(out.decode("utf-8", "replace").encode(encoding))
            case 8:
                tag = rng.choice([b"<div>", b"<blockquote>", b"<table>", b"<font>", b"<li>", b"{\"a\":", b"["])
                out[at:at] = tag * rng.randint(10, 2000)
        out = out[:300_000]
    return bytes(out)


def main() -> int:
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    kinds = seeds()
    everything = [d for some in kinds.values() for d in some]
    tried: Counter[str] = Counter()
    gave: Counter[str] = Counter()
    slowest = (0.0, "")
    for n in range(inputs):
        kind = list(kinds)[n % len(kinds)]
        data = damaged(rng.choice(kinds[kind]), everything, rng)
        started = time.perf_counter()
        found = list(read_stream("input", io.BytesIO(data), About()))
        took = time.perf_counter() - started
        if unforeseen := [f for f in found if isinstance(f, SourceError) and UNFORESEEN in f.reason]:
            Path("fuzz-failure.bin").write_bytes(data)
            print(f"input {n} ({kind}): {unforeseen[0]}")
            return 1
        tried[kind] += 1
        gave["errors"] += sum(isinstance(f, SourceError) for f in found)
        gave["articles"] += sum(not isinstance(f, SourceError) for f in found)
        slowest = max(slowest, (took, f"{kind}, {len(data):,} bytes"))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        if took > 10 or memory > 1000:
            Path("fuzz-failure.bin").write_bytes(data)
            print(f"input {n} ({kind}): {took:.1f} s, {memory:.0f} MB")
            return 1
    print(f"{sum(tried.values()):,} inputs: " + ", ".join(f"{k} {v:,}" for k, v in tried.items()))
    print(f"{gave['articles']:,} articles, {gave['errors']:,} errors, no crash; slowest {slowest[0]:.2f} s "
          f"({slowest[1]}); {memory:.0f} MB at most")
    return 0


if __name__ == "__main__":
    sys.exit(main())
