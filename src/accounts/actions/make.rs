//! New accounts, and invitations to make one.

use sqlx::PgConnection;

use super::{
    record, record_change,
    secretariat::{Appointed, propose},
};
use crate::{
    accounts::{forms::NewAccount, model::INVITATION_DAYS, store},
    activity::Diff,
    app::App,
    clock::Instant,
    consents::{self, How},
    db::{AccountId, OnConstraint, PersonId},
    links::{self, Invited, Link, NewLink, Purpose},
    people,
    web::{Errors, Result},
};

/// For how many minutes the first administrator's link is good; a new one is printed at each start.
const FIRST_MINUTES: i64 = 24 * 60;

/// A link that makes the first administrator; earlier ones end. None when there is an account already.
pub async fn first_administrator(db: &mut PgConnection, now: Instant) -> Result<Option<String>> {
    if store::count_accounts(db).await? > 0 {
        return Ok(None);
    }
    let purpose = Purpose::FirstAdministrator;
    links::store::expire_all(db, &purpose, now).await?;
    let new = NewLink { purpose: &purpose, account: None, by: None, minutes: FIRST_MINUTES };
    Ok(Some(links::make(db, &new, now).await?))
}

/// Invites a colleague: the link, to be handed over by the inviter.
pub async fn invite(db: &mut PgConnection, by: PersonId, invited: Invited, now: Instant) -> Result<String> {
    let purpose = Purpose::Invitation(invited);
    let new = NewLink { purpose: &purpose, account: None, by: Some(by), minutes: INVITATION_DAYS * 24 * 60 };
    let path = links::make(db, &new, now).await?;
    record(db, Some(by), "account.invited", "A colleague was invited.", now).await?;
    Ok(path)
}

/// Makes an account from a link, which is used up. Whoever was invited to run the site does so when a second person has
/// confirmed it, or at once where nobody else could.
pub async fn make_account(
    db: &mut PgConnection,
    app: &App,
    link: &Link,
    new: NewAccount,
    now: Instant,
) -> Result<Result<AccountId, Errors>> {
    if store::find_by_email(db, &new.email).await?.is_some() {
        return Ok(Err(taken()));
    }
    // Somebody may be on file with it who has no account. The mail proves whose it is, or the Secretariat's word does.
    let is_theirs =
        new.confirmed || matches!(&link.purpose, Purpose::Invitation(who) if who.email == new.email.as_str());
    if !is_theirs && people::store::find_by_email(db, &new.email).await?.is_some() {
        return Ok(Err(on_file()));
    }
    let on_file = people::store::addresses::release_address(db, &new.email).await?;
    let person = people::store::insert_person(db, &new.name, "", now).await?;
    if let Some(on_file) = on_file {
        people::store::offers::insert_offer(db, person, on_file, now).await?;
    }
    let confirmed_at = new.confirmed.then_some(now);
    let inserted = people::store::insert_address(db, person, &new.email, confirmed_at, now).await;
    let inserted: Result<(), AddressTaken> = inserted.on_constraint("address_pkey", || AddressTaken::Taken);
    match inserted {
        Err(AddressTaken::Taken) => return Ok(Err(taken())),
        Err(AddressTaken::Other(error)) => return Err(error.into()),
        Ok(()) => {}
    }
    let hash = match new.password {
        Some(password) => password.hash().await?,
        None => String::new(),
    };
    let is_first = link.purpose == Purpose::FirstAdministrator;
    let account = store::insert_account(db, person, &hash, is_first, now).await?;
    links::store::set_used(db, link.id, now).await?;
    let (how, notice) = match &link.purpose {
        Purpose::SignUp { notice, .. } => (How::SignUp, *notice),
        Purpose::Invitation(_) => (How::Invitation, in_force(db).await?),
        _ => (How::FirstAccount, in_force(db).await?),
    };
    consents::store::insert_consent(db, person, consents::Purpose::Notice, notice, how, now).await?;
    let mut diff = Diff::new();
    if let Some(by) = link.by.filter(|_| new.secretariat && !is_first)
        && store::find_standing(db, by).await?.is_some_and(|(_, runs)| runs)
    {
        diff = match propose(db, app, by, person, true, now).await? {
            Appointed::Now => {
                diff.field("secretariat", "no", "yes").field("confirmed by", "", "nobody else could")
            }
            Appointed::Waiting => diff.field("secretariat", "no", "proposed"),
        };
    }
    record_change(db, Some(person), "account.made", "An account was made.", diff, now).await?;
    Ok(Ok(account))
}

async fn in_force(db: &mut PgConnection) -> Result<Option<i64>> {
    Ok(consents::store::find_in_force(db).await?.map(|notice| notice.id))
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

fn on_file() -> Errors {
    let sentence = "This address is on file already. Make your account with a mail to it, under “Make an account”, or enter the one to which you were invited.";
    Errors::one("email", sentence)
}

fn taken() -> Errors {
    Errors::one("email", "This address belongs to an account already. Sign in with it, or enter another one.")
}
