//! The form by the link that every mail carries, without signing in; and leaving by one click.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use sqlx::{PgConnection, Postgres, Transaction};

use super::{About, MailPage, Way};
use crate::{
    accounts,
    clock::Instant,
    db::{PersonId, ReferenceId},
    links::{self, Link},
    mail,
    notifications::forms::MailForm,
    people,
    subscriptions::{self, Pace, store},
    web::{Error, Errors, Form, Frame, Result},
};

/// What a mail was about, in the address of its link; none for a digest.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Of {
    of: Option<i64>,
}

fn stands_for(link: &Link) -> Result<PersonId> {
    link.stands_for.ok_or(Error::NotFound)
}

async fn answer(
    db: &mut PgConnection,
    frame: &Frame,
    person: PersonId,
    of: Of,
    typed: Option<(MailForm, Errors)>,
) -> Result<Response> {
    let name = people::store::find_name(db, person).await?.ok_or(Error::NotFound)?;
    let about = about(db, person, of).await?;
    let mut trouble = mail::store::list_health_of(db, person).await?;
    trouble.retain(|address| address.suspended_at.is_some());
    MailPage::answer(db, frame, person, typed, Way::ByLink { name, about, suspended: trouble }).await
}

async fn about(db: &mut PgConnection, person: PersonId, of: Of) -> Result<About> {
    let Some(reference) = of.of.map(ReferenceId) else {
        let reader = store::find_reader(db, person).await?.unwrap_or_default();
        return Ok(About::Digests(reader.digests));
    };
    let Some(target) = store::find_target_by_id(db, reference).await? else { return Ok(About::Gone) };
    let heard = store::find_pace(db, person, reference).await? != Some(Pace::Off);
    Ok(About::One(target, heard))
}

/// The form, for whom the link stands.
pub async fn show_by_link(db: &mut PgConnection, frame: &Frame, link: &Link, of: Of) -> Result<Response> {
    answer(db, frame, stands_for(link)?, of, None).await
}

/// Saves it, for whom the link stands. One click, in a mail program (RFC 8058) or by the button of the page, leaves what
/// the mail was about: one thing, or all digests.
pub async fn save_by_link(
    mut tx: Transaction<'_, Postgres>,
    frame: &Frame,
    link: &Link,
    of: Of,
    form: Option<Form<MailForm>>,
) -> Result<Response> {
    let (person, now) = (stands_for(link)?, frame.now());
    links::store::set_seen(&mut tx, link.id, now).await?;
    let form = form.map(|form| form.typed).filter(|form| form.one_click.is_none());
    let Some(form) = form else {
        let left = leave(&mut tx, person, of, now).await?;
        tx.commit().await?;
        return Ok((StatusCode::OK, format!("{}\n", left.sentence())).into_response());
    };
    if form.leave.is_some() {
        let left = leave(&mut tx, person, of, now).await?;
        tx.commit().await?;
        return Ok(frame.done(frame.path(), left.sentence()));
    }
    if form.resume.is_some() {
        accounts::resume_mail(&mut tx, person, now).await?;
        tx.commit().await?;
        return Ok(frame.done(frame.path(), "Mail comes to you again."));
    }
    let (reader, choices) = match form.check() {
        Ok(checked) => checked,
        Err(errors) => return answer(&mut tx, frame, person, of, Some((form, errors))).await,
    };
    subscriptions::save(&mut tx, person, &reader, &choices, now).await?;
    tx.commit().await?;
    Ok(frame.done(frame.path(), "Saved."))
}

/// What one click left.
#[derive(Debug, Clone, Copy)]
enum Left {
    One,
    Digests,
    Nothing,
}

impl Left {
    fn sentence(self) -> &'static str {
        match self {
            Self::One => "You get no more of this mail.",
            Self::Digests => "You get no digests any more.",
            Self::Nothing => {
                "What this mail was about is no longer there, so no more of it comes. Nothing was changed."
            }
        }
    }
}

/// Leaves one thing, though it may not be seen any more, or all digests. A mail about one thing never stops another.
async fn leave(db: &mut PgConnection, person: PersonId, of: Of, now: Instant) -> Result<Left> {
    if let Some(reference) = of.of {
        let Some(target) = store::find_known_target(db, ReferenceId(reference)).await? else {
            return Ok(Left::Nothing);
        };
        subscriptions::choose(db, person, &target, Pace::Off, now).await?;
        return Ok(Left::One);
    }
    let mut reader = store::find_reader(db, person).await?.unwrap_or_default();
    reader.digests = false;
    subscriptions::save(db, person, &reader, &[], now).await?;
    Ok(Left::Digests)
}
