//! The receipt's form as a browser sends it.

use serde::Deserialize;

use crate::domain::problem::Problem;
use crate::domain::stock::receipt::{ReceiptField, TypedReceipt};
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReceiveForm {
    pub key: TypedKey,
    pub medication: String,
    pub code: String,
    pub lot: String,
    pub expiry: String,
    pub units: String,
    pub unit_cost: String,
    pub supplier: String,
    pub invoice: String,
    pub cold: String,
    pub place: String,
}

/// Why nothing was received.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub fields: Vec<(ReceiptField, Problem)>,
    /// Medications that the text may mean.
    pub candidates: Vec<String>,
    /// This form was carried out before, with other content.
    pub already: bool,
}

impl Rejection {
    pub fn of(field: ReceiptField, problem: Problem) -> Self {
        Rejection { fields: vec![(field, problem)], ..Rejection::default() }
    }

    pub fn already_received() -> Self {
        Rejection { already: true, ..Rejection::default() }
    }
}

impl Keyed for ReceiveForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl ReceiveForm {
    pub fn typed(&self) -> TypedReceipt<'_> {
        TypedReceipt {
            code: &self.code,
            lot: &self.lot,
            expiry: &self.expiry,
            units: &self.units,
            unit_cost: &self.unit_cost,
            supplier: &self.supplier,
            invoice: &self.invoice,
            cold: self.cold == "yes",
        }
    }

    pub fn has_chosen(&self, place: i64) -> bool {
        self.place == place.to_string()
    }
}
