/**
 * Answers the page's offers as the server would: a canvas for the face, a hum for the voice.
 * Injected by the mock only. It watches for the page's signalling sockets.
 */

const RealSocket = window.WebSocket;

window.WebSocket = class extends RealSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    const found = /\/api\/calls\/([^/]+)\/signal/.exec(String(url));
    if (found !== null) patient(found[1]!);
  }
};

let drawing: ReturnType<typeof setInterval> | undefined;

const known = new Set<string>();

function patient(call: string): void {
  if (known.has(call)) return;
  known.add(call);
  const socket = new RealSocket(
    `${location.origin.replace(/^http/, "ws")}/api/calls/${call}/patient`,
  );
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 512;
  const context = canvas.getContext("2d")!;
  const face = new Image();
  face.src = document.querySelector<HTMLImageElement>("img.ambience")?.src ?? "";
  const look = { mode: "face" };
  clearInterval(drawing);
  drawing = setInterval(() => {
    draw(context, face, look.mode);
  }, 40);
  let peer: RTCPeerConnection | null = null;
  let early: RTCIceCandidateInit[] = [];

  socket.onmessage = async (event: MessageEvent<string>) => {
    const message = JSON.parse(event.data) as {
      type: string;
      sdp?: string;
      candidate?: RTCIceCandidateInit | null;
    };
    if (message.type === "offer") {
      peer?.close();
      early = [];
      const mine = (peer = new RTCPeerConnection());
      await mine.setRemoteDescription({ type: "offer", sdp: message.sdp! });
      const stream = canvas.captureStream(25);
      const tone = new AudioContext().createMediaStreamDestination();
      for (const track of [...stream.getVideoTracks(), ...tone.stream.getAudioTracks()]) {
        const place = mine.getTransceivers().find((one) => one.receiver.track.kind === track.kind);
        if (place === undefined) continue;
        place.direction = place.currentDirection === "sendonly" ? "recvonly" : "sendrecv";
        await place.sender.replaceTrack(track);
        place.sender.setStreams(stream);
      }
      mine.onicecandidate = ({ candidate }) => {
        if (candidate !== null) {
          socket.send(JSON.stringify({ type: "candidate", candidate: candidate.toJSON() }));
        }
      };
      await mine.setLocalDescription(await mine.createAnswer());
      socket.send(JSON.stringify({ type: "answer", sdp: mine.localDescription!.sdp }));
      for (const candidate of early) await mine.addIceCandidate(candidate);
    } else if (message.type === "candidate" && message.candidate != null) {
      if (peer?.remoteDescription == null) early.push(message.candidate);
      else await peer.addIceCandidate(message.candidate);
    } else if (message.type === "room" || message.type === "face") {
      look.mode = message.type;
    }
  };
}

function draw(context: CanvasRenderingContext2D, face: HTMLImageElement, mode: string): void {
  const t = performance.now() / 1000;
  if (face.src === "") {
    face.src = document.querySelector<HTMLImageElement>("img.ambience")?.src ?? "";
  }
  context.fillStyle = "#6f7a78";
  context.fillRect(0, 0, 512, 512);
  if (mode === "room" || !face.complete || face.naturalWidth === 0) {
    context.fillStyle = "#8b8378";
    context.fillRect(0, 260, 512, 26);
    context.fillStyle = "#c9d2d4";
    context.fillRect(380, 0, 132, 210);
    return;
  }
  context.drawImage(face, -6 + 3 * Math.sin(t * 0.7), -6 + 2 * Math.sin(t * 1.1), 524, 524);
}
