//! Who says that they come to a sitting.

use serde::{Deserialize, Serialize};

use super::{Meeting, Shown, Sitting, State, shown_in_the_end};
use crate::{
    clock::Instant,
    db::{PersonId, SittingId},
    windows::GRACE_MINUTES,
};

/// Whether somebody comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They come.
    Yes,
    /// Perhaps.
    Maybe,
    /// They do not.
    No,
}

impl Answer {
    /// All, as forms offer them.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Maybe, Self::No];

    /// The value in forms and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Maybe => "maybe",
            Self::No => "no",
        }
    }

    /// As forms put it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::Maybe => "Perhaps",
            Self::No => "No",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }

    /// PARTSTAT of iCalendar (RFC 5545, 3.2.12).
    #[must_use]
    pub fn partstat(self) -> &'static str {
        match self {
            Self::Yes => "ACCEPTED",
            Self::Maybe => "TENTATIVE",
            Self::No => "DECLINED",
        }
    }

    /// From PARTSTAT; none where somebody said nothing, or sends another.
    #[must_use]
    pub fn of_partstat(partstat: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.partstat() == partstat)
    }

    /// Whether they may come: they are told how to join, and reminded.
    #[must_use]
    pub fn may_come(self) -> bool {
        self != Self::No
    }
}

/// What somebody said.
#[derive(Debug, Clone, Deserialize)]
pub struct Said {
    /// Of which sitting.
    pub sitting_id: SittingId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether they come.
    pub answer: Answer,
    /// What they want those to know who run the cycle.
    pub note: String,
    /// Whether they have an account, where they choose what is shown of them. Others were promised that their name is
    /// not shown.
    pub has_account: bool,
    /// What they want shown in general.
    pub wished: Shown,
    /// What they chose for this meeting.
    pub chosen: Option<Shown>,
}

impl Said {
    /// Whether everybody may read the name.
    #[must_use]
    pub fn shows_name(&self) -> bool {
        let shown = shown_in_the_end(Shown::Full, Some(self.wished), self.chosen);
        self.has_account && shown != Shown::Hidden
    }
}

/// Who comes to one sitting, as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coming {
    /// How many said yes.
    pub yes: usize,
    /// How many said perhaps.
    pub maybe: usize,
    /// Those of them whose names are shown, by name.
    pub names: Vec<String>,
}

impl Coming {
    /// Of what was said of a sitting.
    #[must_use]
    pub fn of(said: &[Said], sitting: SittingId) -> Self {
        let mut coming = Self::default();
        for one in said.iter().filter(|one| one.sitting_id == sitting) {
            match one.answer {
                Answer::Yes => coming.yes += 1,
                Answer::Maybe => coming.maybe += 1,
                Answer::No => continue,
            }
            if one.shows_name() {
                coming.names.push(one.name.clone());
            }
        }
        coming.names.sort_by_key(|name| name.to_lowercase());
        coming
    }

    /// How many are counted without their name.
    #[must_use]
    pub fn unnamed(&self) -> usize {
        self.yes + self.maybe - self.names.len()
    }
}

impl Sitting {
    /// As of when an answer counts that comes now: one in a form that was opened before the sitting began has a quarter
    /// of an hour to come.
    #[must_use]
    pub fn answered_as_of(&self, now: Instant, opened_at: Option<Instant>) -> Instant {
        let in_grace = self.time_known && now < self.starts_at.plus_minutes(GRACE_MINUTES);
        opened_at.filter(|opened| in_grace && *opened < self.starts_at).unwrap_or(now)
    }
}

impl Meeting {
    /// Why nobody can say any more whether they come to a sitting; none until it begins, or through the day where only
    /// that is known.
    #[must_use]
    pub fn why_no_answers(&self, sitting: &Sitting, now: Instant) -> Option<&'static str> {
        if sitting.cancelled_at.is_some() || self.state == State::Cancelled {
            return Some("It was cancelled: nobody needs to say whether they come.");
        }
        if now >= sitting.ends_at() || self.state == State::Held {
            return Some("It is over: nobody can say any more whether they come.");
        }
        let has_begun = sitting.time_known && now >= sitting.starts_at;
        has_begun.then_some("It has begun: answers are closed. Who wants to come joins.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, answer: Answer, wished: Shown) -> Said {
        Said {
            sitting_id: SittingId(1),
            person: PersonId(1),
            name: name.into(),
            answer,
            note: String::new(),
            has_account: true,
            wished,
            chosen: None,
        }
    }

    #[test]
    fn those_who_come_are_counted_and_named_as_they_want() {
        let all = [
            said("Zeta Sample", Answer::Yes, Shown::Full),
            said("alpha sample", Answer::Maybe, Shown::Name),
            said("Hidden Sample", Answer::Yes, Shown::Hidden),
            said("Absent Sample", Answer::No, Shown::Full),
            Said { has_account: false, ..said("Follower Sample", Answer::Yes, Shown::Full) },
            Said { chosen: Some(Shown::Hidden), ..said("Shy Sample", Answer::Yes, Shown::Full) },
        ];
        let coming = Coming::of(&all, SittingId(1));
        assert_eq!((coming.yes, coming.maybe, coming.unnamed()), (4, 1, 3));
        assert_eq!(coming.names, ["alpha sample", "Zeta Sample"]);
        assert_eq!(Coming::of(&all, SittingId(2)), Coming::default());
    }
}
