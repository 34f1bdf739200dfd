//! Notices and consents.

use serde::{Deserialize, Serialize};

use crate::clock::Instant;

/// A version of a privacy notice.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its row.
    pub id: i64,
    /// Its number: 1, 2, …
    pub version: i32,
    /// Who decides about the data, by name.
    pub controller: String,
    /// How they are reached.
    pub contact: String,
    /// Markdown.
    pub body: String,
    /// When it came into force.
    pub published_at: Instant,
}

/// A version to be published.
#[derive(Debug, Clone)]
pub struct NewNotice {
    /// Who decides about the data, by name.
    pub controller: String,
    /// How they are reached.
    pub contact: String,
    /// Markdown.
    pub body: String,
}

/// To what somebody agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To the privacy notice, with making an account.
    Notice,
    /// That what they hand in may be published.
    Publication,
    /// To announcements by mail.
    List,
    /// To being asked for input.
    Outreach,
}

impl Purpose {
    /// Those that people give and withdraw as they like.
    pub const FREE: [Self; 3] = [Self::Publication, Self::List, Self::Outreach];

    /// The value in forms and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Publication => "publication",
            Self::List => "list",
            Self::Outreach => "outreach",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::FREE.into_iter().find(|purpose| purpose.code() == code)
    }

    /// The sentence that is agreed to. It is kept with each consent, so that a later one does not change what was said.
    #[must_use]
    pub fn wording(self) -> &'static str {
        match self {
            Self::Notice => "I have read the privacy notice.",
            Self::Publication => "What I hand in may be published with my name and organisation.",
            Self::List => "Announcements of the forums may be mailed to me.",
            Self::Outreach => "The Secretariat and the facilitators may write to me to ask for input.",
        }
    }
}

/// How somebody agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Making an account by a mailed link.
    SignUp,
    /// Making an account by an invitation.
    Invitation,
    /// Making the first account of the site.
    FirstAccount,
    /// In their settings.
    Settings,
    /// Confirming that they follow something.
    Follow,
}

impl How {
    /// As it is read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::SignUp => "with making an account",
            Self::Invitation => "with an invitation",
            Self::FirstAccount => "with setting up the site",
            Self::Settings => "in the settings",
            Self::Follow => "with following something",
        }
    }
}

/// What somebody agreed to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Consent {
    /// To what.
    pub purpose: Purpose,
    /// The sentence, as it was read.
    pub wording: String,
    /// The version of the notice, where one was in force.
    pub notice_version: Option<i32>,
    /// How.
    pub how: How,
    /// When.
    pub given_at: Instant,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Instant>,
}
