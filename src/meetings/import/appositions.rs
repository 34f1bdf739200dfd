//! What stands behind a name in a list and says who that is: "(co-facilitator)", ", coordinator of the forum,", "of the Sample Trust".

use std::sync::LazyLock;

use regex::Regex;

use super::{names, pattern, person};

/// Words behind a comma, up to the next divider.
static BEHIND_COMMA: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,\s+(?P<said>[^,.;()]{2,90})(?:\([^)]{1,40}\))?(?P<end>[,.;(]|$)"));
/// "from the Sample Trust", without a comma.
static OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s+(?P<said>(?:of|from|representing|on behalf of|for)\s+(?:the\s+)?\p{Lu}[^,.;()]{1,70}?)(?P<end>,|\s+and\s+(?:also\s+|then\s+)?(?:by\s+)?\p{Lu}|\s+&\s)",
    )
});
static AND_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+(?:and|&)\s+\p{Lu}"));
static DESCRIBES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:who|from|of|representing|on behalf|for|the|an?|our|its|his|her|both|all|respectively|also|now|then|acting|in (?:his|her|their)|as|with)\b",
    )
});

/// Bytes behind a name that say who the person is, when another name may follow.
pub fn length(rest: &str) -> usize {
    let brackets = in_brackets(rest);
    let rest = &rest[brackets..];
    brackets + behind_comma(rest).or_else(|| of(rest)).or_else(|| place(rest)).unwrap_or(0)
}

fn in_brackets(rest: &str) -> usize {
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\([^()]{1,80}\)"));
    BRACKETS.find(rest).map_or(0, |found| found.end())
}

/// "On site", "online", "for the forum": where or for whom somebody led, when another one did so elsewhere.
fn place(rest: &str) -> Option<usize> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^,?\s+(?:on[ -]?site|online|remotely|virtually|locally|in (?:the )?(?:room|hall|person|studio)|on the spot|from (?:the floor|home|afar)|(?:for|on behalf of|on the side of) (?:the )?[\p{L} -]{2,60}?(?P<and>(?:,? and|,) (?:also |then )?by \p{Lu}))",
        )
    });
    let found = PLACE.captures(rest)?;
    let end = found.get(0)?.end();
    Some(found.name("and").map_or(end, |and| and.start()))
}

fn behind_comma(rest: &str) -> Option<usize> {
    let found = BEHIND_COMMA.captures(rest)?;
    let said = found.name("said")?;
    let text = said.as_str();
    if !describes(text) {
        return None;
    }
    let ends_before_and = || {
        let behind = rest[found.get(0).map_or(0, |whole| whole.end())..].trim_start();
        &found["end"] == "," && (behind.starts_with("and ") || behind.starts_with("& "))
    };
    // "co-facilitator and Tom Ray", "chair of the forum and Tom Ray": the last "and" leads to the next name.
    let next = AND_NAME.find_iter(text).last().filter(|and| {
        let name = text[and.end()..].chars().next().map_or(0, char::len_utf8);
        let name = &text[and.end() - name..];
        !text.starts_with("who ") && name.contains(' ') && begins_with_person(name) && !ends_before_and()
    });
    let end = next.map_or(said.end(), |and| said.start() + and.start());
    Some(end + if next.is_none() { found.name("end").map_or(0, |end| end.start() - said.end()) } else { 0 })
}

fn of(rest: &str) -> Option<usize> {
    let found = OF.captures(rest)?;
    let said = found.name("said")?;
    let end = found.name("end")?;
    let name = rest[end.start()..].trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    let name = ["and ", "& ", "also ", "then ", "by "]
        .iter()
        .fold(name, |name, word| name.strip_prefix(word).unwrap_or(name));
    begins_with_person(name).then_some(said.end())
}

/// Do these words say who somebody is, and are they no name themselves?
fn describes(text: &str) -> bool {
    let known = DESCRIBES.is_match(text)
        || text.contains("BPF")
        || person::ROLE.is_match(text)
        || person::ORGANISATION.is_match(text);
    let named = names::behind_role(text);
    let is_role = |name: &str| person::ORGANISATION.is_match(name) || person::ROLE.is_match(name);
    // "…, Tom Ray of the Sample Union" is the next of the list.
    let is_next = || {
        names::first(names::without_title(text)).is_some_and(|name| names::is_person(name) && !is_role(name))
    };
    known && !(named.len() < text.len() && begins_with_person(named)) && !is_next()
}

fn begins_with_person(text: &str) -> bool {
    names::first(names::without_title(text)).is_some_and(names::is_person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_person_ends_where_the_next_name_may_begin() {
        let rests = [
            (" (co-facilitator) and Tom Ray", " (co-facilitator)"),
            (", co-facilitator of the forum, and Tom Ray", ", co-facilitator of the forum"),
            (", coordinator, Tom Ray", ", coordinator"),
            (", chair of the forum and Tom Ray, its consultant", ", chair of the forum"),
            (
                ", co-facilitator of the BPF on Gender and Digital Rights, and Tom Ray",
                ", co-facilitator of the BPF on Gender and Digital Rights",
            ),
            (", who stood in for Bo Lind, and Tom Ray", ", who stood in for Bo Lind"),
            (", Sample Trust, and Tom Ray", ", Sample Trust"),
            (", BPF Spam, and Tom Ray", ", BPF Spam"),
            (" of the Sample Trust and Tom Ray", " of the Sample Trust"),
            (", Tom Ray and Bo Lind", ""),
            (", co-facilitators Tom Ray and Bo Lind", ""),
            (" for the BPF and by Tom Ray", " for the BPF"),
            (" for the forum and by Tom Ray", " for the forum"),
            (" on site and by Tom Ray online", " on site"),
            (" and Tom Ray", ""),
        ];
        for (rest, said) in rests {
            assert_eq!(&rest[..length(rest)], said, "{rest}");
        }
    }
}
