//! The hospital's lists that an item's fields are chosen from.

use chrono::{NaiveTime, TimeDelta};

use crate::domain::cycle::Cycle;
use crate::domain::dose::UnitKind;
use crate::domain::item::infusion::Diluent;
use crate::domain::medication::Route;
use crate::domain::named::Named;
use crate::domain::schedule::format_times;

/// A unit of the hospital's list.
#[derive(Clone, Debug)]
pub struct Unit {
    pub code: String,
    pub kind: UnitKind,
}

/// A frequency of the hospital's list, with the usual times where the patient is (TIME-1).
#[derive(Clone, Debug)]
pub struct Frequency {
    pub code: String,
    pub name: Named,
    pub doses_per_day: usize,
    /// The ward's own, or else the frequency's; none where the doctor must say one, or where it is now.
    pub usual_times: Vec<NaiveTime>,
    /// One dose at once: without a time it is given now.
    pub stat: bool,
    /// As needed, within limits (ITEM-7).
    pub prn: bool,
    /// Runs all day at a rate (ITEM-6).
    pub continuous: bool,
    pub cycle: Cycle,
    /// The interval that doses must keep; None for so many times a day.
    pub strict_interval: Option<TimeDelta>,
}

impl Frequency {
    /// `08:00 20:00`, as the form fills them in.
    pub fn times(&self) -> String {
        format_times(&self.usual_times)
    }

    /// As needed and continuous have no times of day.
    pub fn has_times(&self) -> bool {
        !self.prn && !self.continuous
    }
}

/// The lists that fields are chosen from.
#[derive(Clone, Debug, Default)]
pub struct CodeLists {
    pub units: Vec<Unit>,
    pub routes: Vec<Route>,
    pub frequencies: Vec<Frequency>,
    pub diluents: Vec<Diluent>,
}
