//! Who did it: a clinician, also one who has left since, or the name that stands on the paper.

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::domain::paper::entry::{PaperField, read_name};
use crate::domain::paper::problem::PaperProblem;
use crate::domain::paper::who::{Named, Registration};
use crate::domain::problem::Problem;
use crate::domain::role::Role;
use crate::schema::{doctors, paper_entries, users};

diesel::define_sql_function! { fn fold(value: Text) -> Text; }
diesel::define_sql_function! { fn strpos(value: Text, part: Text) -> diesel::sql_types::Integer; }

/// Names offered for what fits nobody exactly.
const MOST_CANDIDATES: i64 = 5;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Performer {
    User(i64),
    Name(String),
}

impl Performer {
    pub fn user_id(&self) -> Option<i64> {
        match self {
            Performer::User(id) => Some(*id),
            Performer::Name(_) => None,
        }
    }

    pub fn name(&self) -> Option<&str> {
        match self {
            Performer::User(_) => None,
            Performer::Name(name) => Some(name),
        }
    }
}

type Found = Result<Performer, (PaperField, Problem)>;

/// Whom the fields mean, in the words of whoever types.
///
/// # Errors
/// A database error; what is wrong with the fields is inside.
pub fn performer(connection: &mut PgConnection, typist_id: i64, who: &str, name: &str) -> QueryResult<Found> {
    let wrong = |problem: PaperProblem| (PaperField::Who, problem.into());
    let found = match (Named::read(who), name.trim()) {
        (None, "") => Err(PaperProblem::WhoMissing),
        (Some(_), name) if !name.is_empty() => Err(PaperProblem::WhoTwice),
        (None, name) => {
            return Ok(read_name(name).map(Performer::Name).map_err(|problem| (PaperField::Name, problem)));
        }
        (Some(Named::AsBefore), _) => as_before(connection, typist_id)?.ok_or(PaperProblem::NobodyBefore),
        (Some(Named::Registration(registration)), _) => registered(connection, &registration)?,
        (Some(Named::Text(text)), _) => called(connection, &text)?,
    };
    Ok(found.map_err(wrong))
}

fn as_before(connection: &mut PgConnection, typist_id: i64) -> QueryResult<Option<Performer>> {
    let last: Option<(Option<i64>, Option<String>)> = paper_entries::table
        .filter(paper_entries::typed_by.eq(typist_id))
        .order(paper_entries::id.desc())
        .select((paper_entries::done_by, paper_entries::done_by_name))
        .first(connection)
        .optional()?;
    Ok(last.and_then(|(user, name)| user.map(Performer::User).or(name.map(Performer::Name))))
}

/// One council numbers a state's doctors; without it, there may be several.
fn registered(
    connection: &mut PgConnection,
    registration: &Registration,
) -> QueryResult<Result<Performer, PaperProblem>> {
    let mut query = users::table
        .inner_join(doctors::table)
        .filter(doctors::registration_state.eq(&registration.state))
        .filter(doctors::registration_number.eq(&registration.number))
        .select((users::id, users::username, users::name))
        .into_boxed();
    if let Some(council) = &registration.council {
        query = query.filter(doctors::council.eq(council));
    }
    let found: Vec<(i64, String, String)> = query.load(connection)?;
    Ok(match &found[..] {
        [] => Err(PaperProblem::WhoUnknown),
        [(id, ..)] => Ok(Performer::User(*id)),
        several => Err(among(several.iter().map(|(_, username, name)| (username.as_str(), name.as_str())))),
    })
}

/// A username is one person's; a part of a name only offers whom it may mean.
fn called(connection: &mut PgConnection, text: &str) -> QueryResult<Result<Performer, PaperProblem>> {
    let clinical = [Role::Doctor, Role::Pharmacist, Role::Nurse].map(Role::code);
    let exact: Option<(i64, String)> = users::table
        .filter(users::username.eq(text.to_lowercase()))
        .select((users::id, users::role))
        .first(connection)
        .optional()?;
    if let Some((id, role)) = exact {
        let may_act = clinical.contains(&role.as_str());
        return Ok(if may_act { Ok(Performer::User(id)) } else { Err(PaperProblem::WhoNotClinical) });
    }
    let similar: Vec<(String, String)> = users::table
        .filter(users::role.eq_any(clinical))
        .filter(strpos(fold(users::name), fold(text)).gt(0))
        .order((users::active.desc(), users::name))
        .limit(MOST_CANDIDATES)
        .select((users::username, users::name))
        .load(connection)?;
    Ok(Err(match similar.is_empty() {
        true => PaperProblem::WhoUnknown,
        false => among(similar.iter().map(|(username, name)| (username.as_str(), name.as_str()))),
    }))
}

fn among<'a>(people: impl Iterator<Item = (&'a str, &'a str)>) -> PaperProblem {
    PaperProblem::WhoAmong { candidates: people.map(|(username, name)| format!("{name}: {username}")).collect() }
}
