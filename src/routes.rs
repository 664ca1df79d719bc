//! Every URL, once: who may call it, and what answers. What is not listed is refused.

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder, Route, guard};

use crate::auth::access::Who::{self, Anyone, Anything, Only};
use crate::auth::{access, log_in, log_out};
use crate::commands::pharmacy::{
    claim, decide_non_formulary, decide_stewardship, dispense, query, refuse, relabel, return_to_stock,
    review_override, second_check, send, separate, unpack, verify,
};
use crate::commands::prescribing::{
    answer, cancel_discharge, choose_medication, countersign, discard_draft, keep_favourite, prescribe,
    prescribe_discharge, remove_favourite, request_non_formulary, suspend,
};
use crate::commands::stock::lose::LoseForm;
use crate::commands::stock::quarantine::QuarantineForm;
use crate::commands::stock::release::ReleaseForm;
use crate::commands::stock::transfer::TransferForm;
use crate::commands::stock::{count, on_lot, recall, receive as receive_stock, reverse_line, set_level};
use crate::commands::ward::{
    admit, discharge, enter_from_paper, follow_up_paper, print, receive, record_allergies, record_measurements,
    register, transfer,
};
use crate::domain::role::Role::{self, Administrator, Doctor, Nurse, Pharmacist};
use crate::error::{AppError, AppResult};
use crate::page::paper::on_paper;
use crate::page::{choose_language, static_files};
use crate::queries::administration::{health, metrics};
use crate::queries::pharmacy::{
    bags, dispatch, dispatch_events, labels, non_formulary, overrides, separation, shipment, stewardship, stops, trace,
    triage,
};
use crate::queries::prescribing::{
    discharge_prescription, drafts, lapses, patient, patients, prescription, verbal_orders,
};
use crate::queries::start;
use crate::queries::stock::{
    accounting, counts, lot, medication, register as register_list, register_balance, register_book, shelves,
};
use crate::queries::ward::{arrivals, back_entry, downtime_form, prints, report, wards};

const CLINICAL: Who = Only(&[Doctor, Pharmacist, Nurse]);
const BEDSIDE: Who = Only(&[Doctor, Nurse]);
const REVIEWERS: Who = Only(&[Pharmacist, Administrator]);
const STAFF: Who = Only(&[Doctor, Pharmacist, Nurse, Administrator]);

/// The list.
pub fn routes() -> Routes {
    Routes::default()
        // Commands
        .post("/login", Anyone, log_in::submit)
        .post("/logout", Anyone, log_out::submit)
        .post("/locale", Anyone, choose_language::submit)
        .get("/patients/{id}/prescriptions/new", Only(&[Doctor]), prescribe::page)
        .post("/patients/{id}/prescriptions", Only(&[Doctor]), prescribe::submit)
        .get("/patients/{id}/verbal-orders/new", Only(&[Nurse]), prescribe::verbal_order::page)
        .post("/patients/{id}/verbal-orders", Only(&[Nurse]), prescribe::verbal_order::submit)
        .get("/prescriptions/{id}/countersignature", Only(&[Doctor]), countersign::page)
        .post("/prescriptions/{id}/countersignature", Only(&[Doctor]), countersign::submit)
        .get("/drafts/{id}/discard", Only(&[Doctor]), discard_draft::page)
        .post("/drafts/{id}/discard", Only(&[Doctor]), discard_draft::submit)
        .get("/doses", BEDSIDE, prescribe::doses)
        .get("/prescriptions/{id}/suspension", Only(&[Doctor]), suspend::page)
        .post("/prescriptions/{id}/suspension", Only(&[Doctor]), suspend::submit)
        .get("/favourites", Only(&[Doctor]), keep_favourite::page)
        .post("/favourites", Only(&[Doctor]), keep_favourite::submit)
        .post("/favourites/{id}/removal", Only(&[Doctor]), remove_favourite::submit)
        .get("/prescriptions/{id}/items/{number}/query", Only(&[Pharmacist]), query::page)
        .post("/prescriptions/{id}/items/{number}/query", Only(&[Pharmacist]), query::submit)
        .get("/prescriptions/{id}/items/{number}/refusal", Only(&[Pharmacist]), refuse::page)
        .post("/prescriptions/{id}/items/{number}/refusal", Only(&[Pharmacist]), refuse::submit)
        .post("/prescriptions/{id}/claim", Only(&[Pharmacist]), claim::submit)
        .post("/prescriptions/{id}/claim/return", Only(&[Pharmacist]), claim::submit_return)
        .get("/prescriptions/{id}/items/{number}/answer", Only(&[Doctor]), answer::page)
        .post("/prescriptions/{id}/items/{number}/answer", Only(&[Doctor]), answer::submit)
        .get("/medications", BEDSIDE, choose_medication::suggestions)
        .post("/lines/verification", Only(&[Pharmacist]), verify::submit)
        .post("/lines/separation", Only(&[Pharmacist]), separate::submit)
        .post("/lines/unpacking", Only(&[Pharmacist]), unpack::submit)
        .post("/lines/second-check", Only(&[Pharmacist]), second_check::submit)
        .post("/lines/dispensing", Only(&[Pharmacist]), dispense::submit)
        .post("/lines/sending", Only(&[Pharmacist]), send::submit)
        .post("/lines/relabelling", Only(&[Pharmacist]), relabel::submit)
        .post("/lines/receipt", Only(&[Nurse]), receive::submit)
        .get("/prescriptions/{id}/items/{number}/return", Only(&[Pharmacist]), return_to_stock::page)
        .post("/prescriptions/{id}/items/{number}/return", Only(&[Pharmacist]), return_to_stock::submit)
        .get("/stock/receipts/new", Only(&[Pharmacist]), receive_stock::page)
        .post("/stock/receipts", Only(&[Pharmacist]), receive_stock::submit)
        .get("/stock/lots/{id}/transfer", Only(&[Pharmacist]), on_lot::page::<TransferForm>)
        .post("/stock/lots/{id}/transfer", Only(&[Pharmacist]), on_lot::submit::<TransferForm>)
        .get("/stock/lots/{id}/loss", Only(&[Pharmacist]), on_lot::page::<LoseForm>)
        .post("/stock/lots/{id}/loss", Only(&[Pharmacist]), on_lot::submit::<LoseForm>)
        .get("/stock/lots/{id}/quarantine", Only(&[Pharmacist]), on_lot::page::<QuarantineForm>)
        .post("/stock/lots/{id}/quarantine", Only(&[Pharmacist]), on_lot::submit::<QuarantineForm>)
        .get("/stock/lots/{id}/release", Only(&[Pharmacist]), on_lot::page::<ReleaseForm>)
        .post("/stock/lots/{id}/release", Only(&[Pharmacist]), on_lot::submit::<ReleaseForm>)
        .get("/stock/recalls/new", Only(&[Pharmacist]), recall::page)
        .post("/stock/recalls", Only(&[Pharmacist]), recall::submit)
        .get("/stock/counts/new", Only(&[Pharmacist]), count::page)
        .post("/stock/counts", Only(&[Pharmacist]), count::submit)
        .get("/stock/medications/{code}/level", Only(&[Pharmacist]), set_level::page)
        .post("/stock/medications/{code}/level", Only(&[Pharmacist]), set_level::submit)
        .get("/register/{code}/lines/{number}/reversal", Only(&[Pharmacist]), reverse_line::page)
        .post("/register/{code}/lines/{number}/reversal", Only(&[Pharmacist]), reverse_line::submit)
        .get("/overrides/{id}/review", REVIEWERS, review_override::page)
        .post("/overrides/{id}/review", REVIEWERS, review_override::submit)
        .get("/stewardship/{id}/decision", Only(&[Pharmacist]), decide_stewardship::page)
        .post("/stewardship/{id}/decision", Only(&[Pharmacist]), decide_stewardship::submit)
        .get("/patients/{id}/non-formulary/new", Only(&[Doctor]), request_non_formulary::page)
        .post("/patients/{id}/non-formulary", Only(&[Doctor]), request_non_formulary::submit)
        .get("/non-formulary/{id}/decision", Only(&[Doctor]), decide_non_formulary::page)
        .post("/non-formulary/{id}/decision", Only(&[Doctor]), decide_non_formulary::submit)
        .get("/non-formulary/{id}/acknowledgement", Only(&[Pharmacist]), decide_non_formulary::acknowledgement_page)
        .post("/non-formulary/{id}/acknowledgement", Only(&[Pharmacist]), decide_non_formulary::submit_acknowledgement)
        .get("/patients/{id}/allergies", CLINICAL, record_allergies::page)
        .post("/patients/{id}/allergies", CLINICAL, record_allergies::submit)
        .get("/patients/{id}/measurements", CLINICAL, record_measurements::page)
        .post("/patients/{id}/measurements", CLINICAL, record_measurements::submit)
        .get("/patients/new", BEDSIDE, register::page)
        .post("/patients", BEDSIDE, register::submit)
        .get("/patients/{id}/admission", BEDSIDE, admit::page)
        .post("/patients/{id}/admission", BEDSIDE, admit::submit)
        .get("/patients/{id}/discharge", Only(&[Doctor]), discharge::page)
        .post("/patients/{id}/discharge", Only(&[Doctor]), discharge::submit)
        .get("/patients/{id}/discharge-prescription/new", Only(&[Doctor]), prescribe_discharge::page)
        .post("/patients/{id}/discharge-prescriptions", Only(&[Doctor]), prescribe_discharge::submit)
        .get("/discharge-prescriptions/{id}/cancellation", Only(&[Doctor]), cancel_discharge::page)
        .post("/discharge-prescriptions/{id}/cancellation", Only(&[Doctor]), cancel_discharge::submit)
        .get("/patients/{id}/transfer", BEDSIDE, transfer::page)
        .post("/patients/{id}/transfer", BEDSIDE, transfer::submit)
        .post("/wards/{id}/prints", CLINICAL, print::submit)
        .get("/back-entry/row", CLINICAL, enter_from_paper::page)
        .post("/back-entry", CLINICAL, enter_from_paper::submit)
        .get("/back-entry/{id}/correction", CLINICAL, enter_from_paper::correction_page)
        .post("/back-entry/{id}/correction", CLINICAL, enter_from_paper::submit_correction)
        .post("/back-entry/{id}/follow-up", CLINICAL, follow_up_paper::submit)
        // Queries
        .get("/login", Anyone, log_in::page)
        .get("/", STAFF, start::page)
        .get("/patients", CLINICAL, patients::page)
        .paper("/patients/{id}", CLINICAL, patient::page)
        .get("/lapses", CLINICAL, lapses::page)
        .get("/prescriptions/{id}.json", CLINICAL, prescription::document)
        .get("/prescriptions/{id}", CLINICAL, prescription::page)
        .paper("/prescriptions/{id}/paper", CLINICAL, prescription::paper::page)
        .get("/prescriptions/{id}/items/{number}/trace", CLINICAL, trace::page)
        .paper("/discharge-prescriptions/{id}", CLINICAL, discharge_prescription::page)
        .get("/triage", Only(&[Pharmacist]), triage::page)
        .get("/dispatch", Only(&[Pharmacist]), dispatch::page)
        .get("/dispatch/events", CLINICAL, dispatch_events::events)
        .paper("/separation", Only(&[Pharmacist]), separation::page)
        .get("/bags", Only(&[Pharmacist]), bags::page)
        .get("/stops", Only(&[Pharmacist]), stops::page)
        .paper("/shipments/{id}", Only(&[Pharmacist, Nurse]), shipment::page)
        .get("/arrivals", Only(&[Nurse]), arrivals::page)
        .paper("/labels", Only(&[Pharmacist]), labels::of_ward)
        .paper("/prescriptions/{id}/items/{number}/labels", Only(&[Pharmacist]), labels::of_line)
        .get("/drafts", Only(&[Doctor]), drafts::page)
        .get("/verbal-orders", Only(&[Doctor, Pharmacist, Administrator]), verbal_orders::page)
        .get("/overrides", REVIEWERS, overrides::page)
        .get("/non-formulary", Only(&[Doctor, Pharmacist]), non_formulary::page)
        .get("/stewardship", Only(&[Pharmacist]), stewardship::page)
        .get("/accounting", REVIEWERS, accounting::page)
        .get("/accounting/{table}.csv", REVIEWERS, accounting::download)
        .get("/stock", Only(&[Pharmacist]), shelves::page)
        .get("/stock/medications/{code}", Only(&[Pharmacist]), medication::page)
        .get("/stock/lots/{id}", Only(&[Pharmacist]), lot::page)
        .get("/stock/counts", Only(&[Pharmacist]), counts::page)
        .get("/register", Only(&[Pharmacist]), register_list::page)
        .paper("/register/{code}", Only(&[Pharmacist]), register_book::page)
        .paper("/register-balance", Only(&[Pharmacist]), register_balance::page)
        .get("/register-balance.csv", Only(&[Pharmacist]), register_balance::csv)
        .get("/wards", CLINICAL, wards::page)
        .paper("/wards/{id}/report", CLINICAL, report::page)
        .get("/prints", CLINICAL, prints::log::page)
        .get("/prints/{number}", CLINICAL, prints::check::page)
        .paper("/prints/{number}/sheet", CLINICAL, prints::sheet::page)
        .paper("/wards/{id}/downtime-form", CLINICAL, downtime_form::page)
        .get("/back-entry", CLINICAL, back_entry::page)
        // Machines
        .get("/healthz", Anything, health::alive)
        .get("/readyz", Anything, health::ready)
        .get("/metrics", Anything, metrics::page)
        .get("/static/{hash}/{path:.*}", Anything, static_files::file)
}

/// The navigation of a role: path, and the key of its text.
pub fn navigation(role: Role) -> &'static [(&'static str, &'static str)] {
    match role {
        Doctor => {
            &[("/", "nav-start"), ("/patients", "nav-patients"), ("/lapses", "nav-lapses"), ("/wards", "nav-wards")]
        }
        Pharmacist => &[
            ("/", "nav-start"),
            ("/triage", "nav-triage"),
            ("/separation", "nav-separation"),
            ("/bags", "nav-bags"),
            ("/stops", "nav-stops"),
            ("/dispatch", "nav-dispatch"),
            ("/stock", "nav-stock"),
            ("/patients", "nav-patients"),
            ("/wards", "nav-wards"),
        ],
        Nurse => &[
            ("/", "nav-start"),
            ("/arrivals", "nav-arrivals"),
            ("/wards", "nav-wards"),
            ("/patients", "nav-patients"),
            ("/back-entry", "nav-back-entry"),
        ],
        Administrator => &[("/", "nav-start"), ("/overrides", "nav-overrides")],
    }
}

/// A route of the list.
pub struct Listed {
    pub method: Method,
    pub path: String,
    pub who: Who,
    route: Box<dyn Fn() -> Route>,
}

/// The list as a value: configures the server, and is read by the test of who may call what.
#[derive(Default)]
pub struct Routes(Vec<Listed>);

impl Routes {
    fn get<F, Args>(self, path: &'static str, who: Who, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.list(Method::GET, path, who, handler)
    }

    fn post<F, Args>(self, path: &'static str, who: Who, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.list(Method::POST, path, who, handler)
    }

    /// A page that is printed: itself, and as a PDF at its path with `.pdf`.
    fn paper<F, Args>(self, path: &'static str, who: Who, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let printed = handler.clone();
        let route = move || asked_by(&Method::GET).to(printed.clone()).wrap(from_fn(on_paper));
        // The PDF first: `{id}` also matches `12.pdf`.
        self.add(Method::GET, format!("{path}.pdf"), who, route).get(path, who, handler)
    }

    fn list<F, Args>(self, method: Method, path: &'static str, who: Who, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let verb = method.clone();
        self.add(method, path.to_owned(), who, move || asked_by(&verb).to(handler.clone()))
    }

    fn add(mut self, method: Method, path: String, who: Who, route: impl Fn() -> Route + 'static) -> Self {
        let gate = move || route().wrap(from_fn(move |request, next| access::admit(who, request, next)));
        self.0.push(Listed { method, path, who, route: Box::new(gate) });
        self
    }

    pub fn listed(&self) -> &[Listed] {
        &self.0
    }

    /// Puts the list into a server; anything else is not found.
    pub fn configure(&self, config: &mut ServiceConfig) {
        let mut paths: Vec<&str> = Vec::new();
        for listed in &self.0 {
            if !paths.contains(&listed.path.as_str()) {
                paths.push(&listed.path);
            }
        }
        for path in paths {
            let resource = web::resource(path);
            let of_path = self.0.iter().filter(|listed| listed.path == path);
            config.service(of_path.fold(resource, |resource, listed| resource.route((listed.route)())));
        }
        config.default_service(web::to(not_listed));
    }
}

/// Who may read something may ask for its head alone, too.
fn asked_by(method: &Method) -> Route {
    if *method == Method::GET {
        return web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    }
    web::method(method.clone())
}

async fn not_listed() -> AppResult<&'static str> {
    Err(AppError::NotFound)
}
