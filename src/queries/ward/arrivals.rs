//! Arrivals: what is on its way to a ward, for somebody there to receive line by line.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
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
use crate::queries::pharmacy::bags::{MOST, in_stage};
use crate::queries::pharmacy::shipment::{Shipment, shipments_by_id};
use crate::queries::pharmacy::supply::SuppliedLine;
use crate::queries::ward::wards::{Ward, all_wards};
use crate::read_model::as_of::{AsOf, as_of};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    ward: String,
}

#[derive(Template)]
#[template(path = "ward/arrivals.html")]
struct ArrivalsPage {
    chrome: Chrome,
    filter: Filter,
    key: TypedKey,
    wards: Vec<Ward>,
    lines: Vec<SuppliedLine>,
    shipments: HashMap<i64, Shipment>,
    homonyms: HashSet<i64>,
    as_of: AsOf,
    now: DateTime<Utc>,
}

/// # Errors
/// [`AppError::BadRequest`] for a ward that cannot be.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, filter: Query<Filter>) -> AppResult<HttpResponse> {
    let filter = filter.into_inner();
    let asked = filter.clone();
    let (wards, lines, shipments, homonyms, as_of) = app
        .read(move |connection| {
            let wards = all_wards(connection)?;
            let ward = match asked.ward.as_str() {
                "" => None,
                code => Some(wards.iter().find(|ward| ward.is(code)).ok_or(AppError::BadRequest("no such ward"))?.id),
            };
            let lines = in_stage(connection, Stage::Sent, ward)?;
            let ids: Vec<i64> = lines.iter().filter_map(|line| line.supply.shipment_id).collect();
            let shipments = shipments_by_id(connection, &ids)?;
            let homonyms = with_homonyms(connection, lines.iter().map(|line| line.line.patient_id))?;
            Ok((wards, lines, shipments, homonyms, as_of(connection)?))
        })
        .await?;
    let (key, now) = (TypedKey::fresh(), clock::now());
    render(&ArrivalsPage { chrome, filter, key, wards, lines, shipments, homonyms, as_of, now })
}

impl ArrivalsPage {
    fn shipment(&self, line: &SuppliedLine) -> Option<&Shipment> {
        line.supply.shipment_id.and_then(|id| self.shipments.get(&id))
    }
}
