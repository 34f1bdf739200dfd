//! Making links and finding them again.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{
    Code, Link, Mailed, Purpose, Secret,
    store::{self, CodeHashes},
};
use crate::{
    activity::{self, Act, Diff, Visibility},
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
/// Gone, with where a new one comes from, when it was used, taken back or has expired; not found when it never was.
pub async fn find(db: &mut PgConnection, token: &str, now: Instant) -> Result<Link> {
    let secret = Secret::from_text(token);
    if let Some(link) = store::find_good(db, &secret.hash(), now).await? {
        return Ok(link);
    }
    let past = store::find_past(db, &secret.hash()).await?;
    Err(past.map_or(Error::NotFound, |past| Error::Gone(past.purpose.why_gone().to_owned())))
}

/// A link that stood for somebody and was taken back or has expired: one click still leaves by it, as it stands in mail
/// that was delivered before.
pub async fn find_past_standing(db: &mut PgConnection, token: &str) -> Result<Option<Link>> {
    let past = store::find_past(db, &Secret::from_text(token).hash()).await?;
    Ok(past.filter(|link| link.stands_for.is_some()))
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

/// For how many days a link that stands for somebody is good: mail is kept for years.
const STANDING_DAYS: i64 = 10 * 365;

/// The links of one purpose that stand for these persons, each made where it is missing: the path for each. The secret
/// follows from the row and the site's key, so that every mail to somebody carries the same link: whoever holds both the
/// table and the key could stop that person's mail, and nothing more.
pub async fn standing(
    db: &mut PgConnection,
    key: &[u8; 32],
    persons: &[PersonId],
    purpose: &Purpose,
    now: Instant,
) -> Result<HashMap<PersonId, String>> {
    // One statement makes no row twice.
    let mut persons = persons.to_vec();
    persons.sort_unstable();
    persons.dedup();
    let made = persons.iter().map(|_| Secret::random().map(|secret| secret.hash()));
    let nonces = made.collect::<anyhow::Result<Vec<_>>>()?;
    let hashes: Vec<_> = nonces.iter().map(|nonce| Secret::derived(key, nonce).hash()).collect();
    let until = now.plus_days(STANDING_DAYS);
    let rows = store::list_standing(db, &persons, (&nonces, &hashes), purpose, now, until).await?;
    Ok(rows.into_iter().map(|(person, nonce)| (person, path(&Secret::derived(key, &nonce)))).collect())
}

/// The link of one purpose that stands for a person.
pub async fn standing_for(
    db: &mut PgConnection,
    key: &[u8; 32],
    person: PersonId,
    purpose: &Purpose,
    now: Instant,
) -> Result<String> {
    let mut links = standing(db, key, &[person], purpose, now).await?;
    links.remove(&person).ok_or(Error::NotFound)
}

/// The link of one purpose that stands for a person, if one was made.
pub async fn find_standing(
    db: &mut PgConnection,
    key: &[u8; 32],
    person: PersonId,
    purpose: &Purpose,
    now: Instant,
) -> Result<Option<String>> {
    let nonce = store::find_standing(db, person, purpose, now).await?;
    Ok(nonce.map(|nonce| path(&Secret::derived(key, &nonce))))
}

/// Makes a new link of one purpose for a person and takes the former one back; whether there was one.
pub async fn renew(
    db: &mut PgConnection,
    key: &[u8; 32],
    person: PersonId,
    purpose: &Purpose,
    now: Instant,
) -> Result<bool> {
    let was = store::revoke_standing(db, person, purpose, now).await?;
    standing_for(db, key, person, purpose, now).await?;
    let summary = format!("Somebody made a link that stands for them: {}.", purpose.label().to_lowercase());
    record(db, person, "link.made", summary, now).await?;
    Ok(was)
}

/// Takes back a link that stands for somebody.
///
/// # Errors
/// Conflict when it is not theirs, or was taken back before.
pub async fn revoke(db: &mut PgConnection, person: PersonId, id: i64, now: Instant) -> Result<()> {
    if !store::revoke(db, person, id, now).await? {
        return Err(Error::Conflict("This link was taken back already.".to_owned()));
    }
    record(db, person, "link.revoked", "Somebody took back a link that stood for them.".to_owned(), now).await
}

async fn record(
    db: &mut PgConnection,
    person: PersonId,
    verb: &'static str,
    summary: String,
    now: Instant,
) -> Result<()> {
    let act = Act {
        actor: Some(person),
        verb,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary,
        diff: Diff::new(),
    };
    Ok(activity::store::record_about(db, now, act, person).await?)
}

fn path(secret: &Secret) -> String {
    format!("/l/{}", secret.text())
}
