//! A task, as it is typed.

use serde::Deserialize;

use super::words;
use crate::{
    clock::Day,
    db::{MilestoneId, ReferenceId},
    tasks::Task,
    viewer::RoleKind,
    web::{Errors, Text},
};

/// The most that a title has, in characters.
const TITLE: usize = 160;

/// The most volunteers that a task takes.
const MOST: i32 = 50;

/// A task to be added, or as it is to be.
#[derive(Debug, Clone)]
pub struct NewTask {
    /// What is to be done.
    pub title: String,
    /// More of it, in plain text.
    pub detail: String,
    /// What it came of; kept when a task is changed.
    pub source: Option<ReferenceId>,
    /// The milestone that it is due with.
    pub milestone: Option<MilestoneId>,
    /// The last day, where it has no milestone.
    pub due: Option<Day>,
    /// Whether volunteers are called for.
    pub calls: bool,
    /// How many are wanted.
    pub wanted: i32,
    /// Held by whoever has this role.
    pub role: Option<RoleKind>,
}

/// A task, as it is typed.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct TaskForm {
    /// What is to be done.
    pub title: String,
    /// More of it.
    pub detail: String,
    /// The number of the call that it came of.
    pub call: String,
    /// The number of the paragraph in that call's report.
    pub paragraph: String,
    /// Until when.
    pub due: String,
    /// Or: with which milestone.
    pub milestone: String,
    /// Ticked: volunteers are called for.
    pub calls: Option<String>,
    /// How many.
    pub wanted: String,
    /// Held by a role.
    pub role: String,
    /// How often the task had been saved when the form was opened.
    pub edits: i32,
}

impl Default for TaskForm {
    fn default() -> Self {
        let text = String::new;
        Self {
            title: text(),
            detail: text(),
            call: text(),
            paragraph: text(),
            due: text(),
            milestone: text(),
            calls: None,
            wanted: "1".to_owned(),
            role: text(),
            edits: 0,
        }
    }
}

impl TaskForm {
    /// For a new task, which calls for one volunteer unless somebody says otherwise.
    #[must_use]
    pub fn blank(call: String, paragraph: String) -> Self {
        Self { call, paragraph, calls: Some("on".to_owned()), ..Self::default() }
    }

    /// Filled with what is.
    #[must_use]
    pub fn of(task: &Task) -> Self {
        Self {
            title: task.title.clone(),
            detail: task.detail.clone(),
            due: if task.milestone.is_some() { String::new() } else { Day::iso(task.due) },
            milestone: task.milestone.map(|milestone| milestone.to_string()).unwrap_or_default(),
            calls: task.calls.then(|| "on".to_owned()),
            wanted: task.wanted.to_string(),
            role: task.role.map(|role| role.code().to_owned()).unwrap_or_default(),
            edits: task.edits,
            ..Self::default()
        }
    }

    /// The call and the paragraph that it came of, as typed.
    #[must_use]
    pub fn origin(&self) -> (&str, &str) {
        (&self.call, &self.paragraph)
    }

    /// What it says, for somebody whose own words differ.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let called = if self.calls.is_some() { self.wanted.clone() } else { "none".to_owned() };
        vec![
            ("What is to be done", self.title.clone()),
            ("More about it", self.detail.clone()),
            ("Last day", self.due.clone()),
            ("Volunteers called for", called),
            ("Held by a role", self.role.clone()),
        ]
    }

    /// The task; `milestones` are those that it can be due with, `holders` how many hold it already.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(
        &self,
        source: Option<ReferenceId>,
        milestones: &[(MilestoneId, String, Day)],
        holders: i32,
    ) -> Result<NewTask, Errors> {
        let mut errors = Errors::default();
        let title = self.title.required(&mut errors, "title", "what is to be done", TITLE);
        let detail = words(&mut errors, "detail", &self.detail);
        let due = self.due.optional_day(&mut errors, "due");
        let milestone = self.milestone(&mut errors, milestones);
        if due.is_some() && milestone.is_some() {
            errors.add("due", "Choose a day or a milestone, not both.");
        }
        let role = RoleKind::ALL.into_iter().find(|role| role.code() == self.role);
        if role.is_none() && !self.role.is_empty() {
            errors.add("role", "Choose one of the roles.");
        }
        let calls = self.calls.is_some();
        if !calls && role.is_none() && holders == 0 {
            errors
                .add("calls", "Call for volunteers, or choose a role that sees to it: nobody would have it.");
        }
        let wanted = self.wanted.trim().parse().ok().filter(|wanted| (1..=MOST).contains(wanted));
        match wanted {
            None => errors.add("wanted", format!("Enter how many volunteers are wanted, 1 to {MOST}.")),
            Some(wanted) if wanted < holders => {
                errors.add("wanted", format!("{holders} have it already: no fewer can be wanted."));
            }
            Some(_) => {}
        }
        let wanted = wanted.unwrap_or(1);
        errors.or(NewTask { title, detail, source, milestone, due, calls, wanted, role })
    }

    fn milestone(
        &self,
        errors: &mut Errors,
        milestones: &[(MilestoneId, String, Day)],
    ) -> Option<MilestoneId> {
        if self.milestone.is_empty() {
            return None;
        }
        let chosen = milestones.iter().find(|(id, ..)| id.to_string() == self.milestone);
        if chosen.is_none() {
            errors.add("milestone", "Choose one of the milestones of this cycle.");
        }
        chosen.map(|(id, ..)| *id)
    }
}
