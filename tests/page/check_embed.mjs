/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Videos: a still until it is clicked, then the player and nothing else.
 */
import { check, expectEmpty, expectEqual, fileAddress, open } from "./harness.mjs";

const youtube = "https://www.youtube-nocookie.com/embed/abcdefghijk?start=12&autoplay=1";
const vimeo = "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1";

export default async function embed(browser, [fixture, season]) {
  for (const address of [fileAddress(fixture.folder), fixture.http]) {
    const how = address.split(":")[0];
    await check(`fixture: a click puts the player in the still's place, over ${how}`, async () => {
      const { page, context, foreign } = await open(browser, address);
      expectEqual(await page.locator("a.still").count(), 2, "stills");
      expectEmpty(foreign, "foreign requests before the click");
      await page.locator("a.still").first().click();
      await page.locator("iframe.player").waitFor();
      expectEqual(await page.locator("iframe.player").getAttribute("src"), youtube, "player");
      expectEqual(await page.locator("iframe.player").getAttribute("title"), "The video of “Lamp” – Tin Sparrow", "title");
      expectEqual(foreign, [youtube], "foreign requests");
      await context.close();
    });
  }
  await check("fixture: the keyboard starts a video too", async () => {
    const { page, context, foreign } = await open(browser, fixture.http);
    await page.locator("a.still").nth(1).focus();
    await page.keyboard.press("Enter");
    await page.locator("iframe.player").waitFor();
    expectEqual(foreign, [vimeo], "foreign requests");
    expectEqual(await page.evaluate(() => document.activeElement.className), "player", "focus");
    await context.close();
  });
  await check("fixture: a click for a new tab stays a link", async () => {
    const { page, context } = await open(browser, fixture.http);
    await page.locator("a.still").first().click({ modifiers: ["Control"] });
    expectEqual(await page.locator("iframe").count(), 0, "players");
    await context.close();
  });
  await check("fixture: channels are credited and other videos are plain links", async () => {
    const { page, context } = await open(browser, fixture.http);
    const lines = await page.locator(".pick .video").allTextContents();
    expectEqual(lines, ["Search YouTube for “시청 앞 지하철 역에서” – 곽진언",
      "Video on YouTube by Harbour <Tapes>", "Video on Vimeo by Quay Records", "Video"], "lines");
    expectEqual(await page.locator("#credits li").allTextContents(), ["Harbour <Tapes>", "Quay Records"], "credits");
    await context.close();
  });
  await check("2020: no video is known, so each pick has a search that says it is one", async () => {
    const { page, context } = await open(browser, season.http);
    expectEqual(await page.locator("a.still, iframe").count(), 0, "stills");
    expectEqual(await page.locator(".pick").count(), 40, "picks");
    const searches = page.locator(".pick a.search[rel=nofollow]");
    expectEqual(await searches.count(), 40, "searches");
    for (const text of await searches.allTextContents())
      if (!text.startsWith("Search YouTube for “")) throw new Error(text);
    await context.close();
  });
}
