//! When something is to happen, without a day: a span of time, a week, or another event first.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use regex::Regex;

use super::{Report, dates, pattern};

static WEEK_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bweek\s+(?:of|beginning|starting|commencing|from)\s+(?:on\s+|with\s+)?(?:the\s+)?$")
});

/// "In about three weeks", "in early September", "the week after", "towards the end of the month".
static WINDOW: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str =
        r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December)";
    const COUNT: &str = r"(?:a|an|one|two|three|four|five|six|seven|eight|ten|twelve|\d+|few|couple\s+of|several|next|coming)";
    const UNIT: &str = r"(?:weeks?|days|months?|fortnights?)";
    pattern(&format!(
        r"(?i)\b(?:in|within|for|after|over)\s+(?:about\s+|around\s+|approximately\s+|roughly\s+|perhaps\s+|some\s+|another\s+|not\s+more\s+than\s+)?(?:the\s+)?(?:{COUNT}\s*(?:to|or|-|–)?\s*)*{UNIT}\b|\b(?:early|mid|late|middle\s+of|end\s+of|start\s+of|half\s+of|beginning\s+of|weeks?\s+of|days\s+of)[\s-]+(?:in\s+)?(?:the\s+)?(?:{MONTH}|(?:next\s+|this\s+|coming\s+)?(?:week|month|year)\b)|\b(?:in|during|around|some\s*time\s+in)\s+{MONTH}\b|\bnext\s+(?:week|month|year|quarter)\b|\blater\s+(?:this|in)\b|\bthe\s+(?:week|month)\s+(?:after|thereafter)\b|\b(?:a|one|two|three|four)\s+(?:weeks?|months?|fortnight)\s+(?:later|from\s+now|hence|after)\b|\b(?:the\s+)?following\s+(?:week|month)\b|\bin\s+the\s+new\s+year\b|\bweek\s+(?:of|beginning|starting|commencing)\b|\b(?:this|next|the)\s+(?:coming\s+)?(?:autumn|summer|spring|winter)\b|\b(?:two|three|four|five|six|\d+)(?:\s+(?:to|or)\s+\w+)?\s+weeks\b"
    ))
});
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:once|after|when|whenever|as\s+soon\s+as|until|following\s+the|depending\s+on|depends\s+on|subject\s+to|pending|provided|before|upon|in\s+the\s+wake\s+of|not\s+earlier\s+than|not\s+before)\s+(?P<first>\w+)",
    )
});

/// The words that name a span of time.
pub fn window(sentence: &str) -> Option<&str> {
    // "Every five weeks" is a rhythm.
    let is_rhythm = |at: usize| {
        let word = sentence[..at].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        ["every", "each", "all"].contains(&word.as_str())
    };
    WINDOW.find_iter(sentence).find(|window| !is_rhythm(window.start())).map(|window| window.as_str())
}

/// In "after the meeting in July" the month is the other event's.
pub fn is_window_of_event(sentence: &str) -> bool {
    static OF_MONTH: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:in|during|around)\s+\p{Lu}"));
    let (Some(window), Some(condition)) = (WINDOW.find(sentence), CONDITION.find(sentence)) else {
        return false;
    };
    condition.start() < window.start() && OF_MONTH.is_match(window.as_str())
}

/// Does something else have to happen first?
pub fn has_condition(sentence: &str) -> bool {
    const NO_EVENTS: [&str; 9] = ["more", "again", "or", "then", "that", "this", "which", "now", "on"];
    CONDITION
        .captures_iter(sentence)
        .any(|found| !NO_EVENTS.contains(&found["first"].to_lowercase().as_str()))
}

/// "The week of 14 November": from its Monday to its Sunday.
pub fn week(sentence: &str, report: &Report) -> Option<Vec<Date>> {
    let mention = dates::find(sentence)
        .into_iter()
        .find(|mention| WEEK_OF.is_match(&sentence[..mention.span.start]))?;
    let year = report.date.map(Date::year).or(report.cycle_year);
    let date = mention.days.first()?.in_year(year)?;
    let monday = date.checked_sub(i64::from(date.weekday().since(Weekday::Monday)).days()).ok()?;
    Some(vec![monday, monday.checked_add(6.days()).ok()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_time_are_seen_in_many_words() {
        for text in [
            "in about three weeks",
            "in two or three weeks' time",
            "in a fortnight",
            "the week after the holidays",
            "two weeks later",
            "in the second half of June",
            "towards the end of the month",
            "mid-July",
            "early next year",
            "some time in October",
            "in the new year",
            "this coming autumn",
        ] {
            assert!(window(text).is_some(), "{text}");
        }
        for text in [
            "on 5 June",
            "Calls are held every five weeks.",
            "for the next billion",
            "they may help",
            "a week of 40 hours",
        ] {
            assert!(window(text).is_none_or(|window| window.contains("week of")), "{text}");
        }
    }

    #[test]
    fn conditions_name_an_event() {
        assert!(has_condition("as soon as the survey is closed"));
        assert!(has_condition("This depends on the MAG."));
        assert!(!has_condition("Until then, the list is open once more."));
    }
}
