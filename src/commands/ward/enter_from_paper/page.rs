//! The pages of a row: the code's field with what is wrong with it, and the form with whose row it is.

use askama::Template;
use diesel::prelude::*;

use crate::clock;
use crate::domain::paper::entry::{Act, NOT_GIVEN_REASONS, PaperField};
use crate::domain::paper::problem::PaperProblem;
use crate::domain::paper::row_code::{RowCode, in_fours};
use crate::domain::problem::Problem;
use crate::page::chrome::Chrome;

use super::earlier::{Earlier, entry_of_row, last_done_on_form};
use super::form::{NO_LINE, PaperForm};
use super::rejection::{Conflict, Rejection};
use super::row::{Choice, Row};

/// What a code opens.
pub enum Opened {
    Form(Box<EnterFromPaperPage>),
    /// The row was typed in already.
    Taken(Box<ScanPage>),
    OfNothing(Box<ScanPage>),
}

/// A code that opens no form.
#[derive(Template)]
#[template(path = "ward/scan_row.html")]
pub struct ScanPage {
    chrome: Chrome,
    /// As typed.
    code: String,
    /// Empty where the row was typed in already.
    problem: String,
    earlier: Option<Earlier>,
}

#[derive(Template)]
#[template(path = "ward/enter_from_paper.html")]
pub struct EnterFromPaperPage {
    chrome: Chrome,
    row: Row,
    form: PaperForm,
    rejection: Rejection,
    /// What was typed of the row before this form was sent.
    first: Option<Earlier>,
    /// What this form puts right.
    corrects: Option<Earlier>,
}

/// Opens the form of a row that nobody typed in.
pub fn open(connection: &mut PgConnection, chrome: Chrome, user_id: i64, code: RowCode) -> QueryResult<Opened> {
    if let Some(id) = entry_of_row(connection, &code)? {
        let earlier = Earlier::load(connection, id)?;
        return Ok(Opened::Taken(Box::new(ScanPage::taken(chrome, &code, earlier))));
    }
    let Some(row) = Row::load(connection, code)? else {
        let page = ScanPage::refused(chrome, code.in_fours(), PaperProblem::CodeOfNothing);
        return Ok(Opened::OfNothing(Box::new(page)));
    };
    let day = last_done_on_form(connection, user_id, &code, clock::now())?.unwrap_or(code.made_at);
    let form = PaperForm { code: code.to_string(), ..PaperForm::on_day(day, &chrome.l) };
    let rejection = Rejection::default();
    Ok(Opened::Form(Box::new(EnterFromPaperPage { chrome, row, form, rejection, first: None, corrects: None })))
}

impl ScanPage {
    pub fn refused(chrome: Chrome, code: String, problem: PaperProblem) -> Self {
        let problem = chrome.l.problem(&problem.into());
        ScanPage { chrome, code, problem, earlier: None }
    }

    pub fn taken(chrome: Chrome, code: &RowCode, earlier: Earlier) -> Self {
        ScanPage { chrome, code: code.in_fours(), problem: String::new(), earlier: Some(earlier) }
    }
}

impl EnterFromPaperPage {
    /// # Errors
    /// [`diesel::result::Error::NotFound`] for a code of nothing.
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        code: RowCode,
        form: PaperForm,
        rejection: Rejection,
        corrects: Option<i64>,
    ) -> QueryResult<Self> {
        let row = Row::load(connection, code)?.ok_or(diesel::result::Error::NotFound)?;
        let first = match rejection.conflict {
            Some(Conflict::By(id)) => Some(Earlier::load(connection, id)?),
            _ => None,
        };
        let corrects = corrects.map(|id| Earlier::load(connection, id)).transpose()?;
        Ok(EnterFromPaperPage { chrome, row, form, rejection, first, corrects })
    }

    fn code_in_fours(&self) -> String {
        in_fours(&self.form.code)
    }

    /// Where the form goes.
    fn action(&self) -> String {
        self.corrects
            .as_ref()
            .map_or_else(|| "/back-entry".to_owned(), |old| format!("/back-entry/{}/correction", old.id))
    }

    /// What may have been done; a mistake only of what was typed in before.
    fn acts(&self) -> impl Iterator<Item = Act> {
        Act::ALL.into_iter().filter(|act| self.corrects.is_some() || *act != Act::Nothing)
    }

    fn reasons(&self) -> [&'static str; NOT_GIVEN_REASONS.len()] {
        NOT_GIVEN_REASONS
    }

    fn is_chosen(&self, choice: &Choice) -> bool {
        self.form.line == choice.item_id.to_string()
    }

    fn is_of_no_line(&self) -> bool {
        self.form.line == NO_LINE
    }

    fn already_saved(&self) -> bool {
        self.rejection.conflict == Some(Conflict::AlreadySaved)
    }

    /// All errors and doubts, in the order of the form.
    fn summary(&self) -> impl Iterator<Item = &(PaperField, Problem)> {
        self.rejection.fields.iter().chain(&self.rejection.doubts)
    }

    /// What is wrong with a field, or doubtful; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let of_field = self.summary().filter(|(field, _)| field.code() == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).collect::<Vec<_>>().join(" ")
    }
}
