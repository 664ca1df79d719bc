//! Writes a checked prescription: its rows, one event, and what the read model must refresh.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::commands::suspension::{ItemMoved, Suspension, suspend_items};
use crate::domain::item::Item;
use crate::domain::schedule::format_times;
use crate::language::{Language, Words};
use crate::read_model::tables::touched;
use crate::schema::{events, prescription_alerts, prescription_item_times, prescription_items, prescriptions};

use super::lineage::Consequences;
use super::new_item::NewItem;
use super::prescription::Prescription;
use super::rejection::Rejection;
use super::stewardship::ask;

/// Writes all of it; the number of the first prescription that it makes.
pub fn write(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription: Prescription,
    words: &Words,
) -> Result<i64, Abort<Box<Rejection>>> {
    let mut parts = prescription.parted().into_iter();
    let first = parts.next().map(|part| write_part(connection, doctor, &part, words)).transpose()?;
    for part in parts {
        write_part(connection, doctor, &part, words)?;
    }
    first.ok_or(Abort::Failed(diesel::result::Error::NotFound))
}

/// The number of the new prescription; where a change only takes items out, of the one that it was.
fn write_part(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription: &Prescription,
    words: &Words,
) -> Result<i64, Abort<Box<Rejection>>> {
    stop_earlier(connection, doctor, prescription)?;
    let consequences = &prescription.consequences;
    if let (true, Some(id)) = (prescription.items.is_empty(), consequences.changes_id) {
        return Ok(id);
    }
    let id = insert_prescription(connection, doctor, prescription)?;
    let item_ids = insert_items(connection, id, prescription)?;
    insert_times(connection, &item_ids, &prescription.items)?;
    insert_alerts(connection, id, prescription, words)?;
    ask(connection, doctor, id, prescription)?;
    append_event(connection, doctor, id, prescription)?;
    diesel::insert_into(touched::table).values(touched::prescription_id.eq(id)).execute(connection)?;
    Ok(id)
}

/// What is changed or taken out stops, with the change's reason; what is let end is remembered (VAL-4, VAL-2).
fn stop_earlier(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription: &Prescription,
) -> Result<(), Abort<Box<Rejection>>> {
    let Consequences { stopped, not_renewed, .. } = &prescription.consequences;
    for of_one in stopped.chunk_by(|(left, ..), (right, ..)| left == right) {
        let Some((prescription_id, ..)) = of_one.first() else { continue };
        let items: Vec<_> = of_one.iter().map(|(_, number, seen)| (*number, *seen)).collect();
        let suspension = Suspension {
            user_id: doctor.user_id,
            patient_id: prescription.patient_id,
            prescription_id: *prescription_id,
            items: &items,
            reason: &prescription.change_reason,
        };
        suspend_items(connection, &suspension)
            .map_err(|abort| abort.map(|ItemMoved| Box::new(Rejection::items_moved())))?;
    }
    if !not_renewed.is_empty() {
        diesel::update(prescription_items::table.filter(prescription_items::id.eq_any(not_renewed)))
            .set(prescription_items::not_renewed_by.eq(doctor.user_id))
            .execute(connection)?;
    }
    Ok(())
}

fn insert_prescription(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription: &Prescription,
) -> QueryResult<i64> {
    let changes_id = prescription.consequences.changes_id;
    diesel::insert_into(prescriptions::table)
        .values((
            prescriptions::admission_id.eq(prescription.admission_id),
            prescriptions::patient_id.eq(prescription.patient_id),
            prescriptions::doctor_id.eq(doctor.doctor_id),
            prescriptions::prescribed_at.eq(prescription.prescribed_at),
            prescriptions::valid_until.eq(prescription.valid_until),
            prescriptions::changes_id.eq(changes_id),
            prescriptions::change_reason.eq(changes_id.map(|_| &prescription.change_reason)),
        ))
        .returning(prescriptions::id)
        .get_result(connection)
}

fn insert_items(connection: &mut PgConnection, id: i64, prescription: &Prescription) -> QueryResult<Vec<i64>> {
    let rows: Vec<NewItem<'_>> =
        (1_i16..).zip(&prescription.items).map(|(number, item)| NewItem::of(id, number, item, prescription)).collect();
    let mut inserted: Vec<(i16, i64)> = diesel::insert_into(prescription_items::table)
        .values(rows)
        .returning((prescription_items::number, prescription_items::id))
        .get_results(connection)?;
    inserted.sort_unstable();
    Ok(inserted.into_iter().map(|(_, id)| id).collect())
}

fn insert_times(connection: &mut PgConnection, item_ids: &[i64], items: &[Item]) -> QueryResult<usize> {
    let rows: Vec<_> = item_ids
        .iter()
        .zip(items)
        .flat_map(|(id, item)| item.plan.schedule.times.iter().map(move |time| (*id, *time)))
        .map(|(id, time)| (prescription_item_times::item_id.eq(id), prescription_item_times::time_of_day.eq(time)))
        .collect();
    diesel::insert_into(prescription_item_times::table).values(rows).execute(connection)
}

/// What was said at signing, in both languages, with the doctor's reasons (CDS-6).
fn insert_alerts(
    connection: &mut PgConnection,
    id: i64,
    prescription: &Prescription,
    words: &Words,
) -> QueryResult<usize> {
    let [portuguese, english] = [Language::Portuguese, Language::English].map(|language| words.in_language(language));
    let rows: Vec<_> = prescription
        .alerts
        .iter()
        .map(|weighed| {
            let alert = &weighed.alert;
            let number = alert.rows.first().and_then(|row| prescription.numbers.get(row));
            (
                prescription_alerts::prescription_id.eq(id),
                prescription_alerts::item_number.eq(number),
                prescription_alerts::rule.eq(alert.rule.number()),
                prescription_alerts::severity.eq(alert.severity.code()),
                prescription_alerts::decision.eq(&alert.decision),
                prescription_alerts::circumstances.eq(&alert.circumstances),
                prescription_alerts::what_pt.eq(portuguese.alert(&alert.finding, "what")),
                prescription_alerts::what_en.eq(english.alert(&alert.finding, "what")),
                prescription_alerts::source.eq(&alert.source),
                prescription_alerts::reason.eq(weighed.given_reason()),
                prescription_alerts::repeated.eq(weighed.repeated),
            )
        })
        .collect();
    diesel::insert_into(prescription_alerts::table).values(rows).execute(connection)
}

fn append_event(
    connection: &mut PgConnection,
    doctor: &Doctor,
    id: i64,
    prescription: &Prescription,
) -> QueryResult<usize> {
    let follows: Vec<_> =
        prescription.beginnings.iter().map(|(_, follow)| follow.map(|follow| follow.to_string())).collect();
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("prescribe"),
            events::patient_id.eq(prescription.patient_id),
            events::prescription_id.eq(id),
            events::after.eq(json!({
                "items": prescription.items.iter().map(as_json).collect::<Vec<_>>(),
                "follows": follows,
                "not_renewed": prescription.consequences.not_renewed,
            })),
        ))
        .execute(connection)
}

fn as_json(item: &Item) -> serde_json::Value {
    json!({
        "contents": item.contents,
        "medication": item.medication_id,
        "dose": item.quantity.to_string(),
        "unit": item.unit,
        "route": item.route,
        "frequency": item.frequency,
        "times": format_times(&item.plan.schedule.times),
        "weekday": item.plan.weekday_number(),
        "first_dose_at": item.plan.schedule.first_dose_at,
        "scheduled_from": item.plan.schedule.scheduled_from,
        "days": item.duration_days,
        "note": item.note,
    })
}
