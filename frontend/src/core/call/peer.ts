/** One RTCPeerConnection of a call: what is sent and received, and its counters. */

import { parseMessage, type ClientMessage, type ServerMessage } from "./messages";
import { readCounters, type Counters } from "./quality";

/** A camera picture is for presence only: small, slow, cheap for the server to read. */
const CAMERA_ENCODING: RTCRtpEncodingParameters = {
  maxFramerate: 10,
  scaleResolutionDownBy: 2,
  maxBitrate: 150_000,
};
const NEVER_CONNECTED_MS = 15_000;
const DISCONNECTED_MS = 4_000;

export interface PeerEvents {
  send(message: ClientMessage): void;
  onMessage(message: ServerMessage): void;
  onConnected(): void;
  /** The way was not found in time, or was found and is lost. */
  onFailed(): void;
  onRemote(stream: MediaStream): void;
}

export interface PeerMedia {
  microphone: MediaStreamTrack | null;
  camera: MediaStreamTrack | null;
  /** Whether a camera could be turned on later in the call. */
  cameraPossible: boolean;
}

export type CreatePeer = (configuration: RTCConfiguration) => RTCPeerConnection;

export class Peer {
  readonly #connection: RTCPeerConnection;
  readonly #events: PeerEvents;
  readonly #audio: RTCRtpTransceiver;
  readonly #video: RTCRtpTransceiver;
  readonly #remote = new MediaStream();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silent = false;

  constructor(
    iceServers: RTCIceServer[],
    media: PeerMedia,
    events: PeerEvents,
    create: CreatePeer,
  ) {
    this.#events = events;
    this.#connection = create({ iceServers, bundlePolicy: "max-bundle" });
    this.#audio = this.#connection.addTransceiver(media.microphone ?? "audio", {
      direction: media.microphone === null ? "recvonly" : "sendrecv",
    });
    this.#video = media.cameraPossible
      ? this.#connection.addTransceiver(media.camera ?? "video", {
          direction: "sendrecv",
          sendEncodings: [{ ...CAMERA_ENCODING, active: media.camera !== null }],
        })
      : this.#connection.addTransceiver("video", { direction: "recvonly" });
    const channel = this.#connection.createDataChannel("events");
    channel.onmessage = (event: MessageEvent<unknown>) => {
      const message = typeof event.data === "string" ? parseMessage(event.data) : null;
      if (message !== null && !this.#silent) this.#events.onMessage(message);
    };
    this.#connection.ontrack = ({ track }) => {
      this.#remote.addTrack(track);
      this.#events.onRemote(this.#remote);
    };
    this.#connection.onicecandidate = ({ candidate }) => {
      this.#events.send({
        type: "candidate",
        candidate:
          candidate === null || candidate.candidate === ""
            ? null
            : {
                candidate: candidate.candidate,
                sdpMid: candidate.sdpMid,
                sdpMLineIndex: candidate.sdpMLineIndex,
              },
      });
    };
    this.#connection.onconnectionstatechange = () => {
      this.#follow(this.#connection.connectionState);
    };
    this.#wait(NEVER_CONNECTED_MS);
  }

  async offer(): Promise<void> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    const description = this.#connection.localDescription;
    if (!this.#silent && description !== null) {
      this.#events.send({ type: "offer", sdp: description.sdp });
    }
  }

  async answer(sdp: string): Promise<void> {
    if (this.#connection.signalingState !== "have-local-offer") return;
    await this.#connection.setRemoteDescription({ type: "answer", sdp });
  }

  async candidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    await this.#connection.addIceCandidate(candidate ?? undefined);
  }

  async microphone(track: MediaStreamTrack | null): Promise<void> {
    await this.#audio.sender.replaceTrack(track);
  }

  /** Shows or stops the camera without a new offer. False if the offer had no place for one. */
  async camera(track: MediaStreamTrack | null): Promise<boolean> {
    if (this.#video.direction === "recvonly") return track === null;
    const parameters = this.#video.sender.getParameters();
    for (const encoding of parameters.encodings) encoding.active = track !== null;
    await this.#video.sender.replaceTrack(track);
    await this.#video.sender.setParameters(parameters);
    return true;
  }

  async counters(now: number): Promise<Counters> {
    const report = await this.#connection.getStats();
    const entries: Record<string, unknown>[] = [];
    report.forEach((entry: Record<string, unknown>) => entries.push(entry));
    return readCounters(now, entries);
  }

  /** Tells nothing any more, but keeps its last picture. */
  silence(): void {
    this.#silent = true;
    clearTimeout(this.#timer);
    this.#connection.onconnectionstatechange = null;
    this.#connection.onicecandidate = null;
  }

  close(): void {
    this.silence();
    this.#connection.close();
  }

  #follow(state: RTCPeerConnectionState): void {
    if (state === "connected") {
      clearTimeout(this.#timer);
      this.#events.onConnected();
    } else if (state === "failed") {
      this.#fail();
    } else if (state === "disconnected") {
      this.#wait(DISCONNECTED_MS);
    }
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#fail();
    }, milliseconds);
  }

  #fail(): void {
    if (!this.#silent) this.#events.onFailed();
  }
}
