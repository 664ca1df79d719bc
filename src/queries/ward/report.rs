//! Ward report: what a sheet of the ward would say now, and the way to a numbered print of it.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::clock;
use crate::domain::sheet::{Arrangement, Layout, Span};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::keyed::TypedKey;
use crate::page::render;
use crate::queries::ward::prints::log::{Print, latest_of_ward};
use crate::queries::ward::sheet::{Sheet, content_now, ward_head};
use crate::read_model::as_of::as_of;

/// The sheet's options, as in the URL; what is not said is as usual.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Options {
    arrangement: String,
    span: String,
    only_due: String,
    landscape: String,
}

impl Options {
    fn layout(&self) -> Layout {
        Layout {
            arrangement: Arrangement::from_code(&self.arrangement).unwrap_or_default(),
            span: Span::from_code(&self.span).unwrap_or_default(),
            only_due: self.only_due == "yes",
            landscape: self.landscape == "yes",
        }
    }
}

#[derive(Template)]
#[template(path = "ward/report.html")]
struct ReportPage {
    chrome: Chrome,
    ward_id: i64,
    sheet: Sheet,
    /// Of the form that prints.
    key: TypedKey,
    /// What lies on the ward now.
    latest: Option<Print>,
}

/// The ward's open lines.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a ward.
pub async fn page(
    app: web::Data<Arc<App>>,
    chrome: Chrome,
    id: web::Path<i64>,
    options: Query<Options>,
) -> AppResult<HttpResponse> {
    let (ward_id, language) = (id.into_inner(), chrome.l.language);
    let (ward, content, latest, as_of) = app
        .read(move |connection| {
            let ward = ward_head(connection, ward_id, language)?;
            let content = content_now(connection, ward_id, language)?;
            Ok((ward, content, latest_of_ward(connection, ward_id)?, as_of(connection)?))
        })
        .await?;
    let moment = (clock::now(), as_of);
    let sheet = Sheet::new(app.hospital.clone(), ward, options.layout(), content, None, moment, &chrome.l);
    render(&ReportPage { chrome, ward_id, sheet, key: TypedKey::fresh(), latest })
}
