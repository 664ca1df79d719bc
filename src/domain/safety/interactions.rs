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
    // Of a group that must not meet itself, two different ones.
    let is_the_same = pair.a == pair.b && drug.key() == other.key();
    let is_now_and_then = pair.by_clock && (drug.is_as_needed || other.is_as_needed);
    let ended = match other.origin {
        Origin::Ended { days } => Some(days),
        Origin::Row(_) | Origin::Active => None,
    };
    if !meet || is_the_same || is_now_and_then || ended.is_some_and(|days| days >= pair.washout_days) {
        return None;
    }
    let (a, b) = (drug.name.clone(), other.name.clone());
    let (effect, advice) = (pair.effect.clone(), pair.advice.clone());
    let severity = match (pair.contraindicated, pair.conditional || pair.is_notice) {
        (true, _) => Severity::Stop,
        (false, false) => Severity::Warning,
        (false, true) => Severity::Notice,
    };
    let finding = match (ended, severity) {
        (Some(days), _) => Finding::WashOut { a, b, effect, days: usize::try_from(days).unwrap_or_default() },
        (None, Severity::Stop) => Finding::Contraindicated { a, b, effect, advice },
        (None, Severity::Warning) => Finding::NotRecommended { a, b, effect, advice },
        (None, Severity::Notice) if pair.is_notice => Finding::Together { a, b, effect, advice },
        (None, Severity::Notice) => Finding::NotRecommendedConditionally { a, b, effect },
    };
    let mut keys = [drug.key(), other.key()];
    keys.sort_unstable();
    Some(Alert {
        rows: drug.row().into_iter().chain(other.row()).collect(),
        partners: other.item_id.into_iter().collect(),
        source: pair.source.clone(),
        ..Alert::of(Rule::Interaction, severity, format!("interaction|{}|{}", keys[0], keys[1]), finding)
    })
}
