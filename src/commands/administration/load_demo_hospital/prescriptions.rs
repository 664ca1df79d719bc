//! The article's prescription, and a day of others on their way through the pharmacy.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use super::dice::Dice;
use super::formulary::Formulary;
use super::frequencies::{self, Frequencies};
use super::measurements::{height_at, weight_at};
use super::orders::{self, Order};
use super::patients::Patient;
use super::questions;
use super::staff::Doctor;
use super::{DEMO_ZONE, LoadError};
use crate::commands::infusion_columns::InfusionColumns;
use crate::domain::clock::Clock;
use crate::domain::cycle::Cycle;
use crate::domain::doses::first_scheduled;
use crate::domain::item::contents::Contents;
use crate::domain::item::surface::Surface;
use crate::domain::item::therapy::Therapy;
use crate::domain::item::weight::Weight;
use crate::domain::stage::Stage;
use crate::schema::{prescription_item_times, prescription_items, prescriptions};

/// 14:30 on 20 May 2023 in São Paulo.
const ARTICLES_MOMENT: &str = "2023-05-20T17:30:00Z";

struct Item {
    medication_id: i64,
    dose: Decimal,
    unit: String,
    route: String,
    frequency: String,
    days: i16,
    contents: Contents,
    times: Vec<NaiveTime>,
    scheduled_from: DateTime<Utc>,
    cycle: Cycle,
    stage: Stage,
    stage_since: DateTime<Utc>,
}

pub fn load(
    connection: &mut PgConnection,
    formulary: &Formulary,
    staff: &[Doctor],
    patients: &[Patient],
    now: DateTime<Utc>,
) -> Result<(), LoadError> {
    load_the_articles(connection, formulary, staff, patients)?;
    let orders = orders::all()?;
    let surroundings = Surroundings { formulary, frequencies: frequencies::load(connection)?, now };
    let mut dice = Dice::new(2023);
    for (number, patient) in patients.iter().enumerate().skip(1).filter(|(_, patient)| patient.allergies_asked) {
        if number % 11 == 7 {
            continue;
        }
        let at = now - TimeDelta::minutes(2) - dice.minutes(23 * 60);
        let chosen = orders::choose(&orders, &mut dice, patient, number % 9 == 2);
        let weight = weight_at(connection, patient.id, at)?;
        let height = height_at(connection, patient.id, at)?;
        let body = Measured {
            surface: weight.as_ref().zip(height).and_then(|(weight, height)| Surface::of(weight, &height)),
            weight,
        };
        let items = chosen
            .into_iter()
            .filter(|order| body.weight.is_some() || !order.is_per_kg())
            .filter(|order| body.surface.is_some() || !order.is_antineoplastic())
            .map(|order| item(order, &surroundings, &patient.ward_code, &body, &mut dice, at))
            .collect::<Result<Vec<_>, _>>()?;
        let doctor = fitting_doctor(staff, &patient.ward_code, &mut dice)?;
        insert(connection, patient, doctor, at, &items)?;
    }
    Ok(())
}

/// 2023-05-20 14:30, Dr. João Silva for Maria Oliveira; kept open.
fn load_the_articles(
    connection: &mut PgConnection,
    formulary: &Formulary,
    staff: &[Doctor],
    patients: &[Patient],
) -> Result<(), LoadError> {
    let at: DateTime<Utc> = ARTICLES_MOMENT.parse().map_err(|_| LoadError::Unfitting("the article's moment"))?;
    let once_daily = |code: &str, dose: i64, hour: u32| -> Option<Item> {
        let times = vec![NaiveTime::from_hms_opt(hour, 0, 0)?];
        Some(Item {
            medication_id: *formulary.get(code)?,
            dose: Decimal::from(dose),
            unit: "mg".to_owned(),
            route: "VO".to_owned(),
            frequency: "1X".to_owned(),
            days: 7,
            contents: Contents::default(),
            scheduled_from: first_scheduled(&times, at, DEMO_ZONE, |_| true)?,
            times,
            cycle: Cycle::Daily,
            stage: Stage::Submitted,
            stage_since: at,
        })
    };
    let items: Vec<Item> = [once_daily("P0001", 100, 8), once_daily("P0002", 500, 20)].into_iter().flatten().collect();
    match (patients.first(), staff.first()) {
        (Some(maria), Some(joao)) if items.len() == 2 => insert(connection, maria, joao.id, at, &items),
        _ => Err(LoadError::Unfitting("the article's prescription")),
    }
}

/// What all orders are made with.
struct Surroundings<'a> {
    formulary: &'a Formulary,
    frequencies: Frequencies,
    now: DateTime<Utc>,
}

/// What doses may rest on.
struct Measured {
    weight: Option<Weight>,
    surface: Option<Surface>,
}

fn item(
    order: &Order,
    surroundings: &Surroundings<'_>,
    ward: &str,
    body: &Measured,
    dice: &mut Dice,
    at: DateTime<Utc>,
) -> Result<Item, LoadError> {
    let medication_id =
        *surroundings.formulary.get(&order.medication).ok_or(LoadError::Unfitting("an order's medication"))?;
    let usual = surroundings.frequencies.usual(&order.frequency, ward);
    let (times, cycle) = usual.ok_or(LoadError::Unfitting("an order's frequency"))?;
    let clock = Clock::at(at, DEMO_ZONE);
    let has_times = !matches!(order.frequency.as_str(), "SN" | "CONT");
    let times = if times.is_empty() && has_times { vec![clock.time_of_day()] } else { times };
    let scheduled_from =
        if has_times { first_scheduled(&times, clock.now, DEMO_ZONE, |_| true) } else { Some(clock.now) };
    let mut contents = order.contents()?;
    let (dose, unit) = order.dose_for(body.weight.as_ref(), &mut contents)?;
    if contents.protocol.is_some() {
        contents.weight.clone_from(&body.weight);
        contents.surface.clone_from(&body.surface);
    }
    contents.therapy =
        surroundings.formulary.antimicrobials.contains(&medication_id).then(|| Therapy::begun(&[], at, clock.today()));
    let (stage, stage_since) = stage(dice, at, surroundings.now);
    Ok(Item {
        medication_id,
        dose,
        unit,
        route: order.route.clone(),
        frequency: order.frequency.clone(),
        days: order.days,
        contents,
        times,
        cycle,
        scheduled_from: scheduled_from.ok_or(LoadError::Unfitting("an order's times"))?,
        stage,
        stage_since,
    })
}

/// The older, the further on its way; a few wait for an answer.
fn stage(dice: &mut Dice, at: DateTime<Utc>, now: DateTime<Utc>) -> (Stage, DateTime<Utc>) {
    let hours = (now - at).num_hours();
    let stage = match (hours, dice.roll(20)) {
        (_, 0) if hours > 0 => Stage::Queried,
        (..2, _) => Stage::Submitted,
        (2..5, 1..12) => Stage::Verified,
        (2..5, _) => Stage::Submitted,
        (5..9, 1..10) => Stage::Separated,
        (5..9, _) => Stage::Verified,
        (9..13, 1..12) => Stage::Dispensed,
        (9..13, _) => Stage::Separated,
        (13..18, 1..14) => Stage::Sent,
        (13..18, _) => Stage::Dispensed,
        (_, 1..15) => Stage::Received,
        _ => Stage::Sent,
    };
    if stage == Stage::Submitted {
        return (stage, at);
    }
    let minutes = (now - at).num_minutes().max(1).unsigned_abs();
    (stage, now - dice.minutes(minutes.min(5 * 60)))
}

fn fitting_doctor(staff: &[Doctor], ward: &str, dice: &mut Dice) -> Result<i64, LoadError> {
    let specialties: &[&str] = match ward {
        "PS" => &["ESP29"],
        "UTI-A" => &["ESP35"],
        "UTI-P" | "UTI-N" | "PED" => &["ESP49"],
        "CC-ENF" | "CC" => &["ESP10"],
        "ORTO" => &["ESP45"],
        "MAT" | "CO" => &["ESP24"],
        "ONC" | "HD" => &["ESP25", "ESP44"],
        _ => &["ESP16", "ESP05", "ESP50", "ESP41", "ESP19"],
    };
    let fitting: Vec<&Doctor> =
        staff.iter().filter(|doctor| specialties.contains(&doctor.specialty.as_str())).collect();
    dice.one_of(&fitting).map(|doctor| doctor.id).ok_or(LoadError::Unfitting("a ward without a doctor"))
}

fn insert(
    connection: &mut PgConnection,
    patient: &Patient,
    doctor_id: i64,
    at: DateTime<Utc>,
    items: &[Item],
) -> Result<(), LoadError> {
    let id: i64 = diesel::insert_into(prescriptions::table)
        .values((
            prescriptions::admission_id.eq(patient.admission_id),
            prescriptions::patient_id.eq(patient.id),
            prescriptions::doctor_id.eq(doctor_id),
            prescriptions::prescribed_at.eq(at),
            prescriptions::valid_until.eq(at + TimeDelta::hours(24)),
        ))
        .returning(prescriptions::id)
        .get_result(connection)?;
    for (number, item) in (1_i16..).zip(items) {
        insert_item(connection, id, number, item)?;
    }
    Ok(())
}

fn insert_item(connection: &mut PgConnection, prescription_id: i64, number: i16, item: &Item) -> QueryResult<()> {
    let (limits, therapy) = (item.contents.as_needed.as_ref(), item.contents.therapy.as_ref());
    let (per_kg, weight) = (item.contents.per_kg.as_ref(), item.contents.weight.as_ref());
    let (protocol, surface) = (item.contents.protocol.as_ref(), item.contents.surface.as_ref());
    let id: i64 = diesel::insert_into(prescription_items::table)
        .values((
            prescription_items::prescription_id.eq(prescription_id),
            prescription_items::number.eq(number),
            prescription_items::medication_id.eq(item.medication_id),
            prescription_items::dose_quantity.eq(item.dose),
            prescription_items::dose_unit_code.eq(&item.unit),
            prescription_items::route_code.eq(&item.route),
            prescription_items::frequency_code.eq(&item.frequency),
            prescription_items::cycle.eq(item.cycle.code()),
            prescription_items::scheduled_from.eq(item.scheduled_from),
            prescription_items::duration_days.eq(item.days),
            prescription_items::indication.eq(&item.contents.indication),
            prescription_items::interval_hours.eq(limits.map(|limits| limits.interval_hours)),
            prescription_items::most_per_day.eq(limits.map(|limits| limits.most_per_day)),
            prescription_items::per_kg_quantity.eq(per_kg.map(|per_kg| per_kg.quantity)),
            prescription_items::per_kg_unit.eq(per_kg.map(|per_kg| per_kg.unit.code())),
            prescription_items::weight_kg.eq(weight.map(|weight| weight.kg)),
            prescription_items::weighed_at.eq(weight.map(|weight| weight.at)),
            item.contents.infusion.as_ref().map(InfusionColumns::of).unwrap_or_default(),
            (
                prescription_items::protocol.eq(protocol.map(|protocol| &protocol.name)),
                prescription_items::protocol_cycle.eq(protocol.map(|protocol| protocol.cycle)),
                prescription_items::protocol_day.eq(protocol.map(|protocol| protocol.day)),
                prescription_items::surface_m2.eq(surface.map(|surface| surface.m2)),
                prescription_items::height_cm.eq(surface.map(|surface| surface.cm)),
                prescription_items::height_measured_at.eq(surface.map(|surface| surface.at)),
            ),
            prescription_items::therapy_started_on.eq(therapy.map(|therapy| therapy.started_on)),
            prescription_items::review_at.eq(therapy.map(|therapy| therapy.review_at)),
            prescription_items::stage.eq(item.stage.code()),
            prescription_items::stage_since.eq(item.stage_since),
            prescription_items::closed_at.eq((!item.stage.is_open()).then_some(item.stage_since)),
        ))
        .returning(prescription_items::id)
        .get_result(connection)?;
    let times: Vec<_> = item
        .times
        .iter()
        .map(|time| (prescription_item_times::item_id.eq(id), prescription_item_times::time_of_day.eq(time)))
        .collect();
    diesel::insert_into(prescription_item_times::table).values(times).execute(connection)?;
    if item.stage == Stage::Queried {
        questions::ask(connection, id, item.stage_since)?;
    }
    Ok(())
}
