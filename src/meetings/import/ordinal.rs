//! For the how manyth time the forum met.

use std::sync::LazyLock;

use regex::Regex;

use super::spelling::MEETING;
use super::{About, Report, pattern, sentences, when};

static ORDINAL_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:{MEETING}|call|VM|VC|TC)s?\s*(?:no\.?|number|nr\.?|#|n[°º])?\s*(?P<n>[IVX]+|\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s?(?P<double>ab?\b|b\b|\(?a\s*(?:and|&|/|\+)\s*b\b)?(?:[^\p{{L}}\d]|$)",
    ))
});

const NTH: &str = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|\d{1,2}(?:st|nd|rd|th)";

static ORDINAL_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?P<n>{NTH})(?P<between>(?:\s+\(?[\p{{L}}/-]+\)?){{0,3}}?)\s+(?:{MEETING}|call)s?\b"
    ))
});

static NTH_HELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)(?:\bheld\s+(?:its|the|their|a)|\b(?:this|it)\s+was\s+(?:the|its|their|our)|\bmet\b[^.;,]{{0,30}}?\s+for\s+(?:the|its|their)|\b(?:had|convened|for)\s+(?:its|their)|(?:summary|report|record|notes|minutes)\s+(?:of|on|from)\s+(?:the|our)|^(?:the|this)|^)\s*\b(?P<n>{NTH})(?P<between>(?:\s+[\p{{L}}-]+){{0,3}}?)\s+(?:{MEETING}|call|time)\b(?P<rest>.*)"
    ))
});

static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^(?:no\.?|number|nr\.?|#|n[°º])?\s*(?:[IVX]+|\d{{1,2}}|{NTH}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s?(?:ab?|b|\(?a\s*(?:and|&|/|\+)\s*b\)?)?(?:\s+(?:[\p{{L}}-]+\s+){{0,2}}(?:{MEETING}|call))?(?:\s+of\s+(?:19|20)\d\d)?$"
    ))
});

/// Is a text a number of a meeting and nothing else: "#5", "7ab", "fifth virtual meeting"?
pub fn is_plain(text: &str) -> bool {
    PLAIN.is_match(text)
}

/// The number of the meeting, from its label, from the title, else from the first sentences.
pub fn read(label: Option<&str>, title: &str, first: &[String], report: &mut Report) -> Option<u32> {
    let labelled = label.and_then(|label| {
        in_title(&format!("call {label}"), report).or_else(|| in_title(&format!("{label} call"), report))
    });
    if labelled.is_some() {
        return labelled;
    }
    let said = in_title(title, report);
    let in_body = first.iter().flat_map(|text| sentences::split(text)).take(4).find_map(nth_held);
    said.or(in_body)
}

fn in_title(title: &str, report: &mut Report) -> Option<u32> {
    let blank = when::blank_days(title);
    if let Some(found) = ORDINAL_AFTER.captures_iter(&blank).find(|found| number(&found["n"]).is_some()) {
        if found.name("double").is_some() {
            report.warn(About::Day, "The number of the meeting says that it was a double call, held twice with one agenda: check its two sittings.");
        }
        return number(&found["n"]);
    }
    let found = ORDINAL_BEFORE.captures(&blank)?;
    let of_other = found["between"].to_lowercase();
    (!["annual", "igf", "mag"].iter().any(|word| of_other.contains(word)))
        .then(|| number(&found["n"]))
        .flatten()
}

/// The number of the call that a clause speaks of: "The first virtual meeting of the forum".
pub fn in_words(clause: &str) -> Option<u32> {
    ORDINAL_BEFORE.captures(clause).and_then(|found| number(&found["n"]))
}

/// "held its first call", "this was the fourth call".
fn nth_held(sentence: &str) -> Option<u32> {
    let found = NTH_HELD.captures(sentence)?;
    let of_other = found["between"].to_lowercase();
    let whole = found.get(0)?.as_str();
    let of_meeting =
        !["annual", "igf", "mag", "in-person", "face-to-face"].iter().any(|word| of_other.contains(word));
    let lower = whole.to_lowercase();
    let starts = ["the ", "this ", &found["n"].to_lowercase()].iter().any(|start| lower.starts_with(start));
    // "The first call for input" is no meeting.
    let of_call = !found["rest"].trim_start().starts_with("for ");
    let says = !starts
        || ["held", "took place", "facilitated", "chaired", "convened", "moderated", "was", "met"]
            .iter()
            .any(|verb| found["rest"].contains(verb))
        || whole.contains(" was ");
    (of_meeting && of_call && says).then(|| number(&found["n"])).flatten()
}

/// VII, 7, 7th, seven and seventh.
pub fn number(text: &str) -> Option<u32> {
    const NAMES: [(&str, &str); 15] = [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("four", "fourth"),
        ("five", "fifth"),
        ("six", "sixth"),
        ("seven", "seventh"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("ten", "tenth"),
        ("eleven", "eleventh"),
        ("twelve", "twelfth"),
        ("thirteen", "thirteenth"),
        ("fourteen", "fourteenth"),
        ("fifteen", "fifteenth"),
    ];
    let lower = text.to_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let named = || {
        NAMES
            .iter()
            .zip(1..)
            .find(|((cardinal, ordinal), _)| lower == *cardinal || lower == *ordinal)
            .map(|(_, value)| value)
    };
    digits.parse().ok().or_else(named).or_else(|| roman(text)).filter(|number| (1..=60).contains(number))
}

fn roman(text: &str) -> Option<u32> {
    let values: Option<Vec<u32>> = text
        .to_uppercase()
        .chars()
        .map(|c| match c {
            'I' => Some(1),
            'V' => Some(5),
            'X' => Some(10),
            _ => None,
        })
        .collect();
    let values = values?;
    let total = values.iter().enumerate().fold(0_i64, |sum, (index, value)| {
        let before_greater = values.get(index + 1).is_some_and(|next| next > value);
        if before_greater { sum - i64::from(*value) } else { sum + i64::from(*value) }
    });
    u32::try_from(total).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_in_every_spelling() {
        let titles = [
            ("Virtual Meeting VII", Some(7)),
            ("7th Virtual Meeting", Some(7)),
            ("Seventh call", Some(7)),
            ("Virtual Meeting 7", Some(7)),
            ("Virtual Meeting VIIa", Some(7)),
            ("Virtual Meeting VII a and b", Some(7)),
            ("Call #7", Some(7)),
            ("Virtual Metting VII", Some(7)),
            ("7th virtual meeing", Some(7)),
            ("BPF mtg no. 7", Some(7)),
            ("Minute of the virtual meeting Nº 7", Some(7)),
            ("BPF Spam – minutes, VC #7", Some(7)),
            ("Virtual Meetings 7a and 7b", Some(7)),
            ("Meeting IX", Some(9)),
            ("Call of 7 June 2017", None),
            ("11th IGF annual meeting", None),
            ("Meeting in Geneva", None),
        ];
        for (title, ordinal) in titles {
            assert_eq!(in_title(title, &mut Report::default()), ordinal, "{title}");
        }
        assert_eq!(nth_held("The BPF held its first call since it was approved."), Some(1));
        assert_eq!(nth_held("This was the fourth call of the group."), Some(4));
        assert_eq!(nth_held("The sixth call of the BPF was facilitated by A."), Some(6));
        assert_eq!(nth_held("This is a summary of the second virtual meeting of the BPF."), Some(2));
        assert_eq!(nth_held("Second virtual meeting of the BPF took place on 5 June."), Some(2));
        assert_eq!(nth_held("The group met online for the second time this year."), Some(2));
        assert_eq!(nth_held("Second meeting of the MAG in June."), None);
        assert_eq!(nth_held("The first call for input was closed."), None);
    }
}
