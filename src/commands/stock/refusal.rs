//! Why a command on stock did nothing.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::app::{Abort, Outcome};
use crate::auth::witness::Witness;
use crate::domain::problem::Problem;
use crate::domain::stock::problem::StockProblem;
use crate::page::chrome::Chrome;
use crate::page::see_other;

/// The field that a second pharmacist's problem hangs on.
const WITNESS: &str = "second-user";

#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// Each with the id of its field; none where it is about the whole form.
    problems: Vec<(Option<String>, Problem)>,
    /// Somebody else was quicker.
    stale: bool,
    /// Medications that the text may mean.
    pub candidates: Vec<String>,
}

impl Refusal {
    pub fn of(field: impl Into<String>, problem: impl Into<Problem>) -> Self {
        Refusal { problems: vec![(Some(field.into()), problem.into())], ..Refusal::default() }
    }

    /// It is otherwise by now than the form said.
    pub fn stale(problem: StockProblem) -> Self {
        Refusal { problems: vec![(None, problem.into())], stale: true, ..Refusal::default() }
    }

    /// Keeps the problem, if there is one, beside its field.
    pub fn keep<T, P: Into<Problem>>(&mut self, field: impl Into<String>, result: Result<T, P>) -> Option<T> {
        result.map_err(|problem| self.problems.push((Some(field.into()), problem.into()))).ok()
    }

    /// The second person, who may be missing only where none is needed.
    pub fn keep_witness(&mut self, witness: &Result<Witness, Problem>, needed: bool) -> Option<i64> {
        match witness {
            Err(Problem::WitnessMissing) if !needed => None,
            witness => self.keep(WITNESS, witness.clone()).map(Witness::user_id),
        }
    }

    /// The same with something about the whole form, said first.
    pub fn about(mut self, problem: StockProblem) -> Self {
        self.problems.insert(0, (None, problem.into()));
        self
    }

    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    pub fn status(&self) -> StatusCode {
        if self.stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn error(&self, chrome: &Chrome, field: &str) -> String {
        let of_field = |(id, _): &&(Option<String>, Problem)| id.as_deref() == Some(field);
        let texts = self.problems.iter().filter(of_field).map(|(_, problem)| chrome.l.problem(problem));
        texts.collect::<Vec<_>>().join(" ")
    }

    /// All of it, to be said on top and linked.
    pub fn summary(&self, chrome: &Chrome) -> Vec<(Option<&str>, String)> {
        self.problems.iter().map(|(field, problem)| (field.as_deref(), chrome.l.problem(problem))).collect()
    }
}

impl From<Refusal> for Abort<Refusal> {
    fn from(refusal: Refusal) -> Self {
        Abort::Rejected(refusal)
    }
}

/// Where to go on, or what to say beside the form.
pub fn settled(outcome: Outcome<Refusal>) -> Result<HttpResponse, Refusal> {
    match outcome {
        Outcome::Done { location } => Ok(see_other(&location)),
        Outcome::Rejected(refusal) => Err(refusal),
        Outcome::AlreadyDone { .. } => Err(Refusal::stale(StockProblem::AlreadySent)),
    }
}
