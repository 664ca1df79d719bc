//! Orders as they are usual on such wards; demo policy, not advice.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::dice::Dice;
use super::patients::Patient;
use super::{LoadError, read};
use crate::domain::item::as_needed::AsNeeded;
use crate::domain::item::contents::Contents;
use crate::domain::item::infusion::{Diluent, Flow, Infusion, Pace};
use crate::domain::item::per_kg::{PerKg, PerKgUnit};
use crate::domain::item::protocol::Protocol;
use crate::domain::item::rate::{Rate, RateUnit, flow_of, pump_rate};
use crate::domain::item::weight::Weight;
use crate::domain::named::Named;

const ORDERS: &str = include_str!("orders.csv");

#[derive(Deserialize)]
pub struct Order {
    group: String,
    pub medication: String,
    pub dose: Decimal,
    pub unit: String,
    pub route: String,
    pub frequency: String,
    pub days: i16,
    /// Who has this allergy on the bed's sheet does not get it; empty where none on our list matters.
    allergen: String,
    /// As in the form; empty where nothing flows.
    preparation: String,
    volume: Option<Decimal>,
    minutes: Option<Decimal>,
    rate: Option<Decimal>,
    rate_unit: String,
    indication: String,
    interval: Option<Decimal>,
    most: Option<i16>,
    /// Of an antineoplastic: its protocol, always in the second cycle.
    protocol: String,
}

impl Order {
    /// As needed, infusion and indication; what an antimicrobial's therapy is depends on when it is prescribed.
    pub fn contents(&self) -> Result<Contents, LoadError> {
        let indication = (!self.indication.is_empty()).then(|| self.indication.clone());
        let limits = self.interval.zip(self.most);
        let as_needed = limits.map(|(interval_hours, most_per_day)| AsNeeded { interval_hours, most_per_day });
        let name = (!self.protocol.is_empty()).then(|| self.protocol.clone());
        let protocol = name.map(|name| Protocol { name, cycle: 2, day: 1 });
        Ok(Contents { indication, as_needed, infusion: self.infusion()?, protocol, ..Contents::default() })
    }

    pub fn is_antineoplastic(&self) -> bool {
        !self.protocol.is_empty()
    }

    pub fn is_per_kg(&self) -> bool {
        PerKgUnit::from_code(&self.unit).is_some()
    }

    /// Number and unit of the dose, calculated where it is per kg (ITEM-10).
    pub fn dose_for(&self, weight: Option<&Weight>, contents: &mut Contents) -> Result<(Decimal, String), LoadError> {
        let (Some(unit), Some(weight)) = (PerKgUnit::from_code(&self.unit), weight) else {
            return Ok((self.dose, self.unit.clone()));
        };
        let per_kg = PerKg { quantity: self.dose, unit };
        let dose = per_kg.dose(weight.kg).ok_or(LoadError::Unfitting("an order's dose per kg"))?;
        contents.per_kg = Some(per_kg);
        contents.weight = Some(weight.clone());
        Ok((dose, unit.of_dose().to_owned()))
    }

    fn infusion(&self) -> Result<Option<Infusion>, LoadError> {
        let diluent = match self.preparation.as_str() {
            "" => return Ok(None),
            "bolus" => return Ok(Some(Infusion::Bolus)),
            "ready" => None,
            code => Some(Diluent { code: code.to_owned(), name: Named { pt: String::new(), en: String::new() } }),
        };
        let flow = self.flow(diluent).ok_or(LoadError::Unfitting("an order's infusion"))?;
        Ok(Some(Infusion::Flow(flow)))
    }

    fn flow(&self, diluent: Option<Diluent>) -> Option<Flow> {
        let volume_ml = self.volume?;
        let (ml_h, pace) = match (self.minutes, self.rate) {
            (Some(minutes), None) => (flow_of(volume_ml, minutes)?, Pace::Minutes(minutes)),
            (None, Some(quantity)) => {
                let rate = Rate { quantity, unit: RateUnit::from_code(&self.rate_unit)? };
                (pump_rate(&rate, None, (self.dose, &self.unit), volume_ml)?, Pace::Rate(rate))
            }
            _ => return None,
        };
        Some(Flow { diluent, volume_ml, ml_h, pace })
    }
}

pub fn all() -> Result<Vec<Order>, LoadError> {
    Ok(read(ORDERS)?)
}

/// Three to eight different orders that fit the ward and the patient's allergies, with one for now where `urgent`.
pub fn choose<'a>(orders: &'a [Order], dice: &mut Dice, patient: &Patient, urgent: bool) -> Vec<&'a Order> {
    let group = match patient.ward_code.as_str() {
        "UTI-N" => "neonate",
        "UTI-P" | "PED" => "child",
        "MAT" | "CO" => "mother",
        "ONC" | "HD" => "oncology",
        "UTI-A" => "icu",
        _ => "adult",
    };
    let tolerated = |order: &&Order| !patient.allergies.contains(&order.allergen.as_str());
    let fitting: Vec<&Order> = orders.iter().filter(|order| order.group == group).filter(tolerated).collect();
    let wanted = 3 + dice.roll(6);
    let first = dice.roll(fitting.len() as u64);
    let step = if group == "adult" { 5 } else { 1 };
    let mut chosen: Vec<&Order> = Vec::new();
    if urgent && matches!(group, "adult" | "icu") {
        let now: Vec<&Order> = orders.iter().filter(|order| order.group == "urgent").filter(tolerated).collect();
        chosen.extend(dice.one_of(&now));
    }
    for number in 0..wanted {
        let place = usize::try_from((first + number * step) % fitting.len().max(1) as u64).unwrap_or_default();
        if let Some(order) = fitting.get(place)
            && !chosen.iter().any(|other| other.medication == order.medication)
        {
            chosen.push(order);
        }
    }
    chosen
}
