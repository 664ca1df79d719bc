//! The real program, in a process of its own.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use super::databases::TestDatabase;
use super::person::Person;

/// It is killed with the value.
pub struct Program {
    child: Child,
    log: tempfile::NamedTempFile,
    pub url: String,
}

impl Program {
    /// On a free port, with more in its environment.
    pub fn start(database: &TestDatabase, environment: &[(&str, &str)]) -> Self {
        Program::start_on(&database.url(), environment)
    }

    /// As [`Program::start`], on any database.
    pub fn start_on(database_url: &str, environment: &[(&str, &str)]) -> Self {
        Program::spawn(&[("DATABASE_URL", database_url)], environment)
    }

    /// With a PostgreSQL of its own, the data in this directory.
    pub fn start_embedded(data: &str, environment: &[(&str, &str)]) -> Self {
        Program::spawn(&[("POSOLOGY_DATA_DIR", data)], environment)
    }

    fn spawn(data: &[(&str, &str)], environment: &[(&str, &str)]) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        drop(listener);
        Program::run(&[], &[&[("POSOLOGY_LISTEN", &*address.to_string())], data, environment].concat())
    }

    /// Any task of the command line; where the data is stands in the environment.
    pub fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let log = tempfile::NamedTempFile::new().expect("a file");
        let child = Command::new(env!("CARGO_BIN_EXE_posology"))
            .args(arguments)
            .env_remove("DATABASE_URL")
            .env("RUST_LOG", "error")
            .env("POSOLOGY_DOWNTIME_EVERY", "0")
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .stderr(log.reopen().expect("a file"))
            .spawn()
            .expect("the program starts");
        let listens = environment.iter().find(|(name, _)| *name == "POSOLOGY_LISTEN");
        let url = listens.map(|(_, address)| format!("http://{address}")).unwrap_or_default();
        Program { child, log, url }
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has logged: errors, unless it was told otherwise.
    pub fn logged(&self) -> String {
        std::fs::read_to_string(self.log.path()).expect("the log")
    }

    pub async fn ready(&self) -> Person {
        let person = Person::new(&self.url);
        for _ in 0..3000 {
            if person.request(reqwest::Method::GET, "/readyz").send().await.is_ok_and(|answer| answer.status() == 200) {
                return person;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the program is not ready");
    }

    /// Somebody at this program.
    pub async fn log_in(&self, username: &str) -> Person {
        let person = self.ready().await;
        let reply = person.post("/login", &[("username", username), ("password", "posology-demo")]).await;
        assert_eq!(reply.status, 303);
        person
    }

    /// Sends a signal and waits for the end, but not for ever; None where it has not ended by then.
    pub fn end_within(&mut self, signal: &str, patience: Duration) -> Option<ExitStatus> {
        self.signal(signal);
        let began = std::time::Instant::now();
        while began.elapsed() < patience {
            if let Some(ended) = self.child.try_wait().expect("ours to wait for") {
                return Some(ended);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }

    /// Sends a signal and waits for the end.
    pub fn end(&mut self, signal: &str) -> ExitStatus {
        self.signal(signal);
        self.child.wait().expect("it ends")
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").arg(signal).arg(self.child.id().to_string()).status();
        assert!(sent.is_ok_and(|status| status.success()), "ours to stop");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        self.child.wait().expect("it ends");
    }
}
