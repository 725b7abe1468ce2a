"""What every request passes: host names, origins, sizes, headers, the one error shape, pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.websockets import WebSocket

from tests.integration.api.house import House


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.io"])
async def test_foreign_host_names_are_refused(house: House, host: str) -> None:
    async with house.browser() as browser:
        response = await browser.get("/api/health", headers={"host": host})
        assert response.status_code == 421
        assert response.json()["error"]["code"] == "host_unknown"


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:9", "[::1]:8000", "SIM.example"])
async def test_own_host_names_are_served(closed_house: House, host: str) -> None:
    async with closed_house.browser() as browser:
        response = await browser.get("/api/health", headers={"host": host})
        assert response.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:3000"},
        {"origin": "null"},
        {"origin": "https://localhost:8000.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_pages_of_other_origins_cannot_post(house: House, headers: dict[str, str]) -> None:
    async with house.learner() as learner:
        response = await learner.post("/api/calls", json={"scenario": "x"}, headers=headers)
        assert response.status_code == 403
        assert response.json()["error"]["code"] == "origin_refused"


async def test_own_pages_can_post(house: House) -> None:
    async with house.browser() as browser:
        own = {"origin": "http://localhost:8000", "sec-fetch-site": "same-origin"}
        assert (await browser.post("/api/session", headers=own)).status_code == 200


async def test_own_pages_can_post_through_a_tls_proxy(closed_house: House) -> None:
    async with closed_house.browser() as browser:
        headers = {"host": "sim.example", "origin": "https://sim.example"}
        body = {"access_code": "open sesame"}
        response = await browser.post("/api/session", headers=headers, json=body)
        assert response.status_code == 200


async def open_socket(house: House, headers: dict[str, str]) -> list[dict[str, Any]]:
    """What the server sends to a WebSocket that wants to open."""

    @house.app.websocket("/api/calls/x/signal")
    async def signal(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    house.app.router.routes.insert(0, house.app.router.routes.pop())
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": "/api/calls/x/signal",
        "raw_path": b"/api/calls/x/signal",
        "root_path": "",
        "scheme": "ws",
        "query_string": b"",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "subprotocols": [],
        "extensions": {"websocket.http.response": {}},
        "state": {},
    }
    await house.app(scope, receive, send)
    return sent


async def test_sockets_need_own_origin_and_session(house: House) -> None:
    async with house.learner() as learner:
        cookie = f"sp_session={learner.cookies['sp_session']}"
    own = {"host": "localhost:8000", "origin": "http://localhost:8000"}
    assert (await open_socket(house, own | {"cookie": cookie}))[0]["type"] == "websocket.accept"
    foreign = own | {"origin": "http://evil.example", "cookie": cookie}
    assert (await open_socket(house, foreign))[0]["status"] == 403
    assert (await open_socket(house, own))[0]["status"] == 401


async def test_bodies_have_a_limit(house: House) -> None:
    async def endless() -> Any:
        for _ in range(40):
            yield b"x" * 50_000

    async with house.learner() as learner:
        declared = await learner.post("/api/calls", content=b"x" * 1_000_001)
        undeclared = await learner.post("/api/calls", content=endless())
        for response in (declared, undeclared):
            assert response.status_code == 413
            assert response.json()["error"]["code"] == "too_large"


async def test_errors_name_the_field(house: House) -> None:
    async with house.learner() as learner:
        response = await learner.post("/api/calls", json={"scenario": 7})
        assert response.json()["error"]["field"] == "scenario"
        extra = await learner.post("/api/calls", json={"scenario": "a", "speed": 2})
        assert extra.json()["error"]["field"] == "speed"
        broken = await learner.post("/api/calls", content=b'{"scenario"')
        assert broken.status_code == 422
        assert set(broken.json()["error"]) == {"code", "message"}


async def test_what_nobody_caught_tells_nothing(house: House) -> None:
    async def fails() -> None:
        raise RuntimeError("a secret path")

    house.app.add_api_route("/api/fails", fails)
    house.app.router.routes.insert(0, house.app.router.routes.pop())
    async with house.learner() as learner:
        response = await learner.get("/api/fails")
        assert response.status_code == 500
        assert response.json()["error"]["code"] == "failed"
        assert "secret" not in response.text
        assert "content-security-policy" in response.headers


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/calls", "/assets/app-1a2b.js"])
async def test_security_headers_on_every_answer(house: House, path: str) -> None:
    async with house.browser() as browser:
        headers = (await browser.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "microphone=(self)" in headers["permissions-policy"]


async def test_pages(house: House) -> None:
    async with house.browser() as browser:
        for path in ("/", "/calls/abc/report", "/scenarios/theresa-nowak"):
            page = await browser.get(path)
            assert page.status_code == 200
            assert "<title>pages" in page.text
            assert page.headers["cache-control"] == "no-cache"
        asset = await browser.get("/assets/app-1a2b.js")
        assert "immutable" in asset.headers["cache-control"]
        assert (await browser.get("/assets/gone.js")).status_code == 404
        assert (await browser.get("/..%2f..%2fstore.sqlite")).status_code == 404
        assert (await browser.get("/../store.sqlite")).status_code == 404
        assert (await browser.post("/")).status_code == 405


async def test_pages_that_are_not_built_say_how(house: House) -> None:
    (house.rooms.settings.frontend_dir / "index.html").unlink()
    async with house.browser() as browser:
        page = await browser.get("/")
        assert page.status_code == 503
        assert "npm run build" in page.text


async def test_health_needs_nothing_and_tells_problems(house: House) -> None:
    async with house.browser() as browser:
        health = await browser.get("/api/health")
        assert health.status_code == 200
        assert health.json()["engines"] == {"voice": "kokoro"}
        house.app.state.rooms = None
        assert (await browser.get("/api/health")).json()["status"] == "starting"
        waiting = await browser.post("/api/session")
        assert waiting.status_code == 503
        assert waiting.json()["error"]["code"] == "starting"
        assert json.loads(waiting.content)["error"]["message"]
