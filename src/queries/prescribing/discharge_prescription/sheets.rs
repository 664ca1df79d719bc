//! The sheets of a discharge prescription: which ones each document needs, in how many copies, and what is on them.

use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::take_home::papers::Kind;
use crate::language::take_home::{PaperWords, Posology};
use crate::read_model::tables::{discharge_documents, discharge_items};

#[derive(Queryable, Selectable)]
#[diesel(table_name = discharge_documents)]
pub struct DocumentRow {
    pub id: i64,
    kind: String,
    pub list: Option<String>,
    pub title_pt: String,
    pub colour_pt: String,
    pub most_ampoules: Option<i16>,
    pub most_days: Option<i16>,
    pub valid_days: Option<i16>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = discharge_items)]
pub struct Item {
    pub document_id: i64,
    pub number: i16,
    pub name_pt: String,
    pub presentation_pt: String,
    strength: String,
    dispensing_unit: String,
    dose_quantity: Decimal,
    dose_unit_code: String,
    route_code: String,
    route_pt: String,
    frequency_pt: String,
    cycle: String,
    weekday: Option<i16>,
    pub days: Option<i16>,
    supply: i32,
    indication: Option<String>,
    interval_hours: Option<Decimal>,
    most_per_day: Option<i16>,
    pub note: String,
    pub diagnosis: Option<String>,
    pub justification: Option<String>,
}

/// A document of a known kind with its items.
pub struct Document {
    pub row: DocumentRow,
    pub kind: Kind,
    pub items: Vec<Item>,
}

/// What a sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    Ordinary,
    Antimicrobial,
    SpecialControl,
    /// What is to be written on an official form; never the form.
    Transcription,
    /// The prescription that goes with a notification (art. 35).
    WithNotification,
    /// Why more is supplied than the list allows.
    Justification,
}

/// One sheet of paper.
pub struct Sheet<'a> {
    pub kind: SheetKind,
    /// Who keeps this copy; empty where there is one only.
    pub copy: &'static str,
    pub document: &'a Document,
}

const PHARMACY_KEEPS: &str = "1ª via: retenção da farmácia ou drogaria";
const PATIENT_KEEPS: &str = "2ª via: orientação ao paciente";

impl DocumentRow {
    pub fn document(self) -> Option<Document> {
        let kind = Kind::from_code(&self.kind)?;
        Some(Document { row: self, kind, items: Vec::new() })
    }
}

/// In the order in which they are handed out: each document's copies, and behind each what justifies it.
pub fn sheets(documents: &[Document]) -> Vec<Sheet<'_>> {
    documents.iter().flat_map(of_document).collect()
}

fn of_document(document: &Document) -> Vec<Sheet<'_>> {
    let sheet = |kind, copy| Sheet { kind, copy, document };
    let both = |kind| vec![sheet(kind, PHARMACY_KEEPS), sheet(kind, PATIENT_KEEPS)];
    let mut sheets = match document.kind {
        Kind::Ordinary => vec![sheet(SheetKind::Ordinary, "")],
        Kind::Antimicrobial => both(SheetKind::Antimicrobial),
        Kind::SpecialControl => both(SheetKind::SpecialControl),
        Kind::Notification => vec![sheet(SheetKind::Transcription, ""), sheet(SheetKind::WithNotification, "")],
    };
    if document.items.iter().any(|item| item.justification.is_some()) {
        sheets.push(sheet(SheetKind::Justification, ""));
    }
    sheets
}

impl Sheet<'_> {
    pub fn title(&self) -> &'static str {
        match self.kind {
            SheetKind::Ordinary | SheetKind::WithNotification => "Receituário",
            SheetKind::Antimicrobial => "Receituário de antimicrobianos",
            SheetKind::SpecialControl => "Receita de Controle Especial",
            SheetKind::Transcription => "Folha de transcrição",
            SheetKind::Justification => "Justificativa de quantidade acima do limite",
        }
    }

    pub fn code(&self) -> &'static str {
        match self.kind {
            SheetKind::Ordinary => "ordinary",
            SheetKind::Antimicrobial => "antimicrobial",
            SheetKind::SpecialControl => "special",
            SheetKind::Transcription => "transcription",
            SheetKind::WithNotification => "with-notification",
            SheetKind::Justification => "justification",
        }
    }

    /// A pharmacy writes on it who bought and who supplied.
    pub fn has_buyer(&self) -> bool {
        self.kind == SheetKind::SpecialControl
    }

    pub fn is_transcription(&self) -> bool {
        self.kind == SheetKind::Transcription
    }

    pub fn is_antimicrobial(&self) -> bool {
        self.kind == SheetKind::Antimicrobial
    }

    pub fn is_justification(&self) -> bool {
        self.kind == SheetKind::Justification
    }

    /// `Notificação de Receita A` without what else is needed with it.
    pub fn notification(&self) -> &str {
        self.document.row.title_pt.split(',').next().unwrap_or_default()
    }

    pub fn is_with_notification(&self) -> bool {
        self.kind == SheetKind::WithNotification
    }

    /// On a justification's sheet only what is above its limit.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let all = !self.is_justification();
        self.document.items.iter().filter(move |item| all || item.justification.is_some())
    }

    /// `Válida por 30 (trinta) dias a contar da data de emissão, em todo o território nacional.`
    pub fn validity(&self, paper: &PaperWords) -> String {
        match self.document.row.valid_days {
            Some(days) => {
                let days = paper.days(days);
                format!("Válida por {days} a contar da data de emissão, em todo o território nacional.")
            }
            None => String::new(),
        }
    }

    /// `No máximo 5 (cinco) ampolas, ou a quantidade para 30 (trinta) dias de tratamento.`
    pub fn limits(&self, paper: &PaperWords) -> String {
        let row = &self.document.row;
        let days = row.most_days.map(|days| format!("a quantidade para {} de tratamento", paper.days(days)));
        let ampoules = row.most_ampoules.map(|most| paper.supply(most.into(), "ampola"));
        let parts: Vec<String> = ampoules.into_iter().chain(days).collect();
        format!("No máximo {}.", parts.join(", ou "))
    }
}

impl Item {
    /// In figures and in words (CTL-4).
    pub fn supply(&self, paper: &PaperWords) -> String {
        paper.supply(self.supply, &self.dispensing_unit)
    }

    pub fn posology(&self, paper: &PaperWords) -> String {
        let limits = self.interval_hours.as_ref().zip(self.most_per_day);
        paper.posology(&Posology {
            dose: &self.dose_quantity,
            unit: &self.dose_unit_code,
            strength: &self.strength,
            dispensing_unit: &self.dispensing_unit,
            route: (&self.route_code, &self.route_pt),
            frequency: &self.frequency_pt,
            weekday: self.weekday,
            as_needed: limits.map(|(interval, most)| (self.indication.as_deref().unwrap_or_default(), interval, most)),
            days: self.days,
            once: self.cycle == "once",
        })
    }
}
