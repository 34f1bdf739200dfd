//! Headings, and the parts of a report that they announce.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

/// What stands below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Body,
    Actions,
    NextCall,
    Participants,
    Recordings,
    Agenda,
    Notes,
}

static MARKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#{1,6}\s+(.*?)\s*#*$"));
static EMPHASISED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\*\*\*(.+)\*\*\*|\*\*(.+)\*\*|__(.+)__|\*(.+)\*|_(.+)_)\s*:?$"));

/// Words of headings that announce a part: one of the first must stand in it, and no word outside both.
struct Vocabulary {
    section: Section,
    key: &'static [&'static str],
    with: &'static [&'static str],
}

const COMMON: &[&str] = &[
    "annex", "appendix", "the", "a", "an", "of", "list", "and", "to", "for", "in", "on", "this", "our",
    "call", "calls", "meeting", "meetings",
];

const VOCABULARIES: [Vocabulary; 6] = [
    Vocabulary {
        section: Section::Participants,
        key: &[
            "participants",
            "participant",
            "attendees",
            "attendance",
            "attending",
            "attended",
            "present",
            "participated",
            "joined",
            "who",
            "people",
        ],
        with: &[
            "was",
            "were",
            "is",
            "those",
            "people",
            "took",
            "part",
            "at",
            "online",
            "remote",
            "names",
            "who",
            "s",
            "in",
            "members",
            "order",
            "alphabetical",
            "by",
            "name",
            "with",
        ],
    },
    Vocabulary {
        section: Section::Recordings,
        key: &["recording", "recordings", "recorded"],
        with: &[
            "link",
            "links",
            "webex",
            "zoom",
            "audio",
            "video",
            "access",
            "download",
            "stream",
            "streaming",
            "session",
            "available",
            "full",
        ],
    },
    Vocabulary {
        section: Section::Agenda,
        key: &["agenda"],
        with: &["proposed", "draft", "final", "provisional", "adopted", "items", "item"],
    },
    Vocabulary { section: Section::Notes, key: &["notes", "footnotes", "endnotes", "references"], with: &[] },
    Vocabulary {
        section: Section::NextCall,
        key: &["next", "following", "upcoming"],
        with: &["virtual", "date", "dates", "time", "session", "bpf"],
    },
    Vocabulary {
        section: Section::Actions,
        key: &[
            "action",
            "actions",
            "steps",
            "step",
            "todo",
            "to-do",
            "do",
            "task",
            "tasks",
            "follow-up",
            "followup",
            "up",
            "forward",
            "assignments",
            "commitments",
        ],
        with: &[
            "items",
            "item",
            "points",
            "point",
            "next",
            "agreed",
            "follow",
            "way",
            "ways",
            "key",
            "summary",
            "open",
            "assigned",
            "volunteers",
            "taken",
            "from",
            "who",
            "does",
            "what",
            "s",
            "conclusions",
            "responsibilities",
            "over",
            "between",
            "until",
            "then",
            "list",
        ],
    },
];

/// Headings with which a report's body begins, and which therefore are not its title.
const OPENINGS: [&str; 22] = [
    "introduction",
    "welcome",
    "opening",
    "background",
    "summary",
    "overview",
    "discussion",
    "purpose",
    "context",
    "objectives",
    "participants",
    "agenda",
    "highlights",
    "executive summary",
    "main points",
    "key points",
    "summary of discussion",
    "summary of discussions",
    "summary of the discussion",
    "welcome and introduction",
    "welcome and introductions",
    "introductions",
];

/// The text of a line that is marked up as a heading.
pub fn marked(text: &str) -> Option<&str> {
    if let Some(found) = MARKED.captures(text) {
        return found.get(1).map(|heading| plain(heading.as_str()));
    }
    let found = EMPHASISED.captures(text)?;
    let inner = found.iter().skip(1).flatten().next()?.as_str();
    let several = inner.contains("**") || inner.contains('*') && !text.starts_with("**");
    (!several && inner.split(' ').count() <= 14 && !inner.ends_with(['.', ';', ','])).then(|| plain(inner))
}

/// A heading or title without its mark-up.
pub fn plain(text: &str) -> &str {
    text.trim_start_matches('#').trim_matches(['*', '_', ' '])
}

/// A line without mark-up that can stand as a heading, if something follows it.
pub fn could_be(text: &str) -> bool {
    let words = text.split(' ').count();
    let short = words <= 12 && text.chars().count() <= 80;
    let tells = ["We ", "They ", "It ", "Participants ", "Members ", "The "]
        .iter()
        .any(|start| text.starts_with(start));
    let labels = text.ends_with(':') && !tells && (words <= 3 || section(text) != Section::Body);
    let questions = text.ends_with('?') && words <= 7;
    let stops = text.ends_with(['.', ';', ',', '!', '…', '-', '–'])
        || (text.ends_with(':') && !labels)
        || (text.ends_with('?') && !questions);
    short
        && !stops
        && !text.contains("://")
        && !text.contains('@')
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘'(".contains(c))
}

/// What a heading announces.
pub fn section(text: &str) -> Section {
    if text.len() > 200 {
        return Section::Body;
    }
    let words = words(text);
    let fits = |vocabulary: &&Vocabulary| {
        let is_key = |word: &String| vocabulary.key.contains(&word.as_str());
        let known = |word: &String| {
            is_key(word) || vocabulary.with.contains(&word.as_str()) || COMMON.contains(&word.as_str())
        };
        words.iter().any(is_key) && words.iter().all(known)
    };
    let found = VOCABULARIES.iter().find(fits).map_or(Section::Body, |vocabulary| vocabulary.section);
    let calls =
        words.iter().any(|word| ["call", "meeting", "calls", "meetings", "session"].contains(&word.as_str()));
    if found == Section::NextCall && !calls || found == Section::Actions && words.len() > 7 {
        Section::Body
    } else {
        found
    }
}

/// Is this one of the headings with which a body begins?
pub fn opens_body(text: &str) -> bool {
    let plain = plain(text).trim_end_matches(':').to_lowercase();
    let unnumbered = super::marks::strip(&plain);
    OPENINGS.contains(&unnumbered) || section(text) != Section::Body
}

/// Lower-case words without numbers: "Annex 1 – List of participants (12)".
fn words(text: &str) -> Vec<String> {
    let text = super::marks::strip(plain(text)).to_lowercase();
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.chars().any(char::is_alphabetic));
    words
        .map(|word| word.trim_matches('-').to_owned())
        .filter(|word| !["i", "ii", "iii", "iv", "b", "c"].contains(&word.as_str()))
        .take(16)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_what_stands_below_them() {
        let sections = [
            ("Annex – Participants List", Section::Participants),
            ("Annex: who was on the call", Section::Participants),
            ("List of participants (12)", Section::Participants),
            ("Call recording", Section::Recordings),
            ("Agenda of the call", Section::Agenda),
            ("ACTION ITEMS", Section::Actions),
            ("Next steps:", Section::Actions),
            ("Next call", Section::NextCall),
            ("To do", Section::Actions),
            ("Footnotes", Section::Notes),
            ("Participants' views", Section::Body),
            ("The next billion", Section::Body),
            ("Introduction", Section::Body),
        ];
        for (heading, expected) in sections {
            assert_eq!(section(heading), expected, "{heading}");
        }
    }

    #[test]
    fn marked_headings_lose_their_marks() {
        assert_eq!(marked("***Introduction***"), Some("Introduction"));
        assert_eq!(marked("## Call recording ##"), Some("Call recording"));
        assert_eq!(marked("**1. Welcome**"), Some("1. Welcome"));
        assert_eq!(marked("**Bold** words and **more**"), None);
        assert_eq!(marked("*This sentence is stressed.*"), None);
    }
}
