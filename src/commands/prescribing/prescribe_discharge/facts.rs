//! What the rules of going home are checked against beyond those of any item.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::controlled::ListRule;
use crate::domain::named::Named;
use crate::domain::safety::substance_key;
use crate::domain::take_home::Dispensed;
use crate::domain::take_home::papers::ListLimits;
use crate::schema::{controlled_list_rules, medications};

#[derive(Queryable, Selectable)]
#[diesel(table_name = medications)]
struct DispensedRow {
    name_pt: String,
    substances: Vec<String>,
    dispensing_unit: String,
    strength: String,
    controlled_list: String,
    controlled_addendum: bool,
    policy: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = controlled_list_rules)]
struct RuleRow {
    list: String,
    document_pt: String,
    document_en: String,
    colour_pt: String,
    most_ampoules: Option<i16>,
    most_days: i16,
    most_substances: i16,
    valid_days: i16,
    may_exceed: bool,
}

/// How a medication is supplied outside the hospital.
pub fn dispensed(connection: &mut PgConnection, medication_id: i64) -> QueryResult<Dispensed> {
    let row: DispensedRow =
        medications::table.find(medication_id).select(DispensedRow::as_select()).first(connection)?;
    Ok(Dispensed {
        substance: substance_key(&row.name_pt, &row.substances),
        unit: row.dispensing_unit,
        strength: row.strength,
        list: row.controlled_list,
        addendum: row.controlled_addendum,
        hospital_only: row.policy == "hospital_use_only",
    })
}

/// What each list asks for, with the colour of its paper by list.
pub fn lists(connection: &mut PgConnection) -> QueryResult<(Vec<ListLimits>, HashMap<String, String>)> {
    let rows: Vec<RuleRow> = controlled_list_rules::table
        .order(controlled_list_rules::list)
        .select(RuleRow::as_select())
        .load(connection)?;
    let colours = rows.iter().map(|row| (row.list.clone(), row.colour_pt.clone())).collect();
    Ok((rows.into_iter().map(RuleRow::limits).collect(), colours))
}

impl RuleRow {
    fn limits(self) -> ListLimits {
        let rule = ListRule {
            list: self.list,
            document: Named { pt: self.document_pt, en: self.document_en },
            most_ampoules: self.most_ampoules.map(|most| u32::from(most.unsigned_abs())),
            most_days: u32::from(self.most_days.unsigned_abs()),
            most_substances: usize::from(self.most_substances.unsigned_abs()),
            valid_days: u32::from(self.valid_days.unsigned_abs()),
        };
        ListLimits { rule, may_exceed: self.may_exceed }
    }
}
