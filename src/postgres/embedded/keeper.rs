//! Keeps the server running: a postmaster that died is started again, and given up only where that does not help.

use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tokio::sync::watch;

use crate::children;
use crate::disks::{ROOM_TO_WORK, Room};

use super::launch::Launch;

/// How long the server may take to end in good order.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// An immediate shutdown waits for nobody; what was committed is replayed at the next start.
const IMMEDIATELY: Duration = Duration::from_millis(1_500);
const KILLED_WITHIN: Duration = Duration::from_millis(500);

const LOOK_EVERY: Duration = Duration::from_millis(50);
const FIRST_RETRY: Duration = Duration::from_millis(100);
const LAST_RETRY: Duration = Duration::from_secs(1);
/// Whoever supervises the program is told after so long without a server.
const GIVE_UP_AFTER: Duration = Duration::from_secs(60);
/// How often a server that does not come back is told of.
const TELL_EVERY: Duration = Duration::from_secs(30);

/// Until it is asked to stop, or gives up and says why in `lost`; to be called by the thread that spawned the server. A
/// server that is alive is left alone, however silent: it may be stopped for a while, or replay its log.
pub fn keep_running(
    launch: &Launch,
    mut server: Child,
    stopped: &Receiver<Duration>,
    lost: &watch::Sender<Option<String>>,
) {
    let mut absence: Option<Absence> = None;
    loop {
        let pause = absence.as_ref().map_or(LOOK_EVERY, |absence| absence.pause);
        if let Some(patience) = asked_within(stopped, pause) {
            return stop(launch, server, patience);
        }
        if matches!(server.try_wait(), Ok(None)) {
            if absence.is_some() && launch.is_ready(&server) {
                tracing::warn!("the embedded PostgreSQL is back");
                absence = None;
            }
            continue;
        }
        let absent = absence.get_or_insert_with(Absence::begin);
        if absent.is_hopeless(launch) {
            lost.send_replace(Some(launch.end_of_log()));
            return;
        }
        absent.start_again(launch, &mut server);
    }
}

/// How much time there is for a good order, once somebody wants the end.
fn asked_within(stopped: &Receiver<Duration>, pause: Duration) -> Option<Duration> {
    match stopped.recv_timeout(pause) {
        Ok(patience) => Some(patience),
        Err(RecvTimeoutError::Disconnected) => Some(PATIENCE),
        Err(RecvTimeoutError::Timeout) => None,
    }
}

/// A server that is not there.
struct Absence {
    since: Instant,
    told_at: Option<Instant>,
    pause: Duration,
}

impl Absence {
    fn begin() -> Self {
        Absence { since: Instant::now(), told_at: None, pause: FIRST_RETRY }
    }

    /// Not where only room is missing: it comes back by itself once there is some.
    fn is_hopeless(&self, launch: &Launch) -> bool {
        let has_room = Room::of(&launch.data_dir).is_ok_and(|room| room.free >= ROOM_TO_WORK);
        has_room && self.since.elapsed() > GIVE_UP_AFTER
    }

    fn start_again(&mut self, launch: &Launch, server: &mut Child) {
        if self.told_at.is_none_or(|at| at.elapsed() > TELL_EVERY) {
            self.told_at = Some(Instant::now());
            tracing::error!(log = launch.end_of_log(), "the embedded PostgreSQL is gone; starting it again");
        }
        metrics::counter!("posology_embedded_starts_total").increment(1);
        match launch.spawn() {
            Ok(again) => *server = again,
            Err(error) => tracing::error!(%error, "the embedded PostgreSQL cannot be started"),
        }
        self.pause = (self.pause * 3 / 2).min(LAST_RETRY);
    }
}

/// PostgreSQL's fast shutdown: clients are sent away, everything committed is kept. What does not hear of it in time is
/// ended the harder way: a stopped server must not keep the program from ending.
pub fn stop(launch: &Launch, mut server: Child, patience: Duration) {
    for (signal, patience) in [(Signal::INT, patience), (Signal::QUIT, IMMEDIATELY), (Signal::KILL, KILLED_WITHIN)] {
        // One that has ended is not signalled: its id may be somebody else's by now.
        if children::ends_within(&mut server, Duration::ZERO) {
            break;
        }
        children::signal(&server, signal);
        if !children::ends_within(&mut server, patience) {
            tracing::warn!(?signal, "the embedded PostgreSQL did not end in time");
        }
    }
    launch.end_leftovers();
}
