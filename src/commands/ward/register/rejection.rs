//! Why nobody was registered.

use crate::domain::identity::IdentityField;
use crate::domain::problem::Problem;

/// All that is in the way, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub fields: Vec<(&'static str, Problem)>,
    /// Patients on record with this name and birth date, to be looked at first (ID-2).
    pub namesakes: Vec<Namesake>,
    /// Where this form led before, when it was sent again with other content.
    pub already_done: Option<String>,
}

/// Somebody on record who may be the one who comes.
#[derive(Clone, Debug)]
pub struct Namesake {
    pub id: i64,
    pub name: String,
    pub record_number: String,
    pub mother_name: String,
}

impl Rejection {
    pub fn of_field(field: &'static str, problem: Problem) -> Self {
        Rejection { fields: vec![(field, problem)], ..Rejection::default() }
    }

    /// Everything that is wrong with what was typed, in the order of the form.
    pub fn of_form(identity: Vec<(IdentityField, Problem)>, bed: Option<Problem>, arrived: Option<Problem>) -> Self {
        let identity = identity.into_iter().map(|(field, problem)| (field.code(), problem));
        let stay = bed.map(|problem| ("bed", problem)).into_iter().chain(arrived.map(|problem| ("arrived", problem)));
        Rejection { fields: identity.chain(stay).collect(), ..Rejection::default() }
    }

    pub fn of_namesakes(namesakes: Vec<Namesake>) -> Self {
        Rejection { namesakes, ..Rejection::default() }
    }

    pub fn already_done(location: String) -> Self {
        Rejection { already_done: Some(location), ..Rejection::default() }
    }

    /// What ticking the box confirms; empty without namesakes.
    pub fn confirmation(&self) -> String {
        confirmation(&self.namesakes)
    }
}

/// That it is none of these; any other is to be looked at anew.
pub fn confirmation(namesakes: &[Namesake]) -> String {
    namesakes.iter().map(|namesake| namesake.id.to_string()).collect::<Vec<_>>().join(",")
}
