//! The two languages of the interface: words, dates, decimals and plurals.

mod contents;
mod controlled;
mod disks;
mod doses;
mod money;
mod paper;
mod periods;
mod remembered;
mod stock;
pub mod take_home;

use std::borrow::{Borrow, Cow};
use std::collections::HashMap;
use std::rc::Rc;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use rust_decimal::Decimal;

use crate::domain::dose::shown_as;
use crate::domain::item::per_kg::Basis;
use crate::domain::named::Named;
use crate::domain::number::{DecimalMark, format_quantity, written};
use crate::domain::problem::{Detail, Problem};
use crate::domain::safety::alert::{Finding, OfBody};
use crate::domain::schedule::format_time;
use remembered::remembered;

static_loader! {
    static WORDS = {
        locales: "./templates/locales",
        fallback_language: "pt-BR",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static PORTUGUESE: LanguageIdentifier = langid!("pt-BR");
static ENGLISH: LanguageIdentifier = langid!("en");

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Portuguese,
    English,
}

impl Language {
    /// The one of the two that it is not.
    pub fn other(self) -> Language {
        match self {
            Language::Portuguese => Language::English,
            Language::English => Language::Portuguese,
        }
    }

    /// BCP 47 tag, as in `<html lang>` and the cookie.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Portuguese => "pt-BR",
            Language::English => "en",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.trim().to_ascii_lowercase().as_str() {
            "pt" => Some(Language::Portuguese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that we speak, in the reader's order of preference.
    pub fn preferred(accept_language: &str) -> Option<Self> {
        let mut ranked: Vec<(f32, Language)> = accept_language
            .split(',')
            .filter_map(|entry| {
                let (tag, quality) = entry.split_once(";q=").unwrap_or((entry, "1"));
                Some((quality.trim().parse::<f32>().ok()?, Language::from_tag(tag)?))
            })
            .filter(|(quality, _)| *quality > 0.0)
            .collect();
        ranked.sort_by(|left, right| right.0.total_cmp(&left.0));
        ranked.first().map(|(_, language)| *language)
    }

    pub fn decimal_mark(self) -> DecimalMark {
        match self {
            Language::Portuguese => DecimalMark::Comma,
            Language::English => DecimalMark::Point,
        }
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Language::Portuguese => &PORTUGUESE,
            Language::English => &ENGLISH,
        }
    }
}

/// How one reader is spoken to: a language and the hospital's clock.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub language: Language,
    pub zone: Tz,
    /// Ages and days of a therapy are those of this moment; None for now.
    moment: Option<DateTime<Utc>>,
}

type Arguments<'a> = HashMap<Cow<'static, str>, FluentValue<'a>>;

impl Words {
    pub fn new(language: Language, zone: Tz) -> Self {
        Words { language, zone, moment: None }
    }

    /// The same in another language.
    pub fn in_language(self, language: Language) -> Self {
        Words { language, ..self }
    }

    /// As one spoke at a moment: what went to paper then says the same for ever.
    pub fn as_of(self, moment: DateTime<Utc>) -> Self {
        Words { moment: Some(moment), ..self }
    }

    pub fn tag(&self) -> &'static str {
        self.language.tag()
    }

    /// The text of a key.
    pub fn t(&self, key: &str) -> Rc<str> {
        remembered(self.language, key, None, || WORDS.lookup(self.language.identifier(), key))
    }

    /// The text of a key that ends with a code: `stage-` and `submitted`.
    pub fn of(&self, stem: &str, code: &str) -> Rc<str> {
        self.t(&format!("{stem}-{code}"))
    }

    /// The text of a key with a number in it, plural right.
    pub fn n(&self, key: &str, n: impl Borrow<i64>) -> Rc<str> {
        let n = *n.borrow();
        remembered(self.language, key, Some(n), || self.lookup(key, [("n", FluentValue::from(n))]))
    }

    /// The text of a key with one value in it.
    pub fn with(&self, key: &str, name: &'static str, value: &str) -> String {
        self.lookup(key, [(name, FluentValue::from(value))])
    }

    fn lookup<'a>(&self, key: &str, values: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>) -> String {
        let arguments: Arguments<'a> = values.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        WORDS.lookup_with_args(self.language.identifier(), key, &arguments)
    }

    /// As [`Words::n`], for the length of a list.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.lookup(key, [("n", FluentValue::from(n))])
    }

    /// The text of a key with a part of a whole in it: lines 51 to 100 of 1.234.
    pub fn range(&self, key: &str, first: impl Borrow<i64>, last: impl Borrow<i64>, total: impl Borrow<i64>) -> String {
        let number = |n: &i64| FluentValue::from(format_quantity(Decimal::from(*n), self.language.decimal_mark()));
        let parts =
            [("first", number(first.borrow())), ("last", number(last.borrow())), ("total", number(total.borrow()))];
        self.lookup(key, parts)
    }

    /// A patient's allergies in words, whatever is known (PRE-2).
    pub fn allergies(&self, status: &Option<String>, list: &[String]) -> String {
        let words = self.of("allergies", status.as_deref().unwrap_or("unknown"));
        if list.is_empty() { words.to_string() } else { format!("{words}: {}", list.join(", ")) }
    }

    /// As [`Words::pick`], where there may be no name.
    pub fn pick_some<'a>(&self, pt: &'a Option<String>, en: &'a Option<String>) -> &'a str {
        self.pick(pt.as_deref().unwrap_or_default(), en.as_deref().unwrap_or_default())
    }

    /// The name in this language.
    pub fn pick<'a>(&self, pt: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Portuguese => pt,
            Language::English => en,
        }
    }

    /// As [`Words::pick`], for lists.
    pub fn pick_list<'a>(&self, pt: &'a [String], en: &'a [String]) -> &'a [String] {
        match self.language {
            Language::Portuguese => pt,
            Language::English => en,
        }
    }

    pub fn name<'a>(&self, named: &'a Named) -> &'a str {
        self.pick(&named.pt, &named.en)
    }

    /// Says what is in the way of signing.
    pub fn problem(&self, problem: &Problem) -> String {
        let (key, details) = problem.words();
        self.lookup(key, details.into_iter().map(|(name, detail)| (name, self.detail(detail))))
    }

    /// A part of an alert's words: `what`, `why` or `do`.
    pub fn alert(&self, finding: &Finding, part: &str) -> String {
        let (stem, details) = finding.words();
        self.lookup(&format!("{stem}-{part}"), details.into_iter().map(|(name, detail)| (name, self.detail(detail))))
    }

    fn detail<'a>(&self, detail: Detail<'a>) -> FluentValue<'a> {
        match detail {
            Detail::Text(text) => FluentValue::from(text),
            Detail::Count(count) => FluentValue::from(count),
            Detail::Number(number) => FluentValue::from(self.number(&number)),
            Detail::Day(day) => FluentValue::from(self.date(&day)),
            Detail::Moment(at) => FluentValue::from(self.date_time(&at)),
            Detail::Name(named) => FluentValue::from(self.name(named)),
            Detail::Names(all) => FluentValue::from(self.list(all)),
            Detail::All(all) => {
                let names: Vec<&str> = all.iter().map(|named| self.name(named)).collect();
                FluentValue::from(names.join(", "))
            }
            Detail::Dose(amount) => FluentValue::from(self.dose(&amount.quantity, &amount.unit)),
            Detail::OfThisBody(OfBody { each, measure, basis }) => {
                let (each, measure) = (self.dose(&each.quantity, &each.unit), self.number(measure));
                let unit = match basis {
                    Basis::Weight => "kg",
                    Basis::Surface => "m²",
                };
                FluentValue::from(format!("{each}/{unit} × {measure} {unit}"))
            }
            Detail::Units(codes) => {
                let names: Vec<Rc<str>> = codes.iter().map(|code| self.unit(code, 2)).collect();
                FluentValue::from(self.one_of(&names.iter().map(Rc::as_ref).collect::<Vec<_>>()))
            }
        }
    }

    /// `Oncologia Clínica ou Hematologia`.
    fn list(&self, all: &[Named]) -> String {
        self.one_of(&all.iter().map(|named| self.name(named)).collect::<Vec<_>>())
    }

    fn one_of(&self, names: &[&str]) -> String {
        match names.split_last() {
            None => self.t("list-nobody").to_string(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, before)) => format!("{} {} {last}", before.join(", "), self.t("list-or")),
        }
    }

    /// `10/07/1985`, or `10 Jul 1985`, which nobody reads as October.
    pub fn date(&self, date: &NaiveDate) -> String {
        match self.language {
            Language::Portuguese => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
            Language::English => date.format("%-d %b %Y").to_string(),
        }
    }

    /// Date and minute on the hospital's clock.
    pub fn date_time(&self, at: &DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        format!("{} {:02}:{:02}", self.date(&local.date_naive()), local.hour(), local.minute())
    }

    /// The day of a moment on the hospital's clock.
    pub fn date_of(&self, at: &DateTime<Utc>) -> String {
        self.date(&at.with_timezone(&self.zone).date_naive())
    }

    /// Date and second on the hospital's clock, for paper.
    pub fn moment(&self, at: &DateTime<Utc>) -> String {
        format!("{} {}", self.date(&at.with_timezone(&self.zone).date_naive()), self.clock(at))
    }

    /// `10:42:07` on the hospital's clock.
    pub fn clock(&self, at: &DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%H:%M:%S").to_string()
    }

    pub fn time(&self, time: &NaiveTime) -> String {
        format_time(*time)
    }

    /// `500 mg`, `0,5 mg`, `5.000 unidades`: always a space, the unit in full (ITEM-3, ITEM-4).
    pub fn dose(&self, quantity: &Decimal, unit: &str) -> String {
        let (quantity, unit) = shown_as(*quantity, unit);
        let number = format_quantity(quantity, self.language.decimal_mark());
        format!("{number} {}", self.unit(unit, if quantity == Decimal::ONE { 1 } else { 2 }))
    }

    /// A number in the reader's language.
    pub fn number(&self, number: &Decimal) -> String {
        format_quantity(*number, self.language.decimal_mark())
    }

    /// A number as a reader of this language types it.
    pub fn typed(&self, number: Decimal) -> String {
        written(number, self.language.decimal_mark())
    }

    /// The unit's word, for one or for several.
    pub fn unit(&self, code: &str, n: i64) -> Rc<str> {
        self.n(&format!("unit-{}", code.to_ascii_lowercase()), n)
    }

    /// The day on the hospital's clock.
    pub fn today(&self) -> NaiveDate {
        self.moment.unwrap_or_else(Utc::now).with_timezone(&self.zone).date_naive()
    }

    /// A person's age: days, then months up to two years, then years.
    pub fn age(&self, born: &NaiveDate) -> Rc<str> {
        let today = self.today();
        let days = (today - *born).num_days();
        let mut months =
            i64::from(today.year() - born.year()) * 12 + i64::from(today.month()) - i64::from(born.month());
        months -= i64::from(today.day() < born.day());
        match months {
            months if months < 1 => self.n("age-days", days),
            months if months < 24 => self.n("age-months", months),
            months => self.n("age-years", months / 12),
        }
    }
}
