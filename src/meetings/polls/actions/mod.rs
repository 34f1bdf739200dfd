//! What is done to polls; each verb records one act.

mod answer;
mod merge;
mod poll;
mod settle;

pub use answer::{Answering, Who, answer, answer_as_guest, confirm_address, take_back};
pub use merge::{merge, part};
pub use poll::{change, make, why_none};
pub use settle::{confirm, movable, withdraw};

use sqlx::PgConnection;

use super::{Poll, store};
use crate::{
    db::PollId,
    web::{Error, Result},
};

/// The poll as it is now, in this transaction.
async fn reload(db: &mut PgConnection, poll: PollId) -> Result<Poll> {
    store::find_by_id(db, poll).await?.ok_or(Error::NotFound)
}

fn settled_meanwhile() -> Error {
    Error::Conflict(
        "Somebody else confirmed or withdrew this poll in the meantime. Look at it again: nothing was done now."
            .to_owned(),
    )
}
