"""ONNX sessions that behave on busy cores, and weights that are asked for politely."""

from __future__ import annotations

from pathlib import Path

import onnxruntime as ort

from app.speech.types import SpeechError


def onnx_session(model: Path | bytes, threads: int = 1) -> ort.InferenceSession:
    """A CPU session. Threads sleep when they have nothing to do: threads that spin on a core
    which others need make everything slower. Raises SpeechError if the file cannot be used."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    source = model if isinstance(model, bytes) else str(need(model))
    try:
        return ort.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises types that it does not export
        name = "a model in memory" if isinstance(model, bytes) else str(model)
        raise SpeechError(
            f"{name} cannot be loaded: {error}. Run: synthetic-patients models verify, then "
            "synthetic-patients models get"
        ) from error


def need(path: Path) -> Path:
    """``path``, if it is there. Raises SpeechError saying how to get it."""
    if not path.exists():
        raise SpeechError(f"{path} is missing. Run: synthetic-patients models get")
    return path
