"""The words of MiniLM: the states that enter its layers.

The layers themselves were tuned to what is asked here: to acts, and to which questions are the
same (``layers.py``). Of the model's file (ONNX, int8 weights) only its tables are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

DIMENSIONS = 384
_LONGEST = 256
_TABLES = tuple(
    f"inner.embeddings.{name}"
    for name in (
        "word_embeddings.weight",
        "position_embeddings.weight",
        "token_type_embeddings.weight",
        "LayerNorm.weight",
        "LayerNorm.bias",
    )
)
_TINY = np.float32(1e-12)

Floats = NDArray[np.float32]


class Embedder:
    """Turns texts into states of their tokens. English, any case.

    ``model``: the ONNX file; ``tokenizer``: its ``tokenizer.json``. Safe to call from several
    threads. Raises FileNotFoundError naming the missing file.
    """

    def __init__(self, model: Path, tokenizer: Path) -> None:
        for path in (model, tokenizer):
            if not path.is_file():
                raise FileNotFoundError(f"{path}: missing; `models get` fetches it")
        words, places, kinds, self._scale, self._shift = _tables(model.read_bytes())
        self._words = words
        self._places = places + kinds[0]
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def states(self, texts: Sequence[str]) -> list[Floats]:
        """The states that enter the first layer, one array of (tokens, 384) for each text."""
        encoded = (self._tokenizer.encode(text).ids for text in texts)
        return [
            normed(self._words[ids] + self._places[: len(ids)], self._scale, self._shift)
            for ids in encoded
        ]

    def whole_words(self, text: str) -> tuple[int, int]:
        """How many words of ``text`` the model knows whole, and how many there are."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        pieces: dict[int, int] = {}
        for word in encoded.word_ids:
            if word is not None:
                pieces[word] = pieces.get(word, 0) + 1
        return sum(1 for count in pieces.values() if count == 1), len(pieces)


def normed(states: Floats, scale: Floats, shift: Floats) -> Floats:
    """Each row with mean 0 and spread 1 (layer normalisation, arXiv 1607.06450), then scaled and
    shifted."""
    centred = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _TINY)
    return np.asarray(centred / spread * scale + shift, dtype=np.float32)


def _tables(model: bytes) -> list[Floats]:
    """What ``_TABLES`` names. The graph unpacks the tables at every run, which costs 5 ms: so
    they are taken out once."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        _with_outputs(model, _TABLES), options, ["CPUExecutionProvider"]
    )
    one = np.ones((1, 1), dtype=np.int64)
    inputs = {"input_ids": one, "attention_mask": one, "token_type_ids": 0 * one}
    return [np.array(table, dtype=np.float32) for table in session.run(list(_TABLES), inputs)]


def _with_outputs(model: bytes, names: Sequence[str]) -> bytes:
    """The ONNX ``model`` with some of its inner tensors as further outputs.

    Serialised messages that are put one behind the other are merged (Protocol Buffers, "Encoding",
    last one wins), so a model with nothing but that output is appended for each: field 7 of the
    model is the graph, field 12 of the graph an output, field 1 of that its name. No length
    exceeds 127.
    """
    outputs = (_field(7, _field(12, _field(1, name.encode()))) for name in names)
    return model + b"".join(outputs)


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content
