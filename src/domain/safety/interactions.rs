//! Pairs that are not given together, within the prescription and with what is given already (CDS-3).

use super::alert::{Alert, Finding, Rule, Severity, most_dangerous_first};
use super::{Drug, Interaction, Knowledge, Origin};

pub fn check(new: &[Drug], given: &[Drug], knowledge: &Knowledge) -> Vec<Alert> {
    if !knowledge.has_interactions {
        return vec![no_lists()];
    }
    let mut alerts = Vec::new();
    for (place, drug) in new.iter().enumerate() {
        for other in new[place + 1..].iter().chain(given) {
            alerts.extend(knowledge.interactions.iter().filter_map(|pair| between(drug, other, pair)));
        }
    }
    // Of two together nothing is said but the worst, and nothing of an earlier end; but each is a decision of its own.
    alerts.sort_by_key(is_wash_out);
    most_dangerous_first(alerts).into_iter().map(|alert| Alert { decision: decision(&alert), ..alert }).collect()
}

fn is_wash_out(alert: &Alert) -> bool {
    matches!(alert.finding, Finding::WashOut { .. })
}

/// The pair, how it meets, and how bad that is: what was decided of one says nothing of another (CDS-6).
fn decision(alert: &Alert) -> String {
    let meeting = if is_wash_out(alert) { "wash-out" } else { "together" };
    format!("{}|{meeting}|{}", alert.decision, alert.severity.code())
}

fn no_lists() -> Alert {
    let decision = "interactions unchecked".to_owned();
    Alert::of(Rule::Unchecked, Severity::Notice, decision, Finding::NoInteractionLists)
}

fn between(drug: &Drug, other: &Drug, pair: &Interaction) -> Option<Alert> {
    let meet = (drug.has_any(&pair.a) && other.has_any(&pair.b)) || (drug.has_any(&pair.b) && other.has_any(&pair.a));
    let ended = match other.origin {
        Origin::Ended { days } => Some(days),
        Origin::Row(_) | Origin::Active => None,
    };
    if !meet || ended.is_some_and(|days| days >= pair.washout_days) {
        return None;
    }
    let (a, b, effect) = (drug.name.clone(), other.name.clone(), pair.effect.clone());
    let severity = match (pair.contraindicated, pair.conditional) {
        (true, _) => Severity::Stop,
        (false, false) => Severity::Warning,
        (false, true) => Severity::Notice,
    };
    let finding = match (ended, severity) {
        (Some(days), _) => Finding::WashOut { a, b, effect, days: usize::try_from(days).unwrap_or_default() },
        (None, Severity::Stop) => Finding::Contraindicated { a, b, effect },
        (None, Severity::Warning) => Finding::NotRecommended { a, b, effect },
        (None, Severity::Notice) => Finding::NotRecommendedConditionally { a, b, effect },
    };
    let mut keys = [drug.key(), other.key()];
    keys.sort_unstable();
    Some(Alert {
        rows: drug.row().into_iter().chain(other.row()).collect(),
        partners: other.item_id.into_iter().collect(),
        source: pair.source.clone(),
        original: pair.original.clone(),
        ..Alert::of(Rule::Interaction, severity, format!("interaction|{}|{}", keys[0], keys[1]), finding)
    })
}
