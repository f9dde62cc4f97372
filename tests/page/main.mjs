/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Publishes the seasons and runs every group of checks on them.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { result, serve } from "./harness.mjs";
import access from "./check_access.mjs";
import curve from "./check_curve.mjs";
import embed from "./check_embed.mjs";
import episodes from "./check_episodes.mjs";
import files from "./check_files.mjs";
import layout from "./check_layout.mjs";
import quiet from "./check_quiet.mjs";
import safe from "./check_safe.mjs";
import verdict from "./check_verdict.mjs";

const groups = { files, quiet, safe, access, layout, embed, curve, episodes, verdict };

const here = dirname(fileURLToPath(import.meta.url));
const yeoun = resolve(process.argv[2]);
const playedProgram = resolve(process.argv[3]);
const temp = mkdtempSync(join(tmpdir(), "yeoun-page-"));

function publish(name, season) {
  const folder = join(temp, name);
  const run = (out) => execFileSync(yeoun, ["publish", "-q", season, "-o", out], { stdio: ["ignore", "ignore", "inherit"] });
  run(folder);
  run(`${folder}-again`);
  return { name, folder, again: `${folder}-again`, season };
}

async function main() {
  const sites = [
    publish("fixture", join(here, "season")),
    publish("2020", join(here, "../../examples/2020")),
  ];
  execFileSync(playedProgram, [temp]);
  const played = { folder: join(temp, "played"), local: join(temp, "played-local") };
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  const servers = [];
  for (const site of sites) {
    const server = await serve(site.folder);
    servers.push(server);
    site.http = server.address;
  }
  for (const [where, folder] of [["http", played.folder], ["localHttp", played.local]]) {
    const server = await serve(folder);
    servers.push(server);
    played[where] = server.address;
  }
  for (const [name, group] of Object.entries(groups)) {
    if (!process.env.ONLY || process.env.ONLY === name) await group(browser, sites, played);
  }
  servers.forEach((server) => server.close());
  await browser.close();
}

let fine = false;
try {
  await main();
  fine = result();
} finally {
  rmSync(temp, { recursive: true, force: true });
}
process.exit(fine ? 0 : 1);
