//! Retention: what is kept for how long, and the daily job that erases what its time is over.

use std::ops::RangeInclusive;

use sqlx::PgPool;

use super::store::retention as store;
use crate::{
    accounts,
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    limits,
    mail::{self, Folder},
    meetings,
    web::{STAMP_DAYS, once},
};

/// What is kept for some days after its end, as the Secretariat sets it. Sessions, what is counted for limits, and
/// which forms were sent are erased at the next run after they ended, and cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Kept {
    /// Personal links that were used or whose time is over, and changes of address that were done or left: so long
    /// the site can say that a link is over.
    Links,
    /// Name and address of somebody who asked for an account, with or without confirming it.
    SignUps,
    /// Messages that were sent, given up or taken back: so long the Secretariat can see what became of them.
    Messages,
    /// Notes to answers about coming to a call, who was invited to it and who was reminded; likewise of polls, with the
    /// names that guests typed. Who came, and what was answered, stays counted.
    Answers,
}

impl Kept {
    /// All.
    pub const ALL: [Self; 4] = [Self::Links, Self::SignUps, Self::Messages, Self::Answers];

    /// The value in forms and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::SignUps => "sign_ups",
            Self::Messages => "messages",
            Self::Answers => "answers",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Links => "Personal links, and changes of address",
            Self::SignUps => "Requests for an account",
            Self::Messages => "Messages that were settled",
            Self::Answers => {
                "Invitations to calls and polls, reminders, notes to answers, and names of guests"
            }
        }
    }

    /// From what the days are counted.
    #[must_use]
    pub fn since(self) -> &'static str {
        match self {
            Self::Links => "after they were used or ended",
            Self::SignUps => "after they were made, confirmed or not",
            Self::Messages => "after they were sent, given up or taken back",
            Self::Answers => "after the call began, or the poll was over",
        }
    }

    /// The fewest and the most days. Thirty is the most for what somebody did not confirm; fewer than seven for mail
    /// would erase what people still ask about.
    #[must_use]
    pub fn bounds(self) -> RangeInclusive<i32> {
        match self {
            Self::Links => 1..=90,
            Self::SignUps => 1..=30,
            Self::Messages => 7..=90,
            Self::Answers => 30..=365,
        }
    }
}

/// For how many days each is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// Of [`Kept::Links`].
    pub links: i32,
    /// Of [`Kept::SignUps`].
    pub sign_ups: i32,
    /// Of [`Kept::Messages`].
    pub messages: i32,
    /// Of [`Kept::Answers`].
    pub answers: i32,
}

impl Periods {
    /// Of one kind.
    #[must_use]
    pub fn of(&self, kept: &Kept) -> i32 {
        match kept {
            Kept::Links => self.links,
            Kept::SignUps => self.sign_ups,
            Kept::Messages => self.messages,
            Kept::Answers => self.answers,
        }
    }
}

/// What one run erased.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Erased {
    /// Sessions that had ended.
    pub sessions: u64,
    /// Links.
    pub links: u64,
    /// Changes of address.
    pub address_changes: u64,
    /// Requests for an account.
    pub sign_ups: u64,
    /// Messages.
    pub messages: u64,
    /// Files into which such messages were written, and those of people who deleted their account.
    pub files: u64,
    /// Invitations, reminders, and notes to answers.
    pub answers: u64,
    /// Rows of limits that were full again.
    pub allowances: u64,
    /// Notes that a form was sent, whose stamp is no longer good.
    pub forms: u64,
}

impl Erased {
    fn counts(&self) -> [(u64, &'static str, &'static str); 9] {
        [
            (self.sessions, "session", "sessions"),
            (self.links, "link", "links"),
            (self.address_changes, "change of address", "changes of address"),
            (self.sign_ups, "request for an account", "requests for an account"),
            (self.messages, "message", "messages"),
            (self.files, "file of mail", "files of mail"),
            (self.answers, "row of invitations to calls", "rows of invitations to calls"),
            (self.allowances, "row of limits", "rows of limits"),
            (self.forms, "note of a form that was sent", "notes of forms that were sent"),
        ]
    }

    /// One sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let some = self.counts().into_iter().filter(|(count, ..)| *count > 0);
        let some = some.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }));
        let some: Vec<String> = some.collect();
        if some.is_empty() { "Erased: nothing.".to_owned() } else { format!("Erased: {}.", some.join(", ")) }
    }
}

/// For how many days the job rests after a run.
const EVERY_DAYS: i64 = 1;

/// Erases what its time is over, if the job is due and no other server is at it. What was erased stands in the log.
///
/// # Errors
/// When the database is gone: then nothing is erased, and the job stays due.
pub async fn run_if_due(pool: &PgPool, folder: &Folder, now: Instant) -> sqlx::Result<Option<Erased>> {
    let mut tx = pool.begin().await?;
    if !store::claim(&mut tx, now).await? {
        return Ok(None);
    }
    let (periods, _) = store::find_periods(&mut tx).await?;
    let before = |days: i32| now.plus_days(-i64::from(days));
    let mut erased = Erased {
        sessions: accounts::store::sessions::erase_expired(&mut tx, now).await?,
        links: store::erase_links(&mut tx, before(periods.links)).await?,
        address_changes: store::erase_address_changes(&mut tx, before(periods.links)).await?,
        sign_ups: store::erase_sign_ups(&mut tx, before(periods.sign_ups)).await?,
        messages: mail::store::erase_settled(&mut tx, before(periods.messages)).await?,
        answers: meetings::store::erase_answers(&mut tx, before(periods.answers)).await?
            + meetings::polls::store::erase_guests(&mut tx, before(periods.answers), now).await?,
        allowances: limits::store::erase_full(&mut tx, now).await?,
        forms: once::erase_used(&mut tx, now.plus_days(-STAMP_DAYS)).await?,
        ..Erased::default()
    };
    let files = mail::store::list_erased(&mut tx, &list(folder).await).await?;
    erased.files = files.len() as u64;
    let diff = erased.counts().into_iter().filter(|(count, ..)| *count > 0);
    let diff = diff.fold(Diff::new(), |diff, (count, _, many)| diff.field(many, count, 0));
    let act = Act {
        actor: None,
        verb: RAN,
        forum: None,
        cycle: None,
        reference: None,
        visibility: Visibility::Audit,
        summary: erased.summary(),
        diff,
    };
    activity::store::record(&mut tx, now, act).await?;
    store::set_due(&mut tx, now.plus_days(EVERY_DAYS)).await?;
    tx.commit().await?;
    // What could not be erased now is found again by the next run.
    for message in files {
        if let Err(error) = folder.erase(message).await {
            tracing::error!(message, "The file of message {message} was not erased: {error}");
        }
    }
    tracing::info!("{}", erased.summary());
    Ok(Some(erased))
}

/// The messages of which there are files; none while the folder cannot be read.
async fn list(folder: &Folder) -> Vec<i64> {
    folder.list().await.unwrap_or_else(|error| {
        tracing::error!("The folder for mail cannot be read: {error}");
        Vec::new()
    })
}

/// How a run is called in the log.
pub const RAN: &str = "retention.ran";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_says_what_it_erased_and_nothing_else() {
        let erased = Erased { links: 3, messages: 1, ..Erased::default() };
        assert_eq!(erased.summary(), "Erased: 3 links, 1 message.");
        assert_eq!(Erased::default().summary(), "Erased: nothing.");
    }
}
