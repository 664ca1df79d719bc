//! The data set: the demo hospital with years of closed lines and a busy day of open ones.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use posology::commands::administration::command_line::load_demo;
use posology::commands::administration::import_interactions::{List, import_interactions};
use posology::postgres::database::Database;
use posology::postgres::embedded::{Embedded, Settings};
use posology::postgres::migrations::run_pending;
use reqwest::Client;

/// Simultaneous clients; as many for pgbench.
pub const CLIENTS: usize = 8;
/// Items a prescription.
const ITEMS: i64 = 5;

/// Where the lists of interactions are, from here.
const DATA: &str = "../shared/data";

/// A hospital in a process of its own, with durability as in production.
pub struct BenchHospital {
    pub url: String,
    pub closed: i64,
    pub open: i64,
    pub seconds: u64,
    server: Embedded,
    program: Child,
    _data: tempfile::TempDir,
}

impl BenchHospital {
    pub fn open() -> Self {
        let data = data_dir();
        let extra = vec![("track_commit_timestamp".to_owned(), "on".to_owned())];
        let settings = Settings { data_dir: Some(data.path().join("data")), extra };
        let server = Embedded::start(&settings).expect("PostgreSQL starts");
        let owner = server.url("posology", "posology");
        run_pending(&owner).expect("migrations run");
        load_demo(&Database::external(&owner, None)).expect("the demo loads");
        import_interaction_lists(&owner);
        let (closed, open) = (number("POSOLOGY_BENCH_CLOSED", 100_000), number("POSOLOGY_BENCH_OPEN", 5_000));
        let listen = free_address();
        let program = start(&owner, &listen);
        let seconds = number("POSOLOGY_BENCH_SECONDS", 5).unsigned_abs();
        BenchHospital { url: format!("http://{listen}"), closed, open, seconds, server, program, _data: data }
    }

    /// Puts years of closed lines and a busy day of open ones in place of the demo's own.
    pub fn fill(&self) {
        fill(&self.database_url("posology"), self.closed, self.open);
    }

    /// What `/proc` says of the program's memory, in megabytes.
    pub fn megabytes(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or_default() / 1024
    }

    pub fn database_url(&self, role: &str) -> String {
        self.server.url(role, "posology")
    }

    pub fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.database_url("posology")).expect("the database answers")
    }

    /// Takes back what was prescribed since the data set was made, so that each figure stands on the same lines.
    pub fn restore(&self) {
        let mut connection = self.connect();
        connection.batch_execute(include_str!("restore.sql")).expect("restored");
        connection.batch_execute("select read_model.compact()").expect("compacted");
        connection.batch_execute("vacuum analyze").expect("vacuumed");
        connection.batch_execute("checkpoint").expect("written to disk");
    }

    /// Browsers, logged in.
    pub async fn log_in(&self, usernames: &[&str]) -> Vec<Client> {
        let mut clients = Vec::new();
        for username in usernames {
            let client = Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none());
            let client = client.build().expect("a client");
            let form = [("username", *username), ("password", "posology-demo")];
            for _ in 0..200 {
                match client.post(format!("{}/login", self.url)).form(&form).send().await {
                    Ok(reply) if reply.status() == 303 => break,
                    _ => tokio::time::sleep(Duration::from_millis(50)).await,
                }
            }
            clients.push(client);
        }
        clients
    }
}

impl Drop for BenchHospital {
    fn drop(&mut self) {
        self.program.kill().expect("ours to kill");
        self.program.wait().expect("it ends");
    }
}

/// Both lists where they are; they belong to others, and are not part of the program.
fn import_interaction_lists(url: &str) {
    let directory = std::env::var("POSOLOGY_BENCH_DATA").unwrap_or_else(|_| DATA.to_owned());
    let mut connection = PgConnection::establish(url).expect("the database answers");
    for (list, file) in
        [(List::Onc, "ddi_onc_high_priority_pairs.csv"), (List::Ansm, "ddi_ansm2020_formulary_subset.csv")]
    {
        let path = Path::new(&directory).join(file);
        if path.exists() {
            import_interactions(&mut connection, list, &path).expect("a list of interactions");
        } else {
            println!("measured without interactions: there is no {}", path.display());
        }
    }
}

fn data_dir() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let data = tempfile::tempdir().expect("a directory");
    std::fs::set_permissions(data.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
    data
}

fn number(variable: &str, default: i64) -> i64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn free_address() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").to_string()
}

fn start(database_url: &str, listen: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_posology"))
        .env("DATABASE_URL", database_url)
        .env("POSOLOGY_LISTEN", listen)
        .env("POSOLOGY_LOGINS_PER_MINUTE", "100000")
        .env("POSOLOGY_DOWNTIME_EVERY", "0")
        .env("RUST_LOG", "warn")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Closed lines over the last two years, open ones over the last day, like the demo's own.
fn fill(url: &str, closed: i64, open: i64) {
    let mut connection = PgConnection::establish(url).expect("the database answers");
    connection.batch_execute("set session_replication_role = replica").expect("constraints were checked on the demo");
    connection.batch_execute("delete from item_lots; delete from item_supplies; delete from stock_balances; delete from stock_movements; delete from register_entries; update register_books set opening = 0, lines = 0, balance = 0; delete from lots; delete from prescription_item_times; delete from prescription_items where prescription_id > 1; insert into prescription_item_times select id, '08:00' from prescription_items; delete from prescriptions where id > 1").expect("emptied");
    for (count, is_closed) in [(closed, true), (open, false)] {
        let sql = include_str!("fill.sql")
            .replace(":prescriptions", &(count / ITEMS).to_string())
            .replace(":items", &ITEMS.to_string())
            .replace(":closed", &is_closed.to_string());
        connection.batch_execute(&sql).expect("filled");
    }
    connection
        .batch_execute(
            "insert into item_supplies (item_id, needed, supplied, labelled_bed_id, separated_by) \
             select id, 4, 4, 1, 1 from prescription_items where closed_at is not null",
        )
        .expect("supplied");
    connection.batch_execute("select read_model.compact()").expect("compacted");
    connection.batch_execute("vacuum analyze").expect("vacuumed");
}
