//! What an item takes of its medication while its prescription is valid (PH-4, PH-5, TIME-4).

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use crate::domain::clock::day_of;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::domain::item::infusion::{Flow, Infusion, Pace};

use super::units::{Package, units, volumes};

/// All that the units of an item follow from.
pub struct Need<'a> {
    pub schedule: Schedule,
    pub contents: &'a Contents,
    pub quantity: Decimal,
    pub unit: &'a str,
    pub package: Package<'a>,
    pub starts_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
}

/// How many units an item takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// As its doses come to; none where nothing is due in time.
    Counted(u32),
    /// As a pharmacist says: as needed, up to the most of a day, and where dose and strength cannot be compared.
    Said { most: Option<u32> },
}

impl Need<'_> {
    pub fn units(&self, zone: Tz) -> Units {
        let of_doses = |doses: u32| units(doses, self.quantity, self.unit, self.package);
        if let Some(limits) = &self.contents.as_needed {
            return Units::Said { most: u32::try_from(limits.most_per_day).ok().and_then(of_doses) };
        }
        let doses = match self.flowing() {
            Some(flow) => volumes(flow.volume_ml, flow.ml_h, (self.valid_until - self.starts_at).num_minutes()),
            None => u32::try_from(self.doses(zone).len()).ok(),
        };
        doses.and_then(of_doses).map_or(Units::Said { most: None }, Units::Counted)
    }

    /// The day that what is picked must last to (PH-6).
    pub fn last_day(&self, zone: Tz) -> NaiveDate {
        let last = match self.has_times() {
            true => self.doses(zone).last().copied().unwrap_or(self.valid_until),
            false => self.valid_until,
        };
        day_of(last, zone)
    }

    /// Whether something is due before a moment; what has no times always may be.
    pub fn is_due_before(&self, until: DateTime<Utc>, zone: Tz) -> bool {
        !self.has_times() || self.doses(zone).first().is_some_and(|first| *first < until)
    }

    fn doses(&self, zone: Tz) -> Vec<DateTime<Utc>> {
        let from = self.schedule.first_dose_at.map_or(self.starts_at, |first| first.min(self.starts_at));
        self.schedule.doses(from, self.valid_until, zone)
    }

    fn has_times(&self) -> bool {
        self.contents.as_needed.is_none() && self.flowing().is_none()
    }

    /// What flows all day.
    fn flowing(&self) -> Option<&Flow> {
        match &self.contents.infusion {
            Some(Infusion::Flow(flow)) if matches!(flow.pace, Pace::Rate(_)) => Some(flow),
            _ => None,
        }
    }
}
