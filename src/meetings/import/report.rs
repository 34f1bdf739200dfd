//! What a report of a call says, in the order in which the JSON prints it.
//!
//! *Carriers* hold the words of the input: title, paragraphs, footnotes, headings, recordings, participants, agenda and what is
//! left out; every word stands in exactly one of them. All other fields are *views*: they are derived from words that stand in
//! a carrier too. [`words`](super::words) checks this.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::Warning;
use super::initials::Initials;

/// One report of a call, as read from its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The lines that name the meeting, joined with " – "; `None` when the text starts with its body.
    pub title: Option<String>,
    /// The subject of the forum: "Cybersecurity", "Gender and Access".
    pub forum: Option<String>,
    /// What sort of meeting it was.
    pub kind: Kind,
    /// 7 for "Virtual Meeting VII".
    pub ordinal: Option<u32>,
    /// The year stated with the title or forum, else the meeting's.
    pub cycle_year: Option<i16>,
    /// The day of the meeting, of its first sitting if it was held twice; `None` when the text contradicts itself.
    pub date: Option<Date>,
    /// Every other day that the text names, ascending.
    pub other_dates: Vec<Date>,
    /// When the meeting began, in UTC.
    #[serde(with = "hours_and_minutes")]
    pub time_utc: Option<Time>,
    /// Who facilitated, chaired, led or hosted; full names without "Mr" or "Dr".
    pub facilitators: Vec<String>,
    /// Who moderated.
    pub moderators: Vec<String>,
    /// The body, in its order.
    pub paragraphs: Vec<Paragraph>,
    /// The notes, in the order of the text.
    pub footnotes: Vec<Footnote>,
    /// Headings of the body; those of lists that became data are left out.
    pub headings: Vec<Heading>,
    /// Empty for a meeting that was held once.
    pub sittings: Vec<Sitting>,
    /// What is no part of the text, by line.
    pub left_out: Vec<LeftOut>,
    /// Each link once.
    pub recordings: Vec<Recording>,
    /// Those who took part, as listed.
    pub participants: Vec<Participant>,
    /// One entry a top-level item; its sub-items follow as lines that begin with "- ".
    pub agenda: Vec<String>,
    /// What people took upon themselves.
    pub actions: Vec<Action>,
    /// What is said of the next call.
    pub next_meeting: NextMeeting,
    /// Whole sentences for the person who checks the import.
    pub warnings: Vec<Warning>,
    /// The initials by which the report speaks of its participants.
    #[serde(skip)]
    pub(super) initials: Initials,
}

/// What sort of meeting it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An ordinary call of the forum, numbered or not.
    Virtual,
    /// It calls itself informal.
    Informal,
    /// Held with NRIs or another group.
    Joint,
    /// A session at the annual meeting, or its planning.
    Session,
    /// Nothing is said.
    #[default]
    Other,
}

/// A block of the body. A continuation of a numbered paragraph has no number of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// As printed.
    pub number: Option<u32>,
    /// Markdown.
    pub text: String,
}

/// A note; its place in the text is written `[^mark]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// As printed: "1", "*".
    pub mark: String,
    /// `None` when the input has the mark and not the note.
    pub text: Option<String>,
}

/// A heading and the index of the paragraph that it stands before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The number of paragraphs above it.
    pub before: usize,
    /// As printed.
    pub text: String,
}

/// One of the times at which a meeting was held, when it was held more than once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// In UTC, as the report gives it.
    pub date: Date,
    /// When the sitting began.
    #[serde(with = "hours_and_minutes")]
    pub time_utc: Option<Time>,
}

/// Words that are no part of the report's text, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Line of the input, counted from 1.
    pub line: usize,
    /// As printed.
    pub text: String,
    /// A few words for the person who checks.
    pub why: String,
}

/// A link to a recording of the meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// By the words before the link, else by the link.
    pub kind: RecordingKind,
    /// Whole, even if it was broken over lines.
    pub url: String,
    /// The password that was printed with the link.
    pub access_code: Option<String>,
}

/// What the link leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordingKind {
    /// For watching.
    Stream,
    /// For keeping.
    Download,
    /// Nothing is said.
    #[default]
    Other,
}

/// A person on the list of those who took part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// As printed.
    pub name: String,
    /// The organisation.
    pub affiliation: Option<String>,
    /// What the person does in the forum or in the organisation.
    pub role: Option<String>,
    /// The affiliation is printed once for several people.
    #[serde(skip)]
    pub(super) shares_affiliation: bool,
    /// The role is printed once for several people.
    #[serde(skip)]
    pub(super) shares_role: bool,
}

/// Something that somebody took upon themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// As printed.
    pub text: String,
    /// People and roles, as written in that sentence.
    pub owners: Vec<String>,
}

/// What the report says about the next call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextMeeting {
    /// How firmly it is fixed.
    pub kind: NextMeetingKind,
    /// The sentence that says it.
    pub text: Option<String>,
    /// The candidate days, or the first and last day of a week.
    pub dates: Vec<Date>,
}

/// How firmly the next call is fixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NextMeetingKind {
    /// One or more candidate days.
    Dates,
    /// "In about three weeks", "in early September".
    Window,
    /// "Once the questionnaire is out".
    Condition,
    /// Nothing is said.
    #[default]
    None,
}

impl Report {
    /// Puts words aside that are no part of the report's text.
    pub(super) fn leave_out(&mut self, line: usize, text: &str, why: &str) {
        if !text.trim().is_empty() {
            self.left_out.push(LeftOut { line, text: text.trim().to_owned(), why: why.to_owned() });
        }
    }
}

/// A time of day as "15:00".
mod hours_and_minutes {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::ref_option, reason = "serde prescribes the signature")]
    pub fn serialize<S: Serializer>(time: &Option<Time>, serializer: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => serializer.collect_str(&time.strftime("%H:%M")),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Time>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| Time::strptime("%H:%M", &text).map_err(D::Error::custom)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_report_prints_every_key_and_can_be_read_again() {
        let report = Report { time_utc: Some(Time::constant(15, 5, 0, 0)), ..Report::default() };

        let json = serde_json::to_string(&report).expect("JSON");

        assert!(json.starts_with(
            r#"{"title":null,"forum":null,"kind":"other","ordinal":null,"cycle_year":null,"date":null"#
        ));
        assert!(json.contains(r#""time_utc":"15:05""#));
        assert!(json.ends_with(r#""next_meeting":{"kind":"none","text":null,"dates":[]},"warnings":[]}"#));
        assert_eq!(serde_json::from_str::<Report>(&json).expect("JSON"), report);
    }
}
