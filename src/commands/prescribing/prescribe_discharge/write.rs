//! Writes what goes home: the prescription, its papers and items, what the checks said, and one event.

use diesel::prelude::*;
use serde_json::json;

use crate::auth::user::Doctor;
use crate::commands::prescribing::prescribe::weigh::Weighed;
use crate::domain::take_home::TakeHome;
use crate::domain::take_home::papers::{ANTIMICROBIAL_DAYS, Kind, Paper};
use crate::language::{Language, Words};
use crate::schema::{discharge_alerts, discharge_documents, discharge_items, discharge_prescriptions, events};

use super::check::GoingHome;

/// The new prescription's number.
pub fn write(connection: &mut PgConnection, doctor: &Doctor, home: &GoingHome, words: &Words) -> QueryResult<i64> {
    let id = diesel::insert_into(discharge_prescriptions::table)
        .values((
            discharge_prescriptions::admission_id.eq(home.admission_id),
            discharge_prescriptions::patient_id.eq(home.patient_id),
            discharge_prescriptions::doctor_id.eq(doctor.doctor_id),
            discharge_prescriptions::prescribed_at.eq(home.prescribed_at),
        ))
        .returning(discharge_prescriptions::id)
        .get_result(connection)?;
    for (number, paper) in (1..).zip(&home.papers) {
        let document_id = insert_document(connection, id, number, paper, home)?;
        insert_items(connection, document_id, paper, home)?;
    }
    insert_alerts(connection, id, home, words)?;
    append_event(connection, doctor, id, home)?;
    Ok(id)
}

fn insert_document(
    connection: &mut PgConnection,
    prescription_id: i64,
    number: i16,
    paper: &Paper,
    home: &GoingHome,
) -> QueryResult<i64> {
    let rule = paper.list.as_ref().map(|(_, rule)| rule);
    let most_days = rule.map(|rule| small(rule.most_days));
    let valid_days = match paper.kind {
        Kind::Ordinary => None,
        Kind::Antimicrobial => Some(small(ANTIMICROBIAL_DAYS)),
        Kind::SpecialControl | Kind::Notification => rule.map(|rule| small(rule.valid_days)),
    };
    let colour = rule.and_then(|rule| home.colours.get(&rule.list)).map_or("", String::as_str);
    diesel::insert_into(discharge_documents::table)
        .values((
            discharge_documents::discharge_prescription_id.eq(prescription_id),
            discharge_documents::number.eq(number),
            discharge_documents::kind.eq(paper.kind.code()),
            discharge_documents::list.eq(paper.list.as_ref().map(|(list, _)| list)),
            discharge_documents::title_pt.eq(rule.map_or("", |rule| &rule.document.pt)),
            discharge_documents::title_en.eq(rule.map_or("", |rule| &rule.document.en)),
            discharge_documents::colour_pt.eq(colour),
            discharge_documents::most_ampoules.eq(rule.and_then(|rule| rule.most_ampoules).map(small)),
            discharge_documents::most_days.eq(most_days),
            discharge_documents::valid_days.eq(valid_days),
        ))
        .returning(discharge_documents::id)
        .get_result(connection)
}

fn insert_items(connection: &mut PgConnection, document_id: i64, paper: &Paper, home: &GoingHome) -> QueryResult<()> {
    for (number, item) in (1_i16..).zip(paper.items.iter().filter_map(|place| home.items.get(*place))) {
        insert_item(connection, document_id, number, item)?;
    }
    Ok(())
}

fn insert_item(connection: &mut PgConnection, document_id: i64, number: i16, home: &TakeHome) -> QueryResult<usize> {
    let TakeHome { item, days, supply, justification, .. } = home;
    let (limits, safeguards) = (item.contents.as_needed.as_ref(), item.contents.safeguards.as_ref());
    diesel::insert_into(discharge_items::table)
        .values((
            discharge_items::document_id.eq(document_id),
            discharge_items::number.eq(number),
            discharge_items::medication_id.eq(item.medication_id),
            discharge_items::dose_quantity.eq(item.quantity),
            discharge_items::dose_unit_code.eq(&item.unit),
            discharge_items::route_code.eq(&item.route),
            discharge_items::frequency_code.eq(&item.frequency),
            discharge_items::weekday.eq(item.plan.weekday_number()),
            discharge_items::days.eq(days),
            discharge_items::supply.eq(i32::try_from(*supply).unwrap_or(i32::MAX)),
            discharge_items::indication.eq(&item.contents.indication),
            discharge_items::interval_hours.eq(limits.map(|limits| limits.interval_hours)),
            discharge_items::most_per_day.eq(limits.map(|limits| limits.most_per_day)),
            discharge_items::programme_code.eq(&item.programme),
            discharge_items::pregnancy_test_on.eq(safeguards.and_then(|safeguards| safeguards.pregnancy_test_on)),
            discharge_items::note.eq(&item.note),
            discharge_items::diagnosis.eq(justification.as_ref().map(|justification| &justification.diagnosis)),
            discharge_items::justification.eq(justification.as_ref().map(|justification| &justification.reason)),
        ))
        .execute(connection)
}

/// In both languages, with the doctor's reasons (CDS-6).
fn insert_alerts(connection: &mut PgConnection, id: i64, home: &GoingHome, words: &Words) -> QueryResult<usize> {
    let [portuguese, english] = [Language::Portuguese, Language::English].map(|language| words.in_language(language));
    let row = |weighed: &Weighed| {
        let alert = &weighed.alert;
        (
            discharge_alerts::discharge_prescription_id.eq(id),
            discharge_alerts::rule.eq(alert.rule.number()),
            discharge_alerts::severity.eq(alert.severity.code()),
            discharge_alerts::decision.eq(alert.decision.clone()),
            discharge_alerts::what_pt.eq(portuguese.alert(&alert.finding, "what")),
            discharge_alerts::what_en.eq(english.alert(&alert.finding, "what")),
            discharge_alerts::source.eq(alert.source.clone()),
            discharge_alerts::reason.eq(weighed.given_reason().map(str::to_owned)),
        )
    };
    let rows: Vec<_> = home.alerts.iter().map(row).collect();
    diesel::insert_into(discharge_alerts::table).values(rows).execute(connection)
}

fn append_event(connection: &mut PgConnection, doctor: &Doctor, id: i64, home: &GoingHome) -> QueryResult<usize> {
    let of_paper = |paper: &Paper| {
        let items = paper.items.iter().filter_map(|place| home.items.get(*place)).map(as_json);
        json!({
            "kind": paper.kind.code(),
            "list": paper.list.as_ref().map(|(list, _)| list),
            "items": items.collect::<Vec<_>>(),
        })
    };
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("prescribe_discharge"),
            events::patient_id.eq(home.patient_id),
            events::after.eq(json!({
                "discharge_prescription": id,
                "papers": home.papers.iter().map(of_paper).collect::<Vec<_>>(),
            })),
        ))
        .execute(connection)
}

fn as_json(home: &TakeHome) -> serde_json::Value {
    let TakeHome { item, days, supply, justification, .. } = home;
    json!({
        "medication": item.medication_id,
        "dose": item.quantity.to_string(),
        "unit": item.unit,
        "route": item.route,
        "frequency": item.frequency,
        "weekday": item.plan.weekday_number(),
        "contents": item.contents,
        "days": days,
        "supply": supply,
        "note": item.note,
        "diagnosis": justification.as_ref().map(|justification| &justification.diagnosis),
        "justification": justification.as_ref().map(|justification| &justification.reason),
    })
}

fn small(number: u32) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}
