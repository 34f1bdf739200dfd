//! "Was held on 5 June and on 6 June": how many of the days behind a verb are its own.

use std::sync::LazyLock;

use regex::Regex;

use super::{dates, pattern};

/// How far the days after the verb are still those of the meeting: "on 5 June and on 6 June at 15:00 UTC".
pub fn end(text: &str) -> usize {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^\s*(?:,|at|from|[\d:.]+|[ap]\.?m\.?|utc|gmt|and|again|on|then|the|second|first|was|held|noon|midnight|-|–|to|\(|\)|hours|hrs|mon|tues|wednes|thurs|fri|satur|sun|day|sitting|took|place)",
        )
    });
    let mut end = 0;
    let mentions = dates::find(text);
    loop {
        if let Some(mention) = mentions
            .iter()
            .find(|mention| mention.span.start >= end && text[end..mention.span.start].trim().is_empty())
        {
            end = mention.span.end;
        } else if let Some(found) = JOINED.find(&text[end..]).filter(|found| found.end() > 0) {
            end += found.end();
        } else {
            return end;
        }
    }
}
