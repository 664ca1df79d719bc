// A field that searches the formulary as somebody types; without this script it is a field whose text the server reads.
export function searchMedications(field, row, form, choose) {
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
    onConfirm: (label) => choose(found.find((medication) => medication.label === label), row),
  });
  const input = row.querySelector("input[name=medication]");
  if (field.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
}
