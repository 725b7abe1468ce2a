"""Packets that decode to what was put in, and a pool of as many threads as it was given."""

from __future__ import annotations

import threading
from fractions import Fraction
from typing import Literal

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from app.call.media.opus_encoder import OpusEncoder
from app.call.media.video_encoder import EncoderPool, VideoCodec, VideoEncoder

SIZE = (128, 96)
DECODERS: dict[VideoCodec, Literal["vp8", "h264"]] = {"VP8": "vp8", "H264": "h264"}


def picture(level: int) -> NDArray[np.uint8]:
    return np.full((SIZE[1] * 3 // 2, SIZE[0]), level, np.uint8)


def decode(codec: VideoCodec, packets: list[bytes]) -> list[float]:
    """Mean brightness of each picture."""
    decoder = av.CodecContext.create(DECODERS[codec], "r")
    assert isinstance(decoder, av.VideoCodecContext)
    frames = [f for data in packets for f in decoder.decode(av.Packet(data))]
    frames += decoder.decode(None)
    return [float(np.asarray(f.planes[0], np.uint8).mean()) for f in frames]


@pytest.mark.parametrize("codec", ["VP8", "H264"])
def test_every_picture_is_one_packet_that_decodes_to_it(codec: VideoCodec) -> None:
    encoder = VideoEncoder(codec, SIZE)
    packets = [encoder.encode(picture(60 + 5 * i)) for i in range(20)]
    assert all(packets)
    assert decode(codec, packets) == pytest.approx([60 + 5 * i for i in range(20)], abs=4)


@pytest.mark.parametrize("codec", ["VP8", "H264"])
def test_a_key_frame_on_demand_needs_no_earlier_picture(codec: VideoCodec) -> None:
    encoder = VideoEncoder(codec, SIZE)
    for i in range(10):
        encoder.encode(picture(60 + i))
    packets = [encoder.encode(picture(180), key_frame=True), encoder.encode(picture(185))]
    assert decode(codec, packets) == pytest.approx([180, 185], abs=4)


def test_vp8_makes_a_key_frame_every_ten_seconds_and_no_more() -> None:
    encoder = VideoEncoder("VP8", SIZE)
    packets = [encoder.encode(picture(60 + i % 50)) for i in range(260)]
    assert [i for i, data in enumerate(packets) if not data[0] & 1] == [0, 250]


def test_h264_is_annex_b_with_its_parameters_in_each_key_frame() -> None:
    encoder = VideoEncoder("H264", SIZE)
    first = encoder.encode(picture(60))
    asked = encoder.encode(picture(61), key_frame=True)
    for data in (first, asked):
        kinds = {unit[0] & 31 for unit in data.split(b"\x00\x00\x01")[1:]}
        assert {5, 7, 8} <= kinds, "IDR, SPS and PPS"


@pytest.mark.parametrize("codec", ["VP8", "H264"])
def test_the_bit_rate_is_kept_with_a_grainy_moving_picture(codec: VideoCodec) -> None:
    encoder = VideoEncoder(codec, (512, 512), bit_rate=750_000)
    rng = np.random.default_rng(1)
    slope = np.linspace(40, 200, 512)
    sizes = []
    for i in range(75):
        grain = rng.normal(0, 5, (768, 512))
        sizes.append(
            len(encoder.encode((np.roll(slope, 2 * i) + grain).clip(16, 235).astype(np.uint8)))
        )
    assert sum(sizes[25:]) * 8 / 2.0 < 1_000_000


def test_a_picture_of_another_size_is_refused() -> None:
    encoder = VideoEncoder("VP8", SIZE)
    with pytest.raises(ValueError, match=r"I420 uint8 of shape \(144, 128\)"):
        encoder.encode(np.zeros((96, 128), np.uint8))


def test_opus_packets_carry_speech_with_their_times() -> None:
    encoder = OpusEncoder()
    times = np.arange(48_000) / 48_000
    tone = (8000 * np.sin(2 * np.pi * 440 * times)).astype(np.int16)
    packets = [encoder.encode(tone[i : i + 960], pts=7 + i) for i in range(0, 48_000, 960)]
    assert [p.pts for p in packets[:3]] == [7, 967, 1927]
    assert packets[0].time_base == Fraction(1, 48_000)
    decoder = av.CodecContext.create("opus", "r")
    assert isinstance(decoder, av.AudioCodecContext)
    decoder.sample_rate = 48_000
    decoder.layout = "mono"
    sound = np.concatenate(
        [f.to_ndarray().reshape(-1) for p in packets for f in decoder.decode(av.Packet(bytes(p)))]
    )
    spectrum = np.abs(np.fft.rfft(sound[-24_000:].astype(float)))
    assert np.argmax(spectrum) * 2 == pytest.approx(440, abs=4)


async def test_the_pool_works_in_its_own_threads_and_ends_them() -> None:
    before = set(threading.enumerate())
    pool = EncoderPool(2)
    name = await pool.run(lambda: threading.current_thread().name)
    assert name.startswith("face")
    pool.close()
    assert set(threading.enumerate()) == before


def test_the_pool_has_as_many_threads_as_there_are_cores() -> None:
    pool = EncoderPool()
    assert pool.threads >= 1
    pool.close()
