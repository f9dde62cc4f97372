/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page asks nobody for anything, complains of nothing, and its policy
 * would stop it if it did.
 */
import { check, expectEmpty, expectEqual, fileAddress, open, unfold } from "./harness.mjs";

async function readThrough(page) {
  await unfold(page);
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 700) {
      window.scrollTo(0, y);
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
  await page.waitForLoadState("networkidle");
}

export default async function quiet(browser, sites) {
  for (const site of sites) {
    for (const address of [fileAddress(site.folder), site.http]) {
      const how = address.split(":")[0];
      await check(`${site.name}: read through over ${how}, no errors and no foreign request`, async () => {
        const { page, context, trouble, foreign } = await open(browser, address);
        await readThrough(page);
        expectEmpty(trouble, "errors");
        expectEmpty(foreign, "foreign requests");
        expectEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".skip")).position), "absolute",
          "the style sheet is read");
        const images = await page.evaluate(() => [...document.images].filter((image) => !image.naturalWidth).map((image) => image.src));
        expectEmpty(images, "images that do not load");
        await context.close();
      });
    }
    await check(`${site.name}: the policy stops a foreign request`, async () => {
      const { page, context, foreign } = await open(browser, site.http);
      const blocked = await page.evaluate(() => new Promise((done) => {
        document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
        const image = new Image();
        image.src = "https://elsewhere.example/pixel.png";
        document.body.append(image);
        setTimeout(() => done("nothing"), 3000);
      }));
      expectEqual(blocked, "https://elsewhere.example/pixel.png", "blocked");
      expectEmpty(foreign, "foreign requests");
      await context.close();
    });
    await check(`${site.name}: everything can be read without scripts`, async () => {
      const { page, context, trouble, foreign } = await open(browser, site.http, { javaScriptEnabled: false });
      const fold = page.locator("details.roster").first();
      await fold.locator("summary").click();
      await fold.locator(".state").waitFor({ state: "visible" });
      for (const still of await page.locator("a.still").all())
        if (!/^https:/.test(await still.getAttribute("href"))) throw new Error("a still that is no link");
      expectEmpty([...trouble, ...foreign], "errors and foreign requests");
      await context.close();
    });
  }
}
