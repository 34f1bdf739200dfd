//! Cycles and their work plans.

use super::*;

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
