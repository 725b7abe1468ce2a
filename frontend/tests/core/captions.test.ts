import { describe, expect, it } from "vitest";

import { onScreen, tail } from "../../src/core/call/captions";

describe("captions on the screen", () => {
  const said = (id: string, who: "you" | "them", t: number) => ({
    id,
    who,
    text: id,
    final: true,
    t,
    seq: null,
  });

  it("are the last of each side, the older above", () => {
    const all = [said("p1", "them", 1), said("l1", "you", 2), said("p2", "them", 3)];
    expect(onScreen(all).map(({ id }) => id)).toEqual(["l1", "p2"]);
    expect(onScreen([])).toEqual([]);
  });

  it("show the end of a long speech from a sentence's start", () => {
    expect(tail("Short.", 20)).toBe("Short.");
    expect(tail("One two three. Four five six seven.", 24)).toBe("Four five six seven.");
    expect(tail("Hello, I am Dr. Lee from the ward.", 26)).toBe("… am Dr. Lee from the ward.");
    expect(tail("one two three four five six", 12)).toBe("… five six");
  });
});
