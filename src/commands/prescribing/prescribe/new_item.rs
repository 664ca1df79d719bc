//! An item as a row: what it contains, column by column.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use super::prescription::Prescription;
use crate::commands::infusion_columns::InfusionColumns;
use crate::domain::item::Item;
use crate::schema::prescription_items;

#[derive(Insertable)]
#[diesel(table_name = prescription_items)]
pub struct NewItem<'a> {
    prescription_id: i64,
    number: i16,
    medication_id: i64,
    dose_quantity: Decimal,
    dose_unit_code: &'a str,
    route_code: &'a str,
    frequency_code: &'a str,
    cycle: &'static str,
    weekday: Option<i16>,
    first_dose_at: Option<DateTime<Utc>>,
    scheduled_from: DateTime<Utc>,
    duration_days: i16,
    note: &'a str,
    indication: Option<&'a str>,
    interval_hours: Option<Decimal>,
    most_per_day: Option<i16>,
    #[diesel(embed)]
    infusion: InfusionColumns<'a>,
    per_kg_quantity: Option<Decimal>,
    per_kg_unit: Option<&'static str>,
    weight_kg: Option<Decimal>,
    weighed_at: Option<DateTime<Utc>>,
    height_cm: Option<Decimal>,
    height_measured_at: Option<DateTime<Utc>>,
    surface_m2: Option<Decimal>,
    protocol: Option<&'a str>,
    protocol_cycle: Option<i16>,
    protocol_day: Option<i16>,
    programme_code: Option<&'a str>,
    pregnancy_test_on: Option<NaiveDate>,
    therapy_started_on: Option<NaiveDate>,
    review_at: Option<DateTime<Utc>>,
    stage_since: DateTime<Utc>,
    starts_at: DateTime<Utc>,
    follows_item_id: Option<i64>,
    followed_as: Option<&'static str>,
}

impl<'a> NewItem<'a> {
    pub fn of(prescription_id: i64, number: i16, item: &'a Item, prescription: &Prescription) -> Self {
        let contents = &item.contents;
        let place = usize::try_from(number - 1).unwrap_or_default();
        let (starts_at, follow) =
            prescription.beginnings.get(place).copied().unwrap_or((prescription.prescribed_at, None));
        let (limits, per_kg) = (contents.as_needed.as_ref(), contents.per_kg.as_ref());
        let (surface, protocol) = (contents.surface.as_ref(), contents.protocol.as_ref());
        let (weight, therapy) = (contents.weight.as_ref(), contents.therapy.as_ref());
        NewItem {
            prescription_id,
            number,
            medication_id: item.medication_id,
            dose_quantity: item.quantity,
            dose_unit_code: &item.unit,
            route_code: &item.route,
            frequency_code: &item.frequency,
            cycle: item.plan.schedule.cycle.code(),
            weekday: item.plan.weekday_number(),
            first_dose_at: item.plan.schedule.first_dose_at,
            scheduled_from: item.plan.schedule.scheduled_from,
            duration_days: item.duration_days,
            note: &item.note,
            indication: contents.indication.as_deref(),
            interval_hours: limits.map(|limits| limits.interval_hours),
            most_per_day: limits.map(|limits| limits.most_per_day),
            infusion: contents.infusion.as_ref().map(InfusionColumns::of).unwrap_or_default(),
            per_kg_quantity: per_kg.map(|per_kg| per_kg.quantity),
            per_kg_unit: per_kg.map(|per_kg| per_kg.unit.code()),
            weight_kg: weight.map(|weight| weight.kg),
            weighed_at: weight.map(|weight| weight.at),
            height_cm: surface.map(|surface| surface.cm),
            height_measured_at: surface.map(|surface| surface.at),
            surface_m2: surface.map(|surface| surface.m2),
            protocol: protocol.map(|protocol| protocol.name.as_str()),
            protocol_cycle: protocol.map(|protocol| protocol.cycle),
            protocol_day: protocol.map(|protocol| protocol.day),
            programme_code: item.programme.as_deref(),
            pregnancy_test_on: contents.safeguards.as_ref().and_then(|safeguards| safeguards.pregnancy_test_on),
            therapy_started_on: therapy.map(|therapy| therapy.started_on),
            review_at: therapy.map(|therapy| therapy.review_at),
            stage_since: prescription.prescribed_at,
            starts_at,
            follows_item_id: follow.map(|follow| follow.item_id),
            followed_as: follow.map(|follow| follow.followed_as.code()),
        }
    }
}
