/**
 * The call's sound and picture: makes a peer, and replaces one that was lost.
 *
 * A peer that was lost is kept until the next one shows something, so that the patient's last
 * picture stays on the screen meanwhile.
 */

import { createStore } from "../store";
import type { ClientMessage, ServerMessage } from "./messages";
import { Peer, type CreatePeer, type PeerMedia } from "./peer";
import { assess, type Assessment, type Counters } from "./quality";

const STATS_EVERY_MS = 2_000;

export interface MediaLinkEvents {
  send(message: ClientMessage): void;
  onMessage(message: ServerMessage): void;
  onConnected(): void;
  /** There never was a way for sound and picture. */
  onBlocked(): void;
  /** There was a way, and it is gone. */
  onLost(): void;
  onAssessed(assessment: Assessment): void;
}

export class MediaLink {
  readonly #iceServers: RTCIceServer[];
  readonly #events: MediaLinkEvents;
  readonly #create: CreatePeer;
  readonly #remote = createStore<MediaStream | null, MediaStream | null>((_, next) => next, null);
  #media: PeerMedia;
  #peer: Peer | null = null;
  #last: Peer | null = null;
  #connected = false;
  #everConnected = false;
  #answered = false;
  #stats: ReturnType<typeof setInterval> | undefined;
  #counters: Counters | null = null;

  constructor(
    iceServers: RTCIceServer[],
    media: PeerMedia,
    events: MediaLinkEvents,
    create: CreatePeer,
  ) {
    this.#iceServers = iceServers;
    this.#media = media;
    this.#events = events;
    this.#create = create;
  }

  readonly remote = (): MediaStream | null => this.#remote.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#remote.subscribe(listener);

  get connected(): boolean {
    return this.#connected;
  }

  /** An offer is out, and the server has not taken it yet. */
  get waiting(): boolean {
    return this.#peer !== null && !this.#answered;
  }

  /** Offers a new peer in place of the one there may be. */
  call(): void {
    this.#retire();
    const peer = new Peer(
      this.#iceServers,
      this.#media,
      {
        send: (message) => {
          this.#events.send(message);
        },
        onMessage: (message) => {
          this.#events.onMessage(message);
        },
        onConnected: () => {
          this.#connected = this.#everConnected = true;
          this.#events.onConnected();
          void this.#assess(peer);
        },
        onFailed: () => {
          this.#fail();
        },
        onRemote: (stream) => {
          this.#remote.dispatch(stream);
        },
      },
      this.#create,
    );
    this.#peer = peer;
    this.#answered = false;
    this.#stats = setInterval(() => void this.#assess(peer), STATS_EVERY_MS);
    peer.offer().catch(() => {
      if (peer === this.#peer) this.#fail();
    });
  }

  async answer(sdp: string): Promise<void> {
    const peer = this.#peer;
    this.#answered = true;
    try {
      await peer?.answer(sdp);
    } catch {
      if (peer === this.#peer) this.#fail();
    }
  }

  async candidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    // A candidate that the browser cannot use is no failure: others follow.
    await this.#peer?.candidate(candidate).catch(() => undefined);
  }

  /** Changes what is sent; with a new peer where the last offer had no place for it. */
  async microphone(track: MediaStreamTrack | null): Promise<void> {
    const had = this.#media.microphone !== null;
    this.#media = { ...this.#media, microphone: track };
    if (this.#peer === null) return;
    if (!had && track !== null) this.call();
    else await this.#peer.microphone(track);
  }

  async camera(track: MediaStreamTrack | null): Promise<void> {
    const cameraPossible = this.#media.cameraPossible || track !== null;
    this.#media = { ...this.#media, camera: track, cameraPossible };
    if (this.#peer !== null && !(await this.#peer.camera(track))) this.call();
  }

  close(): void {
    this.#retire();
    this.#last?.close();
    this.#last = null;
  }

  #retire(): void {
    clearInterval(this.#stats);
    this.#connected = false;
    this.#counters = null;
    if (this.#peer === null) return;
    this.#last?.close();
    this.#last = this.#peer;
    this.#last.silence();
    this.#peer = null;
  }

  #fail(): void {
    this.#retire();
    if (this.#everConnected) this.#events.onLost();
    else this.#events.onBlocked();
  }

  async #assess(peer: Peer): Promise<void> {
    const now = await peer.counters(performance.now()).catch(() => null);
    if (now === null || peer !== this.#peer) return;
    // Pictures come: the last peer's are not needed any more.
    if (now.frames > 0) {
      this.#last?.close();
      this.#last = null;
    }
    const assessment = assess(this.#counters, now);
    this.#counters = now;
    this.#events.onAssessed(assessment);
  }
}
