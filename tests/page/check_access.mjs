/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For everybody: what axe finds, the keyboard, headings and landmarks.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { check, expectEmpty, expectEqual, open, unfold } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function violations(page) {
  await page.evaluate(axe);
  const report = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return report.violations.flatMap((violation) => violation.nodes.slice(0, 5).map((node) =>
    `${violation.id} (${violation.impact}): ${node.target.join(" ")}: ${node.failureSummary}`));
}

/* Tabs through the page; returns what had the focus, and what hid it. */
export async function tabThrough(page) {
  const reached = new Set();
  const unseen = [];
  for (let step = 0; step < 2000; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      element.dataset.at ??= String(document.querySelectorAll("[data-at]").length);
      const style = getComputedStyle(element);
      const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const box = element.getBoundingClientRect();
      return { id: element.dataset.at, seen, placed: box.width > 0 && box.height > 0 && box.left >= 0,
        what: element.outerHTML.slice(0, 120) };
    });
    if (!at || reached.has(at.id)) break;
    reached.add(at.id);
    if (!at.seen || !at.placed) unseen.push(at.what);
  }
  return { n: reached.size, unseen };
}

export default async function access(browser, sites) {
  for (const site of sites) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [1440, 390]) {
        await check(`${site.name}: axe finds nothing, ${colorScheme}, ${width} px`, async () => {
          const { page, context } = await open(browser, site.http,
            { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
          await unfold(page);
          expectEmpty(await violations(page), "violations");
          await context.close();
        });
      }
    }
    await check(`${site.name}: the keyboard reaches everything, and one sees where it is`, async () => {
      const { page, context } = await open(browser, site.http);
      await unfold(page);
      const all = await page.evaluate(() => document.querySelectorAll("a[href], summary, button, iframe, [tabindex='0']").length);
      const { n, unseen } = await tabThrough(page);
      expectEmpty(unseen, "focus that cannot be seen");
      expectEqual(n, all, "elements reached");
      await context.close();
    });
    await check(`${site.name}: headings step down one by one; landmarks are there once`, async () => {
      const { page, context } = await open(browser, site.http);
      const levels = await page.evaluate(() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((heading) => +heading.tagName[1]));
      expectEqual(levels.filter((level) => level === 1).length, 1, "headings of level 1");
      expectEmpty(levels.filter((level, at) => at > 0 && level > levels[at - 1] + 1), "levels that were leapt to");
      for (const landmark of ["main", "body > header", "body > footer", "nav"])
        expectEqual(await page.locator(landmark).count(), 1, landmark);
      await page.keyboard.press("Tab");
      expectEqual(await page.evaluate(() => document.activeElement.getAttribute("href")), "#list", "the first stop");
      await context.close();
    });
  }
}
