"""Offers of real browsers are read; others are refused with a code and a sentence."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.call.media.offer import (
    OfferError,
    is_reachable,
    negotiated_video_codec,
    preferences,
    read_offer,
)
from app.call.media.video_encoder import VideoCodec

OFFERS = Path(__file__).parents[3] / "fixtures" / "offers"
BOTH: tuple[VideoCodec, ...] = ("VP8", "H264")


def offer_of(browser: str) -> str:
    with (OFFERS / f"{browser}.sdp").open(newline="") as file:
        return file.read()


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_offers_of_browsers_are_read(browser: str) -> None:
    offer = read_offer(offer_of(browser), BOTH)
    assert offer.sends_audio
    assert offer.sends_video


def test_names_of_multicast_dns_and_the_end_of_candidates_are_taken_out() -> None:
    assert "a=candidate" in offer_of("firefox")
    kept = read_offer(offer_of("firefox"), BOTH).sdp
    assert "a=candidate" not in kept
    assert "end-of-candidates" not in kept
    assert set(kept.splitlines()) < set(offer_of("firefox").splitlines())


def test_other_candidates_stay() -> None:
    assert read_offer(offer_of("chromium"), BOTH).sdp == offer_of("chromium")


def test_firefox_without_h264_is_told_what_it_lacks() -> None:
    with pytest.raises(OfferError) as refused:
        read_offer(offer_of("firefox"), ("H264",))
    assert refused.value.code == "no_common_video_codec"
    assert "VP8" in refused.value.message
    assert "sends H264" in refused.value.message
    assert read_offer(offer_of("chromium"), ("H264",)).sends_video


def test_a_learner_who_only_listens_is_read_as_such() -> None:
    offer = read_offer(offer_of("chromium").replace("a=sendrecv", "a=recvonly"), BOTH)
    assert not offer.sends_audio
    assert not offer.sends_video


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("a=fingerprint", "a=thumbprint"), "no_dtls"),
        (("a=ice-pwd", "a=other"), "no_ice"),
        (("opus/48000/2", "speex/48000/2"), "no_opus"),
        (("a=group:BUNDLE 0 1 2", "a=group:BUNDLE 0 1"), "not_bundled"),
        (("a=sendrecv", "a=inactive"), "not_receiving"),
        (("a=sendrecv", "a=both"), "offer_malformed"),
        (("a=rtcp-mux", "a=rtcp-one"), "offer_malformed"),
        (("m=video", "m=hologram"), "no_video"),
        (("m=application", "m=audio"), "offer_malformed"),
        (("a=mid:1", "a=mid:0"), "offer_malformed"),
        (("a=rtpmap:111 opus/48000/2", "a=rtpmap:opus"), "offer_malformed"),
    ],
)
def test_what_is_missing_is_named(change: tuple[str, str], code: str) -> None:
    changed = offer_of("chromium").replace(*change)
    assert changed != offer_of("chromium")
    with pytest.raises(OfferError) as refused:
        read_offer(changed, BOTH)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_a_thousand_candidates_are_refused() -> None:
    line = "a=candidate:1 1 udp 1 192.0.2.9 9 typ host\r\n"
    with pytest.raises(OfferError, match="candidates"):
        read_offer(offer_of("chromium").replace("a=mid:0\r\n", "a=mid:0\r\n" + line * 1000), BOTH)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 400),
    st.sampled_from(["drop", "cut", "twice", "empty"]),
    st.sampled_from(["chromium", "firefox"]),
)
def test_a_damaged_offer_is_read_or_refused_but_never_breaks(
    where: int, damage: str, browser: str
) -> None:
    lines = offer_of(browser).splitlines(keepends=True)
    i = where % len(lines)
    if damage == "drop":
        del lines[i]
    elif damage == "cut":
        lines[i] = lines[i][: len(lines[i]) // 2] + "\r\n"
    elif damage == "twice":
        lines.insert(i, lines[i])
    else:
        lines[i] = lines[i].partition(":")[0] + ":\r\n"
    with contextlib.suppress(OfferError):
        read_offer("".join(lines), BOTH)


def test_preferences_keep_their_order_and_end_with_retransmission() -> None:
    names = [c.mimeType for c in preferences("video", ["H264", "VP8"])]
    assert names == ["video/H264", "video/H264", "video/VP8", "video/rtx"]
    assert [c.mimeType for c in preferences("audio", ["opus"])] == ["audio/opus"]


def test_the_negotiated_codec_is_the_first_of_the_answer() -> None:
    assert negotiated_video_codec(offer_of("chromium")) == "VP8"


@pytest.mark.parametrize(
    ("address", "reachable"),
    [("192.0.2.9", True), ("fd00::2", True), ("8ac25335.local", False), ("", False)],
)
def test_only_addresses_are_reachable(address: str, reachable: bool) -> None:
    assert is_reachable(address) is reachable
