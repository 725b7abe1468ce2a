"""Speech that was voiced ahead, kept by content: text, voice, grade of tempo and model.

Two layers: the folder of this installation, and the bundles that ship with scenarios, which are
only read. An entry is an Opus file and a JSON file with its times; it is complete when the JSON is
there, and that is written last.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import zipfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from app.speech import opus
from app.speech.grades import SPEED, grade
from app.speech.stretch import stretched
from app.speech.types import Delivery, Pace, Phoneme, Speech, SpeechError, Voice, Word
from app.weights.files import written_whole

REVISION = 1
"""Raise it when the same text comes to be spoken differently: other weights, cuts, sounds."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

log = logging.getLogger(__name__)


class StoreFull(SpeechError):
    """There is no room to keep speech. Nothing was half-written."""


class PreparedSpeech:
    """The store. May be used from several threads, and from several processes at once."""

    def __init__(self, folder: Path, shipped: Path | None = None) -> None:
        """``folder``: made when first needed. ``shipped``: a folder of bundles, ``*.zip``."""
        self._folder = folder
        self._bundles = shipped

    @staticmethod
    def key(text: str, voice: Voice, pace: Pace, model: str) -> str:
        """Hexadecimal key of a line in one grade."""
        what = [REVISION, " ".join(text.split()), voice.id, voice.speed, voice.preset, pace, model]
        return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:40]

    def has(self, text: str, voice: Voice, delivery: Delivery, model: str) -> bool:
        """Whether the line is there in exactly the grade that ``delivery`` asks for."""
        key = self.key(text, voice, grade(delivery), model)
        return key in self._shipped or self._path(key, "json").is_file()

    def get(self, text: str, voice: Voice, delivery: Delivery, model: str) -> Speech | None:
        """The line as it was voiced, or None. Another grade of it serves too, brought to the
        tempo that is asked for. Blocks for about 10 ms."""
        wanted = grade(delivery)
        order: list[Pace] = [wanted, *(pace for pace in SPEED if pace != wanted)]
        for pace in order:
            speech = self._read(self.key(text, voice, pace, model))
            if speech is not None:
                return stretched(speech, SPEED[wanted] / SPEED[pace])
        return None

    def put(self, text: str, voice: Voice, delivery: Delivery, model: str, speech: Speech) -> None:
        """Keep ``speech``. Raises StoreFull where there is no room."""
        key = self.key(text, voice, grade(delivery), model)
        facts = {
            "text": speech.text,
            "engine": speech.engine,
            "samples": len(speech.samples),
            "words": [[w.text, round(w.start, 4), round(w.end, 4)] for w in speech.words],
            "phonemes": [
                [p.symbol, round(p.start, 4), round(p.end, 4), p.stress] for p in speech.phonemes
            ],
        }
        try:
            for ending, data in (
                ("opus", opus.encode(speech.samples)),
                ("json", json.dumps(facts, ensure_ascii=False).encode()),
            ):
                with written_whole(self._path(key, ending)) as file:
                    file.write(data)
        except OSError as error:
            if error.errno in _FULL:
                raise StoreFull(
                    f"No room to keep voiced speech in {self._folder}: free some space, or set "
                    "DATA_DIR to a larger disk. Lines that are not voiced are spoken live."
                ) from error
            raise SpeechError(f"{self._folder} cannot be written: {error}") from error

    def bundle(self, lines: Iterable[tuple[str, Voice, Delivery]], model: str, to: Path) -> int:
        """Write the lines that are there into a zip to ship, always the same for the same lines.
        Returns how many were written. Raises StoreFull where there is no room."""
        keys = {self.key(text, voice, grade(delivery), model) for text, voice, delivery in lines}
        count = 0
        try:
            with (
                written_whole(to) as file,
                zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as zipped,
            ):
                for key in sorted(keys):
                    entry = self._entry(key)
                    if entry is None:
                        continue
                    count += 1
                    for ending, data in zip(("json", "opus"), entry, strict=True):
                        zipped.writestr(zipfile.ZipInfo(f"{key}.{ending}"), data)
        except OSError as error:
            if error.errno in _FULL:
                raise StoreFull(f"No room to write {to}: free some space.") from error
            raise SpeechError(f"{to} cannot be written: {error}") from error
        return count

    def _path(self, key: str, ending: str) -> Path:
        return self._folder / key[:2] / f"{key}.{ending}"

    @cached_property
    def _shipped(self) -> dict[str, zipfile.ZipFile]:
        """Which bundle holds each key. Bundles stay open: reading from them is thread-safe."""
        held: dict[str, zipfile.ZipFile] = {}
        for path in sorted(self._bundles.glob("*.zip")) if self._bundles else ():
            try:
                bundle = zipfile.ZipFile(path)
            except (OSError, zipfile.BadZipFile) as error:
                log.warning("%s is left out: %s", path, error)
                continue
            held |= {n[:-5]: bundle for n in bundle.namelist() if n.endswith(".json")}
        return held

    def _entry(self, key: str) -> tuple[bytes, bytes] | None:
        """The JSON and the Opus file of an entry."""
        try:
            return self._path(key, "json").read_bytes(), self._path(key, "opus").read_bytes()
        except FileNotFoundError:
            bundle = self._shipped.get(key)
        if bundle is None:
            return None
        return bundle.read(f"{key}.json"), bundle.read(f"{key}.opus")

    def _read(self, key: str) -> Speech | None:
        try:
            entry = self._entry(key)
            return None if entry is None else _speech(json.loads(entry[0]), entry[1])
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            log.warning("Voiced line %s cannot be read and will be voiced again: %s", key, error)
            self._path(key, "json").unlink(missing_ok=True)
            return None


def _speech(facts: dict[str, Any], data: bytes) -> Speech:
    return Speech(
        samples=opus.decode(data, facts["samples"]),
        text=facts["text"],
        words=tuple(Word(*word) for word in facts["words"]),
        phonemes=tuple(Phoneme(*phoneme) for phoneme in facts["phonemes"]),
        engine=facts["engine"],
        prepared=True,
    )
