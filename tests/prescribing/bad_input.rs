//! Whatever arrives, the answer is in words, never 500, and nothing is written.

use crate::support::form::{AGAIN, Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;

/// Of every item.
const FIELDS: [&str; 11] =
    ["medication", "dose", "unit", "route", "frequency", "times", "first", "weekday", "start", "duration", "note"];
/// Of items as needed, and of continuous infusions.
const MORE_FIELDS: [&str; 8] =
    ["indication", "interval", "most", "preparation", "volume", "minutes", "rate", "rate_unit"];

#[actix_web::test]
async fn bad_input_on_each_field_is_refused_in_words_and_writes_nothing() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let huge = "9".repeat(5_000);
    let bad = [
        "",
        "-1",
        "letters",
        ",5",
        "0",
        "99999999999999999999",
        "1e9",
        "NaN",
        "½",
        "'; drop table users; --",
        "<script>",
        &huge,
    ];
    for field in FIELDS {
        for value in bad {
            let optional = ["times", "first", "weekday", "start"].contains(&field);
            let harmless = field == "note" && value.len() < 500 || optional && value.is_empty();
            if harmless {
                continue;
            }
            let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with(field, value)]).await;
            assert_eq!(reply.status, 422, "{field} = {value:.40}");
            reply.is_refused_in_words();
        }
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn bad_input_on_each_field_that_only_some_items_have_is_refused_in_words_and_writes_nothing() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let huge = "9".repeat(5_000);
    let bad = ["-1", "letters", ",5", "0", "99999999999999999999", "1e9", "NaN", "½", "<script>", "0.00000001", &huge];
    let as_needed = Item::paracetamol().with("frequency", "SN").with("indication", "pain");
    let infusion = Item::of(["P0113", "16", "mg", "IV", "CONT", "1"]).with("preparation", "SG5");
    let infusion = infusion.with("volume", "250").with("rate", "999999999").with("rate_unit", "mcg/kg/min");
    for item in [as_needed.with("interval", "6").with("most", "4"), infusion] {
        for field in MORE_FIELDS {
            for value in bad.iter().filter(|value| field != "indication" || value.len() > 200) {
                let reply = prescribe(&doctor, 1, vec![item.clone().with(field, value)]).await;
                assert_eq!(reply.status, 422, "{field} = {value:.40}");
                reply.is_refused_in_words();
            }
        }
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn a_form_of_another_patient_or_stay_is_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let mut form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol()]).await;
    form.patient = 2;
    form.send(&doctor).await.is_refused_in_words().has("opened for another stay or another patient");
    form.patient = 1;
    for admission in ["", "0", "-5", "x", "99999999999999999999"] {
        admission.clone_into(&mut form.admission);
        form.send(&doctor).await.is_refused_in_words();
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn unknown_patients_and_impossible_numbers_are_not_found() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol()]).await;
    for id in ["999999", "0", "-1", "x", "99999999999999999999", "%00", "1%20or%201"] {
        let reply = doctor.post(&format!("/patients/{id}/prescriptions"), &form.fields()).await;
        assert_eq!(reply.is_refused_in_words().status, 404, "{id}");
        assert_eq!(doctor.get(&format!("/patients/{id}")).await.is_refused_in_words().status, 404);
        assert_eq!(doctor.get(&format!("/wards/{id}/report")).await.is_refused_in_words().status, 404);
    }
}

#[actix_web::test]
async fn ten_thousand_rows_are_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let mut form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol(); 50]).await;
    form.send(&doctor).await.is_refused_in_words().has("more than 40 medications");
    form.items = vec![Item::paracetamol(); 10_000];
    let reply = form.send(&doctor).await;
    assert_eq!(reply.is_refused_in_words().status, 413);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn broken_bodies_are_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let bodies: [&[u8]; 7] = [
        b"",
        b"\xff\xfe\x00",
        b"key=%ff%fe&medication=%c3%28",
        b"medication=a&medication=b&dose=1",
        b"key=not-a-key&action=sign",
        b"key=&action=explode",
        b"medication=%00&dose=1&unit=mg&route=VO&frequency=1X&times=&duration=1&note=",
    ];
    for body in bodies {
        doctor.post_raw("/patients/1/prescriptions", body.to_vec()).await.is_refused_in_words();
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn broken_cookies_and_queries_are_refused_in_words() {
    let hospital = Hospital::open();
    let stranger = hospital.stranger();
    for cookie in [
        "posology_session=x",
        "posology_session=",
        "posology_session=\u{e9}",
        "posology_session=%ff%00",
        "=;;=",
        "posology_language=xx",
    ] {
        let request =
            stranger.request(reqwest::Method::POST, "/patients/1/prescriptions").header("cookie", cookie.as_bytes());
        let reply = crate::support::person::answer(request.form(&[("key", "x")])).await;
        assert_eq!(reply.is_refused_in_words().status, 401, "{cookie}");
    }
    let pharmacist = hospital.pharmacist().await;
    for query in
        ["page=x", "page=0", "page=-1", "page=99999999999999999999", "stage=nowhere", "ward=nowhere", "q=%ff", "q=%00"]
    {
        pharmacist.get(&format!("/dispatch?{query}")).await.is_refused_in_words();
    }
    assert_eq!(pharmacist.get("/dispatch?page=9999").await.status, 200);
}

#[actix_web::test]
async fn a_form_whose_draft_is_no_number_is_not_signed() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let form = PrescribeForm::open(&doctor, 1, vec![Item::simeticone()]).await;
    for draft in ["abc", "1x", "99999999999999999999"] {
        let mut fields = form.fields();
        fields.push(("draft", draft));
        assert_eq!(
            doctor.post("/patients/1/prescriptions", &fields).await.is_refused_in_words().status,
            400,
            "{draft}"
        );
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn two_rows_that_follow_one_item_are_no_form_of_ours() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let signed = insist(&doctor, 1, vec![Item::simeticone()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let before = hospital.written();
    let item = hospital.text("select max(id) from prescription_items");
    for (one, other) in [("change", "change"), ("renewal", "renewal"), ("renewal", "change")] {
        let rows = [one, other].map(|how| Item::simeticone().with("follows", &format!("{how}:{item}"))).to_vec();
        let form = PrescribeForm::open(&doctor, 1, rows).await.because(AGAIN, "once more");
        let reviewed = format!("renewal:{item}");
        let mut fields = form.fields();
        fields.extend([("change_reason", "twice"), ("reviewed", reviewed.as_str())]);
        let reply = doctor.post("/patients/1/prescriptions", &fields).await;
        assert_eq!(reply.is_refused_in_words().status, 400, "{one} and {other}");
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn an_open_form_stays_with_its_stay_until_the_doctor_was_told_of_the_new_one() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let mut form = PrescribeForm::open(&doctor, 1, vec![Item::simeticone()]).await.because(AGAIN, "once more");
    hospital.run(
        "create temporary table bed as select bed_id from admissions where patient_id = 1 and discharged_at is null; \
         update admissions set discharged_at = now() where patient_id = 1 and discharged_at is null; \
         insert into admissions (patient_id, bed_id, admitted_at) select 1, bed_id, now() from bed",
    );
    let now = hospital.text("select id from admissions where patient_id = 1 and discharged_at is null");
    for action in ["add", "calculate"] {
        form.action = action;
        assert_eq!(hidden(&form.send(&doctor).await.body, "admission"), form.admission, "{action}");
    }
    form.action = "sign";
    let told = form.send(&doctor).await;
    assert_eq!(told.is_refused_in_words().status, 422);
    told.has("opened for another stay or another patient");
    form.admission = hidden(&told.body, "admission");
    assert_eq!(form.admission, now, "the doctor knows by now");
    assert_eq!(form.send(&doctor).await.status, 303);
}
