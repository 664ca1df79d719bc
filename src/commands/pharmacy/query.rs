//! Query: a pharmacist asks the prescriber about a line, which then waits for the answer.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::app::App;
use crate::auth::user::User;
use crate::clock;
use crate::domain::problem::Problem;
use crate::domain::query::{Category, read_question};
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::schema::item_queries;

use super::word::{Task, Word, WordForm, open, say};

const TASK: Task = Task {
    makes: Move::Query,
    verb: "query",
    path: "query",
    field: "question",
    read_category: |code| Category::read(code, Problem::QuestionCategoryMissing),
    read_text: read_question,
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
    diesel::insert_into(item_queries::table)
        .values((
            item_queries::item_id.eq(item_id),
            item_queries::category.eq(word.category.code()),
            item_queries::question.eq(&word.text),
            item_queries::asked_by.eq(word.user_id),
            item_queries::asked_at.eq(clock::now()),
        ))
        .execute(connection)
}
