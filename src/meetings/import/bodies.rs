//! Work that several bodies or a number of unnamed people take together: "the two forums would exchange their drafts", "the leads of
//! the workstreams will send their questions".

use std::sync::LazyLock;

use regex::Regex;

use super::commitments::{NEXT_CALL, SUGGESTED};
use super::pattern;
use super::verbs::{is_firm, is_task};

/// Two or more bodies of a kind, or those who hold a post each.
const WHO: &str = r"(?:(?:[Tt]he\s+)?(?:two|three|four|five|six|both)(?:\s+of\s+the)?(?:\s+\p{Ll}+)?\s+(?:BPFs|[Ff]orums|DCs|NRIs|[Gg]roups|[Cc]oalitions|[Tt]eams|[Cc]ommunities|[Ii]nitiatives|[Ss]ides|[Ss]ubgroups|[Ww]orkstreams|[Nn]etworks|[Oo]rgani[sz]ations|[Ss]ecretariats)|[Bb]oth\s+(?:BPFs|[Ff]orums|[Gg]roups|[Cc]oalitions|[Tt]eams|[Ss]ides)|[Tt]he\s+(?:(?:[Cc]o-?)?[Ll]eads|(?:[Cc]o-?)?[Ll]eaders|[Aa]uthors|[Ee]ditors|[Dd]rafters|[Rr]eviewers|[Tt]ranslators|[Oo]rgani[sz]ers|[Cc]onven[eo]rs|[Dd]rafting (?:[Gg]roup|[Tt]eam)|[Ee]ditorial (?:[Gg]roup|[Tt]eam))(?:\s+(?:of|for)\s+(?:the|each|all|both|these|this|that|every|chapters?|parts?)(?:\s+[\p{L}\d-]+){0,3}?)?)";

/// "Both forums agreed to exchange drafts", "the leads of the workstreams will send their question".
static TAKE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<who>\b{WHO})\s+(?:(?:also|have|then|each|jointly)\s+)*(?P<verb>(?:agreed|offered|undertook|promised|volunteered|committed)\s+to|will)(?:\s+(?:also|each|both|jointly|then|now))*\s+(?P<what>[\w-]+)(?:\s+(?P<next>[\w-]+))?"
    ))
});

/// "It was agreed that the two forums would exchange drafts."
static AGREED_THAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?P<verb>agreed|decided)\s+that\s+(?P<who>{WHO})\s+(?:would|will|should)(?:\s+(?:also|each|both|jointly|then|now))*\s+(?P<what>[\w-]+)(?:\s+(?P<next>[\w-]+))?"
    ))
});

/// Those who take the work; `None` if it is none. What bodies do together is often no work: they meet, and look, and have views.
pub fn owners(sentence: &str) -> Option<Vec<String>> {
    const NO_WORK: [&str; 13] = [
        "focus",
        "look",
        "deal",
        "cover",
        "address",
        "work",
        "share",
        "cooperate",
        "collaborate",
        "benefit",
        "exist",
        "differ",
        "become",
    ];
    let of_bodies = |who: &str| !who.contains("he ") || who.contains("two") || who.contains("three");
    [&AGREED_THAT, &TAKE].into_iter().find_map(|form| {
        let found = form.captures(sentence)?;
        let start = found.get(0).map_or(0, |whole| whole.start());
        let who = &found["who"];
        let is_work = is_task(&found, false)
            && (is_firm(&found["verb"]) || !(NO_WORK.contains(&&found["what"]) || of_bodies(who)));
        (is_work && !SUGGESTED.is_match(&sentence[..start]) && !NEXT_CALL.is_match(sentence))
            .then(|| vec![who.to_owned()])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_and_posts_take_work() {
        for (sentence, who) in [
            ("It was agreed that the two BPFs would exchange their drafts.", "the two BPFs"),
            ("It was agreed that both groups would each read the draft.", "both groups"),
            ("Both forums agreed to exchange drafts.", "Both forums"),
            ("The leads of the workstreams will send their question round.", "The leads of the workstreams"),
            ("The authors of the case studies will check the figures.", "The authors of the case studies"),
            ("The drafting group offered to shorten it.", "The drafting group"),
        ] {
            assert_eq!(owners(sentence), Some(vec![who.to_owned()]), "{sentence}");
        }
        for sentence in [
            "Both forums will look at norms.",
            "The two BPFs will work on access.",
            "It was agreed that both forums would meet again.",
            "The leads of the workstreams will be there.",
            "It was suggested that the two forums will exchange drafts.",
            "The authors will have more time.",
        ] {
            assert_eq!(owners(sentence), None, "{sentence}");
        }
    }
}
