//! A PostgreSQL that a trial may break: stopped, killed, frozen, and started again on the same data.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use posology::children::die_with_parent;
use posology::postgres::embedded::{Embedded, Settings};
use rustix::process::{Pid, Signal, kill_process};

use crate::support::databases::{broken_ones, furnish};

/// A data directory with the demo and plenty of stock, closed in good order; each cluster is a copy of it.
static TEMPLATE: LazyLock<PathBuf> = LazyLock::new(make_template);
static NEXT: AtomicU32 = AtomicU32::new(1);

/// The server's settings: as the embedded one's, durable, and only on its own socket.
const SETTINGS: [&str; 10] = [
    "listen_addresses=",
    "max_connections=300",
    "shared_buffers=64MB",
    "jit=off",
    "random_page_cost=1.1",
    "timezone=UTC",
    "wal_level=replica",
    "hot_standby_feedback=on",
    "max_standby_streaming_delay=200ms",
    "max_wal_size=256MB",
];

/// What the workload needs beside the demo: no cut-over in the middle of a run, and a shelf that does not run empty.
const FURNISHING: &str = "update hospital set cut_over = null; \
    insert into lots (medication_id, number, expires_on) select id, 'FAULTS', current_date + 400 from medications where code = 'P0155'; \
    insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
    select 'receipt', l.id, 1, 1000000, u.id, 'NF 1', 'Sul', 1 from lots l, users u where l.number = 'FAULTS' and u.username = 'ana.farmacia'";

/// How a server is told to stop, as `pg_ctl stop -m` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Fast,
    Immediate,
}

/// Stopped and removed with the value. To be started from the test's own thread: the server dies with that thread.
pub struct Cluster {
    directory: PathBuf,
    postmaster: Option<Child>,
}

impl Cluster {
    /// The demo hospital, running.
    pub fn start_new() -> Self {
        let directory = place();
        copy(&TEMPLATE, &directory.join("cluster"));
        let mut cluster = Cluster { directory, postmaster: None };
        cluster.start();
        cluster
    }

    /// The same on disk, for a program that starts the server itself.
    pub fn left_to_the_program() -> Self {
        Cluster::left_to_the_program_on(|_| ())
    }

    /// The same, on whatever is put at its empty directory before.
    pub fn left_to_the_program_on(put: impl FnOnce(&Path)) -> Self {
        let directory = place();
        std::fs::create_dir(&directory).expect("a directory");
        put(&directory);
        copy(&TEMPLATE, &directory.join("cluster"));
        Cluster { directory, postmaster: None }
    }

    /// Where the data is.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// A streaming replica of this one.
    pub fn replica(&self) -> Self {
        let directory = place();
        make(&directory);
        let mut copied = program("pg_basebackup");
        copied.args(["--checkpoint=fast", "--wal-method=stream", "--write-recovery-conf", "--username=posology"]);
        copied.arg("--host").arg(self.sockets()).arg("--pgdata").arg(directory.join("cluster"));
        assert!(as_postgres(&mut copied).status().expect("pg_basebackup is installed").success());
        let mut cluster = Cluster { directory, postmaster: None };
        cluster.start();
        cluster
    }

    /// Returns once it answers.
    pub fn start(&mut self) {
        self.start_with(&[]);
    }

    /// With more in its environment.
    pub fn start_with(&mut self, environment: &[(&str, &str)]) {
        assert!(self.postmaster.is_none(), "it is stopped");
        let log = std::fs::File::options().create(true).append(true).open(self.directory.join("log")).expect("a log");
        let mut postgres = program("postgres");
        postgres.arg("-D").arg(self.directory.join("cluster")).arg("-k").arg(self.sockets()).current_dir("/");
        postgres.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        postgres
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log);
        die_with_parent(as_postgres(&mut postgres), Signal::QUIT);
        self.postmaster = Some(postgres.spawn().expect("PostgreSQL starts"));
        self.wait_until_it_answers();
    }

    pub fn wait_until_it_answers(&self) {
        let began = Instant::now();
        while PgConnection::establish(&self.url("posology")).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "PostgreSQL does not answer");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Returns once it is gone.
    pub fn stop(&mut self, mode: Mode) {
        let mut postmaster = self.postmaster.take().expect("it runs");
        let signal = if mode == Mode::Fast { Signal::INT } else { Signal::QUIT };
        kill_process(Pid::from_child(&postmaster), signal).expect("ours to stop");
        postmaster.wait().expect("it ends");
    }

    /// SIGSTOP to all its processes.
    pub fn freeze(&self) {
        self.signal(Signal::STOP);
    }

    pub fn thaw(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        let postmaster = Pid::from_child(self.postmaster.as_ref().expect("it runs"));
        let own = children_of(postmaster);
        for process in std::iter::once(postmaster).chain(own) {
            // One that has just ended needs no signal.
            let _gone = kill_process(process, signal);
        }
    }

    /// SIGKILL to one process of the server, as the system does that runs out of memory.
    pub fn kill(&self, process: i64) {
        let process = i32::try_from(process).ok().and_then(Pid::from_raw).expect("a process");
        // It may have ended by itself.
        let _gone = kill_process(process, Signal::KILL);
    }

    /// Past any proxy.
    pub fn url(&self, role: &str) -> String {
        format!("postgres:///posology?host={}&user={role}", self.sockets().display())
    }

    /// As the embedded server has it.
    fn sockets(&self) -> PathBuf {
        self.directory.join("socket")
    }

    pub fn socket(&self) -> PathBuf {
        self.sockets().join(".s.PGSQL.5432")
    }

    pub fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.url("posology")).expect("the cluster answers")
    }

    pub fn run(&self, sql: &str) {
        self.connect().batch_execute(sql).expect(sql);
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.numbers(sql).first().copied().expect("a number")
    }

    /// A column of numbers.
    pub fn numbers(&self, sql: &str) -> Vec<i64> {
        #[derive(QueryableByName)]
        struct Number {
            #[diesel(sql_type = BigInt)]
            number: i64,
        }
        let sql = format!("select q.number::bigint as number from ({sql}) q(number)");
        let rows: Vec<Number> = diesel::sql_query(&sql).load(&mut self.connect()).expect(&sql);
        rows.into_iter().map(|row| row.number).collect()
    }

    /// A text and a number, row by row.
    pub fn counted(&self, sql: &str) -> Vec<(String, i64)> {
        #[derive(QueryableByName)]
        struct Counted {
            #[diesel(sql_type = Text)]
            what: String,
            #[diesel(sql_type = BigInt)]
            number: i64,
        }
        let sql = format!("select q.what::text as what, q.number::bigint as number from ({sql}) q(what, number)");
        let rows: Vec<Counted> = diesel::sql_query(&sql).load(&mut self.connect()).expect(&sql);
        rows.into_iter().map(|row| (row.what, row.number)).collect()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.postmaster.is_some() {
            self.thaw();
            self.stop(Mode::Immediate);
        }
        // Whatever stays is swept up by the next run.
        drop(std::fs::remove_dir_all(&self.directory));
    }
}

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

fn place() -> PathBuf {
    LazyLock::force(&TEMPLATE);
    let name = NEXT.fetch_add(1, Ordering::Relaxed);
    broken_ones().join(name.to_string())
}

fn copy(from: &Path, to: &Path) {
    make(to.parent().expect("a directory"));
    let copied = Command::new("cp").arg("--archive").arg(from).arg(to).status();
    assert!(copied.expect("cp").success());
}

/// A directory of the server's own, with one for its socket.
fn make(directory: &Path) {
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

fn as_postgres(command: &mut Command) -> &mut Command {
    if let Some((user, group)) = account() {
        command.uid(user).gid(group);
    }
    command.process_group(0).current_dir("/")
}

fn program(name: &str) -> Command {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<_> =
        installed.map(|entry| entry.path().join("bin").join(name)).filter(|path| path.exists()).collect();
    found.sort();
    Command::new(found.pop().unwrap_or_else(|| name.into()))
}

fn children_of(parent: Pid) -> Vec<Pid> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let of_parent = processes.filter_map(|entry| {
        let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        let parent_of_this: i32 = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
        let process: i32 = entry.file_name().to_string_lossy().parse().ok()?;
        (Pid::from_raw(parent_of_this) == Some(parent)).then(|| Pid::from_raw(process)).flatten()
    });
    of_parent.collect()
}
