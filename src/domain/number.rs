//! Decimal numbers as clinicians write them, read strictly (ITEM-3).

use rust_decimal::Decimal;

use crate::domain::problem::Problem;

/// The decimal mark of a language; the other of the two marks groups thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    Comma,
    Point,
}

impl DecimalMark {
    pub fn mark(self) -> char {
        match self {
            DecimalMark::Comma => ',',
            DecimalMark::Point => '.',
        }
    }

    fn grouping(self) -> char {
        match self {
            DecimalMark::Comma => '.',
            DecimalMark::Point => ',',
        }
    }
}

/// Digits before the decimal mark that a quantity may have.
const INTEGER_DIGITS: usize = 9;
/// Digits after the decimal mark that a quantity may have.
const FRACTION_DIGITS: usize = 4;

/// Reads a quantity greater than zero. `1,0` becomes `1`; `,5` is refused, as is what two readers could take for two
/// numbers: `1,125` is one and an eighth to one and more than a thousand to the other, whatever their language (ITEM-3).
///
/// # Errors
/// The [`Problem`] in the way, to be said next to the field.
pub fn parse_quantity(text: &str, mark: DecimalMark) -> Result<Decimal, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::DoseMissing);
    }
    if let Some(naked) = text.strip_prefix([',', '.']) {
        return Err(naked_decimal(naked, mark));
    }
    if let Some(problem) = in_two_ways(text, mark) {
        return Err(problem);
    }
    let (whole, fraction) = match text.split_once(mark.mark()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let digits = ungroup(whole, mark.grouping()).ok_or(Problem::DoseNotANumber { mark: mark.mark() })?;
    let fraction = checked_fraction(fraction, mark)?;
    let value: Decimal =
        format!("{digits}.{fraction}0").parse().map_err(|_| Problem::DoseNotANumber { mark: mark.mark() })?;
    if value.is_zero() {
        return Err(Problem::DoseNotPositive);
    }
    Ok(value.normalize())
}

fn naked_decimal(rest: &str, mark: DecimalMark) -> Problem {
    if !rest.is_empty() && rest.len() <= FRACTION_DIGITS && all_digits(rest) {
        Problem::DoseNakedDecimal { instead: format!("0{}{rest}", mark.mark()) }
    } else {
        Problem::DoseNotANumber { mark: mark.mark() }
    }
}

/// The digits of `1.000.000` without their grouping; None when they are not grouped by threes.
fn ungroup(whole: &str, grouping: char) -> Option<String> {
    let mut groups = whole.split(grouping);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let well_grouped = rest.is_empty()
        || ((1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3));
    let digits = format!("{first}{}", rest.concat());
    (well_grouped && all_digits(&digits) && (1..=INTEGER_DIGITS).contains(&digits.len())).then_some(digits)
}

fn in_two_ways(text: &str, mark: DecimalMark) -> Option<Problem> {
    let (whole, three) = like_a_group(text)?;
    let small = format!("{whole}.{three}").parse().map(|small| written(small, mark)).unwrap_or_default();
    Some(Problem::DoseAmbiguous { large: format!("{whole}{three}"), small })
}

/// One mark, whichever, before exactly three digits: what stands before it and behind.
fn like_a_group(text: &str) -> Option<(&str, &str)> {
    let (whole, three) = text.split_once([',', '.'])?;
    let is_group = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && three.len() == 3;
    (is_group && all_digits(whole) && all_digits(three)).then_some((whole, three))
}

fn checked_fraction(fraction: Option<&str>, mark: DecimalMark) -> Result<&str, Problem> {
    let Some(fraction) = fraction else { return Ok("") };
    if !all_digits(fraction) || fraction.is_empty() || fraction.len() > FRACTION_DIGITS {
        return Err(Problem::DoseNotANumber { mark: mark.mark() });
    }
    Ok(fraction)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes a quantity with grouped thousands and without trailing zeros: `100.000`, `0,5` (ITEM-3).
pub fn format_quantity(quantity: Decimal, mark: DecimalMark) -> String {
    let plain = quantity.normalize().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 4);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(mark.grouping());
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(mark.mark());
        text.push_str(fraction);
    }
    text
}

/// Writes a quantity so that [`parse_quantity`] reads it as nothing else: not grouped, and with a fourth digit where three
/// behind the mark could be taken for a group.
pub fn written(quantity: Decimal, mark: DecimalMark) -> String {
    let plain = quantity.normalize().to_string().replace('.', &mark.mark().to_string());
    if like_a_group(&plain).is_some() { format!("{plain}0") } else { plain }
}
