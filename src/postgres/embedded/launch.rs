//! Starting the postmaster: its settings, its log, and what the one before may have left behind.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::children;

use super::EmbeddedError;
use super::account::Account;
use super::binaries::Binaries;
use super::cluster::cluster_dir;

/// After kill -9 of the last Posology its server still shuts down; we wait for it.
const PREDECESSOR_GONE_WITHIN: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// A log that is longer is put aside, in place of the one before.
const LONGEST_LOG: u64 = 10 << 20;

/// Our own settings; durability is PostgreSQL's default, fsync on.
const SETTINGS: [(&str, &str); 8] = [
    ("listen_addresses", ""),
    ("max_connections", "200"),
    ("shared_buffers", "256MB"),
    ("jit", "off"),
    ("random_page_cost", "1.1"),
    ("timezone", "UTC"),
    ("wal_level", "replica"),
    ("cluster_name", "posology"),
];

/// What it takes to start the postmaster, once and again.
pub struct Launch {
    pub data_dir: PathBuf,
    pub socket_dir: PathBuf,
    pub binaries: Binaries,
    pub account: Account,
    pub extra: Vec<(String, String)>,
}

impl Launch {
    /// Waits for a postmaster that another program left behind and that still shuts down.
    pub fn wait_for_predecessor(&self) {
        let began = Instant::now();
        while began.elapsed() < PREDECESSOR_GONE_WITHIN && self.is_any_postmaster_alive() {
            std::thread::sleep(LOOK_EVERY);
        }
    }

    /// Starts a postmaster, as a child of the calling thread: it stops in good order when that thread dies.
    pub fn spawn(&self) -> Result<Child, EmbeddedError> {
        self.end_leftovers();
        let mut command = self.postmaster();
        let log = self.log();
        let output = open_log(&log).map_err(EmbeddedError::files("cannot write", &log))?;
        let errors = output.try_clone().map_err(EmbeddedError::files("cannot write", &log))?;
        command.stdin(Stdio::null()).stdout(output).stderr(errors);
        self.account.run(&mut command);
        children::die_with_parent(&mut command, Signal::INT);
        command.spawn().map_err(EmbeddedError::files("cannot start PostgreSQL on", &self.data_dir))
    }

    /// Sessions whose postmaster was killed hold its memory, and no other may start until they are gone.
    pub fn end_leftovers(&self) {
        if !self.is_any_postmaster_alive() {
            let ended = children::end_whoever_works_in(&cluster_dir(&self.data_dir), "postgres");
            if ended > 0 {
                tracing::warn!(ended, "sessions without their postmaster were ended");
            }
        }
    }

    /// As the postmaster itself says in its pid file.
    pub fn is_ready(&self, server: &Child) -> bool {
        let text = std::fs::read_to_string(self.pid_file()).unwrap_or_default();
        let mut lines = text.lines();
        let is_this_one = lines.next().is_some_and(|pid| pid.trim() == server.id().to_string());
        is_this_one && lines.nth(6).is_some_and(|status| status.trim() == "ready")
    }

    /// The end of the server's log, for the person who must mend it.
    pub fn end_of_log(&self) -> String {
        const LAST: i64 = 2_000;
        let mut text = Vec::new();
        if let Ok(mut file) = File::open(self.log()) {
            let long = file.metadata().is_ok_and(|metadata| metadata.len() > LAST.unsigned_abs());
            let from = if long { SeekFrom::End(-LAST) } else { SeekFrom::Start(0) };
            // Whatever can be read helps.
            let _ = file.seek(from).and_then(|_| file.read_to_end(&mut text));
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    fn postmaster(&self) -> Command {
        let mut command = self.binaries.program("postgres");
        command.arg("-D").arg(cluster_dir(&self.data_dir)).arg("-k").arg(&self.socket_dir).current_dir("/");
        for (name, value) in SETTINGS {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        for (name, value) in &self.extra {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        command
    }

    fn log(&self) -> PathBuf {
        self.data_dir.join("postgresql.log")
    }

    fn pid_file(&self) -> PathBuf {
        cluster_dir(&self.data_dir).join("postmaster.pid")
    }

    fn is_any_postmaster_alive(&self) -> bool {
        let Ok(text) = std::fs::read_to_string(self.pid_file()) else { return false };
        let pid = text.lines().next().unwrap_or_default().trim();
        let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        name.trim() == "postgres"
    }
}

/// What earlier runs said stays: it is read when something went wrong in one of them.
fn open_log(log: &Path) -> std::io::Result<File> {
    if std::fs::metadata(log).is_ok_and(|metadata| metadata.len() > LONGEST_LOG) {
        std::fs::rename(log, log.with_extension("log.1"))?;
    }
    File::options().append(true).create(true).open(log)
}
