"""MiniLM (ONNX, int8 weights) on one thread: the states of its lower layers.

What stands above them was tuned to what is asked here: to acts, and to which questions are the
same (``layers.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.patient.minilm.latest import Latest

DIMENSIONS = 384
DEPTHS = (0, 3)
"""Below which of its six layers the states can be had."""
_OUTPUTS = {0: "layer_norm", 3: "layer_norm_6"}
"""What the graph calls the states that enter those layers."""
_LONGEST = 256
_BATCH = 16
_KEPT = 64
"""Texts whose states are kept: those of the utterance that is being heard."""

Floats = NDArray[np.float32]


class Embedder:
    """Turns texts into states of their tokens. English, any case.

    ``model``: the ONNX file; ``tokenizer``: its ``tokenizer.json``. Safe to call from several
    threads. Raises FileNotFoundError naming the missing file.
    """

    def __init__(self, model: Path, tokenizer: Path, cache_size: int = _KEPT) -> None:
        for path in (model, tokenizer):
            if not path.is_file():
                raise FileNotFoundError(f"{path}: missing; `models get` fetches it")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            _with_outputs(model.read_bytes(), _OUTPUTS.values()), options, ["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()
        self._kept = Latest(cache_size, self._in_batches)

    def states(self, texts: Sequence[str], depth: int) -> list[Floats]:
        """The states that enter layer ``depth``, one array of (tokens, 384) for each text."""
        return [kept[depth] for kept in self._kept(texts)]

    def whole_words(self, text: str) -> tuple[int, int]:
        """How many words of ``text`` the model knows whole, and how many there are."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        pieces: dict[int, int] = {}
        for word in encoded.word_ids:
            if word is not None:
                pieces[word] = pieces.get(word, 0) + 1
        return sum(1 for count in pieces.values() if count == 1), len(pieces)

    def _in_batches(self, texts: Sequence[str]) -> list[dict[int, Floats]]:
        # Texts of one length share a batch, so that little is computed on padding.
        order = sorted(set(texts), key=len)
        made: dict[str, dict[int, Floats]] = {}
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            made.update(zip(batch, self._run(batch), strict=True))
        return [made[text] for text in texts]

    def _run(self, texts: Sequence[str]) -> list[dict[int, Floats]]:
        """The states of each text, by depth."""
        encoded = [self._tokenizer.encode(text) for text in texts]
        ids = np.zeros((len(texts), max(len(one.ids) for one in encoded)), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(encoded):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        outputs = self._session.run(list(_OUTPUTS.values()), inputs)
        return [
            {
                depth: states[row, : len(one.ids)].copy()
                for depth, states in zip(_OUTPUTS, outputs, strict=True)
            }
            for row, one in enumerate(encoded)
        ]


def _with_outputs(model: bytes, names: Iterable[str]) -> bytes:
    """The ONNX ``model`` with some of its inner tensors as further outputs.

    Serialised messages that are put one behind the other are merged (Protocol Buffers, "Encoding",
    last one wins), so a model with nothing but those outputs is appended: field 7 of the model is
    the graph, field 12 of the graph an output, field 1 of that its name. No length exceeds 127.
    """
    outputs = b"".join(_field(12, _field(1, name.encode())) for name in names)
    return model + _field(7, outputs)


def _field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content
