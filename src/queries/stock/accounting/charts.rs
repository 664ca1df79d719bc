//! The charts: bars from zero, drawn by the server, with the table beside them saying the same.

use rust_decimal::Decimal;

use crate::domain::chart::Scale;
use crate::domain::waiting::Waiting;
use crate::language::Words;

use super::figures::{Figures, Ward};
use super::tables::Kind;

/// Bars that a chart has at most, where they do not stand for days.
const MOST: usize = 12;
/// Characters of a bar's name.
const NAME: usize = 36;
/// Units of the drawing: where bars begin, how long they get, how far apart they lie.
const LEFT: i64 = 300;
const LENGTH: i64 = 380;
const APART: i64 = 28;
/// How high the columns of days get, and how wide they are together.
const HEIGHT: i64 = 160;
const WIDTH: i64 = 690;

pub struct Chart {
    pub ticks: Vec<Tick>,
    pub bars: Vec<Bar>,
    /// Of the whole drawing.
    pub height: i64,
    /// Columns that stand side by side instead of bars that lie under each other.
    pub upright: bool,
}

/// A line of the grid with its number.
pub struct Tick {
    pub at: Decimal,
    pub text: String,
}

pub struct Bar {
    pub name: String,
    pub value: String,
    /// Its corner and its size.
    pub x: Decimal,
    pub y: Decimal,
    pub width: Decimal,
    pub height: Decimal,
    /// Where a second value is marked across it, and its text.
    pub mark: Option<(Decimal, String)>,
    /// Whether there is room for its name.
    pub is_named: bool,
}

/// What a bar stands for, before it is drawn.
struct Drawn {
    name: String,
    value: Decimal,
    second: Option<Decimal>,
}

/// How the values of a chart are said.
type Said = fn(&Words, &Decimal) -> String;

impl Chart {
    pub fn of(kind: Kind, figures: &Figures, words: &Words) -> Self {
        let ward = |ward: &Ward| words.pick(&ward.name_pt, &ward.name_en).to_owned();
        let plain = |name: String, value: Decimal| Drawn { name, value, second: None };
        match kind {
            Kind::Medications => lying(
                words,
                Words::money,
                figures
                    .medications
                    .iter()
                    .map(|of| plain(words.pick(&of.name_pt, &of.name_en).to_owned(), of.used.cost)),
            ),
            Kind::Wards => {
                lying(words, Words::money, figures.wards.iter().map(|of| plain(ward(&of.ward), of.used.cost)))
            }
            Kind::Days => {
                let days = figures.days.iter().map(|(day, of)| plain(words.day_and_month(day), of.cost));
                standing(words, days.collect())
            }
            Kind::Turnaround => {
                let drawn = figures.turnarounds.iter().map(|(of, turnaround)| Drawn {
                    name: ward(of),
                    value: Decimal::from(turnaround.median),
                    second: Some(Decimal::from(turnaround.p90)),
                });
                lying(words, minutes, drawn)
            }
            Kind::Expiry => {
                let name = |lot: &super::figures::Expiring| {
                    format!("{} {}", lot.lot, words.pick(&lot.medication_name_pt, &lot.medication_name_en))
                };
                let mut dearest: Vec<&super::figures::Expiring> = figures.expiring.iter().collect();
                dearest.sort_by_key(|lot| std::cmp::Reverse(lot.value));
                lying(words, Words::money, dearest.into_iter().map(|lot| plain(name(lot), lot.value)))
            }
        }
    }
}

impl Bar {
    /// Its lower edge.
    pub fn end(&self) -> Decimal {
        self.y + self.height
    }

    /// Its right edge.
    pub fn tip(&self) -> Decimal {
        self.x + self.width
    }
}

fn minutes(_: &Words, minutes: &Decimal) -> String {
    Waiting::of_minutes(i64::try_from(minutes.trunc()).unwrap_or_default()).text()
}

/// Bars that lie under each other, each with its name before it and its value behind.
fn lying(words: &Words, said: Said, drawn: impl Iterator<Item = Drawn>) -> Chart {
    let drawn: Vec<Drawn> = drawn.take(MOST).collect();
    let scale = Scale::up_to(largest(&drawn), LENGTH);
    let left = Decimal::from(LEFT);
    let bars: Vec<Bar> = drawn
        .into_iter()
        .zip(0_i64..)
        .map(|(drawn, place)| Bar {
            name: shortened(&drawn.name),
            value: said(words, &drawn.value),
            x: left,
            y: Decimal::from(place * APART + 4),
            width: scale.place(drawn.value),
            height: Decimal::from(APART - 8),
            mark: drawn.second.map(|second| (left + scale.place(second), said(words, &second))),
            is_named: true,
        })
        .collect();
    let ticks = scale.ticks().into_iter().map(|tick| Tick { at: left + scale.place(tick), text: said(words, &tick) });
    let height = APART * i64::try_from(bars.len()).unwrap_or_default() + 24;
    Chart { ticks: ticks.collect(), bars, height, upright: false }
}

/// Columns side by side; of many, some are named.
fn standing(words: &Words, drawn: Vec<Drawn>) -> Chart {
    let scale = Scale::up_to(largest(&drawn), HEIGHT);
    let (top, left) = (Decimal::TEN, Decimal::from(100));
    let bottom = top + Decimal::from(HEIGHT);
    let many = i64::try_from(drawn.len()).unwrap_or(1).max(1);
    let apart = Decimal::from(WIDTH) / Decimal::from(many);
    let named_each = (many + 9) / 10;
    let bar = |(drawn, place): (Drawn, i64)| {
        let height = scale.place(drawn.value);
        Bar {
            value: words.money(&drawn.value),
            name: drawn.name,
            x: (left + apart * Decimal::from(place) + apart / Decimal::TEN).round_dp(1),
            y: bottom - height,
            width: (apart * Decimal::new(8, 1)).round_dp(1),
            height,
            mark: None,
            is_named: place % named_each == 0,
        }
    };
    let bars = drawn.into_iter().zip(0_i64..).map(bar).collect();
    let ticks = scale.ticks().into_iter().map(|tick| Tick { at: bottom - scale.place(tick), text: words.money(&tick) });
    Chart { ticks: ticks.collect(), bars, height: HEIGHT + 40, upright: true }
}

fn largest(drawn: &[Drawn]) -> Decimal {
    drawn.iter().map(|drawn| drawn.second.unwrap_or(drawn.value).max(drawn.value)).max().unwrap_or_default()
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    let start: String = name.chars().take(NAME - 1).collect();
    format!("{}…", start.trim_end())
}
