//! Hours in words: "three in the afternoon UTC", "half past eight a.m. UTC".

use std::sync::LazyLock;

use jiff::civil::Time;
use regex::{Captures, Regex};

use super::pattern;
use super::times::Mention;

const NAMES: [&str; 24] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "twenty-one",
    "twenty-two",
    "twenty-three",
    "twenty-four",
];

static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let mut names = NAMES;
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    pattern(&format!(
        r"(?i)\b(?:(?P<part>half past|(?:a )?quarter past|(?:a )?quarter to)\s+)?(?P<hour>{}|\d{{1,2}})(?:\s+(?P<hundred>hundred))?(?:\s*(?:o['’ ]?clock|hours))?(?:\s+(?P<half>[ap])\.?m\b\.?|\s+in\s+the\s+(?P<day>morning|afternoon|evening)|\s+at\s+(?P<night>night))?,?\s+\(?(?P<zone>UTC|GMT)\b",
        names.join("|")
    ))
});

/// The hours that a text names in words, with UTC behind them.
pub fn spoken(text: &str) -> Vec<Mention> {
    if !(text.contains("UTC") || text.contains("GMT")) {
        return Vec::new();
    }
    SPOKEN.captures_iter(text).filter_map(|found| mention(&found)).collect()
}

fn mention(found: &Captures) -> Option<Mention> {
    let name = found["hour"].to_lowercase();
    let figures = name.parse::<i8>().ok();
    let is_half = found.name("half").or(found.name("day")).or(found.name("night"));
    let part = found.name("part").map(|part| part.as_str().to_lowercase());
    // Plain figures are read elsewhere.
    if figures.is_some() && found.name("day").is_none() && found.name("night").is_none() && part.is_none() {
        let whole = found.get(0)?.as_str().to_lowercase();
        if !whole.contains("clock") {
            return None;
        }
    }
    let named = || NAMES.iter().zip(1..).find(|(known, _)| **known == name).map(|(_, hour)| hour);
    let hour: i8 = figures.or_else(named)?;
    let after_noon = is_half.is_some_and(|half| {
        let half = half.as_str().to_lowercase();
        ["p", "afternoon", "evening"].contains(&half.as_str()) || half == "night" && hour > 5
    });
    let hour = match hour {
        1..=11 if after_noon => hour + 12,
        12 if is_half.is_some() && !after_noon => 0,
        24 => 0,
        hour => hour,
    };
    let (hour, minute) = match part.as_deref() {
        Some(part) if part.starts_with("half") => (hour, 30),
        Some(part) if part.ends_with("past") => (hour, 15),
        Some(_) => (hour - 1, 45),
        None => (hour, 0),
    };
    // "Three o'clock" may be in the night or in the afternoon.
    let is_clear = is_half.is_some() || hour > 12 || found.name("hundred").is_some() || figures.is_some();
    let utc = Time::new(hour.rem_euclid(24), minute, 0, 0).ok().filter(|_| is_clear);
    let zone = utc.is_none().then(|| "words, without the half of the day,".to_owned());
    Some(Mention { utc, local: None, zone, span: found.get(0)?.start()..found.name("zone")?.end() })
}

#[cfg(test)]
mod tests {
    use super::super::times;

    #[test]
    fn hours_are_read_in_words() {
        let spellings = [
            ("at three in the afternoon UTC", Some("15:00")),
            ("at half past eight in the morning UTC", Some("08:30")),
            ("at a quarter to four p.m. UTC", Some("15:45")),
            ("at fifteen hundred hours UTC", Some("15:00")),
            ("at 3 o'clock in the afternoon (UTC)", Some("15:00")),
            ("at 15 o'clock UTC", Some("15:00")),
            ("at ten at night UTC", Some("22:00")),
            ("at three o'clock UTC", None),
            ("at 3 in the afternoon UTC", Some("15:00")),
        ];
        for (text, expected) in spellings {
            let found = times::find(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let utc = found[0].utc.map(|time| time.strftime("%H:%M").to_string());
            assert_eq!(utc.as_deref(), expected, "{text}");
        }
        assert!(times::find("one of the UTC offsets").is_empty());
    }
}
