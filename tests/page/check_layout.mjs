/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing sticks out, on narrow screens, wide ones and paper.
 */
import { check, expectEmpty, open, unfold } from "./harness.mjs";

/* Text that lies outside the page or that its box cuts off. */
export const clipped = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(".skip, .hidden, svg, script, pre")) continue;
    const head = parent.closest("thead");
    if (head && getComputedStyle(head).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.left < -1 || box.right > width + 1) found.push(`outside: ${node.data.trim().slice(0, 60)}`);
    }
    const style = getComputedStyle(parent);
    const cuts = ["hidden", "clip"].includes(style.overflowX) && parent.scrollWidth > parent.clientWidth + 1;
    if (cuts) found.push(`cut off: ${node.data.trim().slice(0, 60)}`);
  }
  return found;
});

export default async function layout(browser, sites) {
  for (const site of sites) {
    for (const width of [320, 390, 820, 1440]) {
      await check(`${site.name}: nothing sticks out at ${width} px`, async () => {
        const { page, context } = await open(browser, site.http, { viewport: { width, height: 844 } });
        await unfold(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expectEmpty(wide > 0 ? [`${wide} px`] : [], "the page scrolls sideways");
        expectEmpty(await clipped(page), "text");
        await context.close();
      });
    }
    await check(`${site.name}: print cuts nothing off`, async () => {
      /* The width that @page leaves of A4: 210 - 2 x 17 mm, at 96 dpi. */
      const width = Math.floor((176 / 25.4) * 96);
      const { page, context } = await open(browser, site.http, { viewport: { width, height: 1000 } });
      await page.emulateMedia({ media: "print" });
      expectEmpty(await clipped(page), "text");
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      if (!pdf.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error("no PDF was made");
      await context.close();
    });
  }
}
