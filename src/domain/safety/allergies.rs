//! Allergies: the substance itself, its side chain, its class, and classes that cross-react (CDS-1, CDS-2).

use crate::domain::named::Named;

use super::alert::{Alert, Finding, Rule, Severity};
use super::{Action, Drug, Knowledge, Patient, RecordedAllergy};

const RECORD: &str = "CDS-1";
const SIDE_CHAINS: &str = "Khan 2022; Picard 2019; Zagursky 2018";

pub fn check(patient: &Patient, new: &[Drug], knowledge: &Knowledge) -> Vec<Alert> {
    let mut alerts = Vec::new();
    if patient.allergies_not_obtainable {
        alerts.push(unchecked(
            "allergies".to_owned(),
            Severity::Notice,
            Rule::Unchecked,
            Finding::AllergiesNotObtainable,
        ));
    }
    for allergy in &patient.allergies {
        if allergy.is_unknown() {
            let finding = Finding::AllergyUnknown { allergy: allergy.text.clone() };
            let decision = format!("allergy unknown|{}", allergy.text);
            alerts.push(unchecked(decision, Severity::Warning, Rule::AllergyUnknown, finding));
        }
        if !allergy.is_unknown() && !allergy.not_understood.is_empty() {
            let finding = Finding::AllergyPartlyUnknown {
                allergy: allergy.text.clone(),
                words: allergy.not_understood.join(", "),
            };
            let decision = format!("allergy partly unknown|{}", allergy.text);
            alerts.push(unchecked(decision, Severity::Warning, Rule::AllergyUnknown, finding));
        }
        alerts.extend(new.iter().filter_map(|drug| against(drug, allergy, knowledge)));
    }
    alerts
}

fn unchecked(decision: String, severity: Severity, rule: Rule, finding: Finding) -> Alert {
    Alert::of(rule, severity, decision, finding)
}

fn against(drug: &Drug, allergy: &RecordedAllergy, knowledge: &Knowledge) -> Option<Alert> {
    let (medication, text) = (drug.name.clone(), allergy.text.clone());
    let (severity, finding, source) = if drug.has_any(&allergy.substances) {
        (Severity::Stop, Finding::AllergySubstance { medication, allergy: text }, RECORD.to_owned())
    } else if shares_side_chain(drug, allergy, knowledge) {
        (Severity::Stop, Finding::AllergySideChain { medication, allergy: text }, SIDE_CHAINS.to_owned())
    } else {
        by_class(drug, allergy, knowledge)?
    };
    let decision = format!("allergy|{}|{}", allergy.text, drug.key());
    let rows = drug.row().into_iter().collect();
    Some(Alert { rows, source, ..Alert::of(Rule::Allergy, severity, decision, finding) })
}

fn shares_side_chain(drug: &Drug, allergy: &RecordedAllergy, knowledge: &Knowledge) -> bool {
    let chains = |names: &[String]| -> Vec<&String> {
        names.iter().filter_map(|name| knowledge.side_chains.get(name)).collect()
    };
    let of_allergy = chains(&allergy.substances);
    chains(&drug.substances).iter().any(|chain| of_allergy.contains(chain))
}

/// The gravest of what the policy says; the same class without a word in the policy is a hard stop.
fn by_class(drug: &Drug, allergy: &RecordedAllergy, knowledge: &Knowledge) -> Option<(Severity, Finding, String)> {
    let pairs = allergy
        .classes
        .iter()
        .flat_map(|of_allergy| drug.allergy_classes.iter().map(move |of_drug| (of_allergy, of_drug)));
    let (action, of_drug, same, note, source) = pairs
        .filter_map(|(of_allergy, of_drug)| {
            let same = of_allergy == of_drug;
            let row = knowledge
                .cross_reactivity
                .iter()
                .find(|row| row.allergen_class == *of_allergy && row.drug_class == *of_drug);
            match row {
                Some(row) => Some((row.action, of_drug, same, row.note.clone(), row.source.clone())),
                None => same.then(|| (Action::Block, of_drug, same, same_class(), RECORD.to_owned())),
            }
        })
        .max_by_key(|(action, ..)| *action)?;
    // A class that was recorded as such, not through one of its members, is what must not be given.
    let is_recorded_class = same && allergy.substances.is_empty();
    let severity = match action {
        _ if is_recorded_class => Severity::Stop,
        Action::Block => Severity::Stop,
        Action::Warn => Severity::Warning,
        Action::Notice => Severity::Notice,
        Action::Nothing => return None,
    };
    let class =
        knowledge.classes.get(of_drug).cloned().unwrap_or_else(|| Named { pt: of_drug.clone(), en: of_drug.clone() });
    let (medication, allergy) = (drug.name.clone(), allergy.text.clone());
    let finding = if same {
        Finding::AllergyClass { medication, allergy, class, note }
    } else {
        Finding::AllergyCrossClass { medication, allergy, class, note }
    };
    Some((severity, finding, source))
}

fn same_class() -> Named {
    Named { pt: "mesma classe".to_owned(), en: "same class".to_owned() }
}
