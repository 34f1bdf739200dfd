//! Where a meeting stands on the clock.

/// Where a meeting stands on the clock, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No time is set.
    Intended,
    /// No time is set, and people are asked about it.
    Polled,
    /// It lies ahead.
    Ahead,
    /// It is under way.
    InProgress,
    /// Its time is over and nobody has said yet that it was held.
    Unconfirmed,
    /// It was held.
    Held,
    /// It will not be.
    Cancelled,
}

impl Phase {
    /// As the public reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Intended => "no date yet",
            Self::Polled => "finding a time",
            Self::Ahead => "upcoming",
            Self::InProgress => "in progress",
            Self::Unconfirmed => "over, not yet recorded",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
        }
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Intended | Self::Unconfirmed => "soon",
            Self::Ahead => "info",
            Self::InProgress | Self::Polled => "open",
            Self::Held => "",
            Self::Cancelled => "shut",
        }
    }
}
