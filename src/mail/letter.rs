//! A message, as a slice writes it.

use serde::{Deserialize, Serialize};

use super::html;
use crate::{
    clock::Instant,
    db::{CycleId, PersonId},
};

/// A message to be queued.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it is, as in `sign_in`.
    pub kind: &'static str,
    /// The address that it goes to.
    pub to: String,
    /// Whose address it is, where that is known.
    pub person: Option<PersonId>,
    /// Who wrote it, where a person did: shown as `Name via Intersession`. The address is always ours.
    pub sender_name: Option<String>,
    /// Where an answer goes, if not to us.
    pub reply_to: Option<String>,
    /// The subject: one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// The same as HTML: what stands in its `body`, escaped already.
    pub html: Option<String>,
    /// iCalendar whose `METHOD` is `REQUEST` or `CANCEL`.
    pub calendar: Option<String>,
    /// The list that it goes to.
    pub list: Option<List>,
    /// The absolute address that ends the subscription with one POST (RFC 8058).
    pub unsubscribe_url: Option<String>,
    /// The stable key of what it is about, as in `/cybersecurity/2018/meetings/2`.
    pub thread: Option<String>,
    /// Not to be sent before.
    pub not_before: Option<Instant>,
    /// Who goes first.
    pub priority: Priority,
    /// The cycle that it tells of, if of one. What tells of a test cycle is mailed to nobody but who made the cycle.
    pub cycle: Option<CycleId>,
    /// The mailing that it is a letter of, if of one: so that people can be told what became of it.
    pub mailing: Option<i64>,
    /// What in it nobody but its reader may see: masked in the log.
    pub secrets: Vec<String>,
}

/// Which messages go first, and which go out at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, sqlx::Type)]
#[repr(i16)]
pub enum Priority {
    /// Its reader waits for it, as for a link to sign in. It goes to a suspended address too, else nobody could sign
    /// in to resume.
    Asked = 0,
    /// To one person.
    #[default]
    Ordinary = 1,
    /// To many: after all others.
    Bulk = 2,
}

impl Priority {
    /// All, the first to go first.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Ordinary, Self::Bulk];
}

/// A list, for the headers of RFC 2919 and RFC 2369.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct List {
    /// Its permanent name, as in `announcements.cybersecurity`; our domain is put behind it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The absolute address of its archive.
    pub archive: Option<String>,
    /// The absolute address of the page that explains it.
    pub help: Option<String>,
}

/// Stands in the log for a secret.
const MASK: &str = "••••••••";

impl Letter {
    /// A letter from a rendered template: its first line is the subject, the rest after a blank line the text.
    #[must_use]
    pub fn new(kind: &'static str, to: &str, person: Option<PersonId>, rendered: &str) -> Self {
        let (subject, body) = rendered.trim_start().split_once('\n').unwrap_or((rendered, ""));
        Self {
            kind,
            to: to.to_owned(),
            person,
            sender_name: None,
            reply_to: None,
            subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
            body: format!("{}\n", body.trim()),
            html: None,
            calendar: None,
            list: None,
            unsubscribe_url: None,
            thread: None,
            not_before: None,
            priority: Priority::default(),
            cycle: None,
            mailing: None,
            secrets: Vec::new(),
        }
    }

    /// The same, with something that only its reader may see.
    #[must_use]
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// The same, written by somebody. Answers go to us unless [`Letter::answers_to`] says otherwise.
    #[must_use]
    pub fn written_by(mut self, name: impl Into<String>) -> Self {
        self.sender_name = Some(name.into());
        self
    }

    /// The same; answers go to this address.
    #[must_use]
    pub fn answers_to(mut self, address: impl Into<String>) -> Self {
        self.reply_to = Some(address.into());
        self
    }

    /// The same with an HTML part beside the plain text: what stands in its `body`, escaped already.
    #[must_use]
    pub fn with_html(mut self, html: impl Into<String>) -> Self {
        self.html = Some(html.into());
        self
    }

    /// The same with an HTML part that is made from the plain text: its paragraphs, with links that can be followed.
    #[must_use]
    pub fn with_html_of_text(mut self) -> Self {
        self.html = Some(html::of_text(&self.body));
        self
    }

    /// The same with an invitation or its cancellation: iCalendar whose `METHOD` is `REQUEST` or `CANCEL` (RFC 6047).
    #[must_use]
    pub fn with_calendar(mut self, calendar: impl Into<String>) -> Self {
        self.calendar = Some(calendar.into());
        self
    }

    /// The same, to a list.
    #[must_use]
    pub fn to_list(mut self, list: List) -> Self {
        self.list = Some(list);
        self
    }

    /// The same with an absolute address that ends the subscription with one POST (RFC 8058). A secret, in the text
    /// too.
    #[must_use]
    pub fn unsubscribed_by(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.unsubscribe_url = Some(url.clone());
        self.secret(url)
    }

    /// The same, about a thing with this stable key, such as its path: messages on it stay together.
    #[must_use]
    pub fn about(mut self, key: impl Into<String>) -> Self {
        self.thread = Some(key.into());
        self
    }

    /// The same, not to be sent before.
    #[must_use]
    pub fn not_before(mut self, at: Instant) -> Self {
        self.not_before = Some(at);
        self
    }

    /// The same, one of many: it goes after all that is for one person.
    #[must_use]
    pub fn bulk(mut self) -> Self {
        self.priority = Priority::Bulk;
        self
    }

    /// The same, which its reader waits for: it goes before all others, to a suspended address too.
    #[must_use]
    pub fn asked_for(mut self) -> Self {
        self.priority = Priority::Asked;
        self
    }

    /// The text with its secrets masked; none where nothing in the whole message is secret.
    pub(super) fn masked(&self) -> Option<String> {
        let parts = [Some(&self.body), self.html.as_ref(), self.calendar.as_ref()];
        let bears = |secret: &String| {
            let escaped = html::escape(secret);
            parts.iter().flatten().any(|part| part.contains(secret) || part.contains(&escaped))
        };
        let masked =
            || self.secrets.iter().fold(self.body.clone(), |body, secret| body.replace(secret, MASK));
        self.secrets.iter().any(bears).then(masked)
    }
}

#[cfg(test)]
mod tests {
    use super::Letter;

    #[test]
    fn the_first_line_is_the_subject_and_a_secret_is_masked() {
        let letter = Letter::new("sign_in", "sample@example.org", None, "\nSign in\n\nOpen /l/abc now.\n\n");
        assert_eq!((letter.subject.as_str(), letter.body.as_str()), ("Sign in", "Open /l/abc now.\n"));
        assert_eq!(letter.masked(), None);
        assert_eq!(letter.secret("abc").masked().as_deref(), Some("Open /l/•••••••• now.\n"));
    }

    #[test]
    fn a_secret_that_stands_in_the_html_alone_is_one_too() {
        let letter = Letter::new("sample", "sample@example.org", None, "Hello\n\nNothing here.");
        let letter = letter.with_html("<a href=\"/l/?a=1&amp;b=2\">here</a>").secret("/l/?a=1&b=2");
        assert_eq!(letter.masked().as_deref(), Some("Nothing here.\n"));
    }
}
