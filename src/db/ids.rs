//! A type for each identity, so that a meeting's number is never taken for a cycle's.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A person.
    PersonId,
    /// An account.
    AccountId,
    /// A citable thing.
    ReferenceId,
    /// A forum.
    ForumId,
    /// A cycle of a forum.
    CycleId,
    /// A role in a cycle.
    RoleId,
    /// A milestone of a work plan.
    MilestoneId,
    /// A text.
    TextId,
    /// A version of a text.
    VersionId,
    /// A meeting.
    MeetingId,
    /// A sitting of a meeting.
    SittingId,
    /// A poll about when a meeting should be.
    PollId,
    /// A time that a poll asks about.
    SlotId,
    /// Somebody's answer to a poll.
    ReplyId,
    /// A task.
    TaskId,
}
