//! Sentences with which somebody takes work upon themselves.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::names::NAME;
use super::owners::{People, ROLE};
use super::pattern;

const COMMITS: &str = r"(?:(?:has|have|had|also|kindly|then|both|each|jointly|further|gladly|together|all)\s+)*(?P<verb>(?:offered|offers?|volunteered|undertook|undertakes?|agreed|agrees?|promised|committed(?:\s+(?:him|her|them)sel(?:f|ves))?|pledged|is|are)\s+to|will|took\s+(?:on|over)|takes\s+on)\s+(?P<what>[\w-]+)";

/// An owner and the words with which the work was taken.
static COMMITMENT: LazyLock<Regex> = LazyLock::new(|| {
    let owner = format!(r"(?:{ROLE}|{NAME})");
    let apposition = r"(?:\s*\([^)]{1,80}\)|,\s+(?:the\s+)?[^,.;]{2,60},)?";
    pattern(&format!(
        r"(?P<who>\b{owner}{apposition}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){owner}{apposition})*)\s+{COMMITS}"
    ))
});

/// Somebody whom the report does not name.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:(?:[Oo]ne|[Aa]nother|[Aa]|[Tt]wo|[Tt]hree|[Ss]everal)\s+(?:of\s+the\s+|other\s+)?(?:participants?|members?|volunteers?|people|speakers?|colleagues?|persons?)|[Hh]e|[Ss]he)\s+{COMMITS}"
    ))
});

static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:will|is to|are to)\s+be\s+[\w-]+(?:ed|n|t|wn)\b[^.;]{{0,80}}?\bby\s+(?P<who>{ROLE}|{NAME}(?:\s+and\s+{NAME})?)"
    ))
});

static AGREED_THAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\bagreed\s+that\s+(?P<who>{ROLE}|{NAME}(?:\s+and\s+{NAME})?)\s+(?:would|will)\b"))
});

/// What is only thought of is no commitment.
pub static SUGGESTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(suggest(?:ed|s|ions?)|propos(?:ed|es|e|ing)|recommend(?:ed|s|ations?)|could|might|should|ought|would like|wished?|if|whether|hoped?|asked whether)\b",
    )
});

/// Meetings and events are held; nobody carries them out as a task.
const EVENTS: &str = "host take meet reconvene convene hold speak be talk attend have participate schedule \
    organise organize remain continue disagree happen need";

pub static NEXT_CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(next|following|follow-?\s?up)\s+(?:[\w/-]+\s+){0,2}(call|meeting)\b|\b(call|meeting)\s+will\b",
    )
});

/// The owners of a commitment; empty if nobody is named; `None` if it is none.
pub fn owners(sentence: &str, people: &People) -> Option<Vec<String>> {
    let direct: Vec<String> =
        COMMITMENT.captures_iter(sentence).flat_map(|found| taken(sentence, &found, people)).collect();
    if !direct.is_empty() {
        return Some(direct);
    }
    for pattern in [&AGREED_THAT, &BY] {
        if let Some(found) = pattern.captures(sentence) {
            let start = found.get(0).map_or(0, |whole| whole.start());
            let owners = people.in_list(&found["who"], true);
            if !owners.is_empty() && !SUGGESTED.is_match(&sentence[..start]) && !NEXT_CALL.is_match(sentence)
            {
                return Some(owners);
            }
        }
    }
    let found = UNNAMED.captures(sentence)?;
    let start = found.get(0).map_or(0, |whole| whole.start());
    let verb = &found["verb"];
    let fits = !verb.starts_with("is")
        && !verb.starts_with("are")
        && !is_event(&found["what"])
        && &found["what"] != "not"
        && !SUGGESTED.is_match(&sentence[..start])
        && !NEXT_CALL.is_match(sentence);
    fits.then(Vec::new)
}

/// Who took the work upon themselves with these words.
fn taken(sentence: &str, found: &Captures, people: &People) -> Vec<String> {
    let start = found.get(0).map_or(0, |whole| whole.start());
    let (verb, what) = (&found["verb"], &found["what"]);
    let firm = verb != "will" && !verb.starts_with("is") && !verb.starts_with("are");
    let is_task = !is_event(what) && what != "not" && !SUGGESTED.is_match(&sentence[..start]);
    if is_task && !is_part_of_name(sentence, start) {
        people.in_list(&found["who"], firm)
    } else {
        Vec::new()
    }
}

fn is_event(verb: &str) -> bool {
    EVENTS.split(' ').any(|event| event == verb)
}

/// "The Sample Institute will": what begins before the name takes it out of a person's mouth.
fn is_part_of_name(sentence: &str, start: usize) -> bool {
    let before = sentence[..start].trim_end();
    let word = before.rsplit(' ').next().unwrap_or_default();
    ["the", "The", "of", "by", "with", "from"].contains(&word) && !sentence[start..].starts_with("NRI")
}
