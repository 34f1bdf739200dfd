//! What the writer of the notes took upon themselves: "I will write to them", "I said that I would ask around".

use std::sync::LazyLock;

use regex::Regex;

use super::commitments::{NEXT_CALL, SUGGESTED};
use super::mail::Letter;
use super::verbs::is_task;
use super::{About, Report, names, pattern};

static COMMITS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)\bI(?:
            (?:\s+(?:also|then|have|had|therefore|kindly|gladly))*\s+(?:
                (?:offered|volunteered|agreed|promised|undertook|accepted|committed(?:\s+myself)?|am\ going|am|was\ asked|have\ been\ asked|was\ tasked)\s+to
                | will(?:\s+(?:also|then|try\ to))? | shall
                | (?:said|added|promised|agreed|confirmed|announced|offered)\s+(?:that\s+)?I\s+(?:would|will|shall|could)
                | took\s+it\s+upon\s+myself\s+to
            )
            | ['’]ll
        )\s+(?P<what>[\w-]+)(?:\s+(?P<next>[\w-]+))?",
    )
});

/// The name of the person who wrote the mail in which the report stands: the sender, or who signed it.
pub fn name(letter: &Letter, report: &Report) -> Option<String> {
    let sender = letter.sender.as_deref().filter(|_| letter.is_mail).unwrap_or_default();
    let name = sender.split(['<', '(', '[']).next().unwrap_or_default();
    let name = names::without_title(name.trim_matches(|c: char| c.is_whitespace() || "\"'“”".contains(c)));
    let sent = (name.contains(' ') && names::is_person(name)).then(|| name.to_owned());
    sent.or_else(|| in_full(letter.signed.as_deref()?, report))
}

/// A first name below the closing words is that of the one person in the report who bears it.
fn in_full(signed: &str, report: &Report) -> Option<String> {
    if signed.contains(' ') {
        return Some(signed.to_owned());
    }
    let listed = report.participants.iter().map(|person| names::without_title(&person.name));
    let led = report.facilitators.iter().chain(&report.moderators).map(String::as_str);
    let mut bearers: Vec<&str> =
        led.chain(listed).filter(|name| name.split(' ').next() == Some(signed)).collect();
    bearers.sort_unstable();
    bearers.dedup();
    match bearers.as_slice() {
        [bearer] => Some((*bearer).to_owned()),
        _ => None,
    }
}

/// Does the writer promise something in this sentence?
pub fn promises(sentence: &str) -> bool {
    COMMITS.captures(sentence).is_some_and(|found| {
        let start = found.get(0).map_or(0, |whole| whole.start());
        is_task(&found, false)
            && !SUGGESTED.is_match(&sentence[..start])
            && !NEXT_CALL.is_match(sentence)
            && sentence[..start].matches(['"', '“', '”']).count().is_multiple_of(2)
    })
}

/// "I chaired the call": whoever wrote the mail led it, where nobody else is said to have done so.
pub fn lead(letter: &Letter, report: &mut Report) {
    static LED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\bI\s+(?:co-)?(?:chaired|led|facilitated|moderated|hosted)\b"));
    let nobody = report.facilitators.is_empty() && report.moderators.is_empty();
    let says =
        |report: &Report| report.paragraphs.iter().take(3).any(|paragraph| LED.is_match(&paragraph.text));
    if nobody && says(report) {
        let writer = name(letter, report);
        warn(writer.as_deref(), report);
        report.facilitators.extend(writer);
    }
}

/// Says whom "I" was taken for, or that nobody knows.
pub fn warn(name: Option<&str>, report: &mut Report) {
    if report.warnings.iter().any(|warning| warning.starts_with("The report says \"I\"")) {
        return;
    }
    report.warn(About::Text, match name {
        Some(name) => format!("The report says \"I\" of its writer, who was taken to be {name}, the sender of the mail: check who does what."),
        None => "The report says \"I\" of its writer, whom it does not name: enter who does what.".to_owned(),
    });
}

#[cfg(test)]
mod tests {
    use super::super::{Paragraph, actions};
    use super::*;

    #[test]
    fn the_writer_leads_where_nobody_else_does() {
        let letter = Letter {
            sender: Some("Anna Bell <anna@example.org>".into()),
            is_mail: true,
            ..Letter::default()
        };
        let led = |facilitators: &[&str]| {
            let paragraph =
                Paragraph { number: None, text: "The group met on 5 June. I chaired the call.".into() };
            let facilitators = facilitators.iter().map(ToString::to_string).collect();
            let mut report = Report { paragraphs: vec![paragraph], facilitators, ..Report::default() };
            lead(&letter, &mut report);
            (report.facilitators, report.warnings.len())
        };
        assert_eq!(led(&[]), (vec!["Anna Bell".to_owned()], 1));
        assert_eq!(led(&["Tom Ray"]), (vec!["Tom Ray".to_owned()], 0));
    }

    #[test]
    fn the_writer_takes_work_home() {
        for sentence in [
            "I said that I would contact the teams.",
            "I will circulate the draft by Friday.",
            "I'll ask around.",
            "I offered to count the replies.",
            "I was asked to write to the printers.",
        ] {
            assert!(promises(sentence), "{sentence}");
        }
        for sentence in [
            "I will be there in person.",
            "It was suggested that I will write.",
            "I said that it was late.",
            "I hope that the next call will be short.",
            "One of them said: \"I will not pay for that\".",
        ] {
            assert!(!promises(sentence), "{sentence}");
        }
    }

    #[test]
    fn the_writer_stands_among_the_owners_as_printed() {
        for (sentence, owners) in [
            ("Anna Bell and I offered to read it.", ["Anna Bell", "Eva Maas"]),
            ("I will write the page and Anna Bell will read it.", ["Eva Maas", "Anna Bell"]),
        ] {
            let paragraphs = vec![Paragraph { number: None, text: sentence.into() }];
            let mut report = Report { paragraphs, ..Report::default() };
            actions::read(Some("Eva Maas".to_owned()), &mut report);
            assert_eq!(report.actions[0].owners, owners, "{sentence}");
        }
    }

    #[test]
    fn the_sender_is_named_in_full() {
        let sent = |by: &str| {
            let letter = Letter { sender: Some(by.to_owned()), is_mail: true, ..Letter::default() };
            name(&letter, &Report::default())
        };

        assert_eq!(sent("Anna Bell <anna at example.org>").as_deref(), Some("Anna Bell"));
        assert_eq!(sent("\"Dr Anna Bell\" <anna@example.org>").as_deref(), Some("Anna Bell"));
        assert_eq!(sent("anna@example.org"), None);
        assert_eq!(sent("IGF Secretariat <igf@example.org>"), None);

        let signed = |by: &str| {
            let report = Report { facilitators: vec!["Anna Bell".into()], ..Report::default() };
            name(&Letter { signed: Some(by.to_owned()), is_mail: true, ..Letter::default() }, &report)
        };
        assert_eq!(signed("Anna").as_deref(), Some("Anna Bell"));
        assert_eq!(signed("Tom Ray").as_deref(), Some("Tom Ray"));
        assert_eq!(signed("Tom"), None);
    }
}
