//! Sentences with which somebody takes work upon themselves.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::names::NAME;
use super::owners::{People, ROLE};
use super::pattern;

const COMMITS: &str = r"(?:(?:has|have|had|also|kindly|then|both|each|jointly|further|gladly|together|all|generously|meanwhile|in turn|for (?:his|her|their) part|who),?\s+)*(?P<verb>(?:offered|offers?|volunteered|volunteers?|undertook|undertaken|undertakes?|agreed|agrees?|promised|promises?|committed(?:\s+(?:him|her|them)sel(?:f|ves))?|pledged|accepted|consented|declared (?:him|her|them)sel(?:f|ves) (?:willing|ready)|is|are|is going|are going|was tasked|were tasked)\s+to|(?:(?:was|were|is|are)|(?:has|have|had)\s+been)(?:\s+\w+ly)?\s+(?:asked|requested)(?:\s+by\s+[^,.;]{2,40}?)?\s+to|will(?:\s+(?:also|then|kindly|both|each|first))?|(?:said|added|confirmed|announced|promised|agreed)\s+that\s+(?:s?he|they)\s+(?:would|will)|took\s+(?:on|over|upon)|takes\s+(?:on|over)|accepted|took\s+it\s+upon\s+(?:him|her|them)sel(?:f|ves)\s+to|(?:expressed|declared|confirmed|signalled)\s+(?:his|her|their)\s+(?:willingness|readiness)\s+to|(?:is|are|was|were)\s+(?:happy|willing|ready|prepared)\s+to|signed\s+up\s+(?:to|for|as)|(?:engaged|bound|proposed|volunteered)\s+(?:him|her|them)sel(?:f|ves)\s+to|put\s+(?:him|her|them)sel(?:f|ves)\s+forward\s+(?:to|for|as)|took\s+responsibility\s+for)\s+(?P<what>[\w-]+)(?:\s+(?P<next>[\w-]+))?";

/// An owner and the words with which the work was taken.
static COMMITMENT: LazyLock<Regex> = LazyLock::new(|| {
    let owner = format!(r"(?:{ROLE}|{NAME})");
    let apposition = r"(?:\s*\([^)]{1,80}\)|,\s+(?:the\s+)?[^,.;]{2,60},)?";
    pattern(&format!(
        r"(?P<who>\b{owner}{apposition}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){owner}{apposition})*)\s+{COMMITS}"
    ))
});

/// "Anna Bell will write the page and Tom Ray the note": the verb is said once for both.
static SAME_VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?:[^.;:]|\d\.){{0,80}}?[\p{{Ll}}\d,])?\s+(?:and|while)\s+(?P<who>{NAME})\s+(?:the|a|an|that|those|his|her|their)\s+(?P<what>\p{{Ll}}+)"
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
const EVENTS: &str = "host meet reconvene convene hold speak be talk attend have participate remain continue disagree \
    happen need not gather";
/// "Take place" is an event, "take the notes" is a task; "speak" is an event, "speak with" is a task.
const EVENT_PAIRS: [(&str, &str); 4] =
    [("take", "place"), ("take", "part"), ("come", "together"), ("come", "back")];
const TASK_PAIRS: &str = "with to";
/// Even somebody who agrees to do these takes no work home.
const NO_TASKS: &str = "disagree differ meet reconvene gather be remain continue have not";

/// "The session will be moderated by" somebody: an event is described.
const EVENT_VERBS: [&str; 6] =
    ["be moderated", "be chaired", "be hosted", "be facilitated", "be attended", "be followed"];

pub static NEXT_CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(next|following|follow-?\s?up)\s+(?:[\w/-]+\s+){0,2}(call|meeting)\b|\b(call|meeting)\s+will\b",
    )
});

/// The owners of a commitment; empty if nobody is named; `None` if it is none.
pub fn owners(sentence: &str, people: &People) -> Option<Vec<String>> {
    let mut direct: Vec<String> = Vec::new();
    let mut end = 0;
    for found in COMMITMENT.captures_iter(sentence) {
        direct.extend(taken(sentence, &found, people));
        end = found.get(0).map_or(end, |whole| whole.end());
    }
    if !direct.is_empty() {
        direct.extend(with_same_verb(&sentence[end..], people));
        return Some(direct);
    }
    for pattern in [&AGREED_THAT, &BY] {
        if let Some(found) = pattern.captures(sentence) {
            let start = found.get(0).map_or(0, |whole| whole.start());
            let owners = people.in_list(&found["who"], true);
            let of_event = EVENT_VERBS.iter().any(|verb| found[0].contains(verb));
            if !owners.is_empty()
                && !of_event
                && !SUGGESTED.is_match(&sentence[..start])
                && !NEXT_CALL.is_match(sentence)
            {
                return Some(owners);
            }
        }
    }
    let found = UNNAMED.captures(sentence)?;
    let start = found.get(0).map_or(0, |whole| whole.start());
    let verb = &found["verb"];
    let firm = !(verb.starts_with("will") || verb.starts_with("is") || verb.starts_with("are"));
    let fits = !verb.starts_with("is")
        && !verb.starts_with("are")
        && is_task(&found, firm)
        && !SUGGESTED.is_match(&sentence[..start])
        && !NEXT_CALL.is_match(sentence);
    fits.then(Vec::new)
}

/// Those to whom the verb in front belongs too.
fn with_same_verb(rest: &str, people: &People) -> Vec<String> {
    const DAYS: [&str; 5] = ["next", "following", "same", "day", "week"];
    let found = SAME_VERB.captures(rest).filter(|found| !DAYS.contains(&&found["what"]));
    found.map_or_else(Vec::new, |found| people.in_list(&found["who"], true))
}

/// Who took the work upon themselves with these words.
fn taken(sentence: &str, found: &Captures, people: &People) -> Vec<String> {
    let start = found.get(0).map_or(0, |whole| whole.start());
    let verb = &found["verb"];
    let firm = !(verb.starts_with("will") || verb.starts_with("is") || verb.starts_with("are"));
    let is_task = is_task(found, firm) && !SUGGESTED.is_match(&sentence[..start]);
    if !is_task {
        return Vec::new();
    }
    let who = &found["who"];
    if !is_part_of_name(sentence, start) {
        return people.in_list(who, firm);
    }
    // "On the side of the Coalition, Anna offered": what stands before the comma leads to the clause.
    who.split_once(", ").map_or_else(Vec::new, |(_, rest)| people.in_list(rest, firm))
}

/// Is it work, or an event at which somebody will be?
fn is_task(found: &Captures, firm: bool) -> bool {
    let among = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let what = &found["what"];
    let next = found.name("next").map_or("", |next| next.as_str());
    if EVENT_PAIRS.contains(&(what, next))
        || among(NO_TASKS, what) && !(what == "be" && next == "responsible")
    {
        return false;
    }
    firm || !among(EVENTS, what)
        || ["speak", "talk"].contains(&what) && among(TASK_PAIRS, next)
        || (what, next) == ("be", "responsible")
}

/// "The Sample Institute will": what begins before the name takes it out of a person's mouth.
fn is_part_of_name(sentence: &str, start: usize) -> bool {
    let before = sentence[..start].trim_end();
    let word = before.rsplit(' ').next().unwrap_or_default();
    [
        "the", "The", "of", "by", "By", "with", "from", "From", "in", "In", "on", "On", "at", "At", "until",
        "Until", "before", "Before", "after", "After", "for", "For", "since", "this", "next", "early",
        "late",
    ]
    .contains(&word)
        && !sentence[start..].starts_with("NRI")
}
