//! The registration form as a browser sends it.

use serde::Deserialize;

use crate::commands::free_beds::read_bed;
use crate::domain::identity::TypedIdentity;
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RegisterForm {
    pub key: TypedKey,
    unidentified: String,
    pub name: String,
    pub birth: String,
    pub age: String,
    sex: String,
    pub mother: String,
    pub address: String,
    pub record: String,
    pub cpf: String,
    pub cns: String,
    bed: String,
    /// Empty for now.
    pub arrived: String,
    /// The namesakes that somebody looked at.
    confirm: String,
}

impl Keyed for RegisterForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl RegisterForm {
    pub fn is_unidentified(&self) -> bool {
        !self.unidentified.is_empty()
    }

    pub fn typed(&self) -> TypedIdentity<'_> {
        TypedIdentity {
            unidentified: self.is_unidentified(),
            name: &self.name,
            birth: &self.birth,
            age: &self.age,
            sex: &self.sex,
            mother: &self.mother,
            address: &self.address,
            record: &self.record,
            cpf: &self.cpf,
            cns: &self.cns,
        }
    }

    pub fn bed(&self) -> &str {
        &self.bed
    }

    pub fn has_chosen(&self, bed_id: i64) -> bool {
        read_bed(&self.bed) == Ok(bed_id)
    }

    pub fn is_sex(&self, sex: &str) -> bool {
        self.sex == sex
    }

    pub fn confirmed(&self) -> &str {
        &self.confirm
    }
}
