//! A prescription as it will be written.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::domain::follow::Follow;
use crate::domain::item::Item;

use super::lineage::Consequences;
use super::weigh::Weighed;

/// A prescription that every rule allows.
pub struct Prescription {
    pub patient_id: i64,
    pub admission_id: i64,
    pub prescribed_at: DateTime<Utc>,
    /// A day on the hospital's clock at most (VAL-1).
    pub valid_until: DateTime<Utc>,
    /// The same of what begins later: renewals are a prescription of their own beside what begins now.
    pub renewed_until: DateTime<Utc>,
    pub items: Vec<Item>,
    /// What the safety checks said; nothing of it is in the way.
    pub alerts: Vec<Weighed>,
    /// The item's number for each row of the form.
    pub numbers: HashMap<usize, i16>,
    /// For each item, where it begins and what it follows.
    pub beginnings: Vec<(DateTime<Utc>, Option<Follow>)>,
    pub consequences: Consequences,
    /// Why it is a new version; only where it is one.
    pub change_reason: String,
}

impl Prescription {
    /// What begins now and what begins later, each as a prescription of its own, so that neither shortens the other.
    pub fn parted(self) -> Vec<Prescription> {
        let begins_now: Vec<bool> = self.beginnings.iter().map(|(at, _)| *at <= self.prescribed_at).collect();
        if begins_now.iter().all(|now| *now) || !begins_now.contains(&true) {
            return vec![self];
        }
        let mut places: Vec<(i16, usize)> = self.numbers.iter().map(|(place, number)| (*number, *place)).collect();
        places.sort_unstable();
        let of = |now: bool| -> HashMap<usize, i16> {
            let own = places.iter().zip(&begins_now).filter(|(_, is_now)| **is_now == now);
            own.map(|((_, place), _)| *place).zip(1..).collect()
        };
        let (numbers, later_numbers) = (of(true), of(false));
        let is_later =
            |weighed: &Weighed| weighed.alert.rows.first().is_some_and(|row| later_numbers.contains_key(row));
        let (later_alerts, alerts): (Vec<Weighed>, Vec<Weighed>) = self.alerts.into_iter().partition(is_later);
        let (items, later_items) = parts(self.items, &begins_now);
        let (beginnings, later_beginnings) = parts(self.beginnings, &begins_now);
        let later = Prescription {
            valid_until: self.renewed_until,
            items: later_items,
            alerts: later_alerts,
            numbers: later_numbers,
            beginnings: later_beginnings,
            consequences: Consequences::default(),
            change_reason: String::new(),
            ..self
        };
        let now = Prescription {
            valid_until: self.valid_until,
            items,
            alerts,
            numbers,
            beginnings,
            consequences: self.consequences,
            change_reason: self.change_reason,
            ..later
        };
        vec![now, later]
    }
}

fn parts<T>(all: Vec<T>, is_first: &[bool]) -> (Vec<T>, Vec<T>) {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for (one, is_first) in all.into_iter().zip(is_first) {
        if *is_first { first.push(one) } else { second.push(one) }
    }
    (first, second)
}
