//! Schedule times: what the form proposes, what results, and what is refused.

use crate::support::form::{Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;

const METHOTREXATE: &str = "Methotrexate 2.5 mg tablet · P0299";

fn methotrexate() -> Item {
    Item::paracetamol().with("medication", METHOTREXATE).with("dose", "7.5").with("frequency", "1XSEM")
}

/// The number of a weekday some days from today, on the hospital's clock.
fn weekday_in(hospital: &Hospital, days: i64) -> String {
    hospital.text(&format!(
        "select extract(isodow from (now() at time zone 'America/Sao_Paulo') + {days} * interval '1 day')"
    ))
}

fn ward(hospital: &Hospital, code: &str) -> i64 {
    hospital.count(&format!("select id from wards where code = '{code}'"))
}

fn someone_in(hospital: &Hospital, ward: &str) -> i64 {
    hospital.count(&format!(
        "select min(a.patient_id) from admissions a join beds b on b.id = a.bed_id join wards w on w.id = b.ward_id \
         join patients p on p.id = a.patient_id \
         where w.code = '{ward}' and a.discharged_at is null and p.allergy_status is not null"
    ))
}

#[actix_web::test]
async fn time_1_the_form_proposes_and_completes_with_the_wards_own_times() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let child = someone_in(&hospital, "PED");
    let form = doctor.get(&format!("/patients/{child}/prescriptions/new")).await;
    form.has("data-times=\"07:00 15:00 23:00\"")
        .has("Every 8 hours (07:00 15:00 23:00)")
        .has("Every 12 hours (10:00 22:00)");
    doctor.get("/patients/1/prescriptions/new").await.has("Every 8 hours (06:00 14:00 22:00)");
    let signed = insist(&doctor, child, vec![Item::paracetamol().with("frequency", "8/8H")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let times = "select times from read_model.lines order by prescription_id desc limit 1";
    assert_eq!(hospital.text(times), "{07:00:00,15:00:00,23:00:00}");
    let refused = "insert into ward_frequency_times select id, '8/8H', '{06:00}' from wards where code = 'CM-1'";
    let number = diesel::connection::SimpleConnection::batch_execute(&mut hospital.database().connect(), refused);
    assert!(number.is_err(), "a ward's times are as many as the frequency's");
}

#[actix_web::test]
async fn time_2_a_first_dose_now_is_signed_only_after_what_follows_was_shown() {
    let hospital = Hospital::open();
    let (doctor, pharmacist, nurse) = (hospital.doctor().await, hospital.pharmacist().await, hospital.nurse().await);
    let before = hospital.written();
    let item = Item::paracetamol().with("frequency", "8/8H").with("first", "now");
    let mut form = PrescribeForm::open(&doctor, 1, vec![item.clone()]).await;
    let unseen = form.send(&doctor).await;
    assert_eq!(unseen.status, 422);
    unseen.has("the next doses are those shown below").has("href=\"#item-0-first\"").has("Next doses: today ");
    assert_eq!(hospital.written(), before);
    form.items = vec![item.clone().with("doses_shown", "1764800000 06:00 14:00 22:00")];
    assert_eq!(form.send(&doctor).await.status, 422, "other doses were shown");
    form.items = vec![item.with("doses_shown", &hidden(&unseen.body, "doses_shown"))];
    let signed = form.send(&doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let clock = hospital
        .text("select to_char(max(first_dose_at) at time zone 'America/Sao_Paulo', 'HH24:MI') from prescription_items");
    let words = format!("1st dose now ({clock})");
    doctor.get(&signed.location).await.has(&words);
    pharmacist.get("/dispatch").await.has(&words);
    let sheet = nurse.get(&format!("/wards/{}/report", ward(&hospital, "CM-1"))).await;
    sheet.has(&words).has(&format!("<span class=\"p-sheet__box\">{clock}</span>"));
    let gap = "select extract(epoch from max(scheduled_from - first_dose_at)) / 60 from prescription_items";
    assert!((240..=720).contains(&hospital.count(gap)), "from half the interval to half more than it");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn time_2_the_doses_are_shown_without_a_script_and_nothing_is_written() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let items = vec![Item::paracetamol(), Item::paracetamol().with("frequency", "1XSEM")];
    let mut form = PrescribeForm::open(&doctor, 1, items).await;
    form.action = "calculate";
    let shown = form.send(&doctor).await;
    assert_eq!(shown.status, 200);
    shown.has("Next doses: ").has("Choose the day of the week.").has_not("Not signed yet");
    assert_eq!(hidden(&shown.body, "key"), form.key);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn time_2_the_script_asks_for_the_doses_without_a_word_of_the_patient() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let of = |query: String| {
        let doctor = doctor.clone();
        async move { doctor.get(&format!("/doses?{query}")).await }
    };
    let own = of(format!("ward={}&frequency=8/8H", ward(&hospital, "PED"))).await;
    own.has("Next doses: ").has("07:00 15:00 23:00");
    of("frequency=8/8H&times=06:00+08:00+22:00".to_owned())
        .await
        .has("06:00 and 08:00 are less than half the interval of 8 h apart");
    assert_eq!(of("ward=&frequency=".to_owned()).await.body, r#"{"text":"","mark":""}"#);
    of("ward=x&frequency=1X".to_owned()).await.is_refused_in_words();
    assert_eq!(hospital.nurse().await.get("/doses?frequency=1X").await.status, 200, "for orders by voice (VAL-5)");
    assert_eq!(hospital.pharmacist().await.get("/doses?frequency=1X").await.status, 403);
}

#[actix_web::test]
async fn time_3_times_closer_than_half_a_strict_interval_are_warned_of_and_asked_about() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let close = Item::paracetamol().with("frequency", "8/8H").with("times", "06:00 08:00 22:00");
    let reply = prescribe(&doctor, 1, vec![close.clone()]).await;
    assert_eq!(reply.status, 422);
    let words = "Paracetamol: 06:00 and 08:00 are less than half the interval of 8 h apart";
    reply.has(words).has("TIME-3").has("Move the times apart").has("href=\"#reason-0\"").has_not("name=\"needed\"");
    reply.has(&format!("id=\"item-0-times-error\">{words}"));
    assert_eq!(hospital.written(), before);
    let far = prescribe(&doctor, 1, vec![close.with("times", "06:00 12:00 22:00")]).await;
    assert_eq!(far.status, 303, "{}", far.body);
    assert_eq!(hospital.count("select count(*) from prescription_alerts where rule = 'TIME-3'"), 0);
}

#[actix_web::test]
async fn time_3_times_too_close_are_signed_with_a_reason_that_stays_with_the_prescription() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let close = Item::paracetamol().with("frequency", "8/8H").with("times", "06:00 08:00 22:00");
    let form = PrescribeForm::open(&doctor, 1, vec![close.clone()]).await;
    let decision = "doses too close|paracetamol|06:00 08:00 of 8 h";
    let signed = form.because(decision, "dialysis from 09:00 to 21:00").send(&doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("dialysis from 09:00 to 21:00").has("TIME-3");
    let kept = "select severity || ' ' || reason from prescription_alerts where rule = 'TIME-3'";
    assert_eq!(hospital.text(kept), "warning dialysis from 09:00 to 21:00");
    let again = insist(&doctor, 1, vec![close.with("times", "06:00 07:00 22:00")]).await;
    assert_eq!(again.status, 303, "{}", again.body);
    assert_eq!(
        hospital.count("select count(*) from prescription_alerts where rule = 'TIME-3' and not repeated"),
        2,
        "other times are another decision"
    );
}

#[actix_web::test]
async fn a_weekly_item_names_its_day_and_its_box_is_on_that_day_alone() {
    let hospital = Hospital::open();
    // Tonight is within the prescription.
    hospital.without_cut_over();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let report = format!("/wards/{}/report", ward(&hospital, "CM-1"));
    let boxes = nurse.get(&report).await.body.matches("p-sheet__box").count();
    let weekly = Item::paracetamol().with("frequency", "1XSEM").with("times", "23:59");
    let reply = prescribe(&doctor, 1, vec![weekly.clone()]).await;
    assert_eq!(reply.status, 422);
    reply.has("Choose the day of the week");
    let later = prescribe(&doctor, 1, vec![weekly.clone().with("weekday", &weekday_in(&hospital, 3))]).await;
    assert_eq!(later.status, 303, "{}", later.body);
    doctor.get(&later.location).await.has("Weekly").has("day ");
    let sheet = nurse.get(&report).await;
    sheet.has("not due before ");
    assert_eq!(sheet.body.matches("p-sheet__box").count(), boxes, "no box for another day");
    let today = insist(&doctor, 1, vec![weekly.with("weekday", &weekday_in(&hospital, 0))]).await;
    assert_eq!(today.status, 303);
    let sheet = nurse.get(&report).await;
    sheet.has("due: ").has(" 23:59</strong>");
    assert_eq!(sheet.body.matches("p-sheet__box").count(), boxes + 1);
}

#[actix_web::test]
async fn every_other_day_and_monthly_items_begin_on_the_day_that_was_chosen() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let start = hospital.text("select ((now() at time zone 'America/Sao_Paulo') + interval '5 days')::date");
    for frequency in ["48/48H", "1XMES"] {
        let item = Item::paracetamol().with("frequency", frequency).with("start", &start).with("times", "09:00");
        let reply = insist(&doctor, 1, vec![item]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let first = "select to_char(max(scheduled_from) at time zone 'America/Sao_Paulo', 'YYYY-MM-DD HH24:MI') from prescription_items";
        assert_eq!(hospital.text(first), format!("{start} 09:00"));
        doctor.get(&reply.location).await.has("from ");
    }
}

#[actix_web::test]
async fn item_15_oral_methotrexate_is_weekly_on_a_named_day() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let wednesday = methotrexate().with("weekday", "3");
    let signed = prescribe(&doctor, 1, vec![wednesday]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("Methotrexate").has("Weekly").has("from Wednesday ");
    assert_eq!(hospital.count("select weekday from prescription_items where cycle = 'weekly'"), 3);
}

#[actix_web::test]
async fn item_15_oral_methotrexate_is_refused_daily_or_anyhow_else_than_weekly() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let frequencies = hospital.text("select string_agg(code, ' ') from frequencies where cycle <> 'weekly'");
    for frequency in frequencies.split(' ') {
        let reply = prescribe(&doctor, 1, vec![methotrexate().with("frequency", frequency)]).await;
        assert_eq!(reply.status, 422, "{frequency}");
        reply
            .has("Oral Methotrexate outside oncology and haematology is weekly only")
            .has("href=\"#item-0-frequency\"");
    }
    let without_day = prescribe(&doctor, 1, vec![methotrexate()]).await;
    assert_eq!(without_day.status, 422);
    without_day.has("Choose the day of the week");
    let tomorrow = methotrexate().with("weekday", &weekday_in(&hospital, 1)).with("first", "now");
    let mut form = PrescribeForm::open(&doctor, 1, vec![tomorrow.clone()]).await;
    let unseen = form.send(&doctor).await;
    form.items = vec![tomorrow.with("doses_shown", &hidden(&unseen.body, "doses_shown"))];
    let off_its_day = form.send(&doctor).await;
    assert_eq!(off_its_day.status, 422);
    off_its_day.has("Oral Methotrexate is given on its day of the week only");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn item_15_oncologists_prescribe_oral_methotrexate_by_their_protocols() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    hospital.measure(1);
    let daily = methotrexate().with("frequency", "1X");
    prescribe(&oncologist, 1, vec![daily.clone()]).await.has("Enter the name of the protocol");
    let signed = prescribe(&oncologist, 1, vec![daily.by_protocol()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let weekly = methotrexate().with("weekday", "3");
    let signed = insist(&oncologist, 1, vec![weekly]).await;
    assert_eq!(signed.status, 303, "in low doses it belongs to no protocol: {}", signed.body);
}
