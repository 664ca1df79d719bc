//! Which of the medications are left to some specialties, and whom of them to ask (WHO-1).

use diesel::prelude::*;

use crate::domain::item::Item;
use crate::domain::medication::Specialty;
use crate::domain::named::Named;
use crate::domain::safety::prescribers::Restricted;
use crate::domain::safety::{Drug, Origin};
use crate::schema::{doctors, medication_specialties, medications, specialties};

/// Colleagues named in an alert.
const MOST_COLLEAGUES: usize = 3;

/// The rows with a restricted medication; two statements more where there are some.
pub fn restricted(
    connection: &mut PgConnection,
    items: &[(usize, &Item)],
    new: &[Drug],
) -> QueryResult<Vec<Restricted>> {
    let ids: Vec<i64> = items.iter().map(|(_, item)| item.medication_id).collect();
    let closed: Vec<i64> = medications::table
        .filter(medications::id.eq_any(ids))
        .filter(medications::specialty_restricted)
        .select(medications::id)
        .load(connection)?;
    if closed.is_empty() {
        return Ok(Vec::new());
    }
    let allowed = allowed(connection, &closed)?;
    let colleagues = colleagues(connection, &allowed)?;
    let restricted = |(row, item): &(usize, &Item)| {
        let drug = new.iter().find(|drug| drug.origin == Origin::Row(*row))?;
        let of_item = allowed.iter().filter(|(id, _)| *id == item.medication_id);
        let allowed: Vec<Specialty> = of_item.map(|(_, specialty)| specialty.clone()).collect();
        let may = colleagues.iter().filter(|(id, _)| allowed.iter().any(|specialty| specialty.id == *id));
        let colleagues = may.take(MOST_COLLEAGUES).map(|(_, name)| name.clone()).collect();
        Some(Restricted { row: *row, medication: drug.name.clone(), key: drug.key(), allowed, colleagues })
    };
    Ok(items.iter().filter(|(_, item)| closed.contains(&item.medication_id)).filter_map(restricted).collect())
}

fn allowed(connection: &mut PgConnection, medication_ids: &[i64]) -> QueryResult<Vec<(i64, Specialty)>> {
    let rows: Vec<(i64, i64, String, String, bool)> = medication_specialties::table
        .inner_join(specialties::table)
        .filter(medication_specialties::medication_id.eq_any(medication_ids))
        .order(specialties::name_pt)
        .select((
            medication_specialties::medication_id,
            specialties::id,
            specialties::name_pt,
            specialties::name_en,
            specialties::oncology,
        ))
        .load(connection)?;
    let specialty = |(medication_id, id, pt, en, oncology)| {
        let specialty = Specialty { id, name: Named { pt, en }, oncology };
        (medication_id, specialty)
    };
    Ok(rows.into_iter().map(specialty).collect())
}

/// Active doctors of these specialties, each with the registration: `Dra. Helena Prado (CRM/SP 71022)`.
fn colleagues(connection: &mut PgConnection, allowed: &[(i64, Specialty)]) -> QueryResult<Vec<(i64, String)>> {
    let ids: Vec<i64> = allowed.iter().map(|(_, specialty)| specialty.id).collect();
    let rows: Vec<(i64, String, String, String, String)> = doctors::table
        .filter(doctors::specialty_id.eq_any(ids))
        .filter(doctors::active)
        .order(doctors::id)
        .select((
            doctors::specialty_id,
            doctors::name,
            doctors::council,
            doctors::registration_state,
            doctors::registration_number,
        ))
        .load(connection)?;
    let named = |(specialty, name, council, state, number)| (specialty, format!("{name} ({council}/{state} {number})"));
    Ok(rows.into_iter().map(named).collect())
}
