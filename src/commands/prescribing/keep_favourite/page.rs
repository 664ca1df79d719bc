//! The page of a doctor's own favourites.

use askama::Template;
use diesel::prelude::*;

use crate::commands::prescribing::order_sets::{OrderSet, order_sets_of};
use crate::domain::form_key::FormKey;
use crate::domain::problem::Problem;
use crate::page::chrome::Chrome;

#[derive(Template)]
#[template(path = "prescribing/favourites.html")]
pub struct FavouritesPage {
    chrome: Chrome,
    favourites: Vec<OrderSet>,
    /// Why the last one was not kept.
    problem: Option<Problem>,
}

impl FavouritesPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        doctor_id: i64,
        problem: Option<Problem>,
    ) -> QueryResult<Self> {
        let sets = order_sets_of(connection, doctor_id)?;
        let favourites = sets.into_iter().filter(|set| set.is_favourite).collect();
        Ok(FavouritesPage { chrome, favourites, problem })
    }

    /// Each button is a form of its own.
    fn fresh_key(&self) -> String {
        FormKey::fresh().to_string()
    }
}
