"""The recording: in step, whole after a kill but for the last second, no burden when it fails."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from app.call.media.recorder import Recorded, Recorder
from tests.integration.call.media.peers import tone

# A process that records in real time, tells the media time it has reached, and never stops.
RECORDING_PROCESS = """
import asyncio, sys
from pathlib import Path
import numpy as np
from app.call.media.pace import Pace
from app.call.media.recorder import Recorder

async def main():
    recorder = Recorder(Path(sys.argv[1]), lambda stage, text: print(text, flush=True))
    pace, times = Pace(), np.arange(960) / 48000
    while True:
        beat = await pace.next_beat()
        sound = (8000 * np.sin(2 * np.pi * 500 * times)).astype(np.int16)
        recorder.patient(beat * 0.02, sound)
        recorder.learner(beat * 0.02, sound)
        print(beat * 0.02 + 0.02, flush=True)

asyncio.run(main())
"""

# A process whose files may not grow beyond 20 kB.
FULL_DISK_PROCESS = """
import asyncio, resource, sys
from pathlib import Path
import numpy as np
from app.call.media.recorder import Recorder

async def main():
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    told = asyncio.Event()

    def problem(stage, text):
        print(stage, text, flush=True)
        told.set()

    recorder = Recorder(Path(sys.argv[1]), problem)
    noise = np.random.default_rng(1).integers(-9000, 9000, 960).astype(np.int16)
    for i in range(3000):
        recorder.patient(i * 0.02, noise)
        if i % 10 == 0 and not told.is_set():
            await asyncio.sleep(0.01)
    recorded = await recorder.close()
    print("complete", recorded.complete, flush=True)

asyncio.run(main())
"""


def sound_of(path: Path) -> NDArray[np.int16]:
    with av.open(str(path)) as file:
        resampler = av.AudioResampler("s16", "mono", 48_000)
        frames = [f for frame in file.decode(audio=0) for f in resampler.resample(frame)]
    return np.concatenate([f.to_ndarray().reshape(-1) for f in frames])


def onset(sound: NDArray[np.int16]) -> float:
    return float(np.argmax(np.abs(sound.astype(int)) > 2000)) / 48_000


async def record(folder: Path, learner_from: float, learner_until: float) -> Recorded:
    """Four seconds of the patient with a tone at 2.0 s; the learner's tone runs in between."""
    problems: list[str] = []
    recorder = Recorder(folder, lambda stage, text: problems.append(text))
    patient = np.concatenate([np.zeros(96_000, np.int16), tone(1.0), np.zeros(48_000, np.int16)])
    learner = tone(4.0)
    for start in range(0, len(patient), 960):
        t = start / 48_000
        recorder.patient(t, patient[start : start + 960])
        if learner_from <= t < learner_until:
            recorder.learner(t, learner[start : start + 960])
        if start % 48_000 == 0:
            await asyncio.sleep(0.02)
    recorded = await recorder.close()
    assert problems == []
    return recorded


async def test_both_files_are_on_the_media_clock(tmp_path: Path) -> None:
    recorded = await record(tmp_path, learner_from=2.0, learner_until=3.0)
    patient, learner = sound_of(recorded.patient), sound_of(recorded.learner)
    assert onset(patient) == pytest.approx(2.0, abs=0.01)
    assert onset(learner) == pytest.approx(2.0, abs=0.01)
    assert recorded.seconds == pytest.approx(4.0, abs=0.03)
    assert len(patient) / 48_000 == pytest.approx(4.0, abs=0.05)
    assert len(learner) / 48_000 == pytest.approx(4.0, abs=0.05)
    assert recorded.complete


async def test_a_piece_that_comes_twice_does_not_move_what_follows(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, lambda stage, text: None)
    for _ in range(2):
        recorder.learner(0.0, np.zeros(48_000, np.int16))
    recorder.learner(1.0, tone(0.5))
    recorded = await recorder.close()
    assert onset(sound_of(recorded.learner)) == pytest.approx(1.0, abs=0.01)


async def test_closing_twice_leaves_no_thread(tmp_path: Path) -> None:
    before = threading.active_count()
    recorder = Recorder(tmp_path, lambda stage, text: None)
    recorder.patient(0.0, tone(0.5))
    first, second = await asyncio.gather(recorder.close(), recorder.close())
    assert first == second
    assert threading.active_count() == before
    recorder.patient(0.5, tone(0.5))


async def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "patient.ogg").write_bytes(b"another call")
    with pytest.raises(FileExistsError, match=r"patient\.ogg"):
        Recorder(tmp_path, lambda stage, text: None)


def test_a_killed_process_keeps_all_but_the_last_second(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", RECORDING_PROCESS, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    reached, deadline = 0.0, time.monotonic() + 30
    for line in process.stdout:
        reached = float(line)
        if reached >= 4.3 or time.monotonic() > deadline:
            break
    process.kill()
    process.communicate()
    for name in ("patient.ogg", "learner.ogg"):
        sound = sound_of(tmp_path / name)
        assert len(sound) / 48_000 > reached - 1.0
        assert np.abs(sound[4800:].astype(int)).max() > 6000


def test_a_full_disk_is_told_once_and_the_call_goes_on(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK_PROCESS, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told = done.stdout.splitlines()
    assert len(told) == 2
    assert told[0].startswith("recording The recording stopped after")
    assert told[1] == "complete False"
    assert len(sound_of(tmp_path / "patient.ogg")) > 48_000
