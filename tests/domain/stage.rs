//! The stages of a line: the pure machine on drawn moves, and the database's own held against it.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use posology::domain::stage::{Move, Stage};
use posology::read_model::disagreements::disagreements;
use proptest::collection::vec;
use proptest::sample::select;

use crate::support::databases::TestDatabase;
use crate::support::trials::{Seed, holds, trials};

/// The way of a line that nothing happens to.
const WAY: [Stage; 6] =
    [Stage::Submitted, Stage::Verified, Stage::Separated, Stage::Dispensed, Stage::Sent, Stage::Received];
/// What is in one of these is over.
const ENDED: [Stage; 4] = [Stage::Refused, Stage::Suspended, Stage::Expired, Stage::Returned];

/// Where a move leads, wherever it is legal.
fn target(step: Move) -> Stage {
    let leads: Vec<Stage> = Stage::ALL.into_iter().filter_map(|stage| stage.after(step)).collect();
    assert!(leads.windows(2).all(|pair| pair[0] == pair[1]), "{step:?} leads to one stage: {leads:?}");
    *leads.first().expect("each move is legal somewhere")
}

fn place(stage: Stage) -> Option<usize> {
    WAY.into_iter().position(|other| other == stage)
}

#[test]
fn val_6_whatever_moves_are_tried_no_line_skips_a_stage_or_comes_back_from_its_end() {
    holds(100_000, vec(select(&Move::ALL[..]), 0..40), |moves| {
        let mut stage = Stage::Submitted;
        for step in moves {
            let Some(next) = stage.after(step) else { continue };
            let again = step == Move::Separate && stage != Stage::Verified;
            assert!(again || next != stage, "{step:?} moves");
            assert!(stage.next().contains(&next) && next == target(step), "{step:?} of {stage:?}");
            if ENDED.contains(&stage) {
                assert_eq!((stage, next), (Stage::Suspended, Stage::Returned), "at most what is out comes back");
            }
            match (place(stage), place(next)) {
                // What was missing comes later, and what was filled by mistake goes back.
                (Some(before), Some(after)) if again || step == Move::Unpack => assert!(after <= before, "{step:?}"),
                (Some(before), Some(after)) => assert_eq!(after, before + 1, "{step:?} of {stage:?} skips"),
                (None, Some(_)) => assert_eq!((stage, next), (Stage::Queried, Stage::Submitted), "{step:?}"),
                (_, None) => {}
            }
            assert!(next.is_open() || next == Stage::Received || ENDED.contains(&next), "{next:?}");
            assert!(stage.is_open() || again || !next.is_open(), "{stage:?} is closed and {next:?} open again");
            assert!(
                !next.has_doses_out() || next.is_open() || next == Stage::Received,
                "what is out is in somebody's hands"
            );
            stage = next;
        }
    });
}

#[test]
fn val_6_supply_is_only_reached_through_the_pharmacists_check() {
    holds(20_000, vec(select(&Move::ALL[..]), 0..40), |moves| {
        let (mut stage, mut verified) = (Stage::Submitted, false);
        for step in moves {
            let Some(next) = stage.after(step) else { continue };
            verified = match step {
                Move::Verify => true,
                Move::Query | Move::Answer => false,
                _ => verified,
            };
            stage = next;
            assert!(!stage.has_doses_out() || verified, "{stage:?} without a check");
        }
    });
}

#[test]
fn each_stage_is_read_from_its_own_code_and_open_as_the_tables_say() {
    let database = TestDatabase::with_demo();
    for stage in Stage::ALL {
        assert_eq!(Stage::from_code(stage.code()), Some(stage));
        let otherwise = if stage.is_open() { "is not null" } else { "is null" };
        let sql = format!(
            "select count(*)::text as text from prescription_items where stage = '{}' and closed_at {otherwise}",
            stage.code()
        );
        assert_eq!(texts(&mut database.connect(), &sql), ["0"], "{stage:?}");
    }
    assert_eq!(Stage::from_code("nowhere"), None);
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Text)]
    text: String,
}

fn texts(connection: &mut PgConnection, sql: &str) -> Vec<String> {
    let rows: Vec<Answer> = diesel::sql_query(sql).load(connection).expect(sql);
    rows.into_iter().map(|row| row.text).collect()
}

#[test]
fn val_6_the_table_of_moves_says_what_the_machine_says() {
    let database = TestDatabase::with_demo();
    let mut table = texts(&mut database.connect(), "select from_stage || ' ' || to_stage as text from stage_moves");
    let mut machine: Vec<String> = Stage::ALL
        .into_iter()
        .flat_map(|stage| stage.next().into_iter().map(move |next| (stage, next)))
        .filter(|(stage, next)| stage != next)
        .map(|(stage, next)| format!("{} {}", stage.code(), next.code()))
        .collect();
    machine.sort_unstable();
    table.sort_unstable();
    assert_eq!(table, machine);
}

/// An item of the demo, put back to its start past the trigger.
fn start_again(connection: &mut PgConnection, item: i64) {
    use diesel::connection::SimpleConnection;
    connection.batch_execute("set local session_replication_role = replica").expect("as the owner");
    diesel::sql_query(
        "update prescription_items set stage = 'submitted', closed_at = null, return_due_at = null where id = $1",
    )
    .bind::<BigInt, _>(item)
    .execute(connection)
    .expect("put back");
    connection.batch_execute("set local session_replication_role = origin").expect("as the owner");
}

/// Tries to put an item into a stage, with all that the constraints demand of it; false when the database refuses.
fn put(connection: &mut PgConnection, item: i64, stage: Stage) -> bool {
    let result = connection.transaction(|connection| {
        diesel::sql_query(
            "update prescription_items set stage = $2, stage_since = now(), closed_at = case when $3 = 0 then now() end, \
             suspended_by = case when $2 = 'suspended' then 1 else suspended_by end, \
             suspension_reason = case when $2 = 'suspended' then 'why' else suspension_reason end where id = $1",
        )
        .bind::<BigInt, _>(item)
        .bind::<Text, _>(stage.code())
        .bind::<BigInt, _>(i64::from(stage.is_open()))
        .execute(connection)
    });
    match result {
        Ok(rows) => rows == 1,
        Err(diesel::result::Error::DatabaseError(_, told)) => {
            assert!(told.message().contains("cannot become"), "{}", told.message());
            false
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn val_6_the_database_accepts_exactly_the_moves_of_the_machine() {
    let database = TestDatabase::with_demo();
    let mut connection = database.connect();
    let items: Vec<i64> =
        texts(&mut connection, "select id::text as text from prescription_items order by id limit 100")
            .iter()
            .map(|id| id.parse().expect("a number"))
            .collect();
    let seed = Seed::draw();
    for round in 0..trials(2_000) {
        let item = items[round % items.len()];
        connection
            .transaction(|connection| {
                start_again(connection, item);
                let mut stage = Stage::Submitted;
                for step in 0..12 {
                    let tried = Move::ALL[seed.pick(round * 12 + step, Move::ALL.len())];
                    // The database sees where a move leads, not which it is.
                    let next = target(tried);
                    let may = stage.next().contains(&next) || next == stage;
                    assert_eq!(put(connection, item, next), may, "{tried:?} of {stage:?}");
                    stage = if may { next } else { stage };
                }
                let stands = diesel::sql_query("select stage as text from prescription_items where id = $1")
                    .bind::<BigInt, _>(item)
                    .get_result::<Answer>(connection)?;
                assert_eq!(stands.text, stage.code(), "round {round}");
                diesel::sql_query(
                    "insert into read_model.touched select prescription_id from prescription_items where id = $1",
                )
                .bind::<BigInt, _>(item)
                .execute(connection)
            })
            .expect("the round");
        if (round + 1) % 100 == 0 {
            diesel::sql_query("select read_model.refresh()").execute(&mut connection).expect("a refresh");
            assert_eq!(disagreements(&mut connection).expect("the comparison"), []);
        }
    }
}
