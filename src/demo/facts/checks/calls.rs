//! Calls, their agendas and what was said about the next one.

use super::*;

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
