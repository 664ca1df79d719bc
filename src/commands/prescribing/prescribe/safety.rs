//! What the safety checks need to know, read from the tables inside the transaction: few statements, whatever the length.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::named::Named;
use crate::domain::safety::{
    Action, CrossReactivity, DoseLimit, Drug, Interaction, Knowledge, Origin, Patient, RecordedAllergy,
};
use crate::domain::stage::Stage;
use crate::schema::{
    allergen_terms, allergies, allergy_classes, allergy_cross_reactivity, beta_lactam_side_chains, discharge_documents,
    discharge_items, discharge_prescriptions, dose_limits, frequencies, interactions, medications, patients,
    prescription_alerts, prescription_items, prescriptions, verbal_orders,
};

use super::lineage::Replaced;

/// Days back that an ended medication may still matter.
const LONGEST_WASH_OUT: TimeDelta = TimeDelta::days(60);
/// How long a decision stands: a shift of a Brazilian hospital. Who comes back later sees another patient (CDS-6).
const SHIFT: TimeDelta = TimeDelta::hours(12);
/// Words that an allergen's name has at most.
const LONGEST_NAME: usize = 5;

diesel::define_sql_function! {
    fn fold(value: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// A medication as the checks see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = medications)]
pub struct Substance {
    pub name_pt: String,
    pub name_en: String,
    pub strength: String,
    pub atc_code: String,
    pub allergy_classes: String,
    pub substances: Vec<String>,
}

/// How much of it, and how often in 24 hours at most.
pub struct Given {
    pub quantity: Decimal,
    pub unit: String,
    pub doses: Option<u32>,
    pub continuous: bool,
}

impl Substance {
    pub fn drug(self, origin: Origin, route: String, given: Given) -> Drug {
        // The amount of a continuous infusion is that of its whole volume, and no dose to compare.
        let doses_per_day = given.doses.filter(|_| !given.continuous);
        let unit = if given.continuous { String::new() } else { given.unit };
        Drug {
            origin,
            name: Named { pt: self.name_pt, en: self.name_en },
            allergy_classes: self
                .allergy_classes
                .split('|')
                .filter(|class| !class.is_empty())
                .map(str::to_owned)
                .collect(),
            substances: self.substances,
            atc_code: self.atc_code,
            strength: self.strength,
            route,
            quantity: given.quantity,
            unit,
            doses_per_day,
        }
    }
}

/// The substances of medications, by id.
pub fn substances(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Substance>> {
    let rows: Vec<(i64, Substance)> = medications::table
        .filter(medications::id.eq_any(ids))
        .select((medications::id, Substance::as_select()))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}

/// Who the patient is to the checks.
pub fn patient(connection: &mut PgConnection, patient_id: i64, today: NaiveDate) -> QueryResult<Patient> {
    let (born, status): (NaiveDate, Option<String>) =
        patients::table.find(patient_id).select((patients::birth_date, patients::allergy_status)).first(connection)?;
    let recorded: Vec<(String, String)> = allergies::table
        .filter(allergies::patient_id.eq(patient_id))
        .order(allergies::substance)
        .select((allergies::substance, fold(allergies::substance)))
        .load(connection)?;
    let age_years = today.years_since(born).and_then(|years| i32::try_from(years).ok()).unwrap_or_default();
    Ok(Patient {
        allergies: meanings(connection, recorded)?,
        allergies_not_obtainable: status.as_deref() == Some("not_obtainable"),
        age_years,
    })
}

/// What each allergy means: the substances and classes that its words name.
fn meanings(connection: &mut PgConnection, recorded: Vec<(String, String)>) -> QueryResult<Vec<RecordedAllergy>> {
    if recorded.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<Vec<String>> = recorded.iter().map(|(_, folded)| names_in(folded)).collect();
    let all = names.concat();
    let terms: Vec<(String, String)> =
        allergen_terms::table.filter(allergen_terms::term.eq_any(&all)).load(connection)?;
    let of_formulary: Vec<(Vec<String>, String)> = medications::table
        .filter(medications::substances.overlaps_with(&all))
        .select((medications::substances, medications::allergy_classes))
        .distinct()
        .load(connection)?;
    let meaning = |((text, _), names): ((String, String), Vec<String>)| {
        let mut allergy = RecordedAllergy { text, ..RecordedAllergy::default() };
        for name in &names {
            allergy.classes.extend(terms.iter().filter(|(term, _)| term == name).map(|(_, class)| class.clone()));
            let with_it: Vec<_> = of_formulary.iter().filter(|(substances, _)| substances.contains(name)).collect();
            // A combination says less of one of its substances than the substance alone does.
            let fewest = with_it.iter().map(|(substances, _)| substances.len()).min();
            for (substances, classes) in with_it.into_iter().filter(|(substances, _)| Some(substances.len()) == fewest)
            {
                let alone = substances.len() <= 3;
                allergy.substances.push(name.clone());
                if alone {
                    allergy.substances.extend(substances.iter().cloned());
                }
                allergy.classes.extend(classes.split('|').filter(|class| !class.is_empty()).map(str::to_owned));
            }
        }
        allergy.substances.sort_unstable();
        allergy.substances.dedup();
        allergy.classes.sort_unstable();
        allergy.classes.dedup();
        allergy
    };
    Ok(recorded.into_iter().zip(names).map(meaning).collect())
}

/// Every run of one to five words: `anestésico local`, `local`, …
fn names_in(folded: &str) -> Vec<String> {
    let words: Vec<&str> =
        folded.split(|sign: char| !(sign.is_alphanumeric() || sign == '-')).filter(|word| !word.is_empty()).collect();
    let from = |start: usize| (1..=LONGEST_NAME).filter_map(move |length| Some((start, start.checked_add(length)?)));
    (0..words.len()).flat_map(from).filter_map(|(start, end)| words.get(start..end)).map(|run| run.join(" ")).collect()
}

/// An item that was prescribed, as far as the checks must know.
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_items)]
struct GivenItem {
    id: i64,
    medication_id: i64,
    route_code: String,
    dose_quantity: Decimal,
    dose_unit_code: String,
    most_per_day: Option<i16>,
    starts_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    stage: String,
    follows_item_id: Option<i64>,
}

type GivenRow = (GivenItem, Substance, (i16, bool), DateTime<Utc>);

/// What the patient gets now or got lately, beside the form's own rows.
pub fn given(
    connection: &mut PgConnection,
    patient_id: i64,
    replaced: &Replaced,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Drug>> {
    let rows: Vec<GivenRow> = prescription_items::table
        .inner_join(prescriptions::table)
        .inner_join(medications::table)
        .inner_join(frequencies::table)
        .filter(prescriptions::patient_id.eq(patient_id))
        .filter(prescriptions::valid_until.gt(now - LONGEST_WASH_OUT))
        .filter(prescription_items::id.ne_all(&replaced.by_the_same))
        .filter(prescription_items::stage.ne("refused"))
        .order(prescription_items::id)
        .select((
            GivenItem::as_select(),
            Substance::as_select(),
            (frequencies::doses_per_day, frequencies::continuous),
            prescriptions::valid_until,
        ))
        .load(connection)?;
    let counted_once: Vec<i64> = rows.iter().filter_map(|row| counted_with(row, &rows, now)).collect();
    let rows = rows.into_iter().filter(|(item, ..)| !counted_once.contains(&item.id));
    let drug = |(item, substance, (doses_per_day, continuous), valid_until): GivenRow| {
        let ended = if replaced.ended.contains(&item.id) { Some(now) } else { item.stopped_at() };
        let end = ended.unwrap_or(valid_until).min(valid_until);
        let origin = if end > now { Origin::Active } else { Origin::Ended { days: (now - end).num_days() } };
        let doses = Some(u32::from(item.most_per_day.unwrap_or(doses_per_day).unsigned_abs()));
        let given = Given { quantity: item.dose_quantity, unit: item.dose_unit_code, doses, continuous };
        substance.drug(origin, item.route_code, given)
    };
    Ok(rows.map(drug).collect())
}

impl GivenItem {
    fn stopped_at(&self) -> Option<DateTime<Utc>> {
        self.closed_at.filter(|_| Stage::from_code(&self.stage).is_some_and(Stage::is_over))
    }
}

/// Of an item and what follows it with the same medication, the one that is not counted beside the other: the earlier
/// once the later has begun; until then the one with the smaller day. What follows with another medication, or was
/// stopped, takes nothing's place.
fn counted_with(row: &GivenRow, rows: &[GivenRow], now: DateTime<Utc>) -> Option<i64> {
    let (later, _, (doses, _), _) = row;
    let (earlier, _, (earlier_doses, _), _) = rows.iter().find(|(item, ..)| Some(item.id) == later.follows_item_id)?;
    if later.medication_id != earlier.medication_id || later.stopped_at().is_some() {
        return None;
    }
    let a_day = |item: &GivenItem, doses: i16| {
        item.dose_quantity.saturating_mul(Decimal::from(item.most_per_day.unwrap_or(doses)))
    };
    let is_smaller = later.dose_unit_code == earlier.dose_unit_code
        && later.route_code == earlier.route_code
        && a_day(later, *doses) < a_day(earlier, *earlier_doses);
    let earlier_goes_on = later.starts_at > now && earlier.stopped_at().is_none();
    Some(if earlier_goes_on && is_smaller { later.id } else { earlier.id })
}

/// What the patient takes home from this stay already.
pub fn sent_home(connection: &mut PgConnection, admission_id: i64) -> QueryResult<Vec<Drug>> {
    type Row = (Substance, String, Decimal, String, (i16, Option<i16>));
    let rows: Vec<Row> = discharge_items::table
        .inner_join(discharge_documents::table.inner_join(discharge_prescriptions::table))
        .inner_join(medications::table)
        .inner_join(frequencies::table)
        .filter(discharge_prescriptions::admission_id.eq(admission_id))
        .filter(discharge_prescriptions::cancelled_at.is_null())
        .order(discharge_items::id)
        .select((
            Substance::as_select(),
            discharge_items::route_code,
            discharge_items::dose_quantity,
            discharge_items::dose_unit_code,
            (frequencies::doses_per_day, discharge_items::most_per_day),
        ))
        .load(connection)?;
    let drug = |(substance, route, quantity, unit, (by_frequency, as_needed)): Row| {
        let doses = Some(u32::from(as_needed.unwrap_or(by_frequency).unsigned_abs()));
        substance.drug(Origin::Active, route, Given { quantity, unit, doses, continuous: false })
    };
    Ok(rows.into_iter().map(drug).collect())
}

/// The hospital's data about these medications and this patient's allergies.
pub fn knowledge(
    connection: &mut PgConnection,
    patient: &Patient,
    new: &[Drug],
    given: &[Drug],
) -> QueryResult<Knowledge> {
    let (of_new, all) = (names_of(new.iter()), names_of(new.iter().chain(given)));
    let mut knowledge = Knowledge {
        has_interactions: diesel::select(exists(interactions::table.select(interactions::id)))
            .get_result(connection)?,
        interactions: interactions_among(connection, &of_new, &all)?,
        limits: limits(connection, &of_new)?,
        ..Knowledge::default()
    };
    if !patient.allergies.is_empty() {
        knowledge.classes = classes(connection)?;
        knowledge.cross_reactivity = cross_reactivity(connection)?;
        knowledge.side_chains =
            beta_lactam_side_chains::table.load::<(String, String)>(connection)?.into_iter().collect();
    }
    Ok(knowledge)
}

/// Each name once: the database compares every one with every pair.
fn names_of<'a>(drugs: impl Iterator<Item = &'a Drug>) -> Vec<&'a String> {
    drugs.flat_map(|drug| &drug.substances).collect::<BTreeSet<_>>().into_iter().collect()
}

fn interactions_among(
    connection: &mut PgConnection,
    new: &[&String],
    all: &[&String],
) -> QueryResult<Vec<Interaction>> {
    type Row = (String, String, Vec<String>, Vec<String>, String, bool, i16, (String, String), String);
    let (a, b) = (interactions::a_names, interactions::b_names);
    let rows: Vec<Row> = interactions::table
        .filter((a.overlaps_with(new).and(b.overlaps_with(all))).or(b.overlaps_with(new).and(a.overlaps_with(all))))
        .order(interactions::id)
        .select((
            interactions::source,
            interactions::version,
            a,
            b,
            interactions::severity,
            interactions::conditional,
            interactions::washout_days,
            (interactions::effect_pt, interactions::effect_en),
            interactions::effect_fr,
        ))
        .load(connection)?;
    let interaction = |(source, version, a, b, severity, conditional, washout, (pt, en), original): Row| Interaction {
        source: format!("{source} {version}"),
        a,
        b,
        contraindicated: severity == "contraindicated",
        conditional,
        washout_days: i64::from(washout),
        effect: Named { pt, en },
        original,
    };
    Ok(rows.into_iter().map(interaction).collect())
}

fn limits(connection: &mut PgConnection, substances: &[&String]) -> QueryResult<Vec<DoseLimit>> {
    type Row = (String, String, Option<Decimal>, Option<Decimal>, i16, String);
    let rows: Vec<Row> = dose_limits::table
        .filter(dose_limits::substance.eq_any(substances))
        .order((dose_limits::substance, dose_limits::from_age_years))
        .select((
            dose_limits::substance,
            dose_limits::unit_code,
            dose_limits::single_maximum,
            dose_limits::daily_maximum,
            dose_limits::from_age_years,
            dose_limits::policy,
        ))
        .load(connection)?;
    let limit = |(substance, unit, single, daily, from_age, policy): Row| DoseLimit {
        substance,
        unit,
        single,
        daily,
        from_age_years: i32::from(from_age),
        policy,
    };
    Ok(rows.into_iter().map(limit).collect())
}

fn classes(connection: &mut PgConnection) -> QueryResult<HashMap<String, Named>> {
    let rows: Vec<(String, String, String)> = allergy_classes::table.load(connection)?;
    Ok(rows.into_iter().map(|(code, pt, en)| (code, Named { pt, en })).collect())
}

fn cross_reactivity(connection: &mut PgConnection) -> QueryResult<Vec<CrossReactivity>> {
    type Row = (String, String, String, String, String, String);
    let rows: Vec<Row> = allergy_cross_reactivity::table.load(connection)?;
    let row = |(allergen_class, drug_class, action, pt, en, source): Row| CrossReactivity {
        allergen_class,
        drug_class,
        action: match action.as_str() {
            "none" => Action::Nothing,
            "info" => Action::Notice,
            "warn" => Action::Warn,
            _ => Action::Block,
        },
        note: Named { pt, en },
        source,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// What this doctor decided in this stay within a shift, by decision and severity, each with its reason: the same is
/// not asked again (CDS-6). What was reviewed meanwhile counts no more, and neither does what a nurse answered with an
/// order by voice (VAL-5): the doctor is asked in person.
pub fn decided(
    connection: &mut PgConnection,
    doctor_id: i64,
    admission_id: i64,
    now: DateTime<Utc>,
) -> QueryResult<HashMap<(String, String), String>> {
    type Row = (String, String, Option<String>, bool, bool);
    let rows: Vec<Row> = prescription_alerts::table
        .inner_join(prescriptions::table)
        .filter(prescriptions::admission_id.eq(admission_id))
        .filter(prescriptions::doctor_id.eq(doctor_id))
        .filter(prescriptions::prescribed_at.gt(now - SHIFT))
        .filter(prescription_alerts::reason.is_not_null())
        .filter(not(exists(verbal_orders::table.filter(verbal_orders::prescription_id.eq(prescriptions::id)))))
        .order(prescription_alerts::id)
        .select((
            prescription_alerts::decision,
            prescription_alerts::severity,
            prescription_alerts::reason,
            prescription_alerts::repeated,
            prescription_alerts::reviewed_at.is_not_null(),
        ))
        .load(connection)?;
    let mut decided = HashMap::new();
    for (decision, severity, reason, repeated, reviewed) in rows {
        if reviewed {
            decided.remove(&(decision, severity));
        } else if let Some(reason) = reason.filter(|_| !repeated) {
            // A repetition does not make the decision last longer.
            decided.insert((decision, severity), reason);
        }
    }
    Ok(decided)
}
