//! Shipment: the list that a porter takes along, bed by bed, to sign for.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::hospital::Hospital;
use crate::queries::look_alike_names::write_tall;
use crate::queries::pharmacy::line::Line;
use crate::queries::pharmacy::supply::{SuppliedLine, with_supplies};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::{dispatch_lines, shipments, supplies};

#[derive(Queryable, Selectable)]
#[diesel(table_name = shipments)]
pub struct Shipment {
    pub id: i64,
    pub ward_code: String,
    pub ward_name_pt: String,
    pub ward_name_en: String,
    pub porter: String,
    pub sent_by: String,
    pub sent_at: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "pharmacy/shipment.html")]
struct ShipmentPage {
    chrome: Chrome,
    hospital: Hospital,
    shipment: Shipment,
    lines: Vec<SuppliedLine>,
    homonyms: HashSet<i64>,
    as_of: AsOf,
}

/// Its lines for as long as lists show them.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] without such a shipment.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, id: web::Path<i64>) -> AppResult<HttpResponse> {
    let id = *id;
    let (shipment, lines, homonyms, as_of) = app
        .read(move |connection| {
            let shipment = shipments::table.find(id).select(Shipment::as_select()).first(connection)?;
            let lines = lines(connection, id)?;
            let homonyms = with_homonyms(connection, lines.iter().map(|line| line.line.patient_id))?;
            Ok((shipment, lines, homonyms, as_of(connection)?))
        })
        .await?;
    let hospital = app.hospital.clone();
    render(&ShipmentPage { chrome, hospital, shipment, lines, homonyms, as_of })
}

fn lines(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<SuppliedLine>> {
    let items: Vec<i64> =
        supplies::table.filter(supplies::shipment_id.eq(id)).select(supplies::item_id).load(connection)?;
    let mut lines: Vec<Line> = dispatch_lines::table
        .filter(dispatch_lines::item_id.eq_any(items))
        .order((dispatch_lines::bed_code, dispatch_lines::patient_id, dispatch_lines::item_id))
        .select(Line::as_select())
        .load(connection)?;
    write_tall(
        connection,
        lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
    )?;
    with_supplies(connection, lines)
}

/// # Errors
/// A database error.
pub fn shipments_by_id(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Shipment>> {
    let rows: Vec<Shipment> =
        shipments::table.filter(shipments::id.eq_any(ids)).select(Shipment::as_select()).load(connection)?;
    Ok(rows.into_iter().map(|shipment| (shipment.id, shipment)).collect())
}
