//! Dice that fall the same way on every machine.

/// A linear congruential generator with Knuth's MMIX constants; good enough to scatter names and times.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// A number from 0 up to, not including, `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides.max(1)
    }

    /// As [`Dice::roll`], for times.
    pub fn minutes(&mut self, sides: u64) -> chrono::TimeDelta {
        chrono::TimeDelta::minutes(i64::try_from(self.roll(sides)).unwrap_or_default())
    }

    pub fn one_of<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> Option<&'a T> {
        let place = usize::try_from(self.roll(of.len() as u64)).ok()?;
        of.get(place).copied()
    }

    /// A name of the list; empty only for an empty list.
    pub fn name(&mut self, of: &[&'static str]) -> &'static str {
        self.one_of(of).unwrap_or_default()
    }
}
