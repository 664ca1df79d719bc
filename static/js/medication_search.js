// A field that searches the formulary as somebody types; without this script it is a field whose text the server reads.
// Where a row says what the pharmacy has, each name offered says it too. "Not found" is said only by an answer: while
// there is none, that is said, and the search goes on by itself.
const ANSWER_WITHIN = 10_000;
const AGAIN_AFTER = 1_000;
// Names found for another text are taken away by then.
const STALE_AFTER = 500;

export function searchMedications(field, row, form, choose) {
  const stock = row.querySelector(".p-item__stock");
  let asked = 0;
  let word = "noResults";
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
    tNoResults: () => form.dataset[word],
    tStatusQueryTooShort: (length) => form.dataset.typeMore.replace("{n}", length),
    tStatusNoResults: () => form.dataset[word],
    tStatusResults: (length, selected) => `${length}. ${selected}`,
    tAssistiveHint: () => form.dataset.hint,
    templates: {
      inputValue: (medication) => medication?.label ?? "",
      suggestion: (medication) =>
        stock ? `${escaped(medication.label)}<span class="p-option__stock">${escaped(medication.stock)}</span>` : escaped(medication.label),
    },
    source: async (query, populate) => {
      const number = ++asked;
      const isWanted = () => number === asked;
      const say = (what) => { word = what; populate([]); };
      word = "searching";
      const stale = setTimeout(() => isWanted() && say("searching"), STALE_AFTER);
      let found = await find(query);
      clearTimeout(stale);
      while (typeof found === "string" && isWanted()) {
        say(found);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
        if (document.activeElement === input) found = await find(query);
      }
      if (!isWanted()) return;
      word = "noResults";
      populate(found);
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

// The names, or which word says why there are none yet.
async function find(query) {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const answer = await fetch(`/medications?q=${encodeURIComponent(query)}`, { redirect: "manual", signal });
    if (answer.type === "opaqueredirect") return "searchEnded";
    return answer.ok ? await answer.json() : "searchFails";
  } catch {
    return "searchFails";
  }
}

// The list of suggestions is put in as HTML.
function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}
