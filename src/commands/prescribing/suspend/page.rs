//! The suspension form's page: the patient, the items that are still open, and what is in the way.

use askama::Template;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::clock;
use crate::commands::homonyms::homonyms_of;
use crate::commands::patient::Patient;
use crate::commands::prescribing::look_alike_names::tall_man_names;
use crate::domain::homonym::Homonym;
use crate::domain::stage::Stage;
use crate::page::chrome::Chrome;
use crate::schema::{medications, patients, prescription_items, prescriptions};

use super::form::{Rejection, SuspendForm};

#[derive(Template)]
#[template(path = "prescribing/suspend.html")]
pub struct SuspendPage {
    chrome: Chrome,
    prescription_id: i64,
    patient: Patient,
    homonyms: Vec<Homonym>,
    items: Vec<OpenItem>,
    form: SuspendForm,
    rejection: Rejection,
}

/// What can be suspended.
#[derive(Queryable)]
struct OpenItem {
    number: i16,
    stage: String,
    dose_quantity: Decimal,
    dose_unit_code: String,
    name_pt: String,
    name_en: String,
    presentation_pt: String,
    presentation_en: String,
    /// A vinca alkaloid (ITEM-16).
    fatal_by_other_routes: bool,
    /// The prescription that renews it, which stops with it.
    renewed_by: Option<i64>,
}

impl SuspendPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        prescription_id: i64,
        form: SuspendForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        let patient = prescriptions::table
            .inner_join(patients::table)
            .filter(prescriptions::id.eq(prescription_id))
            .select(Patient::as_select())
            .first::<Patient>(connection)?;
        let homonyms = homonyms_of(connection, patient.id)?;
        let mut items = open_items(connection, prescription_id)?;
        let names = items.iter().flat_map(|item| [item.name_pt.clone(), item.name_en.clone()]).collect();
        let tall_man = tall_man_names(connection, names)?;
        tall_man.capitalise(items.iter_mut().flat_map(|item| [&mut item.name_pt, &mut item.name_en]));
        Ok(SuspendPage { chrome, prescription_id, patient, homonyms, items, form, rejection })
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let of_field = self.rejection.problems.iter().find(|(field, _)| field.code() == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}

/// What is still in hands, and what the ward has received and gives until its prescription ends.
fn open_items(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Vec<OpenItem>> {
    let renewals = diesel::alias!(prescription_items as renewals);
    let renewed_by = renewals
        .filter(renewals.field(prescription_items::follows_item_id).eq(prescription_items::id.nullable()))
        .filter(renewals.field(prescription_items::followed_as).eq("renewal"))
        .filter(renewals.field(prescription_items::stage).ne_all(Stage::codes_over()))
        .select(renewals.field(prescription_items::prescription_id));
    prescription_items::table
        .inner_join(medications::table)
        .inner_join(prescriptions::table)
        .filter(prescription_items::prescription_id.eq(prescription_id))
        .filter(
            prescription_items::closed_at.is_null().or(prescription_items::stage
                .eq(Stage::Received.code())
                .and(prescriptions::valid_until.gt(clock::now()))),
        )
        .order(prescription_items::number)
        .select((
            prescription_items::number,
            prescription_items::stage,
            prescription_items::dose_quantity,
            prescription_items::dose_unit_code,
            medications::name_pt,
            medications::name_en,
            medications::presentation_pt,
            medications::presentation_en,
            medications::atc_code.like("L01CA%").and(medications::form_group_code.eq("inj")),
            renewed_by.single_value(),
        ))
        .load(connection)
}
