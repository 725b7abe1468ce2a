import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CallConnection } from "../../src/core/call/connection";

class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  says(message: Record<string, unknown>): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  breaks(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const last = () => FakeSocket.all.at(-1)!;
const state = (clock = 0, seq = 1) => ({
  type: "state",
  patient: "listening",
  clock,
  paused: false,
  typed_only: true,
  seq,
});

function typedCall(isOver = false): CallConnection {
  const connection = new CallConnection({
    ticket: { id: "c1", token: "se cret", signal: "/api/calls/c1/signal", iceServers: [] },
    typedOnly: true,
    media: { microphone: null, camera: null, cameraPossible: false },
    isOver: () => Promise.resolve(isOver),
    openSocket: (url) => new FakeSocket(url) as unknown as WebSocket,
  });
  connection.join();
  return connection;
}

beforeEach(() => {
  FakeSocket.all = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("joining", () => {
  it("goes to the call's socket with its token", () => {
    typedCall();
    expect(last().url).toBe("ws://localhost:3000/api/calls/c1/signal?token=se%20cret");
  });

  it("sends what is typed, and says when it cannot", () => {
    const connection = typedCall();
    expect(connection.say("Hello")).toBe(false);
    last().open();
    expect(connection.say("Hello")).toBe(true);
    expect(last().sent).toContainEqual({ type: "typed", text: "Hello" });
  });

  it("tells of typing once a second, not with each key", () => {
    const connection = typedCall();
    last().open();
    for (let key = 0; key < 5; key++) connection.typing();
    vi.advanceTimersByTime(1000);
    connection.typing();
    expect(last().sent.filter(({ type }) => type === "typing")).toHaveLength(2);
  });

  it("is refused with the server's words", () => {
    const connection = typedCall();
    last().open();
    last().says({ type: "error", error: { code: "token_needed", message: "Use that window." } });
    expect(connection.get()).toMatchObject({
      phase: "refused",
      trouble: { message: "Use that window." },
    });
  });

  it("turns to the report of a call that is over", () => {
    const connection = typedCall();
    last().open();
    last().says({ type: "error", error: { code: "call_over", message: "It has ended." } });
    expect(connection.get().ended).toMatchObject({ reason: "over", report: "/calls/c1/report" });
  });
});

it("hears the same message once, by whatever way it comes", () => {
  const connection = typedCall();
  last().open();
  last().says(state());
  const caption = {
    type: "caption",
    who: "them",
    id: "p1",
    text: "Hi.",
    final: true,
    t: 1,
    seq: 2,
  };
  last().says(caption);
  last().says({ ...caption, text: "Hi again." });
  expect(connection.get().captions.map(({ text }) => text)).toEqual(["Hi."]);
});

describe("a lost socket", () => {
  it("is tried again at once, then after 1, 2, 4 and 4 seconds", async () => {
    typedCall();
    last().open();
    last().says(state());
    last().breaks();
    for (const seconds of [0, 1, 2, 4, 4]) {
      const before = FakeSocket.all.length;
      if (seconds > 0) {
        await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
        expect(FakeSocket.all).toHaveLength(before);
      }
      await vi.advanceTimersByTimeAsync(1);
      expect(FakeSocket.all).toHaveLength(before + 1);
      last().breaks();
      await vi.advanceTimersByTimeAsync(0);
    }
  });

  it("comes back into the same call", async () => {
    const connection = typedCall();
    last().open();
    last().says(state(5));
    last().breaks();
    expect(connection.get().phase).toBe("reconnecting");
    await vi.advanceTimersByTimeAsync(1);
    last().open();
    last().says(state(5, 2));
    expect(connection.get()).toMatchObject({ phase: "live", reconnect: null });
  });

  it("is given up after thirty seconds", async () => {
    const connection = typedCall();
    last().open();
    last().says(state());
    last().breaks();
    for (let second = 0; second < 31; second++) {
      await vi.advanceTimersByTimeAsync(1000);
      if (last().readyState === 0) last().breaks();
    }
    expect(connection.get().ended?.reason).toBe("learner_lost");
  });

  it("asks what became of the call when it cannot be joined", async () => {
    const connection = typedCall(true);
    last().breaks();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.get().ended?.reason).toBe("over");
  });

  it("is noticed when nothing is heard any more", async () => {
    const connection = typedCall();
    last().open();
    last().says(state());
    await vi.advanceTimersByTimeAsync(12_001);
    expect(connection.get().phase).not.toBe("live");
  });

  it("is not tried again after the page has left", async () => {
    const connection = typedCall();
    last().open();
    connection.close();
    last().breaks();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });
});
