/** Draws the app at an address, over made-up answers of the server. */

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render } from "@testing-library/react";
import axe from "axe-core";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect } from "vitest";

import { CALLS, SCENARIOS } from "../../dev/mock/data";
import { REPORTS } from "../../dev/mock/reports";
import { Api } from "../../src/core/api/client";
import { LearnerMedia } from "../../src/core/devices/media";
import { Services, ServicesProvider } from "../../src/hooks/services";
import { routes } from "../../src/routes";

export interface Answer {
  status?: number;
  body: unknown;
}

export type Answers = Record<string, Answer>;

const error = (code: string, message: string, status: number): Answer => ({
  status,
  body: { error: { code, message } },
});

export const USUAL: Answers = {
  "GET /api/session": { body: { learner: { id: "1", name: "Learner" } } },
  "GET /api/scenarios": { body: SCENARIOS },
  "GET /api/calls": { body: CALLS },
  "POST /api/calls": error("machine_full", "All rooms are taken.", 503),
};
for (const one of SCENARIOS) {
  USUAL[`GET /api/scenarios/${one.id}`] = { body: one };
  USUAL[`POST /api/scenarios/${one.id}/prepare`] = { status: 202, body: {} };
}
for (const [id, report] of Object.entries(REPORTS)) {
  USUAL[`GET /api/calls/${id}/report`] =
    report === "making" ? error("call_open", "Still open.", 409) : { body: report };
}
for (const call of CALLS) USUAL[`GET /api/calls/${call.id}`] = { body: call };

export { error };

/** What was asked of the server, in order. */
export const asked: { address: string; body: unknown }[] = [];

export function draw(path: string, changed: Answers = {}) {
  cleanup();
  asked.length = 0;
  const answers = { ...USUAL, ...changed };
  const api = new Api({
    fetch: (input, init) => {
      const address = `${init?.method ?? "GET"} ${input}`;
      asked.push({
        address,
        body: typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : null,
      });
      const answer: Answer = answers[address] ?? error("not_found", "There is no such thing.", 404);
      const { status = 200, body } = answer;
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    },
  });
  const services = new Services(api, new LearnerMedia({ devices: undefined, secure: true }));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const drawn = render(
    <QueryClientProvider client={queries}>
      <ServicesProvider value={services}>
        <RouterProvider router={router} />
      </ServicesProvider>
    </QueryClientProvider>,
  );
  return { ...drawn, router };
}

/** Fails with what axe-core finds. Contrast needs a real browser: `npm run axe` looks at it. */
export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}
