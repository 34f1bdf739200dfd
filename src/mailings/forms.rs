//! What is typed for a mailing and for a template.

use serde::Deserialize;

use super::{Audience, Kind, Mailing, NewMailing, NewTemplate, Template, fields::unknown};
use crate::web::{Errors, Text};

/// How long a subject may be, in characters.
const SUBJECT: usize = 200;

/// How long a text may be, in characters.
const BODY: usize = 20_000;

/// A mailing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MailingForm {
    /// What it is, where the page can write more than one kind.
    pub kind: String,
    /// To whom.
    pub audience: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// How often it was saved when the form was opened.
    pub edits: i32,
}

impl MailingForm {
    /// As it stands.
    #[must_use]
    pub fn of(mailing: &Mailing) -> Self {
        Self {
            kind: mailing.kind.code().to_owned(),
            audience: mailing.audience.code().to_owned(),
            subject: mailing.subject.clone(),
            body: mailing.body.clone(),
            edits: mailing.edits,
        }
    }

    /// A new one of a kind, from these words.
    #[must_use]
    pub fn begin(kind: Kind, subject: &str, body: &str) -> Self {
        let first = kind.audiences().first().filter(|_| kind != Kind::Announcement);
        Self {
            kind: kind.code().to_owned(),
            audience: first.map_or("", |first| first.code()).to_owned(),
            subject: subject.to_owned(),
            body: body.to_owned(),
            edits: 0,
        }
    }

    /// The mailing of a kind, or what is wrong.
    pub fn check(&self, kind: Kind) -> Result<NewMailing, Errors> {
        let mut errors = Errors::default();
        let audience = Audience::parse(&self.audience, kind);
        if audience.is_none() {
            errors.add("audience", "Choose to whom it goes.");
        }
        let (subject, body) = words(&mut errors, kind, &self.subject, &self.body);
        errors.or(NewMailing { audience: audience.unwrap_or(Audience::Both), subject, body })
    }
}

/// A template.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TemplateForm {
    /// What it is for.
    pub name: String,
    /// For which mailings; announcements where nothing is said.
    pub kind: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// How often it was saved when the form was opened.
    pub edits: i32,
}

impl TemplateForm {
    /// As it stands.
    pub fn of(template: &Template) -> Self {
        Self {
            name: template.name.clone(),
            kind: template.kind.code().to_owned(),
            subject: template.subject.clone(),
            body: template.body.clone(),
            edits: template.edits,
        }
    }

    /// The template, or what is wrong.
    pub fn check(&self) -> Result<NewTemplate, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "what it is for", 100);
        let kind = self.kind();
        let (subject, body) = words(&mut errors, kind, &self.subject, &self.body);
        errors.or(NewTemplate { name, kind, subject, body })
    }

    /// For which mailings it is.
    pub fn kind(&self) -> Kind {
        Kind::parse(&self.kind).unwrap_or(Kind::Announcement)
    }
}

fn words(errors: &mut Errors, kind: Kind, subject: &str, body: &str) -> (String, String) {
    let subject = subject.required(errors, "subject", "a subject", SUBJECT);
    let body = body.trim().to_owned();
    let length = body.chars().count();
    if body.is_empty() {
        errors.add("body", "Write the text.");
    } else if length > BODY {
        errors.add("body", format!("Shorten the text: it has {length} characters, and {BODY} fit."));
    }
    if let Some((needed, what)) = kind.needs()
        && !body.is_empty()
        && !body.contains(&format!("{{{needed}}}"))
    {
        errors.add("body", format!("Leave {{{needed}}} in the text: there stand {what}."));
    }
    for (field, text) in [("subject", &subject), ("body", &body)] {
        if let Some(word) = unknown(text, kind).first() {
            let known: Vec<String> = kind.fields().iter().map(|(known, _)| format!("{{{known}}}")).collect();
            let known = known.join(", ");
            errors.add(
                field,
                format!("{{{word}}} is no field: nothing would stand there. The fields are {known}."),
            );
        }
    }
    (subject, body)
}
