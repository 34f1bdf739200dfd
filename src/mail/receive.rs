//! What arrives at our return paths: read, and counted against the address that it is about.

use sqlx::PgConnection;

use super::{
    Sender,
    health::{self, Bounce, BounceKind, key_of_message},
    notice::{Notice, Says},
};
use crate::clock::Instant;

/// The largest notice that is read, in bytes. It holds a message of ours at most, and ours are small.
pub const LARGEST: u64 = 10 * 1024 * 1024;

/// What became of what arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It was counted.
    Counted(i64, BounceKind),
    /// It is known already.
    Known,
    /// It says that nothing came back.
    Fine,
    /// It is kept in the log for a person to read.
    Kept,
    /// It is no message.
    NoMessage,
}

/// Takes what arrived, for `recipient` where the server says so.
///
/// # Errors
/// When the database is gone: to be tried again.
pub async fn receive(
    db: &mut PgConnection,
    sender: &Sender,
    raw: &[u8],
    recipient: Option<&str>,
    now: Instant,
) -> sqlx::Result<Received> {
    let Some(notice) = Notice::read(sender, raw, recipient) else { return Ok(Received::NoMessage) };
    let keep = |said: String| (notice.key.clone(), notice.message, BounceKind::Unknown, String::new(), said);
    let (key, message, kind, status, said) = match (notice.says, notice.message) {
        (Says::Fine, _) => return Ok(Received::Fine),
        (Says::Failed { kind, status, said }, Some(message)) => {
            (key_of_message(message), Some(message), kind, status, said)
        }
        // Whoever knows no code could have written it: nobody's address is suspended on its word.
        (Says::Failed { status, said, .. }, None) => keep(format!("{status} {said}")),
        (Says::Unknown(said), _) => keep(said),
    };
    let bounce = Bounce { key: &key, message, kind, status: &status, said: &said };
    let new = health::count(db, &bounce, now).await?;
    Ok(match (new, message, kind) {
        (false, ..) => Received::Known,
        (true, Some(message), BounceKind::Hard | BounceKind::Soft) => Received::Counted(message, kind),
        _ => Received::Kept,
    })
}
