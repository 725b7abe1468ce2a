/**
 * axe-core on every page of a running server, in both widths and both themes. Fails on any violation.
 *
 *   node scripts/axe.mjs [--base http://127.0.0.1:5173]
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";

import { launch, open, SIZES, stations } from "./browser.mjs";

const { values } = parseArgs({
  options: {
    base: { type: "string", default: "http://127.0.0.1:5173" },
    quick: { type: "boolean" },
  },
});
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let found = 0;
const browser = await launch();
for (const width of Object.keys(SIZES).map(Number)) {
  for (const theme of ["light", "dark"]) {
    if (values.quick && (width === 390) !== (theme === "dark")) continue;
    const page = await open(browser, values.base, { width, theme, motion: "reduce" });
    for (const [name, go, after] of await stations(page)) {
      await go();
      // A page's own policy may forbid scripts from elsewhere: evaluate is not bound by it.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        window.axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }),
      );
      found += violations.length;
      console.log(`${name} ${width} ${theme}: ${violations.length === 0 ? "clean" : ""}`);
      for (const { id, help, nodes } of violations) {
        console.log(`  ${id}: ${help}`);
        for (const node of nodes.slice(0, 4))
          console.log(`    ${node.html.slice(0, 160)} ${node.failureSummary.split("\n")[1] ?? ""}`);
      }
      await after?.();
    }
    await page.context().close();
  }
}
await browser.close();
console.log(found === 0 ? "No violations." : `${found} violations.`);
process.exitCode = found === 0 ? 0 : 1;
