//! Writes a checked prescription: its rows, one event, and what the read model must refresh.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

use crate::auth::user::Doctor;
use crate::domain::item::Item;
use crate::domain::schedule::format_times;
use crate::read_model::tables::touched;
use crate::schema::{events, prescription_item_times, prescription_items, prescriptions};

use super::check::Prescription;
use super::new_item::NewItem;

/// A prescription is valid 24 hours (VAL-1).
const VALID_FOR: TimeDelta = TimeDelta::hours(24);

/// The new prescription's number.
pub fn write(connection: &mut PgConnection, doctor: &Doctor, prescription: &Prescription) -> QueryResult<i64> {
    let id = insert_prescription(connection, doctor, prescription)?;
    let item_ids = insert_items(connection, id, prescription)?;
    insert_times(connection, &item_ids, &prescription.items)?;
    append_event(connection, doctor, id, prescription)?;
    diesel::insert_into(touched::table).values(touched::prescription_id.eq(id)).execute(connection)?;
    Ok(id)
}

fn insert_prescription(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription: &Prescription,
) -> QueryResult<i64> {
    diesel::insert_into(prescriptions::table)
        .values((
            prescriptions::admission_id.eq(prescription.admission_id),
            prescriptions::patient_id.eq(prescription.patient_id),
            prescriptions::doctor_id.eq(doctor.doctor_id),
            prescriptions::prescribed_at.eq(prescription.prescribed_at),
            prescriptions::valid_until.eq(prescription.prescribed_at + VALID_FOR),
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
        .flat_map(|(id, item)| item.times.iter().map(move |time| (*id, *time)))
        .map(|(id, time)| (prescription_item_times::item_id.eq(id), prescription_item_times::time_of_day.eq(time)))
        .collect();
    diesel::insert_into(prescription_item_times::table).values(rows).execute(connection)
}

fn append_event(
    connection: &mut PgConnection,
    doctor: &Doctor,
    id: i64,
    prescription: &Prescription,
) -> QueryResult<usize> {
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("prescribe"),
            events::patient_id.eq(prescription.patient_id),
            events::prescription_id.eq(id),
            events::after.eq(json!({ "items": prescription.items.iter().map(as_json).collect::<Vec<_>>() })),
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
        "times": format_times(&item.times),
        "days": item.duration_days,
        "note": item.note,
    })
}
