//! "Was held on 5 June and on 6 June": how many of the days behind a verb are its own.

use std::sync::LazyLock;

use regex::Regex;

use super::{dates, pattern};

/// How far the days after the verb are still those of the meeting: "on 5 June and on 6 June at 15:00 UTC".
pub fn end(text: &str) -> usize {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^\s*(?:\((?:the )?(?:first |second )?(?:call|sitting|meeting|session|part|slot)(?: [a-d\d])?\)|(?:the )?(?:meeting|call|sitting) (?:[ivx]+|\d{1,2})?\s?[a-d]\b|,|at|from|[\d:.]+|[ap]\.?m\.?|utc|gmt|and|again|on|then|the|second|first|was|held|noon|midnight|-|–|to|\(|\)|hours|hrs|mon|tues|wednes|thurs|fri|satur|sun|day|sitting|took|place)",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_that_is_joined_belongs_to_the_verb() {
        for (text, own) in [
            (
                "5 June and on 6 June at 15:00 UTC, for the paper of 7 June",
                "5 June and on 6 June at 15:00 UTC,",
            ),
            (
                "5 June at 8:00 UTC (call A) and on 6 June (call B) with 7",
                "5 June at 8:00 UTC (call A) and on 6 June (call B)",
            ),
            (
                "5 June at 8:00 UTC and meeting IIIb on 6 June",
                "5 June at 8:00 UTC and meeting IIIb on 6 June",
            ),
            ("5 June, for the paper of 7 June", "5 June,"),
        ] {
            assert_eq!(&text[..end(text)], own);
        }
    }
}
