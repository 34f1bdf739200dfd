//! Proves that the facts agree with each other and with the rules of the product.

use super::*;

/// The names of real people that the facts contain; nobody else may be named.
const REAL_NAMES: &[&str] = &[
    "Andrew Cormack",
    "Ben Wallis",
    "Joanna Kulesza",
    "Louise Marie Hurel",
    "Maarten Van Horenbeeck",
    "Maarten van Horenbeeck",
    "Markus Kummer",
    "Matthew Shears",
    "Segun Olugbile",
    "Sudha Bhuvaneswari",
    "Wout de Natris",
];

/// Days since 1 January 1970 of an ISO date, or a panic that names it.
fn day(iso: &str) -> i64 {
    let parts: Vec<i64> =
        iso.split('-').map(|part| part.parse().expect("a date is made of numbers")).collect();
    let [year, month, day] = parts[..] else {
        panic!("{iso} is no date");
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, 28 + i64::from(leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    assert!(iso.len() == 10 && (1..=12).contains(&month), "{iso}");
    let before = usize::try_from(month - 1).expect("checked above");
    assert!((1..=lengths[before]).contains(&day), "{iso}");

    let leap_days = (1970..year).filter(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)).count();
    (year - 1970) * 365
        + i64::try_from(leap_days).expect("a few dozen")
        + lengths[..before].iter().sum::<i64>()
        + day
        - 1
}

/// Minutes since 1970 of an instant such as `2018-07-17T15:00Z`.
fn minute(instant: &str) -> i64 {
    let (date, time) = instant.split_once('T').expect("date and time");
    let (hour, minute) =
        time.strip_suffix('Z').and_then(|time| time.split_once(':')).expect("UTC, to the minute");
    assert!(hour.len() == 2 && minute.len() == 2, "{instant}");
    let [hour, minute] = [hour, minute].map(|n| n.parse::<i64>().expect("a number"));
    assert!((0..24).contains(&hour) && (0..60).contains(&minute), "{instant}");
    (day(date) * 24 + hour) * 60 + minute
}

fn date_of(call: &Call) -> &'static str {
    &call.starts[..10]
}

fn cycle_of(call: &Call) -> &'static Cycle {
    CYCLES.iter().find(|cycle| cycle.year == call.cycle).expect("every call belongs to a cycle")
}

fn call_of(date: &str) -> &'static Call {
    calls().find(|call| date_of(call) == date).expect("a call on that day")
}

/// First and last day that anything in the cycle may have: two months after the IGF when it runs.
fn span(cycle: &Cycle) -> (i64, i64) {
    let last = cycle.closed.map_or_else(|| day(cycle.annual_meeting.last_day) + 61, day);
    (day(cycle.opened), last)
}

fn within(cycle: &Cycle, date: &str, what: &str) {
    let (first, last) = span(cycle);
    assert!((first..=last).contains(&day(date)), "{what}, {date}, lies outside the cycle of {}", cycle.year);
}

fn today() -> i64 {
    day(&CLOCK_START[..10])
}

#[test]
fn the_calendar_of_these_checks_is_right() {
    assert_eq!(day("1970-01-01"), 0);
    assert_eq!(day("2018-10-15"), 17_819);
    assert_eq!((today() + 3) % 7, 0, "1 January 1970 was a Thursday");
    assert_eq!((day("2018-10-24") + 3) % 7, 2, "the coming call is on a Wednesday");
}

#[test]
fn cycles_follow_each_other_and_only_the_last_one_runs() {
    for pair in CYCLES.windows(2) {
        assert_eq!(pair[0].year + 1, pair[1].year);
        assert_eq!(pair[0].state, "closed");
        assert!(pair[0].closed.is_some());
    }
    let last = CYCLES.last().expect("three cycles");
    assert_eq!((last.year, last.state), (2018, "running"));
    assert!(last.closed.is_none());
}

#[test]
fn dates_are_valid_and_within_their_cycle() {
    for cycle in CYCLES {
        let meeting = &cycle.annual_meeting;
        assert!(span(cycle).0 < span(cycle).1);
        assert!(day(meeting.first_day) < day(meeting.last_day));
        within(cycle, meeting.first_day, meeting.name);
        within(cycle, meeting.last_day, meeting.name);
        within(cycle, cycle.decision.on, "the decision");

        for milestone in cycle.milestones {
            within(cycle, milestone.planned, milestone.title);
            within(cycle, milestone.current, milestone.title);
            if let Some(actual) = milestone.actual {
                within(cycle, actual, milestone.title);
                assert!(day(actual) <= today(), "{} lies ahead", milestone.title);
            }
            for change in milestone.moves {
                within(cycle, change.on, milestone.title);
            }
        }
        for role in cycle.roles {
            for date in [role.from, role.to].into_iter().flatten() {
                within(cycle, date, role.person);
            }
            if let (Some(from), Some(to)) = (role.from, role.to) {
                assert!(day(from) <= day(to), "{}", role.person);
            }
        }
    }
    for call in calls() {
        within(cycle_of(call), date_of(call), "a call");
        assert_eq!(call.state == "held", minute(call.starts) < minute(CLOCK_START));
        assert!(call.time_known || call.starts.ends_with("T15:00Z"));
    }
}

#[test]
fn each_work_plan_has_every_kind_once_in_order_with_an_unbroken_history() {
    for cycle in CYCLES {
        let mut kinds: Vec<_> = cycle.milestones.iter().map(|m| m.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), cycle.milestones.len());
        assert!((8..=10).contains(&kinds.len()));
        assert!(cycle.milestones.is_sorted_by_key(|m| day(m.current)));

        for milestone in cycle.milestones {
            let mut held = milestone.planned;
            for change in milestone.moves {
                assert_eq!(change.from, held, "{} {}", cycle.year, milestone.title);
                assert!(day(change.on) <= day(change.from).max(day(change.to)));
                assert!(day(change.on) <= today());
                held = change.to;
            }
            assert!(milestone.moves.is_sorted_by_key(|change| day(change.on)));
            assert_eq!(milestone.current, held, "{} {}", cycle.year, milestone.title);
            if milestone.sample {
                let note = milestone.note.expect("a sample date has a note");
                assert!(note.to_lowercase().contains("sample"), "{note}");
            }
        }
        let of_kind = |kind| cycle.milestones.iter().find(|m| m.kind == kind).expect("in every plan");
        assert_eq!(of_kind("decision").actual, Some(cycle.decision.on));
        let session = day(of_kind("session").current);
        let igf = &cycle.annual_meeting;
        assert!((day(igf.first_day)..=day(igf.last_day)).contains(&session));
    }
}

#[test]
fn numbered_calls_count_up_from_one_in_each_cycle_and_others_have_no_number() {
    for cycle in CYCLES {
        let numbers: Vec<u8> =
            calls().filter(|call| call.cycle == cycle.year).filter_map(|call| call.ordinal).collect();
        assert!(numbers.iter().copied().eq(1..=u8::try_from(numbers.len()).expect("few")));

        let first = calls()
            .find(|call| call.cycle == cycle.year && call.ordinal == Some(1))
            .expect("every cycle had a first call");
        let kick_off = cycle.milestones.iter().find(|m| m.kind == "kick_off");
        assert_eq!(kick_off.and_then(|m| m.actual), Some(date_of(first)));
    }
    for call in calls() {
        assert!(["virtual", "informal", "joint", "session"].contains(&call.kind));
        assert_eq!(call.ordinal.is_some(), call.kind == "virtual", "{}", call.starts);
    }
    assert_eq!(call_of("2016-10-27").ordinal, Some(7));
    assert_eq!(call_of("2017-05-20").ordinal, Some(1));
}

#[test]
fn calls_are_in_order_and_two_lie_ahead() {
    assert!(calls().is_sorted_by_key(|call| minute(call.starts)));
    let from_the_facts = calls().filter(|call| !call.sample).count();
    assert_eq!(from_the_facts, 16);
    assert_eq!(calls().filter(|call| call.state == "scheduled").count(), 2);
}

#[test]
fn the_annexes_have_the_number_of_people_that_the_reports_state() {
    for (date, count) in [("2017-05-20", 13), ("2018-07-17", 23), ("2018-09-20", 9)] {
        let mut names: Vec<_> = call_of(date).attendees.iter().map(|a| a.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{date}");
    }
}

#[test]
fn only_people_of_the_facts_are_named_and_none_of_them_in_a_sample_call() {
    let known = |name: &&str| name.starts_with("Sample ") || REAL_NAMES.contains(name);
    for cycle in CYCLES {
        for role in cycle.roles {
            assert!(known(&role.person), "{}", role.person);
            assert_eq!(role.sample, role.person.starts_with("Sample "));
        }
    }
    for call in calls() {
        let presenters = call.agenda.iter().filter_map(|item| item.presenter);
        let people = call
            .facilitators
            .iter()
            .chain(call.moderators)
            .copied()
            .chain(presenters)
            .chain(call.attendees.iter().map(|attendee| attendee.name));
        for name in people {
            assert!(known(&name), "{name}");
            assert!(!call.sample || name.starts_with("Sample "), "{name}");
        }
    }
    for account in ACCOUNTS {
        assert!(account.name.starts_with("Sample "));
        assert!(account.address.ends_with("@example.org"));
        let current = CYCLES.last().expect("three cycles");
        assert!(
            current.roles.iter().any(|role| role.person == account.name && role.role == account.role),
            "{} has no role in the running cycle",
            account.name
        );
    }
}

#[test]
fn agendas_fit_their_calls_and_links_lead_to_example_org() {
    for call in calls() {
        let planned: u16 = call.agenda.iter().filter_map(|item| item.minutes).sum();
        assert!(planned == 0 || planned == call.minutes, "{}", call.starts);
        for recording in call.recordings {
            assert!(recording.url.starts_with("https://example.org/"));
            assert!(["stream", "download"].contains(&recording.kind));
        }
    }
    assert_eq!(call_of("2018-07-17").agenda.len(), 6);
}

#[test]
fn what_was_said_about_the_next_call_is_well_formed() {
    for call in calls() {
        let Some(next) = &call.next else { continue };
        for date in next.dates {
            assert!(day(date) > day(date_of(call)));
        }
        match next.kind {
            "dates" => assert!(!next.dates.is_empty()),
            "window" => assert!(next.dates.is_empty() || next.dates.len() == 2),
            "condition" => {
                let milestones = cycle_of(call).milestones;
                assert!(milestones.iter().any(|m| Some(m.kind) == next.after));
            }
            other => panic!("no such kind: {other}"),
        }
    }
}

#[test]
fn reports_are_published_within_two_weeks_or_marked_as_drafts() {
    let mut published = 0;
    for call in calls() {
        let Some(report) = &call.report else { continue };
        assert_eq!(report.file, format!("{}.md", date_of(call)));
        if let Some(on) = report.published {
            assert!((1..=13).contains(&(day(on) - day(date_of(call)))), "{on}");
            published += 1;
        } else {
            assert!(report.markdown.contains("Draft, not published"));
        }
    }
    assert_eq!(published, 5);
}

#[test]
fn reports_number_their_paragraphs_across_headings() {
    for report in calls().filter_map(|call| call.report.as_ref()) {
        let text = report.markdown;
        let numbers: Vec<usize> = text
            .lines()
            .filter_map(|line| line.split_once(". "))
            .filter_map(|(number, _)| number.parse().ok())
            .collect();
        assert!(numbers.iter().copied().eq(1..=numbers.len()), "{}", report.file);

        if report.published.is_some() {
            let words = text.split_whitespace().count();
            assert!((8..=14).contains(&numbers.len()), "{}", report.file);
            assert!((400..=700).contains(&words), "{}: {words} words", report.file);
        }
        for note in 1..=9 {
            let mark = format!("[^{note}]");
            let definition = format!("\n[^{note}]: ");
            let expected = 2 * text.matches(&definition).count();
            assert_eq!(text.matches(&mark).count(), expected, "{} {mark}", report.file);
        }
    }
}

#[test]
fn reports_link_only_to_example_org_and_to_pages_that_exist_from_the_start() {
    for report in calls().filter_map(|call| call.report.as_ref()) {
        for target in report.markdown.split("](").skip(1) {
            let target = target.split(')').next().expect("a part before the bracket");
            let own = CYCLES.iter().any(|cycle| {
                let home = format!("/{}/{}", FORUM.slug, cycle.year);
                target
                    .strip_prefix(&home)
                    .is_some_and(|rest| ["", "/plan", "/people", "/meetings"].contains(&rest))
            });
            assert!(own || target.starts_with("https://example.org"), "{target}");
        }
    }
}
