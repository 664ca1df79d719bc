//! What only some items have, in words: as needed, infusion, dose per kg, therapy.

use fluent_templates::fluent_bundle::FluentValue;
use rust_decimal::Decimal;

use super::Words;
use crate::domain::dose::shown_as;
use crate::domain::item::as_needed::AsNeeded;
use crate::domain::item::contents::Contents;
use crate::domain::item::infusion::{Flow, Infusion, Pace};
use crate::domain::item::per_kg::{Basis, PerKg, PerKgUnit};
use crate::domain::item::programme::Safeguards;
use crate::domain::item::protocol::Protocol;
use crate::domain::item::rate::{Rate, RateUnit};
use crate::domain::item::surface::Surface;
use crate::domain::item::therapy::Therapy;
use crate::domain::item::weight::Weight;

/// Digits after the decimal mark of a concentration that is shown; none is calculated with.
const DIGITS_OF_CONCENTRATION: u32 = 4;

impl Words {
    /// Everything that an item has beyond dose, route and frequency, one text each; the dose is the item's own.
    pub fn details(&self, contents: &Contents, quantity: &Decimal, unit: &str) -> Vec<String> {
        let Contents { indication, as_needed, infusion, per_kg, weight, therapy, .. } = contents;
        let mut details: Vec<String> = contents.protocol.iter().map(|protocol| self.protocol(protocol)).collect();
        if let (Some(per_kg), Some(weight)) = (per_kg, weight) {
            details.push(match (per_kg.unit.basis(), &contents.surface) {
                (Basis::Surface, Some(surface)) => self.formula_of_surface(per_kg, surface, quantity, unit),
                _ => self.formula(per_kg, weight, quantity, unit),
            });
        }
        if let (Some(surface), Some(weight)) = (&contents.surface, weight) {
            details.push(self.surface(surface, weight));
        }
        match infusion {
            Some(Infusion::Bolus) => details.push(self.t("preparation-bolus").to_string()),
            Some(Infusion::Flow(flow)) => details.extend(self.flow(flow, weight.as_ref(), quantity, unit)),
            None => {}
        }
        if let Some(therapy) = therapy {
            details.push(self.therapy(therapy));
        }
        if let Some(safeguards) = &contents.safeguards {
            details.push(self.safeguards(safeguards));
        }
        if let (Some(indication), None) = (indication, as_needed) {
            details.push(self.with("indication-is", "indication", indication));
        }
        details
    }

    /// `se necessário: dor · intervalo mínimo 6 h · máximo 4 em 24 h` (ITEM-7).
    pub fn as_needed(&self, contents: &Contents, limits: &AsNeeded) -> String {
        let indication = contents.indication.clone().unwrap_or_default();
        let AsNeeded { interval_hours, most_per_day } = limits;
        let values =
            [("indication", indication), ("interval", self.number(interval_hours)), ("most", most_per_day.to_string())];
        self.with_all("as-needed-is", values)
    }

    /// `15 mg/kg × 12,4 kg = 186 mg (peso de 10/07/2026 08:00)` (ITEM-10).
    fn formula(&self, per_kg: &PerKg, weight: &Weight, quantity: &Decimal, unit: &str) -> String {
        let per_kg_unit = format!("{}/kg", self.unit(per_kg.unit.of_dose(), plural(&per_kg.quantity)));
        let values = [
            ("dose", format!("{} {per_kg_unit}", self.number(&per_kg.quantity))),
            ("kg", self.number(&weight.kg)),
            ("result", self.dose(quantity, unit)),
            ("at", self.date_time(&weight.at)),
        ];
        self.with_all("per-kg-is", values)
    }

    /// `60 mg/m² × 1,73 m² = 103,8 mg` (WHO-2).
    fn formula_of_surface(&self, per_kg: &PerKg, surface: &Surface, quantity: &Decimal, unit: &str) -> String {
        let dose = format!(
            "{} {}/m²",
            self.number(&per_kg.quantity),
            self.unit(per_kg.unit.of_dose(), plural(&per_kg.quantity))
        );
        let values = [("dose", dose), ("m2", self.number(&surface.m2)), ("result", self.dose(quantity, unit))];
        self.with_all("per-m2-is", values)
    }

    /// `superfície corporal 1,73 m² (Mosteller: 170 cm de …; 63,2 kg de …)` (WHO-2).
    fn surface(&self, surface: &Surface, weight: &Weight) -> String {
        let values = [
            ("m2", self.number(&surface.m2)),
            ("cm", self.number(&surface.cm)),
            ("measured", self.date_time(&surface.at)),
            ("kg", self.number(&weight.kg)),
            ("weighed", self.date_time(&weight.at)),
        ];
        self.with_all("surface-is", values)
    }

    /// `protocolo AC-T · ciclo 2 · dia 1` (WHO-2).
    fn protocol(&self, protocol: &Protocol) -> String {
        let Protocol { name, cycle, day } = protocol;
        let values = [("name", name.clone()), ("cycle", cycle.to_string()), ("day", day.to_string())];
        self.with_all("protocol-is", values)
    }

    /// `termo assinado · teste de gravidez negativo de 20/11/2026 · contracepção confirmada` (WHO-5).
    pub(super) fn safeguards(&self, safeguards: &Safeguards) -> String {
        match &safeguards.pregnancy_test_on {
            Some(day) => self.with("safeguards-with-test", "day", &self.date(day)),
            None => self.t("safeguards-signed").to_string(),
        }
    }

    fn flow(&self, flow: &Flow, weight: Option<&Weight>, quantity: &Decimal, unit: &str) -> Vec<String> {
        let volume = self.number(&flow.volume_ml);
        let mixture = match &flow.diluent {
            Some(diluent) => {
                let name = self.name(&diluent.name).to_owned();
                self.with_all("infusion-diluted", [("diluent", name), ("volume", volume)])
            }
            None => self.with_all("infusion-ready", [("volume", volume)]),
        };
        match &flow.pace {
            Pace::Minutes(minutes) => {
                let values = [("minutes", self.number(minutes)), ("rate", self.number(&flow.ml_h))];
                vec![format!("{mixture} · {}", self.with_all("infusion-over", values))]
            }
            Pace::Rate(rate) if rate.unit == RateUnit::MillilitresAnHour => {
                vec![format!("{mixture} · {}", self.rate(rate))]
            }
            Pace::Rate(rate) => vec![
                format!("{mixture} ({})", self.concentration(flow, quantity, unit)),
                self.calculated_rate(flow, rate, weight),
            ],
        }
    }

    /// `0,1 mcg/kg/min × 70 kg = 10,5 mL/h (peso de 10/07/2026 08:00)` (ITEM-6).
    fn calculated_rate(&self, flow: &Flow, rate: &Rate, weight: Option<&Weight>) -> String {
        let (rate, ml_h) = (self.rate(rate), self.number(&flow.ml_h));
        match weight {
            Some(weight) => {
                let (kg, at) = (self.number(&weight.kg), self.date_time(&weight.at));
                self.with_all("infusion-rate-per-kg", [("rate", rate), ("kg", kg), ("at", at), ("result", ml_h)])
            }
            None => self.with_all("infusion-rate", [("rate", rate), ("result", ml_h)]),
        }
    }

    fn rate(&self, rate: &Rate) -> String {
        format!("{} {}", self.number(&rate.quantity), self.rate_unit(rate.unit))
    }

    /// `unidades/h`, `mcg/kg/min`: the unit in full (ITEM-4).
    pub fn rate_unit(&self, unit: RateUnit) -> String {
        let (substance, rest) = unit.parts();
        format!("{}{rest}", self.unit(substance, 2))
    }

    /// `unidades/kg`.
    pub fn per_kg_unit(&self, unit: &PerKgUnit) -> String {
        let basis = if unit.basis() == Basis::Surface { "m²" } else { "kg" };
        format!("{}/{basis}", self.unit(unit.of_dose(), 2))
    }

    fn concentration(&self, flow: &Flow, quantity: &Decimal, unit: &str) -> String {
        let amount = quantity.checked_div(flow.volume_ml).unwrap_or_default();
        let (amount, unit) = shown_as(amount, unit);
        let digits = self.number(&amount.round_dp(DIGITS_OF_CONCENTRATION));
        format!("{digits} {}/mL", self.unit(unit, plural(&amount)))
    }

    /// `antimicrobiano D3 (D1 = 10/07) · revisar até 12/07/2026 08:00` (ITEM-9).
    fn therapy(&self, therapy: &Therapy) -> String {
        let values = [
            ("day", therapy.day(self.today()).to_string()),
            ("started", self.day_and_month(&therapy.started_on)),
            ("at", self.date_time(&therapy.review_at)),
        ];
        self.with_all("therapy-is", values)
    }

    /// The text of a key with several values in it.
    pub fn with_all<const N: usize>(&self, key: &str, values: [(&'static str, String); N]) -> String {
        self.lookup(key, values.map(|(name, value)| (name, FluentValue::from(value))))
    }
}

/// One, or several.
fn plural(quantity: &Decimal) -> i64 {
    if *quantity == Decimal::ONE { 1 } else { 2 }
}
