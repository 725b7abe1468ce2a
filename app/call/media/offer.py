"""Reading a browser's offer: whether a call can answer it, found out before anything is opened."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from aiortc import RTCRtpCodecCapability, RTCRtpSender
from aiortc.codecs import CODECS
from aiortc.rtcpeerconnection import find_common_codecs
from aiortc.sdp import MediaDescription, SessionDescription

from app.call.media.video_encoder import VideoCodec

MAX_OFFER_BYTES = 256_000
MAX_CANDIDATES = 100

UNREADABLE = (
    ValueError,
    LookupError,
    AssertionError,
    AttributeError,
    TypeError,
    StopIteration,
)
"""What aiortc raises for text that is no SDP."""


class MediaError(Exception):
    """Media cannot be set up. `code` is for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class OfferError(MediaError):
    """An offer that cannot be answered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that was checked."""

    sdp: str
    """As it was sent, without the candidates that only a browser's own network can resolve."""
    sends_audio: bool
    sends_video: bool


def read_offer(sdp: str, codecs: Sequence[VideoCodec]) -> Offer:
    """Check an offer. `codecs`: those that may be sent. Raises OfferError."""
    if len(sdp) > MAX_OFFER_BYTES:
        raise OfferError("offer_too_large", f"The offer is larger than {MAX_OFFER_BYTES} bytes.")
    description = _parse(sdp)
    audio = _one_section(description, "audio")
    video = _one_section(description, "video")
    if sum(m.kind == "application" for m in description.media) > 1:
        raise OfferError("offer_malformed", "The offer has more than one data section.")
    if {m.kind for m in description.media} - {"audio", "video", "application"}:
        raise OfferError("offer_malformed", "The offer has a section that is no audio or video.")
    for media in description.media:
        _check_transport(media)
    _check_bundle(description)
    if not any(c.mimeType.lower() == "audio/opus" for c in _common(audio)):
        raise OfferError("no_opus", "The browser does not offer Opus sound, which a call needs.")
    _check_video(video, codecs)
    _check_exchange(audio, video)
    return Offer(
        sdp=_without_private_candidates(sdp),
        sends_audio=audio.direction == "sendrecv",
        sends_video=video.direction == "sendrecv",
    )


def preferences(kind: str, names: Sequence[str]) -> list[RTCRtpCodecCapability]:
    """Codec capabilities in this order of names, for `setCodecPreferences`. Retransmission goes
    with video: without its entry lost packets could not be asked for again in a stream of their
    own."""
    capabilities = RTCRtpSender.getCapabilities(kind).codecs
    wanted = [c for name in names for c in capabilities if c.mimeType == f"{kind}/{name}"]
    return wanted + [c for c in capabilities if c.mimeType == "video/rtx"]


def negotiated_video_codec(answer_sdp: str) -> VideoCodec:
    """The codec that packets must have: the first of the answer's video section."""
    video = _one_section(SessionDescription.parse(answer_sdp), "video")
    name = video.rtp.codecs[0].name.upper()
    if name == "VP8":
        return "VP8"
    if name == "H264":
        return "H264"
    raise MediaError("no_common_video_codec", f"The answer's video codec is {name}.")


def is_reachable(address: str) -> bool:
    """Whether a remote candidate's address can be used as it stands. Browsers hide local
    addresses behind names of multicast DNS; the connection is then found from their side."""
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return False
    return True


def _parse(sdp: str) -> SessionDescription:
    try:
        description = SessionDescription.parse(sdp)
    except UNREADABLE as e:
        raise OfferError("offer_malformed", "The offer cannot be read as SDP.") from e
    if sum(len(m.ice_candidates) for m in description.media) > MAX_CANDIDATES:
        raise OfferError("offer_malformed", f"More than {MAX_CANDIDATES} candidates were offered.")
    return description


def _one_section(description: SessionDescription, kind: str) -> MediaDescription:
    sections = [m for m in description.media if m.kind == kind]
    if len(sections) != 1:
        raise OfferError(
            f"no_{kind}" if not sections else "offer_malformed",
            f"The offer must have one {kind} section, it has {len(sections)}.",
        )
    return sections[0]


def _check_transport(media: MediaDescription) -> None:
    if media.ice is None or not media.ice.usernameFragment or not media.ice.password:
        raise OfferError("no_ice", f"The {media.kind} section has no ICE user and password.")
    if media.dtls is None or not media.dtls.fingerprints:
        raise OfferError("no_dtls", f"The {media.kind} section has no DTLS fingerprint.")
    if not media.rtp.muxId:
        raise OfferError("offer_malformed", f"The {media.kind} section has no mid.")


def _check_bundle(description: SessionDescription) -> None:
    mids = [m.rtp.muxId for m in description.media]
    if len(set(mids)) != len(mids):
        raise OfferError("offer_malformed", "Two sections of the offer have the same mid.")
    bundle = next((g.items for g in description.group if g.semantic == "BUNDLE"), [])
    if set(bundle) != set(mids):
        raise OfferError("not_bundled", "All sections of the offer must be in one BUNDLE group.")


def _check_video(video: MediaDescription, codecs: Sequence[VideoCodec]) -> None:
    common = {c.name.upper() for c in _common(video)}
    if not common & set(codecs):
        offered = ", ".join(dict.fromkeys(c.name for c in video.rtp.codecs)) or "nothing"
        raise OfferError(
            "no_common_video_codec",
            f"The browser offers {offered}; this server sends {' or '.join(codecs)}. "
            "Use another browser, or allow VP8 in the server's video codecs.",
        )


def _check_exchange(audio: MediaDescription, video: MediaDescription) -> None:
    for media in (audio, video):
        if media.direction is None or not media.rtcp_mux:
            raise OfferError(
                "offer_malformed", f"The {media.kind} section has no direction, or no rtcp-mux."
            )
        if media.direction in ("sendonly", "inactive"):
            raise OfferError(
                "not_receiving", f"The browser's {media.kind} section does not receive."
            )


def _common(media: MediaDescription) -> list[RTCRtpCodecCapability]:
    common = find_common_codecs(CODECS[media.kind], media.rtp.codecs)
    return [
        RTCRtpCodecCapability(mimeType=c.mimeType, clockRate=c.clockRate, parameters=c.parameters)
        for c in common
    ]


def _without_private_candidates(sdp: str) -> str:
    """Without candidates that only have a name: aioice would open a socket for multicast DNS and
    wait a second for each. The end-of-candidates mark goes too, or it would give up without
    waiting for the browser's own checks to arrive."""
    return "".join(line for line in sdp.splitlines(keepends=True) if not _is_private(line.strip()))


def _is_private(line: str) -> bool:
    if line == "a=end-of-candidates":
        return True
    if not line.startswith("a=candidate:"):
        return False
    fields = line.split()
    return len(fields) < 8 or not is_reachable(fields[4])
