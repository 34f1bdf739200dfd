//! What a link is for.

use serde::{Deserialize, Serialize};

use crate::db::{PersonId, PollId, ReferenceId, SittingId, TaskId};

/// What a link does, with what it needs to know for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "snake_case")]
pub enum Purpose {
    /// Makes the first administrator of an empty site.
    FirstAdministrator,
    /// Makes an account for somebody who was invited.
    Invitation(Invited),
    /// Makes an account for somebody who asked for one: their address is confirmed by it.
    SignUp {
        /// The name that they gave.
        name: String,
        /// The address that the link was mailed to.
        email: String,
        /// The privacy notice that was in force when they asked.
        #[serde(default)]
        notice: Option<i64>,
    },
    /// Signs in to an account.
    SignIn,
    /// Chooses a new password.
    Reset,
    /// Confirms one end of a change of address.
    ConfirmAddress {
        /// The row of the change.
        change: i64,
        /// Which of the two it was mailed to.
        end: End,
    },
    /// Deletes the account.
    DeleteAccount {
        /// Whether the stakeholder group stays beside the removed name.
        keep_group: bool,
    },
    /// Begins to follow something: the address is confirmed by it.
    Follow {
        /// The name that they gave.
        name: String,
        /// The address that the link was mailed to.
        email: String,
        /// What they want to follow.
        reference: ReferenceId,
        /// How often they want to hear of it.
        pace: String,
    },
    /// Chooses what mail somebody gets, without signing in. It stands for its person: used as often as they like.
    Mail,
    /// Answers a poll for somebody, without signing in. It stands for its person likewise.
    Poll {
        /// Which poll.
        poll: PollId,
    },
    /// Answers a poll for a guest, whose address is confirmed by it.
    PollAddress {
        /// Which poll.
        poll: PollId,
        /// Who, as far as they said.
        person: PersonId,
        /// The address that the link was mailed to.
        email: String,
    },
    /// Takes a task for somebody, says how it stands, or gives it back, without signing in. It stands for its person likewise.
    Task {
        /// Which task.
        task: TaskId,
    },
    /// Says whether somebody comes to a sitting, without signing in. It stands for its person likewise.
    Rsvp {
        /// Which sitting.
        sitting: SittingId,
    },
    /// Gives the calendar of one person to their calendar program. It stands for its person likewise.
    Calendar,
}

impl Purpose {
    /// The value in the database.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::FirstAdministrator => "first_administrator",
            Self::Invitation(_) => "invitation",
            Self::SignUp { .. } => "sign_up",
            Self::SignIn => "sign_in",
            Self::Reset => "reset",
            Self::ConfirmAddress { .. } => "confirm_address",
            Self::DeleteAccount { .. } => "delete_account",
            Self::Follow { .. } => "follow",
            Self::Mail => "mail",
            Self::Rsvp { .. } => "rsvp",
            Self::Calendar => "calendar",
            Self::Task { .. } => "task",
            Self::Poll { .. } => "poll",
            Self::PollAddress { .. } => "poll_address",
        }
    }

    /// What a link that stands for somebody does, as they read it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Mail => "Chooses what mail you get",
            Self::Rsvp { .. } => "Says whether you come to a call",
            Self::Calendar => "Shows your calendar",
            Self::Task { .. } => "Takes a task for you, says how it stands, or gives it back",
            Self::Poll { .. } => "Answers a poll about when a call should be",
            _ => "Acts for you once",
        }
    }

    /// Why a link does nothing any more, and where another comes from.
    #[must_use]
    pub fn why_gone(&self) -> &'static str {
        match self {
            Self::FirstAdministrator => {
                "This link was used, or its time is over. “intersession create-admin” prints a new one as long as nobody has an account."
            }
            Self::Invitation(_) => {
                "This invitation was used, or its time is over. Sign in if you have an account; else ask who invited you for a new one."
            }
            Self::SignUp { .. } => {
                "This link was used, or its time is over. Sign in if you have an account; else make one again."
            }
            Self::SignIn => {
                "This link was used, or its time is over. Ask for a new one where you sign in, under “Sign in by mail, without a password”."
            }
            Self::Reset => {
                "This link was used, or its time is over. Ask for a new one where you sign in, under “I forgot my password”."
            }
            Self::ConfirmAddress { .. } => {
                "This link was used, or its time is over. Sign in and look under Settings which address is yours; there you can change it again."
            }
            Self::DeleteAccount { .. } => {
                "This link was used, or its time is over. Sign in and begin again under Settings."
            }
            Self::Follow { .. } => {
                "This link was used, or its time is over. Where no mail comes to you, press “Follow” again on the page of what you want to follow."
            }
            Self::Mail => {
                "This link was taken back. Newer mail carries one that works; with an account, sign in and choose your mail under Settings."
            }
            Self::Task { .. } => {
                "This link was taken back. Newer mail about the task carries one that works; with an account, sign in and answer on the task’s page."
            }
            Self::Poll { .. } | Self::PollAddress { .. } => {
                "This link was taken back, or the poll is long over. Anybody may answer on the poll’s own page while it is open."
            }
            Self::Rsvp { .. } => {
                "This link was taken back, or the call is long over. Newer mail about the call carries one that works; with an account, sign in and answer on the call’s page."
            }
            Self::Calendar => {
                "This address of a calendar was taken back. Sign in: My page has the one that works, for your calendar program."
            }
        }
    }
}

/// The two ends of a change of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The address that was.
    From,
    /// The address that is to be.
    To,
}

/// Who was invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Their name, as the inviter wrote it.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Whether they are to run the site.
    pub secretariat: bool,
}
