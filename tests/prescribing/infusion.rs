//! Infusions: diluent, volume and speed, and what must never be a bolus.

use serde_json::{Value, json};

use crate::support::form::{Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

const CEFAZOLIN_FREE: &str = "P0149";

/// Ondansetron 8 mg into the vein, with nothing said of how.
fn intravenous() -> Item {
    Item::of([CEFAZOLIN_FREE, "8", "mg", "IV", "8/8H", "2"])
}

fn diluted() -> Item {
    intravenous().with("preparation", "SF09").with("volume", "100").with("minutes", "30")
}

/// Norepinephrine 16 mg in 250 mL at 10 mcg/min.
fn continuous() -> Item {
    Item::of(["P0113", "16", "mg", "IV", "CONT", "1"])
        .with("preparation", "SG5")
        .with("volume", "250")
        .with("rate", "10")
        .with("rate_unit", "mcg/min")
}

/// Signs what the form has shown before, as a browser does.
async fn check_and_sign(doctor: &Person, patient: i64, item: Item) -> Reply {
    let mut form = PrescribeForm::open(doctor, patient, vec![item.clone()]).await;
    form.action = "calculate";
    let page = form.send(doctor).await;
    assert_eq!(page.status, 200);
    form.items = vec![item.with("shown", &hidden(&page.body, "shown"))];
    form.action = "sign";
    form.send(doctor).await
}

#[actix_web::test]
async fn item_6_what_goes_into_a_vein_says_how() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let reply = prescribe(&doctor, 1, vec![intravenous()]).await;
    assert_eq!(reply.status, 422);
    reply
        .has("Say how it is given: as a bolus, ready to infuse, or in which diluent")
        .has("href=\"#item-0-preparation\"");
    let reply = prescribe(&doctor, 1, vec![intravenous().with("preparation", "SF09")]).await;
    reply.has("Enter the total volume in mL").has("Enter in how many minutes, or the rate in mL/h");
    for (field, value, words) in [
        ("preparation", "TEA", "This diluent is not on the list"),
        ("volume", "-1", "figures only"),
        ("volume", "0.001", "two decimal places at most"),
        ("volume", "10001", "at most 10,000 mL"),
        ("minutes", "0.05", "0.1 to 1,440 minutes"),
        ("minutes", "2000", "0.1 to 1,440 minutes"),
        ("rate", "99", "this volume in this time is 200 mL/h"),
        ("rate_unit", "mg/h", "only"),
    ] {
        let reply = prescribe(&doctor, 1, vec![diluted().with(field, value)]).await;
        assert_eq!(reply.status, 422, "{field} = {value}");
        reply.has(words);
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn item_6_time_gives_rate_and_rate_gives_time_and_both_are_shown_before_signing_and_after() {
    let hospital = Hospital::open();
    let (doctor, pharmacist, nurse) = (hospital.doctor().await, hospital.pharmacist().await, hospital.nurse().await);
    let text = "dilute in sodium chloride 0.9% to 100 mL · over 30 min (200 mL/h)";
    let by_rate = diluted().with("minutes", "").with("rate", "200");
    let both = diluted().with("rate", "200");
    for item in [diluted(), by_rate, both] {
        let mut form = PrescribeForm::open(&doctor, 1, vec![item.clone()]).await;
        form.action = "calculate";
        form.send(&doctor).await.has(text);
        let reply = insist(&doctor, 1, vec![item]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        doctor.get(&reply.location).await.has(text);
    }
    pharmacist.get("/dispatch?q=maria+oliveira").await.has(text);
    nurse.get("/wards/5/report").await.has(text);
    doctor.get("/patients/1").await.has(text);
    let reply = insist(&doctor, 1, vec![diluted().with("minutes", "180")]).await;
    doctor.get(&reply.location).await.has("over 180 min (33.3 mL/h)");
    let document = doctor.get(&format!("{}.json", reply.location)).await;
    let document: Value = serde_json::from_str(&document.body).expect("JSON");
    let flow = &document["medications"][0]["infusion"]["flow"];
    assert_eq!(flow["ml_h"], "33.3");
    assert_eq!(flow["pace"], json!({"minutes": "180"}));
    assert_eq!(flow["diluent"]["name"]["pt"], "cloreto de sódio 0,9%");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn item_6_a_bolus_is_chosen_in_words_and_has_no_volume() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let reply = prescribe(&doctor, 1, vec![intravenous().with("preparation", "bolus")]).await;
    doctor.get(&reply.location).await.has("as a bolus (undiluted, at once)");
    let reply = prescribe(&doctor, 1, vec![diluted().with("preparation", "bolus")]).await;
    assert_eq!(reply.status, 422);
    reply.has("only for what is infused").has("id=\"item-0-volume-error\"");
    let saline = Item::of(["P0103", "500", "mL", "IV", "8/8H", "1"]).with("preparation", "ready").with("volume", "500");
    let reply = prescribe(&doctor, 1, vec![saline.with("rate", "62.5")]).await;
    doctor.get(&reply.location).await.has("ready to infuse, 500 mL · over 480 min (62.5 mL/h)");
    let swallowed = Item::paracetamol().with("preparation", "bolus");
    prescribe(&doctor, 1, vec![swallowed]).await.has("Only injections are diluted or infused");
}

#[actix_web::test]
async fn item_6_a_continuous_infusion_says_rate_concentration_and_what_the_pump_is_set_to() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let reply = check_and_sign(&doctor, 1, continuous()).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    for page in [doctor.get(&reply.location).await, pharmacist.get("/dispatch?q=maria+oliveira").await] {
        page.has("dilute in glucose 5% to 250 mL (64 mcg/mL)".replace("64 mcg", "0.064 mg").as_str())
            .has("10 mcg/min = 9.4 mL/h");
    }
    let times = "select count(*) from prescription_item_times t join prescription_items i on i.id = t.item_id \
        where i.frequency_code = 'CONT'";
    assert_eq!(hospital.count(times), 0);
    for (field, value, words) in [
        ("preparation", "bolus", "not given as a bolus"),
        ("preparation", "", "Say how it is given"),
        ("minutes", "30", "has no time in minutes"),
        ("rate", "", "Enter the rate"),
        ("rate_unit", "", "Choose the unit of the rate"),
        ("rate_unit", "unit/h", "does not fit the unit of the dose"),
        ("rate_unit", "furlong", "not on the list"),
        ("rate", "0.0001", "must come to 0.1 to 10,000 mL/h"),
        ("times", "08:00", "have no times"),
    ] {
        let reply = prescribe(&doctor, 1, vec![continuous().with(field, value)]).await;
        assert_eq!(reply.status, 422, "{field} = {value}");
        reply.has(words);
    }
    let insulin =
        Item::of(["P0095", "100", "unit", "IV", "CONT", "1"]).with("preparation", "SF09").with("volume", "100");
    let reply = check_and_sign(&doctor, 1, insulin.with("rate", "2").with("rate_unit", "unit/h")).await;
    doctor.get(&reply.location).await.has("(1 unit/mL)").has("2 units/h = 2 mL/h");
}

#[actix_web::test]
async fn item_6_nothing_calculated_is_signed_unseen() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let unseen = prescribe(&doctor, 1, vec![continuous()]).await;
    assert_eq!(unseen.status, 422);
    unseen.has("Check the calculation shown below").has("= 9.4 mL/h").has("name=\"shown\" value=\"9.4 mL/h\"");
    let another = prescribe(&doctor, 1, vec![continuous().with("rate", "20").with("shown", "9.4 mL/h")]).await;
    assert_eq!(another.status, 422, "what was seen is not what would be signed");
    assert_eq!(hospital.written(), before);
    let seen = prescribe(&doctor, 1, vec![continuous().with("shown", "9.4 mL/h")]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
}

#[actix_web::test]
async fn item_14_concentrated_potassium_is_never_prescribed_undiluted() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    for code in ["P0107", "P0112"] {
        let potassium = Item::of([code, "10", "mL", "IV", "DU", "1"]).with("times", "10:00");
        for preparation in ["", "bolus", "ready"] {
            let item = potassium.clone().with("preparation", preparation).with("volume", "10").with("minutes", "5");
            let reply = prescribe(&doctor, 1, vec![item]).await;
            assert_eq!(reply.status, 422, "{code} {preparation}");
            reply.has("STOPS THE HEART if given undiluted").has("never as a bolus");
        }
        for (field, words) in [("volume", "Enter the total volume"), ("minutes", "Enter in how many minutes")] {
            let item = potassium.clone().with("preparation", "SF09").with("volume", "500").with("minutes", "240");
            prescribe(&doctor, 1, vec![item.with(field, "")]).await.has(words);
        }
        let reply = prescribe(&doctor, 1, vec![potassium.clone().with("route", "IM")]).await;
        assert_eq!(reply.status, 422);
        reply.has("STOPS THE HEART");
    }
    assert_eq!(hospital.written(), before);
    let diluted = Item::of(["P0107", "10", "mL", "IV", "DU", "1"]).with("times", "10:00").with("preparation", "SF09");
    let reply = prescribe(&doctor, 1, vec![diluted.with("volume", "500").with("minutes", "240")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let syrup = Item::of(["P0108", "15", "mL", "VO", "3X", "1"]);
    assert_eq!(prescribe(&doctor, 1, vec![syrup]).await.status, 303, "the syrup is no concentrate");
}

#[actix_web::test]
async fn item_16_a_vinca_alkaloid_goes_in_a_mini_bag_and_warns_wherever_it_is_shown() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    let patient =
        hospital.count("select patient_id from admissions a join beds b on b.id = a.bed_id where b.code = 'ONC-01'");
    let vincristine = Item::of(["P0265", "2", "mg", "IV", "DU", "1"]).with("times", "10:00");
    for preparation in ["", "bolus", "ready"] {
        let item = vincristine.clone().with("preparation", preparation).with("volume", "2").with("minutes", "1");
        let reply = prescribe(&oncologist, patient, vec![item]).await;
        assert_eq!(reply.status, 422, "{preparation}");
        reply.has("Only in a mini-bag").has("<p class=\"p-fatal\">FATAL if given by other routes");
    }
    for route in ["SC", "IM", "IT", "EPI"] {
        let reply = prescribe(&oncologist, patient, vec![vincristine.clone().with("route", route)]).await;
        reply.has("Vincristine is FATAL if given by this route");
    }
    let bag = vincristine.with("preparation", "SF09").with("volume", "50").with("minutes", "10");
    hospital.measure(patient);
    let reply = prescribe(&oncologist, patient, vec![bag.by_protocol()]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let number = reply.location.rsplit('/').next().expect("a number").to_owned();
    let warning = "FATAL if given by other routes";
    let ward = hospital.count("select id from wards where code = 'ONC'");
    for path in [reply.location.clone(), format!("{}/suspension", reply.location), format!("/patients/{patient}")] {
        oncologist.get(&path).await.has(warning);
    }
    hospital.nurse().await.get(&format!("/wards/{ward}/report")).await.has(warning);
    hospital.pharmacist().await.get("/dispatch").await.has(warning);
    let document = oncologist.get(&format!("{}.json", reply.location)).await;
    document.has("\"fatal_by_other_routes\":true");
    hospital.run(&format!("update prescription_items set stage = 'queried' where prescription_id = {number}"));
    hospital.run(&format!("insert into read_model.touched values ({number})"));
    hospital.run("select read_model.refresh()");
    oncologist.get("/").await.has(warning);
    assert_eq!(hospital.disagreements(), []);
}
