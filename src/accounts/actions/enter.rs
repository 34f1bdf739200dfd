//! Passwords and sessions.

use cookie::Cookie;
use jiff::SignedDuration;
use sqlx::PgConnection;

use super::record;
use crate::{
    accounts::{
        Password, mail,
        model::{SESSION_DAYS, TRIES_OF_ADDRESS, TRIES_OF_NETWORK},
        store::{self, sessions},
    },
    app::App,
    clock::Instant,
    db::AccountId,
    limits::{self, Subject},
    links::{self, Secret},
    people::Email,
    viewer::Member,
    web::{self, Caller, Result},
};

/// Why somebody does not get in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Address and password do not belong together; which of the two is wrong is not said.
    Wrong,
    /// Too many were tried on this address or from this network.
    TooOften,
}

/// The account with this address and password. What is tried counts for the address and the network, whether the
/// address is known or not.
pub async fn check_password(
    db: &mut PgConnection,
    app: &App,
    caller: &Caller,
    email: &str,
    password: &str,
) -> Result<Result<AccountId, Refused>> {
    let now = app.now();
    let Some(email) = Email::parse(email) else { return Ok(Err(Refused::Wrong)) };
    let address = Subject::text(&app.form_key, email.as_str());
    let network = Subject::network(&app.form_key, caller.address);
    if !limits::store::take(db, &TRIES_OF_NETWORK, &network, now).await?
        || !limits::store::take(db, &TRIES_OF_ADDRESS, &address, now).await?
    {
        return Ok(Err(Refused::TooOften));
    }
    let found = store::find_by_email(db, &email).await?;
    let (account, hash) = found.map(|found| (found.account, found.password_hash)).unzip();
    let matches = Password::given(password).matches(hash.flatten()).await?;
    match account.filter(|_| matches) {
        Some(account) => {
            limits::store::clear(db, &TRIES_OF_ADDRESS, &address).await?;
            Ok(Ok(account))
        }
        None => Ok(Err(Refused::Wrong)),
    }
}

/// The most of a browser's own name that is kept, in characters.
const AGENT_LENGTH: usize = 200;

/// Opens a session with a new secret, and gives its cookie.
pub async fn open_session(
    db: &mut PgConnection,
    app: &App,
    account: AccountId,
    agent: &str,
    now: Instant,
) -> Result<Cookie<'static>> {
    let secret = Secret::random()?;
    let agent: String = agent.chars().filter(|c| !c.is_control()).take(AGENT_LENGTH).collect();
    sessions::insert_session(db, account, &secret.hash(), &agent, now, now.plus_days(SESSION_DAYS)).await?;
    let lasts = SignedDuration::from_hours(24 * SESSION_DAYS);
    Ok(web::cookie(app, web::SESSION, secret.text().to_owned(), lasts))
}

/// Who has the session of a cookie.
pub async fn viewer_of(db: &mut PgConnection, cookie: &str, now: Instant) -> Result<Option<Member>> {
    let hash = Secret::from_text(cookie).hash();
    let Some((member, seen_at)) = store::find_member(db, &hash, now).await? else { return Ok(None) };
    if seen_at <= now.plus_minutes(-60) {
        sessions::touch(db, &hash, now).await?;
    }
    Ok(Some(member))
}

/// Changes the password. Other sessions end, links that were mailed are void, and the owner is told.
pub async fn set_password(
    db: &mut PgConnection,
    app: &App,
    account: AccountId,
    password: Password,
    keep: Option<&Secret>,
    now: Instant,
) -> Result<()> {
    store::set_password(db, account, &password.hash().await?).await?;
    let keep = keep.map(Secret::hash);
    sessions::delete_others(db, account, keep.as_deref()).await?;
    links::store::expire_of_account(db, account, now).await?;
    let Some((person, _, email)) = store::find_owner(db, account).await? else { return Ok(()) };
    crate::mail::store::queue(db, &mail::password_changed(app, &email, person)?, now).await?;
    record(db, Some(person), "account.password_changed", "A password was changed.", now).await
}
