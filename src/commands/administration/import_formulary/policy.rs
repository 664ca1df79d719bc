//! A row's policy on who may prescribe: words of the file become specialties of the hospital (WHO-1, WHO-2).

use std::collections::HashMap;

/// The file's words, and the codes of the specialties that they mean.
const WORDS: [(&str, &str); 5] = [
    ("oncologia", "ESP44"),
    ("hematologia", "ESP25"),
    ("reumatologia", "ESP54"),
    ("gastroenterologia", "ESP21"),
    ("nefrologia", "ESP39"),
];

/// The specialties that alone may prescribe a row; none where any may.
pub struct Restriction {
    pub specialty_ids: Vec<i64>,
    /// Words of the policy that mean no specialty here.
    pub unknown: Vec<String>,
}

/// A misspelt restriction must not make a row free for all.
fn seems_to_restrict(policy: &str) -> bool {
    let policy = policy.to_lowercase();
    policy.contains("spec") || policy.contains("espec") || WORDS.iter().any(|(word, _)| policy.contains(word))
}

/// Reads `specialty:oncologia|hematologia`; other policies restrict no specialty.
///
/// # Errors
/// In words, when a restriction names no known specialty: the row must not become free for all.
pub fn restriction(policy: &str, specialties: &HashMap<String, i64>) -> Result<Option<Restriction>, String> {
    let Some(words) = policy.strip_prefix("specialty:") else {
        return if seems_to_restrict(policy) {
            Err(format!("demo_policy “{policy}” is not understood"))
        } else {
            Ok(None)
        };
    };
    let mut restriction = Restriction { specialty_ids: Vec::new(), unknown: Vec::new() };
    for word in words.split('|').map(str::trim) {
        let code = WORDS.iter().find(|(known, _)| *known == word).map(|(_, code)| *code);
        match code.and_then(|code| specialties.get(code)) {
            Some(id) => restriction.specialty_ids.push(*id),
            None => restriction.unknown.push(word.to_owned()),
        }
    }
    restriction.specialty_ids.sort_unstable();
    if restriction.specialty_ids.is_empty() {
        return Err(format!("demo_policy “{policy}” names no known specialty"));
    }
    Ok(Some(restriction))
}
