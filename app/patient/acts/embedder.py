"""MiniLM (int8 ONNX) on one thread: embeddings of sentences, and the states of its lower layers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

DIMENSIONS = 384
LOWER = 3
"""Layers of six below ``states``."""
_LOWER_STATES = "layer_norm_6"
"""What the graph calls the states above its third layer."""
_LONGEST = 256
_BATCH = 16
_STATES_KEPT = 64
"""Texts whose lower states are kept: those of the utterance that is being heard."""

Floats = NDArray[np.float32]


class Embedder:
    """Turns texts into unit vectors. English, any case.

    ``model``: the ONNX file; ``tokenizer``: its ``tokenizer.json``. Safe to call from several
    threads. Raises FileNotFoundError naming the missing file.
    """

    def __init__(self, model: Path, tokenizer: Path, cache_size: int = 4000) -> None:
        for path in (model, tokenizer):
            if not path.is_file():
                raise FileNotFoundError(f"{path}: missing; `models get` fetches it")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _with_output(model.read_bytes(), _LOWER_STATES), options, ["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()
        self._vectors = _Latest(cache_size)
        self._states = _Latest(_STATES_KEPT)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of ``texts`` for likeness in meaning, shape (len(texts), 384)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.stack(self._found(self._vectors, texts))

    def states(self, texts: Sequence[str]) -> list[Floats]:
        """The states above the lower layers, one array of (tokens, 384) for each text."""
        return self._found(self._states, texts)

    def _found(self, kept: _Latest, texts: Sequence[str]) -> list[Floats]:
        found = kept.get(texts)
        # Texts of one length share a batch, so that little is computed on padding.
        missing = sorted({text for text in texts if text not in found}, key=len)
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            vectors, states = self._run(batch)
            self._vectors.put(batch, vectors)
            self._states.put(batch, states)
            found.update(zip(batch, vectors if kept is self._vectors else states, strict=True))
        return [found[text] for text in texts]

    def whole_words(self, text: str) -> tuple[int, int]:
        """How many words of ``text`` the model knows whole, and how many there are."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        pieces: dict[int, int] = {}
        for word in encoded.word_ids:
            if word is not None:
                pieces[word] = pieces.get(word, 0) + 1
        return sum(1 for count in pieces.values() if count == 1), len(pieces)

    def _run(self, texts: Sequence[str]) -> tuple[list[Floats], list[Floats]]:
        """Unit vector and lower states of each text."""
        encoded = [self._tokenizer.encode(text) for text in texts]
        ids = np.zeros((len(texts), max(len(one.ids) for one in encoded)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(encoded):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        hidden, lower = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        )
        lengths = mask.sum(axis=1)
        means = (hidden * mask[..., None]).sum(axis=1) / lengths[:, None]
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        vectors = [np.asarray(mean, dtype=np.float32) for mean in means]
        return vectors, [row[:length].copy() for row, length in zip(lower, lengths, strict=True)]


class _Latest:
    """The latest arrays by text. Safe to use from several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[str, Floats] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, texts: Sequence[str]) -> dict[str, Floats]:
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
            for text in found:
                self._kept.move_to_end(text)
            return found

    def put(self, texts: Sequence[str], arrays: Sequence[Floats]) -> None:
        with self._lock:
            for text, array in zip(texts, arrays, strict=True):
                self._kept[text] = array
                self._kept.move_to_end(text)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


def _with_output(model: bytes, name: str) -> bytes:
    """The ONNX ``model`` with one of its inner tensors as a further output.

    Serialised messages that are put one behind the other are merged (Protocol Buffers, "Encoding",
    last one wins), so a model with nothing but that output is appended: field 7 of the model is
    the graph, field 12 of the graph an output, field 1 of that its name. No length exceeds 127.
    """
    output = _field(12, _field(1, name.encode()))
    return model + _field(7, output)


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content
