//! What kinds of mailings there are, and to whom each can go.

/// What a mailing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Kind {
    /// News of a cycle.
    Announcement,
    /// To a call.
    Invitation,
    /// That a call was moved or changed.
    Change,
    /// That a call is cancelled.
    Cancellation,
    /// For tasks that want volunteers.
    Volunteers,
    /// When a call should be.
    Poll,
}

impl Kind {
    /// All, as forms offer them.
    pub const ALL: [Self; 6] = [
        Self::Announcement,
        Self::Poll,
        Self::Invitation,
        Self::Change,
        Self::Cancellation,
        Self::Volunteers,
    ];

    /// The value in forms, and the kind of its letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Announcement => "announcement",
            Self::Invitation => "invitation",
            Self::Change => "change",
            Self::Cancellation => "cancellation",
            Self::Volunteers => "volunteers",
            Self::Poll => "poll",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Announcement => "Announcement",
            Self::Invitation => "Invitation to a call",
            Self::Change => "Change of a call",
            Self::Cancellation => "Cancellation of a call",
            Self::Volunteers => "Call for volunteers",
            Self::Poll => "Question when a call should be",
        }
    }

    /// What the page is called where one is written.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Announcement => "Write an announcement",
            Self::Invitation => "Invite people",
            Self::Change => "Tell what changed",
            Self::Cancellation => "Tell that it is cancelled",
            Self::Volunteers => "Call for volunteers",
            Self::Poll => "Ask people when they can come",
        }
    }

    /// To whom it can go, the first unless another is chosen. Who sends an announcement always chooses.
    #[must_use]
    pub fn audiences(self) -> &'static [Audience] {
        match self {
            Self::Announcement => &[Audience::Followers, Audience::Workers, Audience::Both],
            Self::Invitation | Self::Poll | Self::Volunteers => {
                &[Audience::Both, Audience::Workers, Audience::Followers]
            }
            Self::Change | Self::Cancellation => &[Audience::Concerned],
        }
    }

    /// Subject and text that it begins with where the forum has no template of its own.
    #[must_use]
    pub fn standard(self) -> (&'static str, &'static str) {
        let text = match self {
            Self::Announcement => "",
            Self::Invitation => include_str!("standard/invitation.txt"),
            Self::Change => include_str!("standard/change.txt"),
            Self::Cancellation => include_str!("standard/cancellation.txt"),
            Self::Volunteers => include_str!("standard/volunteers.txt"),
            Self::Poll => include_str!("standard/poll.txt"),
        };
        let (subject, body) = text.split_once('\n').unwrap_or_default();
        (subject, body.trim())
    }
}

/// To whom a mailing goes. Nobody without a confirmed address gets it, nor anybody who left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Audience {
    /// Who follows the forum, the cycle or the call.
    Followers,
    /// Who holds a role in the cycle.
    Workers,
    /// Both, each once.
    Both,
    /// Who was invited to a call or comes to it, and has not heard how it stands now.
    Concerned,
}

impl Audience {
    /// The value in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Followers => "followers",
            Self::Workers => "workers",
            Self::Both => "both",
            Self::Concerned => "concerned",
        }
    }

    /// What it is called in a mailing of a kind.
    #[must_use]
    pub fn label(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Followers, Kind::Announcement | Kind::Volunteers) => {
                "Everybody who follows the forum or this cycle"
            }
            (Self::Followers, _) => "Followers of the forum, the cycle or the call",
            (Self::Workers, _) => "Everybody with a role in this cycle",
            (Self::Both, Kind::Volunteers) => {
                "Everybody who follows the forum or this cycle, or has a role in it, each once"
            }
            (Self::Both, _) => "Both, each once",
            (Self::Concerned, _) => {
                "Everybody who was invited, or said that they come, and has not heard how the call stands now"
            }
        }
    }

    /// From a form for a mailing of a kind.
    #[must_use]
    pub fn parse(code: &str, kind: Kind) -> Option<Self> {
        kind.audiences().iter().copied().find(|audience| audience.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use crate::mailings::fields::unknown;

    #[test]
    fn the_standard_words_have_only_fields_that_exist() {
        for kind in Kind::ALL {
            let (subject, body) = kind.standard();
            assert!(!subject.contains('\n') && subject.is_empty() == (kind == Kind::Announcement));
            assert!(unknown(subject, kind).is_empty() && unknown(body, kind).is_empty(), "{kind:?}");
        }
    }
}
