"""Voice lines ahead of the call, in the background, behind everything that a running call needs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.native_threads import step_back
from app.speech.prepared import PreparedSpeech
from app.speech.sound import join
from app.speech.types import Delivery, Speech, SpeechError, Synthesizer, Voice

YIELD_S = 0.25
"""How long to wait before looking again whether calls are running."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LineToVoice:
    """One line as it will be asked for in a call."""

    text: str
    voice: Voice
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Voiced:
    """How far the work went. ``failed``: texts that the engine cannot say."""

    done: int
    total: int
    failed: tuple[str, ...] = ()


class Cancelled(Exception):
    """The work was told to stop."""


def voice_ahead(
    lines: Sequence[LineToVoice],
    synthesizer: Synthesizer,
    store: PreparedSpeech,
    *,
    busy: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    stop: threading.Event | None = None,
) -> Voiced:
    """Voice each line that is not in ``store`` yet, in the order given. Blocks; run it in a thread
    of its own, with a synthesizer of its own.

    ``busy``: asked before each clause; while it is true, nothing is done. ``progress``: called with
    lines done and in all, at the start and after each line. ``stop``: set it to end after the
    clause in hand. Raises StoreFull; a line that the engine refuses is noted and left out.
    """
    stop = stop or threading.Event()
    failed: list[str] = []
    step_back(15)
    progress(0, len(lines))
    for done, line in enumerate(lines):
        try:
            if not store.has(line.text, line.voice, line.delivery, synthesizer.name):
                clauses = list(_clauses(line, synthesizer, busy, stop))
                if clauses:
                    store.put(line.text, line.voice, line.delivery, synthesizer.name, join(clauses))
        except Cancelled:
            return Voiced(done, len(lines), tuple(failed))
        except SpeechError as error:
            if type(error) is not SpeechError:
                raise
            log.warning("A line cannot be voiced: %s (%s)", line.text, error)
            failed.append(line.text)
        progress(done + 1, len(lines))
    return Voiced(len(lines), len(lines), tuple(failed))


def _clauses(
    line: LineToVoice,
    synthesizer: Synthesizer,
    busy: Callable[[], bool],
    stop: threading.Event,
) -> Iterator[Speech]:
    clauses = synthesizer.speak(line.text, line.voice, line.delivery)
    while True:
        while busy() and not stop.is_set():
            stop.wait(YIELD_S)
        if stop.is_set():
            raise Cancelled
        clause = next(clauses, None)
        if clause is None:
            return
        yield clause


class VoicingQueue:
    """One background thread that voices whole scenarios, one after another."""

    LONGEST = 64
    """Scenarios that may wait."""

    def __init__(
        self,
        make_synthesizer: Callable[[], Synthesizer],
        store: PreparedSpeech,
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """``make_synthesizer`` is called in the thread, when there is first something to voice."""
        self._make = make_synthesizer
        self._store = store
        self._busy = busy
        self._stop = threading.Event()
        self._change = threading.Condition()
        self._waiting: dict[str, Sequence[LineToVoice]] = {}
        self._progress: dict[str, Voiced] = {}
        self._thread: threading.Thread | None = None
        self.error = ""
        """Why voicing has stopped, if it has; a later request tries again."""

    def request(self, name: str, lines: Sequence[LineToVoice]) -> None:
        """Voice ``lines`` under this name when their turn comes. A name that waits or runs is not
        taken twice. Raises SpeechError if too many wait."""
        with self._change:
            if name in self._waiting:
                return
            if len(self._waiting) >= self.LONGEST:
                raise SpeechError("Too many scenarios wait to be voiced. Try again later.")
            self._waiting[name] = lines
            self._progress.setdefault(name, Voiced(0, len(lines)))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="voicing", daemon=True)
                self._thread.start()

    def progress(self, name: str) -> Voiced | None:
        """How far that name has come, or None if it was never requested."""
        with self._change:
            return self._progress.get(name)

    def close(self, timeout: float = 10.0) -> None:
        """End after the clause in hand."""
        self._stop.set()
        thread = self._thread
        if thread is not None:
            thread.join(timeout)

    def _next(self) -> tuple[str, Sequence[LineToVoice]] | None:
        """What to do now; without it the thread ends. Names leave the queue when they are done."""
        with self._change:
            if self._stop.is_set() or not self._waiting:
                self._thread = None
                return None
            return next(iter(self._waiting.items()))

    def _work(self) -> None:
        synthesizer: Synthesizer | None = None
        while (item := self._next()) is not None:
            name, lines = item

            def note(done: int, total: int, name: str = name) -> None:
                with self._change:
                    self._progress[name] = Voiced(done, total)

            try:
                synthesizer = synthesizer or self._make()
                result = voice_ahead(
                    lines, synthesizer, self._store,
                    busy=self._busy, progress=note, stop=self._stop,
                )  # fmt: skip
                with self._change:
                    self._progress[name] = result
            except SpeechError as error:
                log.error("Voicing %s ahead has stopped: %s", name, error)
                self.error = str(error)
            with self._change:
                self._waiting.pop(name, None)
