//! The measurement form as a browser sends it.

use serde::Deserialize;

use crate::clock;
use crate::domain::measurement::TypedMeasurement;
use crate::language::Words;
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MeasurementForm {
    pub key: TypedKey,
    pub weight: String,
    pub height: String,
    pub measured: String,
    /// The doubtful values that somebody looked at twice.
    confirm: String,
}

impl Keyed for MeasurementForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl MeasurementForm {
    /// Measured now, unless somebody says otherwise.
    pub fn fresh(words: &Words) -> Self {
        let measured = clock::now().with_timezone(&words.zone).format("%Y-%m-%dT%H:%M").to_string();
        MeasurementForm { measured, ..MeasurementForm::default() }.with_fresh_key()
    }

    pub fn typed(&self) -> TypedMeasurement<'_> {
        TypedMeasurement { weight: &self.weight, height: &self.height, measured: &self.measured }
    }

    pub fn confirmed(&self) -> &str {
        &self.confirm
    }
}
