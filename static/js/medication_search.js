// A field that searches the formulary as somebody types; without this script it is a field whose text the server reads.
// Where a row says what the pharmacy has, each name offered says it too.
export function searchMedications(field, row, form, choose) {
  const stock = row.querySelector(".p-item__stock");
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
    templates: {
      inputValue: (medication) => medication?.label ?? "",
      suggestion: (medication) =>
        stock ? `${escaped(medication.label)}<span class="p-option__stock">${escaped(medication.stock)}</span>` : escaped(medication.label),
    },
    source: async (query, populate) => {
      const number = ++asked;
      const answer = await fetch(`/medications?q=${encodeURIComponent(query)}`);
      if (!answer.ok || number !== asked) return;
      populate(await answer.json());
    },
    onConfirm: (medication) => {
      if (stock && medication) stock.textContent = medication.stock;
      choose(medication, row);
    },
  });
  const input = row.querySelector("input[name=medication]");
  if (stock) input.addEventListener("input", () => stock.replaceChildren());
  if (field.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
}

// The list of suggestions is put in as HTML.
function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}
