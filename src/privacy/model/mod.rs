//! What the site holds about somebody, in the shape in which it is shown and downloaded. Field names are those of
//! the file; secrets, and their hashes, are left out.

mod mail;
mod polls;
mod tasks;

use serde::{Deserialize, Serialize};

use crate::{
    accounts,
    clock::{Day, Instant},
    consents::Consent,
    db::{MeetingId, PersonId},
    meetings::{self, Answer, Shown},
    viewer::RoleKind,
};

pub use mail::{LinkHeld, MailHeld, MessageHeld, ReaderHeld};
pub use polls::PollHeld;
pub use tasks::{CalledHeld, TaskHeld};

/// Everything but acts and messages, which may be many.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// The person's number on this site.
    pub person: PersonId,
    /// The name that everybody reads.
    pub name: String,
    /// What lists of participants show of them, unless it is said otherwise for a call.
    pub annex_shown: Shown,
    /// What else stands in the profile, by field.
    pub profile: serde_json::Map<String, serde_json::Value>,
    /// Since when the person is on file.
    pub known_since: Instant,
    /// For whom they speak or spoke.
    pub affiliations: Vec<AffiliationHeld>,
    /// How they sign in.
    pub account: AccountHeld,
    /// How they are reached.
    pub addresses: Vec<AddressHeld>,
    /// Changes of address, done or under way.
    pub address_changes: Vec<AddressChangeHeld>,
    /// Where they are signed in.
    pub sessions: Vec<SessionHeld>,
    /// Links that were mailed to them.
    pub links: Vec<LinkHeld>,
    /// What mail they get, and the links in it that stand for them.
    pub mail: MailHeld,
    /// What they are and were, in which cycle.
    pub roles: Vec<RoleHeld>,
    /// Where they stand by name, as of a day.
    pub attributions: Vec<AttributionHeld>,
    /// What they agreed to.
    pub consents: Vec<Consent>,
    /// What they proposed for agendas.
    pub proposals: Vec<ProposalHeld>,
    /// Calls to which they come, were invited or of which they were reminded.
    pub coming: Vec<ComingHeld>,
    /// Polls that they answered or were asked to.
    pub polls: Vec<PollHeld>,
    /// Tasks that they have, had, or were asked to take.
    pub tasks: Vec<TaskHeld>,
    /// Tasks to which they were called by mail.
    pub called: Vec<CalledHeld>,
}

impl Held {
    /// What the list of a call shows of them in the end.
    #[must_use]
    pub fn shown_in(&self, call: &CallHeld) -> Shown {
        meetings::shown_in_the_end(call.shown, Some(self.annex_shown), call.chosen)
    }
}

/// An account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountHeld {
    /// When it was made.
    pub made_at: Instant,
    /// Whether a password is set; of it only a hash is kept.
    pub has_password: bool,
    /// Whether it runs the site.
    pub runs_site: bool,
}

/// For whom somebody speaks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AffiliationHeld {
    /// In their words.
    pub name: String,
    /// The organisation, where they named one.
    pub organisation: Option<String>,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

/// An address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddressHeld {
    /// The address.
    pub email: String,
    /// When it was confirmed.
    pub confirmed_at: Option<Instant>,
    /// When mail to it came back last.
    pub mail_came_back_at: Option<Instant>,
    /// What the other server said.
    pub why: Option<String>,
    /// Since when nothing is mailed to it.
    pub suspended_at: Option<Instant>,
}

/// A change of address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddressChangeHeld {
    /// The address that was.
    pub email_from: String,
    /// The address that was to be.
    pub email_to: String,
    /// When it was asked for.
    pub asked_at: Instant,
    /// When it was done.
    pub done_at: Option<Instant>,
}

/// A session, without its secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionHeld {
    /// The browser as it named itself.
    pub browser: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was last used, to the hour.
    pub last_used_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
}

impl SessionHeld {
    /// The browser as people call it; the file has its own words.
    #[must_use]
    pub fn browser(&self) -> String {
        accounts::browser(&self.browser)
    }
}

/// A role.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RoleHeld {
    /// The forum.
    pub forum: String,
    /// Its part of the address.
    pub slug: String,
    /// The cycle's year.
    pub year: i32,
    /// What.
    pub kind: RoleKind,
    /// What the person is called there, where not by the kind's own name.
    pub label: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
}

impl RoleHeld {
    /// What the person is called there.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.label.is_empty() { self.kind.label() } else { &self.label }
    }

    /// The page that shows it.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}/people", self.slug, self.year)
    }
}

/// Where somebody stands by name, as of a day; of a call, in its list of participants.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AttributionHeld {
    /// As it was given.
    pub name: String,
    /// For whom, on that day.
    pub affiliation: String,
    /// The stakeholder group, on that day.
    pub group: Option<String>,
    /// How it reached the site.
    pub channel: String,
    /// The day.
    pub as_of: Day,
    /// The call, where it is one.
    pub call: Option<CallHeld>,
}

/// A call that somebody took part in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CallHeld {
    /// The forum.
    pub forum: String,
    /// Its part of the address.
    pub slug: String,
    /// The cycle's year.
    pub year: i32,
    /// The call's number in its address.
    pub serial: i32,
    /// In which role, as the annex says it.
    pub role: String,
    /// What the annex shows, as whoever wrote the list has it.
    pub shown: Shown,
    /// What the person chose for this call.
    pub chosen: Option<Shown>,
    /// The call.
    pub id: MeetingId,
}

impl CallHeld {
    /// The call's page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}/meetings/{}", self.slug, self.year, self.serial)
    }
}

/// Whether somebody comes to a sitting of a call, and what they were mailed of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ComingHeld {
    /// The forum.
    pub forum: String,
    /// Its part of the address.
    pub slug: String,
    /// The cycle's year.
    pub year: i32,
    /// The call's number in its address.
    pub serial: i32,
    /// When the sitting begins.
    pub starts_at: Instant,
    /// What they said, if anything.
    pub answer: Option<Answer>,
    /// Their note.
    pub note: Option<String>,
    /// When they said it.
    pub answered_at: Option<Instant>,
    /// When they were invited, if they were.
    pub invited_at: Option<Instant>,
    /// When they were reminded.
    pub reminded_at: Vec<Instant>,
}

impl ComingHeld {
    /// The call's page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}/meetings/{}", self.slug, self.year, self.serial)
    }
}

/// A proposal for the agenda of a call.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProposalHeld {
    /// The item.
    pub title: String,
    /// Why.
    pub reason: String,
    /// What became of it.
    pub state: String,
    /// When it was sent.
    pub sent_at: Instant,
}

/// Something that somebody did here.
#[derive(Debug, Clone, Serialize)]
pub struct ActHeld {
    /// Its number; newer ones are larger.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// What, as in `meeting.scheduled`.
    pub verb: String,
    /// One sentence.
    pub summary: String,
    /// What changed: field, before, after.
    pub diff: serde_json::Value,
}

/// A report that somebody imported, as it came.
#[derive(Debug, Clone)]
pub struct ImportHeld {
    /// Its number.
    pub id: i64,
    /// The text.
    pub source: String,
}
