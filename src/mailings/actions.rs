//! Writing, looking at and sending a mailing; each verb records one act.

use sqlx::PgConnection;

use super::{
    Addressee, Kind, Links, Mailing, NewMailing, NewTemplate, Sealed, Sending, Source, Template, mail, store,
};
use crate::{
    activity::{self, Act, Diff, Visibility},
    db::OnConstraint,
    forum::Actor,
    mail::{Letter, store::queue},
    references::{self, Citable},
    web::{Error, Result},
};

/// Begins a mailing about something; its number.
pub async fn write(
    db: &mut PgConnection,
    actor: Actor<'_>,
    kind: Kind,
    about: Option<&Citable>,
    new: &NewMailing,
) -> Result<i64> {
    let about = match about {
        Some(about) => Some(references::store::set_reference(db, about).await?),
        None => None,
    };
    let cycle = actor.place.cycle.id;
    let id = store::insert_mailing(db, cycle, kind, about, new, actor.person, actor.now).await?;
    let summary = format!("A mailing was begun: {}", new.subject);
    let act = Act { reference: about, ..actor.act("mailing.begun", Visibility::Audit, summary, Diff::new()) };
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
    let summary = format!("A mailing was changed: {}", new.subject);
    record(db, actor, before, ("mailing.changed", Visibility::Audit), summary, diff).await?;
    Ok(true)
}

/// Sends a draft to those with whom it was looked at: the worker writes their letters. Gives how many people.
///
/// # Errors
/// Conflict when it was changed, sent or thrown away meanwhile, or when one of them was told meanwhile.
pub async fn send<S: Source>(
    db: &mut PgConnection,
    actor: Actor<'_>,
    of: Sending<'_>,
    to: &Sealed,
) -> Result<usize> {
    let (by, mailing, count) = (actor.person.ok_or(Error::SignInRequired)?, of.mailing, to.persons());
    let recipients = i32::try_from(count).unwrap_or(i32::MAX);
    if !store::set_confirmed(db, mailing.id, mailing.edits, recipients, by, actor.now).await? {
        let sentence = "This was changed, sent or thrown away since you looked at it. Nothing was sent now. Look at it again.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    of.note::<S>(db, &to.to).await?;
    store::insert_recipients(db, mailing.id, &to.to).await?;
    let summary = match (mailing.kind, &mailing.about) {
        (Kind::Poll, Some(about)) => format!("Asked when {} should be: {count}.", about.label),
        (Kind::Invitation, Some(about)) => format!("Invited to {}: {count}.", about.label),
        (_, Some(about)) => format!("Told what became of {}: {count}.", about.label),
        (Kind::Volunteers, _) => format!("Volunteers were called for by mail: {count}."),
        (_, None) => format!("An announcement was sent to {count}: {}", mailing.subject),
    };
    let diff = Diff::new().field("recipients", "", count).field("to", "", mailing.audience.code());
    record(db, actor, mailing, ("mailing.sent", Visibility::Cycle), summary, diff).await?;
    Ok(count)
}

/// Mails a draft to who asks, as their readers would get it.
///
/// # Errors
/// Conflict when nobody would get it, or no address of theirs is confirmed.
pub async fn send_test<S: Source>(
    db: &mut PgConnection,
    actor: Actor<'_>,
    of: Sending<'_>,
    to: &Sealed,
) -> Result<()> {
    let person = actor.person.ok_or(Error::SignInRequired)?;
    let part = to.to.first().map_or(0, |first| first.part);
    let reader = store::list_readers(db, &[Addressee { part, person }]).await?;
    let letter = mail::letters::<S>(db, of, &reader, Links::Shown).await?.pop();
    let letter = letter.ok_or_else(|| {
        Error::Conflict(
            "This cannot be mailed to you: it tells of nothing any more, or you have no confirmed address."
                .to_owned(),
        )
    })?;
    let text = format!("{}\n\n{}", letter.subject, letter.body);
    let test = Letter::new("mailing_test", &letter.to, letter.person, &text).with_html_of_text();
    queue(db, &Letter { sender_name: letter.sender_name, ..test }, actor.now).await?;
    let summary = format!("A mailing was mailed to its author, to look at: {}", of.mailing.subject);
    record(db, actor, of.mailing, ("mailing.tested", Visibility::Audit), summary, Diff::new()).await
}

/// Throws a draft away.
///
/// # Errors
/// Conflict when it is none any more.
pub async fn discard(db: &mut PgConnection, actor: Actor<'_>, mailing: &Mailing) -> Result<()> {
    if !store::set_discarded(db, mailing.id).await? {
        return Err(Error::Conflict("This was sent or thrown away already.".to_owned()));
    }
    let summary = format!("A mailing was thrown away: {}", mailing.subject);
    record(db, actor, mailing, ("mailing.discarded", Visibility::Audit), summary, Diff::new()).await
}

async fn record(
    db: &mut PgConnection,
    actor: Actor<'_>,
    mailing: &Mailing,
    (verb, visibility): (&'static str, Visibility),
    summary: String,
    diff: Diff,
) -> Result<()> {
    let reference = mailing.about.as_ref().map(|about| about.reference);
    let act = Act { reference, ..actor.act(verb, visibility, summary, diff) };
    Ok(activity::store::record(db, actor.now, act).await?)
}

/// Adds a template to the forum.
///
/// # Errors
/// Conflict when it has one of this name.
pub async fn add_template(db: &mut PgConnection, actor: Actor<'_>, new: &NewTemplate) -> Result<()> {
    let inserted = store::insert_template(db, actor.place.forum.id, new).await;
    inserted.on_constraint("mailing_template_once", name_taken)?;
    let summary = format!("A template for mailings was added: {}", new.name);
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
        .field("kind", before.kind.code(), new.kind.code())
        .field("subject", &before.subject, &new.subject)
        .field("text", &before.body, &new.body);
    let summary = format!("A template for mailings was changed: {}", new.name);
    let act = actor.act("mailing_template.changed", Visibility::Audit, summary, diff);
    activity::store::record(db, actor.now, act).await?;
    Ok(true)
}

fn name_taken() -> Error {
    Error::Conflict("The forum has a template of this name. Choose another name.".to_owned())
}
