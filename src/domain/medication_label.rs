//! How a medication is written in a form's field: what the doctor sees is all that is sent.

const SEPARATOR: &str = " · ";

/// `Paracetamol 500 mg comprimido · P0002`. The code at the end makes it the name of one medication only.
pub fn medication_label(name: &str, presentation: &str, code: &str) -> String {
    format!("{name} {presentation}{SEPARATOR}{code}")
}

/// The code at the end of a label, or the whole text where it may be a code itself.
pub fn medication_code(text: &str) -> &str {
    text.rsplit_once(SEPARATOR).map_or(text, |(_, code)| code).trim()
}
