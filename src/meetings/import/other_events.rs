//! Events beside the meeting that is reported, whose days are not its own.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

static OTHER_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(conference|workshop|pre-?event|day 0|annual|event|summit|festival|previous|preparatory|last|earlier|next|proposal|survey|questionnaire|MAG|consultations?|deadline|training|seminar|course|hackathon|election|study|regional|national)\b",
    )
});

static SESSION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bsessions?\b"));

/// "Took place after the IGF in Istanbul (" a day: the day is that of the event.
static OF_EVENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:after|before|since|following|ahead\s+of|prior\s+to)\b[^,]*\($"));
/// "Those who worked on it last year", "as on earlier occasions" say nothing of another meeting.
static LAST_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\blast\s+(?:year|\w+day)\b|\b(?:earlier|previous|former)\s+(?:occasions|years|times)\b")
});

/// Do these words speak of another event: a conference, an earlier meeting, a session that is being planned?
pub fn is_other_event(words: &str) -> bool {
    OTHER_EVENT.is_match(&LAST_YEAR.replace_all(words, ""))
        || OF_EVENT.is_match(words)
        || SESSION.is_match(words) && !words.to_lowercase().contains("planning")
}
