//! Passwords are checked a few at a time, on threads of their own.
//!
//! Each check takes 19 MiB and some 30 ms of a processor, on purpose: a crowd at the change of shifts must neither fill
//! the memory nor keep pages from being read.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::auth::password;
use crate::error::{AppError, AppResult};

/// Some seconds' work; whoever comes then is asked to come again.
const WAITING: usize = 100;

/// A password as typed, and the hash that it should fit.
struct Check {
    typed: String,
    hash: Option<String>,
    answer: oneshot::Sender<bool>,
}

/// The threads' queue; they end with it.
pub struct Hashing {
    checks: SyncSender<Check>,
}

impl Hashing {
    /// # Errors
    /// When no thread can be started.
    pub fn start() -> std::io::Result<Self> {
        let (checks, queue) = sync_channel(WAITING);
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..at_once() {
            let queue = Arc::clone(&queue);
            std::thread::Builder::new().name("passwords".to_owned()).spawn(move || check_in_turn(&queue))?;
        }
        Ok(Hashing { checks })
    }

    /// Whether the password fits the hash; without a hash it takes as long and is never true.
    ///
    /// # Errors
    /// [`AppError::Busy`] where too many wait already.
    pub async fn fits(&self, typed: String, hash: Option<String>) -> AppResult<bool> {
        let (answer, answered) = oneshot::channel();
        self.checks.try_send(Check { typed, hash, answer }).map_err(|_| AppError::Busy)?;
        answered.await.map_err(|_| AppError::Internal("a password's check was cut off"))
    }
}

/// Half of the processors, so that the others go on reading pages.
fn at_once() -> usize {
    std::thread::available_parallelism().map_or(1, |processors| (processors.get() / 2).clamp(1, 4))
}

fn check_in_turn(queue: &Mutex<Receiver<Check>>) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Check { typed, hash, answer }) = next else { return };
        // Whoever asked may have gone, and then nobody needs to know.
        if !answer.is_closed() {
            let _gone = answer.send(password::fits(&typed, hash.as_deref()));
        }
    }
}
