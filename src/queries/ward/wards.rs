//! Wards: which there are, who lies in them, and the way to each report.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::app::App;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, wards};

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = wards)]
pub struct Ward {
    pub id: i64,
    pub code: String,
    pub name_pt: String,
    pub name_en: String,
    pub beds: i64,
    pub patients: i64,
}

impl Ward {
    /// Whether a URL's text means this ward: its number or its code.
    pub fn is(&self, text: &str) -> bool {
        self.id.to_string() == text || self.code == text
    }
}

#[derive(Template)]
#[template(path = "ward/wards.html")]
struct WardsPage {
    chrome: Chrome,
    wards: Vec<Ward>,
    open_lines: HashMap<i64, i64>,
    as_of: AsOf,
}

impl WardsPage {
    fn open_lines(&self, ward: &Ward) -> i64 {
        self.open_lines.get(&ward.id).copied().unwrap_or_default()
    }
}

/// All wards.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome) -> AppResult<HttpResponse> {
    let (wards, open_lines, as_of) = app
        .read(|connection| Ok((all_wards(connection)?, open_lines_by_ward(connection)?, as_of(connection)?)))
        .await?;
    render(&WardsPage { chrome, wards, open_lines, as_of })
}

/// Every ward, in the hospital's order.
///
/// # Errors
/// A database error.
pub fn all_wards(connection: &mut PgConnection) -> QueryResult<Vec<Ward>> {
    wards::table.select(Ward::as_select()).order(wards::id).load(connection)
}

/// How many open lines each ward has.
///
/// # Errors
/// A database error.
pub fn open_lines_by_ward(connection: &mut PgConnection) -> QueryResult<HashMap<i64, i64>> {
    let counts: Vec<(i64, i64)> = dispatch_lines::table
        .filter(dispatch_lines::closed_at.is_null())
        .group_by(dispatch_lines::ward_id)
        .select((dispatch_lines::ward_id, count_star()))
        .load(connection)?;
    Ok(counts.into_iter().collect())
}
