//! Order sets of a specialty and favourites of a doctor: what fills in rows of the prescribing form.

use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::item::per_kg::PerKgUnit;
use crate::domain::item::typed::TypedItem;
use crate::domain::medication_label::medication_label;
use crate::domain::named::Named;
use crate::language::Words;
use crate::schema::{doctors, medications, order_set_items, order_sets, prescription_items};

/// Favourites that a doctor keeps at most.
pub const MOST_FAVOURITES: usize = 50;

/// A set to choose.
pub struct OrderSet {
    pub id: i64,
    pub name: Named,
    pub is_favourite: bool,
}

/// One order, as it stands in a set and on a signed prescription.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = order_set_items)]
pub struct Order {
    pub medication_id: i64,
    dose_quantity: Option<Decimal>,
    dose_unit_code: Option<String>,
    per_kg_quantity: Option<Decimal>,
    per_kg_unit: Option<String>,
    route_code: String,
    frequency_code: String,
    weekday: Option<i16>,
    duration_days: i16,
    note: String,
    indication: Option<String>,
    interval_hours: Option<Decimal>,
    most_per_day: Option<i16>,
    preparation: Option<String>,
    diluent_code: Option<String>,
    volume_ml: Option<Decimal>,
    infusion_minutes: Option<Decimal>,
    rate_quantity: Option<Decimal>,
    rate_unit: Option<String>,
}

/// A signed item's columns, in the order of [`Order`].
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_items)]
pub struct SignedItem {
    medication_id: i64,
    dose_quantity: Decimal,
    dose_unit_code: String,
    per_kg_quantity: Option<Decimal>,
    per_kg_unit: Option<String>,
    route_code: String,
    frequency_code: String,
    weekday: Option<i16>,
    duration_days: i16,
    note: String,
    indication: Option<String>,
    interval_hours: Option<Decimal>,
    most_per_day: Option<i16>,
    preparation: Option<String>,
    diluent_code: Option<String>,
    volume_ml: Option<Decimal>,
    infusion_minutes: Option<Decimal>,
    rate_quantity: Option<Decimal>,
    rate_unit: Option<String>,
}

impl SignedItem {
    /// A dose per kg stays one: the calculated one is this patient's only.
    pub fn order(self) -> Order {
        let absolute = self.per_kg_quantity.is_none();
        Order {
            medication_id: self.medication_id,
            dose_quantity: absolute.then_some(self.dose_quantity),
            dose_unit_code: absolute.then_some(self.dose_unit_code),
            per_kg_quantity: self.per_kg_quantity,
            per_kg_unit: self.per_kg_unit,
            route_code: self.route_code,
            frequency_code: self.frequency_code,
            weekday: self.weekday,
            duration_days: self.duration_days,
            note: self.note,
            indication: self.indication,
            interval_hours: self.interval_hours,
            most_per_day: self.most_per_day,
            preparation: self.preparation,
            diluent_code: self.diluent_code,
            volume_ml: self.volume_ml,
            infusion_minutes: self.infusion_minutes,
            rate_quantity: self.rate_quantity,
            rate_unit: self.rate_unit,
        }
    }
}

/// A medication as the form's field has it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = medications)]
pub struct Labelled {
    code: String,
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    active: bool,
}

impl Order {
    /// The dose as prescribed: per kg where it is.
    pub fn dose(&self, words: &Words) -> String {
        match (self.dose_quantity.or(self.per_kg_quantity), &self.dose_unit_code, &self.per_kg_unit) {
            (Some(quantity), Some(unit), _) => words.dose(&quantity, unit),
            (Some(quantity), None, Some(code)) => {
                let unit = PerKgUnit::from_code(code).map_or_else(|| code.clone(), |unit| words.per_kg_unit(&unit));
                format!("{} {unit}", words.number(&quantity))
            }
            _ => String::new(),
        }
    }

    /// Filled in as its doctor would type it.
    pub fn typed(self, medication: &Labelled, words: &Words) -> TypedItem {
        let number = |quantity: Option<Decimal>| quantity.map(|quantity| words.typed(quantity)).unwrap_or_default();
        let (name, presentation) = (
            words.pick(&medication.name_pt, &medication.name_en),
            words.pick(&medication.presentation_pt, &medication.presentation_en),
        );
        TypedItem {
            medication: medication_label(name, presentation, &medication.code),
            dose: number(self.dose_quantity.or(self.per_kg_quantity)),
            unit: self.dose_unit_code.or(self.per_kg_unit).unwrap_or_default(),
            route: self.route_code,
            frequency: self.frequency_code,
            weekday: self.weekday.map(|weekday| weekday.to_string()).unwrap_or_default(),
            duration: self.duration_days.to_string(),
            indication: self.indication.unwrap_or_default(),
            interval: number(self.interval_hours),
            most: self.most_per_day.map(|most| most.to_string()).unwrap_or_default(),
            preparation: self.diluent_code.or(self.preparation).unwrap_or_default(),
            volume: number(self.volume_ml),
            minutes: number(self.infusion_minutes),
            rate: number(self.rate_quantity),
            rate_unit: self.rate_unit.unwrap_or_default(),
            note: self.note,
            ..TypedItem::default()
        }
    }
}

/// A doctor's favourites, and then the sets of his or her specialty.
pub fn order_sets_of(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<Vec<OrderSet>> {
    let specialty_id: i64 = doctors::table.find(doctor_id).select(doctors::specialty_id).first(connection)?;
    let rows: Vec<(i64, String, String, Option<i64>)> = order_sets::table
        .filter(order_sets::doctor_id.eq(doctor_id).or(order_sets::specialty_id.eq(specialty_id)))
        .order((order_sets::doctor_id.is_null(), order_sets::name_pt, order_sets::id))
        .select((order_sets::id, order_sets::name_pt, order_sets::name_en, order_sets::doctor_id))
        .load(connection)?;
    let set = |(id, pt, en, doctor_id): (_, _, _, Option<i64>)| OrderSet {
        id,
        name: Named { pt, en },
        is_favourite: doctor_id.is_some(),
    };
    Ok(rows.into_iter().map(set).collect())
}

/// What a set fills in, and which of its medications are no longer in the formulary.
pub struct Inserted {
    pub rows: Vec<TypedItem>,
    pub left_out: Vec<Named>,
}

/// The rows of a set that this doctor may choose.
///
/// # Errors
/// `NotFound` for another doctor's favourite and another specialty's set.
pub fn insertion(connection: &mut PgConnection, doctor_id: i64, set_id: i64, words: &Words) -> QueryResult<Inserted> {
    if !order_sets_of(connection, doctor_id)?.iter().any(|set| set.id == set_id) {
        return Err(diesel::result::Error::NotFound);
    }
    let rows: Vec<(Order, Labelled)> = order_set_items::table
        .inner_join(medications::table)
        .filter(order_set_items::order_set_id.eq(set_id))
        .order(order_set_items::position)
        .select((Order::as_select(), Labelled::as_select()))
        .load(connection)?;
    let mut inserted = Inserted { rows: Vec::new(), left_out: Vec::new() };
    for (order, medication) in rows {
        if medication.active {
            inserted.rows.push(order.typed(&medication, words));
        } else {
            inserted.left_out.push(Named { pt: medication.name_pt, en: medication.name_en });
        }
    }
    Ok(inserted)
}
