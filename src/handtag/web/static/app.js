/* Small helps for hands on the keyboard. Every page works without this file. */
"use strict";

(() => {
  window.dsWarnings = false;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]") !== null;
  const rows = () => [...document.querySelectorAll("main .table-scroll tbody tr")];
  const linkIn = (row) => row.querySelector("th a, td a");

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("row-here"));
    const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("row-here", row === next));
    const link = linkIn(next);
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  const actions = {
    "/": () => focusOn(document.querySelector("main [data-search]")),
    n: () => document.querySelector('main [data-shortcut="n"]')?.click(),
    j: () => step(1),
    k: () => step(-1),
    "?": () => document.getElementById("keys")?.showModal(),
  };

  function focusOn(field) {
    if (!field) return;
    field.focus();
    field.select();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // A second press of a button that is already at work does nothing; going back in the browser frees it again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  const release = (root) => {
    root.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    root.querySelectorAll('[aria-busy="true"]').forEach((button) => button.removeAttribute("aria-busy"));
  };
  window.addEventListener("pageshow", () => release(document));
  document.addEventListener("htmx:afterRequest", () => release(document));

  // A text to paste elsewhere: its button is shown only where the browser can copy.
  const copying = (root) => {
    if (!navigator.clipboard) return;
    root.querySelectorAll("[data-copy]").forEach((button) => {
      button.hidden = false;
    });
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.querySelector("span").textContent = button.dataset.copied;
  });
  document.addEventListener("htmx:afterSettle", () => copying(document));
  copying(document);

  // A bar-code reader types into the page: its field takes the focus back after each answer.
  const scan = () => {
    const field = document.querySelector("[data-scan][autofocus]");
    if (field && !document.querySelector("dialog[open]")) focusOn(field);
  };
  document.addEventListener("htmx:afterSettle", scan);

  // After a refused form the eye and the screen reader go to what must be corrected.
  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();
  else scan();
})();
