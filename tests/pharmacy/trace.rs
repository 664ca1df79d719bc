//! Trace: what happened to one line, in its order.

use crate::support::form::{Item, hidden, prescribe};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn ctl_6_a_trace_tells_who_did_what_when_from_which_place_to_which_lot() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let signed = prescribe(&doctor, 1, vec![Item::simeticone(), Item::paracetamol()]).await;
    assert_eq!(signed.status, 303);
    let (path, id) = (&signed.location, signed.location.rsplit('/').next().expect("a number"));
    let key = hidden(&pharmacist.get("/triage").await.body, "key");
    let line = format!("{id}/2:submitted");
    assert_eq!(pharmacist.post("/lines/verification", &[("key", &key), ("line", &line)]).await.status, 303);
    hospital.needs(id, 4);
    hospital.run(&format!(
        "insert into stock_movements (kind, lot_id, from_place_id, to_place_id, units, item_id, user_id, second_user_id) \
         select k.kind, l.id, k.from_place, k.to_place, 4, i.id, a.id, r.id \
         from (values ('separate', 1, 3), ('dispense', 3, null)) k (kind, from_place, to_place), \
              prescription_items i join lots l on l.medication_id = i.medication_id, users a, users r \
         where i.prescription_id = {id} and i.number = 2 and a.username = 'ana.farmacia' and r.username = 'rita.enfermagem' \
           and l.id = (select min(o.id) from lots o join stock_balances b on b.lot_id = o.id and b.place_id = 1 and b.units >= 4 where o.medication_id = i.medication_id) \
         order by k.kind desc"
    ));
    let lot = hospital.text(&format!(
        "select l.number from stock_movements v join lots l on l.id = v.lot_id join prescription_items i on i.id = v.item_id \
         where i.prescription_id = {id} limit 1"
    ));
    let page = pharmacist.get(&format!("{path}/items/2/trace")).await;
    page.has("João").has("Ana Lúcia Farias, Rita").has("4 units").has(&lot).has("Central pharmacy → ");
    page.has("outside the pharmacy").has("Submitted → <strong>Verified</strong>").has("4 steps");
    let happened =
        ["<td>signed", "<td>verified", "Separated</strong>", "Dispensed</strong>"].map(|what| page.body.find(what));
    assert!(happened.iter().all(Option::is_some) && happened.is_sorted(), "{happened:?}");
    let other = pharmacist.get(&format!("{path}/items/1/trace")).await;
    other.has("One step").has_not(&lot).has_not("Verified</strong>");
    doctor.get(path).await.has(&format!("{path}/items/2/trace"));
    pharmacist.get("/dispatch").await.has(&format!("{path}/items/2/trace"));
    assert_eq!(hospital.nurse().await.get(&format!("{path}/items/2/trace")).await.status, 200);
    assert_eq!(hospital.log_in("admin").await.get(&format!("{path}/items/2/trace")).await.status, 403);
    assert_eq!(pharmacist.get(&format!("{path}/items/3/trace")).await.is_refused_in_words().status, 404);
}
