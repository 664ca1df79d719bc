//! Quantities of controlled substances in figures and in words (CTL-4).

use fluent_templates::fluent_bundle::FluentValue;
use rust_decimal::Decimal;

use super::{Language, Words};
use crate::domain::controlled::{Document, Excess};
use crate::domain::dose::shown_as;
use crate::domain::number_words::{Gender, in_english, in_portuguese};

impl Words {
    /// `12 (doze)`; figures alone where there are no words.
    pub fn in_words(&self, number: &Decimal, gender: Gender) -> String {
        let figures = self.number(number);
        let words = match self.language {
            Language::Portuguese => in_portuguese(*number, gender),
            Language::English => in_english(*number),
        };
        words.map_or(figures.clone(), |words| format!("{figures} ({words})"))
    }

    /// What a typed dose was read as, a large one in words too (ITEM-3).
    pub fn read_back(&self, quantity: &Decimal, unit: &str) -> String {
        let is_large = *quantity >= Decimal::ONE_THOUSAND;
        let dose = if is_large { self.amount_in_words(quantity, unit) } else { self.dose(quantity, unit) };
        self.lookup("dose-read", [("dose", FluentValue::from(dose))])
    }

    /// `4 (quatro) doses, no total 40 (quarenta) mg`.
    pub fn controlled_quantity(&self, doses: usize, dose: &Decimal, unit: &str) -> String {
        let total = dose.checked_mul(Decimal::from(doses)).unwrap_or(*dose);
        self.lookup(
            "controlled-quantity",
            [
                ("n", FluentValue::from(doses)),
                ("doses", FluentValue::from(self.in_words(&Decimal::from(doses), Gender::Feminine))),
                ("total", FluentValue::from(self.amount_in_words(&total, unit))),
            ],
        )
    }

    /// How much of each substance a document may say, and how long it may be used (CTL-2).
    pub fn document_limits(&self, document: &Document<'_>) -> String {
        let days = document.items.iter().map(|item| document.most_days(item)).min().unwrap_or_default();
        let valid = ("valid", FluentValue::from(document.rule.valid_days));
        match document.rule.most_ampoules {
            Some(most) => {
                let ampoules = ("ampoules", FluentValue::from(most));
                self.lookup("document-limits-ampoules", [ampoules, ("days", FluentValue::from(days)), valid])
            }
            None => self.lookup("document-limits", [("days", FluentValue::from(days)), valid]),
        }
    }

    /// What of an item is more than its document may say.
    pub fn excess(&self, excess: &Excess<'_>) -> String {
        let (key, item, most) = match excess {
            Excess::Ampoules { item, most } => ("excess-ampoules", item, *most),
            Excess::Days { item, most } => ("excess-days", item, *most),
        };
        let medication = ("medication", FluentValue::from(self.name(&item.name)));
        self.lookup(key, [medication, ("most", FluentValue::from(most))])
    }

    /// `10 (dez) mg`.
    pub fn amount_in_words(&self, quantity: &Decimal, unit: &str) -> String {
        let (quantity, unit) = shown_as(*quantity, unit);
        let gender = if matches!(unit, "unit" | "iu" | "drop") { Gender::Feminine } else { Gender::Masculine };
        let noun = self.unit(unit, if quantity == Decimal::ONE { 1 } else { 2 });
        format!("{} {noun}", self.in_words(&quantity, gender))
    }
}
