"""Who may do what: every route without a session, with one, and with another learner's."""

from __future__ import annotations

import httpx
import pytest

from tests.integration.api.house import House

CALL_ROUTES = [
    ("GET", "/api/calls/{id}", 200),
    ("GET", "/api/calls/{id}/report", 200),
    ("GET", "/api/calls/{id}/timings", 200),
    ("GET", "/api/calls/{id}/recording/learner.ogg", 200),
    ("POST", "/api/calls/{id}/end", 200),
]
OTHER_ROUTES = [
    ("GET", "/api/scenarios", 200),
    ("GET", "/api/scenarios/theresa-nowak", 200),
    ("POST", "/api/scenarios/theresa-nowak/prepare", 202),
    ("GET", "/api/scenarios/nobody", 404),
    ("GET", "/api/scenarios/nobody/portrait.jpg", 404),
    ("GET", "/api/help-lines", 200),
    ("GET", "/api/calls", 200),
    ("POST", "/api/calls", 422),
    ("PUT", "/api/calls", 405),
    ("GET", "/api/nothing/here", 404),
    ("DELETE", "/api/nothing/here", 404),
    ("GET", "/api", 404),
]


def assert_error(response: httpx.Response, status: int) -> None:
    assert response.status_code == status
    assert set(response.json()["error"]) >= {"code", "message"}


@pytest.mark.parametrize(("method", "path", "_status"), CALL_ROUTES + OTHER_ROUTES)
async def test_without_a_session(house: House, method: str, path: str, _status: int) -> None:
    async with house.browser() as nobody:
        response = await nobody.request(method, path.format(id="0" * 32))
        assert_error(response, 401)
        assert response.json()["error"]["code"] == "session_needed"


@pytest.mark.parametrize(("method", "path", "status"), CALL_ROUTES)
async def test_calls_belong_to_their_session(
    house: House, method: str, path: str, status: int
) -> None:
    async with house.learner() as owner, house.learner() as other:
        call = await house.talked(owner)
        house.manager.ended.clear()
        theirs = await other.request(method, path.format(id=call))
        none = await other.request(method, path.format(id="0" * 32))
        assert_error(theirs, 404)
        assert theirs.json() == none.json()
        assert house.manager.ended == []
        assert (await owner.request(method, path.format(id=call))).status_code == status


@pytest.mark.parametrize(("method", "path", "status"), OTHER_ROUTES)
async def test_with_a_session(house: House, method: str, path: str, status: int) -> None:
    async with house.learner() as learner:
        response = await learner.request(method, path)
        assert response.status_code == status
        if status >= 400:
            assert_error(response, status)


async def test_no_session_comes_before_broken_json_and_size(house: House) -> None:
    async with house.browser() as nobody:
        assert_error(await nobody.post("/api/calls", content=b"{"), 401)
        assert_error(await nobody.post("/api/calls", json={"scenario": 7}), 401)


async def test_a_session_that_ended_is_none(house: House) -> None:
    async with house.learner() as learner:
        token = learner.cookies["sp_session"]
        assert (await learner.delete("/api/session")).status_code == 204
        learner.cookies.set("sp_session", token)
        assert_error(await learner.get("/api/calls"), 401)


async def test_session_is_kept_and_its_cookie_is_not_for_scripts(house: House) -> None:
    async with house.browser() as browser:
        assert_error(await browser.get("/api/session"), 401)
        opened = await browser.post("/api/session")
        cookie = opened.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        again = await browser.post("/api/session")
        assert again.json() == opened.json() == (await browser.get("/api/session")).json()
        assert "set-cookie" not in again.headers


async def test_demo_is_for_this_machine_only(house: House) -> None:
    async with house.browser(client="192.0.2.7") as far:
        assert_error(await far.post("/api/session"), 403)
    async with house.browser() as proxied:
        response = await proxied.post("/api/session", headers={"x-forwarded-for": "127.0.0.1"})
        assert_error(response, 403)


async def test_access_code(closed_house: House) -> None:
    async with closed_house.browser(client="192.0.2.8") as browser:
        nothing = await browser.post("/api/session")
        assert nothing.json()["error"]["code"] == "access_code_needed"
        for _ in range(10):
            wrong = await browser.post("/api/session", json={"access_code": "guess"})
            assert wrong.json()["error"]["code"] == "access_code_wrong"
        right = {"access_code": "open sesame"}
        assert (await browser.post("/api/session", json=right)).status_code == 429
    async with closed_house.browser(client="192.0.2.9") as browser:
        opened = await browser.post("/api/session", json=right)
        assert opened.status_code == 200
        assert "secure" in opened.headers["set-cookie"].lower()
