//! Whether the pharmacy has a medication, and for how long (ST-7).

/// Days whose use is taken for the usual one.
const DAYS_OF_USE: i64 = 30;

/// Units that can be picked, and units dispensed within the last 30 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Availability {
    pub pickable: i64,
    pub used: i64,
}

/// How long that is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    OutOfStock,
    /// Nothing was dispensed lately, so nobody can tell.
    Unknown,
    /// Whole days at the mean use of the last 30.
    Days(i64),
}

impl Availability {
    pub fn lasts(self) -> Lasts {
        if self.pickable <= 0 {
            return Lasts::OutOfStock;
        }
        match self.pickable.saturating_mul(DAYS_OF_USE).checked_div(self.used) {
            Some(days) if self.used > 0 => Lasts::Days(days),
            _ => Lasts::Unknown,
        }
    }
}
