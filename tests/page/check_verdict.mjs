/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What both rules propose beside the picks, and the editor's word.
 */
import { check, expectEqual, open } from "./harness.mjs";

const words = async (page, where) =>
  (await page.locator(where).first().innerText()).replace(/\s+/g, " ");

export default async function verdict(browser, sites) {
  const [fixture, season] = sites;
  await check("2020: each drama tells what the rules say, and where picks differ", async () => {
    const { page, context } = await open(browser, season.http);
    expectEqual(await page.locator(".drama .rules").count(), 20, "dramas");
    const text = await words(page, "#crash-landing-on-you .rules");
    for (const word of ["no song clearly beats “Give You My Heart”", "not picked: “Give You My Heart”",
      "story was not measured, and the votes speak for it; linger was measured"])
      if (!text.includes(word)) throw new Error(`${word}: ${text}`);
    const level = await words(page, "#stove-league .rules");
    if (!level.includes("does not tell these songs apart")) throw new Error(level);
    const all = await words(page, "#verdict");
    if (!all.includes("Crash Landing on You: the rules add “Give You My Heart”")) throw new Error(all);
    await context.close();
  });
  await check("2020: the figures stand in a table that opens, and add up", async () => {
    const { page, context } = await open(browser, season.http);
    const rules = page.locator("#hospital-playlist .rules");
    expectEqual(await rules.locator("table").isVisible(), false, "open at first");
    await rules.locator("summary").click();
    expectEqual(await rules.locator("table").isVisible(), true, "open");
    const first = await rules.locator("tbody tr").evaluateAll((all) =>
      all.map((row) => Number(row.children[4].textContent)));
    expectEqual(first.length, 15, "rows");
    const sum = first.reduce((a, b) => a + b);
    /* Each is rounded, and none below 1. */
    if (Math.abs(sum - 100) > 12) throw new Error(`${sum}`);
    await context.close();
  });
  await check("fixture: votes alone show no rules; the editor's word stands with its past", async () => {
    const { page, context } = await open(browser, fixture.http);
    expectEqual(await page.locator(".rules table, #verdict").count(), 0, "rules");
    expectEqual(await page.locator(".judged .word").count(), 1, "words");
    const text = await words(page, ".judged .word");
    for (const word of ["“Rope”. Dropped on 30 December 2031 by Ed <b>: it \"fits\" <nowhere>",
      "Votes: 0 of 2.", "Before. Picked on 1 December 2031 by Ed <b>: at first sight"])
      if (!text.includes(word)) throw new Error(`${word}: ${text}`);
    await context.close();
  });
}
