//! The form, for somebody who is signed in.

use axum::response::Response;

use super::{MailPage, Way};
use crate::{
    app::Db,
    notifications::forms::MailForm,
    subscriptions,
    web::{Frame, Result, Sent},
};

/// The form.
pub async fn settings(mut db: Db, frame: Frame) -> Result<Response> {
    let person = frame.member()?.person;
    MailPage::answer(&mut db, &frame, person, None, Way::SignedIn).await
}

/// Saves it.
pub async fn save_settings(mut db: Db, frame: Frame, form: Sent<MailForm>) -> Result<Response> {
    let person = frame.member()?.person;
    let form = form.read()?;
    let (reader, choices) = match form.typed.check() {
        Ok(checked) => checked,
        Err(errors) => {
            return MailPage::answer(&mut db, &frame, person, Some((form.typed, errors)), Way::SignedIn)
                .await;
        }
    };

    let mut tx = form.once.begin(&mut db).await?;
    subscriptions::save(&mut tx, person, &reader, &choices, frame.now()).await?;

    tx.done("/settings/mail", "Saved.").await
}
