//! How much goes home: doses in what is handed out, days that it lasts, and how it is said.

use posology::domain::take_home::supply::{Course, counted, days_covered, millilitres, portion, units_per_dose};
use rust_decimal::Decimal;

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

#[test]
fn ctl_4_dispensing_units_are_counted_in_figures_and_words_with_gender_and_plural() {
    for (count, unit, said) in [
        (12, "comprimido", "12 (doze) comprimidos"),
        (1, "ampola", "1 (uma) ampola"),
        (2, "frasco-ampola", "2 (dois) frascos-ampola"),
        (22, "cápsula", "22 (vinte e duas) cápsulas"),
        (3, "lata", "3 (três) × lata"),
        (1000, "envelope", "1000 (mil) envelopes"),
    ] {
        assert_eq!(counted(count, unit), said);
    }
}

#[test]
fn a_dose_is_said_as_a_patient_takes_it_or_not_at_all() {
    let said = |dose, unit, strength, of| units_per_dose(number(dose), unit, strength, of).and_then(|n| portion(n, of));
    assert_eq!(said("500", "mg", "500 mg", "comprimido").as_deref(), Some("1 (um) comprimido"));
    assert_eq!(said("1", "g", "500 mg", "comprimido").as_deref(), Some("2 (dois) comprimidos"));
    assert_eq!(said("2.5", "mg", "5 mg", "comprimido").as_deref(), Some("meio comprimido"));
    assert_eq!(said("37.5", "mg", "25 mg", "cápsula").as_deref(), Some("1 (uma) cápsula e meia"));
    assert_eq!(said("500", "mg", "500 mg + 125 mg", "comprimido").as_deref(), Some("1 (um) comprimido"));
    assert_eq!(said("1", "mg", "3 mg", "comprimido"), None, "a third");
    assert_eq!(said("75", "mg", "75 mg/mL", "frasco"), None, "a bottle is no dose");
    assert_eq!(said("5", "unit", "500 mg", "comprimido"), None);
    assert_eq!(millilitres(number("1000"), "mg", "200 mg/mL"), Some(number("5")));
    assert_eq!(millilitres(number("100"), "mg", "75 mg/3 mL"), Some(number("4")));
    assert_eq!(millilitres(number("70"), "mg", "75 mg/mL"), None, "nobody measures hundredths");
    assert_eq!(millilitres(number("500"), "mg", "500 mg"), None);
}

#[test]
fn ctl_2_a_supply_lasts_as_long_as_it_lasts_and_a_begun_day_counts() {
    let course = |dose, doses, every_days| Course { dose: number(dose), unit: "mg", doses, every_days };
    let days = |supply, course| days_covered(supply, "10 mg", "comprimido", &course);
    assert_eq!(days(120, course("10", 4, Some(1))), Some(30));
    assert_eq!(days(121, course("10", 4, Some(1))), Some(31));
    assert_eq!(days(30, course("5", 1, Some(1))), Some(60));
    assert_eq!(days(4, course("10", 1, Some(7))), Some(28));
    assert_eq!(days(1, course("10", 1, None)), None, "a single dose has no days");
    assert_eq!(days(1, course("10", 0, Some(1))), None);
    assert_eq!(days_covered(2, "200 mg/mL", "frasco", &course("10", 4, Some(1))), None, "nobody knows a bottle");
}
