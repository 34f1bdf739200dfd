//! The year of a day that is printed without one: it may stand apart from it, in the text or in the header of the mail.

use std::sync::LazyLock;

use regex::Regex;

use super::dates::{self, Day};
use super::{Report, links, pattern, sentences};

/// "the first time in 2016", "our calls of 2016", "this year (2016)", "the 2016 cycle".
static OF_CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:time|calls?|meetings?|conversations?|exchanges?|year|cycle)\b[^.;]{0,20}?\b(?:in|of|for|during)|(?:met|meets|spoke|talked|gathered|came together)\b[^.;]{0,30}?\b(?:in|during)|this year,?|\b(?:all\s+)?(?:the\s+)?dates\b[^.;]{0,40}?\bof(?:\s+the\s+year)?)\s*\(?(?P<behind>(?:19|20)\d\d)\b|\b(?P<before>(?:19|20)\d\d)\s+(?:cycle|season|process|calls?|meetings?|series)\b",
    )
});
/// "Since 2014", "as in 2015", "last year": a year that is over.
static OVER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:since|until|as (?:in|of)|last|previous|former|earlier|begun|started|held|published|adopted|prepared|written|output|outputs|report|reports|work|than)\b[^.;]{0,30}$",
    )
});

/// Sentences in which the year may stand.
const EARLY: usize = 8;

/// Where a year was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Title,
    Text,
    Mail,
}

impl Place {
    /// For a sentence that says where.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Mail => "mail",
        }
    }
}

/// The year with which the first sentences print the same day, else the one that they give to the call, if they give one and
/// no other, else that in which the mail was sent.
pub fn apart(day: Day, report: &Report) -> Option<(i16, Place)> {
    if let Some(year) = of_the_same_day(day, report) {
        return Some((year, Place::Text));
    }
    let early = report.paragraphs.iter().take(3).flat_map(|paragraph| sentences::split(&paragraph.text));
    let mut years: Vec<i16> = early.take(EARLY).flat_map(in_sentence).collect();
    years.sort_unstable();
    years.dedup();
    match years.as_slice() {
        [year] => Some((*year, Place::Text)),
        [] => of_mail(day, report)
            .map(|year| (year, Place::Mail))
            .or_else(|| only_one(report).map(|year| (year, Place::Text))),
        _ => None,
    }
}

/// "Call of January 22", and below: "On January 22, 2019".
fn of_the_same_day(day: Day, report: &Report) -> Option<i16> {
    let early = report.paragraphs.iter().take(3).flat_map(|paragraph| dates::find(&paragraph.text));
    let same = early
        .flat_map(|mention| mention.days)
        .filter(|other| (other.month, other.of_month) == (day.month, day.of_month));
    let mut years: Vec<i16> = same.filter_map(|other| other.year).collect();
    years.sort_unstable();
    years.dedup();
    years.first().copied().filter(|_| years.len() == 1)
}

/// The years of a sentence that says when the group meets. Several leave it open.
fn in_sentence(sentence: &str) -> Vec<i16> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:19|20)\d\d\b"));
    let mentions = dates::find(sentence).into_iter();
    let whole_days = mentions.filter(|mention| mention.days.iter().any(|day| day.year.is_some()));
    let plain = links::blank(sentence, whole_days.map(|mention| mention.span));
    let Some(found) = OF_CALL.captures(&plain) else { return Vec::new() };
    let start = found.get(0).map_or(0, |whole| whole.start());
    let said = found.name("behind").or(found.name("before")).map_or(start, |year| year.start());
    let named: Vec<i16> = YEAR.find_iter(&plain).filter_map(|year| year.as_str().parse().ok()).collect();
    let is_over = OVER.is_match(&plain[start..said]);
    if is_over && named.len() < 2 { Vec::new() } else { named }
}

/// The one year in which the headings and the first paragraphs put the forum or those around it, if it is not over.
fn only_one(report: &Report) -> Option<i16> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:19|20)\d\d\b"));
    static GROUP: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:IGF|BPFs?|MAG|[Ff]orum|[Cc]ycle|[Ii]ntersessional)\b"));
    let headings = report.headings.iter().take(2).map(|heading| heading.text.as_str());
    let first = report.paragraphs.iter().take(3).map(|paragraph| paragraph.text.as_str());
    let texts: Vec<String> = headings.chain(first).map(links::blank_out).collect();
    let mut years: Vec<i16> = Vec::new();
    let sentences = texts.iter().flat_map(|text| sentences::split(text));
    for text in sentences.filter(|text| GROUP.is_match(text)) {
        for found in YEAR.find_iter(text) {
            if OVER.is_match(&text[..found.start()]) {
                return None;
            }
            years.extend(found.as_str().parse::<i16>().ok());
        }
    }
    years.sort_unstable();
    years.dedup();
    years.first().copied().filter(|_| years.len() == 1)
}

/// A report is sent after its call, and within a year.
fn of_mail(day: Day, report: &Report) -> Option<i16> {
    let headers = report.left_out.iter().filter(|left| left.why == "a header of the mail");
    let sent = headers
        .filter(|left| {
            ["date:", "sent:"]
                .iter()
                .any(|name| left.text.to_lowercase().trim_start_matches('*').starts_with(name))
        })
        .flat_map(|left| dates::find(&left.text))
        .find_map(|mention| mention.days.first().and_then(|day| day.in_year(None)))?;
    let held = day.in_year(Some(sent.year()))?;
    Some(if held <= sent { sent.year() } else { sent.year() - 1 })
}

#[cfg(test)]
mod tests {
    use super::super::{LeftOut, Paragraph};
    use super::*;

    const DAY: Day = Day { year: None, month: 6, of_month: 23 };

    fn year(text: &str) -> Option<i16> {
        let paragraph = Paragraph { number: None, text: text.to_owned() };
        apart(DAY, &Report { paragraphs: vec![paragraph], ..Report::default() }).map(|(year, _)| year)
    }

    #[test]
    fn a_year_that_is_said_of_the_calls_is_theirs() {
        assert_eq!(
            year("On June 23 the group met. It was the first time in 2016 that it spoke."),
            Some(2016)
        );
        assert_eq!(year("The group met on June 23, for its last call of 2017."), Some(2017));
        assert_eq!(year("On June 23 the 2018 series of calls began."), Some(2018));
    }

    #[test]
    fn the_same_day_below_tells_the_year() {
        assert_eq!(
            year("On June 23, 2019 the call took place. The session was on 13 November 2018."),
            Some(2019)
        );
        assert_eq!(year("On June 23, 2019 it met, as on June 23, 2018."), None);
    }

    #[test]
    fn other_years_are_not() {
        assert_eq!(year("On June 23 the group met. It went through the report of 2015."), None);
        assert_eq!(year("On June 23 the group met. It spoke of 2015 and of its calls in 2014."), None);
        assert_eq!(
            year(
                "The group met on June 23, as it had talked in 2015 and met in 2016. The meeting of 2017 is near."
            ),
            None
        );
    }

    #[test]
    fn a_mail_is_sent_after_the_call() {
        let sent = |text: &str| {
            let header = LeftOut { line: 1, text: text.into(), why: "a header of the mail".into() };
            apart(DAY, &Report { left_out: vec![header], ..Report::default() })
        };
        assert_eq!(sent("Date: Fri, 24 Jun 2016 10:00:00 +0200"), Some((2016, Place::Mail)));
        assert_eq!(sent("Sent: 4 January 2017 10:00"), Some((2016, Place::Mail)));
    }
}
