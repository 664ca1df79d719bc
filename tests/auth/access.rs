//! Each route of the list, asked by each role and by nobody.

use futures_util::future::join_all;
use posology::auth::access::Who;
use posology::domain::role::Role;
use posology::routes::routes;

use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply, answer};

const USERNAMES: [(Role, &str); 4] = [
    (Role::Doctor, "joao.silva"),
    (Role::Pharmacist, "ana.farmacia"),
    (Role::Nurse, "rita.enfermagem"),
    (Role::Administrator, "admin"),
];

#[actix_web::test]
async fn each_route_answers_the_roles_on_its_list_and_nobody_else() {
    let hospital = Hospital::open();
    let logged_in = join_all(USERNAMES.map(|(_, username)| hospital.log_in(username))).await;
    for listed in routes().listed().iter().filter(|listed| !listed.path.ends_with("/events")) {
        let path = listed
            .path
            .replace("{id}", "1")
            .replace("{number}", "1")
            .replace("{table}", "wards")
            .replace("{hash}", "x")
            .replace("{path:.*}", "css/base.css");
        let nobody = call(&hospital.stranger(), listed.method.as_str(), &path).await;
        let refused = nobody.status == 401 || nobody.location.starts_with("/login?next=");
        assert_eq!(refused, !listed.who.admits(None), "{} {path} by nobody: {}", listed.method, nobody.status);
        for ((role, username), person) in USERNAMES.into_iter().zip(&logged_in) {
            let leaving = if path == "/logout" { Some(hospital.log_in(username).await) } else { None };
            let reply = call(leaving.as_ref().unwrap_or(person), listed.method.as_str(), &path).await;
            assert_eq!(reply.status == 403, !listed.who.admits(Some(role)), "{} {path} by {username}", listed.method);
            assert!(reply.status < 500, "{} {path} by {username}: {}", listed.method, reply.status);
        }
    }
}

async fn call(person: &Person, method: &str, path: &str) -> Reply {
    let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
    answer(person.request(method, path)).await
}

#[actix_web::test]
async fn patients_data_is_listed_for_clinical_roles_only() {
    for listed in routes().listed() {
        let about_patients =
            ["/patients", "/prescriptions", "/dispatch", "/wards"].iter().any(|stem| listed.path.starts_with(stem));
        assert!(!about_patients || matches!(listed.who, Who::Only(_)), "{}", listed.path);
        assert!(!about_patients || !listed.who.admits(Some(Role::Administrator)), "{}", listed.path);
    }
}

#[actix_web::test]
async fn what_is_not_listed_is_refused_in_words() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for path in ["/nowhere", "/patients/1/", "/.env", "/static/x/../../Cargo.toml", "//", "/PATIENTS"] {
        assert_eq!(doctor.get(path).await.is_refused_in_words().status, 404, "{path}");
    }
    let reply = answer(doctor.request(reqwest::Method::DELETE, "/patients/1")).await;
    assert_eq!(reply.is_refused_in_words().status, 405);
}

#[actix_web::test]
async fn every_answer_carries_the_security_headers() {
    let hospital = Hospital::open();
    let stranger = hospital.stranger();
    for path in ["/login", "/", "/nowhere", "/healthz"] {
        let headers = stranger.get(path).await.headers;
        assert!(headers["content-security-policy"].to_str().expect("text").starts_with("default-src 'none'"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["x-frame-options"], "DENY");
    }
}

#[actix_web::test]
async fn a_form_from_another_site_is_refused_and_writes_nothing() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "http://elsewhere.example"),
        ("origin", "null"),
    ] {
        let request = doctor.request(reqwest::Method::POST, "/logout").header(name, value);
        let reply = answer(request).await;
        assert_eq!(reply.is_refused_in_words().status, 403, "{name}: {value}");
    }
    assert_eq!(doctor.get("/patients").await.status, 200, "still logged in");
    let own = answer(
        doctor.request(reqwest::Method::POST, "/locale").header("origin", &hospital.url).form(&[("locale", "en")]),
    )
    .await;
    assert_eq!(own.status, 303);
}
