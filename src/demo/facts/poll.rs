//! The poll of the demonstration, all of it a sample: when the call before the annual meeting should be.

/// What was said about when that call should be, with the first and the last day.
pub const SAID: (&str, &str, &str) =
    ("In the week of 29 October, before the annual meeting", "2018-10-29", "2018-11-02");

/// What people should know.
pub const NOTE: &str = "We go through the draft once more before the session in Paris.";

/// When the poll was opened, and when it closes.
pub const WINDOW: (&str, &str) = ("2018-10-15T06:00Z", "2018-10-22T18:00Z");

/// When the call could begin.
pub const TIMES: [&str; 6] = [
    "2018-10-30T07:00Z",
    "2018-10-30T14:00Z",
    "2018-10-31T14:00Z",
    "2018-10-31T20:00Z",
    "2018-11-01T07:00Z",
    "2018-11-01T14:00Z",
];

/// An answer to it.
pub struct Answer {
    /// Who: an account, or the name that a guest typed.
    pub name: &'static str,
    /// IANA name of the zone in which they read it.
    pub zone: &'static str,
    /// Of each time: `y` yes, `m` if need be, `n` no, `-` nothing said.
    pub fits: &'static str,
}

/// The answers so far, in the order in which they came.
pub const ANSWERS: &[Answer] = &[
    Answer { name: "Sample Facilitator", zone: "Europe/Paris", fits: "yyynmy" },
    Answer { name: "Sample Lead Expert", zone: "America/New_York", fits: "nyyynm" },
    Answer { name: "Sample Consultant", zone: "Africa/Nairobi", fits: "ymynny" },
    Answer { name: "Sample Guest Lagos", zone: "Africa/Lagos", fits: "yyynyy" },
    Answer { name: "Sample Focal Point", zone: "Asia/Tokyo", fits: "ymnnyn" },
    Answer { name: "Sample Guest Bogota", zone: "America/Bogota", fits: "nyyy-m" },
];
