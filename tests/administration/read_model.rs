//! The read model: tiers, refreshes, compaction, and the comparison with the truth.

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn a_line_that_was_closed_long_ago_leaves_the_list_by_either_tier() {
    let hospital = Hospital::open();
    let lines = "select count(*) from read_model.dispatch_lines where prescription_id = 1";
    assert_eq!(hospital.count(lines), 2);
    hospital.run("set session_replication_role = replica; update prescription_items set stage = 'received', closed_at = now() - interval '3 days' where prescription_id = 1");
    hospital.run("insert into read_model.touched values (1); ");
    hospital.run("select read_model.refresh()");
    assert_eq!(hospital.count(lines), 0, "the recent tier hides the settled line");
    assert_eq!(hospital.count("select count(*) from read_model.dispatch_lines_settled where prescription_id = 1"), 2);
    hospital.run("select read_model.compact()");
    assert_eq!(hospital.count(lines), 0);
    assert_eq!(hospital.count("select count(*) from read_model.dispatch_lines_settled where prescription_id = 1"), 0);
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn the_comparison_finds_a_missing_and_a_wrong_line() {
    let hospital = Hospital::open();
    hospital
        .run("update prescription_items set note = 'changed behind the back' where prescription_id = 1 and number = 1");
    let found = hospital.disagreements();
    let kinds: Vec<&str> = found.iter().map(|line| line.kind.as_str()).collect();
    assert_eq!(kinds, ["missing", "wrong"]);
    assert!(found.iter().all(|line| line.prescription_id == 1 && line.item_number == 1));
}

#[actix_web::test]
async fn a_refresh_covers_the_events_that_its_snapshot_sees() {
    let hospital = Hospital::open();
    prescribe(&hospital.doctor().await, 1, vec![Item::paracetamol()]).await;
    let covered = "select count(*) from read_model.refreshes r, events e \
        where e.verb = 'prescribe' and pg_visible_in_snapshot(e.xid, r.snapshot)";
    assert!(hospital.count(covered) >= 1);
    let covered_before = "select count(*) from events e where e.verb = 'prescribe' \
        and pg_visible_in_snapshot(e.xid, (select snapshot from read_model.refreshes order by number limit 1))";
    assert_eq!(hospital.count(covered_before), 0);
}

#[actix_web::test]
async fn touched_prescriptions_are_compacted_in_the_background() {
    let hospital = Hospital::open_with(|config| config.compact_at = 1);
    prescribe(&hospital.doctor().await, 1, vec![Item::paracetamol()]).await;
    for _ in 0..50 {
        if hospital.count("select count(*) from read_model.touched") == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(hospital.count("select count(*) from read_model.touched"), 0);
    assert_eq!(hospital.disagreements(), []);
}
