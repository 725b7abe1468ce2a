import { describe, expect, it } from "vitest";

import { assess, readCounters, type Counters } from "../../src/core/call/quality";

describe("connection quality", () => {
  const before: Counters = {
    at: 0,
    rtt: 0.03,
    received: 100,
    lost: 0,
    lossOut: 0,
    jitter: 0.005,
    frames: 10,
  };
  const after = (change: Partial<Counters>): Counters => ({
    ...before,
    at: 2000,
    received: 300,
    frames: 60,
    ...change,
  });

  it.each([
    ["good", {}],
    ["fair", { lost: 12 }],
    ["weak", { lost: 40 }],
    ["fair", { rtt: 0.3 }],
    ["weak", { jitter: 0.2 }],
    ["weak", { lossOut: 0.2 }],
    ["weak", { received: 100 }],
  ] as const)("is %s with %o", (quality, change) => {
    expect(assess(before, after(change)).quality).toBe(quality);
  });

  it("is unknown at first, and counts pictures by the second", () => {
    expect(assess(null, before).quality).toBe("unknown");
    expect(assess(before, after({})).framesPerSecond).toBe(25);
  });

  it("is read from what the browser reports", () => {
    const counters = readCounters(5, [
      { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.04 },
      { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 },
      { type: "inbound-rtp", kind: "audio", packetsReceived: 50, packetsLost: 1, jitter: 0.01 },
      {
        type: "inbound-rtp",
        kind: "video",
        packetsReceived: 20,
        packetsLost: 2,
        framesDecoded: 25,
      },
      { type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.02 },
    ]);
    expect(counters).toEqual({
      at: 5,
      rtt: 0.04,
      received: 70,
      lost: 3,
      lossOut: 0.02,
      jitter: 0.01,
      frames: 25,
    });
  });
});
