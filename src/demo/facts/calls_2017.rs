//! The calls of 2017.

use super::{
    build::{BARE, present},
    types::{Call, NextCall, Recording, Report},
};

/// The calls of 2017, in the order of time.
pub(super) const CALLS: &[Call] = &[
    Call {
        cycle: 2017,
        kind: "informal",
        topic: Some("Stock-take of 2016 and ideas for 2017"),
        starts: "2017-01-17T15:00Z",
        facilitators: &["Markus Kummer"],
        moderators: &["Maarten Van Horenbeeck"],
        recordings: &[
            Recording {
                kind: "stream",
                url: "https://example.org/recordings/2017-01-17/stream",
                access_code: Some("SAMPLE-2017"),
                public: true,
                access_code_public: false,
            },
            Recording {
                kind: "download",
                url: "https://example.org/recordings/2017-01-17/download",
                access_code: Some("SAMPLE-2017"),
                public: true,
                access_code_public: false,
            },
        ],
        report: Some(Report {
            file: "2017-01-17.md",
            markdown: include_str!("../reports/2017-01-17.md"),
            published: Some("2017-01-25"),
        }),
        ..BARE
    },
    Call { cycle: 2017, kind: "informal", starts: "2017-03-24T15:00Z", ..BARE },
    Call {
        cycle: 2017,
        ordinal: Some(1),
        topic: Some("Kick-off: design of the questionnaire"),
        starts: "2017-05-20T15:00Z",
        facilitators: &["Markus Kummer"],
        recordings: &[Recording {
            kind: "stream",
            url: "https://example.org/recordings/2017-05-20/stream",
            access_code: None,
            public: true,
            access_code_public: true,
        }],
        attendees: &[
            present("Markus Kummer", None, Some("Facilitator")),
            present("Andrew Cormack", None, None),
            present("Louise Marie Hurel", None, None),
            present("Maarten van Horenbeeck", None, None),
            present("Sample Participant 1", None, None),
            present("Sample Participant 2", None, None),
            present("Sample Participant 3", Some("Sample IGF South"), None),
            present("Sample Participant 4", None, None),
            present("Sample Participant 5", None, None),
            present("Sample Participant 6", Some("Sample IGF Islands"), None),
            present("Sample Participant 7", None, None),
            present("Wout de Natris", None, None),
            present("Sample Secretariat", Some("IGF Secretariat"), None),
        ],
        report: Some(Report {
            file: "2017-05-20.md",
            markdown: include_str!("../reports/2017-05-20.md"),
            published: Some("2017-05-30"),
        }),
        next: Some(NextCall {
            kind: "dates",
            text: "On 19 or 21 June 2017, whichever suits more people.",
            dates: &["2017-06-19", "2017-06-21"],
            after: None,
        }),
        ..BARE
    },
    Call { cycle: 2017, ordinal: Some(2), starts: "2017-06-21T15:00Z", ..BARE },
    Call { cycle: 2017, ordinal: Some(3), starts: "2017-08-07T15:00Z", ..BARE },
    Call { cycle: 2017, ordinal: Some(4), starts: "2017-09-18T15:00Z", ..BARE },
    Call { cycle: 2017, ordinal: Some(5), starts: "2017-10-11T15:00Z", ..BARE },
];
