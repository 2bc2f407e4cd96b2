"""The codebook as a person reads it: what types, modes and codes mean, their scores, how the coder finds them."""

from __future__ import annotations

from collections import Counter

from communique import ontology
from communique.coding.events.load import Entry, load_lexicon
from communique.errors import QueryError

__all__ = ["codebook"]

_PARTS = {"v": "verbs", "n": "nouns", "a": "adjectives"}


def codebook(about: str | None = None, examples: int = 8) -> str:
    """The list of PLOVER's types, or all on one type (``ASSAULT``), mode (``visit``), context or CAMEO code (``042``),
    with at most `examples` sentences that the lexicon's own tests code to it. Raises QueryError for none of these."""
    if about is None:
        return "".join(f"{t.type:<10}{t.score:>6}  {t.quad:<22}  {t.definition}\n" for t in ontology.types().values())
    if about.isdigit():
        return _cameo(about)
    if about.upper() in ontology.types():
        return _type(about.upper(), examples)
    of = [(t, m) for t in ontology.types() for m in ontology.modes(t) if m.mode == about.lower()]
    if of:
        return "\n".join(_mode(t, m, examples) for t, m in of)
    if about.lower() in ontology.context_names():
        return _context(about.lower())
    raise QueryError(f"{about!r} is no PLOVER type, mode or context and no CAMEO code: see communique codebook")


def _type(name: str, examples: int) -> str:
    t = ontology.types()[name]
    lines = [name, t.definition, "", f"{'quad class':<12}{t.quad}", f"{'score':<12}{t.score:g} (PLOVER's, -10 to 10)",
             f"{'CAMEO':<12}{t.cameo} where the words give no finer code (Goldstein {ontology.goldstein(t.cameo):g})"]
    if ontology.modes(name):
        lines += ["", "modes"]
        lines += [f"  {m.mode:<16}{m.cameo:<6}{m.definition}" for m in ontology.modes(name)]
    return "\n".join([*lines, "", *_found([e for e in load_lexicon().all if e.type == name], examples)]) + "\n"


def _mode(type_: str, mode: ontology.Mode, examples: int) -> str:
    lines = [f"{type_}/{mode.mode}", mode.definition, f"{'CAMEO':<12}{mode.cameo}", ""]
    return "\n".join([*lines, *_found([e for e in load_lexicon().all if e.type == type_ and e.mode == mode.mode],
                                      examples)]) + "\n"


def _found(entries: list[Entry], examples: int) -> list[str]:
    """How the coder finds it: how many ways by part of speech, and some of the sentences that test them."""
    ways = Counter(_PARTS.get(e.pos, e.pos) for e in entries)
    told = ", ".join(f"{n} {part}" for part, n in sorted(ways.items(), key=lambda kv: -kv[1]))
    lines = [f"found by {len(entries)} entries of the lexicon: {told}" if entries else "found by no entry of its own"]
    shown = list(dict.fromkeys(e.example for e in entries if e.example))
    step = max(1, len(shown) // max(examples, 1))
    return [*lines, *(f"  {text}" for text in shown[::step][:examples])]


def _cameo(code: str) -> str:
    found = ontology.cameo_code(code)
    if found is None or found.code not in (code, code + "0"):
        raise QueryError(f"CAMEO has no code {code}")
    under = [f"  {row[0]:<6}{row[3]}" for row in ontology.codes.table("cameo.tsv")
             if row[0].startswith(code) and row[0] != found.code]
    lines = [f"CAMEO {found.code}: {found.label}", f"{'Goldstein':<12}{found.goldstein:g}",
             f"{'PLOVER':<12}{found.plover or 'a comment: no event'}"]
    return "\n".join([*lines, *(["", "finer codes", *under] if under else [])]) + "\n"


def _context(name: str) -> str:
    for row in ontology.codes.table("contexts.tsv"):
        if row[0] == name:
            strong, weak = (cell.replace("|", ", ") for cell in row[1:])
            return f"context {name}\ntold by any of: {strong}\nor by two of: {weak}\n"
    raise QueryError(f"no context {name}")
