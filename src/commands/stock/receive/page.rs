//! The receipt's form: what was typed, where it may go, and what is in the way.

use askama::Template;
use diesel::prelude::*;

use crate::page::chrome::Chrome;
use crate::schema::stock_places;

use super::form::{ReceiveForm, Rejection};

#[derive(Template)]
#[template(path = "stock/receive.html")]
pub struct ReceivePage {
    chrome: Chrome,
    form: ReceiveForm,
    places: Vec<Place>,
    rejection: Rejection,
}

#[derive(Queryable)]
struct Place {
    id: i64,
    name_pt: String,
    name_en: String,
}

impl ReceivePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        form: ReceiveForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        let places = stock_places::table
            .filter(stock_places::kind.eq("shelf"))
            .order((stock_places::controlled, stock_places::code))
            .select((stock_places::id, stock_places::name_pt, stock_places::name_en))
            .load(connection)?;
        Ok(ReceivePage { chrome, form, places, rejection })
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let of_field = self.rejection.fields.iter().find(|(field, _)| field.code() == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}
