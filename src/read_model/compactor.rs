//! The compactor: now and then moves touched prescriptions into the settled view, in the background, on a connection of
//! its own.

use std::time::{Duration, Instant};

use diesel::dsl::count;
use diesel::prelude::*;

use crate::postgres::outage::Outage;
use crate::postgres::own_connection::{OwnConnection, OwnError};
use crate::postgres::pools::{DatabaseRole, named};
use crate::read_model::tables::touched;

diesel::define_sql_function! {
    #[sql_name = "read_model.compact"]
    fn compact_read_model() -> Nullable<BigInt>;
}

const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Touched prescriptions are moved after this long, however few.
const MOVE_AFTER: Duration = Duration::from_secs(60);
/// Lines closed for 48 hours leave the settled view this often, even if nothing was touched.
const TIDY_AFTER: Duration = Duration::from_secs(15 * 60);
const COUNTED_WITHIN: Duration = Duration::from_secs(3);
/// After some years of a large hospital it takes seconds.
const MOVED_WITHIN: Duration = Duration::from_secs(65);
const TIMEOUT: &str = "set statement_timeout = '60s'";

/// Compacts for as long as the runtime lives, when `compact_at` prescriptions are touched or a minute has passed.
pub async fn compact_now_and_then(url: String, compact_at: u32) {
    let set_up = [DatabaseRole::Commands.set_up(), TIMEOUT, &named("compactor")].join("; ");
    let mut connection = OwnConnection::new(&url, set_up);
    let mut outage = Outage::of("touched prescriptions cannot be moved");
    let mut last = Instant::now();
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        match compact_if_due(&mut connection, compact_at, last.elapsed()).await {
            Ok(is_done) => {
                outage.is_over();
                last = if is_done { Instant::now() } else { last };
            }
            Err(error) => outage.goes_on(&error),
        }
    }
}

async fn compact_if_due(
    connection: &mut OwnConnection,
    compact_at: u32,
    since_last: Duration,
) -> Result<bool, OwnError> {
    let waiting = connection.run(COUNTED_WITHIN, touched_prescriptions).await?;
    let due = waiting >= i64::from(compact_at) || (waiting > 0 && since_last >= MOVE_AFTER) || since_last >= TIDY_AFTER;
    if due {
        let began = Instant::now();
        connection.run(MOVED_WITHIN, compact_once).await?;
        metrics::histogram!("posology_compaction_seconds").record(began.elapsed().as_secs_f64());
    }
    Ok(due)
}

fn touched_prescriptions(connection: &mut PgConnection) -> QueryResult<i64> {
    touched::table.select(count(touched::prescription_id).aggregate_distinct()).first(connection)
}

/// Moves touched prescriptions into the settled view: the refresh's number, or None when somebody else is at it.
///
/// # Errors
/// A database error.
pub fn compact_once(connection: &mut PgConnection) -> QueryResult<Option<i64>> {
    diesel::select(compact_read_model()).get_result(connection)
}
