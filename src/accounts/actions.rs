//! Signing in and out.

use cookie::Cookie;
use jiff::SignedDuration;
use sqlx::PgConnection;

use super::{Password, Secret, store};
use crate::{
    app::App,
    clock::Instant,
    db::AccountId,
    people::Email,
    viewer::Member,
    web::{self, Result},
};

/// For how many days a session lasts.
const SESSION_DAYS: i64 = 30;

/// The account with this address and password; none does not say which of the two is wrong.
pub async fn check_password(db: &mut PgConnection, email: &str, password: &str) -> Result<Option<AccountId>> {
    let found = match Email::parse(email) {
        Some(email) => store::find_by_email(db, &email).await?,
        None => None,
    };
    let (account, hash) = found.unzip();
    let hash = hash.filter(|hash| !hash.is_empty());
    let matches = Password::given(password).matches(hash).await?;
    Ok(account.filter(|_| matches))
}

/// Opens a session with a new secret, and gives its cookie.
pub async fn open_session(
    db: &mut PgConnection,
    app: &App,
    account: AccountId,
    now: Instant,
) -> Result<Cookie<'static>> {
    let secret = Secret::random()?;
    store::insert_session(db, account, &secret.hash(), now, now.plus_days(SESSION_DAYS)).await?;
    let lasts = SignedDuration::from_hours(24 * SESSION_DAYS);
    Ok(web::cookie(app, web::SESSION, secret.text().to_owned(), lasts))
}

/// Who has the session of a cookie.
pub async fn viewer_of(db: &mut PgConnection, cookie: &str, now: Instant) -> Result<Option<Member>> {
    Ok(store::find_member(db, &Secret::from_text(cookie).hash(), now).await?)
}
