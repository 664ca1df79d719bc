//! Refuse: the pharmacy will not supply a line, and says why (PH-3).

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::app::App;
use crate::auth::user::User;
use crate::clock;
use crate::domain::problem::Problem;
use crate::domain::query::{Category, read_refusal};
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::schema::item_refusals;

use super::word::{Task, Word, WordForm, open, say};

const TASK: Task = Task {
    makes: Move::Refuse,
    verb: "refuse",
    path: "refusal",
    field: "reason",
    read_category: |code| Category::read(code, Problem::RefusalCategoryMissing),
    read_text: read_refusal,
    keep,
};

/// # Errors
/// As `open`.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, line: web::Path<(i64, i16)>) -> AppResult<HttpResponse> {
    open(&app, chrome, TASK, *line).await
}

/// # Errors
/// As `say`.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    line: web::Path<(i64, i16)>,
    form: Form<WordForm>,
) -> AppResult<HttpResponse> {
    say(&app, &user, chrome, TASK, *line, form).await
}

fn keep(connection: &mut PgConnection, word: &Word, item_id: i64) -> QueryResult<usize> {
    diesel::insert_into(item_refusals::table)
        .values((
            item_refusals::item_id.eq(item_id),
            item_refusals::category.eq(word.category.code()),
            item_refusals::reason.eq(&word.text),
            item_refusals::refused_by.eq(word.user_id),
            item_refusals::refused_at.eq(clock::now()),
        ))
        .execute(connection)
}
