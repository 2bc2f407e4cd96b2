"""The network: MiniLM's encoder, a shape added to each piece, and small heads. Torch is needed for training only."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from communique.model.encode import FEATURES, SHAPES
from communique.model.labels import Labels
from communique.model.tagger import PAIR


class Network(nn.Module):
    """ids, shapes, mask (batch, pieces), features (batch, pieces, FEATURES) -> logits of every head, in the order of
    HEADS."""

    HEADS = ("events", "begins", "status", "mode", "arguments", "mentions", "times", "parts")

    def __init__(self, weights: Path, labels: Labels, layers: int = 6) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(weights), add_pooling_layer=False, attn_implementation="eager")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.hints = nn.Linear(FEATURES, width, bias=False)
        nn.init.normal_(self.hints.weight, std=0.02)
        self.drop = nn.Dropout(0.2)
        sizes = {
            "events": 1 + len(labels.types),
            "begins": 2,
            "status": len(labels.statuses),
            "mode": max(1, len(labels.modes)),
            "mentions": 1 + 2 * len(labels.kinds),
            "times": 3,
            "parts": len(labels.parts),
        }
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.roles = len(labels.arguments)
        self.from_trigger = nn.Linear(width, self.roles * PAIR)
        self.to_word = nn.Linear(width, PAIR)
        self.word_alone = nn.Linear(width, self.roles)

    def hidden(self, ids: Tensor, shapes: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """(batch, pieces, width): what the encoder makes of each piece in its sentence."""
        pieces = self.encoder.embeddings.word_embeddings(ids) + self.shapes(shapes) + self.hints(features)
        return self.drop(self.encoder(inputs_embeds=pieces, attention_mask=mask)[0])

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        hidden = self.hidden(ids, shapes, mask, features)
        logits = {name: head(hidden) for name, head in self.heads.items()}
        batch, length, _ = hidden.shape
        left = torch.tanh(self.from_trigger(hidden)).view(batch, length * self.roles, PAIR)
        right = torch.tanh(self.to_word(hidden))
        pairs = torch.matmul(left, right.transpose(1, 2)).view(batch, length, self.roles, length).permute(0, 1, 3, 2)
        logits["arguments"] = pairs / PAIR**0.5 * 4 + self.word_alone(hidden).unsqueeze(1)
        return tuple(logits[name] for name in self.HEADS)
