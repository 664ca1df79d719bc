//! Who did what is written on paper, as somebody types it.

/// The states of a registration (ID-6).
const STATES: [&str; 27] = [
    "AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR", "RJ",
    "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO",
];
const LONGEST_NUMBER: usize = 7;

/// How somebody is named in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// `=`: whoever did what was typed before.
    AsBefore,
    Registration(Registration),
    /// A username, or part of a name.
    Text(String),
}

/// `CRM/SP 123456`, `CRM-SP 123456`, `123456/SP` or `CRM 123456-SP` (ID-6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// None where it was left out.
    pub council: Option<String>,
    pub state: String,
    pub number: String,
}

impl Named {
    /// None where nothing is typed.
    pub fn read(typed: &str) -> Option<Self> {
        match typed.trim() {
            "" => None,
            "=" => Some(Named::AsBefore),
            text => Some(registration(text).map_or_else(|| Named::Text(text.to_owned()), Named::Registration)),
        }
    }
}

fn registration(text: &str) -> Option<Registration> {
    let text = text.to_uppercase();
    let (mut council, mut state, mut number) = (None, None, None);
    for part in text.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let is_number = part.len() <= LONGEST_NUMBER && part.bytes().all(|byte| byte.is_ascii_digit());
        let place = if is_number {
            &mut number
        } else if STATES.contains(&part) {
            &mut state
        } else {
            &mut council
        };
        if place.replace(part.to_owned()).is_some() {
            return None;
        }
    }
    Some(Registration { council, state: state?, number: number? })
}
