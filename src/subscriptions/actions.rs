//! Following, and leaving.

use sqlx::PgConnection;

use super::{
    Pace, Reader, Target, mail,
    model::{ASKED_FROM_NETWORK, ASKED_OF_ADDRESS},
    store,
};
use crate::{
    activity::{self, Act, Diff, Visibility},
    app::App,
    clock::Instant,
    consents::{self, How, Purpose as Agreed},
    db::{PersonId, ReferenceId},
    limits::{self, Subject},
    links::{self, NewLink, Purpose},
    mail::store::queue,
    people::{self, Email},
    web::{Caller, Error, Result},
};

/// For how many minutes a link that confirms an address is good: a week, as nobody waits in front of the page.
const CONFIRM_MINUTES: i64 = 7 * 24 * 60;

/// Whether somebody may be asked by mail if they want to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// They may.
    Granted,
    /// Not at this address now: it was asked just before. The page is the same as for one that is asked.
    Before,
    /// Not from this network now.
    TooOften,
}

/// Counts the asking, for the network and for the address.
pub async fn ask(db: &mut PgConnection, app: &App, caller: &Caller, email: &Email) -> Result<Asking> {
    let now = app.now();
    let network = Subject::network(&app.form_key, caller.address);
    if !limits::store::take(db, &ASKED_FROM_NETWORK, &network, now).await? {
        return Ok(Asking::TooOften);
    }
    let address = Subject::text(&app.form_key, email.as_str());
    let granted = limits::store::take(db, &ASKED_OF_ADDRESS, &address, now).await?;
    Ok(if granted { Asking::Granted } else { Asking::Before })
}

/// Mails a link that begins to follow. The name that was typed is not in it: whoever asks could have their words mailed
/// to anybody. Nothing is kept of the address until it is confirmed.
pub async fn ask_to_confirm(
    db: &mut PgConnection,
    app: &App,
    name: &str,
    email: &Email,
    target: &Target,
    pace: Pace,
    now: Instant,
) -> Result<()> {
    let purpose = Purpose::Follow {
        name: name.to_owned(),
        email: email.to_string(),
        reference: target.reference,
        pace: pace.code().to_owned(),
    };
    let new = NewLink { purpose: &purpose, account: None, by: None, minutes: CONFIRM_MINUTES };
    let path = links::make(db, &new, now).await?;
    Ok(queue(db, &mail::confirm(app, email, target, &path)?, now).await?)
}

/// Says how often somebody hears of something, and puts on record that they did. Who begins to follow agrees to be
/// mailed; who leaves the last that they follow agrees no longer, unless they said so in their settings.
pub async fn choose(
    db: &mut PgConnection,
    person: PersonId,
    target: &Target,
    pace: Pace,
    now: Instant,
) -> Result<()> {
    let before = store::find_pace(db, person, target.reference).await?;
    if before == Some(pace) {
        return Ok(());
    }
    store::set_pace(db, person, target.reference, pace, now).await?;
    let (verb, what) = match (before, pace) {
        (_, Pace::Off) => ("subscription.left", "Somebody stopped following"),
        (None | Some(Pace::Off), _) => ("subscription.begun", "Somebody began to follow"),
        _ => ("subscription.changed", "Somebody changed how often they hear of"),
    };
    let before = before.map_or("", Pace::code);
    let act = Act {
        actor: Some(person),
        verb,
        forum: None,
        cycle: None,
        reference: Some(target.reference),
        visibility: Visibility::Audit,
        summary: format!("{what} {}.", target.label),
        diff: Diff::new().field("pace", before, pace.code()),
    };
    activity::store::record_about(db, now, act, person).await?;
    agree(db, person, now).await
}

/// Keeps the consent to be mailed with what is followed: there while something is, taken back with the last.
async fn agree(db: &mut PgConnection, person: PersonId, now: Instant) -> Result<()> {
    if store::list_followed(db, person).await?.is_empty() {
        consents::store::set_withdrawn_given(db, person, Agreed::List, How::Follow, now).await?;
    } else {
        let notice = consents::store::find_in_force(db).await?.map(|notice| notice.id);
        consents::store::insert_consent(db, person, Agreed::List, notice, How::Follow, now).await?;
    }
    Ok(())
}

/// Leaves all that somebody follows, because they agree no longer to be mailed. Gives how many things that were.
pub async fn leave_all(db: &mut PgConnection, person: PersonId, now: Instant) -> Result<usize> {
    let followed = store::list_followed(db, person).await?;
    for target in &followed {
        choose(db, person, target, Pace::Off, now).await?;
    }
    Ok(followed.len())
}

/// Begins to follow with an address that its owner has just confirmed by a mailed link.
pub async fn follow_confirmed(
    db: &mut PgConnection,
    name: &str,
    email: &str,
    target: &Target,
    pace: Pace,
    now: Instant,
) -> Result<()> {
    let email = Email::parse(email).ok_or(Error::NotFound)?;
    let person = if let Some(person) = people::store::find_by_email(db, &email).await? {
        people::store::set_confirmed(db, &email, now).await?;
        person
    } else {
        let person = people::store::insert_person(db, name, "", now).await?;
        people::store::insert_address(db, person, &email, Some(now), now).await?;
        person
    };
    choose(db, person, target, pace, now).await
}

/// Says how somebody wants their mail, and how often they hear of what; one act for all of it. What they never were to
/// hear of is not begun by it.
pub async fn save(
    db: &mut PgConnection,
    person: PersonId,
    reader: &Reader,
    choices: &[(ReferenceId, Pace)],
    now: Instant,
) -> Result<()> {
    let before = store::find_reader(db, person).await?.unwrap_or_default();
    store::set_reader(db, person, reader, reader.next_after(now)).await?;
    let mut diff = Diff::new()
        .field("zone", &before.zone, &reader.zone)
        .field("hour", before.hour, reader.hour)
        .field("weekday", before.weekday, reader.weekday)
        .field("digests", before.digests, reader.digests)
        .field("remind_week", before.reminders.week, reader.reminders.week)
        .field("remind_day", before.reminders.day, reader.reminders.day)
        .field("remind_hour", before.reminders.hour, reader.reminders.hour);
    let mut changed = false;
    for follow in store::list_follows(db, person, now.day()).await? {
        let target = &follow.target;
        let chosen = choices.iter().find(|(reference, _)| *reference == target.reference);
        if let Some((_, pace)) = chosen.filter(|(_, pace)| *pace != follow.pace) {
            store::set_pace(db, person, target.reference, *pace, now).await?;
            diff = diff.field(&target.label, follow.pace.code(), pace.code());
            changed = true;
        }
    }
    let act = Act {
        actor: Some(person),
        verb: "reader.changed",
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: "Somebody changed what mail they get.".to_owned(),
        diff,
    };
    activity::store::record_about(db, now, act, person).await?;
    if changed {
        agree(db, person, now).await?;
    }
    Ok(())
}
