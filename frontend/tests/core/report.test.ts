import { describe, expect, it } from "vitest";

import { REPORTS } from "../../dev/mock/reports";
import type { Measure, Report } from "../../src/core/api/types";
import { letter } from "../../src/core/report/letter";
import { dots, figure, measuresOf } from "../../src/core/report/measures";
import { Duet } from "../../src/core/report/playback";
import { calmPath, holding, scale, ticks, within } from "../../src/core/report/timeline";

const example = REPORTS["example"] as Report;

describe("letter", () => {
  it("writes of the answer that moved trust most, and of the moment that cost most", () => {
    const { helped, takeBack } = letter(example);
    expect(helped?.moment.answered).toBe(true);
    expect(helped?.trust?.after).toBeGreaterThan(helped?.trust?.before ?? 100);
    expect(takeBack?.moment.quote).toMatch(/mammogram/);
    expect(takeBack?.words?.t).toBe(39);
    expect(takeBack?.trust).toEqual({ before: 44, after: 33 });
  });

  it("calls nothing a help that cost trust", () => {
    const falling = example.curve.map((point, index) => ({ ...point, trust: 1 - index / 100 }));
    expect(letter({ ...example, curve: falling }).helped).toBeNull();
  });

  it("keeps silent where there is nothing to write of", () => {
    expect(letter({ ...example, moments: [] })).toEqual({ helped: null, takeBack: null });
    const unsaid = letter({ ...example, transcript: [], curve: [] });
    expect(unsaid.takeBack).toBeNull();
    expect(unsaid.helped?.trust).toBeNull();
  });
});

describe("timeline", () => {
  it("maps time to place and back, and holds at the edges", () => {
    const { x, t } = scale(0, 100, 50, 250);
    expect(x(50)).toBe(150);
    expect(t(150)).toBe(50);
    expect(x(500)).toBe(250);
    expect(scale(0, 0, 0, 10).x(0)).toBe(0);
  });

  it("marks whole times, a dozen at most", () => {
    expect(ticks(35)).toEqual([0, 10, 20, 30]);
    expect(ticks(214).slice(0, 3)).toEqual([0, 30, 60]);
    expect(ticks(3600).length).toBeLessThanOrEqual(13);
  });

  it("carries a curve's value to both edges", () => {
    const curve = [
      { t: 0, v: 1 },
      { t: 10, v: 2 },
      { t: 90, v: 3 },
    ];
    expect(within(curve, 5, 20)).toEqual([
      { t: 5, v: 1 },
      { t: 10, v: 2 },
      { t: 20, v: 2 },
    ]);
    expect(within([], 0, 5)).toEqual([]);
    expect(holding(curve, 50)?.v).toBe(2);
    expect(holding([], 1)).toBeNull();
  });

  it("draws level through each point", () => {
    expect(calmPath([])).toBe("");
    expect(
      calmPath([
        [0, 5],
        [10, 8],
      ]),
    ).toBe("M0.0 5.0C5.0 5.0 5.0 8.0 10.0 8.0");
  });
});

describe("measures", () => {
  const measure = (change: Partial<Measure>): Measure => ({
    id: "x",
    title: "",
    value: 1,
    unit: "",
    sentence: "",
    evidence: [],
    use: "score",
    ...change,
  });

  it.each([
    [{ numerator: 2, denominator: 4 }, "2 of 4"],
    [{ id: "talk_share", value: 68, unit: "%" }, "You 68, Theresa 32"],
    [{ id: "questions", parts: { open: 3, closed: 5 } }, "3 open, 5 closed"],
    [{ value: 35.2, unit: "s" }, "35 seconds"],
    [{ value: 95, unit: "s" }, "1:35 minutes"],
    [{ value: 80, unit: "words" }, "80 words"],
    [{ value: null }, "Not counted"],
  ] as const)("%o is %s", (change, words) => {
    expect(figure(measure(change), "Theresa")).toBe(words);
  });

  it("has dots only where they can be counted, and never for a mirror", () => {
    expect(dots(measure({ numerator: 2, denominator: 4 }))).toEqual({ on: 2, of: 4 });
    expect(dots(measure({ numerator: 2, denominator: 40 }))).toBeNull();
    expect(dots(measure({ numerator: 2, denominator: 4, use: "show" }))).toBeNull();
  });

  it("come as a list or by id", () => {
    const one = measure({});
    expect(measuresOf({ ...example, measures: { x: one } })).toEqual([one]);
  });
});

class FakeAudio extends EventTarget {
  currentTime = 0;
  ended = false;
  error = null;
  playing = false;
  play() {
    this.playing = true;
    return Promise.resolve();
  }
  pause() {
    this.playing = false;
  }
  removeAttribute() {
    this.playing = false;
  }
}

describe("the recording", () => {
  const pair = () => {
    const made: FakeAudio[] = [];
    const duet = new Duet(["patient", "learner"], () => {
      made.push(new FakeAudio());
      return made.at(-1) as unknown as HTMLAudioElement;
    });
    return { duet, lead: made[0]!, second: made[1]! };
  };

  it("plays both voices from one time", async () => {
    const { duet, lead, second } = pair();
    await duet.play(12);
    expect([lead.currentTime, second.currentTime]).toEqual([12, 12]);
    expect([lead.playing, second.playing]).toEqual([true, true]);
    duet.stop();
    expect(duet.get().playing).toBe(false);
  });

  it("pulls a voice back that drifts, and stops where it was asked to", async () => {
    const { duet, lead, second } = pair();
    await duet.play(0, 5);
    lead.currentTime = 2;
    second.currentTime = 2.5;
    await expect.poll(() => second.currentTime).toBe(2);
    lead.currentTime = 5.1;
    await expect.poll(() => duet.get().playing).toBe(false);
  });

  it("says when a file cannot be played", () => {
    const { duet, second } = pair();
    second.dispatchEvent(new Event("error"));
    expect(duet.get().failed).toBe(true);
  });
});
