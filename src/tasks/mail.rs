//! What is mailed about tasks: check-ins.

use askama::Template;

use super::{CheckInKind, store::CheckIn};
use crate::{
    app::App,
    clock::Day,
    mail::Letter,
    web::{Result, time},
};

#[derive(Template)]
#[template(path = "tasks/mail/check_in.txt", escape = "none")]
struct CheckInLetter<'a> {
    one: &'a CheckIn,
    /// The last day, where that is another than the one on which it is read.
    until: Option<String>,
    since: String,
    lapses_on: Option<String>,
    own: String,
    manage: String,
}

/// Asks somebody how the task stands that they have.
pub(super) fn check_in(app: &App, one: &CheckIn, today: Day, own: &str, manage: &str) -> Result<Letter> {
    let (own, manage) = (app.absolute(own), app.absolute(manage));
    let until = (one.kind == CheckInKind::Half || one.due != today).then(|| time::day(one.due));
    let rendered = CheckInLetter {
        one,
        until,
        since: time::day(one.since.day()),
        lapses_on: one.lapses_on.map(time::day),
        own: own.clone(),
        manage: manage.clone(),
    }
    .render()?;
    let thread = format!("/{}/{}/tasks/{}", one.slug, one.year, one.serial);
    let letter = Letter::new("check_in", &one.email, Some(one.person), &rendered);
    Ok(letter.secret(own).secret(manage).about(thread).with_html_of_text())
}
