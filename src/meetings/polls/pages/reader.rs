//! Who reads a poll.

use sqlx::PgConnection;

use crate::{
    db::PersonId,
    people,
    web::{Error, Result},
};

/// Who reads the page, and so how they answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reader {
    /// Signed in.
    Member(PersonId),
    /// By the open address.
    Guest,
    /// By a link that stands for somebody: their name.
    Linked(PersonId, String),
}

impl Reader {
    pub(super) fn is_linked(&self) -> bool {
        matches!(self, Self::Linked(..))
    }

    pub(super) fn person(&self) -> Option<PersonId> {
        match self {
            Self::Member(person) | Self::Linked(person, _) => Some(*person),
            Self::Guest => None,
        }
    }
}

/// Whose a link is.
pub(super) async fn linked(db: &mut PgConnection, person: PersonId) -> Result<Reader> {
    let name = people::store::find_name(db, person).await?.ok_or(Error::NotFound)?;
    Ok(Reader::Linked(person, name))
}
