//! Work that one sentence shares out: "The following came forward: Anna Bell (part 1), Tom Ray (part 2)".

use std::sync::LazyLock;

use regex::Regex;

use super::names::{self, NAME};
use super::owners::People;
use super::pattern;

/// What announces those who take a piece each.
static SHARED: LazyLock<Regex> = LazyLock::new(|| {
    const WORK: &str = r"(?:tasks?|work|chapters?|parts?|sections?|topics?|questions?|roles?|responsibilities|duties|interviews?|translations?)";
    pattern(&format!(
        r"(?i)(?:\b(?:came|stepped|come) forward|\bvolunteer(?:s|ed)?\b|\bsigned up\b|\boffered (?:to help|help|their help|themselves)|\braised their hands?|\bput (?:themselves|their names?) (?:forward|down)|\bagreed to (?:help|contribute|take (?:over|on|care))|\b{WORK}\s+(?:was|were|is|are|has been|have been|will be)\s+(?:\w+\s+)?(?:divided|distributed|shared|assigned|allocated|split|given|taken)|\b(?:division|distribution|assignment|sharing) of (?:the )?{WORK}|\btook (?:on|over) (?:these|the following)|\bwho does what)[^.:]*:\s+(?P<list>\S.*)$"
    ))
});

/// "Anna Bell: part 1", "Anna Bell – part 1", "Anna Bell for part 1".
static PIECE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:and\s+)?(?P<who>(?:(?:Mrs?|Ms|Dr|Prof)\.?\s+)?{NAME}(?:\s+(?:and|&)\s+{NAME})*)\s*(?:\(|:|–|—|-\s|(?:for|on|to|will|with|takes?|took)\b)"
    ))
});

/// "It fell to Anna Bell to draft the letter", "the task of writing to the hosts went to Tom Ray".
static FELL_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:[Ii]t\s+(?:fell|falls|will\s+fall|is\s+up)\s+to|(?i:tasks?|jobs?|work|writing|drafting|editing|translation|responsibility|actions?|chapters?|sections?)\b[^.;:]{{0,60}}?\s+(?:went|goes|fell|falls|(?:was|were|is|are)\s+(?:assigned|given|entrusted|handed|allotted|left))\s+to)\s+(?P<who>{NAME}(?:(?:,\s+|\s+and\s+){NAME})*)"
    ))
});

/// Those to whom a sentence gives a piece of work each.
pub fn owners(sentence: &str, people: &People) -> Option<Vec<String>> {
    if let Some(found) = FELL_TO.captures(sentence) {
        let named = people.in_list(&found["who"], true);
        let known = named.iter().all(|name| name.contains(' ') || people.knows(name));
        return (!named.is_empty() && known).then_some(named);
    }
    let found = SHARED.captures(sentence)?;
    let list = &found["list"];
    let pieces: Vec<String> = list
        .split(';')
        .filter_map(|piece| PIECE.captures(piece.trim()))
        .flat_map(|piece| people.in_list(&piece["who"], true))
        .collect();
    let named = if pieces.len() > 1 { pieces } else { names::leading(list) };
    let known = named.iter().all(|name| name.contains(' ') || people.knows(name));
    (!named.is_empty() && known).then_some(named)
}
