//! What a person sees of it: a dispatch list and a half-filled prescription are open while the database goes away and
//! comes back.

use std::time::{Duration, Instant};

use super::cluster::Mode;
use super::matrix::{Row, Verdict};
use super::proxy::RUNTIME;
use super::scene::Scene;
use crate::support::browser::{Browser, Driver};
use crate::support::trials::trials;

/// A list that is not live says so by then, and is live again this long after the database is back.
const SAID_WITHIN: Duration = Duration::from_secs(10);

/// How the database goes away.
const WAYS: [Way; 3] = [Way::Stopped, Way::Frozen, Way::OutOfReach];

#[derive(Clone, Copy, Debug)]
enum Way {
    Stopped,
    Frozen,
    OutOfReach,
}

impl Way {
    fn go(self, scene: &mut Scene) {
        match self {
            Way::Stopped => scene.cluster.stop(Mode::Fast),
            Way::Frozen => scene.cluster.freeze(),
            Way::OutOfReach => scene.proxy.close(),
        }
    }

    fn come_back(self, scene: &mut Scene) {
        match self {
            Way::Stopped => scene.cluster.start(),
            Way::Frozen => scene.cluster.thaw(),
            Way::OutOfReach => scene.proxy.pass(),
        }
    }
}

#[test]
fn an_open_list_says_that_it_is_not_live_and_is_again_by_itself_and_an_open_form_loses_nothing() {
    let mut row = Row::of("database away while a list and a form are open in a browser");
    let mut scene = Scene::open(1, &[]);
    let url = scene.instances[0].url();
    let (driver, doctor, pharmacist) = RUNTIME.block_on(async {
        let driver = Driver::start().await;
        let doctor = driver.open(&url, "en", "joao.silva").await;
        let pharmacist = driver.open(&url, "en", "ana.farmacia").await;
        pharmacist.go("/dispatch").await;
        pharmacist.run("window.notReloaded = true").await;
        (driver, doctor, pharmacist)
    });
    for trial in 0..trials(40) {
        let way = WAYS[(trial + row.seed.pick(0, WAYS.len())) % WAYS.len()];
        row.add(one(&mut scene, way, trial, &doctor, &pharmacist));
    }
    RUNTIME.block_on(async {
        doctor.close().await;
        pharmacist.close().await;
    });
    drop(driver);
    row.end();
}

#[test]
fn a_search_without_an_answer_never_says_that_a_medicine_is_not_there_and_goes_on_by_itself() {
    let mut row = Row::of("database away while somebody searches for a medicine");
    let mut scene = Scene::open(1, &[]);
    let url = scene.instances[0].url();
    let (driver, doctor) = RUNTIME.block_on(async {
        let driver = Driver::start().await;
        let doctor = driver.open(&url, "en", "joao.silva").await;
        (driver, doctor)
    });
    for trial in 0..trials(20) {
        let way = WAYS[(trial + row.seed.pick(0, WAYS.len())) % WAYS.len()];
        RUNTIME.block_on(async {
            doctor.go("/patients/1/prescriptions/new").await;
            doctor.wait_for(".autocomplete__input").await;
        });
        way.go(&mut scene);
        let (told, not_there) = RUNTIME.block_on(async {
            doctor.fill("#item-0-medication", "varf").await;
            let told = doctor.sees_text("The search does not answer just now", SAID_WITHIN).await;
            (told, doctor.sees_text("No medication in the formulary found", Duration::from_millis(1)).await)
        });
        way.come_back(&mut scene);
        let back = Instant::now();
        let offered = RUNTIME.block_on(doctor.sees("#item-0-medication__option--0", SAID_WITHIN));
        let recovery = Some(back.elapsed());
        let wrong = [
            (!told, "nobody says that the search does not answer"),
            (not_there, "a medicine is said not to be there"),
            (!offered, "the search does not go on"),
        ];
        let wrong = wrong.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| format!("{way:?}: {what}"));
        row.add(Verdict { recovery, violations: wrong.collect(), ..Verdict::default() });
    }
    RUNTIME.block_on(doctor.close());
    drop(driver);
    row.end();
}

/// Every other doctor signs while the database is away, and sends the form again from the page that says so.
fn one(scene: &mut Scene, way: Way, trial: usize, doctor: &Browser, pharmacist: &Browser) -> Verdict {
    let note = format!("with water, trial {trial}");
    // Whoever has the same from before gives a reason: another patient each time, of those who were asked about allergies.
    let patient = scene.crew.beds[trial].patient;
    let signs_meanwhile = trial % 2 == 1;
    RUNTIME.block_on(async {
        pharmacist.wait_for(".p-live--on").await;
        half_filled(doctor, patient, &note).await;
    });
    way.go(scene);
    let gone = Instant::now();
    let said = RUNTIME.block_on(pharmacist.sees(".p-live--lost", SAID_WITHIN));
    RUNTIME.block_on(async {
        other_half(doctor).await;
        if signs_meanwhile {
            doctor.click(".p-actions button[value=sign]").await;
            doctor.wait_for("form[data-once] button[data-once]").await;
        }
    });
    way.come_back(scene);
    let back = Instant::now();
    let live = RUNTIME.block_on(pharmacist.sees(".p-live--on", SAID_WITHIN));
    let recovery = back.elapsed();
    let seen = RUNTIME.block_on(async {
        let button =
            if signs_meanwhile { "form[data-once] button[data-once]" } else { ".p-actions button[value=sign]" };
        doctor.click(button).await;
        let signed = doctor.sees(".nhsuk-summary-list", SAID_WITHIN).await;
        signed && pharmacist.sees_text(&note, SAID_WITHIN).await
    });
    let not_reloaded = RUNTIME.block_on(pharmacist.run("return window.notReloaded")) == true;
    let signed = format!(
        "select count(*) from prescription_items where note = '{note}' and not exists \
        (select from prescription_items other where other.note = prescription_items.note and other.id <> prescription_items.id)"
    );
    let wrong = [
        (!said, "the list does not say that it is not live"),
        (!live, "the list is not live again"),
        (!seen, "the form does not sign, or the list does not show it"),
        (!not_reloaded, "the list was reloaded by hand"),
        (scene.cluster.numbers(&signed) != [1], "what was typed is not there once"),
    ];
    let wrong = wrong.into_iter().filter(|(is_so, _)| *is_so);
    let mut violations: Vec<String> =
        wrong.map(|(_, what)| format!("{way:?}, after {:?}: {what}", gone.elapsed())).collect();
    if !violations.is_empty() {
        let page = RUNTIME.block_on(doctor.text("main"));
        violations.push(format!("the doctor sees: {}", page.chars().take(600).collect::<String>()));
    }
    Verdict { recovery: Some(recovery), violations, ..Verdict::default() }
}

async fn half_filled(doctor: &Browser, patient: i64, note: &str) {
    doctor.go(&format!("/patients/{patient}/prescriptions/new")).await;
    doctor.wait_for(".autocomplete__input").await;
    doctor.fill("#item-0-medication", "P0155").await;
    doctor.wait_for("#item-0-medication__option--0").await;
    doctor.click("#item-0-medication__option--0").await;
    doctor.fill("#item-0-dose", "75").await;
    doctor.fill("#item-0-note", note).await;
}

async fn other_half(doctor: &Browser) {
    doctor.choose("#item-0-unit", "mg").await;
    doctor.choose("#item-0-route", "VO").await;
    doctor.choose("#item-0-frequency", "8/8H").await;
    doctor.fill("#item-0-duration", "3").await;
}
