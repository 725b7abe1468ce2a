import { expect, it } from "vitest";

import { drawer } from "../../src/core/storage";

it("forgets what does not fit, and bears a forbidden storage", () => {
  const isNumber = (value: unknown): value is number => typeof value === "number";
  const kept = drawer("n", isNumber);
  kept.write(4);
  expect(kept.read()).toBe(4);
  sessionStorage.setItem("n", '"four"');
  expect(kept.read()).toBeNull();
  const forbidden = drawer("n", isNumber, () => {
    throw new DOMException("", "SecurityError");
  });
  forbidden.write(4);
  expect(forbidden.read()).toBeNull();
});
