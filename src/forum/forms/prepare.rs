//! A new cycle after the model of a former one, as it is typed: first what it is, then line by line what it takes over.

use std::collections::HashSet;

use serde::Deserialize;

use super::CycleForm;
use crate::{
    clock::Day,
    forum::{CopiedMilestone, Cycle, Milestone, NewCycle, Preparation, Role, model::shift},
    web::{Errors, Text},
};

/// Which page of the form was sent, and where to go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// From what it is to what it takes over.
    #[default]
    Review,
    /// Back to what it is.
    Back,
    /// Make it.
    Make,
}

/// Both pages; the second carries the first along.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PrepareForm {
    /// The button.
    pub turn: Turn,
    /// The former year.
    pub former: String,
    /// The new year.
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
    /// Ticked: made to try things out.
    pub trial: Option<String>,
    /// Ticked: take over roles.
    pub roles: Option<String>,
    /// Ticked: take over the plan.
    pub plan: Option<String>,
    /// The first day of the roles.
    pub from: String,
    /// The roles that are taken over.
    pub role: Vec<i64>,
    /// The roles that were offered: who went back and forth finds them ticked as they were left.
    pub offered: Vec<i64>,
    /// The milestones that are offered, as columns.
    pub milestone: Vec<i64>,
    /// Those of them that are taken over.
    pub keep: Vec<i64>,
    /// The first days of those that last.
    pub opens: Vec<String>,
    /// The days.
    pub due: Vec<String>,
    /// For which year and annual meeting the days are: for another they are reckoned anew.
    pub days_for: String,
}

/// One milestone, as typed.
#[derive(Debug, Clone)]
pub struct MilestoneRow {
    /// Its number, from 1.
    pub number: usize,
    /// As it was.
    pub former: Milestone,
    /// Whether it is taken over.
    pub keep: bool,
    /// Its first day.
    pub opens: String,
    /// Its day.
    pub due: String,
}

impl PrepareForm {
    /// What the cycle is.
    ///
    /// # Errors
    /// What to mend.
    pub fn check_cycle(&self) -> Result<NewCycle, Errors> {
        let form = CycleForm {
            year: self.year.clone(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            event_name: self.event_name.clone(),
            event_city: self.event_city.clone(),
            event_zone: self.event_zone.clone(),
            event_first: self.event_first.clone(),
            event_last: self.event_last.clone(),
            edits: 0,
        };
        form.check()
    }

    /// Filled with what a former cycle offers: roles that had not ended, milestones that were not dropped. What was
    /// looked through before stays as it was left.
    #[must_use]
    pub fn offering(
        mut self,
        former: &Cycle,
        new: &NewCycle,
        roles: &[Role],
        plan: &[Milestone],
        today: Day,
    ) -> Self {
        let days = shift(former, new.year, new.event_first);
        let copied = plan.iter().map(|one| CopiedMilestone::shifted(one.clone(), days));
        let left = self.clone();
        let taken = roles.iter().filter(|role| left.roles.is_some() && left.left_ticked(role, today));
        self.role = taken.map(|role| role.id.0).collect();
        if self.from.is_empty() {
            self.from = Day::iso(today);
        }
        self.days_for = format!("{} {}", self.year, self.event_first);
        let same_days = self.days_for == left.days_for;
        (self.milestone, self.opens, self.due, self.keep) = Default::default();
        for one in copied.filter(|_| left.plan.is_some()) {
            let id = one.former.id.0;
            let row = left.milestone.iter().position(|offered| *offered == id);
            let typed =
                |column: &[String]| row.filter(|_| same_days).and_then(|row| column.get(row).cloned());
            self.milestone.push(id);
            self.opens.push(typed(&left.opens).unwrap_or_else(|| Day::iso(one.opens)));
            self.due.push(typed(&left.due).unwrap_or_else(|| Day::iso(one.due)));
            let keep = if row.is_some() { left.keep.contains(&id) } else { !one.former.dropped };
            self.keep.extend(keep.then_some(id));
        }
        self
    }

    fn left_ticked(&self, role: &Role, today: Day) -> bool {
        if self.offered.contains(&role.id.0) {
            self.role.contains(&role.id.0)
        } else {
            !role.has_ended(today)
        }
    }

    /// The milestones, row by row; what is not of the former plan is left out.
    #[must_use]
    pub fn rows(&self, plan: &[Milestone]) -> Vec<MilestoneRow> {
        let cell = |column: &[String], row: usize| column.get(row).cloned().unwrap_or_default();
        let row = |(at, id): (usize, &i64)| {
            let former = plan.iter().find(|one| one.id.0 == *id)?.clone();
            let keep = self.keep.contains(id);
            Some((former, keep, cell(&self.opens, at), cell(&self.due, at)))
        };
        let rows = self.milestone.iter().enumerate().filter_map(row).enumerate();
        rows.map(|(at, (former, keep, opens, due))| MilestoneRow { number: at + 1, former, keep, opens, due })
            .collect()
    }

    /// The whole.
    ///
    /// # Errors
    /// What to mend, the days of milestones by their number: `due3`.
    pub fn check(
        &self,
        former: &Cycle,
        roles: &[Role],
        plan: &[Milestone],
        today: Day,
    ) -> Result<Preparation, Errors> {
        let cycle = self.check_cycle()?;
        let mut errors = Errors::default();
        let mut seen = HashSet::new();
        let is_taken = |role: &&Role| self.role.contains(&role.id.0);
        // Who held a role twice, with a break, holds it once.
        let roles = roles.iter().filter(is_taken).filter(|role| seen.insert((role.person, role.kind)));
        let roles: Vec<Role> = roles.cloned().collect();
        let from = if roles.is_empty() {
            today
        } else {
            self.from.required_day(&mut errors, "from", "the first day of the roles")
        };
        let mut milestones = Vec::new();
        for row in self.rows(plan).into_iter().filter(|row| row.keep) {
            let (due_field, opens_field) = (format!("due{}", row.number), format!("opens{}", row.number));
            let due = row.due.required_day(&mut errors, &due_field, "the day");
            let opens = row.opens.optional_day(&mut errors, &opens_field);
            if opens.is_some_and(|opens| opens > due) && errors.of(&due_field).is_none() {
                errors.add(opens_field, "It cannot begin after its day.");
            }
            milestones.push(CopiedMilestone { former: row.former, opens, due });
        }
        let trial = self.trial.is_some();
        errors.or(Preparation { cycle, trial, former: former.year, roles, from, milestones })
    }
}
