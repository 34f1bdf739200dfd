//! Items of a list of tasks: who owns them, and by what a sentence is known for one.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::names::NAME;
use super::owners::{People, ROLE};
use super::speakers::Speaker;
use super::{commitments, pattern, person};

static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[(\[]([^()\[\]]{2,100})[)\]]\s*[.;,]*\s*$"));

static NAMED_OWNER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:owners?|responsible|lead|leads|who|assigned to|assignees?|by whom|in charge|action on|for action)\s*[:–—=]\s*((?:\b\p{L}\.|\b(?:Mr|Mrs|Ms|Dr|Prof)\.|[^.;|)\]])+)",
    )
});

/// What stands behind the owner in one line: "Owner: Anna Bell Due: 5 June".
static NEXT_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[\s,–—-]+(?:due(?: date)?|deadline|by when|when|status|until|date|target date)\s*:")
});

static AFTER_DASH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\s[–—-]+\s+|\s*[—]\s*|\s*\|\s*)([^–—|]{2,80}?)[.;,]*$"));

/// "AP1:", "Action 2 –", "[ ]": what stands in front of an item.
static ITEM_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:action(?: (?:item|point))?|AP|AI|to[- ]?do|task)\s*(?:no\.?\s*|#\s*)?\d{0,2}[a-z]?\s*(?::|\.|\)|–|—|\s-\s)\s*",
    )
});

/// "Action (Anna Bell): …", "Action on Anna Bell: …", "AP 3 [the consultant] – …".
static LABELLED_OWNER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:action(?: (?:item|point))?|AP|AI|to[- ]?do|task)\s*\d{0,2}\s*(?:[(\[](?P<in>[^()\[\]]{2,80})[)\]]|(?i:on|for|by)\s+(?P<on>[^:–—]{2,60}?))\s*(?::|–|—|\s-\s)\s*\S",
    )
});

static IN_FRONT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[\[(]([^()\[\]]{2,80})[\])]|@(\p{Lu}[\p{L}-]+))"));

/// "Sample Library Union: send the questionnaire round".
static ORGANISATION_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^((?:The )?\p{Lu}[\w&'’.-]*(?: (?:of|for|the|and|on|\p{Lu}[\w&'’.-]*)){0,6}):\s+\p{Ll}")
});

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?:Both|All)\s+)?(?P<who>(?:{ROLE}|{NAME})(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*[&+/]\s*)(?:{ROLE}|{NAME}))*)\s*(?::|–|—|→|->|=>|\s-\s|\s+to\s)"
    ))
});

/// "Volunteers to read the draft are asked for" looks for some.
static SOUGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^volunteers?\s+(?:to|for)\b.*\b(?:asked|sought|needed|wanted|welcome|invited|found|look)\b")
});

/// Has a sentence the form of an item: a label, its owner in front, or "Anna Bell to write a page"?
pub fn has_form(text: &str, people: &People) -> bool {
    let labelled = ITEM_LABEL
        .find(text)
        .is_some_and(|label| label.end() < text.len() && label.as_str().to_lowercase().starts_with('a'));
    let in_front = || {
        IN_FRONT.find(text).is_some_and(|found| {
            let rest = text[found.end()..].trim_start_matches([' ', ':', '–', '-']);
            rest.starts_with(char::is_uppercase) || rest.starts_with("to ")
        })
    };
    labelled
        || !labelled_owners(text, people).is_empty()
        || in_front() && !owners(text, people).is_empty()
        || !in_infinitive(text, people).is_empty()
}

/// Words behind "to" that begin no task.
const NO_VERBS: [&str; 12] =
    ["the", "a", "an", "his", "her", "its", "their", "our", "this", "that", "all", "whom"];

/// "Anna Bell to write a page by 5 June." is a task in the style of minutes: no other verb stands in it.
fn in_infinitive(text: &str, people: &People) -> Vec<String> {
    static FINITE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:was|were|is|are|has|had|have|will|would|said|should|could)\b"));
    let found = BEFORE.captures(text).filter(|found| found[0].ends_with("to "));
    let is_verb = |found: &Captures| {
        let word = text[found[0].len()..].split(' ').next().unwrap_or_default();
        word.starts_with(char::is_lowercase) && !NO_VERBS.contains(&word)
    };
    let Some(found) = found.filter(|found| is_verb(found) && !FINITE.is_match(text)) else {
        return Vec::new();
    };
    let owners = people.in_list(&found["who"], true);
    // A single word that nobody is known by may be any noun: "Answers to the questionnaire".
    if owners.iter().all(|owner| owner.contains(' ') || people.knows(owner)) { owners } else { Vec::new() }
}

/// Who stands in the label of an item.
fn labelled_owners(text: &str, people: &People) -> Vec<String> {
    let found = LABELLED_OWNER.captures(text);
    let who = found.as_ref().and_then(|found| found.name("in").or(found.name("on")));
    who.map_or_else(Vec::new, |who| people.in_list(who.as_str(), true))
}

/// Who is named in an item of a list.
pub fn owners(text: &str, people: &People) -> Vec<String> {
    let plain = text.replace(['*', '_'], "");
    if let Some(found) = NAMED_OWNER.captures(&plain) {
        let who = NEXT_LABEL.split(&found[1]).next().unwrap_or_default();
        return people.in_list(who, true);
    }
    let named = labelled_owners(&plain, people);
    if !named.is_empty() {
        return named;
    }
    let labelled = ITEM_LABEL.find(&plain);
    let plain = labelled.map_or(plain.as_str(), |label| &plain[label.end()..]).to_owned();
    if let Some(found) = IN_FRONT.captures(&plain) {
        let who = found.get(1).or(found.get(2)).map_or("", |who| who.as_str());
        return people.in_list(who, !people.listed || labelled.is_some());
    }
    if plain.contains(" | ") {
        // A row of a table has its owner in one of its cells.
        let whole = |cell: &str| {
            let named = people.in_list(cell, true);
            let words: usize = named.iter().map(|name| name.split(' ').count()).sum();
            let said = cell.split([' ', ',']).filter(|word| !["and", "&", ""].contains(word)).count();
            (words == said && words > 0 && !cell.chars().any(|c| c.is_ascii_digit())).then_some(named)
        };
        return plain.split('|').skip(1).map(str::trim).find_map(whole).unwrap_or_default();
    }
    for (pattern, firm) in [(&IN_BRACKETS, !people.listed), (&AFTER_DASH, false)] {
        if let Some(found) = pattern.captures(&plain) {
            let pieces = people.in_list(&found[1], firm);
            let begins = pieces.first().is_some_and(|first| people.stands_first(first, &found[1]));
            if begins {
                return pieces;
            }
        }
    }
    if SOUGHT.is_match(&plain) {
        return Vec::new();
    }
    if let Some(found) = BEFORE.captures(&plain) {
        let to = found.get(0).is_some_and(|whole| whole.as_str().ends_with("to "));
        let pieces = people.in_list(&found["who"], to || labelled.is_some());
        if !pieces.is_empty() {
            return pieces;
        }
    }
    if let Some(found) = ORGANISATION_FIRST.captures(&plain)
        && person::ORGANISATION.is_match(&found[1])
    {
        return vec![found[1].to_owned()];
    }
    commitments::owners(&plain, &Speaker::default(), people).unwrap_or_default()
}
