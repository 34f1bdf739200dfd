//! Making links, and what using one does.

use sqlx::PgConnection;

use super::{Invited, Link, NewAccount, Purpose, store, store::NewLink};
use crate::{
    accounts::{self, Secret},
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::{AccountId, OnConstraint, PersonId},
    people,
    web::{Error, Errors, Result},
};

/// For how many days an invitation is good.
pub const INVITATION_DAYS: i64 = 14;

/// For how many days the first administrator's link is good; a new one is printed at each start.
const FIRST_DAYS: i64 = 1;

/// A link that makes the first administrator; earlier ones end. None when there is an account already.
pub async fn first_administrator(db: &mut PgConnection, now: Instant) -> Result<Option<String>> {
    if accounts::store::count_accounts(db).await? > 0 {
        return Ok(None);
    }
    store::expire_all(db, Purpose::FirstAdministrator, now).await?;
    let secret = Secret::random()?;
    let new = NewLink {
        purpose: Purpose::FirstAdministrator,
        account: None,
        invited: None,
        by: None,
        days: FIRST_DAYS,
    };
    store::insert_link(db, &secret.hash(), &new, now).await?;
    Ok(Some(path(&secret)))
}

/// A link that signs in to an account, good for a day.
pub async fn sign_in_link(db: &mut PgConnection, account: AccountId, now: Instant) -> Result<String> {
    let secret = Secret::random()?;
    let new = NewLink { purpose: Purpose::SignIn, account: Some(account), invited: None, by: None, days: 1 };
    store::insert_link(db, &secret.hash(), &new, now).await?;
    Ok(path(&secret))
}

/// Invites a colleague: the link, to be handed over by the inviter.
pub async fn invite(db: &mut PgConnection, by: PersonId, invited: &Invited, now: Instant) -> Result<String> {
    let secret = Secret::random()?;
    let new = NewLink {
        purpose: Purpose::Invitation,
        account: None,
        invited: Some(invited),
        by: Some(by),
        days: INVITATION_DAYS,
    };
    store::insert_link(db, &secret.hash(), &new, now).await?;
    record(db, Some(by), "account.invited", "A colleague was invited.", now).await?;
    Ok(path(&secret))
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

/// Makes an account from a link, which is used up.
pub async fn make_account(
    db: &mut PgConnection,
    link: &Link,
    new: NewAccount,
    now: Instant,
) -> Result<Result<AccountId, Errors>> {
    let secretariat = link.purpose == Purpose::FirstAdministrator
        || link.invited.as_ref().is_some_and(|who| who.secretariat);
    let person = match people::store::find_by_email(db, &new.email).await? {
        Some(_) => return Ok(Err(taken())),
        None => people::store::insert_person(db, &new.name, "", now).await?,
    };
    let inserted = people::store::insert_address(db, person, &new.email, now).await;
    let inserted: Result<(), AddressTaken> = inserted.on_constraint("address_pkey", || AddressTaken::Taken);
    match inserted {
        Err(AddressTaken::Taken) => return Ok(Err(taken())),
        Err(AddressTaken::Other(error)) => return Err(error.into()),
        Ok(()) => {}
    }
    let hash = new.password.hash().await?;
    let account = accounts::store::insert_account(db, person, &hash, secretariat, now).await?;
    store::set_used(db, link.id, now).await?;
    record(db, Some(person), "account.made", "An account was made.", now).await?;
    Ok(Ok(account))
}

enum AddressTaken {
    Taken,
    Other(sqlx::Error),
}

impl From<sqlx::Error> for AddressTaken {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error)
    }
}

fn taken() -> Errors {
    Errors::one("email", "This address belongs to an account already. Sign in with it, or enter another one.")
}

fn path(secret: &Secret) -> String {
    format!("/l/{}", secret.text())
}

async fn record(
    db: &mut PgConnection,
    actor: Option<PersonId>,
    verb: &'static str,
    what: &str,
    now: Instant,
) -> Result<()> {
    let act = Act {
        actor,
        verb,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: what.to_owned(),
        diff: Diff::new(),
    };
    Ok(activity::store::record(db, now, act).await?)
}
