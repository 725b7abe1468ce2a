"""What the routes answer: catalogue, calls, reports, recordings."""

from __future__ import annotations

import json

import httpx

from tests.integration.api.house import SCENARIO, House


async def test_the_catalogue_shows_what_a_learner_may_know(house: House) -> None:
    async with house.learner() as learner:
        card = next(c for c in (await learner.get("/api/scenarios")).json() if c["id"] == SCENARIO)
        assert card["name"] == "Theresa Nowak"
        assert card["age"] == 49
        assert card["minutes"] == 15
        assert set(card["difficulty"]) == {"emotion", "complexity", "language"}
        assert card["content_note"]["severity"] == 4
        assert card["prepared"]["done"] == 3
        brief = (await learner.get(f"/api/scenarios/{SCENARIO}")).json()
        assert brief["brief"]["chart"]
        assert brief["objectives"]
        assert brief["privacy"]


async def test_the_brief_tells_nothing_that_the_patient_hides(house: House) -> None:
    async with house.learner() as learner:
        catalogue = (await learner.get("/api/scenarios")).json()
        for entry in await house.rooms.shelf.list():
            brief = await learner.get(f"/api/scenarios/{entry.scenario.id}")
            card = next(card for card in catalogue if card["id"] == entry.scenario.id)
            served = json.dumps(card, ensure_ascii=False).lower() + brief.text.lower()
            for fact in entry.scenario.hidden.values():
                for phrase in fact.tells:
                    assert phrase.lower() not in served, phrase
            for line in entry.scenario.lines.values():
                if len(line.text) > 12:
                    assert line.text.lower() not in served, line.id


async def test_preparing_begins_the_voicing(house: House) -> None:
    async with house.learner() as learner:
        assert (await learner.post(f"/api/scenarios/{SCENARIO}/prepare")).status_code == 202
        assert house.voicing.begun == [SCENARIO]


async def test_a_call_from_beginning_to_report(house: House) -> None:
    async with house.learner() as learner:
        created = await learner.post("/api/calls", json={"scenario": SCENARIO, "recorded": False})
        assert created.status_code == 201
        call = created.json()
        assert call["signal"] == f"/api/calls/{call['id']}/signal"
        assert call["resume_token"]
        state = (await learner.get(f"/api/calls/{call['id']}")).json()
        assert state["status"] == "open"
        assert state["ended_at"] is None
        early = await learner.get(f"/api/calls/{call['id']}/report")
        assert early.status_code == 409
        assert early.json()["error"]["code"] == "call_open"
        ended = (await learner.post(f"/api/calls/{call['id']}/end")).json()
        assert (ended["status"], ended["reason"]) == ("ended", "learner_hung_up")
        report = (await learner.get(f"/api/calls/{call['id']}/report")).json()
        assert report["call"]["id"] == call["id"]
        assert report["audio"] == {}
        listed = (await learner.get("/api/calls")).json()
        assert [c["id"] for c in listed] == [call["id"]]


async def test_the_report_holds_only_what_was_heard(house: House) -> None:
    async with house.learner() as learner:
        call = await house.talked(learner)
        response = await learner.get(f"/api/calls/{call}/report")
        assert "Monday" not in response.text
        report = response.json()
        assert [line["text"] for line in report["transcript"]] == [
            "I can't tell him.",
            "What worries you most?",
        ]
        assert set(report["measures"]) == {
            "talk_share",
            "longest_turn",
            "questions",
            "emotional_moments",
        }
        assert report["audio"] == {"learner": f"/api/calls/{call}/recording/learner.ogg"}
        assert (await learner.get(f"/api/calls/{call}/timings")).json()["turns"] == 0


async def test_a_full_machine_says_when_to_come_back(house: House) -> None:
    house.manager.full = True
    async with house.learner() as learner:
        response = await learner.post("/api/calls", json={"scenario": SCENARIO})
        assert response.status_code == 503
        assert response.json()["error"]["code"] == "machine_full"
        assert response.headers["retry-after"] == "20"


async def test_what_cannot_be_called(house: House) -> None:
    async with house.learner() as learner, house.learner() as other:
        unknown = await learner.post("/api/calls", json={"scenario": "nobody"})
        assert (unknown.status_code, unknown.json()["error"]["field"]) == (404, "scenario")
        variant = await learner.post("/api/calls", json={"scenario": SCENARIO, "variant": "odd"})
        assert (variant.status_code, variant.json()["error"]["field"]) == (422, "variant")
        family = {"scenario": "angela-castellano", "variant": "family"}
        meeting = await learner.post("/api/calls", json=family)
        assert (meeting.status_code, meeting.json()["error"]["field"]) == (422, "variant")
        brief = (await learner.get("/api/scenarios/angela-castellano")).json()
        assert "family" not in brief["variants"]
        theirs = await house.talked(other)
        fork = {"scenario": SCENARIO, "fork": {"call": theirs, "t": 2}}
        assert (await learner.post("/api/calls", json=fork)).status_code == 404
        assert (await other.post("/api/calls", json=fork)).status_code == 201


async def test_recordings_come_in_ranges(house: House) -> None:
    async with house.learner() as learner:
        call = await house.talked(learner)
        url = f"/api/calls/{call}/recording/learner.ogg"
        whole = await learner.get(url)
        assert whole.headers["content-type"] == "audio/ogg"
        assert whole.headers["accept-ranges"] == "bytes"
        assert whole.content == bytes(range(100))
        part = await learner.get(url, headers={"range": "bytes=10-19"})
        assert part.status_code == 206
        assert part.content == bytes(range(10, 20))
        assert part.headers["content-range"] == "bytes 10-19/100"
        beyond = await learner.get(url, headers={"range": "bytes=200-"})
        assert beyond.status_code == 416
        assert (await learner.get(f"/api/calls/{call}/recording/patient.ogg")).status_code == 404
        assert (await learner.get(f"/api/calls/{call}/recording/video.ogg")).status_code == 422


async def test_a_portrait_that_exists_is_served_and_named(house: House) -> None:
    async with house.learner() as learner:
        for card in (await learner.get("/api/scenarios")).json():
            if card["portrait"]:
                picture: httpx.Response = await learner.get(card["portrait"])
                assert picture.headers["content-type"] == "image/jpeg"


async def test_a_call_remembers_how_easily_the_patient_was_to_be_reached(house: House) -> None:
    async with house.learner() as learner:
        brief = (await learner.get(f"/api/scenarios/{SCENARIO}")).json()
        assert brief["eases"] == ["easier", "usual", "harder"]
        asked = {"scenario": SCENARIO, "ease": "harder"}
        call = (await learner.post("/api/calls", json=asked)).json()["id"]
        await learner.post(f"/api/calls/{call}/end")
        events = (await learner.get(f"/api/calls/{call}/events")).json()
        assert events[0]["ease"] == "harder"
        odd = await learner.post("/api/calls", json={"scenario": SCENARIO, "ease": "cruel"})
        assert (odd.status_code, odd.json()["error"]["field"]) == (422, "ease")
