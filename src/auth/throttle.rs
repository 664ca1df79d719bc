//! Slows down guessing of passwords from one address. Guessing at one account is stopped by its own counter.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Counts log-ins by address.
pub struct Throttle(DefaultKeyedRateLimiter<IpAddr>);

impl Throttle {
    pub fn new(per_minute: NonZeroU32) -> Self {
        Throttle(RateLimiter::keyed(Quota::per_minute(per_minute)))
    }

    /// False when the address has used up its log-ins for now.
    pub fn allows(&self, address: IpAddr) -> bool {
        let allowed = self.0.check_key(&address).is_ok();
        if self.0.len() > 10_000 {
            self.0.retain_recent();
        }
        allowed
    }
}
