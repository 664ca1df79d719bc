//! A line as somebody saw it when choosing it: what is posted back, so that nothing is done to what moved meanwhile.

use std::fmt::{Display, Formatter, Result as Formatted};

use crate::domain::stage::Stage;

/// `12/1:submitted`: the first item of prescription 12, seen as submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenLine {
    pub prescription_id: i64,
    pub number: i16,
    pub stage: Stage,
}

impl SeenLine {
    pub fn parse(text: &str) -> Option<Self> {
        let (line, stage) = text.split_once(':')?;
        let (prescription_id, number) = line.split_once('/')?;
        Some(SeenLine {
            prescription_id: prescription_id.parse().ok()?,
            number: number.parse().ok()?,
            stage: Stage::from_code(stage)?,
        })
    }
}

impl Display for SeenLine {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Formatted {
        write!(formatter, "{}/{}:{}", self.prescription_id, self.number, self.stage.code())
    }
}
