// Small things for every page; nothing here is needed for the page to work.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.once !== undefined) {
      setTimeout(() => { event.submitter.disabled = true; }, 0);
    }
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const field of document.querySelectorAll("select[data-submits]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}
// What has data-key is pressed by that key, and says so to eyes and screen readers. A key that is held down presses
// nothing, nor does one that was meant for the page before submit the one that has just opened.
const opened = performance.now();
const keyed = new Map();
for (const element of document.querySelectorAll("[data-key]")) {
  element.setAttribute("aria-keyshortcuts", element.dataset.key);
  keyed.set(element.dataset.key, element);
}
for (const shown of document.querySelectorAll("[data-keys]")) shown.hidden = false;

function pressed(event) {
  const held = [[event.ctrlKey, "Control"], [event.altKey, "Alt"], [event.shiftKey, "Shift"], [event.metaKey, "Meta"]];
  const key = event.key === "Enter" ? "Enter" : event.code.replace(/^Key/, "");
  return [...held.filter(([down]) => down).map(([, name]) => name), key].join("+");
}

document.addEventListener("keydown", (event) => {
  const element = keyed.get(pressed(event));
  if (!element) return;
  event.preventDefault();
  const tooSoon = element.type === "submit" && performance.now() - opened < 1000;
  if (!event.repeat && !tooSoon) element.click();
});
document.querySelector(".nhsuk-error-summary")?.focus();
