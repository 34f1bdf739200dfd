//! Who is named.

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
