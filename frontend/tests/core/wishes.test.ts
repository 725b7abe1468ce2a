import { describe, expect, it } from "vitest";

import type { ScenarioCard } from "../../src/core/api/types";
import { ANY, choices, narrow } from "../../src/core/wishes";

describe("narrowing the list", () => {
  const patient = (id: string, minutes: number, themes: string[]) =>
    ({ id, minutes, content_note: { themes, severity: 1, text: "" } }) as ScenarioCard;
  const all = [patient("a", 10, ["a child’s death"]), patient("b", 15, [])];

  it("keeps who fits both wishes", () => {
    const ids = (wishes: Parameters<typeof narrow>[1]) => narrow(all, wishes).map(({ id }) => id);
    expect(ids({ minutes: ANY, without: ANY })).toEqual(["a", "b"]);
    expect(ids({ minutes: "10", without: ANY })).toEqual(["a"]);
    expect(ids({ minutes: "10", without: "a child’s death" })).toEqual([]);
  });

  it("offers what there is", () => {
    expect(choices(all).minutes.map(({ label }) => label)).toEqual([
      "Any length",
      "Up to 10 minutes",
      "Up to 15 minutes",
    ]);
    expect(choices(all).themes.map(({ label }) => label)).toEqual(["Nothing", "A child’s death"]);
  });
});
