//! What the demo's pharmacist asks about the lines that wait for an answer.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::query::Category;
use crate::schema::{item_queries, users};

const QUESTIONS: [(Category, &str); 6] = [
    (Category::Dose, "A dose está acima da habitual neste hospital. Confirma?"),
    (Category::Frequency, "Na prescrição anterior o intervalo era outro. A mudança é intencional?"),
    (Category::Interaction, "Há interação com outro item em uso. Mantém os dois?"),
    (Category::Duplicate, "O paciente já recebe outro medicamento da mesma classe. Suspende um deles?"),
    (Category::Indication, "Qual é a indicação? Não a encontrei na evolução."),
    (Category::Other, "O último exame mostra creatinina em elevação. Mantém a dose?"),
];

/// Asks one of them about an item, in turn.
pub fn ask(connection: &mut PgConnection, item_id: i64, asked_at: DateTime<Utc>) -> QueryResult<usize> {
    let asked_by: i64 = users::table.filter(users::username.eq("ana.farmacia")).select(users::id).first(connection)?;
    let place = usize::try_from(item_id).unwrap_or_default() % QUESTIONS.len();
    let Some((category, question)) = QUESTIONS.get(place) else { return Ok(0) };
    diesel::insert_into(item_queries::table)
        .values((
            item_queries::item_id.eq(item_id),
            item_queries::category.eq(category.code()),
            item_queries::question.eq(question),
            item_queries::asked_by.eq(asked_by),
            item_queries::asked_at.eq(asked_at),
        ))
        .execute(connection)
}
