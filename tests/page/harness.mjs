/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the checks stand on: a count of passes and failures, a server for a
 * folder, and pages that watch every request.
 */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

let passed = 0;
let failed = 0;

export async function check(name, body) {
  try {
    await body();
    passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}`);
    console.log(String(error.stack ?? error).replace(/^/gm, "        "));
  }
}

export function result() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

export function expectEmpty(list, what) {
  if (list.length) throw new Error(`${what}:\n${list.slice(0, 20).join("\n")}`);
}

export function expectEqual(got, wanted, what) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: got ${a}, expected ${b}`);
}

const types = {
  html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript",
  svg: "image/svg+xml", xml: "application/atom+xml", json: "application/json",
};

/* Serves a folder as a plain server would; resolves to its address. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const name = normalize(path.endsWith("/") ? `${path}index.html` : path);
    try {
      const body = await readFile(join(folder, name));
      const type = types[name.split(".").pop()] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${server.address().port}/`;
  return { address, close: () => server.close() };
}

export const fileAddress = (folder) => pathToFileURL(join(folder, "index.html")).href;

/* Opens a site in a context of its own. What goes wrong and what is asked of
 * others is kept in `trouble` and `foreign`; requests to others are stopped. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 }, ...options,
  });
  const page = await context.newPage();
  const home = address.startsWith("file:") ? address.replace(/[^/]*$/, "") : new URL("/", address).href;
  const trouble = [];
  const foreign = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(home)) return route.continue();
    foreign.push(url);
    return route.abort();
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("dialog", (dialog) => { trouble.push(dialog.message()); dialog.dismiss(); });
  page.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(address, { waitUntil: "load" });
  return { page, context, trouble, foreign };
}

/* Opens every fold. */
export const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
