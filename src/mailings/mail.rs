//! The letters of a mailing.

use std::collections::HashMap;

use askama::Template;
use sqlx::PgConnection;

use super::{
    Kind, Links, Reader, Sending, Source, Told,
    fields::{filled, filled_lines},
};
use crate::{
    db::{PersonId, ReferenceId},
    links::{self, Purpose},
    mail::{Letter, List},
    references,
    web::{Error, Result},
};

#[derive(Template)]
#[template(path = "mailings/mail/letter.txt", escape = "none")]
struct LetterText<'a> {
    subject: String,
    body: String,
    kind: Kind,
    sender: &'a str,
    forum: &'a str,
    cycle: String,
    /// Where one writes to those who run the cycle, whose addresses nobody is told.
    contact: String,
    manage: &'a str,
}

/// A letter to each of these readers; to none for whom it would not be true any more.
pub async fn letters<S: Source>(
    db: &mut PgConnection,
    of: Sending<'_>,
    readers: &[Reader],
    links: Links,
) -> Result<Vec<Letter>> {
    let told = of.told::<S>(db, readers, links).await?;
    let followed = match &of.mailing.about {
        Some(about) => about.reference,
        None => references::store::find_of_forum(db, of.place.forum.id).await?,
    };
    let manage = match links {
        Links::Own => {
            let persons: Vec<PersonId> = readers.iter().map(|reader| reader.person).collect();
            links::standing(db, &of.app.form_key, &persons, &Purpose::Mail, of.now).await?
        }
        Links::Shown => readers.iter().map(|reader| (reader.person, Links::SHOWN.to_owned())).collect(),
    };
    let letters = readers.iter().zip(told).filter_map(|(reader, told)| Some((reader, told?)));
    letters.map(|(reader, told)| letter(of, reader, told, followed, &manage)).collect()
}

fn letter(
    of: Sending<'_>,
    to: &Reader,
    told: Told,
    followed: ReferenceId,
    manage: &HashMap<PersonId, String>,
) -> Result<Letter> {
    let Sending { app, place, mailing, .. } = of;
    let link = manage.get(&to.person).ok_or(Error::NotFound)?;
    let manage = app.absolute(&format!("{link}?of={followed}"));
    let page = mailing.about.as_ref().map_or_else(|| place.path(), |about| about.path.clone());
    let mut values = told.values;
    values.extend([
        ("name", to.name.clone()),
        ("forum", place.forum.title.clone()),
        ("cycle", place.name()),
        ("page", app.absolute(&page)),
    ]);
    let rendered = LetterText {
        // A value may hold a line end; a subject is one line.
        subject: filled(&mailing.subject, &values).split_whitespace().collect::<Vec<_>>().join(" "),
        body: filled_lines(&mailing.body, &values),
        kind: mailing.kind,
        sender: if mailing.author.is_empty() { "Intersession" } else { &mailing.author },
        forum: &place.forum.title,
        cycle: place.name(),
        contact: app.absolute(&format!("{}/contact", place.path())),
        manage: &manage,
    }
    .render()?;
    let mut letter = Letter::new(mailing.kind.code(), &to.email, Some(to.person), &rendered).bulk();
    letter.mailing = Some(mailing.id);
    letter.cycle = Some(mailing.cycle);
    letter.calendar = told.calendar;
    letter.secrets = told.secrets;
    if !mailing.author.is_empty() {
        letter = letter.written_by(&mailing.author);
    }
    // One click leaves mail about the forum or the call; what a call to which one comes has become is no such mail.
    letter = match mailing.kind {
        Kind::Announcement | Kind::Invitation | Kind::Poll | Kind::Volunteers => {
            letter.unsubscribed_by(manage)
        }
        Kind::Change | Kind::Cancellation => letter.secret(manage),
    };
    letter = match &mailing.about {
        Some(about) => letter.about(&about.path),
        None => letter.about(mailing.path(place)).to_list(List {
            id: format!("announcements.{}", place.forum.slug),
            name: format!("Announcements of {}", place.forum.title),
            archive: None,
            help: Some(app.absolute(&place.forum.path())),
        }),
    };
    Ok(letter.with_html_of_text())
}
