//! Orders as they are usual on such wards; demo policy, not advice.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::dice::Dice;
use super::patients::Patient;
use super::{LoadError, read};

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
        _ => "adult",
    };
    let tolerated = |order: &&Order| !patient.allergies.contains(&order.allergen.as_str());
    let fitting: Vec<&Order> = orders.iter().filter(|order| order.group == group).filter(tolerated).collect();
    let wanted = 3 + dice.roll(6);
    let first = dice.roll(fitting.len() as u64);
    let step = if group == "adult" { 5 } else { 1 };
    let mut chosen: Vec<&Order> = Vec::new();
    if urgent && group == "adult" {
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
