//! What the facts are made of.

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
