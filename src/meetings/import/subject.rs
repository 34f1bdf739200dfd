//! The subject of a forum, out of its name: "Cybersecurity", "Gender and Access", "Big Data, Norms and the Internet of Things".

use std::sync::LazyLock;

use regex::Regex;

use super::capitals::in_title_case;
use super::pattern;
use super::spelling::{MEETING, VIRTUAL};
use super::subject_lists::end_of_list;

/// "Best Practice Forum", "BPF", and how they are mistyped.
pub const FORUM: &str = r"(?:best\s+pra[a-z]+\s+forums?|BPFs?)";

/// No subject has more words.
const WORDS: usize = 16;

static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b{FORUM}\b(?:\s*\((?:the\s+)?BPFs?\))?\s*(?P<joint>(?P<on>on\b)|[:–—]|-\s|of\b)?\s*(?:the\s+)?(?:(?:on|of)\s+)?(?P<rest>[^\n]*)"
    ))
});

/// "BPF session on sundials".
static SESSION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b{FORUM}\s+(?:main\s+|open\s+)?(?:session|workshop)\s+on\s+(?:the\s+)?(?P<rest>(?:\p{{L}}+\s+)?\p{{L}}[^\n]*)"
    ))
});

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i)(?:^|[–—:,]\s*|\bthe\s+)((?:[\p{{L}}\d&/-]+\s+){{1,5}}?)(?:IGF\s+)?{FORUM}\b"))
});

/// "BPF Session: Gender and Access".
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^(?:{VIRTUAL}\s+)?(?:session|call|webinar|{MEETING})(?:\s+(?:no\.?\s*|#\s*)?(?:[ivx]+|\d{{1,2}}))?\s*(?:[:–—]|\s-)\s*(?:the\s+)?"
    ))
});

/// What a subject does not go beyond.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\s+[–—-]+\s+|[–—,(:;.?!|\[\]/\n]|\b(?:{VIRTUAL}|{MEETING}s?|calls?|sessions?|(?:of|on|in|from|dated)\s+(?:the\s+)?\d|(?:19|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{{L}}*|(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{{1,2}}|summary|reports?|minutes|notes|informal|planning|kick-?off|webinar|was|is|were|are|has|had|have|held|met|will|would|took|convened|gathered|organi[sz]ed|hosted|discussed|continued|came|spoke|talked|began|sat|dialled|assembled|exchanged|reviewed|agreed|wished|invited|decided|welcomed|heard|for\s+(?:an|its|their)\b|last\s+year|work|group|process|community|in\s+this|in\s+(?:19|20)\d\d|at\s+the|during|that|which|who|by|with|from|since|facilitated|started|opened|and\s+(?:its|the|NRIs?|national|other|was|BPF|IGF|DC|MAG)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b",
    ))
});

/// The subject of the forum as written: "Cybersecurity", "Gender and Access".
pub fn of(text: &str) -> Option<String> {
    for found in AFTER.captures_iter(text) {
        let rest = without_next_forum(found.name("rest").map_or("", |rest| rest.as_str()));
        let on = found.name("on").is_some();
        // "The BPF worked on": without a word that leads to it a subject has a capital.
        if found.name("joint").is_none() && rest.starts_with(char::is_lowercase)
            || rest.starts_with(['-', ']'])
        {
            continue;
        }
        let rest = KIND.find(rest).map_or(rest, |kind| &rest[kind.end()..]);
        let end = end_of_list(rest, end_of_subject(rest, on));
        let end = end + short_name(&rest[end..]);
        let subject = clean_subject(&rest[..end]);
        if !subject.is_empty() && subject.split(' ').count() <= WORDS {
            return Some(in_title_case(subject));
        }
    }
    if let Some(found) = SESSION.captures(text) {
        let subject = clean_subject(
            &found["rest"][..end_of_list(&found["rest"], end_of_subject(&found["rest"], true))],
        );
        return (!subject.is_empty() && subject.split(' ').count() <= WORDS).then(|| in_title_case(subject));
    }
    let found = BEFORE.captures(text)?;
    let words: Vec<&str> = found[1].split_whitespace().filter(|word| !is_filler(word)).collect();
    let subject = words.join(" ");
    (!subject.is_empty() && subject.starts_with(char::is_uppercase)).then(|| in_title_case(&subject))
}

/// "Spam and Anna Bell for the BPF on Access": the subject ends where another forum is spoken of, and who stands for it.
fn without_next_forum(rest: &str) -> &str {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?i)\b{FORUM}\b")));
    static WHO: LazyLock<Regex> =
        LazyLock::new(|| pattern(r",?\s+and\s+(?:\p{Lu}[\p{L}'’.-]*\s+){2,4}(?:for|of|from)(?:\s+the)?\s*$"));
    let Some(next) = NEXT.find(rest) else { return rest };
    WHO.find(&rest[..next.start()]).map_or(rest, |who| &rest[..who.start()])
}

/// Behind "on", a word such as "Community" or "Open" begins the subject and does not end it.
pub fn end_of_subject(rest: &str, on: bool) -> usize {
    const MAY_BEGIN: [&str; 10] = [
        "community",
        "group",
        "process",
        "work",
        "report",
        "reports",
        "session",
        "sessions",
        "virtual",
        "notes",
    ];
    let begins = |end: &str, at: usize| {
        let next = rest[at + end.len()..].trim_start();
        on && at == 0
            && MAY_BEGIN.contains(&end.to_lowercase().as_str())
            && next.starts_with(char::is_alphabetic)
    };
    let is_part = |end: &str, at: usize| {
        let capital = end.starts_with(char::is_uppercase);
        begins(end, at) || capital && ["community", "work", "process"].contains(&end.to_lowercase().as_str())
    };
    END.find_iter(rest).find(|end| !is_part(end.as_str(), end.start())).map_or(rest.len(), |end| end.start())
}

/// Bytes of a short name in brackets that belongs to the subject: "Internet of Things (`IoT`)".
fn short_name(rest: &str) -> usize {
    static SHORT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*\(([A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9][a-z]?s?)\)"));
    let own = |name: &str| ["BPF", "BPFs", "IGF", "DRAFT", "FINAL", "NRIs"].contains(&name);
    SHORT.captures(rest).filter(|found| !own(&found[1])).map_or(0, |found| found[0].len())
}

fn clean_subject(text: &str) -> &str {
    let mut subject = text.trim_matches(|c: char| c.is_whitespace() || "*_\"“”'".contains(c));
    // Of several forums under one plural, the first.
    subject = subject.split(" and on ").next().unwrap_or(subject);
    for word in [" and", " &", " on", " of", " the", " in", " for", " at"] {
        subject = subject.strip_suffix(word).unwrap_or(subject);
    }
    if ["and", "on", "of", "the", "in", "for", "at", "to", "as", "a", "BPF", "s", "members", "participants"]
        .contains(&subject)
    {
        ""
    } else {
        subject
    }
}

fn is_filler(word: &str) -> bool {
    let lower = word.to_lowercase();
    let filler = [
        "igf", "the", "of", "a", "an", "summary", "report", "meeting", "call", "virtual", "minutes", "notes",
        "first", "informal", "joint", "and", "between", "nris", "nri", "with", "this", "on", "for", "to",
        "in", "planning", "session", "sessions", "workshop", "kick-off", "update", "proposal", "second",
        "third", "our",
    ];
    filler.contains(&lower.as_str())
        || word.chars().all(|c| c.is_ascii_digit())
        || lower.ends_with("th") && lower.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_is_what_is_left_of_the_forums_name() {
        let titles = [
            ("2017 IGF Best Practice Forum (BPF): Cybersecurity – Virtual Meeting I", "Cybersecurity"),
            ("IGF 2016 – Best Practice Forum on Spam – Virtual Meeting VI", "Spam"),
            ("BPF on Gender and Access 2018 – Virtual Meeting 4", "Gender and Access"),
            ("2016 BEST PRACTICE FORUM ON LOCAL CONTENT – FIFTH VIRTUAL MEETING", "Local Content"),
            ("Meeting between NRIs and BPF on Cybersecurity", "Cybersecurity"),
            ("Meeting between the BPF Cybersecurity and NRIs", "Cybersecurity"),
            (
                "Best Practise Forum on Internet Exchange Points - Vitual Meeting 3",
                "Internet Exchange Points",
            ),
            ("Cybersecurity BPF: third call", "Cybersecurity"),
            ("Best Practice Forum on Community Networks – Virtual Meeting 2", "Community Networks"),
            ("BPF Community Networks, call of June", "Community Networks"),
            ("Best Practice Forum on Online Community Building: call 3", "Online Community Building"),
            ("BEST PRACTICE FORUM ON WORK AT SEA", "Work At Sea"),
            ("BPF on the Internet of Things (IoT) – Virtual Meeting 2", "Internet of Things (IoT)"),
            ("Best Practice Forum on Spam (draft)", "Spam"),
            ("Best Practice Forum on Spam (BPF): call 3", "Spam"),
            ("The Best Practice Forum on spam held its second call", "spam"),
            (
                "BPF on Internet of Things, Big Data and Artificial Intelligence – Virtual meeting II",
                "Internet of Things, Big Data and Artificial Intelligence",
            ),
            (
                "Best Practice Forum on Artificial Intelligence, Big Data and the Internet of Things",
                "Artificial Intelligence, Big Data and the Internet of Things",
            ),
            (
                "BEST PRACTICE FORUM ON ARTIFICIAL INTELLIGENCE, BIG DATA AND THE INTERNET OF THINGS",
                "Artificial Intelligence, Big Data and the Internet of Things",
            ),
            ("BPF on Abuse, Hate & Harassment: call 2", "Abuse, Hate & Harassment"),
            (
                "The Best Practice Forum on gender, access, and literacy held its first call",
                "gender, access, and literacy",
            ),
            ("BPF on Spam, Virtual Meeting 2", "Spam"),
            ("BPF Session: Gender and Access", "Gender and Access"),
            ("BPF Virtual Meeting IV – Local Content", "Local Content"),
            ("CALL OF THE BPF ON THINGS, BIG DATA, AI", "Things, Big Data, AI"),
            ("BPF on Spam, Sampleton, 5 June 2018", "Spam"),
            ("BPF on Spam, NRIs and the MAG: joint call", "Spam"),
            ("The BPF on Spam, which met on 5 May and the Secretariat", "Spam"),
            ("Meeting of the BPF on Spam and the Dynamic Coalition", "Spam"),
            ("The call was led by Tom Ray for the BPF on Spam and Anna Bell for the BPF on Access", "Spam"),
            ("BPF on Mountain Huts Thursday 9 May", "Mountain Huts"),
            ("BPF Mountain Huts 9 May 2019", "Mountain Huts"),
            ("BPF Mountain Huts May 9", "Mountain Huts"),
            ("BPF Spam, 5 June and 7 June 2018", "Spam"),
            ("An informal meeting of the IGF Best Practice Forum (BPF) on spam was held on", "spam"),
        ];
        for (title, subject) in titles {
            assert_eq!(of(title).as_deref(), Some(subject), "{title}");
        }
        for text in [
            "The call was short.",
            "BPF call: 5 June 2018",
            "BPF Virtual Meeting II – Summary",
            "The BPF worked on it.",
            "The second call since the BPF resumed its work.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(
            of("IGF 2021 BPF SESSION ON THE HISTORY OF SUNDIALS").as_deref(),
            Some("History of Sundials")
        );
    }
}
