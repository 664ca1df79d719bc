//! The words of what goes home. It is a Brazilian legal document, so it is Portuguese whoever prints it (CTL-4).

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::{Language, Words};
use crate::domain::item::programme::Safeguards;
use crate::domain::number_words::Gender;
use crate::domain::take_home::supply::{counted, figures_and_words, millilitres, portion, units_per_dose};

/// What is said of an item on paper.
pub struct Posology<'a> {
    pub dose: &'a Decimal,
    pub unit: &'a str,
    pub strength: &'a str,
    pub dispensing_unit: &'a str,
    /// Code and name of the hospital's list.
    pub route: (&'a str, &'a str),
    pub frequency: &'a str,
    /// 1 is Monday; only of weekly doses.
    pub weekday: Option<i16>,
    /// What for, hours between doses and most doses in 24 hours.
    pub as_needed: Option<(&'a str, &'a Decimal, i16)>,
    /// None for continuous use.
    pub days: Option<i16>,
    pub once: bool,
}

/// Portuguese, whatever the reader's language.
pub struct PaperWords(Words);

const MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];

impl PaperWords {
    /// `termo assinado · teste de gravidez negativo de 20/11/2026 · contracepção confirmada` (WHO-5).
    pub fn safeguards(&self, safeguards: &Safeguards) -> String {
        self.0.safeguards(safeguards)
    }

    pub fn new(zone: Tz) -> Self {
        PaperWords(Words::new(Language::Portuguese, zone))
    }

    /// `12 (doze) comprimidos` (CTL-4).
    pub fn supply(&self, supply: i32, unit: &str) -> String {
        counted(supply.unsigned_abs(), unit)
    }

    /// `10 (dez) dias`.
    pub fn days(&self, days: i16) -> String {
        let days = u32::from(days.unsigned_abs());
        let noun = if days == 1 { "dia" } else { "dias" };
        format!("{} {noun}", figures_and_words(days, Gender::Masculine))
    }

    /// `Tomar 1 (um) comprimido (500 mg), por via oral, de 8 em 8 horas, durante 7 (sete) dias.`
    pub fn posology(&self, item: &Posology<'_>) -> String {
        let mut parts = vec![format!("{} {}", verb(item.route.0), self.dose(item)), by_route(item.route)];
        match item.as_needed {
            Some((indication, interval, most)) => parts.push(self.as_needed(indication, interval, most)),
            None if item.once => parts.push("em dose única".to_owned()),
            None => parts.push(self.frequency(item)),
        }
        match item.days {
            _ if item.once => {}
            None => parts.push("uso contínuo".to_owned()),
            Some(days) => parts.push(format!("durante {}", self.days(days))),
        }
        format!("{}.", parts.join(", "))
    }

    /// As the patient counts it, with the amount that it is.
    fn dose(&self, item: &Posology<'_>) -> String {
        let amount = self.0.dose(item.dose, item.unit);
        let units = units_per_dose(*item.dose, item.unit, item.strength, item.dispensing_unit);
        let solid = units.and_then(|units| portion(units, item.dispensing_unit));
        let liquid = || millilitres(*item.dose, item.unit, item.strength).map(|volume| self.0.dose(&volume, "mL"));
        match solid.or_else(liquid) {
            Some(portion) => format!("{portion} ({amount})"),
            None => self.0.amount_in_words(item.dose, item.unit),
        }
    }

    fn frequency(&self, item: &Posology<'_>) -> String {
        let name = lower_first(item.frequency);
        match item.weekday {
            Some(day) => format!("{name}, sempre no mesmo dia: {}", self.0.of("weekday", &day.to_string())),
            None => name,
        }
    }

    fn as_needed(&self, indication: &str, interval: &Decimal, most: i16) -> String {
        let hours = self.0.number(interval);
        let most = u32::from(most.unsigned_abs());
        let doses = figures_and_words(most, Gender::Feminine);
        let noun = if most == 1 { "dose" } else { "doses" };
        format!(
            "somente se necessário para {indication}, com intervalo mínimo de {hours} horas entre as doses e no máximo \
             {doses} {noun} em 24 horas"
        )
    }

    /// `25 de novembro de 2026, 14:30`, on the hospital's clock.
    pub fn signed_at(&self, at: &DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.0.zone);
        let month = MONTHS.get(local.month0() as usize).copied().unwrap_or_default();
        format!("{} de {month} de {}, {:02}:{:02}", local.day(), local.year(), local.hour(), local.minute())
    }

    /// Age on the day of signing is on the paper for ever.
    pub fn age(&self, born: &NaiveDate) -> String {
        self.0.age(born).to_string()
    }

    pub fn date(&self, date: &NaiveDate) -> String {
        self.0.date(date)
    }

    pub fn sex(&self, code: &str) -> String {
        self.0.of("sex", code).to_string()
    }
}

fn verb(route: &str) -> &'static str {
    match route {
        "VO" | "SL" | "BUC" => "Tomar",
        "TOP" | "TD" | "OFT" | "OTO" | "NAS" | "RET" | "VAG" | "IM" | "SC" => "Aplicar",
        "INH" => "Inalar",
        _ => "Administrar",
    }
}

fn by_route((code, name): (&str, &str)) -> String {
    match code {
        "SNE" | "GTT" => format!("por {}", lower_first(name)),
        _ => format!("por via {}", lower_first(name)),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
