//! Expire: what was renewed leaves the lists when its own prescription has ended (VAL-1). The system does it.
//!
//! What nobody renewed stays where it is, so that whoever is on call sees it (VAL-3); what has left the shelf goes on.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use crate::app::App;
use crate::clock;
use crate::domain::stage::{Move, Stage};
use crate::error::AppResult;
use crate::read_model::tables::touched;
use crate::schema::{events, prescription_items, prescriptions};

const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Expires for as long as the runtime lives.
pub async fn expire_now_and_then(app: Arc<App>) {
    loop {
        if let Err(error) = expire(&app).await {
            tracing::warn!(%error, "nothing could be expired; trying again");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Expires what is due, and waits until lists show it.
///
/// # Errors
/// A database error.
pub async fn expire(app: &Arc<App>) -> AppResult<usize> {
    let expired =
        app.write(|connection| Ok(connection.transaction(|connection| write(connection, clock::now()))?)).await?;
    if expired > 0 {
        app.refresher.refreshed().await;
    }
    Ok(expired)
}

fn write(connection: &mut PgConnection, now: DateTime<Utc>) -> QueryResult<usize> {
    // A question stays until it is answered, though the line gets no new supply.
    let may_expire = |stage: &Stage| *stage != Stage::Queried && stage.after(Move::Expire).is_some();
    let may_expire: Vec<&str> = Stage::ALL.into_iter().filter(may_expire).map(Stage::code).collect();
    let followers = diesel::alias!(prescription_items as followers);
    let renewed = followers
        .filter(followers.field(prescription_items::followed_as).eq("renewal"))
        .select(followers.field(prescription_items::follows_item_id));
    let due: Vec<(i64, i64, i64, i16)> = prescription_items::table
        .inner_join(prescriptions::table)
        .filter(prescriptions::valid_until.le(now))
        .filter(prescription_items::closed_at.is_null())
        .filter(prescription_items::stage.eq_any(&may_expire))
        .filter(prescription_items::id.nullable().eq_any(renewed))
        .order((prescription_items::prescription_id, prescription_items::number))
        .select((prescription_items::id, prescriptions::id, prescriptions::patient_id, prescription_items::number))
        .load(connection)?;
    let mut expired = 0;
    for line in &due {
        expired += expire_line(connection, *line, &may_expire, now)?;
    }
    Ok(expired)
}

/// One statement checks and writes, so that nobody can move the line in between; what moved meanwhile goes on.
fn expire_line(
    connection: &mut PgConnection,
    (item_id, prescription_id, patient_id, number): (i64, i64, i64, i16),
    may_expire: &[&str],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let moved = diesel::update(prescription_items::table.find(item_id))
        .filter(prescription_items::stage.eq_any(may_expire))
        .set((
            prescription_items::stage.eq(Stage::Expired.code()),
            prescription_items::stage_since.eq(now),
            prescription_items::closed_at.eq(now),
        ))
        .execute(connection)?;
    if moved == 0 {
        return Ok(0);
    }
    diesel::insert_into(events::table)
        .values((
            events::verb.eq("expire"),
            events::patient_id.eq(patient_id),
            events::prescription_id.eq(prescription_id),
            events::before.eq(json!({ "items": [{ "item": number }] })),
        ))
        .execute(connection)?;
    diesel::insert_into(touched::table).values(touched::prescription_id.eq(prescription_id)).execute(connection)?;
    Ok(1)
}
