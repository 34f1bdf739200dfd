//! What is typed about forums, cycles, milestones and roles.

use serde::Deserialize;

use super::{CycleState, Forum, Milestone, MilestoneKind, NewCycle, NewMilestone};
use crate::{
    clock::Day,
    db::{ForumId, PersonId},
    viewer::RoleKind,
    web::{Errors, Text, time},
};

/// A forum.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ForumForm {
    /// Its part of the address.
    pub slug: String,
    /// The subject.
    pub name: String,
    /// In full.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// How often the forum had been saved when the form was opened.
    pub edits: i32,
}

impl ForumForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(forum: &Forum) -> Self {
        let Forum { slug, name, title, summary, edits, .. } = forum.clone();
        Self { slug, name, title, summary, edits }
    }

    /// What it says, for somebody whose own words differ.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let Self { slug, name, title, summary, .. } = self.clone();
        vec![("Subject", name), ("Full name", title), ("Address", slug), ("What it is about", summary)]
    }

    /// The forum, with the identity that it has or will get.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, id: ForumId) -> Result<Forum, Errors> {
        let mut errors = Errors::default();
        let name = self.name.required(&mut errors, "name", "the subject", 80);
        let title = self.title.required(&mut errors, "title", "the full name", 200);
        let slug = self.slug.trim().to_lowercase();
        let shape = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !shape || !slug.starts_with(|c: char| c.is_ascii_lowercase()) || !(2..=40).contains(&slug.len()) {
            errors.add("slug", "Use 2 to 40 small letters, digits and hyphens, beginning with a letter.");
        } else if Forum::RESERVED.contains(&slug.as_str()) {
            errors.add("slug", "The site itself uses this word in its addresses. Choose another one.");
        }
        if self.summary.chars().count() > 4000 {
            errors.add("summary", "Shorten the text: 4,000 characters fit.");
        }
        errors.or(Forum { id, slug, name, title, summary: self.summary.trim().to_owned(), edits: self.edits })
    }
}

/// A cycle.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CycleForm {
    /// The year.
    pub year: String,
    /// Its theme.
    pub title: String,
    /// Two sentences.
    pub summary: String,
    /// The annual meeting.
    pub event_name: String,
    /// Its city.
    pub event_city: String,
    /// Its zone.
    pub event_zone: String,
    /// Its first day.
    pub event_first: String,
    /// Its last day.
    pub event_last: String,
    /// How often the cycle had been saved when the form was opened.
    pub edits: i32,
}

impl CycleForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(cycle: &super::Cycle) -> Self {
        Self {
            year: cycle.year.to_string(),
            title: cycle.title.clone(),
            summary: cycle.summary.clone(),
            event_name: cycle.event_name.clone(),
            event_city: cycle.event_city.clone(),
            event_zone: cycle.event_zone.clone(),
            event_first: day_field(cycle.event_first),
            event_last: day_field(cycle.event_last),
            edits: cycle.edits,
        }
    }

    /// The cycle.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<NewCycle, Errors> {
        let mut errors = Errors::default();
        let year = self.year.trim().parse().ok().filter(|year| (2006..=2100).contains(year));
        if year.is_none() {
            errors.add("year", "Enter a year from 2006, when the IGF first met, to 2100.");
        }
        let title = self.title.required(&mut errors, "title", "the theme", 200);
        let summary = self.summary.optional(&mut errors, "summary", "the summary", 1000);
        let event_name = self.event_name.optional(&mut errors, "event_name", "the name", 80);
        let event_city = self.event_city.optional(&mut errors, "event_city", "the city", 80);
        let event_zone = if self.event_zone.trim().is_empty() { "UTC" } else { self.event_zone.trim() };
        if time::zone(event_zone).is_none() {
            errors.add("event_zone", "Choose a zone of the list, such as Europe/Paris.");
        }
        let event_first = optional_day(&mut errors, "event_first", &self.event_first);
        let event_last = optional_day(&mut errors, "event_last", &self.event_last);
        match (event_first, event_last) {
            (Some(first), Some(last)) if last < first => {
                errors.add("event_last", "The last day lies before the first.");
            }
            (None, Some(_)) => errors.add("event_first", "Enter the first day too."),
            _ => {}
        }
        errors.or(NewCycle {
            year: year.unwrap_or_default(),
            title,
            summary,
            event_name,
            event_city,
            event_zone: event_zone.to_owned(),
            event_first,
            event_last: event_last.or(event_first),
        })
    }
}

/// The next state of a cycle.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct StateForm {
    /// The state that it was in when the form was opened.
    pub from: String,
    /// The next.
    pub to: String,
    /// The day of the decision.
    pub on: String,
    /// Who decided.
    pub by: String,
    /// What they said.
    pub note: String,
}

/// A step from one state to the next, with the decision where it is one.
#[derive(Debug, Clone)]
pub struct Step {
    /// From.
    pub from: CycleState,
    /// To.
    pub to: CycleState,
    /// The day of the decision, who decided, what they said.
    pub decision: Option<(Day, String, String)>,
}

impl StateForm {
    /// The step.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, today: Day) -> Result<Step, Errors> {
        let mut errors = Errors::default();
        let (from, to) = (CycleState::parse(&self.from), CycleState::parse(&self.to));
        let (Some(from), Some(to)) = (from, to) else {
            return Err(Errors::one("to", "Choose what comes next."));
        };
        if !from.next().contains(&to) {
            errors.add("to", "This does not follow on the present state. Choose one of those offered.");
        }
        let decision = to.is_decision().then(|| {
            let on = required_day(&mut errors, "on", &self.on, "the day of the decision");
            if on > today {
                errors.add("on", "The decision cannot lie ahead.");
            }
            let by = self.by.required(&mut errors, "by", "who decided, such as MAG", 200);
            let note = self.note.optional(&mut errors, "note", "the note", 1000);
            (on, by, note)
        });
        errors.or(Step { from, to, decision })
    }
}

/// A milestone.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MilestoneForm {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: String,
    /// Who sees to it.
    pub owner: String,
    /// The first day of one that lasts.
    pub opens: String,
    /// When.
    pub due: String,
    /// When it was reached.
    pub done: String,
    /// Ticked: out of the plan.
    pub dropped: Option<String>,
    /// What readers should know.
    pub note: String,
    /// Why the day moved.
    pub reason: String,
    /// How often the milestone had been saved when the form was opened.
    pub edits: i32,
}

impl MilestoneForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(milestone: &Milestone) -> Self {
        Self {
            title: milestone.title.clone(),
            kind: milestone.kind.code().to_owned(),
            owner: milestone.owner.clone(),
            opens: day_field(milestone.opens),
            due: milestone.due.0.to_string(),
            done: day_field(milestone.done),
            dropped: milestone.dropped.then(|| "on".to_owned()),
            note: milestone.note.clone(),
            reason: String::new(),
            edits: milestone.edits,
        }
    }

    /// What it says, for somebody whose own words differ.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let Self { title, owner, opens, due, done, note, .. } = self.clone();
        let dropped = if self.dropped.is_some() { "yes" } else { "no" }.to_owned();
        vec![
            ("What is to be reached", title),
            ("Who sees to it", owner),
            ("First day", opens),
            ("Day, or last day", due),
            ("Reached on", done),
            ("What readers should know", note),
            ("Dropped", dropped),
        ]
    }

    /// The milestone; `before` is what it was, whose day cannot move without a reason.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self, before: Option<&Milestone>, today: Day) -> Result<NewMilestone, Errors> {
        let mut errors = Errors::default();
        let title = self.title.required(&mut errors, "title", "what is to be reached", 120);
        let kind = MilestoneKind::parse(&self.kind);
        if kind.is_none() {
            errors.add("kind", "Choose what it is.");
        }
        let owner = self.owner.optional(&mut errors, "owner", "who sees to it", 120);
        let due = required_day(&mut errors, "due", &self.due, "the day");
        let opens = optional_day(&mut errors, "opens", &self.opens);
        if opens.is_some_and(|opens| opens > due) && errors.of("due").is_none() {
            errors.add("opens", "It cannot begin after its day.");
        }
        let done = optional_day(&mut errors, "done", &self.done);
        if done.is_some_and(|done| done > today) {
            errors.add("done", "It cannot have been reached on a day ahead.");
        }
        let note = self.note.optional(&mut errors, "note", "the note", 500);
        let reason = self.reason.optional(&mut errors, "reason", "the reason", 300);
        let moves = before.is_some_and(|before| before.due != due) && errors.of("due").is_none();
        if moves && reason.is_empty() {
            errors.add("reason", "Say why the day moves: everybody will read it.");
        }
        let kind = kind.unwrap_or(MilestoneKind::Other);
        errors.or(NewMilestone {
            title,
            kind,
            owner,
            opens,
            due,
            done,
            dropped: self.dropped.is_some(),
            note,
            reason,
            edits: self.edits,
        })
    }
}

/// Giving somebody a role.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// Somebody with an account: their number; empty for a name alone.
    pub person: String,
    /// The name of somebody without an account.
    pub name: String,
    /// The role.
    pub kind: String,
    /// What the person is called.
    pub label: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// A role to be given.
#[derive(Debug, Clone)]
pub struct NewRole {
    /// Somebody on file, or a name.
    pub who: Result<PersonId, String>,
    /// The role.
    pub kind: RoleKind,
    /// What the person is called.
    pub label: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
}

impl RoleForm {
    /// The role to be given.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<NewRole, Errors> {
        let mut errors = Errors::default();
        let who = match self.person.parse() {
            Ok(number) => Ok(PersonId(number)),
            Err(_) => Err(self.name.required(&mut errors, "name", "a name, or choose a person above", 200)),
        };
        let kind = RoleKind::ALL.into_iter().find(|kind| kind.code() == self.kind);
        if kind.is_none() {
            errors.add("kind", "Choose a role.");
        }
        let label = self.label.optional(&mut errors, "label", "the label", 80);
        let from = required_day(&mut errors, "from", &self.from, "the first day");
        let to = optional_day(&mut errors, "to", &self.to);
        if to.is_some_and(|to| to < from) && errors.of("from").is_none() {
            errors.add("to", "The last day lies before the first.");
        }
        errors.or(NewRole { who, kind: kind.unwrap_or(RoleKind::Participant), label, from, to })
    }
}

fn day_field(day: Option<Day>) -> String {
    day.map(|day| day.0.to_string()).unwrap_or_default()
}

fn optional_day(errors: &mut Errors, field: &str, typed: &str) -> Option<Day> {
    let typed = typed.trim();
    let day = Day::parse(typed).filter(|day| (2000..=2200).contains(&day.0.year()));
    if !typed.is_empty() && day.is_none() {
        errors.add(field, "Enter a day as year-month-day, such as 2018-09-15.");
    }
    day
}

fn required_day(errors: &mut Errors, field: &str, typed: &str, what: &str) -> Day {
    if typed.trim().is_empty() {
        errors.add(field, format!("Enter {what}."));
    }
    optional_day(errors, field, typed).unwrap_or(Day(jiff::civil::Date::ZERO))
}
