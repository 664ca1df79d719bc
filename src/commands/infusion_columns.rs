//! How an item flows, as columns of its row.

use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::item::infusion::{Flow, Infusion, Pace};
use crate::schema::prescription_items;

/// How it flows; all null for what does not.
#[derive(Default, Insertable)]
#[diesel(table_name = prescription_items)]
pub struct InfusionColumns<'a> {
    preparation: Option<&'static str>,
    diluent_code: Option<&'a str>,
    volume_ml: Option<Decimal>,
    infusion_minutes: Option<Decimal>,
    rate_quantity: Option<Decimal>,
    rate_unit: Option<&'static str>,
    rate_ml_h: Option<Decimal>,
}

impl<'a> InfusionColumns<'a> {
    pub fn of(infusion: &'a Infusion) -> Self {
        match infusion {
            Infusion::Bolus => InfusionColumns { preparation: Some("bolus"), ..InfusionColumns::default() },
            Infusion::Flow(flow) => InfusionColumns::of_flow(flow),
        }
    }

    fn of_flow(flow: &'a Flow) -> Self {
        let (minutes, rate) = match &flow.pace {
            Pace::Minutes(minutes) => (Some(*minutes), None),
            Pace::Rate(rate) => (None, Some(rate)),
        };
        InfusionColumns {
            preparation: Some(if flow.diluent.is_some() { "diluted" } else { "ready" }),
            diluent_code: flow.diluent.as_ref().map(|diluent| diluent.code.as_str()),
            volume_ml: Some(flow.volume_ml),
            infusion_minutes: minutes,
            rate_quantity: rate.map(|rate| rate.quantity),
            rate_unit: rate.map(|rate| rate.unit.code()),
            rate_ml_h: Some(flow.ml_h),
        }
    }
}
