//! What can be wrong with what is typed in from paper; words as of [`crate::domain::problem::Problem`].

use chrono::{DateTime, Utc};

use crate::domain::problem::Detail;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperProblem {
    CodeMissing,
    /// A scanner set to another keyboard, or something else was scanned.
    CodeNotDigits,
    CodeLength {
        digits: usize,
    },
    CodeCheckDigits,
    /// Well formed, and of no patient or line that was there when the form was made.
    CodeOfNothing,
    ActMissing,
    LineMissing,
    /// Not one of the patient's lines that were open when the form was made.
    LineUnknown,
    DescriptionMissing,
    NotGivenReasonMissing,
    /// "Other" says nothing by itself.
    NotGivenUnexplained,
    DateUnreadable,
    TimeMissing,
    TimeUnreadable,
    InTheFuture,
    BeforeAdmission {
        at: DateTime<Utc>,
    },
    WhoMissing,
    /// Both a log-in and a name.
    WhoTwice,
    /// `=` in the first row that somebody types.
    NobodyBefore,
    WhoUnknown,
    /// These are meant, perhaps: name, how to write it.
    WhoAmong {
        candidates: Vec<String>,
    },
    /// An administrator, or somebody else who does nothing to patients.
    WhoNotClinical,
    NameTooShort,
    TextTooLong {
        most: usize,
    },
    /// To be confirmed: three days ago or more.
    LongAgo {
        at: DateTime<Utc>,
    },
    /// To be confirmed: before the form was made that it is written on.
    BeforeForm {
        at: DateTime<Utc>,
        made_at: DateTime<Utc>,
    },
    /// To be confirmed: later than the form has rows for.
    AfterForm {
        at: DateTime<Utc>,
        made_at: DateTime<Utc>,
    },
    /// To be confirmed: the patient had gone by then.
    AfterDischarge {
        at: DateTime<Utc>,
        discharged_at: DateTime<Utc>,
    },
}

impl PaperProblem {
    /// The text's key, and what its words mention.
    pub fn words(&self) -> (&'static str, Vec<(&'static str, Detail<'_>)>) {
        use Detail::{Count, Moment, Text};
        match self {
            PaperProblem::CodeMissing => ("problem-paper-code-missing", vec![]),
            PaperProblem::CodeNotDigits => ("problem-paper-code-not-digits", vec![]),
            PaperProblem::CodeLength { digits } => ("problem-paper-code-length", vec![("digits", Count(*digits))]),
            PaperProblem::CodeCheckDigits => ("problem-paper-code-check-digits", vec![]),
            PaperProblem::CodeOfNothing => ("problem-paper-code-of-nothing", vec![]),
            PaperProblem::ActMissing => ("problem-paper-act-missing", vec![]),
            PaperProblem::LineMissing => ("problem-paper-line-missing", vec![]),
            PaperProblem::LineUnknown => ("problem-paper-line-unknown", vec![]),
            PaperProblem::DescriptionMissing => ("problem-paper-description-missing", vec![]),
            PaperProblem::NotGivenReasonMissing => ("problem-paper-reason-missing", vec![]),
            PaperProblem::NotGivenUnexplained => ("problem-paper-reason-unexplained", vec![]),
            PaperProblem::DateUnreadable => ("problem-paper-date-unreadable", vec![]),
            PaperProblem::TimeMissing => ("problem-paper-time-missing", vec![]),
            PaperProblem::TimeUnreadable => ("problem-paper-time-unreadable", vec![]),
            PaperProblem::InTheFuture => ("problem-paper-in-the-future", vec![]),
            PaperProblem::BeforeAdmission { at } => ("problem-paper-before-admission", vec![("at", Moment(*at))]),
            PaperProblem::WhoMissing => ("problem-paper-who-missing", vec![]),
            PaperProblem::WhoTwice => ("problem-paper-who-twice", vec![]),
            PaperProblem::NobodyBefore => ("problem-paper-nobody-before", vec![]),
            PaperProblem::WhoUnknown => ("problem-paper-who-unknown", vec![]),
            PaperProblem::WhoAmong { candidates } => {
                ("problem-paper-who-among", vec![("candidates", Text(candidates.join("; ")))])
            }
            PaperProblem::WhoNotClinical => ("problem-paper-who-not-clinical", vec![]),
            PaperProblem::NameTooShort => ("problem-paper-name-too-short", vec![]),
            PaperProblem::TextTooLong { most } => ("problem-text-too-long", vec![("most", Count(*most))]),
            PaperProblem::LongAgo { at } => ("problem-paper-long-ago", vec![("at", Moment(*at))]),
            PaperProblem::BeforeForm { at, made_at } => {
                ("problem-paper-before-form", vec![("at", Moment(*at)), ("made", Moment(*made_at))])
            }
            PaperProblem::AfterForm { at, made_at } => {
                ("problem-paper-after-form", vec![("at", Moment(*at)), ("made", Moment(*made_at))])
            }
            PaperProblem::AfterDischarge { at, discharged_at } => {
                ("problem-paper-after-discharge", vec![("at", Moment(*at)), ("discharged", Moment(*discharged_at))])
            }
        }
    }
}
