// The prescribing form, quicker: medication search, times filled in by the frequency, the doses that result,
// rows without a round trip. Without this script each button asks the server instead.
const form = document.querySelector("form.p-prescribe");
const rows = form.querySelector(".p-items");
const blank = document.querySelector("#item-row");
let dirty = false;

function suggest(field, row) {
  let found = [];
  let asked = 0;
  const container = document.createElement("div");
  field.replaceWith(container);
  accessibleAutocomplete({
    element: container,
    id: field.id,
    name: "medication",
    inputClasses: field.getAttribute("aria-invalid") ? "nhsuk-input--error" : "",
    defaultValue: field.value,
    minLength: 2,
    confirmOnBlur: false,
    displayMenu: "overlay",
    tNoResults: () => form.dataset.noResults,
    tStatusQueryTooShort: (length) => form.dataset.typeMore.replace("{n}", length),
    tStatusNoResults: () => form.dataset.noResults,
    tStatusResults: (length, selected) => `${length}. ${selected}`,
    tAssistiveHint: () => form.dataset.hint,
    source: async (query, populate) => {
      const number = ++asked;
      const answer = await fetch(`/medications?q=${encodeURIComponent(query)}`);
      if (!answer.ok || number !== asked) return;
      found = await answer.json();
      populate(found.map((medication) => medication.label));
    },
    onConfirm: (label) => propose(found.find((medication) => medication.label === label), row),
  });
  const input = row.querySelector("input[name=medication]");
  if (field.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
}

function propose(medication, row) {
  if (!medication) return;
  const unit = row.querySelector("[name=unit]");
  if (!unit.value && medication.unit) unit.value = medication.unit;
  const route = row.querySelector("[name=route]");
  if (!route.value && medication.routes.length) route.value = medication.routes[0];
}

function fillTimes(row) {
  const frequency = row.querySelector("[name=frequency]");
  const times = row.querySelector("[name=times]");
  const usual = frequency.selectedOptions[0]?.dataset.times ?? "";
  if (times.value === "" || times.value === times.dataset.filled) times.value = usual;
  times.dataset.filled = usual;
}

// A day of the week is for weekly doses, a first day for what is not given at once.
function offerDays(row) {
  const cycle = row.querySelector("[name=frequency]").selectedOptions[0]?.dataset.cycle;
  const offer = (name, offered) => {
    const field = row.querySelector(`[name=${name}]`);
    if (!offered) field.value = "";
    field.closest(".nhsuk-form-group").hidden = !offered;
  };
  offer("weekday", cycle === "weekly");
  offer("first", cycle !== "once");
}

async function showDoses(row) {
  const value = (name) => row.querySelector(`[name=${name}]`).value;
  const about = { ward: form.dataset.ward };
  for (const name of ["frequency", "times", "first", "weekday", "start"]) about[name] = value(name);
  const asked = JSON.stringify(about);
  row.dataset.asked = asked;
  row.querySelector("[name=shown]").value = "";
  const answer = await fetch(`/doses?${new URLSearchParams(about)}`);
  if (!answer.ok || row.dataset.asked !== asked) return;
  const { text, mark } = await answer.json();
  row.querySelector(".p-doses").textContent = text;
  row.querySelector("[name=shown]").value = mark;
}

function enhance(row) {
  const medication = row.querySelector("input[name=medication]");
  if (medication) suggest(medication, row);
  const frequency = row.querySelector("[name=frequency]");
  row.querySelector("[name=times]").dataset.filled = frequency.selectedOptions[0]?.dataset.times ?? "";
  frequency.addEventListener("change", () => { fillTimes(row); offerDays(row); });
  offerDays(row);
  for (const name of ["frequency", "times", "first", "weekday", "start"])
    row.querySelector(`[name=${name}]`).addEventListener("change", () => showDoses(row));
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
  renumber();
  neighbour.querySelector("[name=medication]").focus();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=action]");
  if (button?.value === "add") { event.preventDefault(); addRow(); }
  if (button?.value.startsWith("remove-")) { event.preventDefault(); removeRow(button); }
});
form.addEventListener("input", () => { dirty = true; });
form.addEventListener("submit", () => { dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
[...rows.children].forEach(enhance);
