//! A cluster's files: a template that is made once, and copies of it.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use posology::postgres::embedded::{Embedded, Settings};

use crate::support::databases::{broken_ones, furnish};

/// A data directory with the demo and plenty of stock, closed in good order; each cluster is a copy of it.
static TEMPLATE: LazyLock<PathBuf> = LazyLock::new(make_template);
static NEXT: AtomicU32 = AtomicU32::new(1);

/// What the workload needs beside the demo: no cut-over in the middle of a run, and a shelf that does not run empty.
const FURNISHING: &str = "update hospital set cut_over = null; \
    insert into lots (medication_id, number, expires_on) select id, 'FAULTS', current_date + 400 from medications where code = 'P0155'; \
    insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
    select 'receipt', l.id, 1, 1000000, u.id, 'NF 1', 'Sul', 1 from lots l, users u where l.number = 'FAULTS' and u.username = 'ana.farmacia'";

fn make_template() -> PathBuf {
    let root = broken_ones();
    std::fs::create_dir_all(&root).expect("a directory");
    let directory = root.join("template");
    let extra = vec![("fsync".to_owned(), "off".to_owned())];
    let server = Embedded::start(&Settings { data_dir: Some(directory.clone()), extra }).expect("PostgreSQL starts");
    furnish(&server.url("posology", "posology"));
    let mut connection = PgConnection::establish(&server.url("posology", "posology")).expect("connect");
    connection.batch_execute(FURNISHING).expect(FURNISHING);
    drop(connection);
    drop(server);
    directory.join("cluster")
}

/// Where a cluster may be; nothing is there yet.
pub fn place() -> PathBuf {
    LazyLock::force(&TEMPLATE);
    let name = NEXT.fetch_add(1, Ordering::Relaxed);
    broken_ones().join(name.to_string())
}

/// A cluster like the template.
pub fn copy_template(to: &Path) {
    make(to.parent().expect("a directory"));
    let copied = Command::new("cp").arg("--archive").arg(&*TEMPLATE).arg(to).status();
    assert!(copied.expect("cp").success());
}

/// A directory of the server's own, with one for its socket.
pub fn make(directory: &Path) {
    for made in [directory, &directory.join("socket")] {
        std::fs::create_dir_all(made).expect("a directory");
        own(made);
    }
}

/// PostgreSQL's own account, where we are root: it never runs as root.
fn account() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    let passwd = std::fs::read_to_string("/etc/passwd").expect("accounts");
    let postgres = passwd.lines().find(|line| line.starts_with("postgres:"))?;
    let mut numbers = postgres.split(':').skip(2).filter_map(|field| field.parse().ok());
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    is_root.then(|| numbers.next().zip(numbers.next())).flatten()
}

fn own(directory: &Path) {
    if let Some((user, group)) = account() {
        std::os::unix::fs::chown(directory, Some(user), Some(group)).expect("ours to give");
    }
}

/// A program that runs as the server does.
pub fn as_postgres(command: &mut Command) -> &mut Command {
    if let Some((user, group)) = account() {
        command.uid(user).gid(group);
    }
    command.process_group(0).current_dir("/")
}

/// One of PostgreSQL's programs.
pub fn program(name: &str) -> Command {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<_> =
        installed.map(|entry| entry.path().join("bin").join(name)).filter(|path| path.exists()).collect();
    found.sort();
    Command::new(found.pop().unwrap_or_else(|| name.into()))
}
