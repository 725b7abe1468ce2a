import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CallConnection } from "../../src/core/call/connection";
import { FakeConnection, FakeSocket, track } from "./fakes";

const last = () => FakeSocket.all.at(-1)!;
const state = (clock = 0, seq = 1) => ({
  type: "state",
  patient: "listening",
  clock,
  paused: false,
  typed_only: true,
  seq,
});

const ended: string[] = [];

function typedCall(isOver = false): CallConnection {
  const connection = new CallConnection({
    ticket: { id: "c1", token: "se cret", signal: "/api/calls/c1/signal", iceServers: [] },
    typedOnly: true,
    media: { microphone: null, camera: null, cameraPossible: false },
    isOver: () => Promise.resolve(isOver),
    end: () => {
      ended.push("by the API");
      return Promise.resolve();
    },
    openSocket: (url) => new FakeSocket(url) as unknown as WebSocket,
  });
  connection.join();
  return connection;
}

beforeEach(() => {
  FakeSocket.all = [];
  ended.length = 0;
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
    last().deaf = true;
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

describe("hanging up", () => {
  it("is told to the server, and believed even if its answer is lost", async () => {
    const connection = typedCall();
    last().open();
    last().says(state());
    connection.hangUp();
    expect(last().sent).toContainEqual({ type: "hang_up" });
    expect(connection.get().phase).toBe("live");
    await vi.advanceTimersByTimeAsync(4_001);
    expect(connection.get().ended?.reason).toBe("over");
  });

  it("goes by the API where the socket is gone", async () => {
    const connection = typedCall();
    last().open();
    last().breaks();
    connection.hangUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toEqual(["by the API"]);
    expect(connection.get().phase).toBe("ended");
  });
});

describe("with sound and picture", () => {
  beforeEach(() => {
    FakeConnection.all = [];
    vi.stubGlobal("MediaStream", class {});
  });
  const peer = () => FakeConnection.all.at(-1)!;

  async function spokenCall(): Promise<CallConnection> {
    const connection = new CallConnection({
      ticket: { id: "c1", token: "t", signal: "/api/calls/c1/signal", iceServers: [] },
      typedOnly: false,
      media: { microphone: track("audio"), camera: null, cameraPossible: false },
      isOver: () => Promise.resolve(false),
      end: () => Promise.resolve(),
      openSocket: (url) => new FakeSocket(url) as unknown as WebSocket,
      createPeer: () => new FakeConnection() as unknown as RTCPeerConnection,
    });
    connection.join();
    last().open();
    await vi.advanceTimersByTimeAsync(0);
    return connection;
  }

  async function liveCall(): Promise<CallConnection> {
    const connection = await spokenCall();
    peer().becomes("connected");
    last().says({ ...state(), typed_only: false });
    return connection;
  }

  it("offers once the socket is open", async () => {
    await spokenCall();
    expect(last().sent).toContainEqual({ type: "offer", sdp: "v=0" });
  });

  it("goes on over the data channel while only the socket is gone", async () => {
    const connection = await liveCall();
    last().breaks();
    expect(connection.get().phase).toBe("live");
    await vi.advanceTimersByTimeAsync(1);
    last().open();
    expect(FakeSocket.all).toHaveLength(2);
    expect(FakeConnection.all).toHaveLength(1);
  });

  it("offers a second peer on the same socket when only the media is gone", async () => {
    const connection = await liveCall();
    peer().becomes("failed");
    expect(connection.get().phase).toBe("reconnecting");
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.all).toHaveLength(1);
    expect(FakeConnection.all).toHaveLength(2);
    expect(last().sent.filter(({ type }) => type === "offer")).toHaveLength(2);
    expect(FakeConnection.all[0]?.closed).toBe(false);
    peer().becomes("connected");
    last().says({ ...state(3, 2), typed_only: false });
    expect(connection.get().phase).toBe("live");
    connection.close();
    expect(FakeConnection.all.map(({ closed }) => closed)).toEqual([true, true]);
  });

  it("goes on in writing where no way is found, and tells the server", async () => {
    const connection = await spokenCall();
    last().says({ ...state(), typed_only: false });
    await vi.advanceTimersByTimeAsync(15_001);
    expect(connection.get().mediaBlocked).toMatch(/Typing is still possible/);
    expect(last().sent).toContainEqual({ type: "media_blocked" });
  });

  it("goes on in writing where the server cannot take the offer", async () => {
    const connection = await spokenCall();
    last().says({ type: "error", error: { code: "no_common_video_codec", message: "No codec." } });
    expect(connection.get().mediaBlocked).not.toBeNull();
  });

  it("makes a place for a camera that comes later", async () => {
    const connection = await liveCall();
    await connection.camera(track("video"));
    await vi.advanceTimersByTimeAsync(0);
    expect(peer().transceivers[1]?.init.direction).toBe("sendrecv");
    expect(last().sent).toContainEqual({ type: "camera", on: true });
  });
});
