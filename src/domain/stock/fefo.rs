//! Which lots units are picked from: what expires first is used first, and nothing that expires before the last dose
//! (PH-6).

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};

/// Units of a usable lot on a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Available {
    pub lot_id: i64,
    pub place_id: i64,
    pub expires_on: NaiveDate,
    pub received_at: DateTime<Utc>,
    pub units: u32,
}

/// Units to take of a lot from a shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    pub lot_id: i64,
    pub place_id: i64,
    pub units: u32,
}

/// Picks, and how many units are missing for the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    pub picks: Vec<Pick>,
    pub missing: u32,
}

/// The earliest expiry first, among equals what came first; never what expires before the last dose.
pub fn pick(available: &[Available], units: u32, last_dose_on: NaiveDate) -> Picked {
    let mut usable: Vec<&Available> = available.iter().filter(|lot| lot.expires_on >= last_dose_on).collect();
    usable.sort_by_key(|lot| (lot.expires_on, lot.received_at, lot.lot_id, Reverse(lot.units), lot.place_id));
    let mut picked = Picked { picks: Vec::new(), missing: units };
    for lot in usable {
        let taken = lot.units.min(picked.missing);
        if taken > 0 {
            picked.picks.push(Pick { lot_id: lot.lot_id, place_id: lot.place_id, units: taken });
            picked.missing -= taken;
        }
    }
    picked
}
