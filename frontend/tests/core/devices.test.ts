import { describe, expect, it } from "vitest";

import { loudness } from "../../src/core/devices/level";
import { problemOf } from "../../src/core/devices/problems";

describe("devices", () => {
  it.each([
    ["NotAllowedError", "refused", /allow the microphone/],
    ["NotFoundError", "none", /Plug one in/],
    ["NotReadableError", "in_use", /Another program/],
    ["WhateverError", "failed", /did not start/],
  ])("%s is told as %s", (name, code, words) => {
    const told = problemOf("microphone", new DOMException("", name));
    expect(told.code).toBe(code);
    expect(told.message).toMatch(words);
    expect(told.message).toMatch(/type your words/);
  });

  it("measures loudness from silence to speech", () => {
    expect(loudness(new Float32Array(64))).toBe(0);
    expect(loudness(new Float32Array(64).fill(0.3))).toBe(1);
    expect(loudness(new Float32Array(64).fill(0.02))).toBeGreaterThan(0.4);
  });
});
