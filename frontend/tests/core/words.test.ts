import { describe, expect, it } from "vitest";

import {
  clock,
  difficulty,
  duration,
  list,
  pronouns,
  sentence,
  typeset,
} from "../../src/core/words";

describe("words", () => {
  it.each([
    [0, "0:00"],
    [9.99, "0:09"],
    [61, "1:01"],
    [3600, "60:00"],
    [-1, "0:00"],
  ])("%s s on the clock is %s", (seconds, words) => {
    expect(clock(seconds)).toBe(words);
  });

  it.each([
    [1, "one second"],
    [42, "42 seconds"],
    [60, "one minute"],
    [75, "one minute and 15 seconds"],
    [214, "four minutes"],
  ])("%s s is %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it.each([
    ['I\'d say "no".', "I’d say “no”."],
    ["called 'at least'", "called ‘at least’"],
    ["\"'Fine,'\" she said", "“‘Fine,’” she said"],
  ])("%s is set as %s", (typed, set) => {
    expect(typeset(typed)).toBe(set);
  });

  it("ends a note as a sentence", () => {
    expect(sentence("In her car ")).toBe("In her car.");
    expect(sentence("Is it?")).toBe("Is it?");
  });

  it("joins and inflects", () => {
    expect(list(["a"])).toBe("a");
    expect(list(["a", "b", "c"])).toBe("a, b and c");
    expect(pronouns("they/them").their).toBe("their");
    expect(pronouns("he/him").them).toBe("him");
    expect(difficulty({ emotion: 4, complexity: 3, language: 1 })).toBe(
      "Feelings strong, facts moderate",
    );
    expect(difficulty({ emotion: 1, complexity: 5, language: 4 })).toContain("hard to follow");
  });
});
