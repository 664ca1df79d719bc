//! Numbers in words, as quantities of controlled substances are written besides the figures (CTL-4).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The first number without words.
const BEYOND: u32 = 1_000_000;

/// What is counted: `duas doses`, `dois comprimidos`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Masculine,
    Feminine,
}

const ONES_PT: [&str; 20] = [
    "zero",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "quatorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
];
const TENS_PT: [&str; 10] =
    ["", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"];
const HUNDREDS_PT: [&str; 10] = [
    "",
    "cento",
    "duzentos",
    "trezentos",
    "quatrocentos",
    "quinhentos",
    "seiscentos",
    "setecentos",
    "oitocentos",
    "novecentos",
];
const ONES_EN: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS_EN: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `doze`, `duas`, `dois vírgula cinco`; None below zero and from a million on.
pub fn in_portuguese(number: Decimal, gender: Gender) -> Option<String> {
    let (whole, fraction) = parts(number)?;
    if fraction.is_empty() {
        return Some(whole_pt(whole, gender));
    }
    let zeros = fraction.chars().take_while(|digit| *digit == '0').count();
    let rest: u32 = fraction.parse().ok()?;
    let mut words = vec![whole_pt(whole, Gender::Masculine), "vírgula".to_owned()];
    words.extend(std::iter::repeat_n("zero".to_owned(), zeros));
    words.push(whole_pt(rest, Gender::Masculine));
    Some(words.join(" "))
}

/// `twelve`, `two point five`; None below zero and from a million on.
pub fn in_english(number: Decimal) -> Option<String> {
    let (whole, fraction) = parts(number)?;
    if fraction.is_empty() {
        return Some(whole_en(whole));
    }
    let digits = fraction.chars().filter_map(|digit| digit.to_digit(10)).map(whole_en);
    Some(format!("{} point {}", whole_en(whole), digits.collect::<Vec<_>>().join(" ")))
}

/// The whole, and the digits behind the decimal mark without trailing zeros.
fn parts(number: Decimal) -> Option<(u32, String)> {
    let number = number.normalize();
    let whole = number.trunc().to_u32().filter(|whole| *whole < BEYOND)?;
    let text = number.to_string();
    let fraction = text.split_once('.').map(|(_, digits)| digits.to_owned()).unwrap_or_default();
    (!number.is_sign_negative()).then_some((whole, fraction))
}

fn whole_pt(number: u32, gender: Gender) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    if thousands == 0 {
        return below_thousand_pt(rest, gender);
    }
    let thousands =
        if thousands == 1 { "mil".to_owned() } else { format!("{} mil", below_thousand_pt(thousands, gender)) };
    match rest {
        0 => thousands,
        _ if rest < 100 || rest % 100 == 0 => format!("{thousands} e {}", below_thousand_pt(rest, gender)),
        _ => format!("{thousands} {}", below_thousand_pt(rest, gender)),
    }
}

fn below_thousand_pt(number: u32, gender: Gender) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    if number == 100 {
        return "cem".to_owned();
    }
    let mut words = Vec::new();
    if hundreds > 0 {
        let word = word(&HUNDREDS_PT, hundreds);
        words.push(if gender == Gender::Feminine && hundreds > 1 { word.replace("os", "as") } else { word.to_owned() });
    }
    if rest >= 20 {
        words.push(word(&TENS_PT, rest / 10).to_owned());
    }
    let ones = if rest >= 20 { rest % 10 } else { rest };
    if ones > 0 || number == 0 {
        words.push(one_pt(ones, gender).to_owned());
    }
    words.join(" e ")
}

fn one_pt(number: u32, gender: Gender) -> &'static str {
    match (number, gender) {
        (1, Gender::Feminine) => "uma",
        (2, Gender::Feminine) => "duas",
        _ => word(&ONES_PT, number),
    }
}

fn whole_en(number: u32) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    if thousands == 0 {
        return below_thousand_en(rest);
    }
    let thousands = format!("{} thousand", below_thousand_en(thousands));
    match rest {
        0 => thousands,
        1..100 => format!("{thousands} and {}", below_thousand_en(rest)),
        _ => format!("{thousands} {}", below_thousand_en(rest)),
    }
}

fn below_thousand_en(number: u32) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let small = match rest {
        0..20 => word(&ONES_EN, rest).to_owned(),
        _ if rest % 10 == 0 => word(&TENS_EN, rest / 10).to_owned(),
        _ => format!("{}-{}", word(&TENS_EN, rest / 10), word(&ONES_EN, rest % 10)),
    };
    match (hundreds, rest) {
        (0, _) => small,
        (_, 0) => format!("{} hundred", word(&ONES_EN, hundreds)),
        _ => format!("{} hundred and {small}", word(&ONES_EN, hundreds)),
    }
}

fn word(words: &[&'static str], number: u32) -> &'static str {
    words.get(number as usize).copied().unwrap_or_default()
}
