//! Deleting an account: what is private goes, the public record keeps its shape without the name.

use sqlx::PgConnection;

use super::record;
use crate::{
    accounts,
    activity::Diff,
    app::App,
    clock::Instant,
    consents,
    db::{AccountId, MeetingId, OnConstraint},
    links::{self, NewLink, Purpose},
    mail::store::queue,
    meetings::Shown,
    privacy::{
        mail,
        store::{annex, erase},
    },
    web::{Error, Result},
};

/// For how many minutes the mailed link is good.
pub const LINK_MINUTES: i64 = 60;

/// Mails the link that confirms a deletion.
pub async fn mail_link(
    db: &mut PgConnection,
    app: &App,
    account: AccountId,
    keep_group: bool,
    now: Instant,
) -> Result<()> {
    let (person, _, email) = accounts::store::find_owner(db, account).await?.ok_or(Error::NotFound)?;
    let purpose = Purpose::DeleteAccount { keep_group };
    let new = NewLink { purpose: &purpose, account: Some(account), by: None, minutes: LINK_MINUTES };
    let path = links::make(db, &new, now).await?;
    Ok(queue(db, &mail::delete_account(app, &email, person, &path)?, now).await?)
}

fn last() -> Error {
    let sentence = "You are the only one who runs this site. Appoint another in the Secretariat first, then delete your account.";
    Error::Conflict(sentence.to_owned())
}

/// Deletes an account and removes its person's name. The stakeholder group stays beside “Name removed on request”
/// only where `keep_group` says so.
///
/// # Errors
/// A conflict that says what to do first, when nobody else runs the site; not found when it is deleted already.
pub async fn delete_account(
    db: &mut PgConnection,
    account: AccountId,
    keep_group: bool,
    now: Instant,
) -> Result<()> {
    let (person, ..) = accounts::store::find_owner(db, account).await?.ok_or(Error::NotFound)?;
    let ran_site = erase::runs_site(db, account).await?;
    let emails = erase::list_emails(db, person).await?;
    let names = erase::list_names(db, person).await?;
    erase::erase_messages(db, person, &emails, now).await?;
    erase::erase_in_acts(db, person, &names, ran_site).await?;
    for name in &names {
        erase::erase_in_cycles(db, person, name).await?;
    }
    consents::store::erase_of_person(db, person).await?;
    erase::erase_proposals(db, person).await?;
    erase::erase_answers(db, person).await?;
    erase::release_tasks(db, person, now).await?;
    erase::end_appointments(db, person, now).await?;
    erase::end_roles(db, person, now.day()).await?;
    let published = annex::list_published(db, person).await?;
    let seen = published.into_iter().filter(|(_, shown)| *shown != Shown::Hidden);
    let seen: Vec<MeetingId> = seen.map(|(meeting, _)| meeting).collect();
    annex::insert_changes(db, &seen, now).await?;
    erase::erase_attendance(db, person, keep_group).await?;
    erase::delete_account(db, account, person, &emails)
        .await
        .on_constraint("account_last_secretariat", last)?;
    erase::erase_person(db, person, now).await?;
    let what = "An account was deleted, and its name removed on request.";
    record(db, Some(person), "account.deleted", what, Diff::new(), now).await
}
