//! Who comes in and is answered, so that the end can wait until nobody does.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// When somebody last came in, asked, or was answered.
pub struct Traffic {
    opened: Instant,
    /// Microseconds after it opened.
    last: AtomicU64,
}

impl Default for Traffic {
    fn default() -> Self {
        Traffic { opened: Instant::now(), last: AtomicU64::new(0) }
    }
}

impl Traffic {
    /// Somebody does, now.
    pub fn stir(&self) {
        let now = u64::try_from(self.opened.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.last.fetch_max(now, Ordering::Relaxed);
    }

    /// For how long nobody has.
    pub fn quiet_for(&self) -> Duration {
        self.opened.elapsed().saturating_sub(Duration::from_micros(self.last.load(Ordering::Relaxed)))
    }
}
