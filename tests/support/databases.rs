//! One PostgreSQL for all tests, and a database a test, copied from a migrated one with the demo in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::Utc;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use posology::commands::administration::load_demo_hospital::load_demo_hospital;
use posology::postgres::embedded::{Embedded, Settings};
use posology::postgres::migrations::run_pending;
use posology::read_model::compactor::compact_once;

const TEMPLATE: &str = "posology_template";
/// Files that are kept in memory, and what all tests need of it.
const MEMORY: &str = "/dev/shm";
const MEGABYTES: u64 = 1024;

static SERVER: LazyLock<Embedded> = LazyLock::new(start);
static NEXT: AtomicU32 = AtomicU32::new(1);

/// A database that is dropped with the value.
pub struct TestDatabase {
    name: String,
}

impl TestDatabase {
    /// The demo hospital, migrated and refreshed.
    pub fn with_demo() -> Self {
        // Files are copied as they are: half the work of writing each page to the log.
        TestDatabase::create(&format!("template {TEMPLATE} strategy file_copy"))
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

    /// Passwords take as long to check as in a hospital.
    pub fn use_hashes_of_the_program(&self) {
        let hash = posology::auth::password::hash("posology-demo").expect("a hash");
        self.connect().batch_execute(&format!("update users set password_hash = '{hash}'")).expect("hashes");
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
    let extra = [
        ("fsync", "off"),
        ("synchronous_commit", "off"),
        ("full_page_writes", "off"),
        ("max_wal_size", "128MB"),
        ("max_connections", "400"),
    ];
    let extra = extra.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let data_dir = directory_of(std::process::id());
    let server = Embedded::start(&Settings { data_dir: Some(data_dir), extra }).expect("PostgreSQL starts");
    let create = format!("create database {TEMPLATE}");
    PgConnection::establish(&server.url("posology", "postgres"))
        .expect("connect")
        .batch_execute(&create)
        .expect("template");
    furnish(&server.url("posology", TEMPLATE));
    server
}

/// The demo hospital, migrated and refreshed, in an empty database.
pub fn furnish(url: &str) {
    run_pending(url).expect("migrations run");
    let mut connection = PgConnection::establish(url).expect("connect");
    load_demo_hospital(&mut connection, Utc::now(), &quick_hash("posology-demo")).expect("the demo loads");
    compact_once(&mut connection).expect("lists are fresh");
}

/// A password's hash with as little work as can be asked for: people log in thousands of times here.
fn quick_hash(password: &str) -> String {
    let params = Params::new(Params::MIN_M_COST, Params::MIN_T_COST, Params::MIN_P_COST, None).expect("parameters");
    let quick = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    quick.hash_password(password.as_bytes()).expect("a hash").to_string()
}

fn directory_of(process: u32) -> PathBuf {
    root().join(format!("posology-tests-{process}"))
}

/// A place for clusters that tests break; swept up by a later run like all else.
pub fn broken_ones() -> PathBuf {
    sweep_up();
    root().join(format!("posology-faults-{}", std::process::id()))
}

/// Memory, where it has room: a database has a thousand files, and on a disk making and dropping them takes longer than
/// the test.
fn root() -> PathBuf {
    if free_megabytes(MEMORY) >= MEGABYTES { PathBuf::from(MEMORY) } else { std::env::temp_dir() }
}

/// None where there is no such place.
fn free_megabytes(path: &str) -> u64 {
    let df = Command::new("df").args(["-P", "-m", path]).output().ok();
    let text = df.map(|df| String::from_utf8_lossy(&df.stdout).into_owned()).unwrap_or_default();
    let free = text.lines().nth(1).and_then(|line| line.split_whitespace().nth(3));
    free.and_then(|free| free.parse().ok()).unwrap_or(0)
}

/// Removes what test runs that are over have left.
fn sweep_up() {
    for entry in [MEMORY.into(), std::env::temp_dir()].iter().flat_map(std::fs::read_dir).flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(process) = name.strip_prefix("posology-tests-").or_else(|| name.strip_prefix("posology-faults-"))
            && !Path::new("/proc").join(process).exists()
        {
            drop(std::fs::remove_dir_all(entry.path()));
        }
    }
}
