"""The TTS package with a tiny VITS of random weights. Needs the extra ``gpu``, so it is not among
the default test paths: ``pytest tests/gpu``."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import torch
from TTS.config.shared_configs import BaseAudioConfig
from TTS.tts.configs.vits_config import VitsArgs, VitsConfig
from TTS.tts.models.vits import Vits

from app.speech.synthesizers.coqui import Coqui
from app.speech.types import CALL_RATE, Delivery, SpeechError, Voice


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model small enough to be made in a second."""
    place = tmp_path_factory.mktemp("vits")
    sizes = VitsArgs(
        hidden_channels=16, hidden_channels_ffn_text_encoder=16, num_heads_text_encoder=2,
        num_layers_text_encoder=1, num_layers_flow=1, num_layers_posterior_encoder=1,
        upsample_initial_channel_decoder=32, use_sdp=False,
    )  # fmt: skip
    config = VitsConfig(
        model_args=sizes, audio=BaseAudioConfig(sample_rate=16_000), use_phonemes=False,
        text_cleaner="english_cleaners", add_blank=True,
    )  # fmt: skip
    torch.manual_seed(3)
    model = Vits(config)
    # Random weights give almost no duration: ask for some frames of each character.
    model.duration_predictor.proj.bias.data.fill_(1.5)
    # coqpit writes what Vits was made with, so the same model is made again.
    model.config.save_json(str(place / "config.json"))
    torch.save({"model": model.state_dict(), "step": 1, "epoch": 1}, place / "model.pth")
    return place


def test_a_local_model_speaks_with_times(folder: Path) -> None:
    text = "I took the pill, every single day. Nobody told me."
    clauses = list(Coqui(folder).speak(text, Voice("anyone"), Delivery()))
    assert " ".join(clause.text for clause in clauses) == text
    for clause in clauses:
        assert clause.samples.dtype.name == "int16"
        assert len(clause.samples) == pytest.approx(clause.seconds * CALL_RATE, abs=1)
        assert [word.text for word in clause.words] == clause.text.split()
        assert all(0 <= word.start <= word.end <= clause.seconds for word in clause.words)
        assert all(a.end <= b.start + 1e-6 for a, b in pairwise(clause.words))
        assert len(clause.phonemes) > len(clause.words)


def test_a_slow_delivery_takes_longer(folder: Path) -> None:
    engine = Coqui(folder)
    normal, slow = (
        sum(c.seconds for c in engine.speak("How long do I have?", Voice("x"), Delivery(pace=p)))
        for p in ("normal", "slow")
    )
    assert slow > normal


def test_the_same_words_sound_the_same(folder: Path) -> None:
    engine = Coqui(folder)
    one, two = (next(engine.speak("I am tired.", Voice("x"), Delivery())) for _ in range(2))
    assert (one.samples == two.samples).all()


def test_a_broken_checkpoint_says_what_to_do(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((folder / "config.json").read_bytes())
    (tmp_path / "model.pth").write_bytes((folder / "model.pth").read_bytes()[:500])
    with pytest.raises(SpeechError, match="COQUI_MODEL"):
        Coqui(tmp_path)
