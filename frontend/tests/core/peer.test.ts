import { beforeEach, describe, expect, it, vi } from "vitest";

import type { ClientMessage } from "../../src/core/call/messages";
import { Peer, type PeerMedia } from "../../src/core/call/peer";

class FakeTrack {
  constructor(readonly kind: "audio" | "video") {}
}

class FakeConnection {
  transceivers: { what: unknown; init: RTCRtpTransceiverInit }[] = [];
  connectionState = "new";
  closed = false;
  localDescription: { sdp: string } | null = null;
  channel: { onmessage: ((event: { data: string }) => void) | null } = { onmessage: null };
  onconnectionstatechange: (() => void) | null = null;
  parameters = { encodings: [{ active: true }] };
  replaced: unknown[] = [];

  addTransceiver(what: unknown, init: RTCRtpTransceiverInit) {
    this.transceivers.push({ what, init });
    return {
      direction: init.direction,
      sender: {
        getParameters: () => this.parameters,
        setParameters: () => Promise.resolve(),
        replaceTrack: (track: unknown) => {
          this.replaced.push(track);
          return Promise.resolve();
        },
      },
    };
  }
  createDataChannel() {
    return this.channel;
  }
  createOffer() {
    return Promise.resolve({ type: "offer", sdp: "v=0" });
  }
  setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
    return Promise.resolve();
  }
  close() {
    this.closed = true;
  }
  becomes(state: string) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

const audio = new FakeTrack("audio") as unknown as MediaStreamTrack;
const video = new FakeTrack("video") as unknown as MediaStreamTrack;

function made(media: Partial<PeerMedia> = {}) {
  const connection = new FakeConnection();
  const sent: ClientMessage[] = [];
  const failed: string[] = [];
  const heard: unknown[] = [];
  const peer = new Peer(
    [],
    { microphone: audio, camera: video, cameraPossible: true, ...media },
    {
      send: (message) => sent.push(message),
      onMessage: (message) => heard.push(message),
      onConnected: () => undefined,
      onFailed: (why) => failed.push(why),
      onRemote: () => undefined,
    },
    () => connection as unknown as RTCPeerConnection,
  );
  return { connection, sent, failed, heard, peer };
}

beforeEach(() => {
  vi.stubGlobal("MediaStream", class {});
});

describe("what is offered", () => {
  it("sends the voice, and a picture small and slow enough for presence", () => {
    const [voice, picture] = made().connection.transceivers;
    expect(voice).toMatchObject({ what: audio, init: { direction: "sendrecv" } });
    expect(picture?.init).toEqual({
      direction: "sendrecv",
      sendEncodings: [
        { maxFramerate: 10, scaleResolutionDownBy: 2, maxBitrate: 150_000, active: true },
      ],
    });
  });

  it("only receives where there is no microphone and no camera", () => {
    const { transceivers } = made({
      microphone: null,
      camera: null,
      cameraPossible: false,
    }).connection;
    expect(transceivers.map(({ what, init }) => [what, init.direction])).toEqual([
      ["audio", "recvonly"],
      ["video", "recvonly"],
    ]);
  });

  it("keeps a place for a camera that is off", () => {
    const picture = made({ camera: null }).connection.transceivers[1];
    expect(picture?.init.sendEncodings?.[0]?.active).toBe(false);
  });

  it("goes to the server as an offer", async () => {
    const { peer, sent } = made();
    await peer.offer();
    expect(sent).toContainEqual({ type: "offer", sdp: "v=0" });
  });
});

describe("the camera in a call", () => {
  it("is switched without a new offer", async () => {
    const { peer, connection } = made();
    expect(await peer.camera(null)).toBe(true);
    expect(connection.parameters.encodings[0]?.active).toBe(false);
    expect(connection.replaced).toEqual([null]);
  });

  it("says so when the offer had no place for one", async () => {
    const { peer } = made({ camera: null, cameraPossible: false });
    expect(await peer.camera(video)).toBe(false);
  });
});

it("hands on what comes over the data channel", () => {
  const { connection, heard } = made();
  connection.channel.onmessage?.({ data: '{"type":"media","ok":true,"message":""}' });
  connection.channel.onmessage?.({ data: "no JSON" });
  expect(heard).toEqual([{ type: "media", ok: true, message: "" }]);
});

describe("failure", () => {
  it("is blocked when no way was ever found", () => {
    vi.useFakeTimers();
    const { failed } = made();
    vi.advanceTimersByTime(15_001);
    expect(failed).toEqual(["blocked"]);
    vi.useRealTimers();
  });

  it("is lost when there had been a way", () => {
    const { connection, failed } = made();
    connection.becomes("connected");
    connection.becomes("failed");
    expect(failed).toEqual(["lost"]);
    expect(connection.closed).toBe(true);
  });

  it("bears a short gap", () => {
    vi.useFakeTimers();
    const { connection, failed } = made();
    connection.becomes("connected");
    connection.becomes("disconnected");
    vi.advanceTimersByTime(2000);
    connection.becomes("connected");
    vi.advanceTimersByTime(60_000);
    expect(failed).toEqual([]);
    vi.useRealTimers();
  });
});
