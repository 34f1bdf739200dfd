//! Writing, looking at and sending a mailing; each verb records one act.

use sqlx::PgConnection;

use super::{Addressed, Mailing, NewMailing, NewTemplate, Template, mail, store};
use crate::{
    accounts,
    activity::{self, Diff, Visibility},
    db::OnConstraint,
    forum::Actor,
    mail::{Letter, store::queue},
    web::{Error, Frame, Result},
};

/// Begins a mailing; its number.
pub async fn write(db: &mut PgConnection, actor: Actor<'_>, new: &NewMailing) -> Result<i64> {
    let id = store::insert_mailing(db, actor.place.cycle.id, new, actor.person, actor.now).await?;
    let summary = format!("An announcement was begun: {}", new.subject);
    let act = actor.act("mailing.begun", Visibility::Audit, summary, Diff::new());
    activity::store::record(db, actor.now, act).await?;
    Ok(id)
}

/// Changes a draft, if nobody did since `edits`; false when somebody did.
pub async fn change(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Mailing,
    new: &NewMailing,
    edits: i32,
) -> Result<bool> {
    if !store::set_mailing(db, before.id, new, edits).await? {
        return Ok(false);
    }
    let diff = Diff::new()
        .field("to", before.audience.code(), new.audience.code())
        .field("subject", &before.subject, &new.subject)
        .field("text", &before.body, &new.body);
    let summary = format!("An announcement was changed: {}", new.subject);
    let act = actor.act("mailing.changed", Visibility::Audit, summary, diff);
    activity::store::record(db, actor.now, act).await?;
    Ok(true)
}

/// Sends a draft as it was looked at.
///
/// # Errors
/// Conflict when it was changed, sent or thrown away meanwhile, or when nobody would get it.
pub async fn send(db: &mut PgConnection, actor: Actor<'_>, mailing: &Mailing, edits: i32) -> Result<i64> {
    let by = actor.person.ok_or(Error::SignInRequired)?;
    let to = Addressed::of(actor.place, mailing.audience, actor.now);
    let count = store::count_recipients(db, &to).await?;
    if count == 0 {
        let sentence = "Nobody would get this. Choose others to send it to, or wait until somebody follows.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let recipients = i32::try_from(count).unwrap_or(i32::MAX);
    if !store::set_confirmed(db, mailing.id, edits, recipients, by, actor.now).await? {
        let sentence = "This was changed, sent or thrown away since you looked at it. Nothing was sent now. Look at it again.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let summary = format!("An announcement was sent to {count}: {}", mailing.subject);
    let diff = Diff::new().field("recipients", "", count).field("to", "", mailing.audience.code());
    let act = actor.act("mailing.sent", Visibility::Cycle, summary, diff);
    activity::store::record(db, actor.now, act).await?;
    Ok(count)
}

/// Mails a draft to who asks, as their readers would get it.
pub async fn send_test(
    db: &mut PgConnection,
    frame: &Frame,
    actor: Actor<'_>,
    mailing: &Mailing,
) -> Result<()> {
    let member = frame.member()?;
    let (_, _, email) = accounts::store::find_owner(db, member.account).await?.ok_or(Error::NotFound)?;
    let (subject, body) = mail::words(frame.app(), actor.place, mailing, &member.name);
    let letter =
        Letter::new("announcement_test", &email, Some(member.person), &format!("{subject}\n\n{body}"));
    queue(db, &letter.written_by(&member.name).with_html_of_text(), actor.now).await?;
    let summary = format!("An announcement was mailed to its author, to look at: {}", mailing.subject);
    let act = actor.act("mailing.tested", Visibility::Audit, summary, Diff::new());
    Ok(activity::store::record(db, actor.now, act).await?)
}

/// Throws a draft away.
///
/// # Errors
/// Conflict when it is none any more.
pub async fn discard(db: &mut PgConnection, actor: Actor<'_>, mailing: &Mailing) -> Result<()> {
    if !store::set_discarded(db, mailing.id).await? {
        return Err(Error::Conflict("This was sent or thrown away already.".to_owned()));
    }
    let summary = format!("An announcement was thrown away: {}", mailing.subject);
    let act = actor.act("mailing.discarded", Visibility::Audit, summary, Diff::new());
    Ok(activity::store::record(db, actor.now, act).await?)
}

/// Adds a template to the forum.
///
/// # Errors
/// Conflict when it has one of this name.
pub async fn add_template(db: &mut PgConnection, actor: Actor<'_>, new: &NewTemplate) -> Result<()> {
    let inserted = store::insert_template(db, actor.place.forum.id, new).await;
    inserted.on_constraint("mailing_template_once", name_taken)?;
    let summary = format!("A template for announcements was added: {}", new.name);
    let act = actor.act("mailing_template.added", Visibility::Audit, summary, Diff::new());
    Ok(activity::store::record(db, actor.now, act).await?)
}

/// Changes a template, if nobody did since `edits`; false when somebody did.
///
/// # Errors
/// Conflict when the forum has another of this name.
pub async fn change_template(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: &Template,
    new: &NewTemplate,
    edits: i32,
) -> Result<bool> {
    let saved = store::set_template(db, before.id, new, edits).await;
    if !saved.on_constraint("mailing_template_once", name_taken)? {
        return Ok(false);
    }
    let diff = Diff::new()
        .field("name", &before.name, &new.name)
        .field("subject", &before.subject, &new.subject)
        .field("text", &before.body, &new.body);
    let summary = format!("A template for announcements was changed: {}", new.name);
    let act = actor.act("mailing_template.changed", Visibility::Audit, summary, diff);
    activity::store::record(db, actor.now, act).await?;
    Ok(true)
}

fn name_taken() -> Error {
    Error::Conflict("The forum has a template of this name. Choose another name.".to_owned())
}
