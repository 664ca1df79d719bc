//! How what lies in a bag is portioned onto labels: a label a dose where doses and units agree, else a label a unit.

use chrono::{DateTime, Utc};

/// What one label is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portion {
    /// From 1: the dose, or the unit where units are labelled.
    pub number: usize,
    /// When the dose is due; none where a unit serves several doses, or nobody knows when.
    pub due: Option<DateTime<Utc>>,
    /// Which of the lots, by its place.
    pub lot: usize,
    pub units: u32,
}

/// Labels of an item: `lots` are units in the bag, in the order in which they are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portions {
    pub portions: Vec<Portion>,
    /// How many doses, or units, there are of it.
    pub of: usize,
    /// The doses that units serve, where units are labelled.
    pub served: Vec<DateTime<Utc>>,
}

/// The doses of the validity are in the bag, or, where some were over when it was separated, those after; whichever
/// agrees with the units, by what a dose takes if that is known. Where none does (as needed, a bottle for all doses, a
/// part of them), each unit has its label.
pub fn portions(doses: &[DateTime<Utc>], separated_at: DateTime<Utc>, lots: &[u32], per_dose: Option<u32>) -> Portions {
    let units: u32 = lots.iter().sum();
    let left: Vec<DateTime<Utc>> = doses.iter().copied().filter(|dose| *dose >= separated_at).collect();
    let agrees = |doses: &&[DateTime<Utc>]| {
        let count = u32::try_from(doses.len()).unwrap_or(u32::MAX);
        count > 0
            && match per_dose {
                Some(each) => each.checked_mul(count) == Some(units),
                None => units > 0 && units.is_multiple_of(count),
            }
    };
    let left = left.as_slice();
    match [doses, left].into_iter().find(agrees) {
        Some(doses) => by_dose(doses, lots, units),
        None => by_unit(if left.is_empty() { doses } else { left }, lots),
    }
}

fn by_dose(doses: &[DateTime<Utc>], lots: &[u32], units: u32) -> Portions {
    let each = units / u32::try_from(doses.len()).unwrap_or(1).max(1);
    let mut lots_left: Vec<u32> = lots.to_vec();
    let mut portions = Vec::new();
    for (place, due) in doses.iter().enumerate() {
        let mut needed = each;
        for (lot, left) in lots_left.iter_mut().enumerate().filter(|(_, left)| **left > 0) {
            let taken = needed.min(*left);
            if taken > 0 {
                portions.push(Portion { number: place + 1, due: Some(*due), lot, units: taken });
            }
            *left -= taken;
            needed -= taken;
        }
    }
    Portions { portions, of: doses.len(), served: Vec::new() }
}

fn by_unit(served: &[DateTime<Utc>], lots: &[u32]) -> Portions {
    let units = lots.iter().enumerate().flat_map(|(lot, units)| (0..*units).map(move |_| lot));
    let portions: Vec<Portion> =
        units.enumerate().map(|(place, lot)| Portion { number: place + 1, due: None, lot, units: 1 }).collect();
    Portions { of: portions.len(), portions, served: served.to_vec() }
}
