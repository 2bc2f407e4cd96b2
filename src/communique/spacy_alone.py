"""spaCy without its command line.

`import spacy` loads the modules of its commands (training, packaging, downloads, and a client for the web with them)
for the sake of one function, `spacy.info`: a third of the time that it takes, and 15 MB. Nobody codes with them, so
they are left where they are until somebody asks for them.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["load_spacy"]

_CLI, _INFO = "spacy.cli", "spacy.cli.info"


def load_spacy() -> None:
    """Imports spaCy, if nobody has yet. `spacy.info` and `spacy.cli` are spaCy's own, loaded when first used."""
    if "spacy" in sys.modules or (spec := find_spec("spacy")) is None or spec.origin is None:
        return
    cli, info = ModuleType(_CLI), ModuleType(_INFO)
    cli.__path__ = [str(Path(spec.origin).with_name("cli"))]
    vars(info)["info"] = _info
    sys.modules |= {_CLI: cli, _INFO: info}
    try:
        spacy = importlib.import_module("spacy")
    finally:
        for name, module in ((_INFO, info), (_CLI, cli)):
            if sys.modules.get(name) is module:
                del sys.modules[name]
    if vars(spacy).get("cli") is cli:
        del vars(spacy)["cli"]


def _info(*args: Any, **kwargs: Any) -> Any:
    return importlib.import_module(_INFO).info(*args, **kwargs)
