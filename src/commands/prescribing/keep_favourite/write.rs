//! Keeps an order under its medication and dose.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::commands::prescribing::order_sets::{Labelled, MOST_FAVOURITES, Order, SignedItem};
use crate::language::{Language, Words};
use crate::schema::{doctors, events, medications, order_set_items, order_sets, prescription_items, prescriptions};

/// The doctor has no room for another one.
pub struct TooMany;

/// # Errors
/// `NotFound` for another doctor's item; a rejection where there are too many already.
pub fn write(
    connection: &mut PgConnection,
    doctor: &Doctor,
    item_id: i64,
    words: &Words,
) -> Result<(), Abort<TooMany>> {
    // One at a time for a doctor: neither the same twice nor one too many.
    doctors::table.find(doctor.doctor_id).select(doctors::id).for_no_key_update().first::<i64>(connection)?;
    let (item, medication): (SignedItem, Labelled) = prescription_items::table
        .inner_join(prescriptions::table)
        .inner_join(medications::table)
        .filter(prescription_items::id.eq(item_id))
        .filter(prescriptions::doctor_id.eq(doctor.doctor_id))
        .select((SignedItem::as_select(), Labelled::as_select()))
        .first(connection)?;
    let order = item.order();
    let kept = kept(connection, doctor.doctor_id)?;
    if kept.contains(&order) {
        return Ok(());
    }
    if kept.len() >= MOST_FAVOURITES {
        return Err(Abort::Rejected(TooMany));
    }
    insert(connection, doctor, order, &medication, words)?;
    Ok(())
}

fn kept(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<Vec<Order>> {
    order_set_items::table
        .inner_join(order_sets::table)
        .filter(order_sets::doctor_id.eq(doctor_id))
        .select(Order::as_select())
        .load(connection)
}

fn insert(
    connection: &mut PgConnection,
    doctor: &Doctor,
    order: Order,
    medication: &Labelled,
    words: &Words,
) -> QueryResult<usize> {
    let name = |language| {
        let words = words.in_language(language);
        let name = words.pick(&medication.name_pt, &medication.name_en);
        let presentation = words.pick(&medication.presentation_pt, &medication.presentation_en);
        format!("{name} {presentation}: {}", order.dose(&words))
    };
    let set_id: i64 = diesel::insert_into(order_sets::table)
        .values((
            order_sets::name_pt.eq(name(Language::Portuguese)),
            order_sets::name_en.eq(name(Language::English)),
            order_sets::doctor_id.eq(doctor.doctor_id),
        ))
        .returning(order_sets::id)
        .get_result(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("keep_favourite"),
            events::after.eq(json!({ "set": set_id, "name": name(Language::Portuguese) })),
        ))
        .execute(connection)?;
    diesel::insert_into(order_set_items::table)
        .values((order_set_items::order_set_id.eq(set_id), order_set_items::position.eq(1), order))
        .execute(connection)
}
