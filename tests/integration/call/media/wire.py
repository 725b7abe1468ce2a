"""A network for tests: a UDP relay between a learner and the server that can lose packets."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

Address = tuple[str, int]

VIDEO_PAYLOAD_TYPE = 97
"""Of VP8, and 98 its retransmissions, in what aiortc offers."""


def without_candidates(sdp: str) -> str:
    """An offer or answer from which nobody can tell where its sender is."""
    lines = [x for x in sdp.splitlines() if not x.startswith(("a=candidate", "a=end-of-cand"))]
    return "\r\n".join(lines) + "\r\n"


def is_rtp(data: bytes) -> bool:
    return 128 <= data[0] <= 191 and not 192 <= data[1] <= 223


def payload_type(data: bytes) -> int:
    return data[1] & 0x7F


class _End(asyncio.DatagramProtocol):
    def __init__(self, received: Callable[[bytes, Address], None]) -> None:
        self._received = received

    def datagram_received(self, data: bytes, address: Address) -> None:
        self._received(data, address)


class Wire:
    """Relays datagrams; `loses_down` and `loses_up` say which get lost on the way to the learner
    and to the server."""

    def __init__(self) -> None:
        self.loses_down: Callable[[bytes], bool] = lambda data: False
        self.loses_up: Callable[[bytes], bool] = lambda data: False
        self._ends: list[asyncio.DatagramTransport] = []
        self._learner: Address | None = None
        self._server: Address = ("", 0)

    async def lay(self, answer: str) -> str:
        """The answer as if the server stood at this end of the wire."""
        candidate = next(
            x for x in answer.splitlines() if x.startswith("a=candidate") and "." in x.split()[4]
        )
        fields = candidate.split()
        self._server = (fields[4], int(fields[5]))
        near = await self._open(fields[4], self._from_learner)
        await self._open(fields[4], self._from_server)
        fields[5] = str(near.get_extra_info("sockname")[1])
        return without_candidates(answer).replace(
            "a=ice-ufrag", " ".join(fields) + "\r\na=ice-ufrag", 1
        )

    async def _open(
        self, host: str, received: Callable[[bytes, Address], None]
    ) -> asyncio.DatagramTransport:
        loop = asyncio.get_running_loop()
        end, _ = await loop.create_datagram_endpoint(lambda: _End(received), (host, 0))
        self._ends.append(end)
        return end

    def _from_learner(self, data: bytes, address: Address) -> None:
        self._learner = address
        if not self.loses_up(data):
            self._ends[1].sendto(data, self._server)

    def _from_server(self, data: bytes, address: Address) -> None:
        if self._learner is not None and not self.loses_down(data):
            self._ends[0].sendto(data, self._learner)

    def close(self) -> None:
        for end in self._ends:
            end.close()


@contextlib.asynccontextmanager
async def wire() -> AsyncIterator[Wire]:
    """A wire that is taken away at the end."""
    laid = Wire()
    try:
        yield laid
    finally:
        laid.close()
