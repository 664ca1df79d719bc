//! Whether a lot may be used (PH-6, ST-5).

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotState {
    Usable,
    /// Put aside until somebody knows more.
    Quarantined,
    /// Called back by its maker or the agency (ST-5).
    Recalled,
}

impl LotState {
    const ALL: [LotState; 3] = [LotState::Usable, LotState::Quarantined, LotState::Recalled];

    /// As stored with the lot.
    pub fn code(self) -> &'static str {
        match self {
            LotState::Usable => "usable",
            LotState::Quarantined => "quarantined",
            LotState::Recalled => "recalled",
        }
    }

    pub fn from_code(code: &str) -> Option<LotState> {
        LotState::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What it is once it is put aside for `state`: a recall is never weakened to a quarantine.
    pub fn withdrawn(self, state: LotState) -> LotState {
        if self == LotState::Recalled { self } else { state }
    }
}
