//! A PostgreSQL that a trial may break: stopped, killed, frozen, and started again on the same data.

mod files;
mod reading;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use posology::children::die_with_parent;
use rustix::process::{Pid, Signal, kill_process};

use files::{as_postgres, copy_template, make, place, program};

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
        copy_template(&directory.join("cluster"));
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
        copy_template(&directory.join("cluster"));
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

    /// As if from now on nothing reached the disk any more, until [`Cluster::cut_power`].
    pub fn keep_as_on_disk(&self) {
        self.freeze();
        let kept = Command::new("cp").arg("--archive").arg(self.directory.join("cluster")).arg(self.kept()).status();
        self.thaw();
        assert!(kept.expect("cp").success());
    }

    /// The power goes and comes back: there is what was on the disk.
    pub fn cut_power(&mut self) {
        self.stop(Mode::Immediate);
        let cluster = self.directory.join("cluster");
        std::fs::remove_dir_all(&cluster).expect("ours to remove");
        std::fs::rename(self.kept(), &cluster).expect("kept before");
        std::fs::remove_file(cluster.join("postmaster.pid")).expect("it ran");
        self.start();
    }

    fn kept(&self) -> PathBuf {
        self.directory.join("kept")
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
