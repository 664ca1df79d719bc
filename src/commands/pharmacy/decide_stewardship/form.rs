//! The decision's form as a browser sends it.

use serde::Deserialize;

use crate::domain::stewardship::TypedDecision;
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    pub key: TypedKey,
    decision: String,
    pub until: String,
    pub proposal: String,
}

impl Keyed for DecisionForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl DecisionForm {
    pub fn has_chosen(&self, decision: &str) -> bool {
        self.decision == decision
    }

    pub fn typed(&self) -> TypedDecision<'_> {
        TypedDecision { decision: &self.decision, until: &self.until, proposal: &self.proposal }
    }
}
