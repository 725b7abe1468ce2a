/** A call, from joining to its end: its socket, its media, and the state that both feed. */

import { createStore, type Store } from "../store";
import { Inbox } from "./inbox";
import { MediaLink } from "./media-link";
import { isCallMessage, type ClientMessage, type ServerMessage, type WireError } from "./messages";
import type { CreatePeer, PeerMedia } from "./peer";
import type { Assessment } from "./quality";
import { reduce, type Action } from "./reducer";
import { Signalling, type OpenSocket } from "./signalling";
import { initialState, type CallState } from "./state";

/** Seconds from one attempt to come back to the next; the last one repeats. */
const RETRY_AFTER_S = [0, 1, 2, 4];
const TYPING_EVERY_MS = 1_000;
/** So long after hanging up the call counts as ended, whatever is heard. */
const ENDED_WITHIN_MS = 4_000;
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
  /** Ends the call without its socket. */
  end: () => Promise<void>;
  openSocket?: OpenSocket;
  createPeer?: CreatePeer;
}

/**
 * The socket and the media may be lost one without the other. Without the socket the talk goes on
 * over the data channel, and the socket is opened again quietly. Without the media (or both) the
 * call stands still, and counts down.
 */
export class CallConnection {
  readonly #options: ConnectionOptions;
  readonly #store: Store<CallState, Action>;
  readonly #inbox = new Inbox();
  readonly #link: MediaLink;
  readonly remote: () => MediaStream | null;
  readonly subscribeRemote: (listener: () => void) => () => void;
  #microphone: MediaStreamTrack | null;
  #signalling: Signalling | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  #typedAt = -Infinity;
  #closed = false;

  constructor(options: ConnectionOptions) {
    const { ticket, media, typedOnly, createPeer } = options;
    this.#options = options;
    this.#microphone = media.microphone;
    this.#store = createStore(
      reduce,
      initialState({
        typedOnly,
        microphone: media.microphone?.enabled ?? false,
        camera: media.camera !== null,
        now: performance.now(),
      }),
    );
    this.#link = new MediaLink(
      ticket.iceServers,
      media,
      {
        send: (message) => this.#send(message),
        onMessage: (message) => {
          this.#receive(message);
        },
        onConnected: () => {
          this.#store.dispatch({ type: "media", blocked: null });
          this.#settle();
        },
        onBlocked: () => {
          this.#block();
        },
        onLost: () => {
          this.#store.dispatch({ type: "lost", now: performance.now() });
          this.#tryAgain();
        },
        onAssessed: (assessment) => {
          this.#store.dispatch({ type: "assessed", assessment });
          this.#send(statsOf(assessment));
        },
      },
      createPeer ?? ((configuration) => new RTCPeerConnection(configuration)),
    );
    this.remote = this.#link.remote;
    this.subscribeRemote = this.#link.subscribe;
  }

  readonly get = (): CallState => this.#store.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  join(): void {
    const { ticket, openSocket = (url) => new WebSocket(url) } = this.#options;
    this.#signalling?.close();
    const url = `${ticket.signal}?token=${encodeURIComponent(ticket.token)}`;
    this.#signalling = new Signalling(
      new URL(url, location.href.replace(/^http/, "ws")).href,
      {
        onOpen: () => {
          this.#joined();
        },
        onMessage: (message) => {
          this.#receive(message);
        },
        onLost: ({ code, opened }) => {
          void this.#lostSocket(code, opened);
        },
      },
      openSocket,
    );
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

  /** Ends the call for good, by the socket or, where there is none, by the API. */
  hangUp(): void {
    if (this.#send({ type: "hang_up" })) {
      // The server's word that it has ended may be lost with the connection that it closes.
      this.#ending = setTimeout(() => {
        this.#findOver();
      }, ENDED_WITHIN_MS);
      return;
    }
    const over = () => {
      this.#findOver();
    };
    this.#options.end().then(over, over);
  }

  microphone(on: boolean): void {
    if (this.#microphone !== null) this.#microphone.enabled = on;
    this.#store.dispatch({ type: "microphone", on: on && this.#microphone !== null });
    this.#send({ type: "microphone", on });
  }

  async switchMicrophone(track: MediaStreamTrack | null): Promise<void> {
    this.#microphone = track;
    await this.#link.microphone(track);
    this.microphone(track !== null);
  }

  async camera(track: MediaStreamTrack | null): Promise<void> {
    await this.#link.camera(track);
    this.#store.dispatch({ type: "camera", on: track !== null });
    this.#send({ type: "camera", on: track !== null });
  }

  /** Leaves the page's part of the call. The server keeps the place until it gives it up. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#ending);
    this.#signalling?.close();
    this.#signalling = null;
    this.#link.close();
  }

  #joined(): void {
    const { microphone, camera, typedOnly } = this.get();
    if (!typedOnly && !this.#link.connected) this.#link.call();
    if (this.#microphone !== null) this.#send({ type: "microphone", on: microphone });
    if (camera) this.#send({ type: "camera", on: camera });
  }

  #send(message: ClientMessage): boolean {
    return this.#signalling?.send(message) ?? false;
  }

  #receive(message: ServerMessage): void {
    if (isCallMessage(message)) {
      if (!this.#inbox.accepts(message.seq)) return;
      this.#store.dispatch({ type: "message", message, now: performance.now() });
      if (message.type === "ended") this.close();
      else this.#settle();
    } else if (message.type === "answer") {
      void this.#link.answer(message.sdp);
    } else if (message.type === "candidate") {
      void this.#link.candidate(message.candidate);
    } else if (message.type === "error") {
      this.#fail(message.error);
    }
  }

  #fail(error: WireError): void {
    if (error.code === "call_over") this.#findOver();
    else if (FINAL.has(error.code)) this.#refuse(error);
    // An offer that the server cannot take leaves the call in writing.
    else if (this.#link.waiting) this.#block();
  }

  #refuse(error: WireError): void {
    this.#store.dispatch({ type: "refused", error });
    this.close();
  }

  async #lostSocket(code: number, opened: boolean): Promise<void> {
    if (this.#closed) return;
    this.#signalling = null;
    if (code === REPLACED) {
      this.#refuse({ code: "replaced", message: "This call goes on in another window." });
      return;
    }
    if (!this.#link.connected) this.#store.dispatch({ type: "lost", now: performance.now() });
    if (!opened && (await this.#options.isOver())) this.#findOver();
    else this.#tryAgain();
  }

  /** Opens what is missing, the socket before the media, after the next of the waits. */
  #tryAgain(): void {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    const seconds = RETRY_AFTER_S[Math.min(this.#attempts, RETRY_AFTER_S.length - 1)]!;
    const left = (this.get().reconnect?.deadline ?? Infinity) - performance.now();
    if (seconds * 1000 > left) {
      this.#retry = setTimeout(
        () => {
          this.#giveUp();
        },
        Math.max(0, left),
      );
      return;
    }
    this.#retry = setTimeout(() => {
      this.#attempts += 1;
      if (this.#signalling === null) this.join();
      else this.#link.call();
    }, seconds * 1000);
  }

  /** Everything that the call needs is there (again). */
  #settle(): void {
    const { typedOnly, phase } = this.get();
    if (this.#signalling === null || !(typedOnly || this.#link.connected)) return;
    if (phase === "reconnecting") return;
    this.#attempts = 0;
    clearTimeout(this.#retry);
  }

  get #report(): string {
    return `/calls/${this.#options.ticket.id}/report`;
  }

  #giveUp(): void {
    this.#store.dispatch({ type: "gave_up", report: this.#report });
    this.close();
  }

  #findOver(): void {
    if (this.#closed) return;
    this.#store.dispatch({ type: "found_over", report: this.#report });
    this.close();
  }

  #block(): void {
    this.#store.dispatch({ type: "media", blocked: BLOCKED });
    this.#send({ type: "media_blocked" });
  }
}

const statsOf = (assessment: Assessment): ClientMessage => ({
  type: "stats",
  rtt_ms: assessment.rtt,
  loss_in: assessment.lossIn,
  loss_out: assessment.lossOut,
  jitter_ms: assessment.jitter,
  frames_per_second: assessment.framesPerSecond,
});
