//! More than one forum in one report: of which it is cannot be told then, and a person has to look.

use std::sync::LazyLock;

use regex::Regex;

use super::head::Head;
use super::subject::{self, FORUM};
use super::{About, Report, pattern};

static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b{FORUM}\b")));

/// Several forums under one plural: "the BPFs on Spam and on Access".
static AND_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:,|\s+and|,\s+and|\s+&)\s+(?:the\s+(?:one|other)\s+)?on\s+(?:the\s+)?(?P<rest>\p{L}.*)$")
});

/// Says which other forums the head names, or for a joint call its first sentence, besides the one that was taken.
pub fn warn(head: &Head, opening: &str, report: &mut Report) {
    let Some(forum) = report.forum.clone() else { return };
    let title = report.title.clone().unwrap_or_default();
    let mut others: Vec<String> = Vec::new();
    let texts = [title.as_str(), opening].into_iter().chain(head.names.iter().map(String::as_str));
    for subject in texts.flat_map(all) {
        if !is_same(&subject, &forum) && !others.iter().any(|other| is_same(&subject, other)) {
            others.push(subject);
        }
    }
    if !others.is_empty() {
        let named = others.join("\" and \"");
        report.warn(
            About::Whole,
            format!(
                "The report names the forum \"{forum}\" and also \"{named}\": check to which it belongs."
            ),
        );
    }
}

/// The subjects of all forums that a text names.
fn all(text: &str) -> Vec<String> {
    let starts: Vec<usize> = NAMED.find_iter(text).map(|found| found.start()).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut subjects = Vec::new();
    for (start, end) in starts.iter().zip(ends) {
        let part = &text[*start..end];
        // "The BPF wants to learn" names none.
        let is_name = |subject: &String| {
            subject.starts_with(char::is_uppercase)
                || part.to_lowercase().contains(&format!(" on {}", subject.to_lowercase()))
        };
        subjects.extend(subject::of(part).filter(is_name));
        let plural = NAMED.find(part).is_some_and(|name| name.as_str().to_lowercase().ends_with('s'));
        let more = AND_ON.captures(part).filter(|_| plural);
        subjects.extend(more.and_then(|more| subject::of(&format!("BPF on {}", &more["rest"]))));
    }
    subjects
}

/// One name may be the other in short.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    // "Data and New Technologies to the National" was read too far, or not far enough.
    let begins = |text: &str| text.split(' ').take(3).map(str::to_owned).collect::<Vec<_>>();
    let same_words = begins(&one).len() == 3 && begins(&one) == begins(&other);
    one.contains(&other) || other.contains(&one) || same_words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_forum_of_a_text_is_found() {
        for text in [
            "JOINT CALL – BPF on Spam and BPF on Access",
            "The Best Practice Forums on Spam and on Access held a joint call",
            "Joint call of the BPFs on Spam and on Access",
            "Joint meeting: Best Practice Forum on Spam & Best Practice Forum on Access",
        ] {
            assert_eq!(all(text), ["Spam", "Access"], "{text}");
        }
        assert_eq!(all("Anna Bell of the BPF on spam, said that the BPF wants to learn"), ["spam"]);
        assert_eq!(all("BPF on Gender and Access, second call"), ["Gender and Access"]);
        assert!(
            is_same("Spam", "spam")
                && is_same("Unsolicited Communications", "Regulation of Unsolicited Communications")
        );
    }
}
