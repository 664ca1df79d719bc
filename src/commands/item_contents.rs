//! What a signed item contains, read back from its row.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::item::as_needed::AsNeeded;
use crate::domain::item::contents::Contents;
use crate::domain::item::infusion::{Diluent, Flow, Infusion, Pace};
use crate::domain::item::per_kg::{PerKg, PerKgUnit};
use crate::domain::item::programme::Safeguards;
use crate::domain::item::protocol::Protocol;
use crate::domain::item::rate::{Rate, RateUnit};
use crate::domain::item::surface::Surface;
use crate::domain::item::therapy::Therapy;
use crate::domain::item::weight::Weight;
use crate::domain::named::Named;
use crate::schema::prescription_items;

/// The columns that [`Contents`] are kept in.
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_items)]
pub struct ContentsRow {
    indication: Option<String>,
    interval_hours: Option<Decimal>,
    most_per_day: Option<i16>,
    preparation: Option<String>,
    volume_ml: Option<Decimal>,
    infusion_minutes: Option<Decimal>,
    rate_quantity: Option<Decimal>,
    rate_unit: Option<String>,
    rate_ml_h: Option<Decimal>,
    per_kg_quantity: Option<Decimal>,
    per_kg_unit: Option<String>,
    weight_kg: Option<Decimal>,
    weighed_at: Option<DateTime<Utc>>,
    height_cm: Option<Decimal>,
    height_measured_at: Option<DateTime<Utc>>,
    surface_m2: Option<Decimal>,
    protocol: Option<String>,
    protocol_cycle: Option<i16>,
    protocol_day: Option<i16>,
    programme_code: Option<String>,
    pregnancy_test_on: Option<NaiveDate>,
    therapy_started_on: Option<NaiveDate>,
    review_at: Option<DateTime<Utc>>,
}

/// Code and names of what it is diluted in, if anything.
pub type DiluentRow = Option<(String, String, String)>;

impl ContentsRow {
    pub fn contents(self, diluent: DiluentRow, fatal_by_other_routes: bool) -> Contents {
        let infusion = self.infusion(diluent);
        let limits = self.interval_hours.zip(self.most_per_day);
        let unit = self.per_kg_unit.as_deref().and_then(PerKgUnit::from_code);
        let place = self.protocol_cycle.zip(self.protocol_day);
        let height = self.height_cm.zip(self.height_measured_at);
        let pregnancy_test_on = self.pregnancy_test_on;
        let therapy = self.therapy_started_on.zip(self.review_at);
        Contents {
            indication: self.indication,
            as_needed: limits.map(|(interval_hours, most_per_day)| AsNeeded {
                interval_hours: interval_hours.normalize(),
                most_per_day,
            }),
            infusion,
            per_kg: self.per_kg_quantity.zip(unit).map(|(quantity, unit)| PerKg { quantity, unit }),
            protocol: self.protocol.zip(place).map(|(name, (cycle, day))| Protocol { name, cycle, day }),
            surface: self.surface_m2.zip(height).map(|(m2, (cm, at))| Surface { m2, cm, at }),
            safeguards: self.programme_code.map(|_| Safeguards { pregnancy_test_on }),
            weight: self.weight_kg.zip(self.weighed_at).map(|(kg, at)| Weight { kg, at }),
            therapy: therapy.map(|(started_on, review_at)| Therapy { started_on, review_at }),
            fatal_by_other_routes,
        }
    }

    fn infusion(&self, diluent: DiluentRow) -> Option<Infusion> {
        if self.preparation.as_deref()? == "bolus" {
            return Some(Infusion::Bolus);
        }
        let unit = self.rate_unit.as_deref().and_then(RateUnit::from_code);
        let rate = self.rate_quantity.zip(unit).map(|(quantity, unit)| Pace::Rate(Rate { quantity, unit }));
        Some(Infusion::Flow(Flow {
            diluent: diluent.map(|(code, pt, en)| Diluent { code, name: Named { pt, en } }),
            volume_ml: self.volume_ml?,
            ml_h: self.rate_ml_h?,
            pace: rate.or_else(|| self.infusion_minutes.map(Pace::Minutes))?,
        }))
    }
}
