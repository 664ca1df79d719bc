//! A line of a sheet, in the reader's language: of a print, or as it would be printed now.

use chrono::{DateTime, NaiveTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::domain::stage::Stage;
use crate::language::Language;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::sheet_lines;

/// Places to write a time by hand that fit a sheet.
const MOST_BLANKS: i16 = 6;

#[derive(Clone, Queryable)]
pub struct Line {
    pub item_id: i64,
    pub prescription_id: i64,
    pub item_number: i16,
    pub patient_id: i64,
    pub bed_code: String,
    pub medication: String,
    pub presentation: String,
    pub high_alert: bool,
    pub dose_quantity: Decimal,
    pub dose_unit_code: String,
    pub route: String,
    pub frequency: String,
    pub stat: bool,
    pub times: Vec<NaiveTime>,
    pub cycle: String,
    pub first_dose_at: Option<DateTime<Utc>>,
    pub scheduled_from: DateTime<Utc>,
    pub note: String,
    pub contents: Contents,
    pub doctor_name: String,
    pub registration: String,
    pub prescribed_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    pub stage: String,
    pub stage_since: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    /// Whole units that the pharmacy has too little of (PH-10).
    pub missing: i32,
    /// The item that it renews or changes.
    pub follows_item_id: Option<i64>,
}

/// What a sheet says of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On its way or received, and valid: to be given.
    Given,
    /// Its prescription has ended, and it is on no later one (VAL-3).
    Lapsed,
    /// Stopped, or otherwise over: struck through, as whoever knew it is to see that.
    Ended,
}

/// The columns of a [`Line`] in a view that has them, in a language.
macro_rules! line_columns {
    ($view:ident, $language:expr) => {{
        type Text = Box<dyn diesel::BoxableExpression<$view::table, diesel::pg::Pg, SqlType = diesel::sql_types::Text>>;
        let [medication, presentation, route, frequency]: [Text; 4] = match $language {
            crate::language::Language::Portuguese => [
                Box::new($view::medication_name_pt),
                Box::new($view::presentation_pt),
                Box::new($view::route_name_pt),
                Box::new($view::frequency_name_pt),
            ],
            crate::language::Language::English => [
                Box::new($view::medication_name_en),
                Box::new($view::presentation_en),
                Box::new($view::route_name_en),
                Box::new($view::frequency_name_en),
            ],
        };
        (
            $view::item_id,
            $view::prescription_id,
            $view::item_number,
            $view::patient_id,
            $view::bed_code,
            medication,
            presentation,
            $view::high_alert,
            $view::dose_quantity,
            $view::dose_unit_code,
            route,
            frequency,
            $view::stat,
            $view::times,
            $view::cycle,
            $view::first_dose_at,
            $view::scheduled_from,
            $view::note,
            $view::contents,
            $view::doctor_name,
            $view::registration,
            $view::prescribed_at,
            $view::valid_until,
            $view::stage,
            $view::stage_since,
            $view::closed_at,
            $view::missing,
            $view::follows_item_id,
        )
    }};
}
pub(in crate::queries::ward) use line_columns;

/// In no order: sorting thousands of wide rows takes the database longer than finding them.
///
/// # Errors
/// A database error.
pub fn lines(
    connection: &mut PgConnection,
    chosen: sheet_lines::BoxedQuery<'_, Pg>,
    language: Language,
) -> QueryResult<Vec<Line>> {
    let mut lines: Vec<Line> = chosen.select(line_columns!(sheet_lines, language)).load(connection)?;
    write_tall(connection, lines.iter_mut().map(|line| &mut line.medication))?;
    Ok(lines)
}

impl Line {
    /// The sheet goes by bed and patient, and then by prescription, oldest first.
    pub fn place(&self) -> (&str, i64, DateTime<Utc>, i64, i16) {
        (&self.bed_code, self.patient_id, self.prescribed_at, self.prescription_id, self.item_number)
    }

    pub fn cycle(&self) -> Cycle {
        Cycle::from_code(&self.cycle).unwrap_or(Cycle::Daily)
    }

    pub fn schedule(&self) -> Schedule {
        Schedule {
            times: self.times.clone(),
            cycle: self.cycle(),
            first_dose_at: self.first_dose_at,
            scheduled_from: self.scheduled_from,
        }
    }

    /// Places to write a time by hand: as many as may be given as needed, or when an infusion starts and ends.
    pub fn blanks(&self) -> i16 {
        self.contents.as_needed.as_ref().map_or(2, |limits| limits.most_per_day.min(MOST_BLANKS))
    }

    /// How it stands at a moment. What the ward has received it goes on giving until the prescription ends.
    pub fn standing(&self, at: DateTime<Utc>) -> Standing {
        match () {
            () if Stage::from_code(&self.stage).is_some_and(Stage::is_over) => Standing::Ended,
            () if self.valid_until <= at => Standing::Lapsed,
            () => Standing::Given,
        }
    }

    pub fn is_received(&self) -> bool {
        Stage::from_code(&self.stage) == Some(Stage::Received)
    }

    /// Over by itself where something follows it, so that it would only stand twice on a sheet.
    pub fn gives_way(&self, at: DateTime<Utc>) -> bool {
        match Stage::from_code(&self.stage) {
            Some(Stage::Expired) => true,
            Some(Stage::Received) => self.valid_until <= at,
            _ => false,
        }
    }
}
