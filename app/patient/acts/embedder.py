"""Sentence embeddings of MiniLM (int8 ONNX) on one thread, the latest of them kept."""

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
VIEWS = 4
"""Views of one text: the mean of its tokens, the classification token, its last and its first
token. The first word of an utterance says much about what is being done with it."""
_LONGEST = 256
_BATCH = 16


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
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()
        self._cache: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._cache_size = cache_size
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of ``texts`` for likeness in meaning, shape (len(texts), 384)."""
        return self.views(texts)[:, :DIMENSIONS]

    def views(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The four views of each text, unit vectors side by side, shape (len(texts), 4 * 384)."""
        with self._lock:
            found = {text: self._cache[text] for text in texts if text in self._cache}
        # Texts of one length share a batch, so that little is computed on padding.
        missing = sorted({text for text in texts if text not in found}, key=len)
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            found.update(zip(batch, self._run(batch), strict=True))
        self._keep(texts, found)
        if not texts:
            return np.zeros((0, VIEWS * DIMENSIONS), dtype=np.float32)
        return np.stack([found[text] for text in texts])

    def whole_words(self, text: str) -> tuple[int, int]:
        """How many words of ``text`` the model knows whole, and how many there are."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        pieces: dict[int, int] = {}
        for word in encoded.word_ids:
            if word is not None:
                pieces[word] = pieces.get(word, 0) + 1
        return sum(1 for count in pieces.values() if count == 1), len(pieces)

    def _run(self, texts: Sequence[str]) -> NDArray[np.float32]:
        encoded = [self._tokenizer.encode(text) for text in texts]
        ids = np.zeros((len(texts), max(len(one.ids) for one in encoded)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(encoded):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        (hidden,) = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        )
        lengths = mask.sum(axis=1)
        last = hidden[np.arange(len(texts)), lengths - 1]
        mean = (hidden * mask[..., None]).sum(axis=1) / lengths[:, None]
        views = np.stack([mean, hidden[:, 0], last, hidden[:, 1]], axis=1)
        views /= np.linalg.norm(views, axis=2, keepdims=True)
        return np.asarray(views.reshape(len(texts), -1), dtype=np.float32)

    def _keep(self, texts: Sequence[str], found: dict[str, NDArray[np.float32]]) -> None:
        with self._lock:
            for text in texts:
                self._cache[text] = found[text]
                self._cache.move_to_end(text)
            while len(self._cache) > self._cache_size:
                self._cache.popitem(last=False)
