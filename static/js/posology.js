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
document.querySelector(".nhsuk-error-summary")?.focus();
