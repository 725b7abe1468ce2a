"""How the connection is doing, in the few figures that a person can use."""

from __future__ import annotations

from dataclasses import dataclass

from aiortc import (
    RTCInboundRtpStreamStats,
    RTCRemoteInboundRtpStreamStats,
    RTCStatsReport,
    RTCTransportStats,
)

from app.call.media.pace import PaceReport
from app.call.media.tracks import VideoReport


@dataclass(frozen=True, slots=True)
class MediaStats:
    """One reading. Fractions run from 0 to 1; None where the peer has not reported yet."""

    round_trip_seconds: float | None
    audio_loss: float | None
    """Fraction of the patient's sound packets lost lately, as the browser reports it."""
    video_loss: float | None
    microphone_loss: float | None
    """Fraction of the learner's sound packets lost since the connection began."""
    sent_kbps: float
    received_kbps: float
    """Mean since the reading before."""
    receivable_kbps: float | None
    """What the browser says it can take."""
    pictures: VideoReport
    pace: PaceReport


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes since the connection began, read at `at` (monotonic seconds)."""

    at: float
    sent: int = 0
    received: int = 0


def traffic(report: RTCStatsReport, at: float) -> Traffic:
    transports = [s for s in report.values() if isinstance(s, RTCTransportStats)]
    return Traffic(
        at, sum(s.bytesSent for s in transports), sum(s.bytesReceived for s in transports)
    )


def summarise(
    report: RTCStatsReport,
    before: Traffic,
    now: Traffic,
    receivable: int | None,
    pictures: VideoReport,
    pace: PaceReport,
) -> MediaStats:
    """One reading from aiortc's report."""
    remote = [s for s in report.values() if isinstance(s, RTCRemoteInboundRtpStreamStats)]
    trips = [s.roundTripTime for s in remote if s.roundTripTime is not None]
    losses = {s.kind: s.fractionLost / 256 for s in remote}
    seconds = max(now.at - before.at, 1e-3)
    return MediaStats(
        round_trip_seconds=min(trips) if trips else None,
        audio_loss=losses.get("audio"),
        video_loss=losses.get("video"),
        microphone_loss=_microphone_loss(report),
        sent_kbps=(now.sent - before.sent) * 8 / 1000 / seconds,
        received_kbps=(now.received - before.received) * 8 / 1000 / seconds,
        receivable_kbps=receivable / 1000 if receivable is not None else None,
        pictures=pictures,
        pace=pace,
    )


def _microphone_loss(report: RTCStatsReport) -> float | None:
    streams = [
        s for s in report.values() if isinstance(s, RTCInboundRtpStreamStats) and s.kind == "audio"
    ]
    expected = sum(s.packetsReceived + s.packetsLost for s in streams)
    return sum(s.packetsLost for s in streams) / expected if expected > 0 else None
