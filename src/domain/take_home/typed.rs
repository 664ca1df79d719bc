//! A take-home row's fields as a person filled them in.

use crate::domain::item::typed::TypedItem;

/// Beyond what any item has: for how long, how much of it, and why more than its list allows.
#[derive(Clone, Debug, Default)]
pub struct TypedTakeHome {
    /// Without times, and without what only an infusion has.
    pub item: TypedItem,
    /// `continuous`, or empty for so many days.
    pub course: String,
    /// How many dispensing units.
    pub supply: String,
    pub diagnosis: String,
    pub justification: String,
}

impl TypedTakeHome {
    pub fn is_continuous(&self) -> bool {
        self.course.trim() == "continuous"
    }

    /// An added row that nobody wrote in.
    pub fn is_blank(&self) -> bool {
        let fields = [&self.course, &self.supply, &self.diagnosis, &self.justification];
        self.item.is_blank() && fields.iter().all(|field| field.trim().is_empty())
    }
}
