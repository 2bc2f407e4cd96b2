"""From trained weights to what the package ships: an int8 ONNX file, its vocabulary and its labels."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from communique.model.encode import FEATURES
from communique.model.labels import Labels
from communique.model.tagger import COLUMNS
from train.network import Network


class Shipped(nn.Module):
    """The part of a network that codes events: encoder, and the heads that the coder asks side by side in one matrix,
    so that one product gives them all. The pairing of triggers with words is left to whoever reads its two sides."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        heads = {**network.heads, "trigger": network.from_trigger, "word": network.to_word, "alone": network.word_alone}
        self.every = nn.Linear(network.encoder.config.hidden_size, sum(heads[n].out_features for n in COLUMNS))
        self.every.weight = nn.Parameter(torch.cat([heads[name].weight for name in COLUMNS]))
        self.every.bias = nn.Parameter(torch.cat([heads[name].bias for name in COLUMNS]))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        return self.every(self.network.hidden(ids, shapes, mask, features))


def export(network: Network, tokenizer: Path, labels: Labels, folder: Path) -> Path:
    """Writes `model.onnx`, `tokenizer.json`, `labels.json` to `folder` and gives the model's path.

    Weights are kept in 7 of the 8 bits, so that processors with and without VNNI add up the same numbers; the heads, a
    small part of the work, in full.
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
    axes = {name: {0: "batch", 1: "pieces"} for name in (*names, "logits")}
    target = folder / "model.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Shipped(network).eval(),
            example,
            str(plain),
            input_names=names,
            output_names=["logits"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(plain), str(target), weight_type=QuantType.QInt8, reduce_range=True, nodes_to_exclude=["/every/MatMul"]
        )
    shutil.copy(tokenizer, folder / "tokenizer.json")
    labels.save(folder / "labels.json")
    return target
