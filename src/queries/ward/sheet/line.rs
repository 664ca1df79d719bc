//! A line of a sheet, in the reader's language: of a print, or as it would be printed now.

use chrono::{DateTime, NaiveTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
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
    cycle: String,
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

    /// Struck through: it ended in the day before, and whoever knew it is to see that.
    pub fn has_ended(&self) -> bool {
        self.closed_at.is_some()
    }
}
