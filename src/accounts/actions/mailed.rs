//! Links by mail: to sign in, to make an account, to choose a new password. Whoever asks gets the same answer,
//! whether the address is known or not.

use sqlx::PgConnection;

use crate::{
    accounts::{
        mail,
        model::{CODES_FROM_NETWORK, MAILED_MINUTES, MAILS_FROM_NETWORK, MAILS_TO_ADDRESS},
        store,
    },
    app::App,
    clock::Instant,
    consents,
    db::AccountId,
    limits::{self, Subject},
    links::{self, NewLink, Purpose, Secret},
    mail::store::queue,
    people::Email,
    web::{Caller, Result},
};

/// Whether a mail may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It may.
    Granted,
    /// Not to this address now: it was mailed just before. The page is the same as for one that is mailed.
    Before,
    /// Not from this network now.
    TooOften,
}

impl Asked {
    /// Says to who is signed in, or to anybody from a busy network, how long to wait.
    #[must_use]
    pub fn how_long_to_wait(self) -> String {
        match self {
            Self::TooOften => format!(
                "Too many mails were asked for from where you are. Wait {}, then ask again.",
                MAILS_FROM_NETWORK.wait()
            ),
            Self::Granted | Self::Before => format!(
                "This address was mailed a short while ago: look there first. Nothing new was mailed; wait {}, then ask again.",
                MAILS_TO_ADDRESS.wait()
            ),
        }
    }
}

/// Counts the asking, for the network and for the address, known or not.
pub async fn ask(db: &mut PgConnection, app: &App, caller: &Caller, email: &Email) -> Result<Asked> {
    let now = app.now();
    let network = Subject::network(&app.form_key, caller.address);
    if !limits::store::take(db, &MAILS_FROM_NETWORK, &network, now).await? {
        return Ok(Asked::TooOften);
    }
    let address = Subject::text(&app.form_key, email.as_str());
    let granted = limits::store::take(db, &MAILS_TO_ADDRESS, &address, now).await?;
    Ok(if granted { Asked::Granted } else { Asked::Before })
}

/// A link that signs in to an account, good for a day: the demo's.
pub async fn sign_in_link(db: &mut PgConnection, account: AccountId, now: Instant) -> Result<String> {
    let new = NewLink { purpose: &Purpose::SignIn, account: Some(account), by: None, minutes: 24 * 60 };
    links::make(db, &new, now).await
}

/// Mails a link that signs in; gives the ticket of the page that asked. An unknown address gets no mail, and a ticket
/// that opens nothing.
pub async fn mail_link(db: &mut PgConnection, app: &App, email: &Email, now: Instant) -> Result<Secret> {
    let Some(found) = store::find_by_email(db, email).await? else { return Ok(Secret::random()?) };
    let new = of_account(&Purpose::SignIn, found.account);
    let mailed = links::make_with_code(db, &new, now).await?;
    queue(db, &mail::sign_in(app, email, found.person, &mailed)?, now).await?;
    Ok(mailed.ticket)
}

/// Mails a link that makes an account, or one that signs in where there is an account already.
pub async fn mail_sign_up(
    db: &mut PgConnection,
    app: &App,
    name: &str,
    email: &Email,
    now: Instant,
) -> Result<Secret> {
    if let Some(found) = store::find_by_email(db, email).await? {
        let new = of_account(&Purpose::SignIn, found.account);
        let mailed = links::make_with_code(db, &new, now).await?;
        queue(db, &mail::known(app, email, found.person, &mailed)?, now).await?;
        return Ok(mailed.ticket);
    }
    let notice = consents::store::find_in_force(db).await?.map(|notice| notice.id);
    let purpose = Purpose::SignUp { name: name.to_owned(), email: email.to_string(), notice };
    let new = NewLink { purpose: &purpose, account: None, by: None, minutes: MAILED_MINUTES };
    let mailed = links::make_with_code(db, &new, now).await?;
    queue(db, &mail::sign_up(app, email, name, &mailed)?, now).await?;
    Ok(mailed.ticket)
}

/// Mails a link that chooses a new password; an unknown address gets no mail.
pub async fn mail_reset(db: &mut PgConnection, app: &App, email: &Email, now: Instant) -> Result<()> {
    let Some(found) = store::find_by_email(db, email).await? else { return Ok(()) };
    let path = links::make(db, &of_account(&Purpose::Reset, found.account), now).await?;
    Ok(queue(db, &mail::reset(app, email, found.person, &path)?, now).await?)
}

fn of_account(purpose: &Purpose, account: AccountId) -> NewLink<'_> {
    NewLink { purpose, account: Some(account), by: None, minutes: MAILED_MINUTES }
}

/// Counts a code that is tried, for the network.
pub async fn may_try_code(db: &mut PgConnection, app: &App, caller: &Caller) -> Result<bool> {
    let network = Subject::network(&app.form_key, caller.address);
    Ok(limits::store::take(db, &CODES_FROM_NETWORK, &network, app.now()).await?)
}
