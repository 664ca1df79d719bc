//! The tables as they are shown and downloaded: headings and cells.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::waiting::Waiting;
use crate::language::Words;

use super::figures::{Figures, Used, Ward};

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Medications,
    Wards,
    Days,
    Turnaround,
    Expiry,
}

/// A value with what is needed to write it.
pub enum Cell {
    Text(String),
    Whole(i64),
    Money(Decimal),
    Minutes(i64),
    Day(NaiveDate),
}

pub struct Table {
    pub kind: Kind,
    /// Keys of their words.
    pub headings: &'static [&'static str],
    pub rows: Vec<Vec<Cell>>,
    /// What its last column comes to, where adding it up means something.
    pub total: Option<Decimal>,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Medications, Kind::Wards, Kind::Days, Kind::Turnaround, Kind::Expiry];

    /// As in its URL and its words.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Medications => "medications",
            Kind::Wards => "wards",
            Kind::Days => "days",
            Kind::Turnaround => "turnaround",
            Kind::Expiry => "expiry",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    fn headings(self) -> &'static [&'static str] {
        match self {
            Kind::Medications => &["code", "medication", "dispensing-unit", "units", "cost"],
            Kind::Wards => &["code", "ward", "units", "cost"],
            Kind::Days => &["day", "units", "cost"],
            Kind::Turnaround => &["code", "ward", "lines", "median", "p90"],
            Kind::Expiry => &["medication", "lot", "expires", "place", "units", "value"],
        }
    }
}

impl Table {
    pub fn of(kind: Kind, figures: &Figures, words: &Words) -> Self {
        let rows: Vec<Vec<Cell>> = match kind {
            Kind::Medications => medications(figures, words),
            Kind::Wards => {
                figures.wards.iter().map(|of| of_ward(&of.ward, words).chain(used(of.used)).collect()).collect()
            }
            Kind::Days => figures
                .days
                .iter()
                .map(|(day, of_day)| [Cell::Day(*day)].into_iter().chain(used(*of_day)).collect())
                .collect(),
            Kind::Turnaround => turnaround(figures, words),
            Kind::Expiry => expiry(figures, words),
        };
        let total = (kind != Kind::Turnaround).then(|| rows.iter().filter_map(|row| row.last()?.money()).sum());
        Table { kind, headings: kind.headings(), rows, total }
    }

    /// Whether a column has numbers, which stand to the right.
    pub fn is_number(&self, column: &usize) -> bool {
        self.rows.first().and_then(|row| row.get(*column)).is_some_and(Cell::is_number)
    }

    /// Whether there is nothing to be seen in it.
    pub fn is_empty(&self) -> bool {
        let nothing =
            |row: &Vec<Cell>| row.iter().all(|cell| matches!(cell, Cell::Day(_) | Cell::Whole(0)) || cell.is_free());
        self.rows.iter().all(nothing)
    }
}

fn of_ward(ward: &Ward, words: &Words) -> impl Iterator<Item = Cell> {
    let name = words.pick(&ward.name_pt, &ward.name_en).to_owned();
    [Cell::Text(ward.code.clone()), Cell::Text(name)].into_iter()
}

fn used(used: Used) -> impl Iterator<Item = Cell> {
    [Cell::Whole(used.units), Cell::Money(used.cost)].into_iter()
}

fn medications(figures: &Figures, words: &Words) -> Vec<Vec<Cell>> {
    let row = |of: &super::figures::OfMedication| {
        let (name, presentation) =
            (words.pick(&of.name_pt, &of.name_en), words.pick(&of.presentation_pt, &of.presentation_en));
        let first = [of.code.clone(), format!("{name} {presentation}"), of.dispensing_unit.clone()];
        first.map(Cell::Text).into_iter().chain(used(of.used)).collect()
    };
    figures.medications.iter().map(row).collect()
}

fn turnaround(figures: &Figures, words: &Words) -> Vec<Vec<Cell>> {
    let row = |(ward, of): &(Ward, crate::domain::turnaround::Turnaround)| {
        let numbers = [Cell::Whole(of.lines), Cell::Minutes(of.median), Cell::Minutes(of.p90)];
        of_ward(ward, words).chain(numbers).collect()
    };
    figures.turnarounds.iter().map(row).collect()
}

fn expiry(figures: &Figures, words: &Words) -> Vec<Vec<Cell>> {
    let row = |of: &super::figures::Expiring| {
        let name = words.pick(&of.medication_name_pt, &of.medication_name_en);
        let presentation = words.pick(&of.presentation_pt, &of.presentation_en);
        vec![
            Cell::Text(format!("{name} {presentation}")),
            Cell::Text(of.lot.clone()),
            Cell::Day(of.expires_on),
            Cell::Text(words.pick(&of.place_name_pt, &of.place_name_en).to_owned()),
            Cell::Whole(i64::from(of.units)),
            Cell::Money(of.value),
        ]
    };
    figures.expiring.iter().map(row).collect()
}

impl Cell {
    /// As people read it.
    pub fn shown(&self, words: &Words) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Whole(number) => words.whole(*number),
            Cell::Money(amount) => words.money(amount),
            Cell::Minutes(minutes) => Waiting::of_minutes(*minutes).text(),
            Cell::Day(day) => words.date(day),
        }
    }

    pub fn is_number(&self) -> bool {
        matches!(self, Cell::Whole(_) | Cell::Money(_) | Cell::Minutes(_))
    }

    fn money(&self) -> Option<Decimal> {
        match self {
            Cell::Money(amount) => Some(*amount),
            _ => None,
        }
    }

    fn is_free(&self) -> bool {
        self.money().is_some_and(|amount| amount.is_zero())
    }
}
