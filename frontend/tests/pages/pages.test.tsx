import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { asked, draw, error, expectAccessible } from "./render";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation((...words) => {
    throw new Error(words.map(String).join(" "));
  });
});

describe("the catalogue", () => {
  it("leads to each patient", async () => {
    const { container } = draw("/");
    const link = await screen.findByRole("link", { name: "Theresa Nowak, 49" });
    expect(link.getAttribute("href")).toBe("/scenarios/theresa-nowak");
    expect(screen.getByText("Feelings strong, facts moderate")).toBeTruthy();
    expect(document.title).toBe("Patients · Synthetic Patients");
    await expectAccessible(container);
  });

  it("says what is wrong when the list does not arrive, and asks again", async () => {
    draw("/", { "GET /api/scenarios": error("store_busy", "The store is busy.", 503) });
    expect(await screen.findByText("The list of patients didn’t arrive.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(asked.filter(({ address }) => address === "GET /api/scenarios")).toHaveLength(2);
  });

  it("says how to get patients where there are none", async () => {
    draw("/", { "GET /api/scenarios": { body: [] } });
    expect(await screen.findByText("Nobody is here yet.")).toBeTruthy();
  });

  it("asks for the code where the server is no demo", async () => {
    const { container } = draw("/", {
      "GET /api/session": error("session_needed", "Open a session first.", 401),
      "POST /api/session": error("access_code_needed", "Enter the access code.", 403),
    });
    await userEvent.type(await screen.findByLabelText("Access code"), "abc");
    await expectAccessible(container);
    await userEvent.click(screen.getByRole("button", { name: "Come in" }));
    expect(asked.at(-1)).toEqual({ address: "POST /api/session", body: { access_code: "abc" } });
  });
});

describe("the brief", () => {
  it("tells chart, task and privacy, and begins to voice", async () => {
    const { container } = draw("/scenarios/theresa-nowak");
    expect(await screen.findByRole("heading", { level: 1 })).toHaveProperty(
      "textContent",
      "Before you meet Theresa Nowak",
    );
    expect(screen.getByText(/is not a real person/)).toBeTruthy();
    expect(screen.getByText("You alone see your calls and their reports.")).toBeTruthy();
    expect(asked.map(({ address }) => address)).toContain(
      "POST /api/scenarios/theresa-nowak/prepare",
    );
    await expectAccessible(container);
  });

  it("records nothing unless it is asked to", async () => {
    draw("/scenarios/theresa-nowak");
    const consent = await screen.findByRole("radiogroup", { name: "May the sound be recorded?" });
    const no = within(consent).getByRole<HTMLInputElement>("radio", { name: /No/ });
    expect(no.checked).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Only type" }));
    expect(asked.at(-1)).toEqual({
      address: "POST /api/calls",
      body: { scenario: "theresa-nowak", recorded: false, typed_only: true, ease: "usual" },
    });
  });

  it("asks for the recording that was agreed to", async () => {
    draw("/scenarios/theresa-nowak");
    await userEvent.click(await screen.findByRole("radio", { name: /Yes/ }));
    await userEvent.click(screen.getByRole("button", { name: "Only type" }));
    expect(asked.at(-1)?.body).toMatchObject({ recorded: true });
  });

  it("turns into a page of its own when all rooms are taken", async () => {
    const { container } = draw("/scenarios/theresa-nowak");
    await userEvent.click(await screen.findByRole("button", { name: "Only type" }));
    expect(await screen.findByRole("heading", { name: "All rooms are taken." })).toBeTruthy();
    await expectAccessible(container);
  });

  it("knows when there is no such patient", async () => {
    draw("/scenarios/nobody");
    expect(await screen.findByText("There is no such patient.")).toBeTruthy();
  });
});

describe("sound and camera", () => {
  it("says in plain words what the browser lacks, and lets the learner in anyway", async () => {
    const { container } = draw("/scenarios/theresa-nowak/devices");
    expect(await screen.findByText(/This browser cannot give the microphone/)).toBeTruthy();
    expect(
      await screen.findByRole("button", { name: "Go in and type, and hear Theresa" }),
    ).toBeTruthy();
    await expectAccessible(container);
  });
});

describe("the report", () => {
  it("reads as a letter, with its figures as a table too", async () => {
    const { container } = draw("/calls/example/report");
    expect(
      await screen.findByRole("heading", { name: "After your call with Theresa" }),
    ).toBeTruthy();
    expect(screen.getByText("You answered 2 of 4 before going on.", { exact: false })).toBeTruthy();
    await userEvent.click(screen.getByText("The same as a table"));
    expect(screen.getByRole("row", { name: /0:25 42 82/ })).toBeTruthy();
    await expectAccessible(container);
  });

  it("moves through the call by keys", async () => {
    draw("/calls/example/report");
    const time = await screen.findByRole("slider", { name: "Time in the call" });
    time.focus();
    await userEvent.keyboard("{ArrowRight}{PageDown}");
    expect(time.getAttribute("aria-valuetext")).toMatch(/^0:33, Theresa: No\. It’s a strain\./);
    await userEvent.keyboard("{End}");
    expect(time.getAttribute("aria-valuenow")).toBe("214");
  });

  it("keeps the learner's own view in this tab", async () => {
    draw("/calls/example/report");
    await userEvent.type(
      await screen.findByLabelText("Which moment stays with you?"),
      "The silence.",
    );
    await userEvent.click(screen.getByRole("button", { name: "Keep this" }));
    draw("/calls/example/report");
    expect(await screen.findByText("The silence.")).toBeTruthy();
    expect(asked.every(({ address }) => address.startsWith("GET"))).toBe(true);
  });

  it("gives a minute to whoever asks for it", async () => {
    const { container } = draw("/calls/example/report");
    await userEvent.click(await screen.findByRole("button", { name: "Take a minute" }));
    expect(screen.getByText("Breathe in …")).toBeTruthy();
    await expectAccessible(container);
    await userEvent.click(screen.getByRole("button", { name: "I am ready to read" }));
    expect(screen.getByText("First, your own view")).toBeTruthy();
  });

  it("tells of a call that broke off, and plays nothing that was not recorded", async () => {
    const { container } = draw("/calls/broken/report");
    expect(await screen.findByText("The call broke off at 1:36.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Play/ })).toBeNull();
    await expectAccessible(container);
  });

  it("judges nothing where nothing was said", async () => {
    const { container } = draw("/calls/silent/report");
    expect(await screen.findByText("There is nothing to read yet.")).toBeTruthy();
    expect(screen.queryByText("Counted")).toBeNull();
    await expectAccessible(container);
  });

  it("asks the first question while it is being made", async () => {
    const { container } = draw("/calls/making/report");
    expect(await screen.findByText("While this is read, what stays with you?")).toBeTruthy();
    await expectAccessible(container);
  });
});

describe("my calls", () => {
  it("lead to their reports", async () => {
    const { container } = draw("/calls");
    const links = await screen.findAllByRole("link", { name: /Read the report/ });
    expect(links.map((link) => link.getAttribute("href"))).toEqual([
      "/calls/example/report",
      "/calls/broken/report",
    ]);
    await expectAccessible(container);
  });

  it("say so where there are none", async () => {
    draw("/calls", { "GET /api/calls": { body: [] } });
    expect(await screen.findByText("You have not talked with anybody yet.")).toBeTruthy();
  });
});

describe("a call's address", () => {
  it("turns to the report when the call is over", async () => {
    const { router } = draw("/calls/example");
    await screen.findByRole("heading", { name: "After your call with Theresa" });
    expect(router.state.location.pathname).toBe("/calls/example/report");
  });

  it("is not joined from a second window", async () => {
    draw("/calls/example", {
      "GET /api/calls/example": { body: { id: "example", scenario: "x", status: "open" } },
    });
    expect(await screen.findByText("This call is open in another window.")).toBeTruthy();
  });
});

it.each(["/about", "/nowhere"])("%s reads well", async (path) => {
  const { container } = draw(path);
  expect(await screen.findByRole("heading", { level: 1 })).toBeTruthy();
  await expectAccessible(container);
});
