//! kill -9 between commit and refresh.

use std::time::Duration;

use crate::support::databases::TestDatabase;
use crate::support::form::{Item, PrescribeForm};
use crate::support::program::Program;

#[actix_web::test]
async fn a_line_committed_before_the_power_went_is_there_on_the_next_start() {
    let database = TestDatabase::with_demo();
    let program = Program::start(&database, &[("FAILPOINTS", "between-commit-and-refresh=sleep(60000)")]);
    let doctor = program.log_in("joao.silva").await;
    let form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol().with("note", "before the power went")]).await;
    let unanswered = tokio::time::timeout(Duration::from_secs(2), form.send(&doctor)).await;
    assert!(unanswered.is_err(), "the failpoint holds the answer back");
    drop(program);
    let program = Program::start(&database, &[]);
    let pharmacist = program.log_in("ana.farmacia").await;
    pharmacist.get("/dispatch").await.has("before the power went");
    let doctor = program.log_in("joao.silva").await;
    let again = form.send(&doctor).await;
    assert_eq!(again.status, 303, "sent again, the form leads to what was signed");
    doctor.get(&again.location).await.has("before the power went");
}
