//! What the demo's lines that left the shelf are supplied with: their bags, and the porters who brought them.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;

use crate::commands::lines::seen::SeenLine;
use crate::commands::pharmacy::bag::place_of_kind;
use crate::commands::pharmacy::separate::item::Item;
use crate::domain::stage::Stage;
use crate::schema::{
    admissions, beds, item_supplies, lots, prescription_items, prescriptions, shipments, stock_balances,
    stock_movements, stock_places, users,
};

/// Units of what is supplied as asked.
const UNITS_AS_ASKED: u32 = 2;

/// A line that has left the shelf.
#[derive(Queryable)]
struct Line {
    item_id: i64,
    prescription_id: i64,
    number: i16,
    stage: String,
    stage_since: DateTime<Utc>,
    medication_id: i64,
    bed_id: i64,
    ward_id: i64,
}

/// Fills the bags as a pharmacist would have, from what expires first.
pub fn load(connection: &mut PgConnection, zone: Tz) -> QueryResult<()> {
    let out = Stage::ALL.into_iter().filter(|stage| stage.has_doses_out()).map(Stage::code);
    let lines: Vec<Line> = prescription_items::table
        .inner_join(prescriptions::table.inner_join(admissions::table.inner_join(beds::table)))
        .filter(prescription_items::stage.eq_any(out))
        .order(prescription_items::id)
        .select((
            prescription_items::id,
            prescription_items::prescription_id,
            prescription_items::number,
            prescription_items::stage,
            prescription_items::stage_since,
            prescription_items::medication_id,
            beds::id,
            beds::ward_id,
        ))
        .load(connection)?;
    let user = |connection: &mut PgConnection, name: &str| {
        users::table.filter(users::username.eq(name.to_owned())).select(users::id).first::<i64>(connection)
    };
    let (separates, checks) = (user(connection, "ana.farmacia")?, user(connection, "bruno.farmacia")?);
    let bags = place_of_kind(connection, "bags")?;
    for line in lines {
        supply(connection, &line, [separates, checks], bags, zone)?;
    }
    Ok(())
}

fn supply(
    connection: &mut PgConnection,
    line: &Line,
    [separates, checks]: [i64; 2],
    bags: i64,
    zone: Tz,
) -> QueryResult<()> {
    let Some(stage) = Stage::from_code(&line.stage) else { return Ok(()) };
    let seen = SeenLine { prescription_id: line.prescription_id, number: line.number, stage, mark: None };
    let item = Item::load(connection, seen, zone)?;
    let units = item.proposed().unwrap_or(UNITS_AS_ASKED).max(1);
    let needed = i32::try_from(item.needed(units).max(units)).unwrap_or(i32::MAX);
    diesel::insert_into(item_supplies::table)
        .values((
            item_supplies::item_id.eq(line.item_id),
            item_supplies::needed.eq(needed),
            item_supplies::labelled_bed_id.eq(line.bed_id),
            item_supplies::separated_by.eq(separates),
        ))
        .execute(connection)?;
    let shelf: Option<(i64, i64, i32)> = stock_balances::table
        .inner_join(lots::table)
        .inner_join(stock_places::table)
        .filter(lots::medication_id.eq(line.medication_id))
        .filter(stock_places::kind.eq("shelf"))
        .filter(stock_balances::units.gt(0))
        .order((lots::expires_on, lots::id))
        .select((stock_balances::lot_id, stock_balances::place_id, stock_balances::units))
        .first(connection)
        .optional()?;
    let Some((lot_id, place_id, there)) = shelf else { return Ok(()) };
    let units = there.min(i32::try_from(units).unwrap_or(i32::MAX));
    let is_out = stage != Stage::Separated;
    let mut steps = vec![("separate", Some(place_id), Some(bags))];
    steps.extend(is_out.then_some(("dispense", Some(bags), None)));
    for (kind, from, to) in steps {
        diesel::insert_into(stock_movements::table)
            .values((
                stock_movements::at.eq(line.stage_since),
                stock_movements::kind.eq(kind),
                stock_movements::lot_id.eq(lot_id),
                stock_movements::from_place_id.eq(from),
                stock_movements::to_place_id.eq(to),
                stock_movements::units.eq(units),
                stock_movements::item_id.eq(line.item_id),
                stock_movements::user_id.eq(separates),
            ))
            .execute(connection)?;
    }
    let shipment_id = match stage {
        Stage::Sent | Stage::Received => Some(send(connection, line, separates)?),
        _ => None,
    };
    // Every third one that waits is still to be checked.
    let checked = is_out || line.item_id % 3 != 0;
    diesel::update(item_supplies::table.find(line.item_id))
        .set((
            item_supplies::shipment_id.eq(shipment_id),
            item_supplies::checked_by.eq(checked.then_some(checks)),
            item_supplies::checked_at.eq(checked.then_some(line.stage_since)),
        ))
        .execute(connection)?;
    Ok(())
}

fn send(connection: &mut PgConnection, line: &Line, sends: i64) -> QueryResult<i64> {
    diesel::insert_into(shipments::table)
        .values((
            shipments::ward_id.eq(line.ward_id),
            shipments::porter.eq("Carlos Mendes"),
            shipments::sent_by.eq(sends),
            shipments::sent_at.eq(line.stage_since),
        ))
        .returning(shipments::id)
        .get_result(connection)
}
