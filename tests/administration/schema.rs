//! Rules of the whole schema.

use crate::support::databases::TestDatabase;
use crate::support::hospital::Hospital;
use crate::support::one_more_migration::{ONE_MORE, WithOneMore};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use posology::postgres::migrations::{revert_all, run_pending, run_pending_of};

#[test]
fn migrations_go_up_and_down_and_up_again() {
    let database = TestDatabase::empty();
    let up = run_pending(&database.url()).expect("up");
    assert!(up.len() >= 6);
    assert_eq!(run_pending(&database.url()).expect("again"), Vec::<String>::new());
    assert_eq!(revert_all(&database.url()).expect("down").len(), up.len());
    assert_eq!(run_pending(&database.url()).expect("up again"), up);
}

#[actix_web::test]
async fn every_foreign_key_is_indexed() {
    let hospital = Hospital::open();
    let missing = "select coalesce(string_agg(c.conrelid::regclass || ' ' || c.conname, ', '), '') from pg_constraint c \
        where c.contype = 'f' and not exists (select from pg_index i where i.indrelid = c.conrelid \
        and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)";
    assert_eq!(hospital.text(missing), "");
}

#[actix_web::test]
async fn every_table_and_view_says_what_it_is() {
    let hospital = Hospital::open();
    let silent = "select coalesce(string_agg(c.oid::regclass::text, ', '), '') from pg_class c \
        join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'read_model') \
        and c.relkind in ('r', 'v', 'm') and c.relname <> '__diesel_schema_migrations' \
        and obj_description(c.oid, 'pg_class') is null";
    assert_eq!(hospital.text(silent), "");
}

#[actix_web::test]
async fn queries_cannot_write_and_commands_cannot_alter() {
    let hospital = Hospital::open();
    let refused = |role: &str, sql: &str| {
        let mut connection = PgConnection::establish(&hospital.database().url_as(role)).expect("connect");
        let error = connection.batch_execute(sql).expect_err(sql);
        assert!(
            error.to_string().contains("permission denied") || error.to_string().contains("must be owner"),
            "{sql}: {error}"
        );
    };
    for sql in [
        "select * from patients",
        "select * from users",
        "insert into read_model.touched values (1)",
        "select read_model.refresh()",
        "create table mine ()",
    ] {
        refused("posology_queries", sql);
    }
    for sql in [
        "drop table patients",
        "alter table patients add x int",
        "delete from events",
        "update events set verb = 'x'",
        "update prescription_items set dose_quantity = 1",
        "delete from prescriptions",
        "refresh materialized view read_model.dispatch_lines_settled",
        "create table mine ()",
    ] {
        refused("posology_commands", sql);
    }
}

#[actix_web::test]
async fn wrong_states_are_impossible() {
    let hospital = Hospital::open();
    for sql in [
        "insert into prescriptions (admission_id, patient_id, doctor_id, valid_until) values (1, 1, 1, now() + interval '1 day')",
        "insert into prescriptions (admission_id, patient_id, doctor_id, valid_until) values (1, 2, 1, now() + interval '1 day')",
        "insert into admissions (patient_id, bed_id, admitted_at) select 1, min(id), now() from beds where not exists (select from admissions where bed_id = beds.id)",
        "insert into admissions (patient_id, bed_id, admitted_at) select max(id), 21, now() from patients",
        "update patients set allergy_status = 'known' where id = 1",
        "insert into allergies (patient_id, substance) values (1, 'Dipirona')",
        "update prescription_items set stage = 'received'",
        "update prescription_items set closed_at = now() where stage = 'submitted'",
        "update prescription_items set dose_quantity = 0",
        "update users set role = 'doctor' where username = 'admin'",
        "update doctors set registration_number = '12345' where id = 2",
        "update doctors set registration_state = 'XX'",
    ] {
        let refused = hospital.database().connect().batch_execute(sql);
        assert!(refused.is_err(), "{sql}");
    }
}

#[actix_web::test]
async fn what_was_said_once_never_becomes_something_else() {
    let hospital = Hospital::open();
    hospital.run(
        "insert into item_queries (item_id, category, question, asked_by, asked_at, answer, answered_by, answered_at) \
         select max(i.id), 'dose', 'sure?', 1, now(), 'yes', 2, now() from prescription_items i; \
         insert into verbal_orders (prescription_id, received_by, emergency, read_back, countersign_due_at, countersigned_by, countersigned_at) \
         select max(id), 1, 'arrest', true, now(), 2, now() from prescriptions; \
         insert into prescription_alerts (prescription_id, rule, severity, decision, what_pt, what_en, source, reason, reviewed_by, reviewed_at, review_note) \
         select max(id), 'CDS-1', 'stop', 'd', 'o', 'w', 's', 'r', 1, now(), 'seen' from prescriptions",
    );
    for sql in [
        "update item_queries set answer = 'no' where answered_at is not null",
        "update item_queries set answered_by = 3 where answered_at is not null",
        "update item_queries set answer = null, answered_by = null, answered_at = null where answered_at is not null",
        "update verbal_orders set countersigned_by = 3 where countersigned_at is not null",
        "update verbal_orders set countersigned_by = null, countersigned_at = null where countersigned_at is not null",
        "update prescription_alerts set review_note = 'unseen' where reviewed_at is not null",
        "update prescription_alerts set reviewed_by = null, reviewed_at = null where reviewed_at is not null",
    ] {
        let error = hospital.database().connect().batch_execute(sql).expect_err(sql);
        assert!(error.to_string().contains("stays as it was said"), "{sql}: {error}");
    }
    hospital.run("update item_queries set answer = answer; update verbal_orders set emergency = 'cardiac arrest'");
}

#[actix_web::test]
async fn who_4_nothing_is_acknowledged_in_the_tables_before_a_chief_approved_it() {
    let hospital = Hospital::open();
    let acknowledged = |approved: &str, decided: &str| {
        format!(
            "insert into non_formulary_requests (admission_id, patient_id, requested_by, requested_at, described, medication_id, \
             justification, approved, decided_by, decided_at, acknowledged_by, acknowledged_at) \
             select id, patient_id, 1, now(), 'something', (select max(id) from medications), 'for good reasons', \
             {approved}, {decided}, 1, now() from admissions where patient_id = 1"
        )
    };
    let mut connection = hospital.database().connect();
    connection.batch_execute(&acknowledged("null", "null, null")).expect_err("nobody approved it");
    connection.batch_execute(&acknowledged("true", "2, now()")).expect("approved");
}

#[actix_web::test]
async fn who_7_a_draft_becomes_a_prescription_of_its_own_stay_only() {
    let hospital = Hospital::open();
    let signed_as = |patient: i64| {
        format!(
            "insert into prescription_drafts (admission_id, patient_id, drafted_by, drafted_at, language, form, medications_pt, \
             medications_en, status, decided_by, decided_at, prescription_id) \
             select a.id, a.patient_id, 1, now(), 'en', 'x', '{{}}', '{{}}', 'signed', 2, now(), \
             (select max(id) from prescriptions where patient_id = {patient}) from admissions a where patient_id = 1"
        )
    };
    let mut connection = hospital.database().connect();
    connection.batch_execute(&signed_as(2)).expect_err("another stay's");
    connection.batch_execute(&signed_as(1)).expect("its own stay's");
}

#[test]
fn a_migration_steps_out_of_the_way_of_everybody_while_a_backup_reads_its_table() {
    let database = TestDatabase::with_demo();
    let mut backup = database.connect();
    backup.batch_execute("begin; lock table doctors in access share mode").expect("a backup reads");
    let url = database.url();
    let migrating = std::thread::spawn(move || run_pending_of(&url, || WithOneMore));
    let mut reader = database.connect();
    let began = std::time::Instant::now();
    let mut slowest = std::time::Duration::ZERO;
    while began.elapsed() < std::time::Duration::from_secs(3) {
        let asked = std::time::Instant::now();
        reader.batch_execute("select count(*) from doctors").expect("read");
        slowest = slowest.max(asked.elapsed());
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!migrating.is_finished(), "the backup reads still");
    assert!(slowest < std::time::Duration::from_secs(1), "a read took {slowest:?}");
    backup.batch_execute("commit").expect("the backup ends");
    let run = migrating.join().expect("it ends").expect("migrated");
    assert_eq!(run, [ONE_MORE]);
    let refused = run_pending(&database.url()).expect_err("the schema is newer");
    assert!(refused.to_string().contains("newer than this program"), "{refused}");
}
