/** A browser's socket and peer, moved by hand. */

export class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 0;
  deaf = false;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    const message = JSON.parse(text) as Record<string, unknown>;
    this.sent.push(message);
    if (message["type"] === "ping" && !this.deaf) this.says({ type: "pong" });
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  says(message: Record<string, unknown>): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  breaks(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

export class FakeConnection {
  static all: FakeConnection[] = [];
  transceivers: { what: unknown; init: RTCRtpTransceiverInit }[] = [];
  connectionState = "new";
  closed = false;
  localDescription: { sdp: string } | null = null;
  channel: { onmessage: ((event: { data: string }) => void) | null } = { onmessage: null };
  onconnectionstatechange: (() => void) | null = null;
  parameters = { encodings: [{ active: true }] };
  replaced: unknown[] = [];
  signalingState = "stable";

  constructor() {
    FakeConnection.all.push(this);
  }

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
  getStats() {
    return Promise.resolve(new Map());
  }
  close() {
    this.closed = true;
  }
  becomes(state: string) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

export const track = (kind: "audio" | "video"): MediaStreamTrack =>
  ({ kind, enabled: true }) as MediaStreamTrack;
