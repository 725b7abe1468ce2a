import { describe, expect, it, vi } from "vitest";

import { Api } from "../../src/core/api/client";
import { errorFrom } from "../../src/core/api/errors";

describe("the API's client", () => {
  const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify(body), { status, headers });

  it("opens a demo session on the first visit only", async () => {
    const fetcher = vi
      .fn()
      .mockResolvedValueOnce(answer(401, { error: { code: "session_needed", message: "" } }))
      .mockResolvedValueOnce(answer(200, { learner: { id: "1", name: "Learner" } }));
    expect(await new Api({ fetch: fetcher }).session()).toEqual({ id: "1", name: "Learner" });
    const asked = fetcher.mock.calls as [string, RequestInit][];
    expect(asked.map(([path, { method }]) => [path, method])).toEqual([
      ["/api/session", "GET"],
      ["/api/session", "POST"],
    ]);
  });

  it("hands on the server's code, words and patience", async () => {
    const full = answer(
      503,
      { error: { code: "machine_full", message: "Full." } },
      { "retry-after": "60" },
    );
    const opening = new Api({ fetch: () => Promise.resolve(full) }).openCall({
      scenario: "x",
      recorded: false,
    });
    await expect(opening).rejects.toMatchObject({
      code: "machine_full",
      message: "Full.",
      status: 503,
      retryAfter: 60,
    });
  });

  it("waits for a report that is still being made", async () => {
    const open = answer(409, { error: { code: "call_open", message: "" } });
    expect(await new Api({ fetch: () => Promise.resolve(open) }).report("x")).toBeNull();
  });

  it("says in words that nobody answered", async () => {
    const dead = new Api({ fetch: () => Promise.reject(new TypeError("failed")) }).scenarios();
    await expect(dead).rejects.toMatchObject({ code: "unreachable", status: 0 });
  });

  it("gives up on a server that is silent", async () => {
    vi.useFakeTimers();
    const silent = (_: string, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => {
          reject(new DOMException("", "AbortError"));
        });
      });
    const asked = expect(new Api({ fetch: silent }).calls()).rejects.toMatchObject({
      code: "timeout",
      message: "The server did not answer within 10 seconds.",
    });
    await vi.advanceTimersByTimeAsync(10_001);
    await asked;
    vi.useRealTimers();
  });

  it("makes an error of an answer that is not ours", () => {
    expect(errorFrom(502, null, null)).toMatchObject({ code: "http_502", status: 502 });
  });
});
