/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files themselves: valid HTML, links that lead somewhere, no trace of the
 * machine they were made on, the same bytes every time.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";

import { check, expectEmpty, expectEqual, open } from "./harness.mjs";

const list = (folder, below = "") =>
  readdirSync(join(folder, below)).flatMap((name) => {
    const path = join(below, name);
    return statSync(join(folder, path)).isDirectory() ? list(folder, path) : [path];
  }).sort();

async function valid(site) {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
      /* Matters of taste: one long line, names of classes, entities. */
      "long-title": "off", "no-trailing-whitespace": "off", "no-raw-characters": "off",
      "void-style": "off", "attribute-boolean-style": "off", "prefer-native-element": "off",
      /* The style sheet is the site's own. */
      "require-sri": "off",
      /* The list's role keeps it a list where list-style: none takes it away. */
      "no-redundant-role": "off",
    },
  });
  const report = await validator.validateFile(join(site.folder, "index.html"));
  expectEmpty(report.results.flatMap((file) => file.messages.map((message) =>
    `${message.line}:${message.column} ${message.ruleId}: ${message.message}`)), "HTML is not valid");
}

/* Every address of the page, and what is wrong with it. */
async function brokenLinks(site, page) {
  const links = await page.evaluate(() => [...document.querySelectorAll("[href], [src]")].map((element) =>
    element.getAttribute("href") ?? element.getAttribute("src")));
  const ids = new Set(await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id)));
  return links.filter((link) => {
    if (link.startsWith("#")) return !ids.has(decodeURIComponent(link.slice(1)));
    if (/^https?:\/\/[^/]/.test(link)) return false;
    return link.includes(":") || link.startsWith("/") || !existsSync(join(site.folder, decodeURIComponent(link)));
  });
}

export default async function files(browser, sites) {
  for (const site of sites) {
    await check(`${site.name}: the HTML is valid`, () => valid(site));
    await check(`${site.name}: ids are unique and links lead somewhere`, async () => {
      const { page, context } = await open(browser, site.http);
      const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id));
      expectEmpty(ids.filter((id, at) => ids.indexOf(id) !== at), "ids used twice");
      expectEmpty(await brokenLinks(site, page), "links that lead nowhere");
      await context.close();
    });
    await check(`${site.name}: no file names a place on this machine`, () => {
      expectEmpty(list(site.folder).filter((name) => {
        const text = readFileSync(join(site.folder, name), "utf8");
        return text.includes(site.folder) || text.includes(site.season) || text.includes(process.cwd());
      }), "files that do");
    });
    await check(`${site.name}: publishing again gives the same bytes`, () => {
      expectEqual(list(site.again), list(site.folder), "files");
      expectEmpty(list(site.folder).filter((name) =>
        !readFileSync(join(site.folder, name)).equals(readFileSync(join(site.again, name)))), "files that differ");
    });
  }
}
