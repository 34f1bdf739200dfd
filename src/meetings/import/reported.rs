//! Tasks of which a report only tells: somebody took them on before this call, or has done them since.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{About, Report, pattern};

const MONTH: &str = r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)";
const CALL: &str =
    r"(?:call|meeting|session|sitting|conversation|round|teleconference|webinar|workshop|stock-?taking)";

/// "At the May call", "in April", "last week": a time before the call, where a clause begins.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:^[\W\d]*|\bthat\s+|[,;:]\s+(?:and\s+|but\s+)?)(?:already\s+|back\s+|as\s+early\s+as\s+)?(?:
            (?:at|in|during|on|since|after)\s+(?:the|our|its|their)\s+(?:(?:previous|last|earlier|preceding|former|prior|kick-?off|past)|{DAY}?{MONTH}(?:\s+\d{4})?|last\s+year['’]s|this\s+(?:spring|summer|autumn)['’]s)(?:\s+[\w-]+){0,2}?\s+{CALL}
            | (?:at|in|during)\s+last\s+(?:\w+['’]s)\s+[\w-]+
            | (?:at|during|in)\s+the\s+{CALL}\s+(?:of|on|in|held\s+on)\s+{DAY}?{MONTH}(?:\s+\d{1,2})?(?:,?\s+\d{4})?
            | (?:in|since|during|on|back\s+in)\s+(?:early\s+|late\s+|mid-?\s?)?{DAY}?{MONTH}(?:\s+\d{1,2})?(?:,?\s+\d{4})?
            | (?:earlier|previously|formerly|before\s+(?:the|this)\s+call|between\s+the\s+(?:two\s+)?calls|in\s+the\s+past|the\s+other\s+day)
            | last\s+(?:week|month|year|time|spring|summer|autumn|winter|{MONTH}|\w+day)
            | (?:some|a|two|three|four|six|several|a\s+few)\s+(?:time|weeks?|months?|days?|years?)\s+(?:ago|earlier|before)
        )(?P<more>,?\s+(?:on|in|of)\s+[^,.;]{2,25})?\s*,?\s*$"
            .replace("{DAY}", r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)")
            .replace("{MONTH}", MONTH)
            .replace("{CALL}", CALL)
            .as_str(),
    )
});
/// "It was recalled that Anna Bell offered".
static RECALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:recall(?:ed|s|ing)?|remind(?:ed|s|ing)?|remember(?:ed|s|ing)?)\b[^.;]*\bthat\s+(?:[^,.;]{2,60},\s+)?$",
    )
});
/// "Had offered", "had kindly been asked".
static HAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\bhad|['’]d)(?:,?\s+(?:\p{L}+ly|also|then|both|each|all|already|again|even|together|in turn))*\s*$",
    )
});
/// Words of verbs that tell of the past.
static PAST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:\w+ed|undertook|took|stood|bound|was|were|said|told|put)\b"));
/// "…, which they have finished", "and has done so": nothing is left to do.
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:which|this|that|it|and|s?he|they|who)\s+(?:(?:s?he|they)\s+)?(?:(?:has|have|had|was|were|is|are)\s+)(?:since\s+|now\s+|already\s+|meanwhile\s+|also\s+|all\s+|in the meantime\s+|been\s+)*(?:finished|done|completed|carried out|fulfilled|delivered|accomplished|achieved|settled)\b|\b(?:and|who|which)\s+(?:s?he\s+|they\s+)?did\s+so\b|\band\s+(?:s?he|they)\s+(?:brought|sent|wrote|found|delivered|circulated|shared|posted|published)\b|\breplied\s+that\s+(?:s?he|they)\s+(?:had|did|have)\b",
    )
});
/// "She reported that she had an interview": what became of the task of the sentence before.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:he|she|they)\s+(?:then\s+|now\s+|also\s+|since\s+)?(?:reported|informed|announced|confirmed|told|explained|said|answered|replied|apologi[sz]ed)\b[^.]*\b(?:had|has|have|was|were|did)\b|(?:this|that|it|the (?:task|work|result)s?)\s+(?:was|were|has|have|had|is|are)\s+(?:now\s+|since\s+|already\s+|meanwhile\s+|been\s+)*(?:done|finished|completed|carried out|available|ready|sent|published)|(?:he|she|they)\s+(?:has|have|had|did)\s+(?:now\s+|since\s+|already\s+|meanwhile\s+)*(?:\w+(?:ed|wn|en|nt)|done|found|so)\b)",
    )
});

/// Was the work taken on at another time than in this call? `found` has the verb, and those who took the work or none.
pub fn is_earlier(sentence: &str, found: &Captures) -> bool {
    let Some(verb) = found.name("verb") else { return false };
    let who = found.name("who").or(found.name("pronoun"));
    let begin = who.map_or(verb.start(), |who| who.start() + month(&sentence[..who.start()], who.as_str()));
    // "It was agreed that she would": the verb may stand first.
    let begin = begin.min(verb.start());
    is_of_earlier(&sentence[..begin], &sentence[begin..verb.start()], verb.as_str())
}

/// Bytes of a month that is printed right before a name: "in April, Anna Bell", "on 5 May Anna Bell".
pub fn month(before: &str, name: &str) -> usize {
    static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"^(?P<lead>(?:In|Since|During|By|Until|Before|After|Early|Late|Mid|Last|On)\s+)?{MONTH}\b\.?(?:\s+\d{{4}})?,?\s+(?:and\s+)?"
        ))
    });
    static OF_DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:\d{1,2}(?:st|nd|rd|th)?|\b(?:in|since|by|until|before|during|early|late|mid|of|last))[\s-]+$",
        )
    });
    let found = AHEAD.captures(name).filter(|found| found.name("lead").is_some() || OF_DAY.is_match(before));
    found.and_then(|found| found.get(0)).map_or(0, |whole| whole.end())
}

/// The same of a clause taken apart: what stands before those who took the work, what stands between them and the verb.
pub fn is_of_earlier(before: &str, between: &str, verb: &str) -> bool {
    let told = verb.to_lowercase();
    // "Said he had agreed to" tells of the past twice.
    let had = HAD.is_match(between) || told.starts_with("had ") || HAD.is_match(before) && between.is_empty();
    had || PAST.is_match(&told) && (EARLIER.is_match(before) || RECALLED.is_match(before))
}

/// "Anna volunteered to check the tables, which she has finished": the sentence itself says that nothing is left to do.
pub fn is_finished(sentence: &str) -> bool {
    static FINISHED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i),?\s+(?:which|and|who)\s+(?:s?he\s+|they\s+)?(?:(?:has|have|had)\s+(?:since\s+|now\s+|already\s+|meanwhile\s+|also\s+|both\s+|all\s+|in\s+the\s+meantime\s+)*(?:finished|completed|carried\s+out|done)(?:\s+(?:so|it|this|that))?|(?:has|have|had)\s+(?:since\s+|now\s+|already\s+)?been\s+(?:finished|completed|carried\s+out|done)|did\s+so)(?:\s+(?:since|meanwhile|in\s+the\s+meantime|already|by\s+now))?\s*(?:[.,;)]|$)",
        )
    });
    FINISHED.is_match(sentence)
}

/// Does the sentence that tells of an earlier task, or the one behind it, say what became of it?
pub fn is_accounted_for(sentence: &str, next: Option<&str>) -> bool {
    DONE.is_match(sentence) || next.is_some_and(|next| ACCOUNT.is_match(next))
}

/// Asks to look at a task that was taken on before, and of which the report does not say whether it is done.
pub fn warn(sentence: &str, report: &mut Report) {
    report.warn(
        About::Text,
        format!("The report tells of a task that was taken on before this call (\"{sentence}\"): enter it if it is still to be done."),
    );
}

#[cfg(test)]
mod tests {
    use super::super::{Paragraph, actions};
    use super::*;

    fn read(text: &str) -> (Vec<Vec<String>>, usize) {
        let paragraphs = vec![Paragraph { number: None, text: text.into() }];
        let mut report = Report { paragraphs, ..Report::default() };
        actions::read(None, &mut report);
        (report.actions.into_iter().map(|action| action.owners).collect(), report.warnings.len())
    }

    #[test]
    fn tasks_of_an_earlier_call_are_told_and_not_taken() {
        for text in [
            "It was noted that at the previous call, on 18 June, Anna Bell had offered to ask the printers. She informed the group that this was done.",
            "At the May call Anna Bell and Tom Ray had volunteered to check the tables, which they have finished.",
            "In April, Anna Bell was asked to call the printers. She reported that she had an interview.",
            "Tom Ray recalled that in last year's stock-taking Anna Bell had said she would keep a list; Anna Bell replied that she had.",
            "At the last meeting Anna Bell offered to ask the printers. This has been done.",
            "Anna Bell volunteered to check the tables, and has done so.",
            "Anna Bell had promised to bring the figures, and she brought them.",
            "Last month Anna Bell and Tom Ray undertook to write a page. They have sent it.",
        ] {
            assert_eq!(read(text), (vec![], 0), "{text}");
        }
    }

    #[test]
    fn what_may_still_be_open_is_asked_about() {
        for text in [
            "Anna Bell had offered to ask the printers.",
            "At the call of 5 May Anna Bell agreed to ask the printers.",
            "It was recalled that the Secretariat was asked to print the map.",
        ] {
            assert_eq!(read(text), (vec![], 1), "{text}");
        }
    }

    #[test]
    fn tasks_of_this_call_stay() {
        for text in [
            "Anna Bell, who had offered a page before, agreed to write a second one.",
            "With regard to the session in May, Anna Bell offered to ask the printers.",
            "In May, Anna Bell will ask the printers.",
            "After the summer Anna Bell will ask the printers.",
            "Anna Bell offered to send the list once it is completed.",
            "Anna Bell has agreed to ask the printers.",
            "Anna Bell, who had been away in May, offered to ask the printers.",
        ] {
            assert_eq!(read(text), (vec![vec!["Anna Bell".to_owned()]], 0), "{text}");
        }
    }
}
