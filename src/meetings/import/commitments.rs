//! Sentences with which somebody takes work upon themselves.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::names::NAME;
use super::owners::{People, ROLE};
use super::speakers::Speaker;
use super::verbs::{COMMITS, is_firm, is_task};
use super::{bodies, names, pattern, person, pledges, reported, writer};

/// An owner and the words with which the work was taken.
static COMMITMENT: LazyLock<Regex> = LazyLock::new(|| {
    let owner = format!(r"(?:{ROLE}|{NAME})");
    let apposition = r"(?:\s*\([^)]{1,80}\)|,\s+(?:the\s+)?[^,.;]{2,60},)?";
    pattern(&format!(
        r"(?P<who>\b{owner}{apposition}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){owner}{apposition})*)(?:\s+|,\s+who\s+){COMMITS}"
    ))
});

/// "Anna Bell kindly offered her help", for what was said before.
static OFFERS_HELP: LazyLock<Regex> = LazyLock::new(|| {
    let owner = format!(r"(?:{ROLE}|{NAME})");
    pattern(&format!(
        r"(?P<who>\b{owner}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){owner})*)\s+(?:(?:has|have|had|also|kindly|generously|both)\s+)*(?:offered|promised|volunteered)(?:\s+(?:his|her|their|some|to))?(?:\s+(?:help|support|assistance|services|assist))?\s*(?:[.,;]|$|and\b)"
    ))
});

/// "Anna Bell will write the page, Tom Ray the note": the verb is said once for both.
static SAME_VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?:[^.;:]|\d\.){{0,80}}?[\p{{Ll}}\d,])?(?:\s+(?:and|while)|[,;](?:\s+(?:and|while))?)\s+(?P<who>{NAME})\s+(?:to|the|a|an|that|those|his|her|their|half|one|two|three|another|parts?|chapters?|sections?|questions?|some)\s+(?P<what>[\p{{Ll}}\d]+)"
    ))
});

static SHE_AND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(He|She) and \p{Lu}"));

/// Somebody whom the report does not name.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:(?:[Oo]ne|[Aa]nother|[Aa]|[Tt]wo|[Tt]hree|[Ss]everal)\s+(?:of\s+the\s+|other\s+)?(?:participants?|members?|volunteers?|people|speakers?|colleagues?|persons?)|(?P<they>[Tt]hey)|[Hh]e|[Ss]he)\s+{COMMITS}"
    ))
});

/// "…, those in French by Tom Ray".
static BY_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"[,;]\s+(?:and\s+)?(?:those|that|the|one|part|chapter|section)\b[^,.;]{{0,60}}?\bby\s+(?P<who>{ROLE}|{NAME}(?:\s+and\s+{NAME})?)"
    ))
});

static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:will|is to|are to)\s+be\s+[\w-]+(?:ed|n|t|wn)\b[^.;]{{0,80}}?\bby\s+(?P<who>{ROLE}|{NAME}(?:\s+and\s+{NAME})?)"
    ))
});

static AGREED_THAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:agreed|decided|and)\s+that\s+(?P<who>(?:{ROLE}|{NAME})(?:(?:,\s+(?:and\s+)?|\s+and\s+)(?:{ROLE}|{NAME}))*)\s+(?:would|will)\b"
    ))
});

/// What is only thought of is no commitment.
pub static SUGGESTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(suggest(?:ed|s|ions?)|propos(?:ed|es|e|ing)|recommend(?:ed|s|ations?)|could|might|should|ought|would like|wished?|if|whether|hoped?|asked whether)\b",
    )
});

/// "The session will be moderated by" somebody: an event is described.
const EVENT_VERBS: [&str; 6] =
    ["be moderated", "be chaired", "be hosted", "be facilitated", "be attended", "be followed"];

pub static NEXT_CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(next|following|follow-?\s?up)\s+(?:[\w/-]+\s+){0,2}(call|meeting)\b|\b(call|meeting)\s+will\b",
    )
});

/// The owners of a commitment; empty if nobody is named; `None` if it is none.
pub fn owners(sentence: &str, speaker: &Speaker, people: &People) -> Option<Vec<String>> {
    let mut direct: Vec<String> = Vec::new();
    let mut end = 0;
    for found in COMMITMENT.captures_iter(sentence).filter(|found| !reported::is_earlier(sentence, found)) {
        direct.extend(taken(sentence, &found, people));
        end = found.get(0).map_or(end, |whole| whole.end());
    }
    for found in OFFERS_HELP.captures_iter(sentence).filter(|_| !SUGGESTED.is_match(sentence)) {
        direct.extend(people.in_list(&found["who"], true));
    }
    if !direct.is_empty() {
        direct.extend(with_same_verb(&sentence[end..], people));
        let writer = by_writer(sentence, people).unwrap_or_default();
        // "She and Tom Ray will …"
        let pronoun = SHE_AND.captures(sentence).map_or(&[][..], |found| speaker.meant_by(&found[1]));
        // "Anna Bell and I offered", "I will write and Anna Bell will read".
        let at = sentence.find(direct[0].as_str());
        let is_first = sentence.starts_with("I ") || sentence.find(" I ") < at;
        let named = if is_first { [writer, direct] } else { [direct, writer] };
        return Some([pronoun.to_vec(), named.concat()].concat());
    }
    let others = pledges::owners(sentence, speaker, people).or_else(|| by_writer(sentence, people));
    if let Some(owners) = others.or_else(|| bodies::owners(sentence)) {
        return Some(owners);
    }
    let agreed = ["agreed", "decided"].iter().any(|word| sentence.contains(word)).then_some(&AGREED_THAT);
    for pattern in agreed.into_iter().chain([&BY]) {
        if let Some(found) = pattern.captures(sentence) {
            let start = found.get(0).map_or(0, |whole| whole.start());
            if reported::is_of_earlier(&sentence[..start], "", "") {
                continue;
            }
            let mut owners = people.in_list(&found["who"], true);
            let end = found.get(0).map_or(0, |whole| whole.end());
            for other in
                BY_OTHERS.captures_iter(&sentence[end..]).chain(AGREED_THAT.captures_iter(&sentence[end..]))
            {
                owners.extend(people.in_list(&other["who"], true));
            }
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
    let found = UNNAMED.captures(sentence).filter(|found| !reported::is_earlier(sentence, found))?;
    let start = found.get(0).map_or(0, |whole| whole.start());
    let verb = &found["verb"];
    let firm = is_firm(verb);
    let fits = !verb.starts_with("is")
        && !verb.starts_with("are")
        // "They" may be things.
        && (firm || found.name("they").is_none())
        && is_task(&found, firm)
        && !SUGGESTED.is_match(&sentence[..start])
        && !NEXT_CALL.is_match(sentence);
    fits.then(Vec::new)
}

/// "I will": the writer, if the mail names one.
fn by_writer(sentence: &str, people: &People) -> Option<Vec<String>> {
    writer::promises(sentence).then(|| people.writer.iter().cloned().collect())
}

/// Does the sentence tell of work that somebody took on before this call?
pub fn tells_of_earlier(sentence: &str, people: &People) -> bool {
    COMMITMENT
        .captures_iter(sentence)
        .any(|found| reported::is_earlier(sentence, &found) && !taken(sentence, &found, people).is_empty())
}

/// Those to whom the verb in front belongs too.
pub fn with_same_verb(rest: &str, people: &People) -> Vec<String> {
    const DAYS: [&str; 5] = ["next", "following", "same", "day", "week"];
    let mut owners = Vec::new();
    let mut rest = rest;
    while let Some(found) = SAME_VERB.captures(rest).filter(|found| !DAYS.contains(&&found["what"])) {
        let named = people.in_list(&found["who"], true);
        owners.extend(
            named.into_iter().filter(|name| name.contains(' ') || people.knows(name) || !people.listed),
        );
        rest = &rest[found.get(0).map_or(rest.len(), |whole| whole.end())..];
    }
    owners
}

/// Who took the work upon themselves with these words.
fn taken(sentence: &str, found: &Captures, people: &People) -> Vec<String> {
    let start = found.get(0).map_or(0, |whole| whole.start());
    let verb = &found["verb"];
    let firm = is_firm(verb);
    let is_task = is_task(found, firm) && !SUGGESTED.is_match(&sentence[..start]);
    if !is_task {
        return Vec::new();
    }
    let who = found["who"].trim_end_matches("'s").trim_end_matches("’s");
    let month = reported::month(&sentence[..start], who);
    if month > 0 {
        return people.in_list(&who[month..], firm);
    }
    if !is_part_of_name(sentence, start) {
        // "Ms. Bell will" is said of a person, listed or not.
        let word = sentence[..start].trim_end().rsplit(' ').next().unwrap_or_default();
        let is_titled = !word.is_empty() && names::without_title(&format!("{word} Bell")) == "Bell";
        let owners = people.in_list(who, firm || is_titled);
        let is_asked = verb.contains("asked") || verb.contains("requested");
        return owners.into_iter().filter(|owner| !is_asked || may_be_asked(owner, people)).collect();
    }
    // "On the side of the Coalition, Anna offered": what stands before the comma leads to the clause.
    who.split_once(", ").map_or_else(Vec::new, |(_, rest)| people.in_list(rest, firm))
}

/// People and roles take work home from a call when they are asked to; what bodies are asked for is news.
fn may_be_asked(owner: &str, people: &People) -> bool {
    static IS_ROLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{ROLE}$")));
    let named = owner.contains(' ') && !person::ORGANISATION.is_match(owner);
    // "Volunteers were asked to come forward" looks for some.
    let is_known = IS_ROLE.is_match(owner) && !owner.eq_ignore_ascii_case("volunteers");
    is_known || people.knows(owner) || named
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
