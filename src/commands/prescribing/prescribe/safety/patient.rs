//! Who the patient is to the checks, and what the recorded allergies mean.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::safety::{Patient, RecordedAllergy};
use crate::schema::{allergen_terms, allergies, medications, patients};

/// Words that an allergen's name has at most.
const LONGEST_NAME: usize = 5;

diesel::define_sql_function! {
    fn fold(value: diesel::sql_types::Text) -> diesel::sql_types::Text;
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
