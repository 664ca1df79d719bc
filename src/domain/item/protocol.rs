//! Which protocol an antineoplastic belongs to: its name, the cycle, and the day of the cycle (WHO-2).

use serde::{Deserialize, Serialize};

use super::fields::{chosen, refuse};
use super::typed::{Field, TypedItem};
use crate::domain::abbreviation::check_text;
use crate::domain::cycle::Cycle;
use crate::domain::medication::{Medication, Route};
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;

/// The longest name, in characters.
const LONGEST_NAME: usize = 100;
/// The most cycles, and the most days of one.
const MOST: i16 = 99;

/// A place in a protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    pub name: String,
    pub cycle: i16,
    /// Of the cycle, from 1.
    pub day: i16,
}

/// The protocol that was typed. An antineoplastic needs one; another cytotoxic item may have one; nothing else has.
pub(super) fn read_protocol(
    typed: &TypedItem,
    medication: Option<&Medication>,
    route: Option<&Route>,
    cycle: Option<Cycle>,
    problems: &mut Problems,
) -> Option<Protocol> {
    let medication = medication?;
    let fields = [
        (&typed.protocol, Field::Protocol),
        (&typed.protocol_cycle, Field::ProtocolCycle),
        (&typed.protocol_day, Field::ProtocolDay),
    ];
    if !medication.cytotoxic {
        for (text, field) in fields {
            refuse(text, field, Problem::OnlyAntineoplastic, problems);
        }
        return None;
    }
    if !medication.is_antineoplastic(route, cycle) && fields.iter().all(|(text, _)| text.trim().is_empty()) {
        return None;
    }
    let name = problems.note(Field::Protocol, read_name(&typed.protocol));
    let cycle = problems.note(Field::ProtocolCycle, read_count(&typed.protocol_cycle, Problem::ProtocolCycleMissing));
    let day = problems.note(Field::ProtocolDay, read_count(&typed.protocol_day, Problem::ProtocolDayMissing));
    Some(Protocol { name: name?, cycle: cycle?, day: day? })
}

fn read_name(typed: &str) -> Result<String, Problem> {
    let name = chosen(typed, Problem::ProtocolMissing)?;
    if name.chars().count() > LONGEST_NAME {
        return Err(Problem::ProtocolTooLong { most: LONGEST_NAME });
    }
    check_text(name)?;
    Ok(name.to_owned())
}

fn read_count(typed: &str, missing: Problem) -> Result<i16, Problem> {
    let digits = chosen(typed, missing)?;
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = whole.then(|| digits.parse().ok()).flatten().filter(|count| (1..=MOST).contains(count));
    count.ok_or(Problem::ProtocolCountOutOfRange { most: MOST })
}
