//! The ward's sheet.

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn the_sheet_has_each_open_line_of_the_ward_with_its_times_to_tick() {
    let hospital = Hospital::open();
    let ward = hospital.count("select id from wards where code = 'CM-1'");
    let nurse = hospital.nurse().await;
    let signed = prescribe(&hospital.doctor().await, 1, vec![Item::paracetamol().with("note", "crush it")]).await;
    assert_eq!(signed.status, 303);
    let sheet = nurse.get(&format!("/wards/{ward}/report")).await;
    sheet.has("Internal Medicine 1 (CM-1)").has("Hospital Santa Aurora").has("As of").has("refresh no.");
    sheet.has("CM-1-01 · Maria Oliveira").has("No known allergies").has("Aspirin").has("crush it");
    sheet.has("Dr. João Silva (CRM/SP 12345)").has("Nursing: ____");
    let given = "closed_at is null or stage = 'received' and valid_until > now()";
    let lines = format!("select count(*) from read_model.dispatch_lines where ward_id = {ward} and ({given})");
    assert_eq!(sheet.body.matches("p-sheet__drug").count() as i64, hospital.count(&lines));
    let due = format!(
        "select count(*) from read_model.dispatch_lines l cross join unnest(l.times) t where ward_id = {ward} and ({given}) and exists ( \
         select from (select (date_trunc('day', now() at time zone z) + n * interval '1 day') + t as local, z \
                      from generate_series(0, 1) n, (select 'America/Sao_Paulo' as z) zone) d \
         where d.local at time zone z >= l.scheduled_from and d.local at time zone z < least(l.valid_until, now() + interval '1 day'))"
    );
    assert_eq!(sheet.body.matches("p-sheet__box").count() as i64, hospital.count(&due), "one box a dose");
}

#[actix_web::test]
async fn a_ward_without_lines_says_so_and_an_unknown_ward_is_not_found() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    hospital.run("insert into wards (code, name_pt, name_en, kind) values ('NEW', 'Nova', 'New', 'ward')");
    let ward = hospital.count("select id from wards where code = 'NEW'");
    nurse.get(&format!("/wards/{ward}/report")).await.has("No open lines in this ward");
    assert_eq!(nurse.get("/wards/9999/report").await.is_refused_in_words().status, 404);
}
