/** The learner's microphone and camera: opened, switched, muted and closed in one place. */

import { createStore, type Store } from "../store";
import { problem, problemOf, type Kind, type Problem } from "./problems";

export type DeviceState =
  | { status: "off" }
  | { status: "asking" }
  | { status: "on"; track: MediaStreamTrack; label: string }
  | { status: "problem"; problem: Problem };

export interface Choice {
  id: string;
  label: string;
}

export interface MediaState {
  microphone: DeviceState;
  camera: DeviceState;
  microphones: Choice[];
  cameras: Choice[];
}

const CONSTRAINTS: Record<Kind, MediaTrackConstraints> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15, max: 30 } },
};

const NAMES: Record<Kind, string> = { microphone: "Microphone", camera: "Camera" };

type Action = Partial<MediaState>;

export interface MediaBrowser {
  devices: MediaDevices | undefined;
  secure: boolean;
}

const thisBrowser = (): MediaBrowser => ({
  // Absent on insecure addresses, whatever the type says.
  devices: navigator.mediaDevices,
  secure: window.isSecureContext,
});

export class LearnerMedia {
  readonly #store: Store<MediaState, Action>;
  readonly #browser: MediaBrowser;
  /** Counts requests, so that an answer that nobody waits for any more is closed. */
  readonly #asked: Record<Kind, number> = { microphone: 0, camera: 0 };

  constructor(browser: MediaBrowser = thisBrowser()) {
    this.#browser = browser;
    this.#store = createStore<MediaState, Action>((state, change) => ({ ...state, ...change }), {
      microphone: { status: "off" },
      camera: { status: "off" },
      microphones: [],
      cameras: [],
    });
    browser.devices?.addEventListener("devicechange", () => void this.list());
  }

  readonly get = (): MediaState => this.#store.get();
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  track(kind: Kind): MediaStreamTrack | null {
    const state = this.get()[kind];
    return state.status === "on" ? state.track : null;
  }

  /** Opens (or switches to) a device. Never throws: a problem becomes the state. */
  async open(kind: Kind, deviceId?: string): Promise<void> {
    const asked = ++this.#asked[kind];
    const { devices, secure } = this.#browser;
    if (!secure) return this.#fail(kind, problem(kind, "insecure"));
    if (devices === undefined) return this.#fail(kind, problem(kind, "unsupported"));
    if (this.track(kind) === null) this.#set(kind, { status: "asking" });
    const wanted: MediaTrackConstraints = {
      ...CONSTRAINTS[kind],
      ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
    };
    try {
      const stream = await devices.getUserMedia(
        kind === "microphone" ? { audio: wanted } : { video: wanted },
      );
      const track = stream.getTracks()[0];
      if (asked !== this.#asked[kind] || track === undefined) {
        for (const unwanted of stream.getTracks()) unwanted.stop();
        return;
      }
      this.track(kind)?.stop();
      track.addEventListener("ended", () => {
        if (this.track(kind) === track) this.#fail(kind, problem(kind, "none"));
      });
      this.#set(kind, { status: "on", track, label: track.label || NAMES[kind] });
      await this.list();
    } catch (error) {
      if (asked !== this.#asked[kind]) return;
      this.track(kind)?.stop();
      this.#fail(kind, problemOf(kind, error));
    }
  }

  close(kind: Kind): void {
    this.#asked[kind] += 1;
    this.track(kind)?.stop();
    this.#set(kind, { status: "off" });
  }

  closeAll(): void {
    this.close("microphone");
    this.close("camera");
  }

  /** Reads which devices there are. Their names are known only once one was allowed. */
  async list(): Promise<void> {
    const found = (await this.#browser.devices?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind, name: string): Choice[] =>
      found
        .filter((device) => device.kind === kind && device.deviceId !== "")
        .map((device, index) => ({
          id: device.deviceId,
          label: device.label || `${name} ${String(index + 1)}`,
        }));
    this.#store.dispatch({
      microphones: of("audioinput", "Microphone"),
      cameras: of("videoinput", "Camera"),
    });
  }

  #set(kind: Kind, state: DeviceState): void {
    this.#store.dispatch(kind === "microphone" ? { microphone: state } : { camera: state });
  }

  #fail(kind: Kind, cause: Problem): void {
    this.#set(kind, { status: "problem", problem: cause });
  }
}
