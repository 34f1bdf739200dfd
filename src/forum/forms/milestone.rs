//! A milestone, as it is typed.

use serde::Deserialize;

use crate::{
    clock::Day,
    forum::{Milestone, MilestoneKind, NewMilestone},
    web::{Errors, Text},
    windows::Tool,
};

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
    /// The window of what it opens and closes; empty for nothing.
    pub tool: String,
    /// Ticked: that opens by itself.
    pub automatic: Option<String>,
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
            opens: Day::iso(milestone.opens),
            due: Day::iso(milestone.due),
            done: Day::iso(milestone.done),
            dropped: milestone.dropped.then(|| "on".to_owned()),
            note: milestone.note.clone(),
            tool: milestone.tool.map(|tool| tool.to_string()).unwrap_or_default(),
            automatic: milestone.automatic.then(|| "on".to_owned()),
            reason: String::new(),
            edits: milestone.edits,
        }
    }

    /// What it says, for somebody whose own words differ.
    #[must_use]
    pub fn facts(&self, tools: &[Tool]) -> Vec<(&'static str, String)> {
        let Self { title, owner, opens, due, done, note, .. } = self.clone();
        let yes = |ticked: &Option<String>| if ticked.is_some() { "yes" } else { "no" }.to_owned();
        let tool = tools.iter().find(|tool| self.points_to(tool)).map(Tool::title).unwrap_or_default();
        vec![
            ("What is to be reached", title),
            ("Who sees to it", owner),
            ("First day", opens),
            ("Day, or last day", due),
            ("Reached on", done),
            ("What readers should know", note),
            ("What it opens and closes", tool),
            ("Opens by itself", yes(&self.automatic)),
            ("Dropped", yes(&self.dropped)),
        ]
    }

    /// Whether a tool is chosen.
    #[must_use]
    pub fn points_to(&self, tool: &Tool) -> bool {
        self.tool == tool.id.to_string()
    }

    /// The milestone; `before` is what it was, whose day cannot move without a reason. `tools` are those that it can open
    /// and close.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(
        &self,
        before: Option<&Milestone>,
        tools: &[Tool],
        today: Day,
    ) -> Result<NewMilestone, Errors> {
        let mut errors = Errors::default();
        let title = self.title.required(&mut errors, "title", "what is to be reached", 120);
        let kind = MilestoneKind::parse(&self.kind);
        if kind.is_none() {
            errors.add("kind", "Choose what it is.");
        }
        let owner = self.owner.optional(&mut errors, "owner", "who sees to it", 120);
        let due = self.due.required_day(&mut errors, "due", "the day");
        let opens = self.opens.optional_day(&mut errors, "opens");
        if opens.is_some_and(|opens| opens > due) && errors.of("due").is_none() {
            errors.add("opens", "It cannot begin after its day.");
        }
        let done = self.done.optional_day(&mut errors, "done");
        if done.is_some_and(|done| done > today) {
            errors.add("done", "It cannot have been reached on a day ahead.");
        }
        let note = self.note.optional(&mut errors, "note", "the note", 500);
        let reason = self.reason.optional(&mut errors, "reason", "the reason", 300);
        let moves = before.is_some_and(|before| before.due != due) && errors.of("due").is_none();
        if moves && reason.is_empty() {
            errors.add("reason", "Say why the day moves: everybody will read it.");
        }
        let tool = tools.iter().find(|tool| self.points_to(tool)).map(|tool| tool.id);
        if tool.is_none() && !self.tool.is_empty() {
            errors.add("tool", "This is settled, or another milestone opens it. Choose something else.");
        }
        if self.automatic.is_some() && opens.is_none() && tool.is_some() && errors.of("opens").is_none() {
            errors.add("opens", "Enter the day on which it is to open by itself.");
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
            tool,
            automatic: self.automatic.is_some(),
            reason,
            edits: self.edits,
        })
    }
}
