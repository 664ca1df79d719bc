//! Units that the pharmacy hands out, and whether it has them, in words.

use std::borrow::Borrow;

use super::Words;
use crate::domain::stock::availability::{Availability, Lasts};

/// What the formulary calls them, and the ends of their keys.
const DISPENSED: [(&str, &str); 16] = [
    ("adesivo", "patch"),
    ("ampola", "ampoule"),
    ("bisnaga", "tube"),
    ("bolsa", "bag"),
    ("carpule", "cartridge"),
    ("comprimido", "tablet"),
    ("cápsula", "capsule"),
    ("dispositivo para injeção", "injector"),
    ("envelope", "sachet"),
    ("frasco", "bottle"),
    ("frasco-ampola", "vial"),
    ("inalador", "inhaler"),
    ("seringa", "syringe"),
    ("seringa preenchida", "syringe"),
    ("supositório", "suppository"),
    ("unidade", "unit"),
];

impl Words {
    /// `12 comprimidos`, `1 vial`; a unit that has no words here stands as the formulary has it.
    pub fn dispensed(&self, n: impl Borrow<i64>, unit: &str) -> String {
        let n = *n.borrow();
        match DISPENSED.iter().find(|(known, _)| *known == unit) {
            Some((_, key)) => self.n(&format!("dispensed-{key}"), n).to_string(),
            None => format!("{n} {unit}"),
        }
    }

    /// `Farmácia: 120 comprimidos, para cerca de 12 dias`, or none.
    pub fn availability(&self, availability: Availability, unit: &str) -> String {
        let units = self.dispensed(availability.pickable, unit);
        match availability.lasts() {
            Lasts::OutOfStock => self.t("pharmacy-has-none").to_string(),
            Lasts::Unknown => self.with("pharmacy-has-unused", "units", &units),
            Lasts::Days(days) => {
                self.with_all("pharmacy-has-for", [("units", units), ("days", self.n("days-of-use", days).to_string())])
            }
        }
    }
}
