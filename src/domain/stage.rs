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
    /// The pharmacist found it right.
    Verify,
    /// The pharmacist asks the prescriber.
    Query,
    /// The prescriber answers, and the pharmacist looks again.
    Answer,
    /// The pharmacy will not supply it.
    Refuse,
    /// Fills the patient's bag; again when what was missing has come.
    Separate,
    /// Puts what the bag holds back, as it was filled by mistake.
    Unpack,
    Dispense,
    Send,
    Receive,
    /// What had been separated comes back.
    Return,
    /// Stops it, with a reason (VAL-4).
    Suspend,
    /// Its prescription lapsed before anything was separated (VAL-1).
    Expire,
}

impl Move {
    pub const ALL: [Move; 12] = [
        Move::Verify,
        Move::Query,
        Move::Answer,
        Move::Refuse,
        Move::Separate,
        Move::Unpack,
        Move::Dispense,
        Move::Send,
        Move::Receive,
        Move::Return,
        Move::Suspend,
        Move::Expire,
    ];
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

    /// What is over: no supply of it any more, whatever is out already (VAL-6).
    pub const OVER: [Stage; 4] = [Stage::Refused, Stage::Suspended, Stage::Expired, Stage::Returned];

    /// As [`Stage::OVER`], for the tables.
    pub fn codes_over() -> [&'static str; 4] {
        Stage::OVER.map(Stage::code)
    }

    pub fn is_over(self) -> bool {
        Stage::OVER.contains(&self)
    }

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
        !(self == Stage::Received || self.is_over())
    }

    /// Doses have left the pharmacy's shelf: stopped now, those that are left are to come back (VAL-4).
    pub fn has_doses_out(self) -> bool {
        matches!(self, Stage::Separated | Stage::Dispensed | Stage::Sent | Stage::Received)
    }

    /// The stage that a move leads to; None where it is illegal (VAL-6). What is suspended, expired, refused or
    /// returned gets no new supply: at most what is out comes back.
    pub fn after(self, step: Move) -> Option<Stage> {
        use Stage::{
            Dispensed, Expired, Queried, Received, Refused, Returned, Sent, Separated, Submitted, Suspended, Verified,
        };
        match (self, step) {
            (Submitted, Move::Verify) => Some(Verified),
            (Submitted | Verified, Move::Query) => Some(Queried),
            (Queried, Move::Answer) => Some(Submitted),
            (Submitted | Queried, Move::Refuse) => Some(Refused),
            (Verified | Separated | Dispensed | Received, Move::Separate) => Some(Separated),
            (Separated, Move::Unpack) => Some(Verified),
            (Separated, Move::Dispense) => Some(Dispensed),
            (Dispensed, Move::Send) => Some(Sent),
            (Sent, Move::Receive) => Some(Received),
            (Separated | Dispensed | Sent | Received | Suspended, Move::Return) => Some(Returned),
            (Submitted | Verified | Queried | Separated | Dispensed | Sent | Received, Move::Suspend) => {
                Some(Suspended)
            }
            (Submitted | Verified | Queried, Move::Expire) => Some(Expired),
            _ => None,
        }
    }

    /// Stages that some move leads to from here.
    pub fn next(self) -> Vec<Stage> {
        Move::ALL.into_iter().filter_map(|step| self.after(step)).collect()
    }
}
