//! What stands beside the lines that wait: alerts, answers, claims, weight, what else is given, and stock.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::claim::lapsed_before;
use crate::domain::item::contents::Contents;
use crate::domain::stage::Stage;
use crate::queries::look_alike_names::write_tall;
use crate::queries::pharmacy::line::Line;
use crate::read_model::tables::{claims, dispatch_lines, item_queries, measurements, prescription_alerts, stock};

/// All of it.
pub struct Beside {
    pub alerts: Vec<Alert>,
    pub answered: Vec<Answered>,
    /// By item: who is on it.
    pub claims: HashMap<i64, Claim>,
    /// By patient: the latest weight in kg, and when it was measured (PRE-3).
    pub weights: HashMap<i64, (Decimal, DateTime<Utc>)>,
    pub others: Vec<Other>,
    /// By medication: units that can be picked.
    pub in_stock: HashMap<i64, i64>,
}

/// What the safety checks said at signing, and why the prescriber went on.
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_alerts)]
pub struct Alert {
    pub prescription_id: i64,
    pub item_number: Option<i16>,
    pub severity: String,
    pub what_pt: String,
    pub what_en: String,
    pub reason: Option<String>,
}

/// A question that a doctor answered.
#[derive(Queryable, Selectable)]
#[diesel(table_name = item_queries)]
pub struct Answered {
    pub item_id: i64,
    pub category: String,
    pub question: String,
    pub asked_by: String,
    pub answer: Option<String>,
    pub answered_by: Option<String>,
}

/// Who is looking at a line.
#[derive(Queryable, Selectable)]
#[diesel(table_name = claims)]
pub struct Claim {
    pub item_id: i64,
    pub user_id: i64,
    pub user_name: String,
    pub claimed_at: DateTime<Utc>,
}

/// Something else that a patient is given.
#[derive(Queryable, Selectable)]
#[diesel(table_name = dispatch_lines)]
pub struct Other {
    pub item_id: i64,
    pub patient_id: i64,
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub dose_quantity: Decimal,
    pub dose_unit_code: String,
    pub route_name_pt: String,
    pub route_name_en: String,
    pub frequency_name_pt: String,
    pub frequency_name_en: String,
    pub contents: Contents,
    pub stage: String,
}

impl Beside {
    pub fn load(
        connection: &mut PgConnection,
        lines: &[&Line],
        now: DateTime<Utc>,
        today: NaiveDate,
    ) -> QueryResult<Self> {
        let of = |id: fn(&Line) -> i64| lines.iter().map(|line| id(line)).collect::<HashSet<i64>>();
        let (items, patients) = (of(|line| line.item_id), of(|line| line.patient_id));
        Ok(Beside {
            alerts: alerts(connection, of(|line| line.prescription_id))?,
            answered: answered(connection, &items)?,
            claims: claims(connection, &items, now)?,
            weights: weights(connection, &patients)?,
            others: others(connection, &patients, now)?,
            in_stock: in_stock(connection, of(|line| line.medication_id), today)?,
        })
    }
}

fn alerts(connection: &mut PgConnection, prescriptions: HashSet<i64>) -> QueryResult<Vec<Alert>> {
    prescription_alerts::table
        .filter(prescription_alerts::prescription_id.eq_any(prescriptions))
        .filter(prescription_alerts::severity.ne("notice"))
        .order(prescription_alerts::id)
        .select(Alert::as_select())
        .load(connection)
}

fn answered(connection: &mut PgConnection, items: &HashSet<i64>) -> QueryResult<Vec<Answered>> {
    item_queries::table
        .filter(item_queries::item_id.eq_any(items))
        .filter(item_queries::answered_at.is_not_null())
        .order(item_queries::id)
        .select(Answered::as_select())
        .load(connection)
}

fn claims(connection: &mut PgConnection, items: &HashSet<i64>, now: DateTime<Utc>) -> QueryResult<HashMap<i64, Claim>> {
    let claims: Vec<Claim> = claims::table
        .filter(claims::item_id.eq_any(items))
        .filter(claims::claimed_at.gt(lapsed_before(now)))
        .select(Claim::as_select())
        .load(connection)?;
    Ok(claims.into_iter().map(|claim| (claim.item_id, claim)).collect())
}

fn weights(
    connection: &mut PgConnection,
    patients: &HashSet<i64>,
) -> QueryResult<HashMap<i64, (Decimal, DateTime<Utc>)>> {
    let rows: Vec<(i64, Option<Decimal>, Option<DateTime<Utc>>)> = measurements::table
        .filter(measurements::patient_id.eq_any(patients))
        .select((measurements::patient_id, measurements::weight_kg, measurements::weighed_at))
        .load(connection)?;
    Ok(rows.into_iter().filter_map(|(patient, kg, at)| Some((patient, (kg?, at?)))).collect())
}

/// Valid and not over, received ones included: the ward still gives them.
fn others(connection: &mut PgConnection, patients: &HashSet<i64>, now: DateTime<Utc>) -> QueryResult<Vec<Other>> {
    let mut others: Vec<Other> = dispatch_lines::table
        .filter(dispatch_lines::patient_id.eq_any(patients))
        .filter(dispatch_lines::stage.ne_all(Stage::codes_over()))
        .filter(dispatch_lines::valid_until.gt(now))
        .order((dispatch_lines::prescribed_at.desc(), dispatch_lines::item_id))
        .select(Other::as_select())
        .load(connection)?;
    let names = others.iter_mut().flat_map(|other| [&mut other.medication_name_pt, &mut other.medication_name_en]);
    write_tall(connection, names)?;
    Ok(others)
}

fn in_stock(
    connection: &mut PgConnection,
    medications: HashSet<i64>,
    today: NaiveDate,
) -> QueryResult<HashMap<i64, i64>> {
    let rows: Vec<(i64, i32)> = stock::table
        .filter(stock::medication_id.eq_any(medications))
        .filter(stock::place_kind.eq("shelf"))
        .filter(stock::state.eq("usable"))
        .filter(stock::expires_on.ge(today))
        .select((stock::medication_id, stock::units))
        .load(connection)?;
    let mut units = HashMap::new();
    for (medication_id, more) in rows {
        *units.entry(medication_id).or_default() += i64::from(more);
    }
    Ok(units)
}
