//! Dose arithmetic for any numbers: exact decimals, units kept, nothing lost but what is rounded in the open.

use posology::domain::item::per_kg::{Basis, PerKg, PerKgUnit};
use posology::domain::item::rate::{Rate, RateUnit, fits, flow_of, minutes_of, pump_rate};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A number above zero with so many decimals.
fn number(most: i64, decimals: u32) -> impl Strategy<Value = Decimal> {
    (1..=most * 10_i64.pow(decimals)).prop_map(move |digits| Decimal::new(digits, decimals).normalize())
}

fn per_kg_unit() -> impl Strategy<Value = PerKgUnit> {
    proptest::sample::select(PerKgUnit::ALL.to_vec())
}

/// Half of the last digit that is kept, and a hair for the division that is undone.
fn within(left: Decimal, right: Decimal, allowed: Decimal) -> bool {
    (left - right).abs() <= allowed + Decimal::new(1, 12)
}

proptest! {
    #[test]
    fn item_10_the_dose_divided_by_the_weight_is_the_dose_per_kg(
        quantity in number(10_000, 4), weight in number(350, 3), unit in per_kg_unit(),
    ) {
        let per_kg = PerKg { quantity, unit };
        match per_kg.dose(weight) {
            Some(dose) => {
                prop_assert!(within(dose, quantity * weight, Decimal::new(5, 5)));
                prop_assert!(within(dose / weight, quantity, Decimal::new(5, 5) / weight));
                prop_assert!(dose.scale() <= 4 && dose == dose.normalize(), "no digits that nobody meant: {dose}");
            }
            None => prop_assert!(quantity * weight <= Decimal::new(5, 5)),
        }
    }

    #[test]
    fn item_10_a_unit_per_kg_names_the_unit_of_its_dose(unit in per_kg_unit()) {
        let basis = if unit.basis() == Basis::Surface { "m2" } else { "kg" };
        prop_assert_eq!(format!("{}/{basis}", unit.of_dose()), unit.code());
        prop_assert_eq!(PerKgUnit::from_code(unit.code()), Some(unit));
    }

    #[test]
    fn item_6_time_and_flow_recover_the_volume(volume in number(10_000, 2), minutes in number(1_440, 1)) {
        let Some(flow) = flow_of(volume, minutes) else {
            prop_assert!(volume * Decimal::from(60) / minutes <= Decimal::new(5, 2));
            return Ok(());
        };
        prop_assert!(within(flow * minutes / Decimal::from(60), volume, Decimal::new(5, 2) * minutes / Decimal::from(60)));
        prop_assert!(flow.scale() <= 1, "a pump is set to tenths: {flow}");
        if let Some(back) = minutes_of(volume, flow) {
            let lost = Decimal::new(5, 2) * minutes / flow + Decimal::new(5, 2);
            prop_assert!(within(back, minutes, lost), "{minutes} became {back}");
        }
    }

    #[test]
    fn item_6_the_pump_delivers_the_prescribed_rate(
        quantity in number(1_000, 4), weight in number(350, 3), amount in number(5_000, 4), volume in number(1_000, 2),
        unit in proptest::sample::select(RateUnit::ALL.to_vec()), mass in proptest::sample::select(vec!["g", "mg", "mcg", "ng"]),
    ) {
        let amount_unit = if unit == RateUnit::UnitsAnHour { "unit" } else { mass };
        let rate = Rate { quantity, unit };
        let exact = exact_ml_h(&rate, weight, amount, amount_unit, volume);
        match pump_rate(&rate, Some(weight), (amount, amount_unit), volume) {
            Some(ml_h) => {
                prop_assert!(ml_h.scale() <= 1 && ml_h == ml_h.normalize());
                prop_assert!(within(ml_h, exact, Decimal::new(5, 2)), "{ml_h} instead of {exact}");
            }
            None => prop_assert!(exact <= Decimal::new(5, 2)),
        }
    }

    #[test]
    fn item_6_the_unit_of_the_amount_changes_nothing(
        quantity in number(1_000, 4), weight in number(350, 3), milligrams in number(5_000, 3), volume in number(1_000, 2),
    ) {
        let rate = Rate { quantity, unit: RateUnit::MicrogramsAKilogramAMinute };
        let thousand = Decimal::ONE_THOUSAND;
        let in_mg = pump_rate(&rate, Some(weight), (milligrams, "mg"), volume);
        prop_assert_eq!(in_mg, pump_rate(&rate, Some(weight), (milligrams * thousand, "mcg"), volume));
        prop_assert_eq!(in_mg, pump_rate(&rate, Some(weight), (milligrams / thousand, "g"), volume));
    }

    #[test]
    fn item_6_units_that_measure_something_else_never_give_a_rate(
        quantity in number(1_000, 4), amount in number(5_000, 4), volume in number(1_000, 2),
        unit in proptest::sample::select(RateUnit::ALL.to_vec()),
        other in proptest::sample::select(vec!["mL", "iu", "meq", "mmol", "drop", "tablet", ""]),
    ) {
        let rate = Rate { quantity, unit };
        let given = pump_rate(&rate, Some(Decimal::from(70)), (amount, other), volume);
        prop_assert_eq!(fits(unit, other), unit == RateUnit::MillilitresAnHour);
        prop_assert!(given.is_none() || unit == RateUnit::MillilitresAnHour);
    }
}

/// Rate × weight ÷ concentration, written out once more in another order.
fn exact_ml_h(rate: &Rate, weight: Decimal, amount: Decimal, amount_unit: &str, volume: Decimal) -> Decimal {
    let micrograms = match amount_unit {
        "g" => Decimal::from(1_000_000),
        "mg" => Decimal::from(1_000),
        "ng" => Decimal::new(1, 3),
        _ => Decimal::ONE,
    };
    let hourly = match rate.unit {
        RateUnit::MillilitresAnHour => return rate.quantity,
        RateUnit::MicrogramsAKilogramAMinute => rate.quantity * weight * Decimal::from(60),
        RateUnit::MicrogramsAMinute => rate.quantity * Decimal::from(60),
        RateUnit::MilligramsAnHour => rate.quantity * Decimal::from(1_000),
        RateUnit::UnitsAnHour => rate.quantity,
    };
    hourly * volume / (amount * micrograms)
}

#[test]
fn item_6_known_rates_come_out_as_in_the_book() {
    let number = |text: &str| text.parse::<Decimal>().expect("a number");
    for (quantity, unit, weight, amount, amount_unit, volume, ml_h) in [
        ("0.1", RateUnit::MicrogramsAKilogramAMinute, "70", "16", "mg", "250", "6.6"),
        ("5", RateUnit::MicrogramsAKilogramAMinute, "80", "250", "mg", "250", "24"),
        ("10", RateUnit::MicrogramsAMinute, "70", "16", "mg", "250", "9.4"),
        ("5", RateUnit::MilligramsAnHour, "70", "150", "mg", "150", "5"),
        ("2", RateUnit::UnitsAnHour, "70", "100", "unit", "100", "2"),
        ("84", RateUnit::MillilitresAnHour, "70", "500", "mL", "500", "84"),
        ("0.25", RateUnit::MilligramsAnHour, "70", "1", "mg", "1", "0.2"),
        ("0.35", RateUnit::MilligramsAnHour, "70", "1", "mg", "1", "0.4"),
    ] {
        let rate = Rate { quantity: number(quantity), unit };
        let result = pump_rate(&rate, Some(number(weight)), (number(amount), amount_unit), number(volume));
        assert_eq!(result, Some(number(ml_h)), "{quantity} {}", unit.code());
    }
}
