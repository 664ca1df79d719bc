//! The stages of a line between prescriber, pharmacy and ward.

/// Where a line stands. In order: submitted, verified, separated, dispensed, sent, received; the others are aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Submitted,
    Verified,
    Separated,
    Dispensed,
    Sent,
    Received,
    Queried,
    Refused,
    Suspended,
    Expired,
    Returned,
}

/// What somebody does to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Stops it, with a reason (VAL-4).
    Suspend,
}

impl Stage {
    pub const ALL: [Stage; 11] = [
        Stage::Submitted,
        Stage::Verified,
        Stage::Separated,
        Stage::Dispensed,
        Stage::Sent,
        Stage::Received,
        Stage::Queried,
        Stage::Refused,
        Stage::Suspended,
        Stage::Expired,
        Stage::Returned,
    ];

    /// As stored with the line.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Submitted => "submitted",
            Stage::Verified => "verified",
            Stage::Separated => "separated",
            Stage::Dispensed => "dispensed",
            Stage::Sent => "sent",
            Stage::Received => "received",
            Stage::Queried => "queried",
            Stage::Refused => "refused",
            Stage::Suspended => "suspended",
            Stage::Expired => "expired",
            Stage::Returned => "returned",
        }
    }

    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Still in the pharmacy's or the ward's hands.
    pub fn is_open(self) -> bool {
        !matches!(self, Stage::Received | Stage::Refused | Stage::Suspended | Stage::Expired | Stage::Returned)
    }

    /// Doses have left the pharmacy's shelf and have not been received: stopped now, they are to come back (VAL-4).
    pub fn has_doses_out(self) -> bool {
        matches!(self, Stage::Separated | Stage::Dispensed | Stage::Sent)
    }

    /// The stage that a move leads to; None where it is illegal (VAL-6).
    pub fn after(self, step: Move) -> Option<Stage> {
        match step {
            Move::Suspend => self.is_open().then_some(Stage::Suspended),
        }
    }
}
