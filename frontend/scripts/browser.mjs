/** What the scripts share: a browser with a made-up camera and microphone, and the pages to visit. */

import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
];

export const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
  });

/** A fresh tab of a learner with a session, in the given width and theme. */
export async function open(browser, base, { width, theme, motion = "no-preference" }) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: SIZES[width],
    colorScheme: theme,
    reducedMotion: motion,
    hasTouch: width < 720,
    permissions: ["camera", "microphone"],
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`  page error: ${error.message}`));
  await page.goto("/");
  await page.waitForSelector("h1");
  return page;
}

const settle = (page) => page.waitForLoadState("networkidle").catch(() => undefined);

/** Goes in to a patient from the device check, and waits until the talk has begun. */
async function goIn(page, scenario, { typed = false } = {}) {
  await page.goto(`/scenarios/${scenario}/devices`);
  await page.waitForSelector("text=Play two soft tones");
  await page.waitForTimeout(800);
  await page.getByRole("button", { name: typed ? /Only type/ : /Go in/ }).click();
  await page.waitForSelector(".call .controls", { timeout: 20_000 });
  await page.waitForTimeout(3_000);
}

const leave = async (page) => {
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => void dialog.accept().catch(() => undefined));
  await page.goto("/");
};

/** Every state worth looking at: its name, and how to get there. */
export async function stations(page) {
  const get = (path) => page.evaluate((p) => fetch(p).then((r) => r.json()), `/api${path}`);
  const scenario = (await get("/scenarios"))[0]?.id;
  const reports = (await get("/calls")).filter(({ status }) => status !== "open").slice(0, 2);
  const visit = (path) => async () => {
    await page.goto(path);
    await settle(page);
    await page.waitForTimeout(500);
  };
  return [
    ["catalogue", visit("/")],
    ["brief", visit(`/scenarios/${scenario}`)],
    [
      "devices",
      async () => {
        await visit(`/scenarios/${scenario}/devices`)();
        await page.waitForTimeout(2_500);
      },
    ],
    ["calls", visit("/calls")],
    ...reports.map(({ id }, index) => [`report-${index + 1}`, visit(`/calls/${id}/report`)]),
    ["about", visit("/about")],
    ["not-found", visit("/nowhere")],
    ["call", () => goIn(page, scenario)],
    [
      "call-type",
      async () => {
        await page.getByRole("button", { name: "Type" }).click();
        await page.waitForTimeout(3_500);
      },
    ],
    [
      "call-details",
      async () => {
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Details" }).click();
        await page.waitForTimeout(400);
      },
    ],
    [
      "call-leaving",
      async () => {
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Hang up" }).click();
        await page.waitForTimeout(400);
      },
    ],
    [
      "call-timeout",
      async () => {
        await page.getByRole("button", { name: /time-out instead/ }).click();
        await page.waitForTimeout(2_000);
      },
    ],
    [
      "call-typed",
      async () => {
        await leave(page);
        await goIn(page, scenario, { typed: true });
        await page.waitForTimeout(3_500);
      },
      () => leave(page),
    ],
  ];
}
