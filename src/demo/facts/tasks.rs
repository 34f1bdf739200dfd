//! What volunteers took on: the tasks of the reports of 20 May 2017 and 5 June 2018, and sample ones in every state.

use crate::tasks::Said;

/// A task, as it came about.
pub struct Task {
    /// In which cycle.
    pub cycle: i32,
    /// What is to be done.
    pub title: &'static str,
    /// More of it.
    pub detail: &'static str,
    /// The start of the call and the paragraph of its report that it came of.
    pub of: Option<(&'static str, i32)>,
    /// When it was written down.
    pub on: &'static str,
    /// Its last day.
    pub due: Option<&'static str>,
    /// Or the milestone that it is due with.
    pub with: Option<&'static str>,
    /// How many volunteers are wanted; none are called for where it is zero.
    pub wanted: i32,
    /// The role that sees to it.
    pub role: Option<&'static str>,
    /// Who took it.
    pub takers: &'static [&'static str],
    /// On which day, where that was not at once.
    pub taken: Option<&'static str>,
    /// What who has it said of how it stands, and on which day.
    pub said: Option<(&'static str, Said)>,
    /// What became of it.
    pub then: Then,
}

/// A call for volunteers by mail.
pub struct Volunteers {
    /// In which cycle.
    pub cycle: i32,
    /// When it was sent.
    pub on: &'static str,
    /// For which tasks, by title.
    pub tasks: &'static [&'static str],
}

/// The calls for volunteers, in the order of time.
pub const VOLUNTEERS: &[Volunteers] = &[
    Volunteers { cycle: 2018, on: "2018-09-24", tasks: &[PRACTICE, DIVIDE, WORKED, FOLLOW_UP] },
    Volunteers { cycle: 2018, on: "2018-10-12", tasks: &[PRACTICE, DIVIDE, OPERATORS] },
];

/// The days on which it was asked how tasks stand.
pub const CHECK_INS: &[&str] = &["2018-10-09", "2018-10-11"];

const PRACTICE: &str = "Research how norms are put into practice";
const DIVIDE: &str = "Write a short text on the digital security divide";
const WORKED: &str = "Compare what was said about norms that worked and norms that failed";
const FOLLOW_UP: &str = "Ask NRIs whether a follow-up call is wanted this year";
const OPERATORS: &str = "Collect three practices from small operators";

/// What became of a task.
#[derive(Debug, Clone, Copy)]
pub enum Then {
    /// Nothing yet.
    Waits,
    /// Who has it began.
    Begun,
    /// It was given back by the first who took it, with a note.
    GivenBack(&'static str),
    /// Somebody is asked.
    Asked(&'static str),
    /// It was done on a day, and what came of it.
    Done(&'static str, &'static str),
    /// It was dropped on a day, and why.
    Dropped(&'static str, &'static str),
}

const KICK_OFF: &str = "2018-06-05T15:00Z";

const BLANK: Task = Task {
    cycle: 2018,
    title: "",
    detail: "",
    of: None,
    on: "2018-06-05",
    due: None,
    with: None,
    wanted: 1,
    role: None,
    takers: &[],
    taken: None,
    said: None,
    then: Then::Waits,
};

const PLAN_OF_2017: Task = Task {
    cycle: 2017,
    of: Some(("2017-05-20T15:00Z", 8)),
    on: "2017-05-20",
    due: Some("2017-06-19"),
    ..BLANK
};

/// All tasks, in the order in which they were written down.
pub const TASKS: &[Task] = &[
    Task {
        title: "Review the document of the second phase",
        detail: "Distil the recommendations that matter for the questionnaire.",
        takers: &["Andrew Cormack"],
        then: Then::Done(
            "2017-06-19",
            "The recommendations were listed in a common document. Sample outcome.",
        ),
        ..PLAN_OF_2017
    },
    Task {
        title: "Draft a list of organisations that should receive the questionnaire",
        takers: &["Maarten Van Horenbeeck"],
        then: Then::Done("2017-06-21", "A list was shared with the group. Sample outcome."),
        ..PLAN_OF_2017
    },
    Task {
        title: "Open a common document of those who contributed before",
        takers: &["Louise Marie Hurel"],
        then: Then::Done("2017-06-12", "The document was opened. Sample outcome."),
        ..PLAN_OF_2017
    },
    Task {
        title: "Look into emerging topics as a parallel approach",
        takers: &["Wout de Natris"],
        then: Then::Done("2017-09-01", "One topic was described for the group. Sample outcome."),
        ..PLAN_OF_2017
    },
    Task {
        title: "Research how norms develop in each stakeholder group",
        of: Some((KICK_OFF, 10)),
        wanted: 3,
        takers: &["Joanna Kulesza", "Matthew Shears", "Sudha Bhuvaneswari"],
        then: Then::Done("2018-08-31", "The findings went into the background paper. Sample outcome."),
        ..BLANK
    },
    Task {
        title: "Research which norms matter, and to whom",
        of: Some((KICK_OFF, 10)),
        wanted: 2,
        takers: &["Matthew Shears"],
        then: Then::Begun,
        due: Some("2018-10-31"),
        ..BLANK
    },
    Task {
        title: PRACTICE,
        of: Some((KICK_OFF, 10)),
        wanted: 2,
        takers: &["Sample Lead Expert"],
        taken: Some("2018-10-13"),
        due: Some("2018-10-10"),
        ..BLANK
    },
    Task {
        title: "Send the call for input in its two versions",
        of: Some((KICK_OFF, 7)),
        wanted: 0,
        role: Some("consultant"),
        then: Then::Done("2018-07-05", "Both versions were sent. Sample outcome."),
        ..BLANK
    },
    Task {
        title: "Bring the responses together in a summary",
        of: Some((KICK_OFF, 7)),
        with: Some("Draft output"),
        wanted: 0,
        role: Some("lead_expert"),
        then: Then::Begun,
        ..BLANK
    },
    Task {
        title: "Take over the lists of contacts of last year",
        of: Some((KICK_OFF, 8)),
        takers: &["Sample Volunteer"],
        then: Then::Dropped(
            "2018-07-17",
            "The lists may be used for the cycle that they were made for only.",
        ),
        ..BLANK
    },
    Task {
        title: DIVIDE,
        detail: "Two pages at most: who is left out when security costs money or skills, and one practice that helps.",
        on: "2018-09-20",
        due: Some("2018-10-26"),
        ..BLANK
    },
    Task {
        title: WORKED,
        taken: Some("2018-09-25"),
        on: "2018-09-20",
        due: Some("2018-10-24"),
        takers: &["Sample Volunteer"],
        then: Then::Begun,
        ..BLANK
    },
    Task {
        title: FOLLOW_UP,
        taken: Some("2018-09-26"),
        said: Some(("2018-10-10", Said::OnTrack)),
        on: "2018-09-20",
        due: Some("2018-10-19"),
        takers: &["Sample Focal Point"],
        ..BLANK
    },
    Task {
        title: OPERATORS,
        detail: "A paragraph each, with a link to where it is described.",
        on: "2018-09-20",
        due: Some("2018-11-02"),
        takers: &["Sample Volunteer"],
        then: Then::GivenBack("No time before the end of the month."),
        ..BLANK
    },
    Task {
        title: "Take the minutes of the session in Paris",
        on: "2018-10-01",
        due: Some("2018-11-12"),
        then: Then::Asked("Sample Volunteer"),
        ..BLANK
    },
    Task {
        title: "Invite remote hubs to the session in Paris",
        on: "2018-10-01",
        due: Some("2018-11-05"),
        wanted: 0,
        role: Some("secretariat"),
        ..BLANK
    },
];
