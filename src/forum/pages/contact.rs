//! Writing to the facilitators of a cycle.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::{App, Db},
    forum::{
        Actor, CyclePlace, Year, actions, find_cycle,
        forms::ContactForm,
        store::{self, Reader},
    },
    people::Email,
    web::{Caller, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "forum/contact.html")]
struct ContactPage {
    layout: Layout,
    place: CyclePlace,
    /// Who facilitates today and can be mailed; of a test cycle who made it.
    facilitators: Vec<Reader>,
    form: ContactForm,
    errors: Errors,
}

async fn page(
    db: &mut Db,
    frame: &Frame,
    place: CyclePlace,
    form: ContactForm,
    errors: Errors,
    status: StatusCode,
) -> Result<Response> {
    let facilitators = actions::readers(db, &place, frame.today()).await?;
    let layout = place.page(frame, "Write to the facilitators", "none");
    render_with(status, &ContactPage { layout, place, facilitators, form, errors })
}

/// The form.
pub async fn new_contact(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let name = frame.viewer().member.as_ref().map(|member| member.name.clone()).unwrap_or_default();
    let form = ContactForm { name, ..ContactForm::default() };
    page(&mut db, &frame, place, form, Errors::default(), StatusCode::OK).await
}

/// Sends it on. Whatever is wrong, what was typed stands there again.
pub async fn contact(
    mut db: Db,
    app: App,
    frame: Frame,
    caller: Caller,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<ContactForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let own = own_address(&mut db, &frame).await?;
    let form = form.read()?;
    let new =
        match form.typed.check(own.as_ref()).and_then(|new| form.in_time(frame.now(), "message").or(new)) {
            Ok(new) => new,
            Err(errors) => {
                let status = errors.status();
                return page(&mut db, &frame, place, form.typed, errors, status).await;
            }
        };
    if !actions::may_contact(&mut db, &app, &caller, &new.email).await? {
        let sentence = "Too many messages came from you or from your network. Yours was not sent; send it again in an hour.";
        let errors = Errors::one("message", sentence);
        return page(&mut db, &frame, place, form.typed, errors, StatusCode::TOO_MANY_REQUESTS).await;
    }

    let mut tx = form.once.begin(&mut db).await?;
    actions::contact(&mut tx, &app, Actor::of(&frame, &place), &new).await?;

    tx.done(place.path(), "Your message is on its way. Answers go to your address.").await
}

async fn own_address(db: &mut Db, frame: &Frame) -> Result<Option<Email>> {
    match &frame.viewer().member {
        Some(member) => Ok(store::find_own_address(db, member.account).await?),
        None => Ok(None),
    }
}
