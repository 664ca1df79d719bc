//! What labels are made from: separated lines, what lies in their bags, and who has a name like another's.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::domain::stage::Stage;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::{bag_lots, dispatch_lines};

#[derive(Queryable, Selectable)]
#[diesel(table_name = dispatch_lines)]
pub struct Line {
    pub prescription_id: i64,
    pub item_number: i16,
    pub item_id: i64,
    pub ward_code: String,
    pub bed_code: String,
    pub patient_id: i64,
    pub record_number: String,
    pub patient_name: String,
    pub birth_date: NaiveDate,
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub high_alert: bool,
    pub dose_quantity: Decimal,
    pub dose_unit_code: String,
    pub route_name_pt: String,
    pub route_name_en: String,
    pub frequency_name_pt: String,
    pub frequency_name_en: String,
    pub times: Vec<NaiveTime>,
    pub cycle: String,
    pub first_dose_at: Option<DateTime<Utc>>,
    pub scheduled_from: DateTime<Utc>,
    pub contents: Contents,
    pub valid_until: DateTime<Utc>,
    stage: String,
}

/// Units of a lot in an item's bag, as it was picked.
#[derive(Queryable, Selectable)]
#[diesel(table_name = bag_lots)]
pub struct BagLot {
    pub item_id: i64,
    pub lot: String,
    pub expires_on: NaiveDate,
    pub gtin: Option<String>,
    pub medication_code: String,
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub strength: String,
    pub dispensing_unit: String,
    pub units: i32,
    pub separated_at: DateTime<Utc>,
}

/// Which lines are labelled.
#[derive(Clone, Copy)]
pub enum Which {
    Ward(i64),
    /// Prescription and number.
    Line(i64, i16),
}

/// By bed, patient, prescription and number.
#[derive(Default)]
pub struct Rows {
    pub lines: Vec<Line>,
    lots: HashMap<i64, Vec<BagLot>>,
    homonyms: HashSet<i64>,
}

impl Rows {
    /// # Errors
    /// [`diesel::result::Error::NotFound`] without the one line that is asked for.
    pub fn load(connection: &mut PgConnection, which: Which) -> QueryResult<Self> {
        let mut lines = lines(connection, which)?;
        write_tall(
            connection,
            lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
        )?;
        let lots = lots(connection, lines.iter().map(|line| line.item_id).collect())?;
        let homonyms = with_homonyms(connection, lines.iter().map(|line| line.patient_id))?;
        Ok(Rows { lines, lots, homonyms })
    }

    /// What of a line lies in the bag, what expires first coming first.
    pub fn lots_of(&self, line: &Line) -> &[BagLot] {
        self.lots.get(&line.item_id).map_or(&[], Vec::as_slice)
    }

    pub fn has_homonym(&self, line: &Line) -> bool {
        self.homonyms.contains(&line.patient_id)
    }
}

fn lines(connection: &mut PgConnection, which: Which) -> QueryResult<Vec<Line>> {
    use dispatch_lines as line;
    match which {
        Which::Line(prescription, number) => line::table
            .filter(line::prescription_id.eq(prescription))
            .filter(line::item_number.eq(number))
            .select(Line::as_select())
            .first(connection)
            .map(|line| vec![line]),
        Which::Ward(ward) => line::table
            .filter(line::ward_id.eq(ward))
            .filter(line::stage.eq(Stage::Separated.code()))
            .order((line::bed_code, line::patient_id, line::prescription_id, line::item_number))
            .select(Line::as_select())
            .load(connection),
    }
}

fn lots(connection: &mut PgConnection, items: Vec<i64>) -> QueryResult<HashMap<i64, Vec<BagLot>>> {
    let mut lots: Vec<BagLot> = bag_lots::table
        .filter(bag_lots::item_id.eq_any(items))
        .order((bag_lots::item_id, bag_lots::expires_on, bag_lots::lot_id))
        .select(BagLot::as_select())
        .load(connection)?;
    write_tall(connection, lots.iter_mut().flat_map(|lot| [&mut lot.medication_name_pt, &mut lot.medication_name_en]))?;
    let mut by_item: HashMap<i64, Vec<BagLot>> = HashMap::new();
    for lot in lots {
        by_item.entry(lot.item_id).or_default().push(lot);
    }
    Ok(by_item)
}

impl Line {
    pub fn schedule(&self) -> Schedule {
        Schedule {
            times: self.times.clone(),
            cycle: Cycle::from_code(&self.cycle).unwrap_or(Cycle::Daily),
            first_dose_at: self.first_dose_at,
            scheduled_from: self.scheduled_from,
        }
    }

    pub fn is_separated(&self) -> bool {
        Stage::from_code(&self.stage) == Some(Stage::Separated)
    }

    /// Neither as needed nor running all day.
    pub fn has_times(&self) -> bool {
        !self.times.is_empty()
    }
}
