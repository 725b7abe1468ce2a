/** The call's WebSocket: JSON both ways, and a heartbeat that notices a silent loss. */

import { parseMessage, type ClientMessage, type ServerMessage } from "./messages";

const PING_EVERY_MS = 3_000;
/** With nothing heard for so long, the socket counts as dead. */
const SILENT_MS = 9_000;

export interface SignallingEvents {
  onOpen(): void;
  onMessage(message: ServerMessage): void;
  /** Once, unless `close()` was called. `opened`: it had been open before. */
  onLost(lost: { code: number; opened: boolean }): void;
}

export type OpenSocket = (url: string) => WebSocket;

export class Signalling {
  readonly #socket: WebSocket;
  readonly #events: SignallingEvents;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #heard = 0;
  #opened = false;
  #done = false;

  constructor(url: string, events: SignallingEvents, open: OpenSocket) {
    this.#events = events;
    this.#socket = open(url);
    this.#socket.onopen = () => {
      this.#begin();
    };
    this.#socket.onmessage = (event: MessageEvent<unknown>) => {
      this.#heard = performance.now();
      const message = typeof event.data === "string" ? parseMessage(event.data) : null;
      if (message !== null && !this.#done) this.#events.onMessage(message);
    };
    this.#socket.onclose = (event) => {
      this.#lose(event.code);
    };
  }

  /** False when there is no open socket to send it on. */
  send(message: ClientMessage): boolean {
    if (this.#done || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  close(): void {
    this.#done = true;
    clearInterval(this.#heartbeat);
    this.#socket.close(1000);
  }

  #begin(): void {
    if (this.#done) return;
    this.#opened = true;
    this.#heard = performance.now();
    this.#heartbeat = setInterval(() => {
      if (performance.now() - this.#heard > SILENT_MS) this.#lose(1006);
      else this.send({ type: "ping" });
    }, PING_EVERY_MS);
    this.#events.onOpen();
  }

  #lose(code: number): void {
    if (this.#done) return;
    this.close();
    this.#events.onLost({ code, opened: this.#opened });
  }
}
