//! Which rows are for a day of a cycle that was signed in this stay already (WHO-2).

use diesel::prelude::*;

use crate::domain::item::Item;
use crate::domain::item::protocol::Protocol;
use crate::domain::safety::protocols::SignedDay;
use crate::domain::safety::{Drug, Origin, substance_key};
use crate::schema::{medications, prescription_items, prescriptions};

use super::weigh::Setting;

type Row = (String, Vec<String>, Option<String>, Option<i16>, Option<i16>);

/// What was stopped or refused was not given, and what this prescription changes is not given any more.
pub fn signed_days(
    connection: &mut PgConnection,
    setting: &Setting<'_>,
    items: &[(usize, &Item)],
    new: &[Drug],
) -> QueryResult<Vec<SignedDay>> {
    if items.iter().all(|(_, item)| item.contents.protocol.is_none()) {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = prescription_items::table
        .inner_join(prescriptions::table)
        .inner_join(medications::table)
        .filter(prescriptions::admission_id.eq(setting.admission_id))
        .filter(prescription_items::stage.ne_all(["suspended", "refused"]))
        .filter(prescription_items::id.ne_all(setting.changed))
        .filter(prescription_items::protocol.is_not_null())
        .order(prescription_items::id)
        .select((
            medications::name_pt,
            medications::substances,
            prescription_items::protocol,
            prescription_items::protocol_cycle,
            prescription_items::protocol_day,
        ))
        .load(connection)?;
    let signed = |(name, substances, protocol, cycle, day): Row| {
        Some((substance_key(&name, &substances), Protocol { name: protocol?, cycle: cycle?, day: day? }))
    };
    let signed: Vec<(String, Protocol)> = rows.into_iter().filter_map(signed).collect();
    let again = |(place, item): &(usize, &Item)| {
        let own = item.contents.protocol.as_ref()?;
        let drug = new.iter().find(|drug| drug.origin == Origin::Row(*place))?;
        let (key, protocol) = signed.iter().find(|(key, day)| *key == drug.key() && day.is_same_day(own))?;
        let (key, protocol) = (key.clone(), protocol.clone());
        Some(SignedDay { row: *place, medication: drug.name.clone(), key, protocol })
    };
    Ok(items.iter().filter_map(again).collect())
}
