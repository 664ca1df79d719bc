//! The server's process: started, awaited, stopped in good order, and never left behind.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use rustix::process::Signal;

use crate::children;

use super::account::Account;
use super::binaries::Binaries;
use super::cluster::cluster_dir;
use super::{EmbeddedError, SUPERUSER};

/// After kill -9 of the last Posology its server still shuts down; we wait for it.
const PREDECESSOR_GONE_WITHIN: Duration = Duration::from_secs(30);
const UP_WITHIN: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(10);

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

/// A running postmaster.
pub struct Process {
    /// Dropped to let the spawning thread stop the server and end.
    stop: Option<mpsc::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Process {
    /// Starts the postmaster and waits until it answers.
    pub fn start(
        data_dir: &Path,
        socket_dir: &Path,
        binaries: &Binaries,
        account: &Account,
        extra: &[(String, String)],
    ) -> Result<Self, EmbeddedError> {
        wait_for_predecessor(data_dir);
        let log = data_dir.join("postgresql.log");
        let mut command = postmaster(data_dir, socket_dir, binaries, extra);
        let output = File::create(&log).map_err(EmbeddedError::files("cannot write", &log))?;
        let errors = output.try_clone().map_err(EmbeddedError::files("cannot write", &log))?;
        command.stdin(Stdio::null()).stdout(output).stderr(errors);
        account.run(&mut command);
        let process = spawn(command).map_err(EmbeddedError::files("cannot start PostgreSQL on", data_dir))?;
        process.wait_until_up(socket_dir, &log)?;
        Ok(process)
    }

    fn wait_until_up(&self, socket_dir: &Path, log: &Path) -> Result<(), EmbeddedError> {
        let url = format!("postgres:///postgres?host={}&user={SUPERUSER}", socket_dir.display());
        let began = Instant::now();
        while began.elapsed() < UP_WITHIN && self.is_running() {
            if PgConnection::establish(&url).is_ok() {
                return Ok(());
            }
            std::thread::sleep(LOOK_EVERY);
        }
        Err(EmbeddedError::DidNotStart(end_of(log)))
    }

    fn is_running(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // The thread only waits for the server; if it panicked there is nothing left to wait for.
            let _ = thread.join();
        }
    }
}

fn postmaster(data_dir: &Path, socket_dir: &Path, binaries: &Binaries, extra: &[(String, String)]) -> Command {
    let mut command = binaries.program("postgres");
    command.arg("-D").arg(cluster_dir(data_dir)).arg("-k").arg(socket_dir).current_dir("/");
    for (name, value) in SETTINGS {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    for (name, value) in extra {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    command
}

/// Spawns on a thread of its own, parked until the end: "my parent died" means that this *thread* died.
fn spawn(mut command: Command) -> std::io::Result<Process> {
    children::die_with_parent(&mut command, Signal::INT);
    let (stop, stopped) = mpsc::channel::<()>();
    let (report, reported) = mpsc::channel();
    let thread =
        std::thread::Builder::new().name("postgres-parent".to_owned()).spawn(move || match command.spawn() {
            Ok(child) => {
                let told = report.send(Ok(())).is_ok();
                watch(child, told.then_some(stopped));
            }
            Err(error) => drop(report.send(Err(error))),
        })?;
    reported.recv().unwrap_or_else(|_| Err(std::io::Error::other("the thread ended")))?;
    Ok(Process { stop: Some(stop), thread: Some(thread) })
}

/// Waits for the word to stop, or for the server's own end; then stops it in good order.
fn watch(mut child: Child, stopped: Option<mpsc::Receiver<()>>) {
    if let Some(stopped) = stopped {
        while let Err(mpsc::RecvTimeoutError::Timeout) = stopped.recv_timeout(Duration::from_millis(50)) {
            if matches!(child.try_wait(), Ok(Some(_))) {
                return;
            }
        }
    }
    // PostgreSQL's fast shutdown: clients are sent away, everything committed is kept.
    children::interrupt(&child);
    if let Err(error) = child.wait() {
        tracing::warn!(%error, "the embedded PostgreSQL was not seen to end");
    }
}

/// The end of the server's log, for the person who must mend it.
fn end_of(log: &Path) -> String {
    const LAST: i64 = 2_000;
    let mut text = Vec::new();
    if let Ok(mut file) = File::open(log) {
        let long = file.metadata().is_ok_and(|metadata| metadata.len() > LAST.unsigned_abs());
        let from = if long { SeekFrom::End(-LAST) } else { SeekFrom::Start(0) };
        // Whatever can be read helps.
        let _ = file.seek(from).and_then(|_| file.read_to_end(&mut text));
    }
    String::from_utf8_lossy(&text).into_owned()
}

fn wait_for_predecessor(data_dir: &Path) {
    let began = Instant::now();
    let pid_file = cluster_dir(data_dir).join("postmaster.pid");
    while began.elapsed() < PREDECESSOR_GONE_WITHIN && is_postmaster_alive(&pid_file) {
        std::thread::sleep(LOOK_EVERY);
    }
}

fn is_postmaster_alive(pid_file: &Path) -> bool {
    let Ok(text) = std::fs::read_to_string(pid_file) else { return false };
    let pid = text.lines().next().unwrap_or_default().trim();
    let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    name.trim() == "postgres"
}
