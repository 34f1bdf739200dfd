//! Lines of the head that say of themselves what they hold: "Date: 5 June", "- **Call:** #5", "Time (UTC): 15:00".

use std::sync::LazyLock;

use regex::Regex;

use super::{ordinal, pattern, title};

/// What a labelled line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The day or the hour.
    When,
    Where,
    /// Who led the call.
    Led,
    /// Who wrote the report, or helped to.
    Wrote,
    /// For the how manyth time the forum met.
    Number,
    /// The forum.
    Forum,
    /// How the meeting was called.
    Name,
}

impl Field {
    /// Why a line is no part of the report's text.
    pub fn why(self) -> &'static str {
        match self {
            Self::When => "the date or time of the call",
            Self::Where => "where the call was held",
            Self::Led => "names who led the call",
            Self::Wrote => "names who wrote the report",
            Self::Number => "numbers the call",
            Self::Forum => "names the forum",
            Self::Name => "names the call",
        }
    }
}

/// A line taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled<'text> {
    pub field: Field,
    pub label: &'text str,
    /// What stands in brackets behind the label: "UTC" in "Time (UTC): 15:00".
    pub note: &'text str,
    pub value: &'text str,
}

/// A label, its divider and the rest. A sheet or a table may have parted the two.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[*_]*(?P<label>\p{L}[\p{L} /&.’'-]{0,40}?)(?:\(s\))?[*_]*\s*(?:[(\[](?P<note>[^()\[\]]{1,30})[)\]]\s*)?[*_]*\s*(?::|[–—-](?:\s|$)|\s{3,}|\s\|\s)[*_]*\s*(?P<value>.*)$",
    )
});

const MEETING: &str = r"(?:virtual |online )?(?:call|meeting|session|sitting|conference call|teleconference)";

static WHEN: LazyLock<Regex> = LazyLock::new(|| {
    const WORD: &str = r"(?:dates?|days?|times?|hours?)";
    pattern(&format!(
        r"(?i)^(?:(?:{MEETING} )?{WORD}(?: ?(?:and|&|/) ?{WORD})?(?: of (?:the |this )?{MEETING})?|when|held(?: on)?|took place(?: on)?|start(?:s|ed|ing)?(?: time| at)?|began(?: at)?)$"
    ))
});
static WHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^(?:(?:{MEETING} )?(?:where|venue|place|location|platform|duration|room|format|medium)|held (?:at|via|in|through))$"
    ))
});
static LED: LazyLock<Regex> = LazyLock::new(|| {
    const ROLE: &str = r"(?:co-?)?(?:facilitat(?:ors?|ion)|chairs?|chair ?(?:man|men|woman|women|persons?|people)|chairing|chairmanship|moderat(?:ors?|ion)|hosts?|conven[eo]rs?|(?:co-?)?ordinators?)";
    pattern(&format!(
        r"(?i)^(?:(?:BPF |{MEETING} |online |onsite |on-site |remote )?{ROLE}(?: ?(?:and|&|/) ?{ROLE})?(?: (?:of|for) (?:the |this )?(?:BPF|{MEETING}))?|who (?:led|chaired|facilitated|moderated|hosted)(?: (?:it|us|the call|the meeting))?|(?:{MEETING} )?(?:was )?(?:opened and )?(?:(?:co-?)?(?:chaired|facilitated|moderated|hosted)|led|run|convened|presided over) by|(?:in|on) the chair|presiding|led by)$"
    ))
});
static WROTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:(?:BPF|session|meeting|call) )?(?:rapporteurs?|organi[sz]ers?|note[- ]?takers?)|(?:BPF )?consultants?|lead experts?|editors?|scribes?|minute[- ]?takers?|note[- ]?takers?|(?:minutes|notes) taken|authors?|organi[sz]ers?|(?:(?:report|summary|notes|minutes) )?(?:prepared|drafted|written|reported|compiled|recorded|submitted|taken|kept) by|(?:minutes|notes|report|summary) by)$",
    )
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i)^(?:(?:{MEETING})(?: (?:no\.?|number|nr\.?))?|no\.?|nr\.?|number|edition)$"))
});
static FORUM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:BPF|best practice forum|forum|(?:BPF |name of (?:the )?)(?:name|group|forum|BPF))$")
});
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^(?:(?:{MEETING}|event|report)(?: (?:title|name))?|title|name|subject|(?:title|name) of (?:the )?(?:{MEETING}|event|report))$"
    ))
});

/// Takes a line apart, if its label is one of the usual.
pub fn read(text: &str) -> Option<Labelled<'_>> {
    let line = text.trim_matches(|c: char| c == '|' || c.is_whitespace());
    let found = LINE.captures(line)?;
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str().trim());
    let (label, value) = (part("label"), part("value").trim_matches(['*', '_', ' ']));
    let names = || title::names_a_meeting(value) && !title::is_sentence(value);
    let field = match label {
        label if WHEN.is_match(label) => Field::When,
        label if WHERE.is_match(label) => Field::Where,
        label if LED.is_match(label) => Field::Led,
        label if WROTE.is_match(label) => Field::Wrote,
        label if NUMBER.is_match(label) && ordinal::is_plain(value) => Field::Number,
        label if FORUM.is_match(label) && value.starts_with(char::is_uppercase) => Field::Forum,
        label if NAME.is_match(label) && names() => Field::Name,
        _ => return None,
    };
    Some(Labelled { field, label, note: part("note"), value })
}

/// Is it the label of those who led the call, and nothing else: "Moderators"?
pub fn is_label_of_leaders(text: &str) -> bool {
    LED.is_match(text)
}

impl Labelled<'_> {
    /// Is the label itself the name of a forum: "Best Practice Forum: Spam"?
    pub fn names_the_forum(&self) -> bool {
        self.field == Field::Forum && title::names_a_forum(self.label)
    }

    /// The line as a sentence about its value: a zone that stands with the label goes with the hour.
    pub fn printed(&self) -> String {
        let Self { label, note, value, .. } = self;
        let zone = note.trim_start_matches("in ");
        let is_zone = self.field == Field::When
            && ["utc", "gmt"].contains(&zone.to_lowercase().as_str())
            && !value.to_lowercase().contains(&zone.to_lowercase());
        if is_zone {
            format!("{label}: {value} {zone}")
        } else {
            format!("{label}: {value} {note}").trim_end().to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_every_dress() {
        let lines = [
            ("Date: 5 June 2018", Field::When, "5 June 2018"),
            ("**Date:** 2018-06-05", Field::When, "2018-06-05"),
            ("__Date and time__: 5 June", Field::When, "5 June"),
            ("Date/time – 5 June", Field::When, "5 June"),
            ("Date of the call: 5 June", Field::When, "5 June"),
            ("Time (local): 15:00", Field::When, "15:00"),
            ("Meeting date:5 June", Field::When, "5 June"),
            ("| Date | 5 June |", Field::When, "5 June"),
            ("Date    5 June", Field::When, "5 June"),
            ("Call: #5", Field::Number, "#5"),
            ("Meeting no.: V", Field::Number, "V"),
            ("Call: fifth virtual meeting", Field::Number, "fifth virtual meeting"),
            ("Room: Sample Hall", Field::Where, "Sample Hall"),
            ("Chair(s): Anna Bell", Field::Led, "Anna Bell"),
            ("Co-facilitators: Anna Bell, Tom Ray", Field::Led, "Anna Bell, Tom Ray"),
            ("Moderation: Anna Bell", Field::Led, "Anna Bell"),
            ("Meeting facilitated by: Anna Bell", Field::Led, "Anna Bell"),
            ("Rapporteur: Anna Bell", Field::Wrote, "Anna Bell"),
            ("Forum: Spam", Field::Forum, "Spam"),
            ("Session title: Best Practice Forum on Spam", Field::Name, "Best Practice Forum on Spam"),
        ];
        for (line, field, value) in lines {
            let found = read(line).map(|found| (found.field, found.value));
            assert_eq!(found, Some((field, value)), "{line}");
        }
    }

    #[test]
    fn sentences_and_other_labels_are_none() {
        for line in [
            "Dates were discussed: none fits",
            "Call: it was short",
            "Topic: lamps",
            "Chairs and tables: eight",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn the_zone_of_a_label_is_the_hours() {
        assert_eq!(read("Time (UTC): 15:00").map(|line| line.printed()).as_deref(), Some("Time: 15:00 UTC"));
        assert_eq!(
            read("Time (local): 15:00").map(|line| line.printed()).as_deref(),
            Some("Time: 15:00 local")
        );
    }
}
