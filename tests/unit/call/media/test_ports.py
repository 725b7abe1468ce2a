"""Ports and addresses that a firewall knows of."""

from __future__ import annotations

import asyncio

import pytest

from app.call.media.ports import announce, media_loop_factory

ANSWER = "\r\n".join(
    [
        "v=0",
        "m=audio 45239 UDP/TLS/RTP/SAVPF 96",
        "c=IN IP4 192.0.2.2",
        "a=candidate:1 1 udp 2130706431 192.0.2.2 45239 typ host",
        "a=candidate:2 1 udp 2130706431 fd00::2 40426 typ host",
        "a=candidate:3 1 udp 16777215 198.51.100.9 50000 typ relay raddr 192.0.2.2 rport 1",
        "",
    ]
)


def test_host_addresses_are_replaced_and_nothing_else() -> None:
    announced = announce(ANSWER, "203.0.113.7").splitlines()
    assert announced[2] == "c=IN IP4 203.0.113.7"
    assert announced[3] == "a=candidate:1 1 udp 2130706431 203.0.113.7 45239 typ host"
    assert announced[4:] == ANSWER.splitlines()[4:]


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"example\.org"):
        announce(ANSWER, "example.org")


@pytest.mark.parametrize("ports", [range(0), range(80, 90), range(65_000, 70_000)])
def test_a_range_that_cannot_be_is_refused(ports: range) -> None:
    with pytest.raises(ValueError, match="media ports"):
        media_loop_factory(ports)


def test_only_sockets_that_ask_for_any_port_are_moved() -> None:
    async def open_two() -> list[int]:
        loop, found = asyncio.get_running_loop(), []
        for address in (("127.0.0.1", 0), ("127.0.0.1", 42_350)):
            transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, address)
            found.append(transport.get_extra_info("sockname")[1])
            transport.close()
        return found

    with asyncio.Runner(loop_factory=media_loop_factory(range(42_300, 42_310))) as runner:
        moved, asked = runner.run(open_two())
    assert 42_300 <= moved < 42_310
    assert asked == 42_350


def test_without_a_range_the_loop_is_the_usual_one() -> None:
    loop = media_loop_factory(None)()
    assert type(loop) is type(asyncio.new_event_loop())
    loop.close()
