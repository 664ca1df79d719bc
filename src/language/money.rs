//! Amounts of money, and whole numbers that may be below zero.

use rust_decimal::Decimal;

use super::Words;
use crate::domain::number::format_quantity;

impl Words {
    /// `1.234,50`: always two digits, half to even.
    pub fn money(&self, amount: &Decimal) -> String {
        let amount = amount.round_dp(2);
        let cents = format!("{:.2}", amount.abs().fract());
        let cents = cents.split_once('.').map_or("00", |(_, cents)| cents);
        let whole = format_quantity(amount.abs().trunc(), self.language.decimal_mark());
        let sign = if amount < Decimal::ZERO { "-" } else { "" };
        format!("{sign}{whole}{}{cents}", self.language.decimal_mark().mark())
    }

    /// `-1.234`.
    pub fn whole(&self, number: i64) -> String {
        let digits = format_quantity(Decimal::from(number.unsigned_abs()), self.language.decimal_mark());
        if number < 0 { format!("-{digits}") } else { digits }
    }
}
