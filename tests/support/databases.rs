//! One PostgreSQL for all tests, and a database a test, copied from a migrated one with the demo in it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use posology::commands::administration::command_line::load_demo;
use posology::postgres::database::Database;
use posology::postgres::embedded::{Embedded, Settings};
use posology::postgres::migrations::run_pending;

const TEMPLATE: &str = "posology_template";

static SERVER: LazyLock<Embedded> = LazyLock::new(start);
static NEXT: AtomicU32 = AtomicU32::new(1);

/// A database that is dropped with the value.
pub struct TestDatabase {
    name: String,
}

impl TestDatabase {
    /// The demo hospital, migrated and refreshed.
    pub fn with_demo() -> Self {
        TestDatabase::create(&format!("template {TEMPLATE}"))
    }

    /// Nothing at all.
    pub fn empty() -> Self {
        TestDatabase::create("")
    }

    fn create(from: &str) -> Self {
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        on_server(&format!("create database {name} {from}"));
        TestDatabase { name }
    }

    /// As its owner; a role of its own is taken by each pool.
    pub fn url(&self) -> String {
        SERVER.url("posology", &self.name)
    }

    /// As another database role.
    pub fn url_as(&self, role: &str) -> String {
        SERVER.url(role, &self.name)
    }

    /// As another server's copy of it.
    pub fn url_on(&self, server: &Embedded, role: &str) -> String {
        server.url(role, &self.name)
    }

    pub fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.url()).expect("the test database answers")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        on_server(&format!("drop database {} with (force)", self.name));
    }
}

/// Where the server's socket is.
pub fn socket() -> String {
    let url = SERVER.url("posology", "postgres");
    url.split(['=', '&']).nth(1).expect("a host").to_owned()
}

fn on_server(sql: &str) {
    let mut connection = PgConnection::establish(&SERVER.url("posology", "postgres")).expect("the server answers");
    connection.batch_execute(sql).expect(sql);
}

/// Durability is switched off here and only here: what tests write is thrown away anyway.
fn start() -> Embedded {
    sweep_up();
    let extra =
        [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("max_connections", "400")];
    let extra = extra.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let data_dir = directory_of(std::process::id());
    let server = Embedded::start(&Settings { data_dir: Some(data_dir), extra }).expect("PostgreSQL starts");
    let create = format!("create database {TEMPLATE}");
    PgConnection::establish(&server.url("posology", "postgres"))
        .expect("connect")
        .batch_execute(&create)
        .expect("template");
    let url = server.url("posology", TEMPLATE);
    run_pending(&url).expect("migrations run");
    load_demo(&Database::external(&url, None)).expect("the demo loads");
    server
}

fn directory_of(process: u32) -> PathBuf {
    std::env::temp_dir().join(format!("posology-tests-{process}"))
}

/// Removes what test runs that are over have left.
fn sweep_up() {
    for entry in std::fs::read_dir(std::env::temp_dir()).expect("a temporary directory").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(process) = name.strip_prefix("posology-tests-")
            && !Path::new("/proc").join(process).exists()
        {
            drop(std::fs::remove_dir_all(entry.path()));
        }
    }
}
