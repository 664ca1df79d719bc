//! The chart of the day: each of a patient's items with its doses, from twelve hours ago to twelve hours ahead.
//!
//! The axis moves with the clock, so that what was due and what comes next are both there at any hour; one from six
//! to six would be nearly empty on one side at each end of the day.

use chrono::{DateTime, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::cycle::Cycle;
use crate::domain::day_chart::{Axis, Course};
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::domain::stage::Stage;
use crate::domain::tall_man::TallManNames;
use crate::read_model::tables::dispatch_lines;

/// Hours between two numbers on the axis.
const NUMBERED: u32 = 3;

#[derive(Queryable, Selectable)]
#[diesel(table_name = dispatch_lines)]
pub struct Line {
    pub prescription_id: i64,
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub high_alert: bool,
    pub dose_quantity: Decimal,
    pub dose_unit_code: String,
    pub route_name_pt: String,
    pub route_name_en: String,
    pub frequency_name_pt: String,
    pub frequency_name_en: String,
    pub stat: bool,
    pub times: Vec<NaiveTime>,
    pub cycle: String,
    pub first_dose_at: Option<DateTime<Utc>>,
    pub scheduled_from: DateTime<Utc>,
    pub note: String,
    pub contents: Contents,
    pub doctor_name: String,
    pub prescribed_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    pub stage: String,
    pub stage_since: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// What a doctor looks for in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The pharmacy waits for an answer.
    Queried,
    /// A dose is still due.
    Active,
    /// Still in the pharmacy's or the ward's hands, and no dose is due any more.
    NothingDue,
    /// Stopped or done within 48 hours.
    Ended,
}

pub struct Chart {
    pub axis: Axis,
    pub now: DateTime<Utc>,
    pub zone: Tz,
    /// The full hours that have a number, and where they stand.
    pub hours: Vec<(u32, String)>,
    /// Each group that has rows, what needs the doctor first.
    pub groups: Vec<(Group, Vec<Row>)>,
}

/// An item with its doses on the axis.
pub struct Row {
    pub line: Line,
    pub next: Option<DateTime<Utc>>,
    /// In order; those before now are past, whether they were given or not.
    pub doses: Vec<DateTime<Utc>>,
    /// When it was stopped.
    pub stopped: Option<DateTime<Utc>>,
    /// Neither stopped nor lapsed.
    pub is_valid: bool,
}

/// Everything open, or closed within 48 hours, with tall-man letters (ITEM-12).
pub fn listed_lines(connection: &mut PgConnection, patient_id: i64, tall_man: &TallManNames) -> QueryResult<Vec<Line>> {
    let mut lines: Vec<Line> = dispatch_lines::table
        .filter(dispatch_lines::patient_id.eq(patient_id))
        .order((
            dispatch_lines::prescribed_at.desc(),
            dispatch_lines::prescription_id.desc(),
            dispatch_lines::item_number,
        ))
        .select(Line::as_select())
        .load(connection)?;
    tall_man.capitalise(lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]));
    Ok(lines)
}

impl Chart {
    pub fn of(lines: Vec<Line>, now: DateTime<Utc>, zone: Tz) -> Self {
        let axis = Axis::around(now, &zone);
        let mut rows: Vec<Row> = lines.into_iter().map(|line| Row::of(line, &axis, now, zone)).collect();
        // What is for now, then soonest first; what has no dose any more stays newest first.
        rows.sort_by_key(|row| (row.next.is_none(), !row.line.stat, row.next));
        let groups = [Group::Queried, Group::Active, Group::NothingDue, Group::Ended].map(|group| {
            let of_group = rows.extract_if(.., |row| row.group() == group).collect::<Vec<_>>();
            (group, of_group)
        });
        let groups = groups.into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
        let mut chart = Chart { axis, now, zone, hours: Vec::new(), groups };
        chart.hours = chart.numbered_hours();
        chart
    }

    fn numbered_hours(&self) -> Vec<(u32, String)> {
        let numbers = self.axis.hours().map(|hour| (hour.with_timezone(&self.zone).hour(), self.place(&hour)));
        numbers.filter(|(hour, _)| hour % NUMBERED == 0).collect()
    }

    /// `37.50%` of the axis, for attributes of SVG; beside it for a moment that is not on it.
    pub fn place(&self, at: &DateTime<Utc>) -> String {
        let place = self.axis.place(*at).unwrap_or(-1_000);
        format!("{}.{:02}%", place / 100, place.abs() % 100)
    }

    /// A dose's kind on the axis.
    pub fn kind(&self, row: &Row, dose: &DateTime<Utc>) -> &'static str {
        if row.next == Some(*dose) {
            "next"
        } else if *dose < self.now {
            "past"
        } else {
            "later"
        }
    }

    /// The first moment of a new day on the axis.
    pub fn midnight(&self) -> Option<DateTime<Utc>> {
        self.axis.hours().find(|hour| hour.with_timezone(&self.zone).hour() == 0)
    }

    /// Days from today on the hospital's clock: 0 today, 1 tomorrow.
    pub fn days_ahead(&self, at: &DateTime<Utc>) -> i64 {
        let day = |at: &DateTime<Utc>| at.with_timezone(&self.zone).date_naive();
        (day(at) - day(&self.now)).num_days()
    }
}

impl Group {
    pub fn code(self) -> &'static str {
        match self {
            Group::Queried => "queried",
            Group::Active => "active",
            Group::NothingDue => "nothing-due",
            Group::Ended => "ended",
        }
    }
}

impl Row {
    fn of(line: Line, axis: &Axis, now: DateTime<Utc>, zone: Tz) -> Self {
        let stopped = line.stopped();
        let ends = stopped.map_or(line.valid_until, |at| at.min(line.valid_until));
        let course = Course { schedule: line.schedule(), starts: line.prescribed_at, ends };
        let doses = course.doses(&axis.span, zone);
        let next = if line.stat {
            // It stays due until it is through.
            line.closed_at
                .is_none()
                .then(|| course.next_dose(line.prescribed_at, zone))
                .flatten()
                .filter(|_| now < ends)
        } else {
            course.next_dose(now, zone)
        };
        Row { next, doses, stopped, is_valid: now < ends, line }
    }

    pub fn group(&self) -> Group {
        match (self.line.closed_at.is_some(), self.next.is_some()) {
            (false, _) if self.line.stage == Stage::Queried.code() => Group::Queried,
            (false, _) if self.line.is_without_times() && self.is_valid => Group::Active,
            (_, true) => Group::Active,
            (false, false) => Group::NothingDue,
            (true, false) => Group::Ended,
        }
    }

    pub fn is_over(&self, now: &DateTime<Utc>) -> bool {
        self.line.valid_until <= *now
    }

    /// Doses of one kind, in order.
    pub fn doses_of(&self, chart: &Chart, kind: &str) -> Vec<DateTime<Utc>> {
        self.doses.iter().copied().filter(|dose| chart.kind(self, dose) == kind).collect()
    }
}

impl Line {
    fn schedule(&self) -> Schedule {
        Schedule {
            times: self.times.clone(),
            cycle: Cycle::from_code(&self.cycle).unwrap_or(Cycle::Daily),
            first_dose_at: self.first_dose_at,
            scheduled_from: self.scheduled_from,
        }
    }

    /// As needed, and all day long: no dose has a time.
    pub fn is_without_times(&self) -> bool {
        self.times.is_empty()
    }

    /// No dose is due from then on, whatever the validity.
    fn stopped(&self) -> Option<DateTime<Utc>> {
        let stopping = [Stage::Refused, Stage::Suspended, Stage::Expired, Stage::Returned];
        stopping.iter().any(|stage| stage.code() == self.stage).then_some(self.stage_since)
    }
}
