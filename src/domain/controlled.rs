//! Controlled substances at discharge: which documents they need, and what each may hold (CTL-2, CTL-3; Portaria
//! SVS/MS 344/1998). For an inpatient none is demanded: the signed prescription stands in for it (CTL-1).

use crate::domain::named::Named;

/// The list whose document an addendum moves an item to (CTL-3).
const SPECIAL_CONTROL: &str = "C1";
/// Days that anticonvulsants and antiparkinsonians may last on a special-control prescription (art. 59).
const LONG_TERM_DAYS: u32 = 180;

/// What a list asks for outside the hospital.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRule {
    /// `A1` … `C5`.
    pub list: String,
    pub document: Named,
    /// Of one substance; None where ampoules are not limited apart.
    pub most_ampoules: Option<u32>,
    /// Days of treatment with any other form.
    pub most_days: u32,
    /// On one document.
    pub most_substances: usize,
    /// How many days the document may be used.
    pub valid_days: u32,
}

/// A controlled item that a patient goes home with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlledItem {
    pub name: Named,
    /// What it is, whatever its strength and form.
    pub substance: String,
    pub list: String,
    /// An addendum of its list moves it to the special-control prescription (CTL-3).
    pub addendum: bool,
    pub atc_code: String,
    /// For the skin: a C2 retinoid then needs an ordinary prescription only.
    pub topical: bool,
    /// Never leaves the hospital (WHO-6).
    pub hospital_only: bool,
    /// None of what is not in ampoules.
    pub ampoules: Option<u32>,
    pub days: u32,
}

/// One document with the items on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// The one list that its items are of.
    pub list: &'a str,
    pub rule: &'a ListRule,
    pub items: Vec<&'a ControlledItem>,
}

/// More than a document may say of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excess<'a> {
    Ampoules { item: &'a ControlledItem, most: u32 },
    Days { item: &'a ControlledItem, most: u32 },
}

impl ControlledItem {
    /// The list whose document it is on (CTL-3).
    pub fn document_list(&self) -> &str {
        if self.addendum { SPECIAL_CONTROL } else { &self.list }
    }

    fn needs_document(&self) -> bool {
        let ordinary = self.topical && self.list == "C2";
        !(self.hospital_only || ordinary)
    }

    /// Anticonvulsants and antiparkinsonians, by their ATC groups.
    fn is_long_term(&self) -> bool {
        self.atc_code.starts_with("N03") || self.atc_code.starts_with("N04")
    }
}

/// As few documents as the rules allow: none mixes lists or takes more substances than its list allows (CTL-2).
/// What never leaves the hospital and what needs an ordinary prescription only is on none.
pub fn documents<'a>(items: &'a [ControlledItem], rules: &'a [ListRule]) -> Vec<Document<'a>> {
    let mut documents: Vec<Document<'a>> = Vec::new();
    for item in items.iter().filter(|item| item.needs_document()) {
        let Some(rule) = rules.iter().find(|rule| rule.list == item.document_list()) else { continue };
        match documents.iter_mut().find(|document| document.takes(item, rule)) {
            Some(document) => document.items.push(item),
            None => documents.push(Document { list: &item.list, rule, items: vec![item] }),
        }
    }
    documents
}

impl<'a> Document<'a> {
    fn takes(&self, item: &ControlledItem, rule: &ListRule) -> bool {
        let has_it = self.items.iter().any(|other| other.substance == item.substance);
        let same_kind = self.list == item.list && self.rule.list == rule.list;
        same_kind && (has_it || self.substances() < rule.most_substances)
    }

    /// How many different ones are on it.
    pub fn substances(&self) -> usize {
        let mut names: Vec<&str> = self.items.iter().map(|item| item.substance.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    }

    /// Days that an item on it may last.
    pub fn most_days(&self, item: &ControlledItem) -> u32 {
        let special = self.rule.list == SPECIAL_CONTROL;
        if special && item.is_long_term() { LONG_TERM_DAYS } else { self.rule.most_days }
    }

    /// What is above its limits: ampoules count together for each substance, other forms by days.
    pub fn excesses(&self) -> Vec<Excess<'a>> {
        self.items.iter().filter_map(|item| self.excess(item)).collect()
    }

    fn excess(&self, item: &'a ControlledItem) -> Option<Excess<'a>> {
        if let (Some(_), Some(most)) = (item.ampoules, self.rule.most_ampoules) {
            let same = self.items.iter().filter(|other| other.substance == item.substance);
            let together = same.filter_map(|other| other.ampoules).fold(0, u32::saturating_add);
            return (together > most).then_some(Excess::Ampoules { item, most });
        }
        let most = self.most_days(item);
        (item.days > most).then_some(Excess::Days { item, most })
    }
}
