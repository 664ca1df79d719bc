//! How often a trial is repeated, and the seed that repeats a failing one.

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
