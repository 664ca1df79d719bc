//! The scale of a chart: from zero to a round number, in steps that people count in.

use rust_decimal::Decimal;

/// Steps that a scale has at least, where its numbers allow it.
const STEPS: i64 = 4;

/// From zero to [`Scale::top`], drawn on a length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    step: Decimal,
    top: Decimal,
    length: i64,
}

impl Scale {
    /// A scale for values up to the largest, on a length in units of the drawing. Without a value above zero it goes to
    /// one.
    pub fn up_to(largest: Decimal, length: i64) -> Self {
        let largest = if largest > Decimal::ZERO { largest } else { Decimal::ONE };
        let step = round_step(largest / Decimal::from(STEPS));
        let top = (largest / step).ceil() * step;
        Scale { step, top, length }
    }

    pub fn top(&self) -> Decimal {
        self.top
    }

    /// How far a value reaches, to a tenth; below zero nowhere, above the top to the end.
    pub fn place(&self, value: Decimal) -> Decimal {
        let value = value.clamp(Decimal::ZERO, self.top);
        (value / self.top * Decimal::from(self.length)).round_dp(1)
    }

    /// Zero, each step, and the top.
    pub fn ticks(&self) -> Vec<Decimal> {
        let mut ticks = vec![Decimal::ZERO];
        while let Some(last) = ticks.last().filter(|last| **last < self.top) {
            ticks.push((*last + self.step).normalize());
        }
        ticks
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50 … and 0.5, 0.2, 0.1 … that is no smaller.
fn round_step(step: Decimal) -> Decimal {
    let mut unit = Decimal::ONE;
    while unit >= step && unit > Decimal::new(1, 10) {
        unit /= Decimal::TEN;
    }
    while unit * Decimal::TEN < step {
        unit *= Decimal::TEN;
    }
    let round = [1, 2, 5, 10].map(|times| unit * Decimal::from(times));
    round.into_iter().find(|round| *round >= step).unwrap_or(step).normalize()
}
