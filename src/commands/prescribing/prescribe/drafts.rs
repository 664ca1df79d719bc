//! A resident's prescription is put aside as a draft; a supervisor goes on from it as from rows of his or her own (WHO-7).

use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::commands::prescribing::supervision::{self, Draft, decided, draft_to_sign, hold_draft};
use crate::domain::number::{DecimalMark, parse_quantity, written};
use crate::domain::problem::Problem;
use crate::language::{Language, Words};
use crate::schema::{doctors, events, medications, prescription_drafts, prescription_items};

use super::facts;
use super::form::PrescribeForm;
use super::prescription::Prescription;
use super::rejection::Rejection;

/// Puts the form aside; everything was checked, nothing is prescribed. Its number.
pub fn keep(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription: &Prescription,
    body: &str,
    words: &Words,
) -> QueryResult<i64> {
    let ids: Vec<i64> = prescription.items.iter().map(|item| item.medication_id).collect();
    let named: Vec<(i64, String, String)> = medications::table
        .filter(medications::id.eq_any(&ids))
        .select((medications::id, medications::name_pt, medications::name_en))
        .load(connection)?;
    let in_order = || ids.iter().filter_map(|id| named.iter().find(|(named, ..)| named == id));
    let pt: Vec<&String> = in_order().map(|(_, pt, _)| pt).collect();
    let en: Vec<&String> = in_order().map(|(.., en)| en).collect();
    let (stops_pt, stops_en) = taken_out(connection, prescription)?;
    let id = diesel::insert_into(prescription_drafts::table)
        .values((
            prescription_drafts::admission_id.eq(prescription.admission_id),
            prescription_drafts::patient_id.eq(prescription.patient_id),
            prescription_drafts::drafted_by.eq(doctor.doctor_id),
            prescription_drafts::drafted_at.eq(prescription.prescribed_at),
            prescription_drafts::language.eq(words.tag()),
            prescription_drafts::form.eq(body),
            prescription_drafts::medications_pt.eq(pt),
            prescription_drafts::medications_en.eq(en),
            prescription_drafts::stops_pt.eq(stops_pt),
            prescription_drafts::stops_en.eq(stops_en),
        ))
        .returning(prescription_drafts::id)
        .get_result(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("draft"),
            events::patient_id.eq(prescription.patient_id),
            events::after.eq(json!({ "draft": id })),
        ))
        .execute(connection)?;
    Ok(id)
}

/// The names of what a change stops without anything in its place.
fn taken_out(connection: &mut PgConnection, prescription: &Prescription) -> QueryResult<(Vec<String>, Vec<String>)> {
    let followed: Vec<i64> =
        prescription.beginnings.iter().filter_map(|(_, follow)| Some(follow.as_ref()?.item_id)).collect();
    let mut names = (Vec::new(), Vec::new());
    for (prescription_id, number, _) in &prescription.consequences.stopped {
        let name: Option<(String, String)> = prescription_items::table
            .inner_join(medications::table)
            .filter(prescription_items::prescription_id.eq(prescription_id))
            .filter(prescription_items::number.eq(number))
            .filter(prescription_items::id.ne_all(&followed))
            .select((medications::name_pt, medications::name_en))
            .first(connection)
            .optional()?;
        names.extend(name);
    }
    Ok(names)
}

/// The draft that the form was opened from, held until the commit; None where it was opened from none. The stay is held
/// first, as a discharge does.
///
/// # Errors
/// A rejection that says what became of it, where somebody else was first, or that its stay has ended.
pub fn claim(
    connection: &mut PgConnection,
    doctor: &Doctor,
    patient_id: i64,
    form: &PrescribeForm,
) -> Result<Option<Draft>, Abort<Box<Rejection>>> {
    let Some(id) = form.draft_id() else { return Ok(None) };
    let stay = facts::current_stay(connection, patient_id)?;
    let draft = hold_draft(connection, doctor.doctor_id, id)?;
    if draft.patient_id != patient_id {
        return Err(diesel::result::Error::NotFound.into());
    }
    if let Some(decided) = decided(connection, &draft)? {
        return Err(Abort::Rejected(Box::new(Rejection::draft_decided(decided))));
    }
    let of_stay = stay.is_some_and(|stay| stay.admission_id == draft.admission_id);
    if !of_stay || form.admission != draft.admission_id.to_string() {
        return Err(Abort::Rejected(Box::new(Rejection::of(Problem::DraftOfFormerStay))));
    }
    Ok(Some(draft))
}

/// The form of a draft as this doctor would have typed it, with what is in the way: what was answered to warnings is asked
/// anew, and what is renewed is reviewed anew. None where it does not wait any more.
///
/// # Errors
/// `NotFound` for who may not sign it, and for another patient's.
pub fn opened(
    connection: &mut PgConnection,
    doctor: &Doctor,
    patient_id: i64,
    draft_id: i64,
    words: &Words,
) -> QueryResult<Option<(PrescribeForm, Rejection)>> {
    let draft = draft_to_sign(connection, doctor.doctor_id, draft_id)?;
    if draft.patient_id != patient_id {
        return Err(diesel::result::Error::NotFound);
    }
    let form: Option<PrescribeForm> = serde_html_form::from_str(&draft.form).ok();
    let typed_in = Language::from_tag(&draft.language).unwrap_or(words.language);
    let (from, to) = (typed_in.decimal_mark(), words.language.decimal_mark());
    let form = form.filter(|_| draft.is_waiting());
    let of_stay = facts::admission(connection, patient_id)? == Some(draft.admission_id);
    let rejection = if of_stay { Rejection::default() } else { Rejection::of(Problem::DraftOfFormerStay) };
    let number = |text: &str| in_other_language(text, from, to);
    Ok(form.map(|form| (form.of_draft(draft.id, number), rejection)))
}

/// A number as somebody with another decimal mark writes it; anything else as it is.
fn in_other_language(text: &str, from: DecimalMark, to: DecimalMark) -> String {
    let number: Option<Decimal> = parse_quantity(text, from).ok();
    number.map_or_else(|| text.to_owned(), |number| written(number, to))
}

/// Who signs, and from what.
#[derive(Default)]
pub struct Supervision {
    /// What is signed becomes a draft.
    pub needs_supervisor: bool,
    /// The draft's author, and since when it waits.
    pub draft: Option<(String, chrono::DateTime<chrono::Utc>)>,
}

impl Supervision {
    pub fn load(connection: &mut PgConnection, doctor_id: Option<i64>, form: &PrescribeForm) -> QueryResult<Self> {
        let Some(doctor_id) = doctor_id else { return Ok(Supervision::default()) };
        let needs_supervisor = supervision::needs_supervisor(connection, doctor_id)?;
        let draft = match form.draft_id() {
            Some(id) => prescription_drafts::table
                .inner_join(doctors::table.on(doctors::id.eq(prescription_drafts::drafted_by)))
                .filter(prescription_drafts::id.eq(id))
                .select((doctors::name, prescription_drafts::drafted_at))
                .first(connection)
                .optional()?,
            None => None,
        };
        Ok(Supervision { needs_supervisor, draft })
    }
}
