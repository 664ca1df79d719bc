//! A row of the form, as its page shows it.

use crate::commands::prescribing::prescribe::doses::Shown;
use crate::commands::prescribing::prescribe::preview::Preview;
use crate::commands::prescribing::prescribe::rejection::Rejection;
use crate::commands::prescribing::prescribe::weigh::Weighed;
use crate::domain::item::typed::{Field, TypedItem};
use crate::domain::safety::alert::Finding;
use crate::page::chrome::Chrome;

use super::source::Source;

/// A row of the form.
pub struct Row {
    pub place: usize,
    pub typed: TypedItem,
    pub candidates: Vec<String>,
    pub errors: Vec<(Field, String)>,
    pub preview: Preview,
    /// What the pharmacy has of it; empty where the row names no medication.
    pub stock: String,
    /// Which doses result (TIME-2).
    pub doses: Shown,
    /// The signed item that it follows.
    pub source: Option<Source>,
}

impl Row {
    /// `0` in ids and button values; `__i__` in the row that the browser copies.
    pub fn index(&self) -> String {
        if self.place == usize::MAX { "__i__".to_owned() } else { self.place.to_string() }
    }

    pub fn number(&self) -> String {
        if self.place == usize::MAX { "__n__".to_owned() } else { (self.place + 1).to_string() }
    }

    /// What is renewed goes on at its times: no first dose at once is offered, unless one is to be taken back.
    pub fn goes_on(&self) -> bool {
        self.typed.first.is_empty() && self.source.as_ref().is_some_and(|source| !source.is_change())
    }

    /// Monday to Sunday, as the field sends them.
    pub fn weekdays(&self) -> impl Iterator<Item = String> {
        (1..=7).map(|number: u8| number.to_string())
    }

    /// Whether one of the fields that only some items have is filled in or refused.
    pub fn has_more(&self) -> bool {
        const MORE: [Field; 14] = [
            Field::Indication,
            Field::Interval,
            Field::Most,
            Field::Preparation,
            Field::Volume,
            Field::Minutes,
            Field::Rate,
            Field::RateUnit,
            Field::Protocol,
            Field::ProtocolCycle,
            Field::ProtocolDay,
            Field::Term,
            Field::PregnancyTest,
            Field::Contraception,
        ];
        let typed = &self.typed;
        let filled = [
            &typed.indication,
            &typed.interval,
            &typed.most,
            &typed.preparation,
            &typed.volume,
            &typed.minutes,
            &typed.rate,
            &typed.protocol,
            &typed.protocol_cycle,
            &typed.protocol_day,
            &typed.term,
            &typed.pregnancy_test,
            &typed.contraception,
        ];
        filled.iter().any(|text| !text.is_empty()) || self.errors.iter().any(|(field, _)| MORE.contains(field))
    }

    pub fn id(&self, field: &str) -> String {
        format!("item-{}-{field}", self.index())
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn error(&self, code: &str) -> String {
        let texts = self.errors.iter().filter(|(field, _)| field.code() == code);
        texts.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

pub fn field_id(place: usize, field: &str) -> String {
    format!("item-{place}-{field}")
}

pub fn field_errors(chrome: &Chrome, rejection: &Rejection, place: usize) -> Vec<(Field, String)> {
    let of_row = rejection.fields.iter().filter(|(row, ..)| *row == place);
    let of_fields = of_row.map(|(_, field, problem)| (*field, chrome.l.problem(problem)));
    let of_alerts =
        rejection.alerts.iter().filter(|weighed| !weighed.lets_pass() && weighed.alert.rows.contains(&place));
    of_fields.chain(of_alerts.filter_map(|weighed| beside_times(chrome, weighed))).collect()
}

/// An unanswered warning about the times stands beside them, too (TIME-3).
pub fn beside_times(chrome: &Chrome, weighed: &Weighed) -> Option<(Field, String)> {
    let about_times = matches!(weighed.alert.finding, Finding::DosesTooClose { .. });
    about_times.then(|| (Field::Times, chrome.l.alert(&weighed.alert.finding, "what")))
}
