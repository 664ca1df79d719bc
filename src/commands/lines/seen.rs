//! A line as somebody saw it when choosing it: what is posted back, so that nothing is done to what moved meanwhile.

use std::fmt::{Display, Formatter, Result as Formatted};

use crate::domain::stage::Stage;

/// `12/1:submitted`: the first item of prescription 12, seen as submitted; `12/1:sent@7` with what else was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenLine {
    pub prescription_id: i64,
    pub number: i16,
    pub stage: Stage,
    /// What else must still be so, where the step has such a thing: the bag as it was looked into, the bed.
    pub mark: Option<i64>,
}

impl SeenLine {
    pub fn parse(text: &str) -> Option<Self> {
        let (line, seen) = text.split_once(':')?;
        let (stage, mark) = match seen.split_once('@') {
            Some((stage, mark)) => (stage, Some(mark.parse().ok()?)),
            None => (seen, None),
        };
        let (prescription_id, number) = line.split_once('/')?;
        Some(SeenLine {
            prescription_id: prescription_id.parse().ok()?,
            number: number.parse().ok()?,
            stage: Stage::from_code(stage)?,
            mark,
        })
    }
}

impl Display for SeenLine {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Formatted {
        write!(formatter, "{}/{}:{}", self.prescription_id, self.number, self.stage.code())?;
        self.mark.map_or(Ok(()), |mark| write!(formatter, "@{mark}"))
    }
}
