//! What a report says about the next call: days, a span of time, a condition or nothing.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::headings::{self, Section};
use super::{About, NextMeeting, NextMeetingKind, Report, ahead, dates, marks, pattern, sentences, spans};

static SUGGESTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(suggest\w*|could|might)\b"));
static DATES_OF_CALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(dates?|calls?|meeting|poll|doodle|options?|candidates?|possible|proposed)\b|^(?:it|this) (?:will|is|takes|shall)\b",
    )
});
static DEADLINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(until|deadline|no later than|comments|open for)\b"));
/// "Else the call moves to early November."
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:the|this|that|next|a) (?:next )?(?:call|meeting) (?:moves?|will|would|shall|may|might|could|is|goes|slips?|can)\b",
    )
});
static NOT_ON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:after|before|by|until|since)\s+(?:the\s+)?$"));
/// A sentence that may speak of the next call, and those behind it.
struct Candidate<'text> {
    sentence: &'text str,
    kind: NextMeetingKind,
    dates: Vec<Date>,
    /// A year that was taken to be the next one.
    rolled: bool,
    /// The window that a sentence nearby says too.
    window: Option<String>,
}

/// Fills in the next meeting, from the text or from the covering note.
pub fn read(cover: &str, report: &mut Report) {
    let texts: Vec<(String, bool)> = texts(report).into_iter().chain([(cover.to_owned(), false)]).collect();
    let mut best: Option<Candidate> = None;
    let mut undated = None;
    for (text, under_heading) in &texts {
        let found = in_text(text, *under_heading, report);
        undated = undated.or_else(|| {
            found
                .iter()
                .find(|candidate| candidate.kind == NextMeetingKind::None)
                .map(|candidate| candidate.sentence.to_owned())
        });
        for candidate in found {
            if rank(candidate.kind) > best.as_ref().map_or(0, |best| rank(best.kind)) {
                best = Some(candidate);
            }
        }
    }
    let Some(best) = best else {
        if let Some(sentence) = undated {
            report.warn(
                About::NextCall,
                format!(
                    "The report speaks of the next call, and its day cannot be told from it: \"{sentence}\""
                ),
            );
        }
        return;
    };
    report.next_meeting = NextMeeting {
        kind: best.kind,
        text: Some(best.sentence.trim().to_owned()),
        dates: best.dates.clone(),
    };
    let (rolled, window) = (best.rolled, best.window);
    if let Some(window) = window {
        report.warn(About::NextCall, format!(
            "The next call has candidate dates, and the text also says \"{window}\": check that they agree."
        ));
    }
    if rolled {
        report.warn(About::NextCall, "The date of the next call is printed without its year and was taken to be in the year after the call: check the year.");
    }
}

fn rank(kind: NextMeetingKind) -> usize {
    match kind {
        NextMeetingKind::Dates => 3,
        NextMeetingKind::Window => 2,
        NextMeetingKind::Condition => 1,
        NextMeetingKind::None => 0,
    }
}

/// The paragraphs, each with whether it stands below a heading "Next call". Only those that can say something are taken.
fn texts(report: &Report) -> Vec<(String, bool)> {
    let mut headings = report.headings.iter().peekable();
    let mut below = false;
    let mut texts = Vec::new();
    for (index, paragraph) in report.paragraphs.iter().enumerate() {
        while let Some(heading) = headings.next_if(|heading| heading.before <= index) {
            below = headings::section(&heading.text) == Section::NextCall;
        }
        if below || ahead::is_near(&paragraph.text) {
            texts.push((paragraph.text.clone(), below));
        }
    }
    texts
}

fn in_text<'text>(text: &'text str, under_heading: bool, report: &Report) -> Vec<Candidate<'text>> {
    let all: Vec<&str> =
        sentences::split(text).into_iter().map(|sentence| marks::strip(sentence).trim()).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for (index, sentence) in all.iter().enumerate() {
        if !(under_heading || ahead::speaks_of_next(sentence)) {
            continue;
        }
        let mut candidate = weigh(sentence, report);
        // The days may stand in a sentence of their own: "19 or 21 June are the possible dates for the call."
        for later in all[index + 1..].iter().take(2) {
            if candidate.kind == NextMeetingKind::Dates
                || !DATES_OF_CALL.is_match(later)
                || DEADLINE.is_match(later)
            {
                continue;
            }
            let dated = weigh(later, report);
            if dated.kind == NextMeetingKind::Dates {
                candidate = Candidate { window: spans::window(sentence).map(str::to_owned), ..dated };
            }
        }
        if candidate.kind == NextMeetingKind::Dates && candidate.window.is_none() {
            let later = all[index + 1..].iter().take(2).find(|later| OTHERWISE.is_match(later));
            candidate.window = later.and_then(|later| spans::window(later)).map(str::to_owned);
        }
        found.push(candidate);
    }
    found
}

fn weigh<'text>(sentence: &'text str, report: &Report) -> Candidate<'text> {
    let (days, rolled) = days(sentence, report);
    let window = spans::window(sentence).filter(|_| !spans::is_window_of_event(sentence)).map(str::to_owned);
    let condition = spans::has_condition(sentence);
    let week = spans::week(sentence, report);
    let suggested = SUGGESTED.is_match(sentence);
    let (kind, dates) = match (week, days.is_empty()) {
        (Some(week), _) => (NextMeetingKind::Window, week),
        (None, false) => (NextMeetingKind::Dates, days),
        (None, true) if window.is_some() && !suggested => (NextMeetingKind::Window, Vec::new()),
        (None, true) if condition && !suggested => (NextMeetingKind::Condition, Vec::new()),
        _ => (NextMeetingKind::None, Vec::new()),
    };
    let window = window.filter(|_| kind == NextMeetingKind::Dates);
    Candidate { sentence, kind, dates, rolled, window }
}

fn belongs_elsewhere(before: &str) -> bool {
    NOT_ON.is_match(before) || OF_OTHER_EVENT.is_match(before)
}

/// "After the MAG meeting of" a day: it is that meeting's, not the call's.
static OF_OTHER_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:after|before|until|following|since)\s+(?:\S+\s+){0,6}?(?:MAG|annual|conference|workshop|consultations?|session|deadline|summit|assembly|survey|questionnaire|election|seminar)\b(?:\s+meeting)?\s*(?:of|on|\()\s*(?:the\s+)?$",
    )
});

/// The candidate days of a sentence; a day without a year is the first one after the meeting.
fn days(sentence: &str, report: &Report) -> (Vec<Date>, bool) {
    let mut rolled = false;
    let mut days = Vec::new();
    for mention in
        dates::find(sentence).iter().filter(|mention| !belongs_elsewhere(&sentence[..mention.span.start]))
    {
        for day in &mention.days {
            let year = report.date.map(Date::year).or(report.cycle_year);
            let Some(date) = day.in_year(year) else { continue };
            let is_past = day.year.is_none() && report.date.is_some_and(|held| date < held);
            let next = if is_past { day.in_year(year.map(|year| year + 1)) } else { Some(date) };
            rolled |= is_past;
            days.extend(next);
        }
    }
    days.sort_unstable();
    days.dedup();
    (days, rolled)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Paragraph;
    use super::*;

    fn next(text: &str) -> (NextMeetingKind, Vec<Date>, usize) {
        let mut report = Report {
            date: Some(date(2017, 5, 20)),
            paragraphs: vec![Paragraph { number: None, text: text.into() }],
            ..Report::default()
        };
        read("", &mut report);
        (report.next_meeting.kind, report.next_meeting.dates, report.warnings.len())
    }

    #[test]
    fn days_win_over_a_window() {
        use NextMeetingKind::{Condition, Dates, Window};

        assert_eq!(
            next("The next call will be on 21 June 2017 at 15:00 UTC."),
            (Dates, vec![date(2017, 6, 21)], 0)
        );
        assert_eq!(
            next(
                "The group would reconvene in two to three weeks' time. 19 or 21 June are the possible dates for the call."
            ),
            (Dates, vec![date(2017, 6, 19), date(2017, 6, 21)], 1)
        );
        assert_eq!(next("The next call is expected in about three weeks."), (Window, vec![], 0));
        assert_eq!(next("The next meeting will take place in early September."), (Window, vec![], 0));
        assert_eq!(
            next("A planning call is foreseen for the week of 14 November."),
            (Window, vec![date(2017, 11, 13), date(2017, 11, 19)], 0)
        );
        assert_eq!(
            next("A follow up call will be organised once the questionnaire is out."),
            (Condition, vec![], 0)
        );
        assert_eq!(next("The next call will be on 12 January."), (Dates, vec![date(2018, 1, 12)], 1));
    }

    #[test]
    fn the_next_call_has_many_names() {
        use NextMeetingKind::{Condition, Dates, Window};

        let june = vec![date(2017, 6, 8)];
        for text in [
            "We meet once more on 8 June at 15:00 UTC.",
            "The group hopes to speak again on 8 June.",
            "Next time: 8 June, noon UTC.",
            "Another conversation is planned, tentatively on or around 8 June.",
            "The talks will be resumed on 8 June.",
            "The friends of the forum come together again on the 8th of June.",
            "The next call (TBC) is on 8 June.",
            "The second call is scheduled for 8 June.",
            "The next call was fixed for Thursday 8 June at 14.00 UTC.",
            "All will hear one another again on Thursday, 8 June.",
        ] {
            assert_eq!(next(text), (Dates, june.clone(), 0), "{text}");
        }
        assert_eq!(
            next("Participants will get together again either on 8 June or on 9 June 2017.").1,
            [date(2017, 6, 8), date(2017, 6, 9)]
        );
        for text in [
            "It was agreed to talk again the week after.",
            "They plan to convene once more towards the end of June.",
            "A further meeting is expected in a fortnight.",
        ] {
            assert_eq!(next(text), (Window, vec![], 0), "{text}");
        }
        for text in [
            "As soon as the draft is ready, the group reconvenes.",
            "One more call is to be held after the workshop.",
            "The group reconvenes at a date to be fixed, not before the MAG meeting of 12 June.",
            "A further conversation depends on the answer of the office.",
        ] {
            assert_eq!(next(text), (Condition, vec![], 0), "{text}");
        }
    }

    #[test]
    fn other_meetings_are_not_the_next_call() {
        for text in [
            "The next MAG meeting will be on 3 March.",
            "A second call for input will be sent on 3 June.",
            "The next call for contributions closes on 3 June.",
            "It was suggested that a meeting could be held in June.",
            "The MAG meets again on 3 March.",
            "Before the next call, Tom is to count the replies after the holidays.",
            "The second call was held on 3 March and is described above.",
            "Further discussion is needed once the survey is out.",
        ] {
            assert_eq!(next(text), (NextMeetingKind::None, vec![], 0), "{text}");
        }
    }
}
