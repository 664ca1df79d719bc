// The form of what goes home, quicker: medication search, and rows without a round trip. Without this script each
// button asks the server instead.
import { searchMedications } from "./medication_search.js";

const form = document.querySelector("form.p-take-home");
const rows = form.querySelector(".p-items");
const blank = document.querySelector("#item-row");
let dirty = false;

function propose(medication, row) {
  if (!medication) return;
  const unit = row.querySelector("[name=unit]");
  if (!unit.value && medication.unit) unit.value = medication.unit;
  const route = row.querySelector("[name=route]");
  const usual = medication.routes.find((code) => route.querySelector(`option[value="${code}"]`));
  if (!route.value && usual) route.value = usual;
  row.toggleAttribute("data-antimicrobial", medication.antimicrobial);
  openWhatMatters(row);
}

// As needed, weekly and antimicrobials ask for what other items have not.
function openWhatMatters(row) {
  const { prn, cycle } = row.querySelector("[name=frequency]").selectedOptions[0]?.dataset ?? {};
  if (prn !== undefined || cycle === "weekly" || row.dataset.antimicrobial !== undefined) row.querySelector(".p-more").open = true;
}

function enhance(row) {
  const medication = row.querySelector("input[name=medication]");
  if (medication) searchMedications(medication, row, form, propose);
  row.querySelector("[name=frequency]").addEventListener("change", () => openWhatMatters(row));
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
  enhance(rows.lastElementChild);
  renumber();
  rows.lastElementChild.querySelector("input[name=medication]").focus();
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
