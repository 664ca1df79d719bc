//! The ledger itself, as the database keeps it.

use std::thread;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::support::databases::TestDatabase;
use crate::support::trials::trials;

const STOCKED: &str = "set session_replication_role = replica; delete from stock_balances; delete from stock_movements; delete from lots; \
    set session_replication_role = origin; insert into lots (medication_id, number, expires_on) select id, 'A1', '2031-12-31' from medications where code = 'P0002'; \
    insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
    select 'receipt', l.id, 1, 10, u.id, 'NF 1', 'Sul', 1 from lots l, users u where u.username = 'ana.farmacia'";
const TAKE: &str = "insert into stock_movements (kind, lot_id, from_place_id, units, user_id, second_user_id, reason) \
    select 'loss', l.id, 1, 1, u.id, s.id, 'broken' from lots l, users u, users s where u.username = 'ana.farmacia' and s.username = 'rita.enfermagem'";

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

fn number(connection: &mut PgConnection, sql: &str) -> i64 {
    let row: Number = diesel::sql_query(sql).get_result(connection).expect(sql);
    row.number
}

#[test]
fn st_1_of_fifty_who_take_from_ten_exactly_ten_succeed_and_nothing_goes_below_zero() {
    let database = TestDatabase::with_demo();
    database.connect().batch_execute(STOCKED).expect("stock");
    for round in 0..trials(20) {
        let taken: usize = thread::scope(|scope| {
            let hands: Vec<_> =
                (0..50).map(|_| scope.spawn(|| usize::from(database.connect().batch_execute(TAKE).is_ok()))).collect();
            hands.into_iter().map(|hand| hand.join().expect("a hand")).sum()
        });
        assert_eq!(taken, 10, "round {round}");
        let connection = &mut database.connect();
        assert_eq!(number(connection, "select units::bigint as number from stock_balances"), 0);
        assert_eq!(number(connection, "select count(*) as number from read_model.stock_imbalances"), 0);
        let again = "insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
            select 'receipt', l.id, 1, 10, u.id, 'NF 1', 'Sul', 1 from lots l, users u where u.username = 'ana.farmacia'";
        connection.batch_execute(again).expect("stock again");
    }
}

#[test]
fn st_1_a_movement_is_never_changed_or_deleted_and_no_command_writes_a_balance() {
    let database = TestDatabase::with_demo();
    let connection = &mut database.connect();
    connection.batch_execute(STOCKED).expect("stock");
    for sql in ["update stock_movements set units = 9", "delete from stock_movements", "truncate stock_movements"] {
        assert!(connection.batch_execute(sql).is_err(), "{sql}");
    }
    for sql in [
        "update stock_balances set units = 99",
        "delete from stock_balances",
        "insert into stock_balances values (1, 2, 5)",
    ] {
        assert!(connection.batch_execute(&format!("set role posology_commands; {sql}")).is_err(), "{sql}");
        connection.batch_execute("reset role").expect("a role");
    }
}

#[test]
fn st_1_each_kind_of_movement_goes_its_own_way_only() {
    let database = TestDatabase::with_demo();
    let connection = &mut database.connect();
    connection.batch_execute(STOCKED).expect("stock");
    let movement = |kind: &str, from: &str, to: &str, more: &str| {
        format!(
            "insert into stock_movements (kind, lot_id, from_place_id, to_place_id, units, user_id, reason{}) \
             select '{kind}', l.id, {from}, {to}, 1, u.id, 'why'{} from lots l, users u where u.username = 'ana.farmacia'",
            if more.is_empty() { "" } else { ", second_user_id" },
            if more.is_empty() { String::new() } else { format!(", {more}") },
        )
    };
    let nurse = "(select id from users where username = 'rita.enfermagem')";
    let pharmacist = "(select id from users where username = 'ana.farmacia')";
    for (sql, goes) in [
        (movement("transfer", "1", "2", ""), true),
        (movement("transfer", "1", "1", ""), false),
        (movement("transfer", "null", "1", ""), false),
        (movement("quarantine", "1", "4", ""), true),
        (movement("loss", "1", "null", nurse), true),
        (movement("loss", "1", "null", pharmacist), false),
        (movement("loss", "1", "null", ""), false),
        (movement("dispense", "1", "null", ""), false),
        (movement("receipt", "null", "1", ""), false),
        (movement("adjustment", "null", "1", nurse), true),
    ] {
        assert_eq!(connection.batch_execute(&sql).is_ok(), goes, "{sql}");
    }
    assert_eq!(number(connection, "select count(*) as number from read_model.stock_imbalances"), 0);
}
