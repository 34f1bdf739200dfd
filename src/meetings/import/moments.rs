//! Days with the hour that stands by each, as the head and the first paragraphs give them.

use std::sync::LazyLock;

use jiff::civil::Time;
use regex::Regex;

use super::dates::{self, Day};
use super::other_events::is_other_event;
use super::{Report, days_of_verb, earlier, ordinal, pattern, sentences, times, title, when};

/// "The meeting took place on", "was held on", "met on": what the day behind it belongs to stands before it.
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:was|were)\s+(?:also\s+)?(?:held|convened|organi[sz]ed|hosted|conducted)|took\s+place|(?:re)?convened|met|gathered|(?:came|got|sat)\s+(?:\w+\s+)?together|assembled|connected|dialled\s+in|spoke|talked|held\s+(?:its|a|an|the|their|this|two)\b|held|had\s+(?:its|their|our)\b|was on|(?:which|that) (?:we|I) (?:had|led|chaired|facilitated|moderated|hosted)|(?:offered|had) two (?:slots|calls|sittings|times|dates))",
    )
});

static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(meetings?|calls?|it|BPF|best\s+pra\w+\s+forum|group|virtual|sittings?|first|second|both|one|other|webinar|conversation|teleconference|we|which|and)\b",
    )
});

/// "Interviews, held in 2016 and published on" a day: the day is when they were published.
static OTHER_DEED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:published|released|issued|posted|sent|printed|signed|adopted|submitted|circulated|closed|launched)\b",
    )
});
/// "The call of 5 June", in the first sentences.
static CALL_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:meeting|call|session)\s*(?:of|on|dated|held on|from)?\s*(?:last|this|yesterday)?\s*(?:\w+day)?,?\s*\(?$",
    )
});
/// "The call of the forum of 5 June" … "was opened".
static OF_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:the|this|a|an|our)\s+(?:[\w-]+\s+){0,3}?(?:meeting|call|conversation|sitting)\b[^.;]{0,120}\b(?:of|on|from)\s*(?:\w+day,?\s*)?(?:the\s*)?$",
    )
});
static THEN_WAS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[^.;]{0,30}?\b(?:was|were|began|started|took place|opened|gathered|brought)\b")
});
/// "The call of 5 June was opened by": it is this one.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[^.;]{0,40}?\b(?:was|were)?\s*(?:opened|began|started|took place|gathered|facilitated|chaired|moderated|hosted|led|attended)\b",
    )
});
/// "Virtual Meeting II, 9 July 2024, 4pm UTC": a line of a head that stands among the text.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:meeting|call)\s+(?:no\.?\s*)?(?P<number>[ivx]+|\d{1,2})\s*[,(–—-]\s*(?:\w+day,?\s*)?$")
});
static ENDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:$|[,;)–—|\n-])"));
const PARAGRAPHS: usize = 4;
/// Sentences among which the one stands that says when the meeting was held.
const FIRM: usize = 6;
/// Sentences in which "the call of 5 June" is this one.
const EARLY: usize = 4;

/// A day and an hour that one place of the text gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub day: Day,
    pub time: Option<Time>,
    /// The sentence speaks of this very call, and of no other that was held earlier.
    pub firm: bool,
}

/// The days of a text with the hour that stands by each.
pub fn of(text: &str) -> Vec<Moment> {
    let blank = when::blank_days(text);
    let hours = times::find(&blank);
    let mentions = dates::find(text);
    let lone_year = lone_year(text);
    let mut moments = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let end = mentions.get(index + 1).map_or(text.len(), |next| next.span.start);
        let near: Vec<Time> = hours
            .iter()
            .filter(|hour| (mention.span.end..end).contains(&hour.span.start))
            .filter_map(|hour| hour.utc)
            .collect();
        for (nth, day) in mention.days.iter().enumerate() {
            let day = Day { year: day.year.or(lone_year), ..*day };
            // "On 4 and 5 June at 07:00 and 19:00 UTC": to each day its hour.
            let own = if near.len() == mention.days.len() { nth } else { 0 };
            moments.push(Moment { day, time: near.get(own).copied(), firm: true });
        }
        if let ([day], [_, second, ..]) = (mention.days.as_slice(), near.as_slice())
            && is_second_sitting(&blank, &hours, *second)
        {
            moments.push(Moment { day: *day, time: Some(*second), firm: true });
        }
    }
    moments.dedup();
    moments
}

/// "08:00 UTC and 16:00 UTC", but not "16:00 CET (15:00 UTC)".
fn is_second_sitting(text: &str, hours: &[times::Mention], second: Time) -> bool {
    let Some(hour) = hours.iter().rev().find(|hour| hour.utc == Some(second)) else { return false };
    let before = text[..hour.span.start].trim_end().to_lowercase();
    before.ends_with("and")
        || before.ends_with('&')
        || before.ends_with("and at")
        || before.ends_with(';')
        || before.ends_with('\n')
}

/// A line of the head may hold the year alone.
fn lone_year(text: &str) -> Option<i16> {
    text.lines().find(|line| line.len() == 4).and_then(|line| line.parse().ok())
}

/// What the covering note and the first paragraphs say about when the meeting was held.
pub fn in_body(cover: &str, report: &Report) -> Vec<Moment> {
    let texts = std::iter::once(cover)
        .chain(report.paragraphs.iter().take(PARAGRAPHS).map(|paragraph| paragraph.text.as_str()));
    let mut found: Vec<Moment> = Vec::new();
    let of_session = title::names_session(report.title.as_deref().unwrap_or_default());
    // "**10 May**" is a day like another.
    let plain: Vec<String> = texts.map(|text| text.replace("**", "")).collect();
    // The report begins anew behind the covering note, however long that was.
    let numbered = |texts: &[String]| {
        texts
            .iter()
            .flat_map(|text| sentences::split(text))
            .map(str::to_owned)
            .take(40)
            .enumerate()
            .collect::<Vec<_>>()
    };
    let (cover, body) = plain.split_at(1);
    let sentences = numbered(cover).into_iter().chain(numbered(body));
    // A line with a day and nothing else says when, wherever it stands.
    for line in plain.iter().flat_map(|text| text.lines()).filter(|line| when::is_alone(line.trim())) {
        found.extend(of(line));
    }
    if !found.is_empty() {
        return found;
    }
    for (index, sentence) in sentences {
        // In the report of a session the session is the meeting.
        let of_meeting = if of_session { sentence.replace("session", "meeting") } else { sentence.clone() };
        let held = in_sentence(&of_meeting, index, report.ordinal);
        // What is said of this call counts more than what is said of another.
        if held.first().is_some_and(|held| held.firm) && found.first().is_some_and(|found| !found.firm) {
            found.clear();
        }
        if held.is_empty() && found.first().is_some_and(|found| found.firm) {
            break;
        }
        let continues = found.is_empty() || sentence.to_lowercase().contains("second");
        if continues {
            found.extend(held);
        }
    }
    found
}

/// The days of a sentence that says when the meeting was held. `index` counts the sentences, `ordinal` the meetings.
fn in_sentence(sentence: &str, index: usize, ordinal: Option<u32>) -> Vec<Moment> {
    let early = index < EARLY;
    let all = dates::find(sentence);
    let Some(first) = all.iter().find(|mention| !mention.days.is_empty()) else { return Vec::new() };
    for verb in HELD.find_iter(sentence) {
        let subject = main_clause(&sentence[..verb.start()]);
        let Some(next) = all.iter().find(|mention| {
            mention.span.start >= verb.end() || mention.span.start < 12 && mention.span.end < verb.start()
        }) else {
            continue;
        };
        let between = sentence.get(verb.end()..next.span.start).unwrap_or_default();
        let of_meeting = MEETING.is_match(subject)
            && !is_other_event(subject)
            && !is_other_event(between)
            && !OTHER_DEED.is_match(between)
            && between.len() < 160;
        let on_day = next.span.end < verb.start()
            || between.is_empty()
            || between.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '(');
        let of_paper = earlier::is_named(&sentence[..next.span.start], &sentence[next.span.end..]);
        if of_meeting && on_day && !of_paper {
            let start = next.span.start;
            let end = if next.span.start < verb.start() {
                sentence.len()
            } else {
                start + days_of_verb::end(&sentence[start..])
            };
            let firm = index < FIRM && !earlier::is_told_of(subject, index, ordinal);
            return of(&sentence[start..end]).into_iter().map(|moment| Moment { firm, ..moment }).collect();
        }
    }
    let (before, behind) = (&sentence[..first.span.start], &sentence[first.span.end..]);
    if !early || earlier::is_named(before, behind) {
        return Vec::new();
    }
    let numbered = NUMBERED.captures(before).and_then(|found| ordinal::number(&found["number"]));
    if numbered.is_some() && numbered == ordinal && ENDS.is_match(behind) && !THEN_WAS.is_match(behind) {
        return of(sentence).into_iter().take(1).collect();
    }
    if OF_DAY.is_match(before) && THEN_WAS.is_match(behind) && !is_other_event(before) {
        let firm = (index == 0 || OPENS.is_match(behind)) && !earlier::is_told_of(before, index, ordinal);
        return of(sentence).into_iter().map(|moment| Moment { firm, ..moment }).collect();
    }
    // "The call was about the session of" a day.
    let of_session = |call: &str, before: &str| {
        call.to_lowercase().starts_with("session")
            && ["call", "meeting"].iter().any(|noun| before.contains(noun))
    };
    let is_this = |call: &regex::Match| {
        let before = &before[..call.start()];
        !is_other_event(before) && !of_session(call.as_str(), before)
    };
    match CALL_OF.find(before).filter(is_this) {
        Some(_) => {
            let firm = index == 0 && !earlier::is_told_of(before, index, ordinal);
            let days = of(&sentence[first.span.clone()]);
            days.into_iter().map(|moment| Moment { firm, ..moment }).collect()
        }
        None => Vec::new(),
    }
}

/// "After the conference of May, the call": what the sentence is about begins behind the comma.
fn main_clause(subject: &str) -> &str {
    static LEADS_IN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:After|Following|Before|Since|Because|As|Once|When|While|Although|Though|With|Without|In|On|At|Between|During|Despite|Given|Like|Due|Prior|Further|Upon|Ahead|Parallel|Alongside|Shortly|Soon|Two|Three|A)\b[^,]*,\s+",
        )
    });
    LEADS_IN.find(subject).map_or(subject, |clause| &subject[clause.end()..])
}

/// "The group met online at 15:00 UTC": the hours of the first sentences that tell of the meeting.
pub fn times_in_body(report: &Report) -> Vec<times::Mention> {
    let sentences =
        report.paragraphs.iter().take(2).flat_map(|paragraph| sentences::split(&paragraph.text)).take(6);
    let about = sentences.filter(|sentence| {
        (HELD.is_match(sentence)
            || ["start", "began", "opened", "facilitated", "moderated", "chaired", " led ", "hosted"]
                .iter()
                .any(|verb| sentence.contains(verb)))
            && MEETING.is_match(sentence)
            && !is_other_event(sentence)
    });
    about.flat_map(|sentence| times::find(&when::blank_days(sentence))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_the_number_of_the_call_tells_its_day() {
        let line = "Best Practice Forum on Sample Names, Virtual Meeting II, 9 July 2024, 4pm UTC";
        let held = |number| in_sentence(line, 0, Some(number)).first().map(|moment| moment.day.of_month);
        assert_eq!(held(2), Some(9));
        assert_eq!(held(3), None, "it is another call's");
        let told = "The summary of meeting 2, 9 July 2024, was adopted.";
        assert_eq!(in_sentence(told, 1, Some(2)), Vec::new());
    }
}
