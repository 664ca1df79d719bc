//! Which paper each item that goes home is on, and what on it is above the limits (CTL-2).

use crate::domain::controlled::{self, ControlledItem, Excess, ListRule};
use crate::domain::item::typed::Field;
use crate::domain::problem::Problem;

use super::TakeHome;

/// Days that a prescription of antimicrobials may be used (RDC 471/2021).
pub const ANTIMICROBIAL_DAYS: u32 = 10;
/// Lists whose paper the prescriber may print; the others' are official forms with numbers of their own.
const SPECIAL_CONTROL: [&str; 2] = ["C1", "C5"];

/// What kind of paper it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of everything that asks for nothing more.
    Ordinary,
    /// Two copies, one of which the pharmacy keeps (RDC 471/2021).
    Antimicrobial,
    /// Receita de Controle Especial: two copies.
    SpecialControl,
    /// A notification: an official form, written by hand.
    Notification,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::Ordinary => "ordinary",
            Kind::Antimicrobial => "antimicrobial",
            Kind::SpecialControl => "special_control",
            Kind::Notification => "notification",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Kind::Ordinary, Kind::Antimicrobial, Kind::SpecialControl, Kind::Notification];
        all.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a list asks for, and whether its limits give way to a justification.
#[derive(Clone, Debug)]
pub struct ListLimits {
    pub rule: ListRule,
    pub may_exceed: bool,
}

/// One paper with the rows on it, by their place among the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub kind: Kind,
    /// Only of controlled substances: the list that its items are of, and its rule.
    pub list: Option<(String, ListRule)>,
    pub items: Vec<usize>,
}

/// As few papers as the rules allow; each item is on exactly one.
///
/// # Errors
/// What is above a limit without a justification, or justified without need, by place and field.
pub fn papers(items: &[TakeHome], lists: &[ListLimits]) -> Result<Vec<Paper>, Vec<(usize, Field, Problem)>> {
    let rules: Vec<ListRule> = lists.iter().map(|limits| limits.rule.clone()).collect();
    let (places, controlled): (Vec<usize>, Vec<ControlledItem>) =
        items.iter().enumerate().filter_map(|(place, item)| Some((place, item.controlled.clone()?))).unzip();
    let documents = controlled::documents(&controlled, &rules);
    let mut above: Vec<Excess<'_>> = Vec::new();
    let mut papers = [plain(Kind::Ordinary, items, false), plain(Kind::Antimicrobial, items, true)].to_vec();
    papers.retain(|paper| !paper.items.is_empty());
    for document in documents {
        above.extend(document.excesses());
        let special = SPECIAL_CONTROL.contains(&document.rule.list.as_str());
        let kind = if special { Kind::SpecialControl } else { Kind::Notification };
        let on_it = document.items.iter().filter_map(|item| place_of(item, &controlled, &places));
        let list = Some((document.list.to_owned(), document.rule.clone()));
        papers.push(Paper { kind, list, items: on_it.collect() });
    }
    let mut problems = unplaced(items, &papers);
    for (place, item) in items.iter().enumerate() {
        let excess = above.iter().find(|excess| place_of(item_of(excess), &controlled, &places) == Some(place));
        problems.extend(check_limit(item, excess, lists).into_iter().map(|(field, problem)| (place, field, problem)));
    }
    if problems.is_empty() { Ok(papers) } else { Err(problems) }
}

fn plain(kind: Kind, items: &[TakeHome], retained: bool) -> Paper {
    let of_kind = items.iter().enumerate().filter(|(_, item)| item.controlled.is_none() && item.retained == retained);
    Paper { kind, list: None, items: of_kind.map(|(place, _)| place).collect() }
}

fn place_of(item: &ControlledItem, controlled: &[ControlledItem], places: &[usize]) -> Option<usize> {
    let at = controlled.iter().position(|other| std::ptr::eq(item, other))?;
    places.get(at).copied()
}

/// A list without a rule has no paper: nothing goes home on a guess.
fn unplaced(items: &[TakeHome], papers: &[Paper]) -> Vec<(usize, Field, Problem)> {
    let is_placed = |place: &usize| papers.iter().any(|paper| paper.items.contains(place));
    let lost = items.iter().enumerate().filter(|(place, _)| !is_placed(place));
    let problem = |(place, item): (usize, &TakeHome)| {
        let list = item.controlled.as_ref().map(|controlled| controlled.list.clone()).unwrap_or_default();
        (place, Field::Medication, Problem::ListWithoutRule { list })
    };
    lost.map(problem).collect()
}

fn item_of<'a>(excess: &Excess<'a>) -> &'a ControlledItem {
    match excess {
        Excess::Ampoules { item, .. } | Excess::Days { item, .. } => item,
    }
}

/// Above the limit only with a justification, where the list knows one; and none where nothing is above it.
fn check_limit(item: &TakeHome, excess: Option<&Excess<'_>>, lists: &[ListLimits]) -> Option<(Field, Problem)> {
    let Some(excess) = excess else {
        let needless = (Field::Justification, Problem::JustificationNeedless);
        return item.justification.is_some().then_some(needless);
    };
    let may = may_exceed(item_of(excess), lists);
    if may && item.justification.is_some() {
        return None;
    }
    let (ampoules, most) = match excess {
        Excess::Ampoules { most, .. } => (true, *most),
        Excess::Days { most, .. } => (false, *most),
    };
    let list = item_of(excess).list.clone();
    Some((Field::Supply, Problem::AboveListLimit { list, ampoules, most, may_justify: may }))
}

fn may_exceed(item: &ControlledItem, lists: &[ListLimits]) -> bool {
    let list = item.document_list();
    lists.iter().any(|limits| limits.rule.list == list && limits.may_exceed)
}
