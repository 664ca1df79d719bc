//! What the hospital knows of these medications: interactions, maximum doses, allergy classes.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::exists;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::named::Named;
use crate::domain::safety::{Action, CrossReactivity, DoseLimit, Drug, Interaction, Knowledge, Patient};
use crate::schema::{allergy_classes, allergy_cross_reactivity, beta_lactam_side_chains, dose_limits, interactions};

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
