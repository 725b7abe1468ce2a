/** A soft chime to try the speaker with: two bell tones, a fourth apart. */

const TONES_HZ = [523.25, 698.46];
const APART_S = 0.28;
const RING_S = 1.4;
const PARTIALS: readonly (readonly [ratio: number, gain: number])[] = [
  [1, 1],
  [2.01, 0.3],
  [3.02, 0.1],
];
const LOUD = 0.16;

/** Plays it; resolves when it has rung out. */
export async function playChime(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const start = context.currentTime + 0.05;
  TONES_HZ.forEach((tone, index) => {
    const at = start + index * APART_S;
    for (const [ratio, gain] of PARTIALS) ring(context, tone * ratio, gain * LOUD, at);
  });
  const whole = APART_S * (TONES_HZ.length - 1) + RING_S;
  await new Promise((resolve) => setTimeout(resolve, whole * 1000));
  await context.close();
}

function ring(context: AudioContext, hertz: number, gain: number, at: number): void {
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(gain, at + 0.012);
  envelope.gain.exponentialRampToValueAtTime(0.0001, at + RING_S);
  oscillator.connect(envelope).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + RING_S);
}
