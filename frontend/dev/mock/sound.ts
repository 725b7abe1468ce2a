/** A stand-in for a recording: a hum wherever somebody speaks, as a WAV file. */

const RATE = 8000;

export interface Span {
  t0: number;
  t1: number;
}

export function hum(spans: readonly Span[], seconds: number, hertz: number): Buffer {
  const samples = Math.ceil(seconds * RATE);
  const file = Buffer.alloc(44 + samples, 128);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples, 40);
  for (const { t0, t1 } of spans) {
    for (let n = Math.floor(t0 * RATE); n < Math.min(samples, t1 * RATE); n++) {
      const syllable = Math.sin((Math.PI * n * 4) / RATE) ** 2;
      file[44 + n] = 128 + Math.round(20 * syllable * Math.sin((2 * Math.PI * hertz * n) / RATE));
    }
  }
  return file;
}
