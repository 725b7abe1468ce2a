/**
 * Pictures of every page of a running server, in both widths and both themes.
 *
 *   node scripts/screenshots.mjs [--base http://127.0.0.1:5173] [--out screenshots] [--only call]
 */

import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";

import { launch, open, SIZES, stations } from "./browser.mjs";

const { values } = parseArgs({
  options: {
    base: { type: "string", default: "http://127.0.0.1:5173" },
    out: { type: "string", default: "screenshots" },
    only: { type: "string" },
    width: { type: "string" },
    theme: { type: "string" },
  },
});

mkdirSync(values.out, { recursive: true });
const browser = await launch();
for (const width of Object.keys(SIZES).map(Number)) {
  if (values.width !== undefined && Number(values.width) !== width) continue;
  for (const theme of ["light", "dark"]) {
    if (values.theme !== undefined && values.theme !== theme) continue;
    const page = await open(browser, values.base, { width, theme });
    for (const [name, go, after] of await stations(page)) {
      const wanted = values.only === undefined || name.startsWith(values.only);
      if (!wanted) continue;
      await go();
      const path = `${values.out}/${name}-${width}-${theme}.png`;
      await page.screenshot({ path, fullPage: !name.startsWith("call-") && name !== "call" });
      console.log(path);
      await after?.();
    }
    await page.context().close();
  }
}
await browser.close();
