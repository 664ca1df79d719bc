//! Which lines of the register a line of the opposite may take back (CTL-7).

/// What is written by hand and may be wrong; what was received or supplied is put right by what happens next.
const REVERSIBLE: [&str; 3] = ["adjustment", "loss", "discard"];

/// Whether a movement of the kind can be taken back; what takes back another cannot.
pub fn can_be_reversed(kind: &str, is_reversal: bool) -> bool {
    REVERSIBLE.contains(&kind) && !is_reversal
}
