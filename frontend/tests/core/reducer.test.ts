import { describe, expect, it } from "vitest";

import type { CallMessage } from "../../src/core/call/messages";
import { KEPT_FOR_MS, reduce } from "../../src/core/call/reducer";
import { elapsed, initialState, secondsLeft, type CallState } from "../../src/core/call/state";

const begin = () => initialState({ typedOnly: false, microphone: true, camera: true, now: 0 });

const told = (state: CallState, message: CallMessage, now = 0): CallState =>
  reduce(state, { type: "message", message, now });

const live = (now = 0, clock = 0): CallState =>
  told(
    begin(),
    { type: "state", patient: "listening", clock, paused: false, typed_only: false, seq: 1 },
    now,
  );

describe("a learner in need", () => {
  it("stops the talk, and what was being said is shown no more", () => {
    const said = told(
      told(live(), { type: "caption", who: "you", id: "l1", text: "Hello.", final: true, t: 1 }),
      { type: "caption", who: "you", id: "l2", text: "I want to", final: false, t: 2 },
    );
    const stopped = told(said, {
      type: "state",
      patient: "listening",
      clock: 3,
      paused: true,
      typed_only: false,
      care: true,
      seq: 3,
    });
    expect(stopped.phase).toBe("paused");
    expect(stopped.care).toBe(true);
    expect(stopped.captions.map((caption) => caption.text)).toEqual(["Hello."]);
  });
});

describe("clock", () => {
  it("is the server's, carried on between its messages", () => {
    expect(elapsed(live(1000, 12.5), 3000)).toBeCloseTo(14.5);
  });

  it("stands still before the patient is there, and in a time-out", () => {
    const waiting = told(begin(), {
      type: "state",
      patient: "connecting",
      clock: 0,
      paused: false,
      typed_only: false,
    });
    expect(elapsed(waiting, 9000)).toBe(0);
    const paused = told(
      live(0, 5),
      { type: "state", patient: "listening", clock: 8, paused: true, typed_only: false, seq: 2 },
      3000,
    );
    expect(paused.phase).toBe("paused");
    expect(elapsed(paused, 60_000)).toBe(8);
  });
});

describe("messages by two ways", () => {
  it("never lets an older state take the place of a newer one", () => {
    const state = told(live(), {
      type: "state",
      patient: "speaking",
      clock: 3,
      paused: false,
      typed_only: false,
      seq: 5,
    });
    const late = told(state, {
      type: "state",
      patient: "thinking",
      clock: 2,
      paused: false,
      typed_only: false,
      seq: 4,
    });
    expect(late.patient).toBe("speaking");
  });

  it("grows a caption in its place and keeps the order of the talk", () => {
    const said = (id: string, who: "you" | "them", text: string, t: number, seq: number) =>
      ({ type: "caption", id, who, text, final: false, t, seq }) as const;
    let state = told(live(), said("p1", "them", "I moved", 2, 2));
    state = told(state, said("l1", "you", "You moved?", 5, 3));
    state = told(state, said("p1", "them", "I moved two.", 3, 4));
    state = told(state, said("p1", "them", "I", 2, 1));
    expect(state.captions.map(({ id, text }) => [id, text])).toEqual([
      ["p1", "I moved two."],
      ["l1", "You moved?"],
    ]);
  });

  it("takes a partial away that came to nothing", () => {
    const partial = { type: "caption", id: "l1", who: "you", final: false, t: 1 } as const;
    let state = told(live(), { ...partial, text: "uh", seq: 2 });
    state = told(state, { ...partial, text: "", seq: 3 });
    expect(state.captions).toEqual([]);
  });
});

describe("a lost connection", () => {
  it("keeps the clock and counts thirty seconds down", () => {
    const lost = reduce(live(0, 10), { type: "lost", now: 2000 });
    expect(lost.phase).toBe("reconnecting");
    expect(elapsed(lost, 20_000)).toBe(12);
    expect(secondsLeft(lost, 2000 + 6000)).toBe(24);
    expect(secondsLeft(lost, 2000 + KEPT_FOR_MS + 5000)).toBe(0);
  });

  it("does not begin anew when it is lost again before the server spoke", () => {
    const lost = reduce(live(), { type: "lost", now: 1000 });
    const again = reduce(lost, { type: "lost", now: 9000 });
    expect(again.reconnect).toEqual({ since: 1000, deadline: 1000 + KEPT_FOR_MS });
  });

  it("goes on while the server misses sound and picture, by the server's own countdown", () => {
    const lost = reduce(live(), { type: "lost", now: 1000 });
    const state = { type: "state", patient: "listening", clock: 1, paused: false } as const;
    const waiting = told(lost, { ...state, typed_only: false, waits: 12, seq: 9 }, 10_000);
    expect(waiting).toMatchObject({
      phase: "reconnecting",
      reconnect: { since: 1000, deadline: 22_000 },
    });
    const back = told(waiting, { ...state, typed_only: false, waits: null, seq: 10 }, 12_000);
    expect(back).toMatchObject({ phase: "live", reconnect: null });
  });

  it("is over when the server speaks", () => {
    const lost = reduce(live(), { type: "lost", now: 1000 });
    const back = told(lost, {
      type: "state",
      patient: "listening",
      clock: 1,
      paused: false,
      typed_only: false,
      seq: 9,
    });
    expect(back).toMatchObject({ phase: "live", reconnect: null });
  });

  it("ends the call when it is given up", () => {
    const lost = reduce(live(), { type: "lost", now: 1000 });
    const ended = reduce(lost, { type: "gave_up", report: "/calls/x/report" });
    expect(ended.ended).toMatchObject({ reason: "learner_lost", report: "/calls/x/report" });
  });
});

describe("the end", () => {
  it("carries the patient's goodbye and stays the end", () => {
    let state = told(live(), { type: "patient_left", message: "She has gone.", seq: 2 });
    state = told(state, { type: "ended", reason: "patient_left", report: "/r", seq: 3 });
    expect(state.ended).toEqual({
      reason: "patient_left",
      report: "/r",
      message: "She has gone.",
    });
    const after = told(state, {
      type: "state",
      patient: "listening",
      clock: 9,
      paused: false,
      typed_only: false,
      seq: 4,
    });
    expect(after.phase).toBe("ended");
    expect(reduce(state, { type: "lost", now: 5 })).toBe(state);
  });
});

it("says what is blocked until it passes again", () => {
  const blocked = told(live(), { type: "media", ok: false, message: "No way through." });
  expect(blocked.mediaBlocked).toBe("No way through.");
  expect(told(blocked, { type: "media", ok: true, message: "" }).mediaBlocked).toBeNull();
});
