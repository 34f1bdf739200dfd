//! The two messages: of what concerns somebody by name, and the digest.

use askama::Template;

use super::{
    digest::Digest,
    store::{AtOnce, DueReader},
};
use crate::{
    app::App,
    clock::Instant,
    mail::Letter,
    meetings::store::Coming,
    web::{Result, time},
};

#[derive(Template)]
#[template(path = "notifications/mail/notice.txt", escape = "none")]
struct Notice<'a> {
    one: &'a AtOnce,
    link: Option<String>,
    cycle_link: Option<String>,
    /// The reader's own link to the task that it is about.
    own: Option<String>,
    manage: String,
}

/// To somebody whom an act names or concerns; with a link of their own where it is about a task of theirs.
pub fn notice(app: &App, one: &AtOnce, own: Option<&str>, manage: &str) -> Result<Letter> {
    let absolute = |path: &Option<String>| path.as_ref().map(|path| app.absolute(path));
    let (link, cycle_link) = (absolute(&one.path), absolute(&one.cycle_path));
    let manage = app.absolute(manage);
    let own = own.map(|own| app.absolute(own));
    let rendered = Notice { one, link, cycle_link, own: own.clone(), manage: manage.clone() }.render()?;
    let mut letter = Letter::new("notice", &one.email, Some(one.person), &rendered).secret(manage);
    if let Some(own) = own {
        letter = letter.secret(own);
    }
    let letter = letter.with_html_of_text();
    Ok(match &one.path {
        Some(path) => letter.about(path),
        None => letter,
    })
}

#[derive(Template)]
#[template(path = "notifications/mail/digest.txt", escape = "none")]
struct DigestLetter<'a> {
    app: &'a App,
    due: &'a DueReader,
    digest: &'a Digest,
    times: &'a [Coming],
    manage: &'a str,
}

impl DigestLetter<'_> {
    fn when(&self, at: &Instant) -> String {
        time::text(*at, Some(&self.due.reader.time_zone()))
    }

    fn since(&self) -> String {
        self.when(&self.digest.since)
    }

    fn times_of<'a>(&'a self, path: Option<&'a String>) -> impl Iterator<Item = String> + 'a {
        let of = self.times.iter().filter(move |coming| Some(&coming.path) == path);
        of.map(|coming| self.when(&coming.starts_at))
    }

    fn count(&self) -> usize {
        self.digest.parts.iter().map(|part| part.objects.len()).sum::<usize>() + self.digest.left_out
    }
}

/// To somebody whose digest is due.
pub fn digest(
    app: &App,
    due: &DueReader,
    email: &str,
    digest: &Digest,
    times: &[Coming],
    manage: &str,
) -> Result<Letter> {
    let manage = app.absolute(manage);
    let rendered = DigestLetter { app, due, digest, times, manage: &manage }.render()?;
    let letter = Letter::new("digest", email, Some(due.person), &rendered);
    Ok(letter.unsubscribed_by(manage).with_html_of_text().bulk())
}
