//! What is typed for a mailing and for a template.

use serde::Deserialize;

use super::{
    Audience, Mailing, NewMailing, NewTemplate, Template,
    fields::{FIELDS, unknown},
};
use crate::web::{Errors, Text};

/// How long a subject may be, in characters.
const SUBJECT: usize = 200;

/// How long a text may be, in characters.
const BODY: usize = 20_000;

/// A mailing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MailingForm {
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
    pub fn of(mailing: &Mailing) -> Self {
        Self {
            audience: mailing.audience.code().to_owned(),
            subject: mailing.subject.clone(),
            body: mailing.body.clone(),
            edits: mailing.edits,
        }
    }

    /// A new one, from a template.
    pub fn from(template: &Template) -> Self {
        Self { subject: template.subject.clone(), body: template.body.clone(), ..Self::default() }
    }

    /// The mailing, or what is wrong.
    pub fn check(&self) -> Result<NewMailing, Errors> {
        let mut errors = Errors::default();
        let audience = Audience::parse(&self.audience);
        if audience.is_none() {
            errors.add("audience", "Choose to whom it goes.");
        }
        let (subject, body) = words(&mut errors, &self.subject, &self.body);
        errors.or(NewMailing { audience: audience.unwrap_or(Audience::Both), subject, body })
    }
}

/// A template.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TemplateForm {
    /// What it is for.
    pub name: String,
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
            subject: template.subject.clone(),
            body: template.body.clone(),
            edits: template.edits,
        }
    }

    /// The template, or what is wrong.
    pub fn check(&self) -> Result<NewTemplate, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "what it is for", 100);
        let (subject, body) = words(&mut errors, &self.subject, &self.body);
        errors.or(NewTemplate { name, subject, body })
    }
}

fn words(errors: &mut Errors, subject: &str, body: &str) -> (String, String) {
    let subject = subject.required(errors, "subject", "a subject", SUBJECT);
    let body = body.trim().to_owned();
    let length = body.chars().count();
    if body.is_empty() {
        errors.add("body", "Write the text.");
    } else if length > BODY {
        errors.add("body", format!("Shorten the text: it has {length} characters, and {BODY} fit."));
    }
    for (field, text) in [("subject", &subject), ("body", &body)] {
        if let Some(word) = unknown(text).first() {
            let known: Vec<String> = FIELDS.iter().map(|(known, _)| format!("{{{known}}}")).collect();
            let known = known.join(", ");
            errors.add(
                field,
                format!("{{{word}}} is no field: nothing would stand there. The fields are {known}."),
            );
        }
    }
    (subject, body)
}
