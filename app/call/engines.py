"""The engines of this process: loaded once, shared by all calls, each with its threads.

Loading takes seconds, so it happens in a thread while the pages are served already. What cannot
be loaded is replaced by the next best, and both are named in ``/api/health``.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import structlog

from app.call.media.video_encoder import EncoderPool
from app.native_threads import step_back
from app.patient.acts import ActClassifier, load_classifier
from app.patient.acts.language_model import LanguageModelClassifier
from app.patient.engines import (
    ScriptedEngine,
    WordsEngine,
    WordsError,
    load_words_engine,
)
from app.patient.minilm import Embedder, Likeness
from app.settings import Settings
from app.speech.end_of_turn import EndOfTurn
from app.speech.prepared import PreparedSpeech
from app.speech.recognizers import load_recognizer
from app.speech.synthesizers import load_synthesizer
from app.speech.types import Recognizer, SpeechError, Synthesizer
from avatar.renderers import available_casts, load_renderer

_log = structlog.get_logger(__name__)


STAGES = ("voice_activity", "hearing", "end_of_turn", "acts", "words", "voice", "face")
"""In the order of an utterance's way, and in which they are told."""

BEHIND_PICTURES = 5
"""Niceness of threads whose work is not due within 40 ms: a late picture is seen at once, a
transcript that is a few milliseconds later is not."""


def _behind(threads: int, name: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, name, step_back, (BEHIND_PICTURES,))


@dataclass
class Threads:
    """Thread pools of our own: nothing of ours ever runs in the default executor.

    A call has at most two recognitions, one thought and one clause in hand; the number of calls
    and of scenarios that are made ready at once is limited by the manager.
    """

    hearing: ThreadPoolExecutor
    thinking: ThreadPoolExecutor
    voice: ThreadPoolExecutor
    decoding: ThreadPoolExecutor
    loading: ThreadPoolExecutor
    pictures: EncoderPool

    @classmethod
    def for_cores(cls, cores: int) -> Threads:
        return cls(
            hearing=_behind(max(2, cores), "hearing"),
            thinking=ThreadPoolExecutor(max(1, cores // 2), "thinking"),
            voice=_behind(1, "voice"),
            decoding=ThreadPoolExecutor(1, "decoding"),
            loading=_behind(1, "loading"),
            pictures=EncoderPool(cores),
        )

    def close(self) -> None:
        """Wait for the work in hand, and end every thread."""
        for pool in (self.hearing, self.thinking, self.voice, self.decoding, self.loading):
            pool.shutdown(wait=True, cancel_futures=True)
        self.pictures.close()


@dataclass
class Engines:
    """What serves each stage. Read the fields only when ``ready``."""

    settings: Settings
    threads: Threads
    ready: bool = False
    failure: str = ""
    """Why no call can be had, if none can."""
    names: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    recognizer: Recognizer = field(init=False)
    end_of_turn: EndOfTurn | None = None
    likeness: Likeness | None = None
    """What compares questions; None where there is no MiniLM: then words alone are compared."""
    acts: ActClassifier = field(init=False)
    words: WordsEngine = field(init=False)
    synthesizer: Synthesizer = field(init=False)
    prepared: PreparedSpeech = field(init=False)

    def load(self) -> None:
        """Load everything; blocks for some seconds. Sets ``ready``, or ``failure``."""
        step_back(BEHIND_PICTURES)
        try:
            self._load()
        except Exception as error:  # whatever it is, the pages must say it
            self.failure = f"Calls cannot be had: {error}"
            _log.exception("engines could not be loaded")

    def _load(self) -> None:
        settings = self.settings
        with _behind(1, "loading-voice") as beside:
            spoken = beside.submit(self._load_voice, settings)
            self._load_hearing(settings)
            self._load_language(settings)
            spoken.result()
        self._load_faces()
        self.names = {stage: self.names[stage] for stage in STAGES if stage in self.names}
        self.ready = True
        _log.info("engines are ready", **self.names)

    def _load_hearing(self, settings: Settings) -> None:
        self.recognizer = load_recognizer(
            settings.models_dir, settings.recognizer, settings.hearing_threads
        )
        self.names["voice_activity"] = "silero"
        self.names["hearing"] = self.recognizer.name
        try:
            self.end_of_turn = EndOfTurn(settings.models_dir)
            self.names["end_of_turn"] = "smart-turn + words"
        except SpeechError as error:
            self.names["end_of_turn"] = "words"
            self.problems.append(str(error))

    def _load_language(self, settings: Settings) -> None:
        folder = settings.models_dir / "minilm"
        embedder = None
        try:
            embedder = Embedder(folder / "model.onnx", folder / "tokenizer.json")
            self.likeness = Likeness(embedder)
            self.names["acts"] = "minilm + rules"
        except FileNotFoundError as error:
            self.names["acts"] = "n-grams + rules"
            self.problems.append(str(error))
        self.acts = load_classifier(settings.data_dir / "acts", embedder)
        self._ask_for_acts(settings)
        self._load_words(settings)

    def _ask_for_acts(self, settings: Settings) -> None:
        """Let a language model hear acts, where the settings say so."""
        if settings.acts != "openai":
            return
        if not settings.openai_base_url or not settings.openai_model:
            self.problems.append("ACTS=openai needs OPENAI_BASE_URL and OPENAI_MODEL.")
            return
        self.acts = LanguageModelClassifier(
            settings.openai_base_url,
            settings.openai_model,
            settings.openai_api_key,
            instead=self.acts,
        )
        self.names["acts"] = f"openai:{settings.openai_model}, else {self.names['acts']}"

    def _load_words(self, settings: Settings) -> None:
        try:
            self.words = load_words_engine(settings)
        except WordsError as error:
            self.problems.append(f"{error}. Authored lines serve instead.")
            self.words = ScriptedEngine()
        self.names["words"] = self.words.name

    def _load_voice(self, settings: Settings) -> None:
        threads = settings.voice_threads or min(2, settings.cores)
        try:
            self.synthesizer = load_synthesizer(
                settings.voice, settings.models_dir, threads, settings.coqui_model
            )
        except SpeechError as error:
            self.problems.append(str(error))
            self.synthesizer = load_synthesizer("hibari", settings.models_dir, threads, None)
        self.names["voice"] = self.synthesizer.name
        self.prepared = PreparedSpeech(
            settings.data_dir / "voiced", shipped=settings.scenarios_dir / "voiced"
        )

    def _load_faces(self) -> None:
        """Compile the renderer once; each call makes its own of the cast that it needs."""
        casts = available_casts()
        self.names["face"] = load_renderer(casts[0]).name if casts else "none"
        if not casts:
            self.problems.append("There is no face in avatar/cast/: the checkout is incomplete.")
