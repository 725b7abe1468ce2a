/** One scripted talk over the signalling socket, with a clock that can stand still. */

import type { WebSocket } from "ws";

import { SCRIPTS, type Beat } from "./data";

const TICK_MS = 100;

export class Talk {
  open = true;
  readonly #beats: Beat[];
  readonly #typedOnly: boolean;
  #client: WebSocket | null = null;
  #patient: WebSocket | null = null;
  #offer: unknown = null;
  #waiting: unknown[] = [];
  #seq = 0;
  #clock = 0;
  #next = 0;
  #typed = 0;
  #paused = false;
  #sign = "listening";
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(scenario: string, typedOnly: boolean) {
    this.#beats = SCRIPTS[scenario] ?? SCRIPTS["theresa-nowak"]!;
    this.#typedOnly = typedOnly;
  }

  join(client: WebSocket): void {
    this.#client?.close(4409);
    this.#client = client;
    this.#state();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.#tick();
    }, TICK_MS);
    client.on("message", (data: Buffer) => {
      this.#hear(JSON.parse(data.toString()) as { type: string } & Record<string, unknown>);
    });
    client.on("close", () => {
      if (this.#client === client) clearInterval(this.#timer);
    });
  }

  /** The page's own second peer, which answers as the patient. */
  answerWith(patient: WebSocket): void {
    this.#patient = patient;
    patient.on("message", (data: Buffer) => {
      this.#client?.send(data.toString());
    });
    if (this.#offer !== null) patient.send(JSON.stringify(this.#offer));
    for (const candidate of this.#waiting) patient.send(JSON.stringify(candidate));
    this.#offer = null;
  }

  #hear(message: { type: string } & Record<string, unknown>): void {
    switch (message.type) {
      case "ping":
        this.#client?.send(JSON.stringify({ type: "pong" }));
        break;
      case "offer":
        this.#offer = message;
        this.#waiting = [];
        if (this.#patient?.readyState === 1) {
          this.#patient.send(JSON.stringify(message));
          this.#offer = null;
        }
        break;
      case "candidate":
        this.#waiting.push(message);
        if (this.#patient?.readyState === 1) this.#patient.send(JSON.stringify(message));
        break;
      case "pause":
      case "resume":
        this.#paused = message.type === "pause";
        this.#patient?.send(JSON.stringify({ type: this.#paused ? "room" : "face" }));
        this.#state();
        break;
      case "typed":
        this.#say({
          type: "caption",
          who: "you",
          id: `t${String(++this.#typed)}`,
          text: message["text"],
          final: true,
          t: this.#clock,
        });
        break;
      case "hang_up":
        this.#end("learner_hung_up");
        break;
    }
  }

  #tick(): void {
    if (this.#paused || !this.open) return;
    this.#clock += TICK_MS / 1000;
    for (let beat = this.#beats[this.#next]; beat !== undefined && beat.at <= this.#clock;) {
      this.#next += 1;
      if (beat.sign !== undefined) {
        this.#sign = beat.sign;
        this.#state();
        this.#patient?.send(JSON.stringify({ type: beat.sign }));
      }
      if (beat.message !== undefined) this.#say({ t: this.#clock, ...beat.message });
      if (beat.end !== undefined) this.#end(beat.end);
      beat = this.#beats[this.#next];
    }
  }

  #state(): void {
    this.#say({
      type: "state",
      patient: this.#sign,
      clock: this.#clock,
      paused: this.#paused,
      typed_only: this.#typedOnly,
    });
  }

  #end(reason: string): void {
    this.open = false;
    clearInterval(this.#timer);
    this.#say({ type: "ended", reason, report: "/calls/example/report" });
  }

  #say(message: Record<string, unknown>): void {
    this.#client?.send(JSON.stringify({ ...message, seq: ++this.#seq }));
  }
}
