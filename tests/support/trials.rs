//! How often a trial is repeated, and the seed that repeats a failing one.

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// Tries a property with as many cases as [`trials`] says, all drawn from one [`Seed`].
#[track_caller]
pub fn holds<S: Strategy>(full: usize, cases: S, property: impl Fn(S::Value))
where
    S::Value: Debug,
{
    let seed = Seed::draw();
    let config = Config {
        cases: u32::try_from(trials(full)).expect("not that many"),
        rng_seed: RngSeed::Fixed(seed.0),
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&cases, |case| {
        property(case);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// All of them with `POSOLOGY_TRIALS=full`, else a twentieth, and never none.
pub fn trials(full: usize) -> usize {
    let all = std::env::var("POSOLOGY_TRIALS").is_ok_and(|value| value == "full");
    if all { full } else { full.div_ceil(20).max(1) }
}

/// The seed of this run: `POSOLOGY_SEED`, or a new one. It is printed when a test that drew from it fails.
pub struct Seed(u64);

impl Seed {
    pub fn draw() -> Self {
        let given = std::env::var("POSOLOGY_SEED").ok().and_then(|seed| seed.parse().ok());
        Seed(given.unwrap_or_else(rand::random))
    }

    /// What repeats it, to be printed beside a result.
    pub fn number(&self) -> u64 {
        self.0
    }

    /// A number from 0 up to, not including, `sides`; the same for the same seed and place.
    pub fn pick(&self, place: usize, sides: usize) -> usize {
        let mixed = (self.0 ^ (place as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD134_2543_DE82_EF95);
        usize::try_from(mixed >> 32).expect("32 bits") % sides
    }
}

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("repeat this trial with POSOLOGY_SEED={}", self.0);
        }
    }
}
