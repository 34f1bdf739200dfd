//! The calls of 2016.

use super::{
    build::BARE,
    types::{Call, NextCall, Report},
};

/// The calls of 2016, in the order of time.
pub(super) const CALLS: &[Call] = &[
    Call { cycle: 2016, ordinal: Some(1), topic: Some("Kick-off"), starts: "2016-05-24T15:00Z", ..BARE },
    Call { cycle: 2016, ordinal: Some(2), starts: "2016-06-14T15:00Z", ..BARE },
    Call { cycle: 2016, ordinal: Some(3), starts: "2016-07-08T15:00Z", ..BARE },
    Call { cycle: 2016, ordinal: Some(4), starts: "2016-08-16T15:00Z", ..BARE },
    Call { cycle: 2016, ordinal: Some(5), starts: "2016-09-19T15:00Z", ..BARE },
    Call { cycle: 2016, ordinal: Some(6), starts: "2016-10-11T15:00Z", ..BARE },
    Call {
        cycle: 2016,
        ordinal: Some(7),
        topic: Some("Comments on the draft output"),
        starts: "2016-10-27T15:00Z",
        facilitators: &["Markus Kummer"],
        report: Some(Report {
            file: "2016-10-27.md",
            markdown: include_str!("../reports/2016-10-27.md"),
            published: Some("2016-11-03"),
        }),
        next: Some(NextCall {
            kind: "window",
            text: "A call to plan the sessions in Guadalajara, in the week of 14 November.",
            dates: &["2016-11-14", "2016-11-20"],
            after: None,
        }),
        ..BARE
    },
];
