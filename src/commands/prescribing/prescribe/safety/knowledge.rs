//! What the hospital knows of these medications: interactions, maximum doses, allergy classes.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::age::Age;
use crate::domain::item::per_kg::Basis;
use crate::domain::named::Named;
use crate::domain::safety::alert::Severity;
use crate::domain::safety::maxima::{DoseLimit, Per};
use crate::domain::safety::packs::PackLimits;
use crate::domain::safety::{Action, CrossReactivity, Drug, Interaction, Knowledge, Patient};
use crate::schema::{
    allergy_classes, allergy_cross_reactivity, beta_lactam_side_chains, dose_limits, hospital, interactions,
};

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
        pack_limits: pack_limits(connection)?,
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
    let (a, b) = (interactions::a_names, interactions::b_names);
    let rows: Vec<InteractionRow> = interactions::table
        .filter((a.overlaps_with(new).and(b.overlaps_with(all))).or(b.overlaps_with(new).and(a.overlaps_with(all))))
        .order(interactions::id)
        .select(InteractionRow::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(InteractionRow::interaction).collect())
}

/// A row of `interactions`.
#[derive(Queryable, Selectable)]
#[diesel(table_name = interactions)]
struct InteractionRow {
    source: String,
    version: String,
    a_names: Vec<String>,
    b_names: Vec<String>,
    severity: String,
    conditional: bool,
    washout_days: i16,
    by_clock: bool,
    effect_pt: String,
    effect_en: String,
    advice_pt: String,
    advice_en: String,
}

impl InteractionRow {
    fn interaction(self) -> Interaction {
        Interaction {
            source: format!("{} {}", self.source, self.version),
            a: self.a_names,
            b: self.b_names,
            contraindicated: self.severity == "contraindicated",
            is_notice: self.severity == "notice",
            conditional: self.conditional,
            washout_days: i64::from(self.washout_days),
            by_clock: self.by_clock,
            effect: Named { pt: self.effect_pt, en: self.effect_en },
            advice: Named { pt: self.advice_pt, en: self.advice_en },
        }
    }
}

/// A row of `dose_limits`.
#[derive(Queryable, Selectable)]
#[diesel(table_name = dose_limits)]
struct LimitRow {
    substance: String,
    routes: Vec<String>,
    from_age: String,
    to_age: String,
    from_kg: Option<Decimal>,
    to_kg: Option<Decimal>,
    per: String,
    basis: String,
    maximum: Decimal,
    unit_code: String,
    severity: String,
    source: String,
    as_of: NaiveDate,
}

fn limits(connection: &mut PgConnection, substances: &[&String]) -> QueryResult<Vec<DoseLimit>> {
    let rows: Vec<LimitRow> = dose_limits::table
        .filter(dose_limits::substance.eq_any(substances))
        .filter(dose_limits::state.ne("off"))
        .order(dose_limits::id)
        .select(LimitRow::as_select())
        .load(connection)?;
    Ok(rows.into_iter().filter_map(LimitRow::limit).collect())
}

impl LimitRow {
    /// None for what the table's own checks let nobody write.
    fn limit(self) -> Option<DoseLimit> {
        let age = |text: &str| if text.is_empty() { Some(None) } else { Age::parse(text).map(Some) };
        Some(DoseLimit {
            from_age: age(&self.from_age)?,
            to_age: age(&self.to_age)?,
            per: Per::from_code(&self.per)?,
            basis: match self.basis.as_str() {
                "kg" => Some(Basis::Weight),
                "m2" => Some(Basis::Surface),
                _ => None,
            },
            severity: if self.severity == "stop" { Severity::Stop } else { Severity::Warning },
            source: format!("{}, {}", self.source, self.as_of),
            substance: self.substance,
            routes: self.routes,
            from_kg: self.from_kg,
            to_kg: self.to_kg,
            maximum: self.maximum,
            unit: self.unit_code,
        })
    }
}

fn pack_limits(connection: &mut PgConnection) -> QueryResult<PackLimits> {
    let (least, most) = hospital::table.select((hospital::least_of_pack, hospital::most_packs)).first(connection)?;
    Ok(PackLimits { least, most })
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
