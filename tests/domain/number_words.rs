//! Numbers in words.

use posology::domain::number_words::Gender::{self, Feminine, Masculine};
use posology::domain::number_words::{in_english, in_portuguese};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn pt(number: &str, gender: Gender) -> String {
    in_portuguese(number.parse().expect("a number"), gender).unwrap_or_default()
}

fn en(number: &str) -> String {
    in_english(number.parse().expect("a number")).unwrap_or_default()
}

#[test]
fn ctl_4_quantities_are_said_as_people_say_them() {
    for (number, portuguese, english) in [
        ("0", "zero", "zero"),
        ("1", "um", "one"),
        ("12", "doze", "twelve"),
        ("16", "dezesseis", "sixteen"),
        ("21", "vinte e um", "twenty-one"),
        ("100", "cem", "one hundred"),
        ("101", "cento e um", "one hundred and one"),
        ("250", "duzentos e cinquenta", "two hundred and fifty"),
        ("1000", "mil", "one thousand"),
        ("1020", "mil e vinte", "one thousand and twenty"),
        ("1200", "mil e duzentos", "one thousand two hundred"),
        ("1234", "mil duzentos e trinta e quatro", "one thousand two hundred and thirty-four"),
        ("2000", "dois mil", "two thousand"),
        ("9999", "nove mil novecentos e noventa e nove", "nine thousand nine hundred and ninety-nine"),
        ("2.5", "dois vírgula cinco", "two point five"),
        ("0.05", "zero vírgula zero cinco", "zero point zero five"),
        ("10.00", "dez", "ten"),
        ("7.25", "sete vírgula vinte e cinco", "seven point two five"),
    ] {
        assert_eq!((pt(number, Masculine).as_str(), en(number).as_str()), (portuguese, english), "{number}");
    }
    assert_eq!(pt("2", Feminine), "duas");
    assert_eq!(pt("2342", Feminine), "duas mil trezentas e quarenta e duas");
    for beyond in ["-1", "1000000"] {
        assert_eq!(in_english(beyond.parse().expect("a number")), None);
        assert_eq!(in_portuguese(beyond.parse().expect("a number"), Masculine), None);
    }
}

/// What Portuguese or English words say, read by somebody who knows only the words and that thousands multiply.
fn heard(words: &str) -> u32 {
    let value = |word: &str| -> u32 {
        let known = [
            "zero:0 um:1 uma:1 dois:2 duas:2 três:3 quatro:4 cinco:5 seis:6 sete:7 oito:8 nove:9 dez:10 onze:11 doze:12",
            "treze:13 quatorze:14 quinze:15 dezesseis:16 dezessete:17 dezoito:18 dezenove:19 vinte:20 trinta:30",
            "quarenta:40 cinquenta:50 sessenta:60 setenta:70 oitenta:80 noventa:90 cem:100 cento:100 duzentos:200",
            "duzentas:200 trezentos:300 trezentas:300 quatrocentos:400 quatrocentas:400 quinhentos:500 quinhentas:500",
            "seiscentos:600 seiscentas:600 setecentos:700 setecentas:700 oitocentos:800 oitocentas:800 novecentos:900",
            "novecentas:900 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12",
            "thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30",
            "forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90",
        ];
        let all = known.iter().flat_map(|line| line.split(' '));
        let found = all.filter_map(|pair| pair.split_once(':')).find(|(known, _)| *known == word);
        found.unwrap_or_else(|| panic!("“{word}” is no number")).1.parse().expect("a number")
    };
    let (mut thousands, mut sum) = (0, 0);
    for word in words.split([' ', '-']).filter(|word| !matches!(*word, "e" | "and")) {
        match word {
            "mil" | "thousand" => (thousands, sum) = (sum.max(1) * 1000, 0),
            "hundred" => sum *= 100,
            _ => sum += value(word),
        }
    }
    thousands + sum
}

#[test]
fn ctl_4_every_number_up_to_9999_is_heard_as_what_it_is() {
    for number in 0..=9999_u32 {
        let decimal = Decimal::from(number);
        let words = [in_portuguese(decimal, Masculine), in_portuguese(decimal, Feminine), in_english(decimal)];
        for words in words.map(Option::unwrap_or_default) {
            assert_eq!(heard(&words), number, "{words}");
        }
    }
}

proptest! {
    #[test]
    fn ctl_4_decimals_are_heard_as_what_they_are(whole in 0_u32..10_000, digits in "[0-9]{0,3}[1-9]") {
        let number: Decimal = format!("{whole}.{digits}").parse().expect("a number");
        let words = in_portuguese(number, Masculine).unwrap_or_default();
        let (before, after) = words.split_once(" vírgula ").expect("a decimal mark");
        prop_assert_eq!(heard(before), whole);
        let zeros = after.split(' ').take_while(|word| *word == "zero").count();
        prop_assert_eq!(format!("{}{}", "0".repeat(zeros), heard(after)), digits.clone());
        let words = in_english(number).unwrap_or_default();
        let (before, after) = words.split_once(" point ").expect("a decimal point");
        prop_assert_eq!(heard(before), whole);
        prop_assert_eq!(after.split(' ').map(|digit| heard(digit).to_string()).collect::<String>(), digits);
    }
}
