//! Register: each medication under control, with what the pharmacy holds of it (CTL-7).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::domain::period::{Period, Span};
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::look_alike_names::tall_man_names;
use crate::read_model::tables::register_books;

#[derive(Queryable, Selectable)]
#[diesel(table_name = register_books)]
pub struct Book {
    pub medication_id: i64,
    pub medication_code: String,
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub dispensing_unit: String,
    pub controlled_list: String,
    pub opened_at: DateTime<Utc>,
    pub opening: i32,
    pub lines: i32,
    pub balance: i32,
}

#[derive(Template)]
#[template(path = "stock/register.html")]
struct RegisterPage {
    chrome: Chrome,
    books: Vec<Book>,
    today: NaiveDate,
}

/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let (mut books, names) = app.read(|connection| Ok((books(connection)?, tall_man_names(connection)?))).await?;
    names.capitalise(books.iter_mut().flat_map(|book| [&mut book.medication_name_pt, &mut book.medication_name_en]));
    let today = chrome.l.today();
    render(&RegisterPage { chrome, books, today })
}

/// All of them, by substance, as the balance lists them too.
///
/// # Errors
/// A database error.
pub fn books(connection: &mut PgConnection) -> QueryResult<Vec<Book>> {
    register_books::table
        .order((register_books::medication_name_pt, register_books::presentation_pt, register_books::medication_id))
        .select(Book::as_select())
        .load(connection)
}

impl RegisterPage {
    /// The quarter that today lies in.
    fn quarter(&self) -> String {
        Period::of(self.today, Span::Quarter).code()
    }
}
