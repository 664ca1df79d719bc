//! Who the patient is to the checks, and what the recorded allergies mean.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::names::{Run, runs_of, words_of};
use crate::domain::item::surface::{Height, Surface};
use crate::domain::item::weight::Weight;
use crate::domain::safety::{Patient, RecordedAllergy};
use crate::schema::{allergen_terms, allergies, brands, medications, patients};

diesel::define_sql_function! {
    fn fold(value: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// Who the patient is to the checks.
pub fn patient(
    connection: &mut PgConnection,
    patient_id: i64,
    today: NaiveDate,
    weight: Option<&Weight>,
    height: Option<&Height>,
) -> QueryResult<Patient> {
    let (born, status): (NaiveDate, Option<String>) =
        patients::table.find(patient_id).select((patients::birth_date, patients::allergy_status)).first(connection)?;
    let recorded: Vec<(String, String)> = allergies::table
        .filter(allergies::patient_id.eq(patient_id))
        .order(allergies::substance)
        .select((allergies::substance, fold(allergies::substance)))
        .load(connection)?;
    Ok(Patient {
        allergies: meanings(connection, recorded)?,
        allergies_not_obtainable: status.as_deref() == Some("not_obtainable"),
        born,
        today,
        kg: weight.map(|weight| weight.kg),
        m2: weight.zip(height).and_then(|(weight, height)| Surface::of(weight, height)).map(|surface| surface.m2),
    })
}

/// What each allergy means: the substances and classes that its words name, by generic name, brand or class.
fn meanings(connection: &mut PgConnection, recorded: Vec<(String, String)>) -> QueryResult<Vec<RecordedAllergy>> {
    if recorded.is_empty() {
        return Ok(Vec::new());
    }
    let runs: Vec<Vec<Run>> = recorded.iter().map(|(_, folded)| runs_of(folded)).collect();
    let mut all: Vec<String> = runs.iter().flatten().map(|run| run.name.clone()).collect();
    let brands: Vec<(String, Vec<String>)> = brands::table
        .filter(brands::brand.eq_any(&all))
        .filter(brands::state.ne("off"))
        .select((brands::brand, brands::substances))
        .load(connection)?;
    let terms: Vec<(String, String)> =
        allergen_terms::table.filter(allergen_terms::term.eq_any(&all)).load(connection)?;
    all.extend(brands.iter().flat_map(|(_, substances)| substances.clone()));
    let of_formulary: Vec<(Vec<String>, String)> = medications::table
        .filter(medications::substances.overlaps_with(&all))
        .select((medications::substances, medications::allergy_classes))
        .distinct()
        .load(connection)?;
    let known = Known { brands: brands.into_iter().collect(), terms, of_formulary };
    Ok(recorded.into_iter().zip(runs).map(|((text, folded), runs)| known.meaning(text, &folded, &runs)).collect())
}

/// What the hospital knows of the words of some allergies.
struct Known {
    /// Substances by folded brand.
    brands: HashMap<String, Vec<String>>,
    /// Words, each with its class.
    terms: Vec<(String, String)>,
    /// Substances of medications, with their classes.
    of_formulary: Vec<(Vec<String>, String)>,
}

impl Known {
    fn meaning(&self, text: String, folded: &str, runs: &[Run]) -> RecordedAllergy {
        let mut allergy = RecordedAllergy { text, ..RecordedAllergy::default() };
        let mut understood: BTreeSet<usize> = BTreeSet::new();
        for run in runs {
            if self.adds_to(&mut allergy, &run.name) {
                understood.extend(run.words.clone());
            }
        }
        let words = words_of(folded).enumerate();
        allergy.not_understood = words
            .filter(|(place, word)| !understood.contains(place) && names_something(word))
            .map(|(_, word)| word.to_owned())
            .collect();
        allergy.substances.sort_unstable();
        allergy.substances.dedup();
        allergy.classes.sort_unstable();
        allergy.classes.dedup();
        allergy
    }

    /// Whether the name says something.
    fn adds_to(&self, allergy: &mut RecordedAllergy, name: &String) -> bool {
        let of_brand = self.brands.get(name);
        let mut is_known = of_brand.is_some();
        for substance in of_brand.into_iter().flatten() {
            allergy.substances.push(substance.clone());
            self.add_substance(allergy, substance);
        }
        for (_, class) in self.terms.iter().filter(|(term, _)| term == name) {
            allergy.classes.push(class.clone());
            is_known = true;
        }
        self.add_substance(allergy, name) || is_known
    }

    /// What the formulary says of a substance; whether it says anything.
    fn add_substance(&self, allergy: &mut RecordedAllergy, name: &String) -> bool {
        let with_it: Vec<_> = self.of_formulary.iter().filter(|(substances, _)| substances.contains(name)).collect();
        // A combination says less of one of its substances than the substance alone does.
        let fewest = with_it.iter().map(|(substances, _)| substances.len()).min();
        for (substances, classes) in with_it.iter().filter(|(substances, _)| Some(substances.len()) == fewest) {
            let alone = substances.len() <= 3;
            allergy.substances.push(name.clone());
            if alone {
                allergy.substances.extend(substances.iter().cloned());
            }
            allergy.classes.extend(classes.split('|').filter(|class| !class.is_empty()).map(str::to_owned));
        }
        !with_it.is_empty()
    }
}

/// Words around an allergen's name, folded, that name nothing themselves.
const AROUND: [&str; 63] = [
    "alergia",
    "alergico",
    "alergica",
    "alergias",
    "anafilaxia",
    "anafilatica",
    "anafilatico",
    "choque",
    "reacao",
    "reacoes",
    "rash",
    "urticaria",
    "edema",
    "angioedema",
    "glote",
    "broncoespasmo",
    "prurido",
    "coceira",
    "nausea",
    "vomito",
    "grave",
    "graves",
    "leve",
    "moderada",
    "intolerancia",
    "todos",
    "todas",
    "outros",
    "outras",
    "com",
    "apos",
    "uso",
    "dose",
    "nos",
    "nas",
    "dos",
    "das",
    "aos",
    "por",
    "para",
    "mais",
    "tipo",
    "allergy",
    "allergic",
    "anaphylaxis",
    "reaction",
    "hives",
    "swelling",
    "severe",
    "mild",
    "intolerance",
    "all",
    "and",
    "the",
    "with",
    "after",
    "other",
    "injetavel",
    "oral",
    "comprimido",
    "gotas",
    "infancia",
    "childhood",
];
/// Letters of the shortest word that may name an allergen.
const SHORTEST_NAME: usize = 3;

fn names_something(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() >= SHORTEST_NAME && !AROUND.contains(&word)
}
