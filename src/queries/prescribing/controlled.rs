//! Controlled substances as pages show them: the list, quantities in words, and what leaving the hospital would need
//! (CTL-1 to CTL-4).

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::controlled::{ControlledItem, ListRule};
use crate::domain::named::Named;
use crate::domain::safety::substance_key;
use crate::domain::stage::Stage;
use crate::read_model::tables::{controlled_items, controlled_list_rules};

/// A list's rule, with the colour of its paper.
pub struct Paper {
    pub rule: ListRule,
    pub colour: Named,
}

/// A controlled item of a prescription.
#[derive(Queryable, Selectable)]
#[diesel(table_name = controlled_items)]
pub struct Item {
    pub item_id: i64,
    pub controlled_list: String,
    pub controlled_addendum: bool,
    pub hospital_only: bool,
    pub most_per_day: Option<i16>,
    pub continuous: bool,
}

impl Item {
    /// The paper that it would need outside the hospital (CTL-3).
    pub fn paper<'a>(&self, papers: &'a [Paper]) -> Option<&'a Paper> {
        let list = if self.controlled_addendum { "C1" } else { &self.controlled_list };
        papers.iter().find(|paper| paper.rule.list == list)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = controlled_list_rules)]
struct RuleRow {
    list: String,
    document_pt: String,
    document_en: String,
    colour_pt: String,
    colour_en: String,
    most_ampoules: Option<i16>,
    most_days: i16,
    most_substances: i16,
    valid_days: i16,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = controlled_items)]
struct GivenRow {
    name_pt: String,
    name_en: String,
    substances: Vec<String>,
    atc_code: String,
    form_group_code: String,
    dispensing_unit: String,
    controlled_list: String,
    controlled_addendum: bool,
    hospital_only: bool,
    cycle: String,
    doses_per_day: i16,
    duration_days: i16,
}

/// What every list asks for.
pub fn papers(connection: &mut PgConnection) -> QueryResult<Vec<Paper>> {
    let rows = controlled_list_rules::table
        .order(controlled_list_rules::list)
        .select(RuleRow::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(RuleRow::paper).collect())
}

/// The controlled items of a prescription, by item.
pub fn of_prescription(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<HashMap<i64, Item>> {
    let rows: Vec<Item> = controlled_items::table
        .filter(controlled_items::prescription_id.eq(prescription_id))
        .select(Item::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(|item| (item.item_id, item)).collect())
}

/// The controlled items that a patient is being given, as they would go home.
pub fn given_now(
    connection: &mut PgConnection,
    patient_id: i64,
    now: DateTime<Utc>,
) -> QueryResult<Vec<ControlledItem>> {
    let rows = controlled_items::table
        .filter(controlled_items::patient_id.eq(patient_id))
        .filter(controlled_items::valid_until.gt(now))
        .filter(controlled_items::stage.ne_all(Stage::codes_over()))
        .order(controlled_items::item_id)
        .select(GivenRow::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(GivenRow::item).collect())
}

impl RuleRow {
    fn paper(self) -> Paper {
        let rule = ListRule {
            list: self.list,
            document: Named { pt: self.document_pt, en: self.document_en },
            most_ampoules: self.most_ampoules.map(|most| u32::from(most.unsigned_abs())),
            most_days: u32::from(self.most_days.unsigned_abs()),
            most_substances: usize::from(self.most_substances.unsigned_abs()),
            valid_days: u32::from(self.valid_days.unsigned_abs()),
        };
        Paper { rule, colour: Named { pt: self.colour_pt, en: self.colour_en } }
    }
}

impl GivenRow {
    fn item(self) -> ControlledItem {
        let days = u32::from(self.duration_days.unsigned_abs());
        // Each dose opens an ampoule; how many doses an item has on other days than all is not known here.
        let a_day = if self.cycle == "daily" { u32::from(self.doses_per_day.unsigned_abs()) } else { 0 };
        ControlledItem {
            substance: substance_key(&self.name_pt, &self.substances),
            name: Named { pt: self.name_pt, en: self.name_en },
            list: self.controlled_list,
            addendum: self.controlled_addendum,
            atc_code: self.atc_code,
            topical: self.form_group_code == "top",
            hospital_only: self.hospital_only,
            ampoules: (self.dispensing_unit == "ampola").then(|| a_day.saturating_mul(days)),
            days,
        }
    }
}
