// The prescribing form by keyboard: one key goes to what waits for the doctor, and Enter on “I have reviewed”
// ticks it and goes on. Nothing is ticked or signed by a key that is held down or pressed twice.
const form = document.querySelector("form.p-prescribe");
const nothingWaits = document.querySelector("#nothing-waits");
const WAITING = "[name=reviewed]:not(:checked), [name=needed]:not(:checked), [aria-invalid=true]:not([type=checkbox], [data-answered])";
const TOO_SOON = 300;
let arrived = 0;

function waiting() {
  return [...form.querySelectorAll(WAITING)].filter((field) => field.checkVisibility());
}

function goOn(from, backwards) {
  const fields = waiting();
  if (!fields.length) {
    nothingWaits.hidden = false;
    nothingWaits.scrollIntoView({ block: "center" });
    nothingWaits.focus();
    return;
  }
  const side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const beyond = fields.filter((field) => from.compareDocumentPosition(field) & side);
  const next = backwards ? beyond.at(-1) ?? fields.at(-1) : beyond[0] ?? fields[0];
  (next.closest(".p-item, .p-weigh__alert") ?? next).scrollIntoView({ block: "nearest" });
  next.focus();
}

function review(box, event) {
  event.preventDefault();
  if (event.repeat || event.timeStamp - arrived < TOO_SOON) return;
  if (!box.checked) box.click();
  goOn(box, false);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "F8") {
    event.preventDefault();
    goOn(document.activeElement, event.shiftKey);
  } else if (event.key === "Enter" && event.target.name === "reviewed") {
    review(event.target, event);
  } else if (event.key === "Enter" && event.repeat && form.contains(event.target)) {
    event.preventDefault();
  }
});
form.addEventListener("focusin", (event) => { arrived = event.timeStamp; });
form.addEventListener("input", (event) => { event.target.dataset.answered = ""; });
for (const box of form.querySelectorAll("[name=reviewed]")) box.setAttribute("aria-keyshortcuts", "Enter");
if (!document.querySelector(".nhsuk-error-summary")) {
  const first = form.querySelector("[name=reviewed]:not(:checked)") ?? document.querySelector("#alerts");
  // Only where it is in sight, so that who the patient is stays in sight as well.
  if (first?.getBoundingClientRect().top < innerHeight - 100) first.focus({ preventScroll: true });
}
