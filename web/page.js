/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the player in the place of a video's still when that is clicked. The
 * still is a link to the video: without this script, or with a key held down
 * that asks for a new tab, it stays one.
 */
"use strict";

(() => {
  const players = [
    "https://www.youtube-nocookie.com/embed/",
    "https://player.vimeo.com/video/",
  ];

  function play(still) {
    const address = new URL(still.dataset.embed);
    address.searchParams.set("autoplay", "1");
    const frame = document.createElement("iframe");
    frame.className = "player";
    frame.title = still.getAttribute("aria-label").replace(/^Play the /, "The ");
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = address.href;
    still.replaceWith(frame);
    frame.focus();
  }

  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey &&
      !event.shiftKey && !event.altKey;
    const still = event.target.closest("a.still[data-embed]");
    if (!still || !plain || event.defaultPrevented) return;
    if (!players.some((player) => still.dataset.embed.startsWith(player))) return;
    event.preventDefault();
    play(still);
  });
})();
