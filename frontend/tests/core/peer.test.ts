import { beforeEach, describe, expect, it, vi } from "vitest";

import type { ClientMessage } from "../../src/core/call/messages";
import { Peer, type PeerMedia } from "../../src/core/call/peer";
import { FakeConnection, track } from "./fakes";

const [audio, video] = [track("audio"), track("video")];

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
      onFailed: () => failed.push("failed"),
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
  it("is told when no way was found in time", () => {
    vi.useFakeTimers();
    const { failed } = made();
    vi.advanceTimersByTime(15_001);
    expect(failed).toEqual(["failed"]);
    vi.useRealTimers();
  });

  it("is told when the way is lost, and keeps the last picture until it is closed", () => {
    const { connection, failed, peer } = made();
    connection.becomes("connected");
    connection.becomes("failed");
    expect(failed).toEqual(["failed"]);
    peer.silence();
    expect(connection.closed).toBe(false);
    peer.close();
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
