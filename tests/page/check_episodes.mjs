/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of episodes: for everybody, at any width, in the dark, on paper,
 * without a script; quiet; and each of their links leads somewhere.
 */
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import { tabThrough, violations } from "./check_access.mjs";
import { clipped } from "./check_layout.mjs";
import { check, expectEmpty, expectEqual, open, unfold } from "./harness.mjs";

const FOLDER = "episodes/harbour-lights/";
const KNOWN = 15;
const CUES = 32;

/* What is drawn of a stave: no number or name outside of it, no two upon each
 * other. */
const labels = (page) => page.evaluate(() => {
  const found = [];
  for (const stave of document.querySelectorAll("svg.stave")) {
    const around = stave.getBoundingClientRect();
    const boxes = [...stave.querySelectorAll("text.label")]
      .filter((text) => getComputedStyle(text).display !== "none")
      .map((text) => ({ box: text.getBoundingClientRect(), words: text.textContent }))
      .filter(({ box }) => box.width > 0);
    for (const { box, words } of boxes)
      if (box.right > around.right + 1) found.push(`outside: ${words}`);
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (across > 1 && down > 8) found.push(`${a.words} upon ${b.words}`);
    }));
  }
  return found;
});

async function looks(browser, name, address) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1440, 390]) {
      await check(`${name}: axe finds nothing, ${colorScheme}, ${width} px`, async () => {
        const { page, context } = await open(browser, address,
          { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        await unfold(page);
        expectEmpty(await violations(page), "violations");
        await context.close();
      });
    }
  }
  for (const width of [320, 390, 820, 1024, 1440]) {
    await check(`${name}: nothing sticks out at ${width} px`, async () => {
      const { page, context } = await open(browser, address, { viewport: { width, height: 844 } });
      await unfold(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expectEmpty(wide > 0 ? [`${wide} px`] : [], "the page scrolls sideways");
      expectEmpty(await clipped(page), "text");
      expectEmpty(await labels(page), "names");
      await context.close();
    });
  }
  await check(`${name}: print cuts nothing off`, async () => {
    const { page, context } = await open(browser, address, { viewport: { width: 665, height: 1000 } });
    await page.emulateMedia({ media: "print" });
    expectEmpty(await clipped(page), "text");
    expectEmpty(await labels(page), "names");
    await context.close();
  });
}

async function works(browser, name, address) {
  await check(`${name}: no script, no request but for the page and its style`, async () => {
    const { page, context, trouble, foreign } = await open(browser, address, { javaScriptEnabled: false });
    expectEmpty([...trouble, ...foreign], "errors and foreign requests");
    expectEqual(await page.locator("script").count(), 0, "scripts");
    await context.close();
  });
  await check(`${name}: the keyboard reaches every link, and one sees where it is`, async () => {
    const { page, context } = await open(browser, address);
    const all = await page.evaluate(() =>
      document.querySelectorAll("a[href]:not([tabindex='-1']), summary").length);
    const { n, unseen } = await tabThrough(page);
    expectEmpty(unseen, "focus that cannot be seen");
    expectEqual(n, all, "elements reached");
    await context.close();
  });
  await check(`${name}: headings step down one by one; landmarks are there once`, async () => {
    const { page, context } = await open(browser, address);
    const levels = await page.evaluate(() => [...document.querySelectorAll("h1,h2,h3")].map((heading) => +heading.tagName[1]));
    expectEmpty(levels.filter((level, at) => level > (at ? levels[at - 1] : 0) + 1), "levels that were leapt to");
    for (const landmark of ["main", "body > header", "body > footer", "nav"])
      expectEqual(await page.locator(landmark).count(), 1, landmark);
    await context.close();
  });
  await check(`${name}: each link of the site leads somewhere`, async () => {
    const { page, context } = await open(browser, address);
    const links = await page.evaluate(() => [...new Set([...document.querySelectorAll("a[href]")]
      .map((link) => new URL(link.getAttribute("href"), location.href).href))].filter((href) => href.startsWith(location.origin)));
    const bad = [];
    for (const link of links) {
      const answer = await page.request.get(link);
      const id = decodeURIComponent(new URL(link).hash.slice(1));
      if (!answer.ok()) bad.push(`${answer.status()} ${link}`);
      else if (id && !(await answer.text()).includes(`id="${id}"`)) bad.push(`no such id: ${link}`);
    }
    expectEmpty(bad, "links");
    await context.close();
  });
}

export default async function episodes(browser, sites, played) {
  const drama = `${played.http}${FOLDER}index.html`;
  const episode = `${played.http}${FOLDER}e01.html`;
  const local = `${played.localHttp}${FOLDER}e01.html`;
  for (const [name, address] of [["drama", drama], ["episode", episode], ["local episode", local]]) {
    await looks(browser, name, address);
    await works(browser, name, address);
  }
  await check("every episode that is known has its page", async () => {
    const pages = readdirSync(join(played.folder, FOLDER)).filter((file) => file.endsWith(".html"));
    expectEqual(pages.length, KNOWN + 1, "pages");
  });
  await check("episode: every cue is drawn and in the table, and one leads to the other", async () => {
    const { page, context } = await open(browser, episode);
    const rows = await page.locator("tr.cue").count();
    const unidentified = await page.locator("tr.unidentified").count();
    expectEqual(rows - unidentified, CUES, "rows");
    expectEqual(unidentified > 0, true, "rows of music that is unidentified");
    const drawn = await page.evaluate(() => new Set([...document.querySelectorAll(".stave a")]
      .map((link) => link.getAttribute("href"))).size);
    expectEqual(drawn, rows, "cues drawn");
    await page.locator(".stave a[href='#unidentified-1'] .hit").first().click();
    expectEqual(new URL(page.url()).hash, "#unidentified-1", "address");
    await page.locator(".stave a[href='#cue-3'] .hit").first().click();
    expectEqual(new URL(page.url()).hash, "#cue-3", "address");
    await context.close();
  });
  await check("local: passages play from files of this computer; other sites have none", async () => {
    const hrefs = (page) => page.evaluate(() => [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")));
    const mine = await open(browser, local);
    const files = (await hrefs(mine.page)).filter((href) => href.startsWith("file:"));
    const unidentified = await mine.page.locator("tr.unidentified").count();
    expectEqual(files.length, 2 * CUES + unidentified, "passages");
    expectEmpty(files.filter((href) => !/^file:\/\/\/[^ "]+#t=[0-9.]+,[0-9.]+$/.test(href)), "addresses");
    await mine.context.close();
    const others = await open(browser, episode);
    expectEmpty((await hrefs(others.page)).filter((href) => /^[a-z]+:/.test(href)), "addresses");
    await others.context.close();
  });
  await check("episode: its moments are drawn over the songs, each meeting on the curve", async () => {
    const { page, context } = await open(browser, episode);
    const found = await page.evaluate(() => [...document.querySelectorAll("svg.stave")].flatMap((stave) => {
      const box = (element) => element.getBoundingClientRect();
      const band = stave.querySelector(".moment")?.closest("svg");
      const music = [...stave.querySelectorAll("a .hit")];
      if (!band) return ["a line without its curve"];
      const curve = stave.querySelector(".moment");
      const bad = music.filter((hit) => box(hit).top < box(curve).bottom - 1).map(() => "the curve reaches into the songs");
      for (const dot of stave.querySelectorAll(".meets")) {
        const middle = (box(dot).top + box(dot).bottom) / 2;
        if (middle < box(stave).top || middle > box(curve).bottom + 1) bad.push(`a dot at ${middle}`);
      }
      return bad;
    }));
    expectEmpty(found, "faults of the drawing");
    const meets = await page.locator(".stave .meets").count();
    expectEqual(meets, await page.locator(".meetings a").count(), "meetings told and drawn");
    if (!meets) throw new Error("no song meets a moment");
    await context.close();
  });
  await check("list: each song's strongest scene leads to its cue", async () => {
    const { page, context } = await open(browser, `${played.http}index.html`);
    const links = await page.evaluate(() => [...document.querySelectorAll(".measured a, .multiples .much a")]
      .map((link) => ({ href: link.href, words: link.textContent })));
    if (links.length < 2) throw new Error("no links");
    for (const { href, words } of links) {
      if (!/^ep\. [0-9]+, [0-9:]+$/.test(words)) throw new Error(words);
      const text = await (await page.request.get(href)).text();
      if (!text.includes(`id="${new URL(href).hash.slice(1)}"`)) throw new Error(href);
    }
    await context.close();
  });
  await check("episode: legible from a file", async () => {
    const address = pathToFileURL(join(played.folder, FOLDER, "e01.html")).href;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    const accent = await page.evaluate(() => getComputedStyle(document.querySelector(".stave .bar")).fill);
    if (accent === "rgb(0, 0, 0)") throw new Error("the style sheet is not read");
    await context.close();
  });
}
