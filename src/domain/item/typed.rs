//! An item's fields as a person filled them in.

/// What was typed, field by field.
#[derive(Clone, Debug, Default)]
pub struct TypedItem {
    pub medication: String,
    pub dose: String,
    pub unit: String,
    pub route: String,
    pub frequency: String,
    pub times: String,
    /// `now` for a first dose on signing (TIME-2).
    pub first: String,
    /// 1 to 7 from Monday, for weekly doses.
    pub weekday: String,
    /// The first day, as 2026-11-25; empty for as soon as possible.
    pub start: String,
    pub duration: String,
    pub indication: String,
    pub interval: String,
    pub most: String,
    pub preparation: String,
    pub volume: String,
    pub minutes: String,
    pub rate: String,
    pub rate_unit: String,
    /// Of an antineoplastic: name, number of the cycle, day of the cycle (WHO-2).
    pub protocol: String,
    pub protocol_cycle: String,
    pub protocol_day: String,
    /// Of a programme: `yes` for a signed term, the day of a pregnancy test, `yes` for contraception (WHO-5).
    pub term: String,
    pub pregnancy_test: String,
    pub contraception: String,
    /// The calculation that the form showed when it was sent (ITEM-10).
    pub shown: String,
    /// The mark of the doses that the form showed last; not typed by anybody (TIME-2).
    pub doses_shown: String,
    pub note: String,
    /// The signed item that this one follows, as `renewal:12`; not typed.
    pub follows: String,
}

impl TypedItem {
    /// An added row that nobody wrote in.
    pub fn is_blank(&self) -> bool {
        let fields = [
            &self.medication,
            &self.dose,
            &self.unit,
            &self.route,
            &self.frequency,
            &self.times,
            &self.first,
            &self.weekday,
            &self.start,
            &self.duration,
            &self.indication,
            &self.interval,
            &self.most,
            &self.preparation,
            &self.volume,
            &self.minutes,
            &self.rate,
            &self.rate_unit,
            &self.protocol,
            &self.protocol_cycle,
            &self.protocol_day,
            &self.term,
            &self.pregnancy_test,
            &self.contraception,
            &self.note,
        ];
        fields.iter().all(|field| field.trim().is_empty())
    }
}

/// A field of an item, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Medication,
    Dose,
    Unit,
    Route,
    Frequency,
    Times,
    FirstDose,
    Weekday,
    Start,
    Duration,
    Indication,
    Interval,
    Most,
    Preparation,
    Volume,
    Minutes,
    Rate,
    RateUnit,
    Protocol,
    ProtocolCycle,
    ProtocolDay,
    Term,
    PregnancyTest,
    Contraception,
    Note,
    /// The tick that it was looked at before it is renewed (VAL-2).
    Reviewed,
    /// How much goes home (CTL-4).
    Supply,
    /// Why more than its list allows, and for what (CTL-2).
    Diagnosis,
    Justification,
}

impl Field {
    pub fn code(self) -> &'static str {
        match self {
            Field::Medication => "medication",
            Field::Dose => "dose",
            Field::Unit => "unit",
            Field::Route => "route",
            Field::Frequency => "frequency",
            Field::Times => "times",
            Field::FirstDose => "first",
            Field::Weekday => "weekday",
            Field::Start => "start",
            Field::Duration => "duration",
            Field::Indication => "indication",
            Field::Interval => "interval",
            Field::Most => "most",
            Field::Preparation => "preparation",
            Field::Volume => "volume",
            Field::Minutes => "minutes",
            Field::Rate => "rate",
            Field::RateUnit => "rate_unit",
            Field::Protocol => "protocol",
            Field::ProtocolCycle => "protocol_cycle",
            Field::ProtocolDay => "protocol_day",
            Field::Term => "term",
            Field::PregnancyTest => "pregnancy_test",
            Field::Contraception => "contraception",
            Field::Note => "note",
            Field::Reviewed => "reviewed",
            Field::Supply => "supply",
            Field::Diagnosis => "diagnosis",
            Field::Justification => "justification",
        }
    }
}
