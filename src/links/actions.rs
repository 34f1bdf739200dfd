//! Making links and finding them again.

use sqlx::PgConnection;

use super::{
    Code, Link, Mailed, Purpose, Secret,
    store::{self, CodeHashes},
};
use crate::{
    clock::Instant,
    db::{AccountId, PersonId},
    web::{Error, Result},
};

/// How many wrong codes may be typed for one mail.
const MOST_TRIES: i32 = 5;

/// A link to be made.
#[derive(Debug)]
pub struct NewLink<'a> {
    /// What it does.
    pub purpose: &'a Purpose,
    /// For whose account.
    pub account: Option<AccountId>,
    /// Who made it.
    pub by: Option<PersonId>,
    /// For how many minutes it is good.
    pub minutes: i64,
}

/// Makes a link; gives its path.
pub async fn make(db: &mut PgConnection, new: &NewLink<'_>, now: Instant) -> Result<String> {
    let secret = Secret::random()?;
    store::insert_link(db, &secret.hash(), None, new, now).await?;
    Ok(path(&secret))
}

/// Makes a link with a code that can be typed in its place, in the page that holds the ticket.
pub async fn make_with_code(db: &mut PgConnection, new: &NewLink<'_>, now: Instant) -> Result<Mailed> {
    let (secret, code, ticket) = (Secret::random()?, Code::random()?, Secret::random()?);
    let hashes = CodeHashes { code: code.hash(&ticket), ticket: ticket.hash() };
    store::insert_link(db, &secret.hash(), Some(&hashes), new, now).await?;
    Ok(Mailed { path: path(&secret), code, ticket })
}

/// The link with this secret, locked for the transaction.
///
/// # Errors
/// Gone when it was used or has expired; not found when it never was.
pub async fn find(db: &mut PgConnection, token: &str, now: Instant) -> Result<Link> {
    let secret = Secret::from_text(token);
    if let Some(link) = store::find_good(db, &secret.hash(), now).await? {
        return Ok(link);
    }
    if store::was_made(db, &secret.hash()).await? {
        return Err(Error::Gone("This link was used, or its time is over. Ask for a new one.".to_owned()));
    }
    Err(Error::NotFound)
}

/// The link whose code this is, locked for the transaction; none when the code is wrong, used, expired or was tried
/// too often. A wrong code is counted: the caller commits either way.
pub async fn find_by_code(
    db: &mut PgConnection,
    ticket: &Secret,
    code: &Code,
    now: Instant,
) -> Result<Option<Link>> {
    let Some((link, hash)) = store::find_by_ticket(db, &ticket.hash(), MOST_TRIES, now).await? else {
        return Ok(None);
    };
    // Both are hashes that include a secret of 256 bits: how long comparing takes tells nothing.
    if hash == code.hash(ticket) {
        return Ok(Some(link));
    }
    store::count_try(db, link.id).await?;
    Ok(None)
}

fn path(secret: &Secret) -> String {
    format!("/l/{}", secret.text())
}
