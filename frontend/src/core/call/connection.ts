/** A call, from joining to its end: one socket, one peer, and the state that both feed. */

import { createStore, type Store } from "../store";
import { Inbox } from "./inbox";
import { isCallMessage, type ClientMessage, type ServerMessage, type WireError } from "./messages";
import { Peer, type CreatePeer, type PeerMedia } from "./peer";
import { assess, type Counters } from "./quality";
import { KEPT_FOR_MS, reduce, type Action } from "./reducer";
import { Signalling, type OpenSocket } from "./signalling";
import { initialState, type CallState } from "./state";

/** Seconds from one attempt to come back to the next; the last one repeats. */
const RETRY_AFTER_S = [0, 1, 2, 4];
const STATS_EVERY_MS = 2_000;
const TYPING_EVERY_MS = 1_000;
/** Errors after which no second attempt can help. */
const FINAL = new Set(["call_unknown", "token_needed", "session_needed", "machine_full"]);
/** What the server closes the socket with when another one took its place. */
const REPLACED = 4409;
const BLOCKED =
  "Sound and picture cannot get through to this computer, probably because of a firewall. Typing is still possible.";

export interface CallTicket {
  id: string;
  token: string;
  signal: string;
  iceServers: RTCIceServer[];
}

export interface ConnectionOptions {
  ticket: CallTicket;
  typedOnly: boolean;
  media: PeerMedia;
  /** Asked when the server cannot be joined: is the call over? */
  isOver: () => Promise<boolean>;
  openSocket?: OpenSocket;
  createPeer?: CreatePeer;
}

export class CallConnection {
  readonly #options: ConnectionOptions;
  readonly #store: Store<CallState, Action>;
  readonly #inbox = new Inbox();
  #media: PeerMedia;
  #signalling: Signalling | null = null;
  #peer: Peer | null = null;
  readonly #remote = createStore<MediaStream | null, MediaStream | null>((_, next) => next, null);
  #retry: ReturnType<typeof setTimeout> | undefined;
  #stats: ReturnType<typeof setInterval> | undefined;
  #counters: Counters | null = null;
  #typedAt = -Infinity;
  #answered = false;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#media = options.media;
    this.#store = createStore(
      reduce,
      initialState({
        typedOnly: options.typedOnly,
        microphone: options.media.microphone?.enabled ?? false,
        camera: options.media.camera !== null,
        now: performance.now(),
      }),
    );
  }

  readonly get = (): CallState => this.#store.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);
  /** The patient's sound and picture. The stream changes when the peer does. */
  readonly remote = (): MediaStream | null => this.#remote.get();
  readonly subscribeRemote = (listener: () => void): (() => void) =>
    this.#remote.subscribe(listener);

  join(): void {
    const { ticket, openSocket = (url) => new WebSocket(url) } = this.#options;
    this.#leave();
    const url = `${ticket.signal}?token=${encodeURIComponent(ticket.token)}`;
    const signalling = new Signalling(
      new URL(url, location.href.replace(/^http/, "ws")).href,
      {
        onOpen: () => {
          this.#joined();
        },
        onMessage: (message) => {
          this.#receive(message);
        },
        onLost: ({ code, opened }) => {
          void this.#lost(code, opened);
        },
      },
      openSocket,
    );
    this.#signalling = signalling;
  }

  say(text: string): boolean {
    return this.#send({ type: "typed", text });
  }

  /** Says that words are being written: that is the learner's turn, not silence. */
  typing(): void {
    const now = performance.now();
    if (now - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = now;
    this.#send({ type: "typing" });
  }

  pause(): void {
    this.#send({ type: "pause" });
  }

  resume(): void {
    this.#send({ type: "resume" });
  }

  hangUp(): boolean {
    return this.#send({ type: "hang_up" });
  }

  microphone(on: boolean): void {
    if (this.#media.microphone !== null) this.#media.microphone.enabled = on;
    this.#store.dispatch({ type: "microphone", on: on && this.#media.microphone !== null });
    this.#send({ type: "microphone", on });
  }

  async switchMicrophone(track: MediaStreamTrack | null): Promise<void> {
    const before = this.#media.microphone;
    this.#media = { ...this.#media, microphone: track };
    // A place for a microphone that the offer did not have needs a new peer.
    if (before === null && track !== null) this.join();
    else await this.#peer?.microphone(track);
    this.microphone(track !== null);
  }

  async camera(track: MediaStreamTrack | null): Promise<void> {
    const possible = this.#media.cameraPossible || track !== null;
    this.#media = { ...this.#media, camera: track, cameraPossible: possible };
    if ((await this.#peer?.camera(track)) === false) this.join();
    this.#store.dispatch({ type: "camera", on: track !== null });
    this.#send({ type: "camera", on: track !== null });
  }

  /** Leaves the page's part of the call. The server keeps the place until it gives it up. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#leave();
  }

  #leave(): void {
    clearInterval(this.#stats);
    this.#signalling?.close();
    this.#signalling = null;
    this.#dropPeer();
  }

  #dropPeer(): void {
    this.#peer?.close();
    this.#peer = null;
    this.#counters = null;
  }

  #joined(): void {
    const { microphone, camera } = this.get();
    if (!this.#options.typedOnly) this.#call();
    if (this.#media.microphone !== null) this.#send({ type: "microphone", on: microphone });
    if (this.#media.camera !== null) this.#send({ type: "camera", on: camera });
  }

  #call(): void {
    const { ticket, createPeer = (c) => new RTCPeerConnection(c) } = this.#options;
    const peer = new Peer(
      ticket.iceServers,
      this.#media,
      {
        send: (message) => this.#send(message),
        onMessage: (message) => {
          this.#receive(message);
        },
        onConnected: () => {
          this.#store.dispatch({ type: "media", blocked: null });
        },
        onFailed: (why) => {
          if (why === "lost") void this.#lost(1006, true);
          else this.#block();
        },
        onRemote: (stream) => {
          this.#remote.dispatch(stream);
        },
      },
      createPeer,
    );
    this.#peer = peer;
    this.#answered = false;
    this.#stats = setInterval(() => void this.#assess(peer), STATS_EVERY_MS);
    void peer.offer().catch(() => {
      this.#block();
    });
  }

  #send(message: ClientMessage): boolean {
    return this.#signalling?.send(message) ?? false;
  }

  #receive(message: ServerMessage): void {
    if (isCallMessage(message)) {
      if (!this.#inbox.accepts(message.seq)) return;
      this.#store.dispatch({ type: "message", message, now: performance.now() });
      if (message.type === "ended") this.close();
    } else if (message.type === "answer") {
      this.#answered = true;
      void this.#peer?.answer(message.sdp).catch(() => {
        this.#block();
      });
    } else if (message.type === "candidate") {
      // A candidate that the browser cannot use is no failure: others follow.
      void this.#peer?.candidate(message.candidate).catch(() => undefined);
    } else if (message.type === "error") {
      this.#fail(message.error);
    }
  }

  #fail(error: WireError): void {
    if (error.code === "call_over") this.#findOver();
    else if (FINAL.has(error.code)) this.#refuse(error);
    // An offer that the server cannot take leaves the call in writing.
    else if (this.#peer !== null && !this.#answered) this.#block();
  }

  #refuse(error: WireError): void {
    this.#store.dispatch({ type: "refused", error });
    this.close();
  }

  async #lost(code: number, opened: boolean): Promise<void> {
    if (this.#closed) return;
    this.#leave();
    if (code === REPLACED) {
      this.#refuse({ code: "replaced", message: "This call goes on in another window." });
      return;
    }
    this.#store.dispatch({ type: "lost", now: performance.now() });
    // The first attempt of a fresh call follows at once: only a failed one asks what became of it.
    if (!opened && (await this.#options.isOver())) {
      this.#findOver();
      return;
    }
    this.#tryAgain();
  }

  #tryAgain(): void {
    const { reconnect } = this.get();
    if (this.#closed || reconnect === null) return;
    const seconds = RETRY_AFTER_S[Math.min(reconnect.attempts, RETRY_AFTER_S.length - 1)]!;
    const now = performance.now();
    if (now - reconnect.since + seconds * 1000 > KEPT_FOR_MS) {
      this.#retry = setTimeout(
        () => {
          this.#giveUp();
        },
        Math.max(0, reconnect.deadline - now),
      );
      return;
    }
    this.#retry = setTimeout(() => {
      this.#store.dispatch({ type: "retrying" });
      this.join();
    }, seconds * 1000);
  }

  get #report(): string {
    return `/calls/${this.#options.ticket.id}/report`;
  }

  #giveUp(): void {
    this.#store.dispatch({ type: "gave_up", report: this.#report });
    this.close();
  }

  #findOver(): void {
    this.#store.dispatch({ type: "found_over", report: this.#report });
    this.close();
  }

  #block(): void {
    this.#store.dispatch({ type: "media", blocked: BLOCKED });
    this.#send({ type: "media_blocked" });
  }

  async #assess(peer: Peer): Promise<void> {
    const now = await peer.counters(performance.now()).catch(() => null);
    if (now === null || peer !== this.#peer) return;
    const assessment = assess(this.#counters, now);
    this.#counters = now;
    this.#store.dispatch({ type: "assessed", assessment });
    const { rtt, lossIn, lossOut, jitter, framesPerSecond } = assessment;
    this.#send({
      type: "stats",
      rtt_ms: rtt,
      loss_in: lossIn,
      loss_out: lossOut,
      jitter_ms: jitter,
      frames_per_second: framesPerSecond,
    });
  }
}
