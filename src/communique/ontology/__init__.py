"""PLOVER and CAMEO as tables: types, modes, contexts, sectors, scores, and the map between the two.

Sources: the PLOVER ontology (Open Event Data Alliance; Halterman et al. 2023), CAMEO (Gerner, Schrodt et al. 2002;
Schrodt 2012) and the conflict-cooperation scale of Goldstein (1992) as extended to CAMEO. Definitions and labels are
worded here anew.
"""

from __future__ import annotations

from communique.ontology.codes import Cameo, Mode, Type, cameo_code, modes, score, sectors, types
from communique.ontology.contexts import context_names, contexts_of

__all__ = [
    "Cameo",
    "Mode",
    "Type",
    "cameo_code",
    "cameo_of",
    "context_names",
    "contexts_of",
    "goldstein",
    "modes",
    "plover_of",
    "quad",
    "score",
    "sectors",
    "types",
]


def quad(type_: str) -> str:
    """The quad class of a PLOVER type: verbal or material, cooperation or conflict."""
    return types()[type_].quad


def goldstein(cameo: str | None) -> float | None:
    """Goldstein's value (-10 to 10) of a CAMEO code, that of its parent where it has none of its own; None for an
    unknown code."""
    found = cameo_code(cameo) if cameo else None
    return found.goldstein if found else None


def plover_of(cameo: str) -> str | None:
    """The PLOVER type that a CAMEO code falls under; None for comments (root 01) and unknown codes."""
    found = cameo_code(cameo)
    return found.plover or None if found else None


def cameo_of(type_: str, mode: str | None = None) -> str:
    """The CAMEO code for a PLOVER type and mode where the words themselves gave no finer one."""
    for m in modes(type_):
        if m.mode == mode:
            return m.cameo
    return types()[type_].cameo
