//! Inviting people to a call, and telling them that it was moved or cancelled.

use crate::{
    clock::Instant,
    db::{PersonId, SittingId},
    meetings::{Answer, Meeting, Sitting},
};

/// Who is invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody with a role in the cycle.
    Workers,
    /// Who follows the forum, the cycle or the call.
    Followers,
    /// Both.
    Both,
}

impl Audience {
    /// All, as forms offer them.
    pub const ALL: [Self; 3] = [Self::Both, Self::Workers, Self::Followers];

    /// The value in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Workers => "workers",
            Self::Followers => "followers",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Both => "Both",
            Self::Workers => "Everybody with a role in the cycle",
            Self::Followers => "Followers of the forum, the cycle or the call",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.code() == code)
    }
}

/// What is mailed to many about a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// An invitation, to those who were not invited and have not answered.
    Invitation(Audience),
    /// That a sitting was moved, changed or cancelled, to those who were invited or come and do not know of it.
    Change,
}

impl Telling {
    /// About which sittings of a call it can be: none that has begun, and no invitation to one that was cancelled.
    pub fn sittings(self, meeting: &Meeting, now: Instant) -> impl Iterator<Item = &Sitting> {
        let is_told = move |sitting: &&Sitting| {
            let is_ahead = now < if sitting.time_known { sitting.starts_at } else { sitting.ends_at() };
            is_ahead && (self == Self::Change || sitting.cancelled_at.is_none())
        };
        meeting.sittings.iter().filter(is_told)
    }
}

/// Somebody who is to be told of a sitting.
#[derive(Debug, Clone)]
pub struct ToTell {
    /// Of which sitting.
    pub sitting: SittingId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// IANA name of their zone.
    pub zone: String,
    /// What they said.
    pub answer: Option<Answer>,
}
