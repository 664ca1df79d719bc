//! Which doses result from what is typed, shown before signing (TIME-2).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::clock;
use crate::domain::clock::Clock;
use crate::domain::item::lists::CodeLists;
use crate::domain::item::typed::TypedItem;
use crate::domain::plan::{Plan, plan};
use crate::error::AppResult;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::page::input::Query;

use super::facts;

/// Doses shown at least and at most: a day's and one more, or some weeks'.
const FEWEST: usize = 3;
const MOST: usize = 8;
/// A renewal begins within the validity of what it renews.
const FARTHEST: TimeDelta = TimeDelta::hours(25);

/// A row's fields about time, and the ward whose usual times it has. Nothing of the patient.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AboutTime {
    ward: Option<i64>,
    frequency: String,
    times: String,
    first: String,
    weekday: String,
    start: String,
    /// When the item begins, in seconds; none for at once.
    begins: Option<i64>,
}

/// What the form says below a row's times.
#[derive(Default, Serialize)]
pub struct Shown {
    /// The next doses in words, or what is missing to know them; empty while no frequency is chosen.
    pub text: String,
    /// Sent along on signing: what the doctor saw.
    pub mark: String,
}

/// The doses that result, for the form's script.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for a ward that is no number.
pub async fn doses(app: web::Data<Arc<App>>, chrome: Chrome, asked: Query<AboutTime>) -> AppResult<HttpResponse> {
    let asked = asked.into_inner();
    let lists = app.write(move |connection| Ok(facts::code_lists(connection, asked.ward)?)).await?;
    let typed = TypedItem {
        frequency: asked.frequency,
        times: asked.times,
        first: asked.first,
        weekday: asked.weekday,
        start: asked.start,
        ..TypedItem::default()
    };
    let now = Clock::at(clock::now(), chrome.l.zone);
    let begins = asked.begins.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let begins = begins.map_or(now.now, |begins| begins.clamp(now.now, now.now + FARTHEST));
    Ok(HttpResponse::Ok().json(show_doses(&typed, &lists, Clock { now: begins, ..now }, now, &chrome.l)))
}

/// The next doses of an item that begins at a moment, as they are called now; or what is in the way of knowing them.
pub fn show_doses(typed: &TypedItem, lists: &CodeLists, begins: Clock, now: Clock, words: &Words) -> Shown {
    let frequency = lists.frequencies.iter().find(|frequency| frequency.code == typed.frequency.trim());
    let Some(frequency) = frequency else { return Shown::default() };
    match plan(typed, frequency, begins) {
        Ok(plan) => Shown { text: next_doses(&plan, begins, now, words), mark: plan.mark() },
        Err(problems) => {
            let text = problems.first().map(|(_, problem)| words.problem(problem)).unwrap_or_default();
            Shown { text, mark: String::new() }
        }
    }
}

fn next_doses(plan: &Plan, begins: Clock, now: Clock, words: &Words) -> String {
    let count = (plan.schedule.times.len() + 1).clamp(FEWEST, MOST);
    let doses = plan.schedule.next_doses(begins.now, count, begins.zone);
    let text = words.with("next-doses", "doses", &words.doses(&doses, now));
    match plan.too_close {
        Some(found) => format!("{text} {}", words.problem(&found.problem(begins.zone))),
        None => text,
    }
}
