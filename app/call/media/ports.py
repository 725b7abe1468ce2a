"""Where media goes through a firewall: a range of UDP ports, and the address the world sees."""

from __future__ import annotations

import asyncio
import ipaddress
import random
from collections.abc import Callable
from typing import Any


class MediaLoop(asyncio.SelectorEventLoop):
    """An event loop that binds WebRTC's sockets to ports of a range and to some addresses only.

    aioice asks the loop for a socket on port 0 of each local address, goes on to the next where it
    gets none, and offers no other way to choose. Only such requests are changed.
    """

    def __init__(self, ports: range | None, addresses: frozenset[str] = frozenset()) -> None:
        """``addresses``: those of this machine that carry media; empty: all."""
        super().__init__()
        self._ports = ports
        self._addresses = addresses

    async def create_datagram_endpoint(  # type: ignore[override]  # typeshed spells out all options
        self,
        protocol_factory: Callable[[], asyncio.DatagramProtocol],
        local_addr: tuple[str, int] | None = None,
        remote_addr: tuple[str, int] | None = None,
        **options: Any,
    ) -> tuple[asyncio.DatagramTransport, asyncio.DatagramProtocol]:
        """Raises OSError for an address that carries no media, or when every port is taken."""
        create = super().create_datagram_endpoint
        if local_addr is None or local_addr[1] != 0 or remote_addr is not None:
            return await create(protocol_factory, local_addr, remote_addr, **options)
        if self._addresses and local_addr[0] not in self._addresses:
            raise OSError(f"{local_addr[0]} carries no media: MEDIA_ADDRESSES leaves it out")
        if self._ports is None:
            return await create(protocol_factory, local_addr, **options)
        for port in random.sample(self._ports, len(self._ports)):
            try:
                return await create(protocol_factory, (local_addr[0], port), **options)
            except OSError:  # taken: the next one
                continue
        raise OSError(
            f"no free UDP port for media on {local_addr[0]} in "
            f"{self._ports.start}-{self._ports.stop - 1}: widen the port range"
        )


def media_loop_factory(
    ports: range | None, addresses: frozenset[str] = frozenset()
) -> Callable[[], asyncio.AbstractEventLoop]:
    """A factory for `asyncio.Runner`: a loop whose media keep to `ports` and `addresses`."""
    if ports is None:
        return (lambda: MediaLoop(None, addresses)) if addresses else asyncio.new_event_loop
    if not ports or ports.start < 1024 or ports.stop > 65536:
        raise ValueError(
            f"media ports {ports.start}-{ports.stop - 1}: give a range within 1024-65535"
        )
    return lambda: MediaLoop(ports, addresses)


def announce(answer_sdp: str, address: str) -> str:
    """An answer with this server's own IPv4 host addresses replaced by the one that a 1:1 NAT
    shows to the world. Ports stay. Raises ValueError when `address` is no IP address."""
    public = str(ipaddress.ip_address(address))
    lines = answer_sdp.split("\r\n")
    return "\r\n".join(_announced(line, public) for line in lines)


def _announced(line: str, public: str) -> str:
    if line.startswith("c=IN IP4 "):
        return f"c=IN IP{ipaddress.ip_address(public).version} {public}"
    fields = line.split(" ")
    if line.startswith("a=candidate:") and fields[6:8] == ["typ", "host"] and "." in fields[4]:
        fields[4] = public
        return " ".join(fields)
    return line
