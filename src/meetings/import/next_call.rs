//! What a report says about the next call: days, a span of time, a condition or nothing.

use super::candidates::{self, Candidate};
use super::headings::{self, Section};
use super::{About, NextMeeting, NextMeetingKind, Report, ahead};

/// Fills in the next meeting, from the text or from the covering note.
pub fn read(cover: &str, report: &mut Report) {
    let texts: Vec<(String, bool)> = texts(report).into_iter().chain([(cover.to_owned(), false)]).collect();
    let mut best: Option<Candidate> = None;
    let mut undated = None;
    for (text, under_heading) in &texts {
        let found = candidates::in_text(text, *under_heading, report);
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

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

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
            "It was decided that the next call be held on 8 June.",
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
            "The conference is on 5-7 June, so we shall speak again in the week after it.",
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
            "There will be no further call of the group before the summer.",
            "The second call was held on 3 March and is described above.",
            "Further discussion is needed once the survey is out.",
        ] {
            assert_eq!(next(text), (NextMeetingKind::None, vec![], 0), "{text}");
        }
    }
}
