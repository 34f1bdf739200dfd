//! The letters of an announcement.

use askama::Template;

use super::{
    Mailing, Recipient,
    fields::{Values, filled},
};
use crate::{
    app::App,
    db::ReferenceId,
    forum::CyclePlace,
    mail::{Letter, List},
    web::Result,
};

#[derive(Template)]
#[template(path = "mailings/mail/announcement.txt", escape = "none")]
struct Announcement<'a> {
    subject: String,
    body: String,
    place: &'a CyclePlace,
    leave: &'a str,
}

/// The announcement as a reader gets it: subject and text, without what stands beneath.
pub fn words(app: &App, place: &CyclePlace, mailing: &Mailing, name: &str) -> (String, String) {
    let page = app.absolute(&place.path());
    let values = Values { name, forum: &place.forum.title, cycle: &place.name(), page: &page };
    (filled(&mailing.subject, &values), filled(&mailing.body, &values))
}

/// To one reader, who stops such mail by their own link.
pub fn announcement(
    app: &App,
    place: &CyclePlace,
    mailing: &Mailing,
    to: &Recipient,
    followed: ReferenceId,
    link: &str,
) -> Result<Letter> {
    let leave = app.absolute(&format!("{link}?of={followed}"));
    let (subject, body) = words(app, place, mailing, &to.name);
    let rendered = Announcement { subject, body, place, leave: &leave }.render()?;
    let list = List {
        id: format!("announcements.{}", place.forum.slug),
        name: format!("Announcements of {}", place.forum.title),
        archive: None,
        help: Some(app.absolute(&place.forum.path())),
    };
    let letter = Letter::new("announcement", &to.email, Some(to.person), &rendered)
        .to_list(list)
        .unsubscribed_by(leave)
        .about(mailing.path(place))
        .with_html_of_text()
        .bulk();
    Ok(if mailing.author.is_empty() { letter } else { letter.written_by(&mailing.author) })
}
