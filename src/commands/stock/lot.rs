//! A lot as the forms about it show it.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::locking::lock_medication_of;
use crate::commands::prescribing::look_alike_names::tall_man_names;
use crate::domain::stock::lot_state::LotState;
use crate::schema::{lots, medications};

pub struct Lot {
    pub id: i64,
    pub number: String,
    pub expires_on: NaiveDate,
    pub state: LotState,
    pub medication: Medication,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = medications)]
pub struct Medication {
    pub id: i64,
    pub code: String,
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub dispensing_unit: String,
    controlled_list: String,
}

impl Lot {
    /// # Errors
    /// [`diesel::result::Error::NotFound`] without such a lot.
    pub fn load(connection: &mut PgConnection, id: i64) -> QueryResult<Self> {
        let (number, expires_on, state, mut medication): (String, NaiveDate, String, Medication) = lots::table
            .inner_join(medications::table)
            .filter(lots::id.eq(id))
            .select((lots::number, lots::expires_on, lots::state, Medication::as_select()))
            .first(connection)?;
        medication.write_tall(connection)?;
        let state = LotState::from_code(&state).ok_or(diesel::result::Error::NotFound)?;
        Ok(Lot { id, number, expires_on, state, medication })
    }

    /// As it is once every lot of its medication is held until the commit.
    ///
    /// # Errors
    /// [`diesel::result::Error::NotFound`] without such a lot.
    pub fn locked(connection: &mut PgConnection, id: i64) -> QueryResult<Self> {
        lock_medication_of(connection, id)?;
        Lot::load(connection, id)
    }

    pub fn is_controlled(&self) -> bool {
        self.medication.is_controlled()
    }

    /// Where its page is.
    pub fn location(&self) -> String {
        format!("/stock/lots/{}", self.id)
    }
}

impl Medication {
    pub fn is_controlled(&self) -> bool {
        !self.controlled_list.is_empty()
    }

    /// For names that are taken for one another (ITEM-12).
    pub fn write_tall(&mut self, connection: &mut PgConnection) -> QueryResult<()> {
        Medication::write_all_tall(connection, [self])
    }

    /// As [`Medication::write_tall`], for many at once.
    pub fn write_all_tall<'a>(
        connection: &mut PgConnection,
        medications: impl IntoIterator<Item = &'a mut Medication>,
    ) -> QueryResult<()> {
        let names: Vec<&mut String> =
            medications.into_iter().flat_map(|of| [&mut of.name_pt, &mut of.name_en]).collect();
        let tall_man = tall_man_names(connection, names.iter().map(|name| (**name).clone()).collect())?;
        tall_man.capitalise(names);
        Ok(())
    }
}
