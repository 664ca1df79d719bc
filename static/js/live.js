// Keeps an open list fresh: after each refresh of the read model the list fetches itself and is
// morphed in place, so that scroll, focus, selection and what is folded open stay. A list that is not live says so, loudly.
const list = document.querySelector("[data-live]");
const status = document.querySelector(".p-live");
let wanted = false;
let fetching = false;

function show(live) {
  const changed = status.classList.contains("p-live--on") !== live;
  if (!changed) return;
  status.classList.toggle("p-live--on", live);
  status.classList.toggle("p-live--lost", !live);
  const clock = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  status.textContent = live ? status.dataset.on : `${status.dataset.lost} ${clock}`;
}

function idsOf(root) {
  return new Set([...root.querySelectorAll("tr[id]")].map((row) => row.id));
}

async function refresh() {
  wanted = true;
  if (fetching) return;
  fetching = true;
  while (wanted) {
    wanted = false;
    try {
      const answer = await fetch(location.href, { headers: { "HX-Request": "true" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      morph(page.querySelector("#lines"));
      show(true);
    } catch {
      show(false);
    }
  }
  fetching = false;
}

// What the reader did in the list and its page does not know of.
function handsOn() {
  const lines = document.querySelector("#lines");
  const rows = [...lines.querySelectorAll("tr[id]")];
  const focus = lines.contains(document.activeElement) ? document.activeElement : null;
  return {
    chosen: [...lines.querySelectorAll("input[type=checkbox][id]:checked")].map((box) => box.id),
    open: [...lines.querySelectorAll("details[id][open]")].map((details) => details.id),
    focus: focus?.id ?? "",
    focused: focus !== null,
    row: rows.indexOf(focus?.closest("tr")),
  };
}

// Where the row with the focus is gone, the one in its place has it.
function putBack(hands) {
  for (const id of hands.chosen) {
    const box = document.getElementById(id);
    if (box) box.checked = true;
  }
  const lines = document.querySelector("#lines");
  if (!hands.focused || lines.contains(document.activeElement)) return;
  const rows = [...lines.querySelectorAll("tr[id]")];
  const row = rows[Math.min(hands.row, rows.length - 1)];
  const next = document.getElementById(hands.focus) ?? row?.querySelector("input, a, button");
  next?.focus({ preventScroll: true });
}

function morph(fresh) {
  const before = idsOf(document);
  const hands = handsOn();
  for (const id of hands.open) fresh.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  htmx.swap({ target: "#lines", swap: "outerMorph", text: fresh.outerHTML });
  putBack(hands);
  for (const id of idsOf(document)) {
    if (!before.has(id)) document.getElementById(id).classList.add("p-line--new");
  }
}

if (list && status) {
  const events = new EventSource(list.dataset.live);
  events.addEventListener("refreshed", refresh);
  events.addEventListener("open", () => show(true));
  events.addEventListener("error", () => show(false));
  // Waiting times grow though nothing is refreshed.
  setInterval(refresh, 60_000);
}
