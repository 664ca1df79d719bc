//! Labels of what is separated: one a patient's bag and one a dose, on a sheet or a roll, each with a DataMatrix (PH-4).

mod label;
mod rows;
mod symbol;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::app::App;
use crate::clock;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::render;
use crate::queries::hospital::Hospital;
use crate::queries::ward::wards::{Ward, all_wards};
use crate::read_model::as_of::{AsOf, as_of};

use label::{Label, Labels, Of};
use rows::{Rows, Which};

/// Labels on a sheet of A4: three by eight of 70 × 37 mm.
const ON_SHEET: usize = 24;

/// Which labels, and on what, as in the URL.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    ward: String,
    format: String,
}

/// What they are printed on; each has a style sheet of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Sheet,
    Roll,
}

impl Format {
    const ALL: [Format; 2] = [Format::Sheet, Format::Roll];

    fn code(self) -> &'static str {
        match self {
            Format::Sheet => "sheet",
            Format::Roll => "roll",
        }
    }

    fn stylesheet(self) -> &'static str {
        match self {
            Format::Sheet => "label_sheet",
            Format::Roll => "label_roll",
        }
    }

    fn read(code: &str) -> AppResult<Self> {
        match code {
            "" => Ok(Format::Sheet),
            code => {
                let found = Format::ALL.into_iter().find(|format| format.code() == code);
                found.ok_or(AppError::BadRequest("no such format"))
            }
        }
    }

    /// Hundredths of a millimetre of a label below the patient's name, as the style sheets have it.
    fn body(self) -> usize {
        match self {
            Format::Sheet => 3_050,
            Format::Roll => 4_150,
        }
    }

    fn labels_a_page(self) -> usize {
        match self {
            Format::Sheet => ON_SHEET,
            Format::Roll => 1,
        }
    }
}

#[derive(Template)]
#[template(path = "pharmacy/labels/labels.html")]
struct LabelsPage {
    chrome: Chrome,
    hospital: Hospital,
    wards: Vec<Ward>,
    /// The ward that is shown, if one is.
    ward: String,
    /// Where the form leads: a ward's page chooses the ward too.
    path: String,
    format: Format,
    labels: Labels,
    as_of: AsOf,
    now: DateTime<Utc>,
}

/// Everything that is separated on a ward, a label a bag and one a dose; no ward, no labels.
///
/// # Errors
/// [`AppError::BadRequest`] for a ward or format that there is not.
pub async fn of_ward(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let filter = filter.into_inner();
    let format = Format::read(&filter.format)?;
    let asked = filter.ward.clone();
    let (wards, rows, as_of) = app
        .read(move |connection| {
            let wards = all_wards(connection)?;
            let rows = match wards.iter().find(|ward| ward.is(&asked)) {
                Some(ward) => Rows::load(connection, Which::Ward(ward.id))?,
                None if asked.is_empty() => Rows::default(),
                None => return Err(AppError::BadRequest("no such ward")),
            };
            Ok((wards, rows, as_of(connection)?))
        })
        .await?;
    let labels = Labels::with_bags(&rows, &chrome.l);
    let (hospital, path) = (app.hospital.clone(), "/labels".to_owned());
    render(&LabelsPage { chrome, hospital, wards, ward: filter.ward, path, format, labels, as_of, now: clock::now() })
}

/// The doses of one line.
///
/// # Errors
/// [`AppError::NotFound`] without such a line, [`AppError::BadRequest`] for a format that there is not.
pub async fn of_line(
    app: web::Data<Arc<App>>,
    chrome: Chrome,
    path: web::Path<(i64, i16)>,
    filter: Query<Filter>,
) -> AppResult<HttpResponse> {
    let (prescription, number) = path.into_inner();
    let format = Format::read(&filter.format)?;
    let (rows, as_of) = app
        .read(move |connection| Ok((Rows::load(connection, Which::Line(prescription, number))?, as_of(connection)?)))
        .await?;
    let labels = Labels::of_doses(&rows, &chrome.l);
    let path = format!("/prescriptions/{prescription}/items/{number}/labels");
    let (hospital, wards, ward) = (app.hospital.clone(), Vec::new(), String::new());
    render(&LabelsPage { chrome, hospital, wards, ward, path, format, labels, as_of, now: clock::now() })
}

impl LabelsPage {
    /// The labels of each sheet, or of each piece of the roll.
    fn pages(&self) -> std::slice::Chunks<'_, Label> {
        self.labels.labels.chunks(self.format.labels_a_page())
    }

    fn formats(&self) -> [Format; 2] {
        Format::ALL
    }
}
