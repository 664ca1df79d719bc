//! kill -9 between commit and refresh.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::databases::TestDatabase;
use crate::support::form::{Item, PrescribeForm};
use crate::support::person::Person;

struct Program {
    child: Child,
    url: String,
}

impl Program {
    /// The real program on a free port, with or without a failpoint.
    fn start(database: &TestDatabase, failpoints: &str) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        drop(listener);
        let child = Command::new(env!("CARGO_BIN_EXE_posology"))
            .env("DATABASE_URL", database.url())
            .env("POSOLOGY_LISTEN", address.to_string())
            .env("FAILPOINTS", failpoints)
            .env("RUST_LOG", "error")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        Program { child, url: format!("http://{address}") }
    }

    async fn ready(&self) -> Person {
        let person = Person::new(&self.url);
        for _ in 0..500 {
            if person.request(reqwest::Method::GET, "/readyz").send().await.is_ok_and(|answer| answer.status() == 200) {
                return person;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the program is not ready");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().expect("ours to kill");
        self.child.wait().expect("it ends");
    }
}

async fn log_in(person: &Person, username: &str) {
    let reply = person.post("/login", &[("username", username), ("password", "posology-demo")]).await;
    assert_eq!(reply.status, 303);
}

#[actix_web::test]
async fn a_line_committed_before_the_power_went_is_there_on_the_next_start() {
    let database = TestDatabase::with_demo();
    let program = Program::start(&database, "between-commit-and-refresh=sleep(60000)");
    let doctor = program.ready().await;
    log_in(&doctor, "joao.silva").await;
    let form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol().with("note", "before the power went")]).await;
    let unanswered = tokio::time::timeout(Duration::from_secs(2), form.send(&doctor)).await;
    assert!(unanswered.is_err(), "the failpoint holds the answer back");
    drop(program);
    let program = Program::start(&database, "");
    let pharmacist = program.ready().await;
    log_in(&pharmacist, "ana.farmacia").await;
    pharmacist.get("/dispatch").await.has("before the power went");
    let doctor = Person::new(&program.url);
    log_in(&doctor, "joao.silva").await;
    let again = form.send(&doctor).await;
    assert_eq!(again.status, 303, "sent again, the form leads to what was signed");
    doctor.get(&again.location).await.has("before the power went");
}
