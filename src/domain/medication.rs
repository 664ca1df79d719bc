//! A medication of the formulary, as far as prescribing it needs to know, and who may.

use chrono::Datelike;

use crate::domain::clock::{Clock, day_of};
use crate::domain::cycle::Cycle;
use crate::domain::dose::check_measure;
use crate::domain::named::Named;
use crate::domain::plan::Plan;
use crate::domain::problem::Problem;

/// A specialty, by its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Specialty {
    pub id: i64,
    pub name: Named,
    /// Treats cancer and blood diseases, where oral methotrexate is not only weekly (ITEM-15).
    pub oncology: bool,
}

/// A route of administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub code: String,
    pub name: Named,
}

/// A programme that doctors register in before they may prescribe its medication.
#[derive(Clone, Debug)]
pub struct Programme {
    /// None where the hospital has no such programme: then nobody is registered.
    pub code: Option<String>,
    pub name: Named,
    /// Doctors who may sign, by their rows.
    pub registered: Vec<i64>,
    /// Some of them with their registrations: whom to ask.
    pub colleagues: Vec<String>,
}

/// One row of the formulary with the policies that hang on it.
#[derive(Clone, Debug)]
pub struct Medication {
    pub id: i64,
    pub name: Named,
    pub form_group: String,
    pub atc_code: String,
    /// As the formulary writes it: `500 mg`, `200 mg/mL`, `5,000 [U]/mL`.
    pub strength: String,
    pub active: bool,
    /// Outside the formulary, but approved for this stay (WHO-4).
    pub approved_for_stay: bool,
    /// Needs an indication and a review (ITEM-9).
    pub antimicrobial: bool,
    pub cytotoxic: bool,
    /// Dosed by weight in this hospital (PRE-3).
    pub weight_based: bool,
    /// Only doctors registered in its programme may prescribe it; None where there is none (WHO-5).
    pub programme: Option<Programme>,
    /// The only specialties that may prescribe it; None where any may (WHO-1).
    pub only_for: Option<Vec<Specialty>>,
    /// The routes that its form allows (ITEM-5).
    pub routes: Vec<Route>,
    /// Codes of the routes that it is given by, the most usual first (KNOW-3); none where the hospital has not said.
    pub usual_routes: Vec<String>,
    /// Strength and form in Portuguese, as the formulary writes them.
    pub presentation: String,
}

/// Routes into the blood.
const INTO_A_VEIN: [&str; 2] = ["IV", "IO"];
/// Routes to the spine.
const TO_THE_SPINE: [&str; 2] = ["IT", "EPI"];
/// Routes through a tube.
const BY_TUBE: [&str; 2] = ["SNE", "GTT"];
/// Words of an injection that must not get into a vein: crystals, oil, a depot.
const NOT_INTO_A_VEIN: [&str; 6] = ["suspens", "depot", "oleos", "decanoato", "enantato", "prolongada"];
/// Words of a form that is destroyed by crushing, and releases at once what was meant for a day.
const NOT_CRUSHED: [&str; 6] = ["prolongada", "controlada", "modificada", "retard", "gastrorresistente", "entérico"];
/// Benzathine and procaine penicillin, and insulins that act longer than a few hours, by ATC code.
const NEVER_INTO_A_VEIN: [&str; 5] = ["J01CE08", "J01CE09", "A10AC", "A10AD", "A10AE"];

impl Medication {
    /// Active, or approved for this stay (WHO-4); and what is cytotoxic only by the specialties that it is left to, whatever the emergency (WHO-2).
    /// What else is left to some specialties is weighed with the safety checks (WHO-1).
    ///
    /// # Errors
    /// The [`Problem`] to say next to the medication.
    pub fn check_prescriber(&self, own: &Specialty) -> Result<(), Problem> {
        if !self.active && !self.approved_for_stay {
            return Err(Problem::MedicationNotActive { medication: self.name.clone() });
        }
        match &self.only_for {
            Some(specialties) if self.cytotoxic && !specialties.iter().any(|specialty| specialty.id == own.id) => {
                Err(Problem::SpecialtyMayNot {
                    medication: self.name.clone(),
                    own: own.name.clone(),
                    allowed: specialties.iter().map(|specialty| specialty.name.clone()).collect(),
                })
            }
            _ => Ok(()),
        }
    }

    /// Only by doctors who are registered in its programme, whatever the emergency (WHO-5).
    ///
    /// # Errors
    /// The [`Problem`] to say next to the medication.
    pub fn check_registration(&self, doctor_id: i64) -> Result<(), Problem> {
        match &self.programme {
            Some(programme) if !programme.registered.contains(&doctor_id) => Err(Problem::NotRegistered {
                medication: self.name.clone(),
                programme: programme.name.clone(),
                colleagues: programme.colleagues.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// The form allows the route, and what kills by another route goes into a vein only (ITEM-5, ITEM-14, ITEM-16).
    ///
    /// # Errors
    /// The [`Problem`] to say next to the route.
    pub fn check_route(&self, route: &Route) -> Result<(), Problem> {
        if self.is_vinca_alkaloid() && route.code != "IV" {
            return Err(Problem::VincaOnlyIntravenous { medication: self.name.clone() });
        }
        if self.is_concentrated_potassium() && route.code != "IV" {
            return Err(Problem::PotassiumOnlyDiluted { medication: self.name.clone() });
        }
        if self.kills_by(&route.code) {
            return Err(Problem::RouteKills { route: route.name.clone(), medication: self.name.clone() });
        }
        if self.routes.iter().any(|allowed| allowed.code == route.code) {
            return Ok(());
        }
        Err(Problem::RouteNotForForm {
            route: route.name.clone(),
            medication: self.name.clone(),
            allowed: self.routes.iter().map(|allowed| allowed.name.clone()).collect(),
        })
    }

    /// Never by this route, whatever the reason, unless the hospital's list of its routes says so: to the spine, into a
    /// vein what is no solution or acts for days, through a tube what releases slowly (KNOW-3).
    fn kills_by(&self, route: &str) -> bool {
        if self.usual_routes.iter().any(|usual| usual == route) {
            return false;
        }
        let form = self.presentation.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| form.contains(word));
        let is_insulin_or_penicillin = NEVER_INTO_A_VEIN.iter().any(|code| self.atc_code.starts_with(code));
        (TO_THE_SPINE.contains(&route) && self.is_injectable())
            || (INTO_A_VEIN.contains(&route) && (says(&NOT_INTO_A_VEIN) || is_insulin_or_penicillin))
            || (BY_TUBE.contains(&route) && says(&NOT_CRUSHED))
    }

    /// Whether the hospital's list of its routes has this one: a tube is a tube, and a bone as good as a vein (KNOW-3).
    pub fn is_usual(&self, route: &str) -> bool {
        let like = [INTO_A_VEIN, BY_TUBE].into_iter().find(|alike| alike.contains(&route));
        let is_like = |usual: &String| usual == route || like.is_some_and(|alike| alike.contains(&usual.as_str()));
        self.usual_routes.is_empty() || self.usual_routes.iter().any(is_like)
    }

    /// The dose says how much of what the strength says (ITEM-2).
    ///
    /// # Errors
    /// The [`Problem`] to say next to the unit.
    pub fn check_unit(&self, unit: &str) -> Result<(), Problem> {
        let wrong = |units| Problem::UnitNotOfStrength { medication: self.name.clone(), units };
        check_measure(unit, &self.strength).map_err(wrong)
    }

    /// Oral methotrexate outside oncology and haematology is weekly, and nothing else (ITEM-15).
    ///
    /// # Errors
    /// The [`Problem`] to say next to the frequency.
    pub fn check_frequency(&self, own: &Specialty, route: Option<&Route>, cycle: Cycle) -> Result<(), Problem> {
        if self.is_weekly_only(own, route) && cycle != Cycle::Weekly {
            return Err(Problem::MethotrexateNotWeekly { medication: self.name.clone() });
        }
        Ok(())
    }

    /// Nor does a first dose now put a second day into its week (ITEM-15).
    ///
    /// # Errors
    /// The [`Problem`] to say next to the first dose.
    pub fn check_first_dose(
        &self,
        own: &Specialty,
        route: Option<&Route>,
        plan: &Plan,
        clock: Clock,
    ) -> Result<(), Problem> {
        let first = plan.schedule.first_dose_at.map(|at| day_of(at, clock.zone).weekday());
        if self.is_weekly_only(own, route) && first.is_some() && first != plan.weekday {
            return Err(Problem::MethotrexateOffItsDay { medication: self.name.clone() });
        }
        Ok(())
    }

    fn is_weekly_only(&self, own: &Specialty, route: Option<&Route>) -> bool {
        !own.oncology && self.is_oral_methotrexate(route)
    }

    fn is_oral_methotrexate(&self, route: Option<&Route>) -> bool {
        let methotrexate = matches!(self.atc_code.as_str(), "L04AX03" | "L01BA01");
        let by_mouth = route.is_some_and(|route| matches!(route.code.as_str(), "VO" | "SL" | "BUC" | "SNE" | "GTT"));
        methotrexate && (by_mouth || self.form_group == "oral")
    }

    /// Given against cancer, by protocol (WHO-2): all that is cytotoxic, but for oral methotrexate once a week, which is
    /// given in low doses for years (ITEM-15).
    pub fn is_antineoplastic(&self, route: Option<&Route>, cycle: Option<Cycle>) -> bool {
        self.cytotoxic && !(cycle == Some(Cycle::Weekly) && self.is_oral_methotrexate(route))
    }

    pub fn is_injectable(&self) -> bool {
        self.form_group == "inj"
    }

    /// An injection that is fatal by any route but the vein (ITEM-16).
    pub fn is_vinca_alkaloid(&self) -> bool {
        self.is_injectable() && self.atc_code.starts_with("L01CA")
    }

    /// Potassium chloride or phosphate to be diluted: undiluted it stops the heart (ITEM-14).
    pub fn is_concentrated_potassium(&self) -> bool {
        self.is_injectable() && matches!(self.atc_code.as_str(), "B05XA01" | "B05XA06")
    }
}
