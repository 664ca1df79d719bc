//! Names of the demo's formulary that are taken for one another, each way (ITEM-12).

use diesel::prelude::*;
use serde::Deserialize;

use super::{LoadError, read};
use crate::domain::tall_man::tall_man;
use crate::schema::look_alike_names;

const LOOK_ALIKES: &str = include_str!("look_alikes.csv");

#[derive(Deserialize)]
struct Pair {
    name: String,
    look_alike: String,
}

pub fn load(connection: &mut PgConnection) -> Result<(), LoadError> {
    let pairs = read::<Pair>(LOOK_ALIKES)?;
    let both_ways = pairs.iter().flat_map(|pair| [(&pair.name, &pair.look_alike), (&pair.look_alike, &pair.name)]);
    let rows: Vec<_> = both_ways
        .map(|(name, other)| (look_alike_names::name.eq(name), look_alike_names::tall_man.eq(tall_man(name, other))))
        .collect();
    diesel::insert_into(look_alike_names::table).values(rows).execute(connection)?;
    Ok(())
}
