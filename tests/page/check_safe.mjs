/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markup in the editor's words stays words.
 */
import { check, expectEmpty, expectEqual, open } from "./harness.mjs";

export default async function safe(browser, sites) {
  for (const site of sites) {
    await check(`${site.name}: no script, handler or odd link comes from the text`, async () => {
      const { page, context, trouble } = await open(browser, site.http);
      const found = await page.evaluate(() => {
        const odd = [];
        for (const element of document.querySelectorAll("*")) {
          for (const { name, value } of element.attributes) {
            if (name.startsWith("on") || name === "style") odd.push(`${element.tagName} ${name}`);
            if (["href", "src"].includes(name) && /^\s*(javascript|data|vbscript):/i.test(value)) odd.push(value);
          }
        }
        for (const script of document.scripts)
          if (script.type !== "application/ld+json" && script.getAttribute("src") !== "page.js") odd.push(script.outerHTML);
        return odd;
      });
      expectEmpty(found, "what must not be there");
      expectEqual(await page.evaluate(() => typeof window.hacked), "undefined", "window.hacked");
      expectEmpty(trouble, "errors");
      await context.close();
    });
    await check(`${site.name}: Korean says that it is`, async () => {
      const { page, context } = await open(browser, site.http);
      const unsaid = await page.evaluate(() => {
        const texts = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const node = walker.currentNode;
          const korean = /[\uAC00-\uD7A3]/.test(node.data) && !node.parentElement.closest("script, code");
          if (korean && node.parentElement.closest("[lang]").lang !== "ko") texts.push(node.data.trim());
        }
        return texts;
      });
      expectEmpty(unsaid, "Korean that does not");
      await context.close();
    });
  }
  await check("fixture: hostile words are shown as they stand", async () => {
    const { page, context } = await open(browser, sites[0].http);
    const text = await page.evaluate(() => document.querySelector("#main").textContent);
    for (const words of ["</title><script>window.hacked = 1</script>", "\"><img src=x onerror=window.hacked=6>",
      "<b onclick='window.hacked=7'>Nobody</b>", "]]>&amp;<", "</section></main>", "<!-- -->"])
      if (!text.includes(words)) throw new Error(`${words} is not shown`);
    expectEqual(await page.title(), "Songs <b>&</b> \"Stills\" of 2031", "title");
    await context.close();
  });
}
