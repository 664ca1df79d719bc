//! Appending to the ledger (ST-1).

use diesel::prelude::*;

use crate::schema::stock_movements;

/// Units of a lot that go from a place to a place; from or to nowhere is out of the pharmacy.
pub struct Movement<'a> {
    pub kind: &'a str,
    pub lot_id: i64,
    pub from: Option<i64>,
    pub to: Option<i64>,
    pub units: u32,
    pub user_id: i64,
    pub second_user_id: Option<i64>,
    pub reason: &'a str,
}

impl Movement<'_> {
    /// # Errors
    /// A database error; its constraints let no balance go below zero.
    pub fn append(&self, connection: &mut PgConnection) -> QueryResult<usize> {
        diesel::insert_into(stock_movements::table)
            .values((
                stock_movements::kind.eq(self.kind),
                stock_movements::lot_id.eq(self.lot_id),
                stock_movements::from_place_id.eq(self.from),
                stock_movements::to_place_id.eq(self.to),
                stock_movements::units.eq(i32::try_from(self.units).unwrap_or(i32::MAX)),
                stock_movements::user_id.eq(self.user_id),
                stock_movements::second_user_id.eq(self.second_user_id),
                stock_movements::reason.eq(self.reason),
            ))
            .execute(connection)
    }
}
