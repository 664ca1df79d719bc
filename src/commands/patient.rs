//! Who a form is about, by two identifiers at least (ID-2).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::schema::patients;

#[derive(Queryable, Selectable)]
#[diesel(table_name = patients)]
pub struct Patient {
    pub id: i64,
    pub name: String,
    pub birth_date: NaiveDate,
    pub record_number: String,
}
