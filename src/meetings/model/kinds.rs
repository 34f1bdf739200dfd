//! The words that a meeting is described by: each an enum, with its value in forms and what it is called.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
        #[sqlx(type_name = "text", rename_all = "snake_case")]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The value in forms, files and the database.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// What it is called.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// From a form.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words! {
    /// What kind of meeting it is.
    Kind {
        /// A numbered call.
        Virtual = "virtual", "Virtual meeting";
        /// A call outside the count.
        Informal = "informal", "Informal meeting";
        /// Held with another group, such as the NRIs.
        Joint = "joint", "Joint meeting";
        /// A session at the annual meeting, or a call that plans one.
        Session = "session", "Session or session planning";
        /// Anything else.
        Other = "other", "Other meeting";
    }
}

words! {
    /// Where it stands. That it is in progress is derived from the clock; that it moved is an event.
    State {
        /// Somebody said that there should be one; no time is set.
        Intended = "intended", "intended";
        /// It has a time.
        Scheduled = "scheduled", "scheduled";
        /// A person said that it took place.
        Held = "held", "held";
        /// It will not take place. Its time stays on show.
        Cancelled = "cancelled", "cancelled";
    }
}

words! {
    /// Where the report of a meeting stands.
    ReportState {
        /// Nothing is written.
        Missing = "missing", "no report";
        /// A first version is being written, or one that was taken back.
        Drafted = "drafted", "report in draft";
        /// A version is out.
        Published = "published", "report";
        /// A version is out, and the next is being written.
        Corrected = "corrected", "report, correction in draft";
    }
}

impl ReportState {
    /// Whether a version is out.
    #[must_use]
    pub fn is_out(self) -> bool {
        matches!(self, Self::Published | Self::Corrected)
    }

    /// The colour of its chip.
    #[must_use]
    pub fn tone(self) -> &'static str {
        if self == Self::Published { "open" } else { "soon" }
    }

    /// Whether a version is being written.
    #[must_use]
    pub fn is_drafted(self) -> bool {
        matches!(self, Self::Drafted | Self::Corrected)
    }
}

words! {
    /// How the annex is ordered between the facilitators and the Secretariat.
    AnnexOrder {
        /// By the last word of the name.
        FamilyName = "family_name", "Family name";
        /// By the name as written.
        Name = "name", "Name as written";
        /// By affiliation, then name.
        Affiliation = "affiliation", "Affiliation";
        /// As entered.
        AsEntered = "as_entered", "As entered";
    }
}

words! {
    /// What was said about when the next meeting will be.
    IntentionKind {
        /// On one of these days.
        Dates = "dates", "One of these days";
        /// Some time: "in about three weeks".
        Window = "window", "Some time";
        /// After something else: "once the questionnaire is out".
        Condition = "condition", "After something else";
    }
}

words! {
    /// To whom the join details are shown.
    JoinShown {
        /// To people who signed in.
        SignedIn = "signed_in", "People who signed in";
        /// To everybody, from 30 minutes before the start.
        Public = "public", "Everybody, from 30 minutes before the start";
    }
}

words! {
    /// What a recording's link leads to.
    RecordingKind {
        /// To watch.
        Stream = "stream", "Watch";
        /// To keep.
        Download = "download", "Download";
        /// What was said, in writing.
        Transcript = "transcript", "Transcript";
        /// What was shown.
        Slides = "slides", "Slides";
        /// Something else.
        Other = "other", "Recording";
    }
}

words! {
    /// Where somebody stands in the annex.
    Place {
        /// First.
        Facilitator = "facilitator", "Facilitators, first";
        /// Between.
        Other = "other", "Participants";
        /// Last.
        Secretariat = "secretariat", "Secretariat, last";
    }
}

words! {
    /// What the annex shows of somebody.
    Shown {
        /// Name, affiliation and role.
        Full = "full", "In full";
        /// The name alone.
        Name = "name", "Name only";
        /// Nothing: the person is counted.
        Hidden = "hidden", "Not at all";
    }
}
