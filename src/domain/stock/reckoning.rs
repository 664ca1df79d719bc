//! What became of every unit of a lot (ST-5): what came in must be somewhere, with somebody, or known to be gone.

/// Units of a lot, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reckoning {
    pub received: i64,
    pub at_places: i64,
    pub in_bags: i64,
    /// Dispensed and not given back.
    pub with_patients: i64,
    pub discarded: i64,
    pub lost: i64,
    /// Fewer at a count than in the ledger.
    pub missing: i64,
    /// More at a count than in the ledger.
    pub found: i64,
}

impl Reckoning {
    /// From parts as `read_model.lot_whereabouts` names them.
    pub fn of<'a>(parts: impl IntoIterator<Item = (&'a str, i64)>) -> Self {
        let mut sum = Reckoning::default();
        for (what, units) in parts {
            sum.add(what, units);
        }
        sum
    }

    fn add(&mut self, what: &str, units: i64) {
        match what {
            "receipt" => self.received += units,
            "place" => self.at_places += units,
            "bag" => self.in_bags += units,
            "dispense" => self.with_patients += units,
            "return" => self.with_patients -= units,
            "discarded-return" => {
                self.with_patients -= units;
                self.discarded += units;
            }
            "discard" => self.discarded += units,
            "loss" => self.lost += units,
            "missing" => self.missing += units,
            "found" => self.found += units,
            _ => {}
        }
    }

    /// Units that nobody knows anything of; none, as long as the ledger adds up.
    pub fn unaccounted(&self) -> i64 {
        let gone = self.discarded + self.lost + self.missing;
        self.received + self.found - gone - self.at_places - self.in_bags - self.with_patients
    }
}
