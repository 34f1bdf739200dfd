//! What the demonstration shows: the forum on cybersecurity in 2016, 2017 and 2018, as constants.
//!
//! Dates, rooms and real names come from public IGF pages and from five reports of calls. Everything
//! else is a sample, and says so: a row with `sample: true` holds at least one date or name that we
//! made up (a milestone's note tells which), and a person who is not named in those facts is
//! "Sample …", with addresses at `example.org`. The clock of the demonstration starts at
//! [`CLOCK_START`]; later dates lie ahead.
//!
//! Days are ISO 8601 (`2018-07-17`), instants are UTC to the minute (`2018-07-17T15:00Z`), lengths
//! are minutes. `checks.rs` tests that all of it agrees.

/// The instant at which the clock of the demonstration starts: Monday 15 October 2018.
pub const CLOCK_START: &str = "2018-10-15T09:00Z";

/// A forum, as its home page presents it.
pub struct Forum {
    /// First part of every address of the forum.
    pub slug: &'static str,
    /// Full name.
    pub name: &'static str,
    /// What it is about, without "Best Practice Forum on".
    pub subject: &'static str,
    /// Two or three sentences for the home page.
    pub summary: &'static str,
}

/// A year of work on one theme.
pub struct Cycle {
    /// The year that names the cycle; its address is `/{forum}/{year}`.
    pub year: i32,
    /// Theme of the year.
    pub theme: &'static str,
    /// Two sentences: what the year is about and what comes out of it.
    pub summary: &'static str,
    /// `closed` or `running`.
    pub state: &'static str,
    /// First day, from which the cycle counts as proposed. A sample: the facts give none.
    pub opened: &'static str,
    /// Last day, when closed. A sample: the facts give none.
    pub closed: Option<&'static str>,
    /// What the MAG decided about it.
    pub decision: Decision,
    /// The IGF that the cycle works towards.
    pub annual_meeting: AnnualMeeting,
    /// The work plan, by current date.
    pub milestones: &'static [Milestone],
    /// Who held which role, and when.
    pub roles: &'static [Role],
}

/// The decision whether a cycle goes ahead.
pub struct Decision {
    /// `approved` or `declined`.
    pub outcome: &'static str,
    /// The deciding body.
    pub body: &'static str,
    /// Day of the decision.
    pub on: &'static str,
    /// What else is recorded about it.
    pub note: &'static str,
    /// Whether the day is made up.
    pub sample: bool,
}

/// A yearly meeting of the IGF.
pub struct AnnualMeeting {
    /// Its ordinal name, such as "11th IGF".
    pub name: &'static str,
    /// Where it meets.
    pub city: &'static str,
    /// The country, in English.
    pub country: &'static str,
    /// IANA name of the venue's time zone.
    pub zone: &'static str,
    /// First day, without pre-events.
    pub first_day: &'static str,
    /// Last day.
    pub last_day: &'static str,
}

/// A step of the work plan.
pub struct Milestone {
    /// As printed in the plan.
    pub title: &'static str,
    /// `proposal`, `decision`, `kick_off`, `background_paper`, `contributions`, `mag_update`,
    /// `draft_output`, `comments`, `session` or `final_output`; each once a cycle.
    pub kind: &'static str,
    /// The day first planned.
    pub planned: &'static str,
    /// The day that holds now: the last move's `to`, or else `planned`.
    pub current: &'static str,
    /// The day on which it was done.
    pub actual: Option<&'static str>,
    /// Label of the role that owns it.
    pub owner: &'static str,
    /// A public remark; it names the dates that are samples.
    pub note: Option<&'static str>,
    /// How the date changed, oldest first.
    pub moves: &'static [Move],
    /// Whether any of its days is made up.
    pub sample: bool,
}

/// A change of a milestone's date.
pub struct Move {
    /// Day on which the change was announced. Always a sample.
    pub on: &'static str,
    /// The date that held before.
    pub from: &'static str,
    /// The date that held from then on.
    pub to: &'static str,
    /// Why, in public. Always a sample.
    pub reason: &'static str,
}

/// A person's role in a cycle.
pub struct Role {
    /// The person's name.
    pub person: &'static str,
    /// `facilitator`, `lead_expert`, `editor`, `consultant`, `secretariat`, `nris_relay`,
    /// `nri_focal_point` or `volunteer`.
    pub role: &'static str,
    /// The role as the page of people words it.
    pub label: &'static str,
    /// First day; `None`: since the cycle opened, as far as is known.
    pub from: Option<&'static str>,
    /// Last day (for a predecessor, the eve of the successor's first day); `None`: to the end of the
    /// cycle, or until today.
    pub to: Option<&'static str>,
    /// Whether the person or a day is made up.
    pub sample: bool,
}

/// A call of the group.
pub struct Call {
    /// The cycle that it belongs to. A call between two cycles belongs to the coming one.
    pub cycle: i32,
    /// `virtual` (numbered), `informal`, `joint` (with the NRIs) or `session` (planning of one).
    pub kind: &'static str,
    /// Number within the cycle, for `virtual` only; provisional until the call is held. Stated by
    /// the reports of 27 October 2016 and 20 May 2017, counted from these for the others.
    pub ordinal: Option<u8>,
    /// What it is about, where it has no number or more than a number.
    pub topic: Option<&'static str>,
    /// `held` or `scheduled`.
    pub state: &'static str,
    /// When it began, UTC.
    pub starts: &'static str,
    /// Whether the hour is known; otherwise `starts` says 15:00 and only its day is a fact.
    pub time_known: bool,
    /// Length; 60 where it is unknown.
    pub minutes: u16,
    /// Who facilitated.
    pub facilitators: &'static [&'static str],
    /// Who moderated the discussion, where that was somebody else.
    pub moderators: &'static [&'static str],
    /// The agenda, where one is known.
    pub agenda: &'static [AgendaItem],
    /// Links to recordings, all samples at `example.org`.
    pub recordings: &'static [Recording],
    /// The annex: facilitators, then the others, the Secretariat last. Empty where none was kept.
    pub attendees: &'static [Attendee],
    /// Its summary report; `None` is "no report kept".
    pub report: Option<Report>,
    /// What was said about the call after it.
    pub next: Option<NextCall>,
    /// Whether the call itself is made up.
    pub sample: bool,
}

/// An item of an agenda.
pub struct AgendaItem {
    /// What it is about.
    pub title: &'static str,
    /// Its points, in order.
    pub points: &'static [&'static str],
    /// Time set aside, where stated.
    pub minutes: Option<u16>,
    /// Who presents, where stated.
    pub presenter: Option<&'static str>,
}

/// A link to a recording.
pub struct Recording {
    /// `stream` or `download`.
    pub kind: &'static str,
    /// Where it is.
    pub url: &'static str,
    /// The code that the link asks for.
    pub access_code: Option<&'static str>,
    /// Whether everybody may see the link.
    pub public: bool,
    /// Whether everybody may see the code; otherwise those who take part in the cycle.
    pub access_code_public: bool,
}

/// A line of the annex, uneven as real ones are.
pub struct Attendee {
    /// Name as printed; one person may be spelled in two ways.
    pub name: &'static str,
    /// Affiliation on that day.
    pub affiliation: Option<&'static str>,
    /// Role on that day.
    pub role: Option<&'static str>,
}

/// The summary report of a call.
pub struct Report {
    /// Its file in `reports/`.
    pub file: &'static str,
    /// Its text, Markdown.
    pub markdown: &'static str,
    /// Day of publication, a sample; `None`: still a draft.
    pub published: Option<&'static str>,
}

/// What a call said about the next one.
pub struct NextCall {
    /// `dates` (one or several to choose from), `window` or `condition`.
    pub kind: &'static str,
    /// In words.
    pub text: &'static str,
    /// The dates to choose from, or first and last day of the window; empty when none was named.
    pub dates: &'static [&'static str],
    /// Kind of the milestone in the same cycle that a condition waits for.
    pub after: Option<&'static str>,
}

/// An account with which a visitor of the demonstration may sign in.
pub struct Account {
    /// Display name.
    pub name: &'static str,
    /// Address for signing in.
    pub address: &'static str,
    /// As [`Role::role`]. `secretariat` is a right on the whole site, the others are roles in 2018.
    pub role: &'static str,
    /// What this person does, in a line for the list of accounts.
    pub does: &'static str,
    /// The NRI for which the person speaks.
    pub nri: Option<&'static str>,
}

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

/// The line on conduct that stands at the foot of every page.
pub const CODE_OF_CONDUCT: &str = "The IGF Code of Conduct applies to everybody who takes part, \
                                   on calls, on the lists and on this site.";

/// The privacy notice, Markdown.
pub const PRIVACY_NOTICE: &str = "\
You can read every public page without an account.

**Cookies.** A session cookie is set only when you sign in. If you choose a time zone in the \
footer, one more cookie remembers it. Neither is used to follow you.

**Third parties.** Pages load nothing from other sites: no fonts, no scripts, no pictures, no \
counters. Mail from this site contains no tracking pictures.

**What you send.** A contribution or a comment is published only in the way that you chose when you \
sent it: with your name, with your stakeholder group only, or not at all. What is not published is \
still counted.

**E-mail addresses.** The addresses of people are never shown to the public.

**Your choice.** You can ask the Secretariat to show you, correct or erase what is kept about you.

This is a demonstration. Please enter no real personal details; all of it may be erased at any time.
";

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

/// The three cycles, oldest first.
pub const CYCLES: &[Cycle] = &[
    Cycle {
        year: 2016,
        theme: "Roles, responsibilities and cooperation in cybersecurity",
        summary: "The first year asks what each stakeholder group does for cybersecurity, how \
                  the groups reach each other, and where their cooperation fails. Good practice \
                  from the contributions is brought together in a draft output that is \
                  discussed in Guadalajara.",
        state: "closed",
        opened: "2016-03-01",
        closed: Some("2017-01-16"),
        decision: Decision {
            outcome: "approved",
            body: "MAG",
            on: "2016-04-06",
            note: "Approved for a first year at the meeting of 4 to 6 April 2016.",
            sample: false,
        },
        annual_meeting: AnnualMeeting {
            name: "11th IGF",
            city: "Guadalajara",
            country: "Mexico",
            zone: "America/Mexico_City",
            first_day: "2016-12-06",
            last_day: "2016-12-09",
        },
        milestones: &[
            Milestone {
                title: "Proposal to the MAG",
                kind: "proposal",
                planned: "2016-03-22",
                current: "2016-03-22",
                actual: Some("2016-03-22"),
                owner: "Co-facilitators",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Decision of the MAG",
                kind: "decision",
                planned: "2016-04-06",
                current: "2016-04-06",
                actual: Some("2016-04-06"),
                owner: "MAG",
                note: Some("Last day of the meeting of 4 to 6 April."),
                moves: &[],
                sample: false,
            },
            Milestone {
                title: "Kick-off call",
                kind: "kick_off",
                planned: "2016-05-24",
                current: "2016-05-24",
                actual: Some("2016-05-24"),
                owner: "Co-facilitators",
                note: None,
                moves: &[],
                sample: false,
            },
            Milestone {
                title: "Background paper",
                kind: "background_paper",
                planned: "2016-07-05",
                current: "2016-07-05",
                actual: Some("2016-07-05"),
                owner: "Lead expert",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Call for contributions",
                kind: "contributions",
                planned: "2016-08-19",
                current: "2016-08-19",
                actual: Some("2016-08-19"),
                owner: "Secretariat",
                note: Some("A soft deadline: later contributions were accepted too."),
                moves: &[],
                sample: false,
            },
            Milestone {
                title: "Update to the MAG",
                kind: "mag_update",
                planned: "2016-09-21",
                current: "2016-09-21",
                actual: Some("2016-09-21"),
                owner: "Co-facilitators",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Draft output",
                kind: "draft_output",
                planned: "2016-09-19",
                current: "2016-10-04",
                actual: Some("2016-10-04"),
                owner: "Lead expert",
                note: Some("Sample dates; on 27 October the draft had been open for some weeks."),
                moves: &[Move {
                    on: "2016-09-16",
                    from: "2016-09-19",
                    to: "2016-10-04",
                    reason: "Sample reason: late contributions were still being worked in.",
                }],
                sample: true,
            },
            Milestone {
                title: "Public comments",
                kind: "comments",
                planned: "2016-12-02",
                current: "2016-12-02",
                actual: Some("2016-12-02"),
                owner: "Consultant",
                note: Some("Public on the review platform from 1 November. Sample date of the end."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "BPF session",
                kind: "session",
                planned: "2016-12-08",
                current: "2016-12-08",
                actual: Some("2016-12-08"),
                owner: "Co-facilitators",
                note: Some("09:00–10:30 local time, Workshop Room 9, Guadalajara."),
                moves: &[],
                sample: false,
            },
            Milestone {
                title: "Final output",
                kind: "final_output",
                planned: "2016-12-20",
                current: "2016-12-20",
                actual: Some("2016-12-20"),
                owner: "Consultant",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
        ],
        roles: &[
            Role {
                person: "Markus Kummer",
                role: "facilitator",
                label: "Facilitator",
                from: None,
                to: None,
                sample: false,
            },
            Role {
                person: "Sample Consultant",
                role: "consultant",
                label: "Consultant",
                from: Some("2016-05-24"),
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Secretariat",
                role: "secretariat",
                label: "Secretariat",
                from: None,
                to: None,
                sample: true,
            },
        ],
    },
    Cycle {
        year: 2017,
        theme: "Cybersecurity that helps to connect the next billion(s)",
        summary: "The second year collects practices in cybersecurity that support the policy \
                  options for connecting and enabling the next billion(s) and the Sustainable \
                  Development Goals. A questionnaire goes to all stakeholder groups and to the \
                  NRIs, and differences between the groups become subjects for discussion.",
        state: "closed",
        opened: "2017-01-17",
        closed: Some("2018-01-31"),
        decision: Decision {
            outcome: "approved",
            body: "MAG",
            on: "2017-04-11",
            note: "Approved for a second year. The call of 17 January had expected the decision \
                   in early March.",
            sample: false,
        },
        annual_meeting: AnnualMeeting {
            name: "12th IGF",
            city: "Geneva",
            country: "Switzerland",
            zone: "Europe/Zurich",
            first_day: "2017-12-18",
            last_day: "2017-12-21",
        },
        milestones: &[
            Milestone {
                title: "Proposal to the MAG",
                kind: "proposal",
                planned: "2017-02-24",
                current: "2017-03-31",
                actual: Some("2017-03-31"),
                owner: "Co-facilitators",
                note: Some("Sample dates, between the informal calls and the decision."),
                moves: &[Move {
                    on: "2017-02-20",
                    from: "2017-02-24",
                    to: "2017-03-31",
                    reason: "Sample reason: the second informal call, on 24 March, was to \
                                 be heard first.",
                }],
                sample: true,
            },
            Milestone {
                title: "Decision of the MAG",
                kind: "decision",
                planned: "2017-03-03",
                current: "2017-04-11",
                actual: Some("2017-04-11"),
                owner: "MAG",
                note: Some("First expected in early March; the day then planned is a sample."),
                moves: &[Move {
                    on: "2017-02-27",
                    from: "2017-03-03",
                    to: "2017-04-11",
                    reason: "Sample reason: the proposal was not ready for the meeting in \
                                 March.",
                }],
                sample: true,
            },
            Milestone {
                title: "Kick-off call",
                kind: "kick_off",
                planned: "2017-05-20",
                current: "2017-05-20",
                actual: Some("2017-05-20"),
                owner: "Co-facilitators",
                note: Some("The first call after the approval."),
                moves: &[],
                sample: false,
            },
            Milestone {
                title: "Update to the MAG",
                kind: "mag_update",
                planned: "2017-06-14",
                current: "2017-06-14",
                actual: Some("2017-06-14"),
                owner: "Co-facilitators",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Background paper",
                kind: "background_paper",
                planned: "2017-07-14",
                current: "2017-07-14",
                actual: Some("2017-07-14"),
                owner: "Lead expert",
                note: Some("Review of the second phase of \"next billion(s)\". Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Call for contributions",
                kind: "contributions",
                planned: "2017-09-15",
                current: "2017-09-15",
                actual: Some("2017-09-15"),
                owner: "Secretariat",
                note: Some("About 27 contributors."),
                moves: &[],
                sample: false,
            },
            Milestone {
                title: "Draft output",
                kind: "draft_output",
                planned: "2017-11-10",
                current: "2017-11-10",
                actual: Some("2017-11-10"),
                owner: "Lead expert",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "BPF session",
                kind: "session",
                planned: "2017-12-20",
                current: "2017-12-20",
                actual: Some("2017-12-20"),
                owner: "Co-facilitators",
                note: Some("At the 12th IGF in Geneva. Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Public comments",
                kind: "comments",
                planned: "2017-12-21",
                current: "2017-12-21",
                actual: Some("2017-12-21"),
                owner: "Consultant",
                note: Some("Open until the last day of the IGF."),
                moves: &[],
                sample: false,
            },
            Milestone {
                title: "Final output",
                kind: "final_output",
                planned: "2018-01-19",
                current: "2018-01-19",
                actual: Some("2018-01-19"),
                owner: "Consultant",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
        ],
        roles: &[
            Role {
                person: "Markus Kummer",
                role: "facilitator",
                label: "Facilitator",
                from: None,
                to: None,
                sample: false,
            },
            Role {
                person: "Andrew Cormack",
                role: "volunteer",
                label: "Volunteer: review of the \"next billion(s)\" document",
                from: Some("2017-05-20"),
                to: None,
                sample: false,
            },
            Role {
                person: "Maarten Van Horenbeeck",
                role: "volunteer",
                label: "Volunteer: list of recipient organisations",
                from: Some("2017-05-20"),
                to: None,
                sample: false,
            },
            Role {
                person: "Louise Marie Hurel",
                role: "volunteer",
                label: "Volunteer: document of previous contributors",
                from: Some("2017-05-20"),
                to: None,
                sample: false,
            },
            Role {
                person: "Wout de Natris",
                role: "volunteer",
                label: "Volunteer: emerging topics",
                from: Some("2017-05-20"),
                to: None,
                sample: false,
            },
            Role {
                person: "Sample Consultant",
                role: "consultant",
                label: "Consultant",
                from: Some("2017-05-20"),
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Relay",
                role: "nris_relay",
                label: "NRIs Focal Point",
                from: None,
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Secretariat",
                role: "secretariat",
                label: "Secretariat",
                from: None,
                to: None,
                sample: true,
            },
        ],
    },
    Cycle {
        year: 2018,
        theme: "Culture, norms and values in cybersecurity",
        summary: "The third year looks at how norms in cybersecurity develop, which of them \
                  matter to whom, how they are put into practice, and whom they leave out. A \
                  background paper and a summary of contributions lead to a living output, \
                  which is discussed in Paris.",
        state: "running",
        opened: "2018-02-01",
        closed: None,
        decision: Decision {
            outcome: "approved",
            body: "MAG",
            on: "2018-03-22",
            note: "Approved for a third year, before the first call on 5 June. Sample date.",
            sample: true,
        },
        annual_meeting: AnnualMeeting {
            name: "13th IGF",
            city: "Paris",
            country: "France",
            zone: "Europe/Paris",
            first_day: "2018-11-12",
            last_day: "2018-11-14",
        },
        milestones: &[
            Milestone {
                title: "Proposal to the MAG",
                kind: "proposal",
                planned: "2018-02-26",
                current: "2018-02-26",
                actual: Some("2018-02-26"),
                owner: "Co-facilitators",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Decision of the MAG",
                kind: "decision",
                planned: "2018-03-22",
                current: "2018-03-22",
                actual: Some("2018-03-22"),
                owner: "MAG",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Kick-off call",
                kind: "kick_off",
                planned: "2018-06-05",
                current: "2018-06-05",
                actual: Some("2018-06-05"),
                owner: "Co-facilitators",
                note: None,
                moves: &[],
                sample: false,
            },
            Milestone {
                title: "Background paper",
                kind: "background_paper",
                planned: "2018-07-13",
                current: "2018-07-31",
                actual: Some("2018-07-31"),
                owner: "Lead expert",
                note: Some("Sample dates; on 17 July the paper was being finished."),
                moves: &[Move {
                    on: "2018-07-12",
                    from: "2018-07-13",
                    to: "2018-07-31",
                    reason: "Sample reason: volunteers sent more norms than expected.",
                }],
                sample: true,
            },
            Milestone {
                title: "Call for contributions",
                kind: "contributions",
                planned: "2018-09-01",
                current: "2018-09-15",
                actual: Some("2018-09-15"),
                owner: "Secretariat",
                note: Some("14 contributions had been received by 25 September."),
                moves: &[Move {
                    on: "2018-08-28",
                    from: "2018-09-01",
                    to: "2018-09-15",
                    reason: "Sample reason: NRIs asked for time to consult their \
                                 communities after the summer.",
                }],
                sample: false,
            },
            Milestone {
                title: "Update to the MAG",
                kind: "mag_update",
                planned: "2018-09-26",
                current: "2018-09-26",
                actual: Some("2018-09-26"),
                owner: "Co-facilitators",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Draft output",
                kind: "draft_output",
                planned: "2018-10-05",
                current: "2018-10-19",
                actual: None,
                owner: "Lead expert",
                note: Some("Sample dates."),
                moves: &[Move {
                    on: "2018-09-20",
                    from: "2018-10-05",
                    to: "2018-10-19",
                    reason: "Sample reason: the later end of the call for contributions \
                                 moves the draft by two weeks.",
                }],
                sample: true,
            },
            Milestone {
                title: "Public comments",
                kind: "comments",
                planned: "2018-11-09",
                current: "2018-11-09",
                actual: None,
                owner: "Consultant",
                note: Some("Three weeks from the draft output. Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "BPF session",
                kind: "session",
                planned: "2018-11-13",
                current: "2018-11-13",
                actual: None,
                owner: "Co-facilitators",
                note: Some("At the 13th IGF in Paris. Sample date."),
                moves: &[],
                sample: true,
            },
            Milestone {
                title: "Final output",
                kind: "final_output",
                planned: "2018-12-14",
                current: "2018-12-14",
                actual: None,
                owner: "Consultant",
                note: Some("Sample date."),
                moves: &[],
                sample: true,
            },
        ],
        roles: &[
            Role {
                person: "Markus Kummer",
                role: "facilitator",
                label: "Co-facilitator",
                from: None,
                to: None,
                sample: false,
            },
            Role {
                person: "Segun Olugbile",
                role: "facilitator",
                label: "Co-facilitator",
                from: None,
                to: Some("2018-06-04"),
                sample: false,
            },
            Role {
                person: "Ben Wallis",
                role: "facilitator",
                label: "Co-facilitator",
                from: Some("2018-06-05"),
                to: None,
                sample: false,
            },
            Role {
                person: "Maarten Van Horenbeeck",
                role: "lead_expert",
                label: "Lead expert",
                from: None,
                to: None,
                sample: false,
            },
            Role {
                person: "Joanna Kulesza",
                role: "volunteer",
                label: "Volunteer: research on norms",
                from: Some("2018-06-05"),
                to: None,
                sample: false,
            },
            Role {
                person: "Matthew Shears",
                role: "volunteer",
                label: "Volunteer: research on norms",
                from: Some("2018-06-05"),
                to: None,
                sample: false,
            },
            Role {
                person: "Sudha Bhuvaneswari",
                role: "volunteer",
                label: "Volunteer: research on norms",
                from: Some("2018-06-05"),
                to: None,
                sample: false,
            },
            Role {
                person: "Sample Facilitator",
                role: "facilitator",
                label: "Co-facilitator (demonstration)",
                from: Some("2018-09-01"),
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Lead Expert",
                role: "editor",
                label: "Editor of the draft output (demonstration)",
                from: Some("2018-09-01"),
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Consultant",
                role: "consultant",
                label: "Consultant",
                from: Some("2018-06-05"),
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Volunteer",
                role: "volunteer",
                label: "Volunteer: norms that worked and norms that failed",
                from: Some("2018-09-20"),
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Focal Point",
                role: "nri_focal_point",
                label: "Focal point of Sample IGF North",
                from: Some("2018-07-17"),
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Relay",
                role: "nris_relay",
                label: "NRIs Focal Point",
                from: None,
                to: None,
                sample: true,
            },
            Role {
                person: "Sample Secretariat",
                role: "secretariat",
                label: "Secretariat",
                from: None,
                to: None,
                sample: true,
            },
        ],
    },
];

/// A call of which nothing but the day is known; the rows below say what they add.
const BARE: Call = Call {
    cycle: 0,
    kind: "virtual",
    ordinal: None,
    topic: None,
    state: "held",
    starts: "",
    time_known: false,
    minutes: 60,
    facilitators: &[],
    moderators: &[],
    agenda: &[],
    recordings: &[],
    attendees: &[],
    report: None,
    next: None,
    sample: false,
};

/// A line of an annex.
const fn present(
    name: &'static str,
    affiliation: Option<&'static str>,
    role: Option<&'static str>,
) -> Attendee {
    Attendee { name, affiliation, role }
}

/// An agenda item without points.
const fn item(title: &'static str, minutes: u16, presenter: &'static str) -> AgendaItem {
    AgendaItem { title, points: &[], minutes: Some(minutes), presenter: Some(presenter) }
}

/// An agenda item of which only the title and the points are known.
const fn heading(title: &'static str, points: &'static [&'static str]) -> AgendaItem {
    AgendaItem { title, points, minutes: None, presenter: None }
}

/// All calls, oldest first: those that the facts name, one sample call, and two that lie ahead.
pub const CALLS: &[Call] = &[
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
            markdown: include_str!("reports/2016-10-27.md"),
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
            markdown: include_str!("reports/2017-01-17.md"),
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
            markdown: include_str!("reports/2017-05-20.md"),
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
    Call {
        cycle: 2018,
        ordinal: Some(1),
        topic: Some("Kick-off"),
        starts: "2018-06-05T15:00Z",
        facilitators: &["Markus Kummer", "Ben Wallis"],
        report: Some(Report {
            file: "2018-06-05.md",
            markdown: include_str!("reports/2018-06-05.md"),
            published: Some("2018-06-14"),
        }),
        next: Some(NextCall { kind: "window", text: "In about three weeks.", dates: &[], after: None }),
        ..BARE
    },
    Call {
        cycle: 2018,
        kind: "joint",
        topic: Some("NRIs and the Best Practice Forum"),
        starts: "2018-07-17T15:00Z",
        time_known: true,
        facilitators: &["Markus Kummer", "Ben Wallis"],
        agenda: &[
            heading("The forum until now", &["Work of the two earlier years"]),
            heading("Who leads the group", &[]),
            heading(
                "The subject of 2018: culture, norms and values",
                &[
                    "Meaning of the terms",
                    "The preparatory paper",
                    "The input that is wanted",
                    "A general questionnaire and one for NRIs",
                ],
            ),
            heading("Ways to contribute", &[]),
            heading("The output of 2018", &[]),
            heading("Questions and answers", &[]),
        ],
        recordings: &[
            Recording {
                kind: "stream",
                url: "https://example.org/recordings/2018-07-17/stream",
                access_code: None,
                public: true,
                access_code_public: true,
            },
            Recording {
                kind: "download",
                url: "https://example.org/recordings/2018-07-17/download",
                access_code: None,
                public: true,
                access_code_public: true,
            },
        ],
        attendees: &[
            present("Markus Kummer", None, Some("Co-facilitator")),
            present("Ben Wallis", None, Some("Co-facilitator")),
            present("Maarten Van Horenbeeck", None, Some("Lead expert")),
            present("Sample Participant 1", Some("Sample IGF North"), None),
            present("Sample Participant 2", Some("Sample IGF South"), None),
            present("Sample Participant 3", Some("Sample IGF South"), None),
            present("Sample Participant 4", Some("Sample IGF East"), None),
            present("Sample Participant 5", Some("Sample IGF West"), None),
            present("Sample Participant 6", Some("Sample IGF Islands"), None),
            present("Sample Participant 7", Some("Sample IGF Coast"), None),
            present("Sample Participant 8", Some("Sample IGF Highlands"), None),
            present("Sample Participant 9", Some("Sample IGF Lakes"), None),
            present("Sample Participant 10", Some("Sample IGF Delta"), None),
            present("Sample Participant 11", Some("Sample IGF Valley"), None),
            present("Sample Participant 12", Some("Sample IGF Youth"), None),
            present("Sample Participant 13", None, None),
            present("Sample Participant 14", None, None),
            present("Sample Participant 15", None, None),
            present("Sample Participant 16", None, None),
            present("Sample Participant 17", Some("Sample IGF Youth"), None),
            present("Sample Consultant", Some("IGF Secretariat"), Some("Consultant")),
            present("Sample Relay", Some("IGF Secretariat"), Some("NRIs Focal Point")),
            present("Sample Secretariat", Some("IGF Secretariat"), None),
        ],
        report: Some(Report {
            file: "2018-07-17.md",
            markdown: include_str!("reports/2018-07-17.md"),
            published: Some("2018-07-23"),
        }),
        next: Some(NextCall {
            kind: "condition",
            text: "A follow-up call of NRIs and the forum once the questionnaire is out.",
            dates: &[],
            after: Some("contributions"),
        }),
        ..BARE
    },
    Call {
        cycle: 2018,
        ordinal: Some(2),
        topic: Some("From contributions to a draft"),
        starts: "2018-09-20T15:00Z",
        time_known: true,
        facilitators: &["Sample Facilitator"],
        agenda: &[
            item("The call for contributions", 15, "Sample Secretariat"),
            item("Tasks before the annual meeting", 35, "Sample Facilitator"),
            item("Next call", 10, "Sample Facilitator"),
        ],
        recordings: &[Recording {
            kind: "stream",
            url: "https://example.org/recordings/2018-09-20/stream",
            access_code: Some("SAMPLE-2018"),
            public: true,
            access_code_public: false,
        }],
        attendees: &[
            present("Sample Facilitator", None, Some("Co-facilitator")),
            present("Sample Focal Point", Some("Sample IGF North"), Some("Focal point")),
            present("Sample Lead Expert", None, Some("Editor")),
            present("Sample Participant 2", Some("Sample IGF South"), None),
            present("Sample Participant 5", Some("Sample IGF West"), None),
            present("Sample Volunteer", None, Some("Volunteer")),
            present("Sample Consultant", Some("IGF Secretariat"), Some("Consultant")),
            present("Sample Relay", Some("IGF Secretariat"), Some("NRIs Focal Point")),
            present("Sample Secretariat", Some("IGF Secretariat"), None),
        ],
        report: Some(Report {
            file: "2018-09-20.md",
            markdown: include_str!("reports/2018-09-20.md"),
            published: None,
        }),
        next: Some(NextCall {
            kind: "dates",
            text: "On Wednesday 24 October 2018 at 15:00 UTC.",
            dates: &["2018-10-24"],
            after: None,
        }),
        sample: true,
        ..BARE
    },
    Call {
        cycle: 2018,
        ordinal: Some(3),
        topic: Some("First reading of the draft output"),
        state: "scheduled",
        starts: "2018-10-24T15:00Z",
        time_known: true,
        facilitators: &["Sample Facilitator"],
        agenda: &[
            item("Welcome and agenda", 5, "Sample Facilitator"),
            item("Tasks since the last call", 10, "Sample Volunteer"),
            AgendaItem {
                title: "Draft output: first reading",
                points: &["Norms that worked", "Norms that failed", "Digital security divide"],
                minutes: Some(30),
                presenter: Some("Sample Lead Expert"),
            },
            item("Follow-up call with the NRIs", 10, "Sample Relay"),
            item("Any other business", 5, "Sample Facilitator"),
        ],
        sample: true,
        ..BARE
    },
    Call {
        cycle: 2018,
        kind: "session",
        topic: Some("Planning of the session in Paris"),
        state: "scheduled",
        starts: "2018-11-06T15:00Z",
        time_known: true,
        minutes: 45,
        facilitators: &["Sample Facilitator"],
        agenda: &[
            item("Running order and speakers", 25, "Sample Facilitator"),
            item("Points from the draft to discuss in the room", 15, "Sample Lead Expert"),
            item("Who writes the report", 5, "Sample Consultant"),
        ],
        sample: true,
        ..BARE
    },
];

#[cfg(test)]
#[path = "checks.rs"]
mod checks;
