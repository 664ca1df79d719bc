//! Accounting: what was used, what it cost, how long lines took, what expires, and the same for a spreadsheet.

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::Person;

/// Simeticone and paracetamol for patient 1: 10 units at 2 and 30 at 4 of one lot, 10 at 0.1 of another; 12 dispensed and 2
/// returned of the first, 5 dispensed of the second yesterday. Answers the prescription's number.
async fn consumed(hospital: &Hospital, doctor: &Person) -> String {
    hospital.clear_stock();
    let signed = prescribe(doctor, 1, vec![Item::simeticone(), Item::paracetamol()]).await;
    assert_eq!(signed.status, 303);
    let id = signed.location.rsplit('/').next().expect("a number").to_owned();
    hospital.needs(&id, 1000);
    hospital.run(&format!(
        "insert into lots (medication_id, number, expires_on) \
             select medication_id, case number when 1 then '=1+1' else 'B2' end, current_date + number * 40 \
             from prescription_items where prescription_id = {id}; \
         insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
             select 'receipt', l.id, 1, r.units, u.id, 'NF 1', 'Sul', r.cost from users u, lots l \
             join (values ('=1+1', 10, 2), ('=1+1', 30, 4), ('B2', 10, 0.1)) r (lot, units, cost) on r.lot = l.number \
             where u.username = 'ana.farmacia'; \
         insert into stock_movements (kind, at, lot_id, from_place_id, to_place_id, units, item_id, user_id) \
             select m.kind, now() - m.ago, l.id, m.from_place, m.to_place, m.units, i.id, u.id from users u, lots l \
             join prescription_items i on i.medication_id = l.medication_id and i.prescription_id = {id} \
             join (values (1, '=1+1', 'separate', interval '0', 1, 3, 12), (2, '=1+1', 'dispense', interval '0', 3, null, 12), \
                          (3, '=1+1', 'return', interval '0', null, 1, 2), (4, 'B2', 'separate', interval '1 day', 1, 3, 5), \
                          (5, 'B2', 'dispense', interval '1 day', 3, null, 5)) \
                  m (place, lot, kind, ago, from_place, to_place, units) on m.lot = l.number \
             where u.username = 'ana.farmacia' order by m.place"
    ));
    id
}

#[actix_web::test]
async fn st_7_consumption_is_what_went_out_less_what_came_back_at_the_weighted_cost_of_its_lot() {
    let hospital = Hospital::open();
    consumed(&hospital, &hospital.doctor().await).await;
    let pharmacist = hospital.pharmacist().await;
    let page = pharmacist.get("/accounting").await;
    page.has("<td class=\"p-number\">10</td><td class=\"p-number\">35.00</td>");
    page.has("<td class=\"p-number\">5</td><td class=\"p-number\">0.50</td>");
    page.has("<td class=\"p-number\">15</td><td class=\"p-number\">35.50</td>");
    page.has("Total: 35.50").has("<svg class=\"p-chart\" role=\"img\"").has("chart-wards-desc");
    let medications = pharmacist.get("/accounting/medications.csv").await;
    assert_eq!(medications.headers["content-type"], "text/csv; charset=utf-8");
    let name = medications.headers["content-disposition"].to_str().expect("text");
    assert!(name.starts_with("attachment; filename=\"medications-") && name.ends_with(".csv\""), "{name}");
    let rows: Vec<&str> = medications.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows[0], "Code,Medication,Unit,Units,Cost");
    assert!(rows[1].starts_with("P0155,") && rows[1].ends_with(",10,35.00"), "{rows:?}");
    assert!(rows[2].starts_with("P0002,") && rows[2].ends_with(",5,0.50"), "{rows:?}");
    assert_eq!(rows.len(), 3);
    let days = pharmacist.get("/accounting/days.csv").await;
    let days: Vec<&str> = days.body.lines().collect();
    assert_eq!(days.len(), 31, "a heading and thirty days");
    assert!(
        days[30].ends_with(",10,35.00") && days[29].ends_with(",5,0.50") && days[1].ends_with(",0,0.00"),
        "{days:?}"
    );
    hospital.run(
        "insert into stock_movements (kind, at, lot_id, from_place_id, to_place_id, units, item_id, user_id, document, supplier, unit_cost) \
         select m.kind, now() - m.ago, r.lot_id, m.from_place, m.to_place, 700, case when m.cost is null then r.item_id end, r.user_id, \
                coalesce(m.document, ''), coalesce(m.document, ''), m.cost \
         from stock_movements r, (values (1, 'receipt', interval '50 days', null, 1, 3.5, 'NF 2'), (2, 'separate', interval '40 days', 1, 3, null, null), \
              (3, 'dispense', interval '40 days', 3, null, null, null), (4, 'return', interval '0', null, 1, null, null)) \
              m (place, kind, ago, from_place, to_place, cost, document) \
         where r.kind = 'return' order by m.place",
    );
    let page = pharmacist.get("/accounting").await;
    page.has("<td class=\"p-number\">-690</td><td class=\"p-number\">-2,415.00</td>").has("Total: -2,414.50");
    let yesterday = days[29].split(',').next().expect("a day");
    let wards = pharmacist.get(&format!("/accounting/wards.csv?from={yesterday}&until={yesterday}")).await;
    assert!(wards.body.lines().nth(1).is_some_and(|row| row.ends_with(",5,0.50")), "{}", wards.body);
}

#[actix_web::test]
async fn st_7_what_expires_within_ninety_days_has_its_value_and_no_lot_runs_as_a_formula() {
    let hospital = Hospital::open();
    consumed(&hospital, &hospital.doctor().await).await;
    let pharmacist = hospital.pharmacist().await;
    let expiry = pharmacist.get("/accounting/expiry.csv").await.body;
    let rows: Vec<&str> = expiry.lines().collect();
    assert!(rows[1].contains(",'=1+1,") && rows[1].ends_with(",30,105.00"), "{rows:?}");
    assert!(rows[2].contains(",B2,") && rows[2].ends_with(",5,0.50"), "{rows:?}");
    hospital.run("update lots set expires_on = current_date + 120 where number = 'B2'");
    let expiry = pharmacist.get("/accounting/expiry.csv").await.body;
    assert!(!expiry.contains("B2"), "{expiry}");
    assert_eq!(pharmacist.post("/locale", &[("locale", "pt-BR")]).await.status, 303);
    let expiry = pharmacist.get("/accounting/expiry.csv").await.body;
    assert!(expiry.starts_with("\u{feff}Medicamento;Lote;Validade;Local;Unidades;Valor\n"), "{expiry}");
    assert!(expiry.contains(";30;105,00\n"), "{expiry}");
}

#[actix_web::test]
async fn a_line_counts_from_its_signature_until_the_ward_has_it() {
    let hospital = Hospital::open();
    let id = consumed(&hospital, &hospital.doctor().await).await;
    hospital.run(&format!(
        "set session_replication_role = replica; \
         update prescription_items set stage = 'sent', closed_at = null where stage = 'received'; \
         update prescriptions set prescribed_at = now() - interval '3 hours' where id = {id}; \
         update prescription_items set stage = 'received', stage_since = now() - (3 - number) * interval '1 hour', \
             closed_at = now() - (3 - number) * interval '1 hour' where prescription_id = {id}"
    ));
    let pharmacist = hospital.pharmacist().await;
    let turnaround = pharmacist.get("/accounting/turnaround.csv").await.body;
    let rows: Vec<&str> = turnaround.lines().collect();
    assert!(rows[0].ends_with("Lines,Half within (min),Nine of ten within (min)"), "{rows:?}");
    assert!(rows[1].ends_with(",2,60,120") && rows.len() == 2, "{rows:?}");
    pharmacist.get("/accounting").await.has("1 h 00 min").has("2 h 00 min");
}

#[actix_web::test]
async fn days_that_cannot_be_are_refused_in_words_and_only_pharmacists_and_administrators_account() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    for days in ["from=x", "until=2025-02-30", "from=2025-02-02&until=2025-02-01", "from=2000-01-01&until=2025-01-01"] {
        assert_eq!(pharmacist.get(&format!("/accounting?{days}")).await.is_refused_in_words().status, 400, "{days}");
    }
    pharmacist.get("/accounting?from=2001-01-01&until=2001-01-02").await.has("Nothing in these days.");
    assert_eq!(pharmacist.get("/accounting/doctors.csv").await.is_refused_in_words().status, 404);
    pharmacist.get("/stock").await.has("href=\"/accounting\"");
    pharmacist.get("/").await.has("href=\"/accounting\"");
    let administrator = hospital.log_in("admin").await;
    administrator.get("/").await.has("href=\"/accounting\"");
    for path in ["/accounting", "/accounting/wards.csv"] {
        assert_eq!(administrator.get(path).await.status, 200);
        for person in [hospital.doctor().await, hospital.nurse().await] {
            assert_eq!(person.get(path).await.status, 403);
        }
    }
}
