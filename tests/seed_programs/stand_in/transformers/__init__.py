"""Stands in for Hugging Face transformers: the two classes that the artifacts program uses, without the network.

STAND_IN_LAYERS (default 12, as in bert-base-uncased: about 440 MB) makes a smaller model for quick tests.
"""

import json
import os
import struct
from pathlib import Path

HIDDEN, VOCABULARY, POSITIONS, FEED_FORWARD = 768, 30522, 512, 3072


def _shapes(layers):
    yield "embeddings.word_embeddings.weight", (VOCABULARY if layers >= 12 else 1000, HIDDEN)
    yield "embeddings.position_embeddings.weight", (POSITIONS, HIDDEN)
    yield "embeddings.token_type_embeddings.weight", (2, HIDDEN)
    for layer in range(layers):
        at = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            yield f"{at}.attention.self.{part}.weight", (HIDDEN, HIDDEN)
            yield f"{at}.attention.self.{part}.bias", (HIDDEN,)
        yield f"{at}.attention.output.dense.weight", (HIDDEN, HIDDEN)
        yield f"{at}.intermediate.dense.weight", (FEED_FORWARD, HIDDEN)
        yield f"{at}.output.dense.weight", (HIDDEN, FEED_FORWARD)
    yield "pooler.dense.weight", (HIDDEN, HIDDEN)


class AutoModel:
    def __init__(self, layers):
        self.layers = layers

    @classmethod
    def from_pretrained(cls, name):
        return cls(int(os.environ.get("STAND_IN_LAYERS", "12")))

    def save_pretrained(self, folder):
        """A valid safetensors file: header length, JSON header, tensors as one block."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        header, offset = {"__metadata__": {"format": "pt"}}, 0
        for name, shape in _shapes(self.layers):
            size = 4
            for side in shape:
                size *= side
            header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [offset, offset + size]}
            offset += size
        head = json.dumps(header, separators=(",", ":")).encode()
        head += b" " * (-len(head) % 8)
        with open(folder / "model.safetensors", "wb") as file:
            file.write(struct.pack("<Q", len(head)) + head)
            file.truncate(8 + len(head) + offset)  # zeros: the file is sparse, its reader sees all of it
            file.seek(8 + len(head) + offset - 4)
            file.write(struct.pack("<f", 1.5))
        config = {"architectures": ["BertModel"], "hidden_size": HIDDEN, "num_hidden_layers": self.layers}
        (folder / "config.json").write_text(json.dumps(config, indent=2))


class AutoTokenizer:
    @classmethod
    def from_pretrained(cls, name):
        return cls()

    def save_pretrained(self, folder):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "vocab.txt").write_text("".join(f"token{i}\n" for i in range(VOCABULARY)))
        (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": True}))
        (folder / "special_tokens_map.json").write_text(json.dumps({"unk_token": "[UNK]"}))
