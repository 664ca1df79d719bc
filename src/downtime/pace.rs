//! How often packs are written, how long one may take, and how old the newest then gets.

use std::time::Duration;

/// A pack of a hospital is written within a second; a slow stick gets so much.
const LEAST_FOR_WRITING: Duration = Duration::from_secs(12);
const AGAIN_AFTER_FAILURE: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub every: Duration,
    /// An attempt that takes longer has failed.
    pub writing: Duration,
    /// From a failure to the next attempt.
    pub again: Duration,
}

impl Pace {
    pub fn of(every: Duration) -> Self {
        Pace { every, writing: LEAST_FOR_WRITING.max(every * 2 / 5), again: AGAIN_AFTER_FAILURE.min(every) }
    }

    /// How old the newest pack gets until the next is there, though an attempt in between failed.
    pub fn oldest(&self) -> Duration {
        self.every + self.writing + self.again + self.writing
    }
}
