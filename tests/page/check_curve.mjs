/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the charts say of the picks: a drawing each, or that there is none.
 */
import { check, expectEqual, open } from "./harness.mjs";

export default async function curve(browser, sites) {
  const [fixture, season] = sites;
  await check("2020: every pick shows its weeks on the chart, or that it had none", async () => {
    const { page, context } = await open(browser, season.http);
    expectEqual(await page.locator(".pick .curve").count(), 15, "drawings");
    expectEqual(await page.locator(".pick .below").count(), 25, "picks below the chart");
    for (const text of await page.locator(".pick .below").allTextContents())
      if (!text.startsWith("Below place 200 ")) throw new Error(text);
    const bare = await page.locator(".pick .curve svg").evaluateAll((all) => all.filter((svg) =>
      !svg.querySelector("title")?.textContent || !svg.querySelector(".seen, .axis") ||
      !svg.querySelector(".as-of") || !svg.querySelector(".aired")).length);
    expectEqual(bare, 0, "drawings that lack a part");
    await context.close();
  });
  await check("2020: every curve lies within its drawing and holds numbers alone", async () => {
    const { page, context } = await open(browser, season.http);
    const wrong = await page.locator("svg.plot path").evaluateAll((all) => all.filter((path) => {
      const d = path.getAttribute("d");
      if (!/^(?:[ML]-?\d+\.\d -?\d+\.\d)+Z?$/.test(d)) return true;
      const box = path.getBBox();
      return box.x < 0 || box.y < 0 || box.x + box.width > 640 || box.y + box.height > 200;
    }).length);
    expectEqual(wrong, 0, "paths");
    await context.close();
  });
  await check("2020: the season's chart names where picks and chart disagree", async () => {
    const { page, context } = await open(browser, season.http);
    expectEqual(await page.locator("#lasting .seen.picked").count(), 15, "picks");
    const text = await page.locator("#lasting").textContent();
    for (const word of ["25 of the 40 picks", "Crash Landing on You: the chart kept “Give You My Heart”"])
      if (!text.includes(word)) throw new Error(word);
    await context.close();
  });
  await check("fixture: a season without charts says nothing of them", async () => {
    const { page, context } = await open(browser, fixture.http);
    expectEqual(await page.locator("#lasting, .curve, .below").count(), 0, "parts");
    await context.close();
  });
}
