//! The server's process: started, awaited, kept running, and never left behind.

use std::process::Child;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::EmbeddedError;
use super::keeper::{PATIENCE, keep_running, stop};
use super::launch::Launch;

/// After a power cut the log is replayed first.
const UP_WITHIN: Duration = Duration::from_secs(300);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// A server that is kept running.
pub struct Process {
    /// Dropped, or told how much time there is, to let the spawning thread stop the server and end.
    stop: Option<mpsc::Sender<Duration>>,
    thread: Option<JoinHandle<()>>,
    lost: watch::Receiver<Option<String>>,
}

impl Process {
    /// Starts the postmaster and waits until it answers.
    pub fn start(launch: Launch) -> Result<Self, EmbeddedError> {
        launch.wait_for_predecessor();
        let (stop, stopped) = mpsc::channel();
        let (report, reported) = mpsc::channel();
        let (lose, lost) = watch::channel(None);
        let data_dir = launch.data_dir.clone();
        // Of its own, to the end: "my parent died" means that the spawning *thread* died.
        let thread = std::thread::Builder::new()
            .name("postgres-parent".to_owned())
            .spawn(move || match start(&launch) {
                Ok(server) => {
                    // An error means that nobody waits, which asks for the end as well.
                    let _ = report.send(Ok(()));
                    keep_running(&launch, server, &stopped, &lose);
                }
                Err(error) => drop(report.send(Err(error))),
            })
            .map_err(EmbeddedError::files("cannot start a thread for", &data_dir))?;
        let process = Process { stop: Some(stop), thread: Some(thread), lost };
        reported.recv().unwrap_or_else(|_| Err(EmbeddedError::DidNotStart("its thread ended".to_owned())))?;
        Ok(process)
    }

    /// Why the server was given up, once it is.
    pub fn lost(&self) -> watch::Receiver<Option<String>> {
        self.lost.clone()
    }

    /// As dropping it, with so much time for a good order.
    pub fn stop_within(mut self, patience: Duration) {
        self.end(patience);
    }

    fn end(&mut self, patience: Duration) {
        if let Some(stop) = self.stop.take() {
            // An error means that the thread has ended, and with it the server.
            let _ = stop.send(patience);
        }
        if let Some(thread) = self.thread.take() {
            // The thread only looks after the server; if it panicked there is nothing left to wait for.
            let _ = thread.join();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end(PATIENCE);
    }
}

fn start(launch: &Launch) -> Result<Child, EmbeddedError> {
    let mut server = launch.spawn()?;
    let began = Instant::now();
    while began.elapsed() < UP_WITHIN && matches!(server.try_wait(), Ok(None)) {
        if launch.is_ready(&server) {
            return Ok(server);
        }
        std::thread::sleep(LOOK_EVERY);
    }
    stop(launch, server, PATIENCE);
    Err(EmbeddedError::DidNotStart(launch.end_of_log()))
}
