//! The document `contents` of a line, read into the domain's own types.

use diesel::deserialize::{self, FromSql, Queryable};
use diesel::pg::{Pg, PgValue};
use diesel::sql_types::Jsonb;

use crate::domain::item::contents::Contents;

impl FromSql<Jsonb, Pg> for Contents {
    fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
        let document = <serde_json::Value as FromSql<Jsonb, Pg>>::from_sql(bytes)?;
        Ok(serde_json::from_value(document)?)
    }
}

impl Queryable<Jsonb, Pg> for Contents {
    type Row = Self;

    fn build(row: Self) -> deserialize::Result<Self> {
        Ok(row)
    }
}
