//! Which documents the controlled substances of a patient would need at discharge (CTL-2, CTL-3).

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::controlled::{ControlledItem, Document, documents};
use crate::domain::named::Named;
use crate::domain::tall_man::TallManNames;
use crate::language::Words;
use crate::queries::prescribing::controlled::{Paper, given_now, papers};

/// What is given now, with what each list asks for.
pub struct GoingHome {
    items: Vec<ControlledItem>,
    papers: Vec<Paper>,
}

/// A document in words.
pub struct Needed {
    /// With the colour of its paper.
    pub document: String,
    pub medications: Vec<String>,
    pub limits: String,
    /// What is prescribed now and more than it may say.
    pub excesses: Vec<String>,
}

/// # Errors
/// A database error.
pub fn going_home(
    connection: &mut PgConnection,
    patient_id: i64,
    now: DateTime<Utc>,
    tall_man: &TallManNames,
) -> QueryResult<GoingHome> {
    let mut items = given_now(connection, patient_id, now)?;
    tall_man.capitalise(items.iter_mut().flat_map(|item| [&mut item.name.pt, &mut item.name.en]));
    let papers = if items.is_empty() { Vec::new() } else { papers(connection)? };
    Ok(GoingHome { items, papers })
}

impl GoingHome {
    pub fn needed(&self, words: &Words) -> Vec<Needed> {
        let rules: Vec<_> = self.papers.iter().map(|paper| paper.rule.clone()).collect();
        documents(&self.items, &rules).iter().map(|document| self.in_words(document, words)).collect()
    }

    /// What may not leave the hospital at all (WHO-6).
    pub fn hospital_only(&self, words: &Words) -> Vec<String> {
        names(self.items.iter().filter(|item| item.hospital_only).map(|item| &item.name), words)
    }

    fn in_words(&self, document: &Document<'_>, words: &Words) -> Needed {
        let paper = self.papers.iter().find(|paper| paper.rule.list == document.rule.list);
        let colour = paper.map(|paper| words.name(&paper.colour)).unwrap_or_default();
        let mut excesses: Vec<String> = document.excesses().iter().map(|excess| words.excess(excess)).collect();
        excesses.dedup();
        Needed {
            document: format!("{} ({colour})", words.name(&document.rule.document)),
            medications: names(document.items.iter().map(|item| &item.name), words),
            limits: words.document_limits(document),
            excesses,
        }
    }
}

fn names<'a>(all: impl Iterator<Item = &'a Named>, words: &Words) -> Vec<String> {
    let mut names: Vec<String> = all.map(|name| words.name(name).to_owned()).collect();
    names.dedup();
    names
}
