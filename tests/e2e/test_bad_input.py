"""What comes in wrong gets a clear error; the server and the other calls go on."""

from __future__ import annotations

import json

import numpy as np
import pytest
import websockets

from tests.support.learner import CallClient, call, learner
from tests.support.server import Server

SCENARIO = "theresa-nowak"


async def joined(server: Server, client: CallClient) -> None:
    await client.create(SCENARIO, typed_only=True)
    await client.open_socket()


async def error_to(client: CallClient, message: str) -> dict[str, str]:
    assert client._socket is not None
    await client._socket.send(message)
    found = await client.wait_for(lambda m: m["type"] == "error")
    error: dict[str, str] = found["error"]
    client.received.messages.clear()
    return error


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("not json", "message_invalid"),
        ("[]", "message_invalid"),
        ('{"type": "no such thing"}', "message_invalid"),
        ('{"type": "offer"}', "message_invalid"),
        ('{"type": "typed", "text": ""}', "message_invalid"),
    ],
)
async def test_a_bad_message_is_answered_and_the_call_goes_on(
    server: Server, message: str, code: str
) -> None:
    async with (
        learner(server.url) as http,
        call(server.url, http, SCENARIO, typed_only=True) as client,
    ):
        error = await error_to(client, message)
        assert error["code"] == code
        assert len(error["message"]) > 10
        await client.send({"type": "ping"})
        await client.wait_for(lambda m: m["type"] == "pong")


@pytest.mark.parametrize("sdp", ["v=0\r\nnonsense", "", "x" * 1000])
async def test_a_malformed_offer_is_refused_by_name_and_the_call_goes_on(
    server: Server, sdp: str
) -> None:
    async with learner(server.url) as http:
        client = CallClient(server.url, http)
        await client.create(SCENARIO)
        await client.open_socket()
        error = await error_to(client, json.dumps({"type": "offer", "sdp": sdp}))
        assert error["code"] in ("no_audio", "offer_malformed")
        assert len(error["message"]) > 10
        await client.send({"type": "ping"})
        await client.wait_for(lambda m: m["type"] == "pong")
        await client.hang_up()
        await client.close()


async def test_a_message_of_10_mb_closes_its_socket_and_no_other(server: Server) -> None:
    async with (
        learner(server.url) as http,
        call(server.url, http, SCENARIO, typed_only=True) as client,
        call(server.url, http, SCENARIO, typed_only=True) as other,
    ):
        assert client._socket is not None
        await client._socket.send("x" * 10_000_000)
        await client._socket.wait_closed()
        assert client._socket.close_code == 1009
        await other.send({"type": "ping"})
        await other.wait_for(lambda m: m["type"] == "pong")


async def test_an_unknown_call_says_so(server: Server) -> None:
    async with learner(server.url) as http:
        address = f"{server.url.replace('http', 'ws')}/api/calls/{'0' * 32}/signal?token=x"
        cookie = f"sp_session={http.cookies['sp_session']}"
        async with websockets.connect(address, additional_headers={"Cookie": cookie}) as socket:
            assert "call_unknown" in str(await socket.recv())


async def test_a_page_of_another_origin_opens_no_socket(server: Server) -> None:
    async with (
        learner(server.url) as http,
        call(server.url, http, SCENARIO, typed_only=True) as client,
    ):
        address = (
            f"{server.url.replace('http', 'ws')}/api/calls/{client.id}/signal?token={client.token}"
        )
        headers = {
            "Cookie": f"sp_session={http.cookies['sp_session']}",
            "Origin": "https://elsewhere.example",
        }
        with pytest.raises(websockets.InvalidStatus) as refused:
            await websockets.connect(address, additional_headers=headers)
        assert refused.value.response.status_code == 403


async def test_noise_is_no_utterance_and_harms_nothing(server: Server) -> None:
    async with learner(server.url) as http, call(server.url, http, SCENARIO) as client:
        noise = np.random.default_rng(1).integers(-20000, 20000, 48_000 * 3).astype(np.int16)
        await client.microphone.say(noise)
        await client.send({"type": "typed", "text": "Is anyone with you?"})
        await client.wait_for(lambda m: bool(client.captions("you")), 30)
        answered = len(client.captions("them"))
        await client.wait_for(lambda m: len(client.captions("them")) > answered, 60)
        assert [c["text"] for c in client.captions("you")] == ["Is anyone with you?"]
