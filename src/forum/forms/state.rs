//! The step to a cycle's next state, as it is typed.

use serde::Deserialize;

use crate::{
    clock::Day,
    forum::CycleState,
    web::{Errors, Text},
};

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
            let on = self.on.required_day(&mut errors, "on", "the day of the decision");
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
