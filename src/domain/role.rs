//! Who somebody is in the hospital.

/// The role that a log-in carries; what it may do is decided in [`crate::routes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Doctor,
    Pharmacist,
    Nurse,
    Administrator,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Doctor, Role::Pharmacist, Role::Nurse, Role::Administrator];

    /// As stored with the user.
    pub fn code(self) -> &'static str {
        match self {
            Role::Doctor => "doctor",
            Role::Pharmacist => "pharmacist",
            Role::Nurse => "nurse",
            Role::Administrator => "administrator",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}
