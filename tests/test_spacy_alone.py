"""spaCy is loaded without its command line, which nobody misses."""

from __future__ import annotations

import subprocess
import sys


def _run(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_commands_are_not_loaded_and_can_be() -> None:
    loaded = _run("import sys; from communique.spacy_alone import load_spacy; load_spacy(); "
                  "print('spacy' in sys.modules, any(m.startswith('spacy.cli') for m in sys.modules)); "
                  "import spacy; print(spacy.info(silent=True)['spacy_version'] == spacy.__version__); "
                  "import spacy.cli.info; print(spacy.cli.info.__name__, callable(spacy.cli.download))")
    assert loaded[:3] == ["True", "False", "True"]
    assert loaded[-1] == "True"


def test_what_is_loaded_already_stays() -> None:
    assert _run("import sys, spacy; from communique.spacy_alone import load_spacy; cli = sys.modules['spacy.cli']; "
                "load_spacy(); print(sys.modules['spacy.cli'] is cli)") == ["True"]
