//! What can be wrong with what a clinician entered, each in words that they understand.
//!
//! A variant's words are the text `problem-…` in `templates/locales`, in both languages.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::domain::arrival::ArrivalProblem;
use crate::domain::named::Named;
use crate::domain::paper::problem::PaperProblem;
use crate::domain::safety::alert::{Amount, OfBody};
use crate::domain::stock::problem::StockProblem;

/// One thing in the way of signing or recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// What is said of stock.
    Stock(StockProblem),
    /// What is typed in from paper.
    Paper(PaperProblem),
    Arrival(ArrivalProblem),
    /// No second pharmacist with their password (CTL-8, CTL-9, ST-6).
    WitnessMissing,
    /// Not the username and password of a pharmacist.
    WitnessNotRecognised,
    /// Nobody is their own second person (WHO-8).
    WitnessIsActing,
    /// Too many wrong passwords (SEC-3).
    WitnessLocked,
    /// The doctor's registration is not active (ID-8).
    DoctorNotActive,
    /// The patient is in no bed of this hospital now.
    PatientNotAdmitted,
    /// The form was opened for another stay: another patient, or the same one since moved or readmitted (ID-2).
    OtherAdmission,
    /// Nobody recorded whether the patient has allergies (PRE-1).
    AllergyStatusMissing,
    /// A prescription without a medication.
    NoItems,
    TooManyItems {
        most: usize,
    },
    /// A doctor has no room for another favourite.
    TooManyFavourites {
        most: usize,
    },
    /// Nothing chosen to insert.
    OrderSetMissing,
    MedicationMissing,
    MedicationUnknown,
    /// The text fits several; the form then offers them.
    MedicationAmbiguous {
        count: usize,
    },
    MedicationNotActive {
        medication: Named,
    },
    /// The specialty may not prescribe it, not even in an emergency (WHO-2).
    SpecialtyMayNot {
        medication: Named,
        own: Named,
        allowed: Vec<Named>,
    },
    DoseMissing,
    DoseNotANumber {
        mark: char,
    },
    DoseNotPositive,
    /// `,5` (ITEM-3).
    DoseNakedDecimal {
        instead: String,
    },
    /// `1,500`: fifteen hundred or one and a half (ITEM-3).
    DoseAmbiguous {
        large: String,
        small: String,
    },
    UnitMissing,
    UnitUnknown,
    /// A tablet, ampoule or vial is no dose (ITEM-2).
    UnitNotMetric,
    /// Its strength says nothing in this unit; those that it does.
    UnitNotOfStrength {
        medication: Named,
        units: Vec<&'static str>,
    },
    RouteMissing,
    RouteUnknown,
    /// An oral solution never IV (ITEM-5).
    RouteKills {
        route: Named,
        medication: Named,
    },
    RouteNotForForm {
        route: Named,
        medication: Named,
        allowed: Vec<Named>,
    },
    /// Vinca alkaloids kill by any other route (ITEM-5, ITEM-16).
    VincaOnlyIntravenous {
        medication: Named,
    },
    FrequencyMissing,
    FrequencyUnknown,
    TimesMissing,
    TimesWrongNumber {
        needed: usize,
        given: usize,
    },
    TimeUnreadable {
        word: String,
    },
    TimeTwice {
        time: String,
    },
    /// Doses in a row closer than half a strict interval (TIME-3).
    TimesTooClose {
        earlier: String,
        later: String,
        hours: i64,
    },
    FirstDoseUnknown,
    /// A single dose has no first one.
    FirstDoseOfOne,
    /// What follows a first dose now is other than the form showed, or was not shown (TIME-2).
    DosesNotShown,
    /// Weekly doses without their day.
    WeekdayMissing,
    WeekdayUnknown,
    /// A weekday, and yet not weekly.
    WeekdayNotWeekly,
    StartUnreadable,
    StartPast,
    StartTooLate {
        most: i64,
    },
    /// Now, and yet another day.
    StartDespiteNow,
    /// Oral methotrexate outside oncology and haematology, and not weekly (ITEM-15).
    MethotrexateNotWeekly {
        medication: Named,
    },
    /// A first dose now on another day than the week's (ITEM-15).
    MethotrexateOffItsDay {
        medication: Named,
    },
    DurationMissing,
    DurationOutOfRange {
        most: i16,
    },
    /// Somebody else decided it after this form was opened.
    AlreadyDecided,
    DecisionMissing,
    /// An approval without its last day, or too far ahead (WHO-3).
    ApprovalDayOutOfRange {
        most: usize,
    },
    /// A refusal that proposes nothing instead (WHO-3).
    ProposalMissing,
    NoteTooLong {
        most: usize,
    },
    /// Renewed without having been looked at (VAL-2).
    NotReviewed,
    /// A new version that says the same.
    NothingChanged,
    /// What is renewed goes on at its times.
    FirstDoseOfRenewal,
    /// An abbreviation that is read as something else (ITEM-4).
    ErrorProneAbbreviation {
        found: String,
        instead: Named,
    },
    /// An alert that was to be weighed, without a reason (CDS-6).
    OverrideReasonMissing,
    /// A hard stop with a reason, but without the doctor's word that it is needed.
    OverrideNotConfirmed,
    OverrideReasonTooLong {
        most: usize,
    },
    AllergyStatusUnchosen,
    /// Known allergies, and not one of them (PRE-1).
    AllergiesMissing,
    /// None known or not obtainable, and yet some are listed.
    AllergiesDespiteStatus,
    /// A reaction without what causes it.
    AllergySubstanceMissing,
    AllergyTakenOut {
        substances: String,
    },
    AllergyTwice {
        substance: String,
    },
    AllergyTextTooLong {
        most: usize,
    },
    TooManyAllergies {
        most: usize,
    },
    /// Neither a weight nor a height.
    MeasurementMissing,
    MeasurementNotANumber {
        example: String,
    },
    MeasurementNotPositive,
    /// A thousand kilograms or centimetres.
    MeasurementImpossible,
    MeasurementTooFine {
        decimals: u8,
    },
    MomentUnreadable,
    MomentInTheFuture,
    MomentBeforeBirth,
    /// To be confirmed: hardly any patient weighs this (PRE-4).
    WeightUnusual {
        weight: String,
        least: String,
        most: String,
    },
    /// To be confirmed: more than a fifth up or down since the last entry (PRE-4).
    WeightChanged {
        weight: String,
        last: String,
    },
    /// To be confirmed: hardly any patient is this tall.
    HeightUnusual {
        height: String,
        least: String,
        most: String,
    },
    /// A verbal order of nobody (VAL-5).
    GiverMissing,
    /// Nobody who may give orders now.
    GiverUnknown,
    /// A verbal order without the emergency that it is for.
    EmergencyMissing,
    EmergencyTooLong {
        most: usize,
    },
    /// What was heard was not read back.
    ReadBackMissing,
    /// By its code alone, not by its full name.
    NotSpelledOut,
    /// An antineoplastic, never ordered by voice.
    CytotoxicByVoice {
        medication: Named,
    },
    /// Of a controlled list, not ordered by voice in this hospital.
    ControlledByVoice {
        medication: Named,
    },
    /// A hard stop: only the doctor in person may go on.
    StopByVoice,
    /// A question to the prescriber that says nothing.
    QuestionMissing,
    QuestionTooLong {
        most: usize,
    },
    /// A question about nothing of the list.
    QuestionCategoryMissing,
    /// A refusal that says no reason.
    RefusalReasonMissing,
    RefusalReasonTooLong {
        most: usize,
    },
    /// A refusal about nothing of the list.
    RefusalCategoryMissing,
    /// An answer to the pharmacy that says nothing.
    AnswerMissing,
    AnswerTooLong {
        most: usize,
    },
    /// A suspension of no item.
    SuspendNothing,
    /// Stopping something needs a reason (VAL-4).
    ReasonMissing,
    ReasonTooLong {
        most: usize,
    },
    NameMissing,
    /// "NI" and its like (ID-3).
    NameOfNobody,
    NameDespiteUnidentified,
    BirthMissing,
    BirthUnreadable,
    /// In the future, or longer ago than anybody lives.
    BirthImpossible,
    AgeMissing,
    AgeOutOfRange {
        most: u32,
    },
    SexMissing,
    TextTooLong {
        most: usize,
    },
    RecordNumberUnreadable {
        most: usize,
    },
    RecordNumberTaken,
    /// The check digits do not follow from the others (ID-5).
    CpfWrong,
    CpfTaken,
    CnsWrong,
    CnsTaken,
    /// Somebody was quicker: the patient lies in a bed by now.
    AlreadyAdmitted,
    /// A discharge that leads nowhere.
    DispositionMissing,
    /// "Other" says nothing by itself.
    DispositionUnexplained,
    BedMissing,
    BedUnknown,
    /// Another patient lies there, or it was taken a moment ago.
    BedTaken {
        bed: String,
    },
    /// As needed and continuous have no times of day.
    TimesNotWanted,
    /// As needed, or an antimicrobial, without saying what for (ITEM-7, ITEM-9).
    IndicationMissing,
    /// "SN" or "ACM" is no indication (ITEM-7).
    IndicationSaysNothing,
    IndicationTooLong {
        most: usize,
    },
    IntervalMissing,
    IntervalOutOfRange,
    MostMissing,
    MostOutOfRange {
        most: i16,
    },
    /// Five doses at least six hours apart do not fit a day (ITEM-7).
    MostImpossible {
        most: Decimal,
        interval: Decimal,
    },
    /// Limits of something that is not given as needed.
    OnlyAsNeeded,
    /// Intravenous without saying how: diluted, ready or bolus (ITEM-6).
    PreparationMissing,
    PreparationUnknown,
    PreparationNotForForm,
    /// Undiluted potassium stops the heart (ITEM-14).
    PotassiumOnlyDiluted {
        medication: Named,
    },
    /// A vinca alkaloid in a syringe is taken for something else (ITEM-16).
    VincaOnlyDiluted {
        medication: Named,
    },
    ContinuousNotBolus,
    ContinuousHasNoEnd,
    /// Volume or speed without anything that flows.
    OnlyWhatFlows,
    VolumeMissing,
    VolumeOutOfRange {
        most: i64,
    },
    /// Neither minutes nor mL/h (ITEM-6).
    PaceMissing,
    PaceDisagrees {
        ml_h: Decimal,
    },
    MinutesOutOfRange,
    RateMissing,
    RateOutOfRange,
    RateUnitMissing,
    RateUnitOnlyContinuous,
    /// mg/h of something measured in units.
    RateUnitUnlikeDose,
    DoseOutOfRange,
    /// Per kg, and no weight that is recent enough (PRE-3).
    NoWeightToCalculate,
    WeightMissing,
    WeightTooOld {
        kg: Decimal,
        at: DateTime<Utc>,
        hours: i64,
    },
    /// Nobody signs a calculated dose unseen (ITEM-6, ITEM-10).
    CalculationUnseen,
    /// The stay ended too long ago to write what goes home with it.
    StayEndedLongAgo {
        hours: i64,
    },
    /// The stay ended with death.
    PatientDied,
    /// A question of the pharmacy is not passed by renewing.
    QuestionOpen,
    /// A resident's supervisor signs what goes home (WHO-7).
    SupervisorSigns,
    /// Nor does a resident cancel it (WHO-7).
    SupervisorCancels,
    /// A resident does not discharge alone (WHO-7).
    SupervisorDischarges,
    /// A draft of a stay that has ended (WHO-7).
    DraftOfFormerStay,
    /// The pharmacy says its word after the chief (WHO-4).
    ChiefFirst,
    /// The pharmacy names another row than the one that was asked for (WHO-4).
    OtherThanRequested,
    /// Never leaves the hospital (WHO-6).
    HospitalOnly {
        medication: Named,
    },
    RouteNotAtHome,
    FrequencyNotAtHome,
    DaysDespiteContinuous,
    /// Papers with limits in days need the days (CTL-2).
    DaysOfControlledMissing {
        medication: Named,
    },
    SupplyMissing,
    SupplyOutOfRange {
        most: u32,
    },
    /// More than the list's document may say (CTL-2).
    AboveListLimit {
        list: String,
        ampoules: bool,
        most: u32,
        may_justify: bool,
    },
    DiagnosisOutOfRange,
    JustificationOutOfRange,
    /// Nothing is above a limit.
    JustificationNeedless,
    /// A cancellation says why (VAL-4).
    CancelReasonMissing,
    /// The hospital's data say no document for this list.
    ListWithoutRule {
        list: String,
    },
    HeightMissing,
    HeightTooOld {
        cm: Decimal,
        at: DateTime<Utc>,
        days: i64,
    },
    NoSurfaceToCalculate,
    OnlyAntineoplastic,
    ProtocolMissing,
    ProtocolTooLong {
        most: usize,
    },
    ProtocolCycleMissing,
    ProtocolDayMissing,
    ProtocolCountOutOfRange {
        most: i16,
    },
    /// Not in the medication's programme (WHO-5); with whom to ask.
    NotRegistered {
        medication: Named,
        programme: Named,
        colleagues: Vec<String>,
    },
    /// Why something outside the formulary is needed, in too few words (WHO-4).
    JustificationMissing {
        least: usize,
    },
    MedicationInFormulary {
        medication: Named,
    },
    AlreadyRequested,
    OnlyProgramme,
    OnlyChildBearing,
    TermNotSigned,
    PregnancyTestMissing,
    PregnancyTestUnreadable,
    PregnancyTestInTheFuture,
    PregnancyTestTooOld {
        days: i64,
    },
    ContraceptionMissing,
}

/// A value to be put into a problem's words.
pub enum Detail<'a> {
    Text(String),
    Count(usize),
    Number(Decimal),
    Moment(DateTime<Utc>),
    Day(NaiveDate),
    Name(&'a Named),
    /// One of them: the last after an "or".
    Names(&'a [Named]),
    /// All of them.
    All(&'a [Named]),
    Dose(&'a Amount),
    /// A maximum, and how it was calculated.
    OfThisBody(&'a OfBody),
    /// Codes of units; one of them.
    Units(&'a [&'static str]),
}

impl From<ArrivalProblem> for Problem {
    fn from(problem: ArrivalProblem) -> Self {
        Problem::Arrival(problem)
    }
}

impl From<PaperProblem> for Problem {
    fn from(problem: PaperProblem) -> Self {
        Problem::Paper(problem)
    }
}

impl From<StockProblem> for Problem {
    fn from(problem: StockProblem) -> Self {
        Problem::Stock(problem)
    }
}

impl Problem {
    /// The text's key, and what its words mention.
    pub fn words(&self) -> (&'static str, Vec<(&'static str, Detail<'_>)>) {
        use Detail::{Count, Moment, Name, Names, Number, Text, Units};
        match self {
            Problem::Stock(problem) => problem.words(),
            Problem::Paper(problem) => problem.words(),
            Problem::Arrival(problem) => problem.words(),
            Problem::WitnessMissing => ("problem-witness-missing", vec![]),
            Problem::WitnessNotRecognised => ("problem-witness-not-recognised", vec![]),
            Problem::WitnessIsActing => ("problem-witness-is-acting", vec![]),
            Problem::WitnessLocked => ("problem-witness-locked", vec![]),
            Problem::DoctorNotActive => ("problem-doctor-not-active", vec![]),
            Problem::PatientNotAdmitted => ("problem-patient-not-admitted", vec![]),
            Problem::OtherAdmission => ("problem-other-admission", vec![]),
            Problem::AllergyStatusMissing => ("problem-allergy-status-missing", vec![]),
            Problem::NoItems => ("problem-no-items", vec![]),
            Problem::TooManyItems { most } => ("problem-too-many-items", vec![("most", Count(*most))]),
            Problem::TooManyFavourites { most } => ("problem-too-many-favourites", vec![("most", Count(*most))]),
            Problem::OrderSetMissing => ("problem-order-set-missing", vec![]),
            Problem::MedicationMissing => ("problem-medication-missing", vec![]),
            Problem::MedicationUnknown => ("problem-medication-unknown", vec![]),
            Problem::MedicationAmbiguous { count } => ("problem-medication-ambiguous", vec![("count", Count(*count))]),
            Problem::MedicationNotActive { medication } => {
                ("problem-medication-not-active", vec![("medication", Name(medication))])
            }
            Problem::SpecialtyMayNot { medication, own, allowed } => (
                "problem-specialty-may-not",
                vec![("medication", Name(medication)), ("own", Name(own)), ("allowed", Names(allowed))],
            ),
            Problem::DoseMissing => ("problem-dose-missing", vec![]),
            Problem::DoseNotANumber { mark } => {
                ("problem-dose-not-a-number", vec![("example", Text(format!("0{mark}5")))])
            }
            Problem::DoseNotPositive => ("problem-dose-not-positive", vec![]),
            Problem::DoseNakedDecimal { instead } => {
                ("problem-dose-naked-decimal", vec![("instead", Text(instead.clone()))])
            }
            Problem::DoseAmbiguous { large, small } => {
                ("problem-dose-ambiguous", vec![("large", Text(large.clone())), ("small", Text(small.clone()))])
            }
            Problem::UnitMissing => ("problem-unit-missing", vec![]),
            Problem::UnitUnknown => ("problem-unit-unknown", vec![]),
            Problem::UnitNotMetric => ("problem-unit-not-metric", vec![]),
            Problem::UnitNotOfStrength { medication, units } => (
                "problem-unit-not-of-strength",
                vec![("medication", Name(medication)), ("units", Units(units.as_slice()))],
            ),
            Problem::RouteMissing => ("problem-route-missing", vec![]),
            Problem::RouteUnknown => ("problem-route-unknown", vec![]),
            Problem::RouteKills { route, medication } => {
                ("problem-route-kills", vec![("route", Name(route)), ("medication", Name(medication))])
            }
            Problem::RouteNotForForm { route, medication, allowed } => (
                "problem-route-not-for-form",
                vec![("route", Name(route)), ("medication", Name(medication)), ("allowed", Names(allowed))],
            ),
            Problem::VincaOnlyIntravenous { medication } => {
                ("problem-vinca-only-intravenous", vec![("medication", Name(medication))])
            }
            Problem::FrequencyMissing => ("problem-frequency-missing", vec![]),
            Problem::FrequencyUnknown => ("problem-frequency-unknown", vec![]),
            Problem::TimesMissing => ("problem-times-missing", vec![]),
            Problem::TimesWrongNumber { needed, given } => {
                ("problem-times-wrong-number", vec![("needed", Count(*needed)), ("given", Count(*given))])
            }
            Problem::TimeUnreadable { word } => ("problem-time-unreadable", vec![("word", Text(word.clone()))]),
            Problem::TimeTwice { time } => ("problem-time-twice", vec![("time", Text(time.clone()))]),
            Problem::TimesTooClose { earlier, later, hours } => (
                "problem-times-too-close",
                vec![
                    ("earlier", Text(earlier.clone())),
                    ("later", Text(later.clone())),
                    ("hours", Text(hours.to_string())),
                ],
            ),
            Problem::FirstDoseUnknown => ("problem-first-dose-unknown", vec![]),
            Problem::FirstDoseOfOne => ("problem-first-dose-of-one", vec![]),
            Problem::DosesNotShown => ("problem-doses-not-shown", vec![]),
            Problem::WeekdayMissing => ("problem-weekday-missing", vec![]),
            Problem::WeekdayUnknown => ("problem-weekday-unknown", vec![]),
            Problem::WeekdayNotWeekly => ("problem-weekday-not-weekly", vec![]),
            Problem::StartUnreadable => ("problem-start-unreadable", vec![]),
            Problem::StartPast => ("problem-start-past", vec![]),
            Problem::StartTooLate { most } => ("problem-start-too-late", vec![("most", Text(most.to_string()))]),
            Problem::StartDespiteNow => ("problem-start-despite-now", vec![]),
            Problem::MethotrexateNotWeekly { medication } => {
                ("problem-methotrexate-not-weekly", vec![("medication", Name(medication))])
            }
            Problem::MethotrexateOffItsDay { medication } => {
                ("problem-methotrexate-off-its-day", vec![("medication", Name(medication))])
            }
            Problem::DurationMissing => ("problem-duration-missing", vec![]),
            Problem::DurationOutOfRange { most } => {
                ("problem-duration-out-of-range", vec![("most", Text(most.to_string()))])
            }
            Problem::AlreadyDecided => ("problem-already-decided", vec![]),
            Problem::DecisionMissing => ("problem-decision-missing", vec![]),
            Problem::ApprovalDayOutOfRange { most } => {
                ("problem-approval-day-out-of-range", vec![("most", Count(*most))])
            }
            Problem::ProposalMissing => ("problem-proposal-missing", vec![]),
            Problem::NoteTooLong { most } => ("problem-note-too-long", vec![("most", Count(*most))]),
            Problem::NotReviewed => ("problem-not-reviewed", vec![]),
            Problem::NothingChanged => ("problem-nothing-changed", vec![]),
            Problem::FirstDoseOfRenewal => ("problem-first-dose-of-renewal", vec![]),
            Problem::ErrorProneAbbreviation { found, instead } => {
                ("problem-error-prone-abbreviation", vec![("found", Text(found.clone())), ("instead", Name(instead))])
            }
            Problem::OverrideReasonMissing => ("problem-override-reason-missing", vec![]),
            Problem::OverrideNotConfirmed => ("problem-override-not-confirmed", vec![]),
            Problem::OverrideReasonTooLong { most } => {
                ("problem-override-reason-too-long", vec![("most", Count(*most))])
            }
            Problem::AllergyStatusUnchosen => ("problem-allergy-status-unchosen", vec![]),
            Problem::AllergiesMissing => ("problem-allergies-missing", vec![]),
            Problem::AllergiesDespiteStatus => ("problem-allergies-despite-status", vec![]),
            Problem::AllergySubstanceMissing => ("problem-allergy-substance-missing", vec![]),
            Problem::AllergyTakenOut { substances } => {
                ("problem-allergy-taken-out", vec![("substances", Text(substances.clone()))])
            }
            Problem::AllergyTwice { substance } => {
                ("problem-allergy-twice", vec![("substance", Text(substance.clone()))])
            }
            Problem::AllergyTextTooLong { most } => ("problem-allergy-text-too-long", vec![("most", Count(*most))]),
            Problem::TooManyAllergies { most } => ("problem-too-many-allergies", vec![("most", Count(*most))]),
            Problem::MeasurementMissing => ("problem-measurement-missing", vec![]),
            Problem::MeasurementNotANumber { example } => {
                ("problem-measurement-not-a-number", vec![("example", Text(example.clone()))])
            }
            Problem::MeasurementNotPositive => ("problem-measurement-not-positive", vec![]),
            Problem::MeasurementImpossible => ("problem-measurement-impossible", vec![]),
            Problem::MeasurementTooFine { decimals } => {
                ("problem-measurement-too-fine", vec![("decimals", Count(usize::from(*decimals)))])
            }
            Problem::MomentUnreadable => ("problem-moment-unreadable", vec![]),
            Problem::MomentInTheFuture => ("problem-moment-in-the-future", vec![]),
            Problem::MomentBeforeBirth => ("problem-moment-before-birth", vec![]),
            Problem::WeightUnusual { weight, least, most } => (
                "problem-weight-unusual",
                vec![("weight", Text(weight.clone())), ("least", Text(least.clone())), ("most", Text(most.clone()))],
            ),
            Problem::WeightChanged { weight, last } => {
                ("problem-weight-changed", vec![("weight", Text(weight.clone())), ("last", Text(last.clone()))])
            }
            Problem::HeightUnusual { height, least, most } => (
                "problem-height-unusual",
                vec![("height", Text(height.clone())), ("least", Text(least.clone())), ("most", Text(most.clone()))],
            ),
            Problem::GiverMissing => ("problem-giver-missing", vec![]),
            Problem::GiverUnknown => ("problem-giver-unknown", vec![]),
            Problem::EmergencyMissing => ("problem-emergency-missing", vec![]),
            Problem::EmergencyTooLong { most } => ("problem-emergency-too-long", vec![("most", Count(*most))]),
            Problem::ReadBackMissing => ("problem-read-back-missing", vec![]),
            Problem::NotSpelledOut => ("problem-not-spelled-out", vec![]),
            Problem::CytotoxicByVoice { medication } => {
                ("problem-cytotoxic-by-voice", vec![("medication", Name(medication))])
            }
            Problem::ControlledByVoice { medication } => {
                ("problem-controlled-by-voice", vec![("medication", Name(medication))])
            }
            Problem::StopByVoice => ("problem-stop-by-voice", vec![]),
            Problem::QuestionMissing => ("problem-question-missing", vec![]),
            Problem::QuestionTooLong { most } => ("problem-question-too-long", vec![("most", Count(*most))]),
            Problem::QuestionCategoryMissing => ("problem-question-category-missing", vec![]),
            Problem::RefusalReasonMissing => ("problem-refusal-reason-missing", vec![]),
            Problem::RefusalReasonTooLong { most } => ("problem-refusal-reason-too-long", vec![("most", Count(*most))]),
            Problem::RefusalCategoryMissing => ("problem-refusal-category-missing", vec![]),
            Problem::AnswerMissing => ("problem-answer-missing", vec![]),
            Problem::AnswerTooLong { most } => ("problem-answer-too-long", vec![("most", Count(*most))]),
            Problem::SuspendNothing => ("problem-suspend-nothing", vec![]),
            Problem::ReasonMissing => ("problem-reason-missing", vec![]),
            Problem::ReasonTooLong { most } => ("problem-reason-too-long", vec![("most", Count(*most))]),
            Problem::NameMissing => ("problem-name-missing", vec![]),
            Problem::NameOfNobody => ("problem-name-of-nobody", vec![]),
            Problem::NameDespiteUnidentified => ("problem-name-despite-unidentified", vec![]),
            Problem::BirthMissing => ("problem-birth-missing", vec![]),
            Problem::BirthUnreadable => ("problem-birth-unreadable", vec![]),
            Problem::BirthImpossible => ("problem-birth-impossible", vec![]),
            Problem::AgeMissing => ("problem-age-missing", vec![]),
            Problem::AgeOutOfRange { most } => ("problem-age-out-of-range", vec![("most", Text(most.to_string()))]),
            Problem::SexMissing => ("problem-sex-missing", vec![]),
            Problem::TextTooLong { most } => ("problem-text-too-long", vec![("most", Count(*most))]),
            Problem::RecordNumberUnreadable { most } => {
                ("problem-record-number-unreadable", vec![("most", Count(*most))])
            }
            Problem::RecordNumberTaken => ("problem-record-number-taken", vec![]),
            Problem::CpfWrong => ("problem-cpf-wrong", vec![]),
            Problem::CpfTaken => ("problem-cpf-taken", vec![]),
            Problem::CnsWrong => ("problem-cns-wrong", vec![]),
            Problem::CnsTaken => ("problem-cns-taken", vec![]),
            Problem::AlreadyAdmitted => ("problem-already-admitted", vec![]),
            Problem::DispositionMissing => ("problem-disposition-missing", vec![]),
            Problem::DispositionUnexplained => ("problem-disposition-unexplained", vec![]),
            Problem::BedMissing => ("problem-bed-missing", vec![]),
            Problem::BedUnknown => ("problem-bed-unknown", vec![]),
            Problem::BedTaken { bed } => ("problem-bed-taken", vec![("bed", Text(bed.clone()))]),
            Problem::TimesNotWanted => ("problem-times-not-wanted", vec![]),
            Problem::IndicationMissing => ("problem-indication-missing", vec![]),
            Problem::IndicationSaysNothing => ("problem-indication-says-nothing", vec![]),
            Problem::IndicationTooLong { most } => ("problem-indication-too-long", vec![("most", Count(*most))]),
            Problem::IntervalMissing => ("problem-interval-missing", vec![]),
            Problem::IntervalOutOfRange => ("problem-interval-out-of-range", vec![]),
            Problem::MostMissing => ("problem-most-missing", vec![]),
            Problem::MostOutOfRange { most } => ("problem-most-out-of-range", vec![("most", Text(most.to_string()))]),
            Problem::MostImpossible { most, interval } => {
                ("problem-most-impossible", vec![("most", Number(*most)), ("interval", Number(*interval))])
            }
            Problem::OnlyAsNeeded => ("problem-only-as-needed", vec![]),
            Problem::PreparationMissing => ("problem-preparation-missing", vec![]),
            Problem::PreparationUnknown => ("problem-preparation-unknown", vec![]),
            Problem::PreparationNotForForm => ("problem-preparation-not-for-form", vec![]),
            Problem::PotassiumOnlyDiluted { medication } => {
                ("problem-potassium-only-diluted", vec![("medication", Name(medication))])
            }
            Problem::VincaOnlyDiluted { medication } => {
                ("problem-vinca-only-diluted", vec![("medication", Name(medication))])
            }
            Problem::ContinuousNotBolus => ("problem-continuous-not-bolus", vec![]),
            Problem::ContinuousHasNoEnd => ("problem-continuous-has-no-end", vec![]),
            Problem::OnlyWhatFlows => ("problem-only-what-flows", vec![]),
            Problem::VolumeMissing => ("problem-volume-missing", vec![]),
            Problem::VolumeOutOfRange { most } => {
                ("problem-volume-out-of-range", vec![("most", Number(Decimal::from(*most)))])
            }
            Problem::PaceMissing => ("problem-pace-missing", vec![]),
            Problem::PaceDisagrees { ml_h } => ("problem-pace-disagrees", vec![("rate", Number(*ml_h))]),
            Problem::MinutesOutOfRange => ("problem-minutes-out-of-range", vec![]),
            Problem::RateMissing => ("problem-rate-missing", vec![]),
            Problem::RateOutOfRange => ("problem-rate-out-of-range", vec![]),
            Problem::RateUnitMissing => ("problem-rate-unit-missing", vec![]),
            Problem::RateUnitOnlyContinuous => ("problem-rate-unit-only-continuous", vec![]),
            Problem::RateUnitUnlikeDose => ("problem-rate-unit-unlike-dose", vec![]),
            Problem::DoseOutOfRange => ("problem-dose-out-of-range", vec![]),
            Problem::NoWeightToCalculate => ("problem-no-weight-to-calculate", vec![]),
            Problem::WeightMissing => ("problem-weight-missing", vec![]),
            Problem::WeightTooOld { kg, at, hours } => {
                let hours = usize::try_from(*hours).unwrap_or_default();
                ("problem-weight-too-old", vec![("kg", Number(*kg)), ("at", Moment(*at)), ("hours", Count(hours))])
            }
            Problem::CalculationUnseen => ("problem-calculation-unseen", vec![]),
            Problem::StayEndedLongAgo { hours } => {
                ("problem-stay-ended-long-ago", vec![("hours", Count(usize::try_from(*hours).unwrap_or_default()))])
            }
            Problem::QuestionOpen => ("problem-question-open", vec![]),
            Problem::SupervisorSigns => ("problem-supervisor-signs", vec![]),
            Problem::SupervisorCancels => ("problem-supervisor-cancels", vec![]),
            Problem::SupervisorDischarges => ("problem-supervisor-discharges", vec![]),
            Problem::DraftOfFormerStay => ("problem-draft-of-former-stay", vec![]),
            Problem::ChiefFirst => ("problem-chief-first", vec![]),
            Problem::OtherThanRequested => ("problem-other-than-requested", vec![]),
            Problem::PatientDied => ("problem-patient-died", vec![]),
            Problem::HospitalOnly { medication } => ("problem-hospital-only", vec![("medication", Name(medication))]),
            Problem::RouteNotAtHome => ("problem-route-not-at-home", vec![]),
            Problem::FrequencyNotAtHome => ("problem-frequency-not-at-home", vec![]),
            Problem::DaysDespiteContinuous => ("problem-days-despite-continuous", vec![]),
            Problem::DaysOfControlledMissing { medication } => {
                ("problem-days-of-controlled-missing", vec![("medication", Name(medication))])
            }
            Problem::SupplyMissing => ("problem-supply-missing", vec![]),
            Problem::SupplyOutOfRange { most } => ("problem-supply-out-of-range", vec![("most", whole(*most))]),
            Problem::AboveListLimit { list, ampoules, most, may_justify } => {
                let key = match (ampoules, may_justify) {
                    (true, true) => "problem-ampoules-above-limit",
                    (true, false) => "problem-ampoules-above-any-limit",
                    (false, true) => "problem-days-above-limit",
                    (false, false) => "problem-days-above-any-limit",
                };
                (key, vec![("list", Text(list.clone())), ("most", whole(*most))])
            }
            Problem::DiagnosisOutOfRange => ("problem-diagnosis-out-of-range", vec![]),
            Problem::JustificationOutOfRange => ("problem-justification-out-of-range", vec![]),
            Problem::JustificationNeedless => ("problem-justification-needless", vec![]),
            Problem::CancelReasonMissing => ("problem-cancel-reason-missing", vec![]),
            Problem::ListWithoutRule { list } => ("problem-list-without-rule", vec![("list", Text(list.clone()))]),
            Problem::HeightMissing => ("problem-height-missing", vec![]),
            Problem::HeightTooOld { cm, at, days } => {
                let days = usize::try_from(*days).unwrap_or_default();
                ("problem-height-too-old", vec![("cm", Number(*cm)), ("at", Moment(*at)), ("days", Count(days))])
            }
            Problem::NoSurfaceToCalculate => ("problem-no-surface-to-calculate", vec![]),
            Problem::OnlyAntineoplastic => ("problem-only-antineoplastic", vec![]),
            Problem::ProtocolMissing => ("problem-protocol-missing", vec![]),
            Problem::ProtocolTooLong { most } => ("problem-protocol-too-long", vec![("most", Count(*most))]),
            Problem::ProtocolCycleMissing => ("problem-protocol-cycle-missing", vec![]),
            Problem::ProtocolDayMissing => ("problem-protocol-day-missing", vec![]),
            Problem::ProtocolCountOutOfRange { most } => {
                ("problem-protocol-count-out-of-range", vec![("most", Text(most.to_string()))])
            }
            Problem::NotRegistered { medication, programme, colleagues } => (
                "problem-not-registered",
                vec![
                    ("medication", Name(medication)),
                    ("programme", Name(programme)),
                    ("known", Count(colleagues.len())),
                    ("colleagues", Text(colleagues.join(", "))),
                ],
            ),
            Problem::JustificationMissing { least } => {
                ("problem-justification-missing", vec![("least", Count(*least))])
            }
            Problem::MedicationInFormulary { medication } => {
                ("problem-medication-in-formulary", vec![("medication", Name(medication))])
            }
            Problem::AlreadyRequested => ("problem-already-requested", vec![]),
            Problem::OnlyProgramme => ("problem-only-programme", vec![]),
            Problem::OnlyChildBearing => ("problem-only-child-bearing", vec![]),
            Problem::TermNotSigned => ("problem-term-not-signed", vec![]),
            Problem::PregnancyTestMissing => ("problem-pregnancy-test-missing", vec![]),
            Problem::PregnancyTestUnreadable => ("problem-pregnancy-test-unreadable", vec![]),
            Problem::PregnancyTestInTheFuture => ("problem-pregnancy-test-in-the-future", vec![]),
            Problem::PregnancyTestTooOld { days } => {
                ("problem-pregnancy-test-too-old", vec![("days", Text(days.to_string()))])
            }
            Problem::ContraceptionMissing => ("problem-contraception-missing", vec![]),
        }
    }
}

fn whole(number: u32) -> Detail<'static> {
    Detail::Number(Decimal::from(number))
}
