/** The recording: two voices, two files, one time. */

import { createStore } from "../store";

export interface PlaybackState {
  t: number;
  playing: boolean;
  failed: boolean;
}

/** How far the two files may drift apart before the second is set again, in seconds. */
const DRIFT_S = 0.12;

export class Duet {
  readonly #elements: HTMLAudioElement[];
  readonly #store = createStore<PlaybackState, Partial<PlaybackState>>(
    (state, change) => ({ ...state, ...change }),
    { t: 0, playing: false, failed: false },
  );
  #until = Infinity;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(urls: readonly string[], create: (url: string) => HTMLAudioElement = open) {
    this.#elements = urls.map(create);
    for (const element of this.#elements) {
      element.addEventListener("error", () => {
        this.stop();
        this.#store.dispatch({ failed: true });
      });
      element.addEventListener("ended", () => {
        if (this.#elements.every(({ ended }) => ended)) this.stop();
      });
    }
  }

  readonly get = (): PlaybackState => this.#store.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  seek(t: number): void {
    for (const element of this.#elements) element.currentTime = t;
    this.#store.dispatch({ t });
  }

  async play(from: number, until = Infinity): Promise<void> {
    this.#until = until;
    this.seek(from);
    this.#store.dispatch({ playing: true, failed: false });
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.#follow();
    }, 100);
    try {
      await Promise.all(this.#elements.map((element) => element.play()));
    } catch {
      // Stopped before it began is not a failure; a file that does not play reports by its event.
      if (this.#elements.some(({ error }) => error !== null))
        this.#store.dispatch({ failed: true });
    }
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const element of this.#elements) element.pause();
    this.#store.dispatch({ playing: false });
  }

  close(): void {
    this.stop();
    for (const element of this.#elements) element.removeAttribute("src");
  }

  #follow(): void {
    const [lead, second] = this.#elements.filter(({ ended }) => !ended);
    if (lead === undefined) return;
    if (second !== undefined && Math.abs(second.currentTime - lead.currentTime) > DRIFT_S) {
      second.currentTime = lead.currentTime;
    }
    this.#store.dispatch({ t: lead.currentTime });
    if (lead.currentTime >= this.#until) this.stop();
  }
}

function open(url: string): HTMLAudioElement {
  const element = new Audio(url);
  element.preload = "metadata";
  return element;
}
