// Triage by keyboard, and claims that leave the page and what is chosen on it as they are.
const lines = () => document.querySelector("#lines");
const boxes = () => [...lines().querySelectorAll("input[name=line]")];

function go(from, step) {
  const all = boxes();
  const next = all[all.indexOf(from) + step];
  next?.focus();
  next?.closest("tr").scrollIntoView({ block: "nearest" });
}

function chooseAll(of) {
  const together = boxes().filter((box) => box.dataset.prescription === of.dataset.prescription);
  const chosen = together.every((box) => box.checked);
  for (const box of together) box.checked = !chosen;
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest("#lines tr[id]");
  if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
  const box = row.querySelector("input[name=line]");
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step) go(box, step);
  else if (event.key === "p") chooseAll(box);
  else if (event.key === "Enter" && event.target === box) { /* only Ctrl+Enter verifies */ }
  else return;
  event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-claim]");
  if (!button || button.dataset.failed) return;
  event.preventDefault();
  const answer = await fetch(button.formAction, {
    method: "POST",
    body: new URLSearchParams({ claim: button.value }),
    redirect: "manual",
  }).catch(() => null);
  // Whatever is in the way is told by the page itself.
  if (answer?.type === "opaqueredirect") return;
  button.dataset.failed = "yes";
  button.click();
});

if (document.activeElement === document.body) boxes()[0]?.focus({ preventScroll: true });
