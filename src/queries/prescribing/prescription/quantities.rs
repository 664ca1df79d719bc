//! The controlled substances of a prescription: quantities in figures and words, and what they would need outside the
//! hospital (CTL-1, CTL-4).

use std::collections::HashMap;

use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::language::Words;
use crate::queries::prescribing::controlled::{self, Paper};

use super::records::{Line, Prescription};

/// The prescription's controlled substances, with what each list asks for outside the hospital.
pub struct Controlled {
    items: HashMap<i64, controlled::Item>,
    papers: Vec<Paper>,
}

impl Controlled {
    pub fn load(connection: &mut PgConnection, id: i64) -> QueryResult<Self> {
        Ok(Controlled { items: controlled::of_prescription(connection, id)?, papers: controlled::papers(connection)? })
    }

    /// Of a controlled item: the list, the quantity in figures and words (CTL-4), and which document discharge would
    /// need where this prescription is enough now (CTL-1). Nothing of others.
    pub fn details(&self, prescription: &Prescription, line: &Line, words: &Words) -> Vec<String> {
        let Some(item) = self.items.get(&line.item_id) else { return Vec::new() };
        let mut details = vec![words.with("controlled-list", "list", &item.controlled_list)];
        details.push(quantity(prescription, line, item, words));
        if item.hospital_only {
            details.push(words.t("controlled-hospital-only").to_string());
        } else if let Some(paper) = item.paper(&self.papers) {
            let document = format!("{} ({})", words.name(&paper.rule.document), words.name(&paper.colour));
            details.push(words.with("controlled-at-discharge", "document", &document));
        }
        details
    }

    /// List, quantity, and the document that discharge would need, null for none; nothing of other items.
    pub fn document(&self, prescription: &Prescription, line: &Line, words: &Words) -> Option<Value> {
        let item = self.items.get(&line.item_id)?;
        let paper = item.paper(&self.papers).filter(|_| !item.hospital_only);
        Some(json!({
            "list": item.controlled_list,
            "quantity": quantity(prescription, line, item, words),
            "discharge_document": paper.map(|paper| &paper.rule.document.pt),
        }))
    }
}

/// How many doses the validity has at most, and what they come to; a continuous infusion's one volume.
fn quantity(prescription: &Prescription, line: &Line, item: &controlled::Item, words: &Words) -> String {
    if item.continuous {
        return words.with(
            "controlled-volume",
            "total",
            &words.amount_in_words(&line.dose_quantity, &line.dose_unit_code),
        );
    }
    let from = prescription.prescribed_at - TimeDelta::minutes(1);
    let scheduled = || line.schedule().doses(from, prescription.valid_until, words.zone).len();
    let doses = item.most_per_day.map_or_else(scheduled, |most| usize::from(most.unsigned_abs()));
    words.controlled_quantity(doses, &line.dose_quantity, &line.dose_unit_code)
}
