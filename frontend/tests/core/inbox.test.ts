import { describe, expect, it } from "vitest";

import { Inbox } from "../../src/core/call/inbox";

describe("inbox", () => {
  it("forgets the oldest, not the newest", () => {
    const inbox = new Inbox(2);
    expect([1, 2, 3].map((seq) => inbox.accepts(seq))).toEqual([true, true, true]);
    expect(inbox.accepts(3)).toBe(false);
    expect(inbox.accepts(undefined)).toBe(true);
  });
});
