import { expect, it } from "vitest";

import { parseMessage } from "../../src/core/call/messages";

it.each(["", "[]", "null", '{"type":"unheard_of"}', '{"no":"type"}', "{"])(
  "ignores a frame that is no message: %s",
  (text) => {
    expect(parseMessage(text)).toBeNull();
  },
);
