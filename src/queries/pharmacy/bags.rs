//! Bags: what is separated, dispensed and on its way, the oldest first (PH-4, ITEM-13).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::clock;
use crate::domain::stage::Stage;
use crate::error::{AppError, AppResult};
use crate::page::chrome::Chrome;
use crate::page::input::Query;
use crate::page::keyed::TypedKey;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::queries::pharmacy::line::Line;
use crate::queries::pharmacy::shipment::{Shipment, shipments_by_id};
use crate::queries::pharmacy::supply::{SuppliedLine, bags_to_stop, with_supplies};
use crate::queries::ward::wards::{Ward, all_wards};
use crate::read_model::as_of::{AsOf, as_of};
use crate::read_model::tables::dispatch_lines;

/// Lines of a stage shown at once.
pub const MOST: usize = 200;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    ward: String,
}

struct Bags {
    wards: Vec<Ward>,
    separated: Vec<SuppliedLine>,
    dispensed: Vec<SuppliedLine>,
    sent: Vec<SuppliedLine>,
    shipments: HashMap<i64, Shipment>,
    homonyms: HashSet<i64>,
    stops: i64,
}

#[derive(Template)]
#[template(path = "pharmacy/bags.html")]
struct BagsPage {
    chrome: Chrome,
    filter: Filter,
    key: TypedKey,
    bags: Bags,
    as_of: AsOf,
    now: DateTime<Utc>,
}

/// # Errors
/// [`AppError::BadRequest`] for a ward that cannot be.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let filter = filter.into_inner();
    let asked = filter.clone();
    let (bags, as_of) = app.read(move |connection| Ok((bags(connection, &asked)?, as_of(connection)?))).await?;
    render(&BagsPage { chrome, filter, key: TypedKey::fresh(), bags, as_of, now: clock::now() })
}

fn bags(connection: &mut PgConnection, filter: &Filter) -> AppResult<Bags> {
    let wards = all_wards(connection)?;
    let ward = match filter.ward.as_str() {
        "" => None,
        code => Some(wards.iter().find(|ward| ward.is(code)).ok_or(AppError::BadRequest("no such ward"))?.id),
    };
    let separated = in_stage(connection, Stage::Separated, ward)?;
    let dispensed = in_stage(connection, Stage::Dispensed, ward)?;
    let sent = in_stage(connection, Stage::Sent, ward)?;
    let ids: Vec<i64> = sent.iter().filter_map(|line| line.supply.shipment_id).collect();
    let shipments = shipments_by_id(connection, &ids)?;
    let patients = [&separated, &dispensed, &sent].into_iter().flatten().map(|line| line.line.patient_id);
    let homonyms = with_homonyms(connection, patients)?;
    Ok(Bags { wards, separated, dispensed, sent, shipments, homonyms, stops: bags_to_stop(connection)? })
}

/// The lines of a stage, what has waited longest first.
///
/// # Errors
/// A database error.
pub fn in_stage(connection: &mut PgConnection, stage: Stage, ward: Option<i64>) -> QueryResult<Vec<SuppliedLine>> {
    let mut query = dispatch_lines::table.filter(dispatch_lines::stage.eq(stage.code())).into_boxed();
    if let Some(ward) = ward {
        query = query.filter(dispatch_lines::ward_id.eq(ward));
    }
    let mut lines: Vec<Line> = query
        .order((dispatch_lines::stage_since, dispatch_lines::prescription_id, dispatch_lines::item_number))
        .limit(MOST as i64)
        .select(Line::as_select())
        .load(connection)?;
    write_tall(
        connection,
        lines.iter_mut().flat_map(|line| [&mut line.medication_name_pt, &mut line.medication_name_en]),
    )?;
    with_supplies(connection, lines)
}

impl BagsPage {
    fn shipment(&self, line: &SuppliedLine) -> Option<&Shipment> {
        line.supply.shipment_id.and_then(|id| self.bags.shipments.get(&id))
    }
}
