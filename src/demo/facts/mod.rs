//! What the demonstration shows: the forum on cybersecurity in 2016, 2017 and 2018, as constants.
//!
//! Dates, rooms and real names come from public IGF pages and from five reports of calls. Everything
//! else is a sample, and says so: a row with `sample: true` holds at least one date or name that we
//! made up (a milestone's note tells which), and a person who is not named in those facts is
//! "Sample …", with addresses at `example.org`. The clock of the demonstration starts at
//! [`CLOCK_START`]; later dates lie ahead.
//!
//! Days are ISO 8601 (`2018-07-17`), instants are UTC to the minute (`2018-07-17T15:00Z`), lengths
//! are minutes. `checks` tests that all of it agrees.

mod build;
mod calls_2016;
mod calls_2017;
mod calls_2018;
#[cfg(test)]
mod checks;
mod cycle_2016;
mod cycle_2017;
mod cycle_2018;
pub mod poll;
mod tasks;
mod types;

pub use tasks::{CHECK_INS, TASKS, Task, Then, VOLUNTEERS, Volunteers};
pub use types::*;

/// The instant at which the clock of the demonstration starts: Monday 15 October 2018.
pub const CLOCK_START: &str = "2018-10-15T09:00Z";

/// The forum of the demonstration.
pub const FORUM: Forum = Forum {
    slug: "cybersecurity",
    name: "Best Practice Forum on Cybersecurity",
    subject: "Cybersecurity",
    summary: "People from all stakeholder groups collect what works in cybersecurity, one theme a \
              year, and write it down where everybody can use it. The forum is open to anyone and \
              works by calls, by mail and in public drafts between the annual meetings of the IGF. \
              It describes practice; it does not make norms or policy.",
};

/// The cycles, one a year.
pub const CYCLES: &[Cycle] = &[cycle_2016::CYCLE, cycle_2017::CYCLE, cycle_2018::CYCLE];

/// All calls, by year and in the order of time.
pub fn calls() -> impl Iterator<Item = &'static Call> {
    calls_2016::CALLS.iter().chain(calls_2017::CALLS).chain(calls_2018::CALLS)
}

/// One account for each role, so that a visitor can see the site with its rights.
pub const ACCOUNTS: &[Account] = &[
    Account {
        name: "Sample Secretariat",
        address: "secretariat@example.org",
        role: "secretariat",
        does: "Runs the site: forums, roles, lists and settings.",
        nri: None,
    },
    Account {
        name: "Sample Facilitator",
        address: "facilitator@example.org",
        role: "facilitator",
        does: "Schedules and chairs calls, publishes reports, keeps the work plan.",
        nri: None,
    },
    Account {
        name: "Sample Lead Expert",
        address: "lead-expert@example.org",
        role: "editor",
        does: "Writes and edits drafts and answers comments on them.",
        nri: None,
    },
    Account {
        name: "Sample Consultant",
        address: "consultant@example.org",
        role: "consultant",
        does: "Writes the reports of calls and summarises contributions.",
        nri: None,
    },
    Account {
        name: "Sample Focal Point",
        address: "focal-point@example.org",
        role: "nri_focal_point",
        does: "Passes messages on to an NRI and answers for it.",
        nri: Some("Sample IGF North"),
    },
    Account {
        name: "Sample Volunteer",
        address: "volunteer@example.org",
        role: "volunteer",
        does: "Takes tasks, joins calls and writes to the list.",
        nri: None,
    },
];
