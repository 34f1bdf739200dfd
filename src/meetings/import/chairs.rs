//! Who facilitated and who moderated the call.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::head::Head;
use super::names::{self, NAME};
use super::{Report, pattern, sentences};

/// "facilitated by", "chaired and moderated by"; fused words too: "facilitated byAnna Bell".
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<verb>(?:(?:co-?)?(?:facilitated|chaired|moderated|hosted|led|convened|presided over|opened and chaired)(?:\s+(?:and|&)\s+)?)+)\s*(?:jointly\s+|together\s+)?(?:and\s+\w+\s+)?by\s*(?P<who>\S.*)$",
    )
});
/// "A and B co-chaired the call", "Anna Bell, who facilitated the second half".
static ACTIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<who>{NAME}(?:(?:\s*\([^)]*\))?(?:\s*,\s*(?:and\s+)?|\s+and\s+){NAME})*)(?:\s*\([^)]*\))?,?\s+(?:who\s+|jointly\s+|also\s+|then\s+|both\s+)*(?P<verb>(?:co-?)?(?:facilitated|chaired|moderated|hosted|led))\s+(?:(?:and\s+\w+\s+)?(?:the|this|our|both)\s+(?:\w+\s+)?(?:calls?|meetings?|discussions?|sittings?|half|part|first|second)\b)"
    ))
});
/// "(BPF) co-facilitator Anna Bell opened the meeting", "Anna Bell (co-facilitator) welcomed".
static OPENED: LazyLock<Regex> = LazyLock::new(|| {
    let verb = r"(?:\s+(?:then|also|formally))?\s+(?:opened|welcomed|started|began|kicked off|introduced the (?:call|meeting)|chaired|led the (?:call|meeting))\b";
    let role = r"(?:co-?)?(?:facilitators?|chairs?|chairperson)";
    pattern(&format!(
        r"(?:\b(?i:{role}),?\s+(?:(?:Mrs?|Ms|Dr|Prof)\.?\s+)?(?P<after>{NAME}(?:\s+and\s+{NAME})?),?{verb})|(?:(?P<before>{NAME}(?:\s+and\s+{NAME})?)(?:\s*\(|,\s+)(?:the\s+)?(?:[\w/]+\s+){{0,3}}?(?i:{role})\b[^).]{{0,40}}[),]+{verb})"
    ))
});
static AS_ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<who>{NAME}(?:\s+and\s+{NAME})?)\s+(?:acted|served|was acting)\s+as\s+(?:the\s+|a\s+)?(?P<role>(?i:(?:co-?)?(?:facilitator|chair|moderator|host))s?)\b|(?:\bwith)\s+(?P<with>{NAME}(?:\s+and\s+{NAME})?)\s+(?:as\s+(?P<as>(?i:(?:co-?)?(?:facilitator|chair|moderator|host))s?)\b|in the chair)"
    ))
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[*_-]*\s*(?P<role>(?:meeting |call )?(?:co-?)?(?:facilitat|chair|moderat|host|led)[\w /-]{0,20}?)(?:\(s\))?[*_]*\s*(?::|\s[–—-]\s)[*_]*\s*(?P<who>\S.*)$",
    )
});
/// What is led there is not the call.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(conference|workshop|pre-?event|panel|survey|study|project|paper|research|proposal|initiative|coalition|session|training|summit|report|chapter|network|campaign|team|subgroup|sub-group|policy)\b",
    )
});
static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(calls?|meetings?|it|discussions?|sittings?|first|second|webinar|which|and)\b|^\W*$")
});
static ANNEX_ROLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:co-?)?(facilitator|chair(?:man|woman|person)?)s?\b"));

/// No call has more people in the chair.
const MOST: usize = 12;

/// Fills in facilitators and moderators, from the head and the prose, else from the list of participants.
pub fn read(head: &Head, report: &mut Report) {
    let mut found = Chairs::default();
    for line in &head.people {
        found.sentence(line, true);
    }
    let texts: Vec<String> =
        report.paragraphs.iter().map(|paragraph| paragraph.text.replace(['*', '_'], "")).collect();
    for (index, text) in texts.iter().enumerate() {
        if !mentions_a_chair(text) {
            continue;
        }
        for sentence in sentences::split(text) {
            found.sentence(sentence, index < 3);
        }
    }
    if found.facilitators.is_empty() && found.moderators.is_empty() {
        let chairs = report
            .participants
            .iter()
            .filter(|person| person.role.as_deref().is_some_and(|role| ANNEX_ROLE.is_match(role)));
        found.facilitators = chairs.map(|person| person.name.clone()).collect();
    }
    let names: Vec<String> = report.participants.iter().map(|person| person.name.clone()).collect();
    report.facilitators = complete(found.facilitators, &texts, &names);
    report.moderators = complete(found.moderators, &texts, &names);
}

/// Most paragraphs speak of nobody who led anything.
fn mentions_a_chair(text: &str) -> bool {
    ["acilitat", "hair", "oderat", "ost", "led", "open", "welcom", "conven"]
        .iter()
        .any(|part| text.contains(part))
}

#[derive(Default)]
struct Chairs {
    facilitators: Vec<String>,
    moderators: Vec<String>,
}

impl Chairs {
    fn add(&mut self, role: &str, names: Vec<String>) {
        let role = role.to_lowercase();
        if role.contains("moderat") {
            self.moderators.extend(names.clone());
        }
        if ["facilitat", "chair", "led", "host", "conven", "presid", "open"]
            .iter()
            .any(|part| role.contains(part))
        {
            self.facilitators.extend(names);
        }
    }

    fn label(&mut self, line: &str) {
        if let Some(found) = LABEL.captures(line) {
            self.add(&found["role"], names::list(&found["who"]));
        }
    }

    fn sentence(&mut self, sentence: &str, early: bool) {
        self.label(sentence);
        let mut found = passive(sentence, early);
        let mut add = |at: usize, role: &str, who: &str| {
            found.push((at, role.to_owned(), names::leading(names::trim_start(who))));
        };
        for active in ACTIVE.captures_iter(sentence) {
            add(start(&active), &active["verb"], &active["who"]);
        }
        for opened in OPENED.captures_iter(sentence).filter(|_| early) {
            let who = opened.name("after").or(opened.name("before"));
            add(start(&opened), "facilitator", who.map_or("", |who| who.as_str()));
        }
        for acted in AS_ROLE.captures_iter(sentence) {
            let who = acted.name("who").or(acted.name("with"));
            let role = acted.name("role").or(acted.name("as")).map_or("chair", |role| role.as_str());
            add(start(&acted), role, who.map_or("", |who| who.as_str()));
        }
        found.sort_by_key(|(at, ..)| *at);
        for (_, role, names) in found {
            self.add(&role, names);
        }
    }
}

fn start(found: &Captures) -> usize {
    found.get(0).map_or(0, |whole| whole.start())
}

/// "was facilitated by A and moderated by B": where, in which role, and who.
fn passive(sentence: &str, early: bool) -> Vec<(usize, String, Vec<String>)> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(found) = BY.captures(&sentence[from..]) {
        let verb = found["verb"].to_lowercase();
        let at = from + start(&found);
        let who = found.name("who").map_or("", |who| who.as_str());
        let before = &sentence[from..at];
        let subject = before.rsplit([';', '.']).next().unwrap_or(before);
        let is_plain = ["facilitated", "chaired", "moderated"].iter().any(|plain| verb.contains(plain));
        let of_call = !OTHER.is_match(subject) && (MEETING.is_match(subject) || is_plain && early);
        if of_call && (early || is_plain) {
            all.push((at, verb, names::leading(who)));
        }
        from = sentence.len() - who.len();
    }
    all
}

/// Each person once, with the full name, spelled as where it stands first.
fn complete(found: Vec<String>, texts: &[String], participants: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for name in found.into_iter().filter(|name| seen.insert(name.clone())).take(MOST) {
        let name = in_full(&name, texts, participants);
        let known = names.iter().any(|other| {
            other.to_lowercase() == name.to_lowercase()
                || other.to_lowercase().starts_with(&format!("{} ", name.to_lowercase()))
        });
        if !known {
            names.push(name);
        }
    }
    names
}

fn in_full(name: &str, texts: &[String], participants: &[String]) -> String {
    let all = || texts.iter().chain(participants);
    let literal = regex::escape(name).replace("\\ ", r"\s+").replace(' ', r"\s+");
    if name.contains(' ') {
        let Ok(same) = Regex::new(&format!("(?i){literal}")) else { return name.to_owned() };
        return all()
            .find_map(|text| same.find(text))
            .map_or_else(|| name.to_owned(), |found| found.as_str().to_owned());
    }
    let Ok(longer) = Regex::new(&format!(r"\b{literal}\s+{NAME}|{NAME}\s+{literal}\b")) else {
        return name.to_owned();
    };
    let full = |text: &String| {
        longer
            .find_iter(text)
            .map(|found| names::trim_start(names::without_title(found.as_str())).to_owned())
            .find(|full| full.contains(' ') && full.contains(name) && names::is_person(full))
    };
    all().find_map(full).unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Paragraph, Participant};
    use super::*;

    fn chairs(text: &str) -> (Vec<String>, Vec<String>) {
        let mut report =
            Report { paragraphs: vec![Paragraph { number: None, text: text.into() }], ..Report::default() };
        read(&Head::default(), &mut report);
        (report.facilitators, report.moderators)
    }

    #[test]
    fn those_who_led_the_call_are_found() {
        let texts: [(&str, &[&str], &[&str]); 11] = [
            (
                "The meeting was facilitated by Anna Bell and moderated by Tom van Ray. It was long.",
                &["Anna Bell"],
                &["Tom van Ray"],
            ),
            (
                "The call was led by Anna Bell and Solomon van der Hagen-Tesfaye and was held on 5 May.",
                &["Anna Bell", "Solomon van der Hagen-Tesfaye"],
                &[],
            ),
            ("It was co-chaired by Dr Anna Bell and Kwabena, who stood in.", &["Anna Bell", "Kwabena"], &[]),
            (
                "BPF co-facilitator Anna Bell opened the meeting and stated that it is good.",
                &["Anna Bell"],
                &[],
            ),
            ("Anna Bell (BPF co-facilitator) welcomed everybody.", &["Anna Bell"], &[]),
            ("Anna Bell and Tom Ray chaired the call.", &["Anna Bell", "Tom Ray"], &[]),
            ("The call was hosted by the IGF Secretariat.", &[], &[]),
            ("The conference, hosted by Anna Bell, was large.", &[], &[]),
            ("The call was facilitated byAnna Bell.", &["Anna Bell"], &[]),
            ("Anna chaired the call. Anna Bell thanked all.", &["Anna Bell"], &[]),
            ("Anna Bell served as moderator.", &[], &["Anna Bell"]),
        ];
        for (text, facilitators, moderators) in texts {
            assert_eq!(
                chairs(text),
                (
                    facilitators.iter().map(ToString::to_string).collect(),
                    moderators.iter().map(ToString::to_string).collect()
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn the_annex_speaks_when_the_prose_does_not() {
        let person = |name: &str, role: &str| Participant {
            name: name.into(),
            role: Some(role.into()),
            affiliation: None,
        };
        let mut report = Report {
            participants: vec![person("Anna Bell", "BPF co-facilitator"), person("Tom Ray", "consultant")],
            ..Report::default()
        };

        read(&Head::default(), &mut report);

        assert_eq!(report.facilitators, ["Anna Bell"]);
    }
}
