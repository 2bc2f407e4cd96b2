"""From trained weights to what the package ships: an int8 ONNX file, its vocabulary and its labels."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import torch

from communique.model.encode import FEATURES
from communique.model.labels import Labels
from train.network import Network


def export(network: Network, tokenizer: Path, labels: Labels, folder: Path) -> Path:
    """Writes `model.onnx`, `tokenizer.json`, `labels.json` to `folder` and gives the model's path.

    Weights are kept in 7 of the 8 bits, so that processors with and without VNNI add up the same numbers.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    example = (
        torch.ones(2, 8, dtype=torch.long),
        torch.ones(2, 8, dtype=torch.long),
        torch.ones(2, 8, dtype=torch.long),
        torch.zeros(2, 8, FEATURES),
    )
    names = ["ids", "shapes", "mask", "features"]
    axes = {name: {0: "batch", 1: "pieces"} for name in (*names, *Network.HEADS)}
    axes["arguments"][2] = "words"
    target = folder / "model.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            network,
            example,
            str(plain),
            input_names=names,
            output_names=list(Network.HEADS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(plain), str(target), weight_type=QuantType.QInt8, reduce_range=True)
    shutil.copy(tokenizer, folder / "tokenizer.json")
    labels.save(folder / "labels.json")
    return target
