// Keeps an open list fresh: after each refresh of the read model the list fetches itself and is
// morphed in place, so that scroll, focus, selection and what is folded open stay. A list that is not live says so, loudly.
//
// It is live only while the stream is open, the last sign of life is at most ten seconds old, says that nothing is
// missing, and names no refresh that the list does not have.
const list = document.querySelector("[data-live]");
const status = document.querySelector(".p-live");
const SIGN_GOOD_FOR = 10_000;
const RECONNECT_AFTER = 2_000;
const ANSWER_WITHIN = 15_000;
let events;
let newest = 0;
let isWell = false;
let hasEnded = false;
let signAt = -Infinity;
let wanted = false;
let fetching = false;
// What the status says, and since when it is not that the list is live.
let said = "";
let since = "";

// The refresh that the list stands on; a list that lacks something has none.
function shown() {
  const asOf = document.querySelector("#lines #as-of");
  return asOf && asOf.dataset.behind === undefined ? Number(asOf.dataset.refresh) : -1;
}

// As the words of the status are named: on; late, where lists lack something; ended, where the reader must log in; lost,
// where nobody knows.
function state() {
  if (hasEnded) return "ended";
  const hears = events?.readyState === EventSource.OPEN && performance.now() - signAt <= SIGN_GOOD_FOR;
  if (!hears) return "lost";
  return isWell && shown() >= newest ? "on" : "late";
}

function clock() {
  const { lang } = document.documentElement;
  const { zone } = status.dataset;
  return new Date().toLocaleTimeString(lang, { timeStyle: "short", hourCycle: "h23", timeZone: zone });
}

// A list that has just heard of a refresh is fetching it: it was live a moment ago and says so still.
function show() {
  const is = state();
  const now = is === "late" && said === "on" && fetching && isWell ? "on" : is;
  if (now === said) return;
  if (said === "on" || said === "") since = clock();
  said = now;
  status.classList.toggle("p-live--on", now === "on");
  status.classList.toggle("p-live--lost", now !== "on");
  if (now === "on") document.querySelector("#not-shown-yet")?.remove();
  status.textContent = now === "on" ? status.dataset.on : `${status.dataset[now]} ${since}`;
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
      const signal = AbortSignal.timeout(ANSWER_WITHIN);
      const answer = await fetch(location.href, { headers: { "HX-Request": "true" }, redirect: "manual", signal });
      // A list leads nowhere but to the log-in.
      hasEnded = answer.type === "opaqueredirect";
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      morph(page.querySelector("#lines"));
    } catch {
      // The next sign of life names a refresh that the list lacks, and it tries again.
      isWell = false;
    }
  }
  fetching = false;
  show();
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

function heard(event) {
  signAt = performance.now();
  newest = Number(event.data);
  const wasWell = isWell;
  isWell = event.type !== "behind";
  if (isWell && (shown() < newest || !wasWell)) refresh();
  show();
}

// A stream whose reconnect is answered with an error is closed for good: another one is opened.
function connect() {
  events = new EventSource(list.dataset.live);
  for (const name of ["refreshed", "alive", "behind"]) events.addEventListener(name, heard);
  events.addEventListener("error", () => {
    isWell = false;
    show();
    if (events.readyState !== EventSource.CLOSED) return;
    events.close();
    setTimeout(connect, RECONNECT_AFTER);
  });
}

if (list && status) {
  connect();
  setInterval(show, 1_000);
  // Waiting times grow though nothing is refreshed.
  setInterval(refresh, 60_000);
}
