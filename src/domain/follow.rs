//! How an item follows an earlier one: a renewal goes on where it ends, a change replaces it at once (VAL-2, VAL-4).

use std::fmt;

/// Why there is a new item for an old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FollowedAs {
    Renewal,
    Change,
}

impl FollowedAs {
    /// As stored with the item.
    pub fn code(self) -> &'static str {
        match self {
            FollowedAs::Renewal => "renewal",
            FollowedAs::Change => "change",
        }
    }
}

/// Which item a row of the form follows, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Follow {
    pub followed_as: FollowedAs,
    pub item_id: i64,
}

impl Follow {
    /// Reads `renewal:12`; None for a row that follows nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let (code, id) = text.split_once(':')?;
        let followed_as = [FollowedAs::Renewal, FollowedAs::Change].into_iter().find(|known| known.code() == code)?;
        Some(Follow { followed_as, item_id: id.parse().ok()? })
    }
}

impl fmt::Display for Follow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.followed_as.code(), self.item_id)
    }
}
