// The prescribing form, quicker: medication search, times filled in by the frequency, the doses that result,
// rows without a round trip. Without this script each button asks the server instead.
import { searchMedications } from "./medication_search.js";

const form = document.querySelector("form.p-prescribe");
const rows = form.querySelector(".p-items");
const blank = document.querySelector("#item-row");
let dirty = false;

function propose(medication, row) {
  if (!medication) return;
  const unit = row.querySelector("[name=unit]");
  if (!unit.value && medication.unit) unit.value = medication.unit;
  const route = row.querySelector("[name=route]");
  if (!route.value && medication.routes.length) route.value = medication.routes[0];
  row.toggleAttribute("data-antimicrobial", medication.antimicrobial);
  row.toggleAttribute("data-cytotoxic", medication.cytotoxic);
  row.toggleAttribute("data-programme", medication.programme);
  showWhatMatters(row);
  calculateSoon();
}

// Which fields matter depends on frequency, route and medication. A hidden field is sent empty; what was in it
// comes back with it. One with an error stays.
function showWhatMatters(row) {
  const value = (name) => row.querySelector(`[name=${name}]`).value;
  const frequency = row.querySelector("[name=frequency]").selectedOptions[0]?.dataset ?? {};
  const prn = frequency.prn !== undefined;
  const continuous = frequency.continuous !== undefined;
  const vein = value("route") === "IV" || continuous;
  show(row, "preparation", vein);
  const flows = vein && !["", "bolus"].includes(value("preparation"));
  show(row, "times", !prn && !continuous);
  show(row, "indication", prn || row.dataset.antimicrobial !== undefined);
  show(row, "interval", prn);
  show(row, "most", prn);
  show(row, "volume", flows);
  show(row, "minutes", flows && !continuous);
  show(row, "rate", flows);
  show(row, "rate_unit", flows && continuous);
  const has = (mark) => row.dataset[mark] !== undefined;
  for (const name of ["protocol", "protocol_cycle", "protocol_day"]) show(row, name, has("cytotoxic"));
  show(row, "term", has("programme"));
  for (const name of ["pregnancy_test", "contraception"])
    show(row, name, has("programme") && form.dataset.childBearing !== undefined);
  row.querySelector(".p-more .p-quiet").hidden = !flows;
  const more = row.querySelector(".p-more");
  more.hidden = !more.querySelector(".nhsuk-form-group:not([hidden])");
  more.open = !more.hidden;
}

function show(row, name, matters) {
  const field = row.querySelector(`[name=${name}]`);
  const group = field.closest(".nhsuk-form-group");
  const shown = matters || field.getAttribute("aria-invalid") === "true";
  if (shown === !group.hidden) return;
  group.hidden = !shown;
  if (shown) {
    field.value = field.dataset.kept ?? "";
  } else {
    field.dataset.kept = field.value;
    field.value = "";
  }
}

// The server calculates, so that what is shown is what will be signed, to the last digit.
let waiting;
function calculateSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(calculate, 400);
}

async function calculate() {
  const sent = [...rows.children];
  const body = new URLSearchParams(new FormData(form));
  body.append("action", "calculate");
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return sent.forEach(forgetCalculated);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const answered = page.querySelectorAll(".p-items > .p-item");
  sent.forEach((row, place) => {
    const [now, then] = [row.querySelector(".p-calculated"), answered[place]?.querySelector(".p-calculated")];
    if (!then || now.innerHTML === then.innerHTML) return;
    now.replaceChildren(...then.childNodes);
    row.querySelector("[name=shown]").value = answered[place].querySelector("[name=shown]").value;
  });
}

// A dose of another weight or speed is no longer to be read; what the server did not show it shows before it signs.
function forgetCalculated(row) {
  const calculated = row.querySelector(".p-calculated");
  if (calculated.childElementCount === 0) return;
  calculated.textContent = form.dataset.noAnswer;
  row.querySelector("[name=shown]").value = "";
}

function fillTimes(row) {
  const frequency = row.querySelector("[name=frequency]");
  const times = row.querySelector("[name=times]");
  const usual = frequency.selectedOptions[0]?.dataset.times ?? "";
  if (times.closest(".nhsuk-form-group").hidden) return;
  if (times.value === "" || times.value === times.dataset.filled) times.value = usual;
  times.dataset.filled = usual;
}

// A day of the week is for weekly doses, a first day for what is not given at once.
function offerDays(row) {
  const cycle = row.querySelector("[name=frequency]").selectedOptions[0]?.dataset.cycle;
  const offer = (name, offered) => {
    const field = row.querySelector(`[name=${name}]`);
    if (field.type === "hidden") return;
    if (!offered) field.value = "";
    field.closest(".nhsuk-form-group").hidden = !offered;
  };
  const has = !row.querySelector("[name=times]").closest(".nhsuk-form-group").hidden;
  offer("weekday", has && cycle === "weekly");
  offer("first", has && cycle !== "once");
  offer("start", has);
}

async function showDoses(row) {
  const value = (name) => row.querySelector(`[name=${name}]`).value;
  const about = { ward: form.dataset.ward };
  if (row.dataset.begins) about.begins = row.dataset.begins;
  for (const name of ["frequency", "times", "first", "weekday", "start"]) about[name] = value(name);
  const asked = JSON.stringify(about);
  row.dataset.asked = asked;
  row.querySelector("[name=doses_shown]").value = "";
  const answer = await fetch(`/doses?${new URLSearchParams(about)}`, { redirect: "manual" }).catch(() => null);
  if (row.dataset.asked !== asked) return;
  if (!answer?.ok) {
    row.querySelector(".p-doses").textContent = form.dataset.noAnswer;
    return;
  }
  const { text, mark } = await answer.json();
  row.querySelector(".p-doses").textContent = text;
  row.querySelector("[name=doses_shown]").value = mark;
}

function enhance(row) {
  const medication = row.querySelector("input[name=medication]");
  if (medication) searchMedications(medication, row, form, propose);
  const frequency = row.querySelector("[name=frequency]");
  row.querySelector("[name=times]").dataset.filled = frequency.selectedOptions[0]?.dataset.times ?? "";
  frequency.addEventListener("change", () => { showWhatMatters(row); fillTimes(row); offerDays(row); });
  offerDays(row);
  for (const name of ["frequency", "times", "first", "weekday", "start"])
    row.querySelector(`[name=${name}]`).addEventListener("change", () => showDoses(row));
  for (const name of ["route", "preparation"]) {
    row.querySelector(`[name=${name}]`).addEventListener("change", () => showWhatMatters(row));
  }
  row.addEventListener("input", () => calculateSoon());
  row.addEventListener("change", () => calculateSoon());
  showWhatMatters(row);
}

function renumber() {
  [...rows.children].forEach((row, place) => {
    row.querySelector(".p-item__number").textContent = place + 1;
    row.querySelector("button[value^=remove-]").value = `remove-${place}`;
  });
}

function addRow() {
  const next = form.dataset.next++;
  const html = blank.innerHTML.replaceAll("__i__", next).replaceAll("__n__", rows.children.length + 1);
  rows.insertAdjacentHTML("beforeend", html);
  const row = rows.lastElementChild;
  enhance(row);
  renumber();
  row.querySelector("input[name=medication]").focus();
}

function removeRow(button) {
  if (rows.children.length === 1) return addRow(), removeRow(button);
  const row = button.closest(".p-item");
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  if (row.dataset.dropped) noteDropped(row.dataset.dropped);
  renumber();
  (neighbour.querySelector("[name=reviewed]") ?? neighbour.querySelector("[name=medication]")).focus();
}

// What goes with a signed item's row is seen before signing, as the server shows it.
function noteDropped(text) {
  const note = document.createElement("p");
  note.textContent = text;
  form.querySelector(".p-dropped").append(note);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=action]");
  if (button?.value === "add") { event.preventDefault(); addRow(); }
  if (button?.value.startsWith("remove-")) { event.preventDefault(); removeRow(button); }
});
form.addEventListener("input", () => { dirty = true; });
form.addEventListener("submit", () => { dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
form.querySelector("button[value=calculate]").hidden = true;
[...rows.children].forEach(enhance);
