//! What is typed here.

use serde::Deserialize;

use crate::{
    consents::{NewNotice, Notice},
    db::MeetingId,
    meetings::Shown,
    privacy::retention::{Kept, Periods},
    web::{Errors, Text},
};

/// What the list of one call is to show; none for what is wanted in general.
pub type Choice = (MeetingId, Option<Shown>);

/// What lists of participants show, in general and for single calls.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnnexForm {
    /// In general.
    pub shown: String,
    /// The calls.
    pub call: Vec<i64>,
    /// For each; empty where what is wanted in general holds.
    pub chosen: Vec<String>,
}

impl AnnexForm {
    /// What is wanted in general, and for each call.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<(Shown, Vec<Choice>), Errors> {
        let Some(shown) = Shown::parse(&self.shown) else {
            return Err(Errors::one("shown", "Choose what lists of participants show of you."));
        };
        let calls = self.call.iter().map(|call| MeetingId(*call));
        let chosen = self.chosen.iter().map(|code| Shown::parse(code));
        Ok((shown, calls.zip(chosen).collect()))
    }
}

/// For how many days things are kept.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RetentionForm {
    /// Personal links.
    pub links: String,
    /// Requests for an account.
    pub sign_ups: String,
    /// Messages.
    pub messages: String,
    /// Invitations, reminders, and notes to answers.
    pub answers: String,
    /// How often it had been saved when the form was opened.
    pub edits: i32,
}

impl RetentionForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(periods: &Periods, edits: i32) -> Self {
        let text = |kept| periods.of(&kept).to_string();
        Self {
            links: text(Kept::Links),
            sign_ups: text(Kept::SignUps),
            messages: text(Kept::Messages),
            answers: text(Kept::Answers),
            edits,
        }
    }

    /// What it says, for somebody whose own words differ.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        Kept::ALL.into_iter().map(|kept| (kept.label(), self.typed(kept).to_owned())).collect()
    }

    /// What stands in a field.
    #[must_use]
    pub fn typed(&self, kept: Kept) -> &str {
        match kept {
            Kept::Links => &self.links,
            Kept::SignUps => &self.sign_ups,
            Kept::Messages => &self.messages,
            Kept::Answers => &self.answers,
        }
    }

    /// The periods, within their bounds.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<Periods, Errors> {
        let mut errors = Errors::default();
        let mut days = |kept: Kept| {
            let (fewest, most) = kept.bounds().into_inner();
            let days = self.typed(kept).trim().parse().ok().filter(|days| kept.bounds().contains(days));
            days.unwrap_or_else(|| {
                errors.add(kept.code(), format!("Enter a number of days from {fewest} to {most}."));
                fewest
            })
        };
        let periods = Periods {
            links: days(Kept::Links),
            sign_ups: days(Kept::SignUps),
            messages: days(Kept::Messages),
            answers: days(Kept::Answers),
        };
        errors.or(periods)
    }
}

/// A version of a privacy notice.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NoticeForm {
    /// Who decides about the data.
    pub controller: String,
    /// How they are reached.
    pub contact: String,
    /// Markdown.
    pub body: String,
    /// The version that was in force when the form was opened; 0 where there was none.
    pub last: i32,
}

/// The most that a notice has, in characters.
const NOTICE_LENGTH: usize = 50_000;

impl NoticeForm {
    /// Filled with the one in force.
    #[must_use]
    pub fn of(notice: &Notice) -> Self {
        Self {
            controller: notice.controller.clone(),
            contact: notice.contact.clone(),
            body: notice.body.clone(),
            last: notice.version,
        }
    }

    /// The version to be published.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<NewNotice, Errors> {
        let mut errors = Errors::default();
        let controller =
            self.controller.required(&mut errors, "controller", "who decides about the data", 200);
        let contact = self.contact.required(&mut errors, "contact", "how they are reached", 200);
        let body = self.body.replace(['\r', '\0'], "").trim().to_owned();
        if body.is_empty() {
            errors.add("body", "Enter what readers should know.");
        }
        if body.chars().count() > NOTICE_LENGTH {
            errors.add("body", "Shorten the notice: 50,000 characters fit.");
        }
        errors.or(NewNotice { controller, contact, body })
    }
}

/// Agreeing to something, or withdrawing it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    /// To what.
    pub purpose: String,
    /// The button.
    pub agree: String,
}
