//! Sentences that say who was there: "Present were Anna Bell, Tom Ray (Sample Trust) and Bo Lind from the Secretariat."

use std::sync::LazyLock;

use regex::Regex;

use super::blocks::Block;
use super::names::{self, NAME};
use super::owners::ROLE;
use super::{About, Report, pattern, person, rows, sentences, shared};

const CALL: &str = r"(?:(?:the|this|our)\s+(?:(?:\w+\s+)?(?:virtual|informal|joint|planning|online)\s+)?(?:call|meeting|session|conversation))";

/// "Present were …", "Those who joined: …", "The following people took part in the call: …".
static NAMES_THEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)^(?P<label>(?i:
            (?:(?:also|others?|further\s+people|the\s+others)\s+)?(?:present|in\s+attendance|attending|participating|taking\s+part|[io]n\s+(?:the|this)\s+(?:call|line|meeting)|with\s+us)(?:\s+(?:besides|beside|apart\s+from|in\s+addition\s+to)\s+[\w\ ]{{2,30}}?)?
            | (?:those|the\s+people|people)\s+(?:who\s+(?:were\s+)?)?(?:present|attending|attended|in\s+attendance|participating|participated|took\s+part|joined|joining|there|on\s+(?:the|this)\s+(?:call|line))
            | (?:the\s+)?(?:participants|attendees)(?:\s+(?:of|in|on|at)\s+{CALL})?
            | the\s+others
            | (?:the\s+following|these)(?:\s+(?:people|persons|participants|members|colleagues))?\s+(?:attended|took\s+part|participated|joined|dialled\s+in|came|were\s+(?:present|there|in\s+attendance|on\s+the\s+(?:call|line)))
        )(?i:\s+(?:in|on|at|to)?\s*{CALL})?(?i:\s+(?:were|was|included?)|:|\s+[–—-])(?i:\s+(?:also|the\s+following))*:?)\s+(?P<who>\p{{Lu}}.*)$"
    ).replace("{CALL}", CALL))
});

/// "The call was attended by …".
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<label>(?i:(?:(?:besides|in\s+addition\s+to|apart\s+from|other\s+than|along\s+with|together\s+with)\s+[^,.;]{{2,80}},\s+|in\s+addition,\s+)?(?:{CALL}|it)\s+was\s+(?:also\s+)?(?:attended|joined)\s+by))\s+(?P<who>\p{{Lu}}.*)$"
    ))
});

/// "Anna Bell and Tom Ray were present."
static DID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<who>\p{{Lu}}.*?)\s+(?P<label>(?i:attended|joined|took part|participated|dialled in|(?:were|was) (?:present|there|in attendance|on (?:the|this) (?:call|line)))(?i:(?:\s+(?:in|on|at|to))?\s+{CALL})?)\.?$"
    ))
});

/// "Bo Lind from the Secretariat": what stands between a person's name and an organisation's.
static OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<name>{NAME})\s+(?P<link>(?:from|of|for|representing|on behalf of)(?:\s+(?:the|our|its))?)\s+(?P<group>\p{{Lu}}[^,;()]*?)(?:[,;(]|\s+(?:and|&)\s+{NAME}\s|\s+(?:and|&)\s+(?:\p{{Ll}}|\p{{Lu}}[\p{{L}}'’-]*\s+\p{{Lu}})|\.?$)"
    ))
});

/// "…, and myself", "…, and the consultant".
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i),?\s+and\s+(?:myself|me|I|the undersigned|the author of these notes|{ROLE})\.?$"))
});

/// Paragraphs above which a sentence about those who were there may have any form.
const EARLY: usize = 3;

/// Takes the people of such a sentence into the list. What is left of the block is given back, if it had one.
pub fn take(block: &Block, report: &mut Report) -> Option<Block> {
    for sentence in sentences::split(&block.text) {
        let early = report.paragraphs.len() < EARLY;
        let found = NAMES_THEM
            .captures(sentence)
            .or_else(|| BY.captures(sentence).filter(|_| early))
            .or_else(|| DID.captures(sentence).filter(|_| early));
        let Some(found) = found else { continue };
        let who = &found["who"];
        let (named, unnamed) = who.split_at(UNNAMED.find(who).map_or(who.len(), |found| found.start()));
        let Some((people, links)) = people(named) else { continue };
        report.leave_out(block.line, &found["label"], "says who was there");
        report.leave_out(block.line, unnamed, "was there, and has no name here");
        for link in links {
            report.leave_out(block.line, &link, "joins a name and an organisation");
        }
        shared::read_row(block.line, people, report);
        let (before, behind) = block.text.split_once(sentence)?;
        let text = format!("{} {}", before.trim_end(), behind.trim_start()).trim().to_owned();
        let mut rest = block.clone();
        rest.text = text;
        return Some(rest);
    }
    None
}

/// Says that a sentence about those who were there could not be taken apart, if nothing else tells who they were.
pub fn warn(report: &mut Report) {
    if !report.participants.is_empty() {
        return;
    }
    let sentences = report.paragraphs.iter().flat_map(|paragraph| sentences::split(&paragraph.text));
    let named = |sentence: &str| {
        NAMES_THEM.captures(sentence).is_some_and(|found| names::leading(&found["who"]).len() > 1)
    };
    if let Some(sentence) = sentences.map(str::to_owned).find(|sentence| named(sentence)) {
        report.warn(
            About::Text,
            format!("This sentence says who was there, and not all whom it names are people: \"{sentence}\" Add those who took part."),
        );
    }
}

/// The entries of a list that names people and nobody else, and the words that joined a name to an organisation.
fn people(list: &str) -> Option<(Vec<String>, Vec<String>)> {
    let (list, links) = in_brackets(list.trim_end_matches('.'));
    let entries = rows::divide(&list);
    let people: Vec<&String> =
        entries.iter().filter(|entry| *entry != "and" && !rows::COUNTED.is_match(entry)).collect();
    let name = |entry: &String| {
        let entry = entry.strip_prefix("and ").unwrap_or(entry);
        names::without_title(&person::read(entry).name).to_owned()
    };
    let full = people.iter().filter(|entry| name(entry).contains(' ')).count();
    let named = people.iter().all(|entry| {
        // What stands behind ", and" would be an entry of its own.
        let joined = entry.contains(", and ");
        let name = name(entry);
        !joined
            && names::first(&name) == Some(&name)
            && names::is_person(&name)
            && !person::ORGANISATION.is_match(&name)
            && name.contains(char::is_lowercase)
    });
    (people.len() > 1 && named && full * 2 > people.len()).then_some((entries, links))
}

/// "Bo Lind from the Secretariat" as "Bo Lind (Secretariat)", with the words that were taken out.
fn in_brackets(list: &str) -> (String, Vec<String>) {
    let (mut written, mut links, mut from) = (String::new(), Vec::new(), 0);
    while let Some(found) = list.get(from..).and_then(|rest| OF.captures(rest)) {
        let part = |name: &str| found.name(name).map_or(0..0, |part| from + part.start()..from + part.end());
        let (name, group) = (part("name"), part("group"));
        let is_person =
            names::is_person(names::trim_start(&list[name.clone()])) && list[name.clone()].contains(' ');
        if is_person {
            written.push_str(&list[from..name.end]);
            written.extend([" (", list[group.clone()].trim_end(), ")"]);
            links.push(list[part("link")].to_owned());
        } else {
            written.push_str(&list[from..group.end]);
        }
        from = group.end;
    }
    written.push_str(&list[from..]);
    (written, links)
}

#[cfg(test)]
mod tests {
    use super::super::{Paragraph, blocks, lines};
    use super::*;

    type Person<'text> = (&'text str, Option<&'text str>);

    fn taken(text: &str) -> (Vec<(String, Option<String>)>, Option<String>) {
        let mut report = Report::default();
        let rest = take(&blocks::read(&lines::read(text))[0], &mut report);
        let people = report.participants.into_iter().map(|person| (person.name, person.affiliation));
        (people.collect(), rest.map(|rest| rest.text))
    }

    #[test]
    fn those_who_were_there_are_listed() {
        const TRUST: Option<&str> = Some("Sample Trust");
        let sentences: [(&str, &[Person]); 15] = [
            (
                "Present were Anna Bell, Tom Ray (Sample Trust) and Bo Lind.",
                &[("Anna Bell", None), ("Tom Ray", TRUST), ("Bo Lind", None)],
            ),
            (
                "Present were Anna Bell and Tom Ray from the Sample Trust.",
                &[("Anna Bell", None), ("Tom Ray", TRUST)],
            ),
            (
                "Present were Anna Bell of the Sample Trust, Bo Lind for the Sample Trust and Tom Ray.",
                &[("Anna Bell", TRUST), ("Bo Lind", TRUST), ("Tom Ray", None)],
            ),
            (
                "In attendance were Anna Bell, Bo and Tom Ray.",
                &[("Anna Bell", None), ("Bo", None), ("Tom Ray", None)],
            ),
            ("Those who joined the call: Anna Bell, Tom Ray.", &[("Anna Bell", None), ("Tom Ray", None)]),
            (
                "The following people took part: Anna Bell; Tom Ray, Sample Trust.",
                &[("Anna Bell", None), ("Tom Ray", TRUST)],
            ),
            (
                "The call was attended by Anna Bell, Tom Ray and two others.",
                &[("Anna Bell", None), ("Tom Ray", None)],
            ),
            (
                "Anna Bell, Tom Ray and Bo Lind were on the call.",
                &[("Anna Bell", None), ("Tom Ray", None), ("Bo Lind", None)],
            ),
            (
                "Participants in the call were Anna Bell and Tom Ray.",
                &[("Anna Bell", None), ("Tom Ray", None)],
            ),
            (
                "Present were Anna Bell, Tom Ray for the Sample Trust and myself.",
                &[("Anna Bell", None), ("Tom Ray", TRUST)],
            ),
            (
                "Present were Anna Bell, Tom Ray of the Sample Trust, and the consultant.",
                &[("Anna Bell", None), ("Tom Ray", TRUST)],
            ),
            ("The others were Anna Bell and Tom Ray.", &[("Anna Bell", None), ("Tom Ray", None)]),
            ("Present besides her were Anna Bell and Tom Ray.", &[("Anna Bell", None), ("Tom Ray", None)]),
            (
                "Besides the three just mentioned, the meeting was attended by Anna Bell and Tom Ray (Sample Trust).",
                &[("Anna Bell", None), ("Tom Ray", TRUST)],
            ),
            ("Also present: Anna Bell, Tom Ray", &[("Anna Bell", None), ("Tom Ray", None)]),
        ];
        for (sentence, people) in sentences {
            let expected: Vec<_> =
                people.iter().map(|(name, group)| ((*name).to_owned(), group.map(str::to_owned))).collect();
            assert_eq!(taken(sentence), (expected, Some(String::new())), "{sentence}");
        }
        assert_eq!(
            taken("Present were Anna Bell and Tom Ray. The call was short.").1.as_deref(),
            Some("The call was short.")
        );
    }

    #[test]
    fn a_sentence_that_names_others_too_is_shown() {
        let warnings = |text: &str| {
            let paragraphs = vec![Paragraph { number: None, text: text.to_owned() }];
            let mut report = Report { paragraphs, ..Report::default() };
            warn(&mut report);
            report.warnings.len()
        };
        assert_eq!(warnings("Present were Anna Bell, Tom Ray and people from all of the islands."), 1);
        assert_eq!(warnings("Participants were asked to mute."), 0);
    }

    #[test]
    fn other_sentences_name_nobody_who_was_there() {
        for sentence in [
            "Present were Kenya, Japan and Uruguay.",
            "Present were people from the Sample Trust and Bo Lind.",
            "Participants were asked to mute.",
            "The MAG meeting was attended by Anna Bell and Tom Ray.",
            "Anna Bell said that Tom Ray and Bo Lind attended the meeting.",
            "Present at the workshop were Anna Bell and Tom Ray.",
            "Present were many.",
        ] {
            assert_eq!(taken(sentence), (vec![], None), "{sentence}");
        }
    }
}
