//! A change of address: asked for while signed in, confirmed by the former address and by the new one.

use sqlx::PgConnection;

use super::record;
use crate::{
    accounts::{
        mail,
        model::CHANGE_DAYS,
        store::{self, addresses, sessions},
    },
    app::App,
    clock::Instant,
    db::{AccountId, OnConstraint, PersonId},
    links::{self, End, NewLink, Purpose, Secret},
    mail::store::{queue, resume},
    people::{self, Email},
    web::{Error, Result},
};

/// Begins a change. An address that belongs to somebody else is told so by mail, and nobody else is.
pub async fn begin_change(
    db: &mut PgConnection,
    app: &App,
    account: AccountId,
    to: &Email,
    now: Instant,
) -> Result<()> {
    let Some((person, name, from)) = store::find_owner(db, account).await? else {
        return Err(Error::NotFound);
    };
    let change = addresses::insert_change(db, account, &from, to, now).await?;
    let mut link = async |end| {
        let purpose = Purpose::ConfirmAddress { change, end };
        let minutes = CHANGE_DAYS * 24 * 60;
        let new = NewLink { purpose: &purpose, account: Some(account), by: Some(person), minutes };
        links::make(&mut *db, &new, now).await
    };
    let (leave, arrive) = (link(End::From).await?, link(End::To).await?);
    queue(db, &mail::confirm_leaving(app, &from, to.as_str(), person, &leave)?, now).await?;
    let letter = match store::find_by_email(db, to).await? {
        Some(_) => mail::address_taken(app, to)?,
        None => mail::confirm_address(app, to, &name, person, &arrive)?,
    };
    queue(db, &letter, now).await?;
    record(db, Some(person), "account.address_asked", "A change of address was asked for.", now).await
}

/// One end confirms; when both have, the address is changed, every other session ends, and what was mailed before is
/// void. True when it is done.
///
/// # Errors
/// Gone when the change was left or done; a conflict when the address became somebody else's meanwhile.
pub async fn confirm_change(
    db: &mut PgConnection,
    account: AccountId,
    change: i64,
    end: End,
    keep: Option<&Secret>,
    now: Instant,
) -> Result<bool> {
    let Some(change) = addresses::confirm(db, change, end, now).await? else {
        return Err(Error::Gone("This change of address was left, or another was begun since.".to_owned()));
    };
    if !change.is_confirmed() {
        return Ok(false);
    }
    let taken = || Error::Conflict("This address belongs to another account by now.".to_owned());
    let person = store::find_owner(db, account).await?.map(|(person, ..)| person);
    if let Some((person, to)) = person.zip(Email::parse(&change.email_to)) {
        // Somebody without an account may be on file with it: perhaps it is them.
        if let Some(on_file) = people::store::addresses::release_address(db, &to).await? {
            people::store::offers::insert_offer(db, person, on_file, now).await?;
        }
    }
    addresses::complete(db, &change, now).await.on_constraint("address_pkey", taken)?;
    let keep = keep.map(Secret::hash);
    sessions::delete_others(db, account, keep.as_deref()).await?;
    links::store::expire_of_account(db, account, now).await?;
    record(db, person, "account.address_changed", "An address was changed.", now).await?;
    Ok(true)
}

/// Leaves a change that was begun, if one is under way: the address stays.
pub async fn leave_change(
    db: &mut PgConnection,
    account: AccountId,
    by: PersonId,
    now: Instant,
) -> Result<()> {
    if !addresses::delete_change(db, account).await? {
        return Ok(());
    }
    record(db, Some(by), "account.address_left", "A change of address was left.", now).await
}

/// Mails to somebody again whose addresses are suspended; false when none is.
pub async fn resume_mail(db: &mut PgConnection, person: PersonId, now: Instant) -> Result<bool> {
    if !resume(db, person).await? {
        return Ok(false);
    }
    record(db, Some(person), "account.mail_resumed", "Mail to an address was resumed.", now).await?;
    Ok(true)
}
