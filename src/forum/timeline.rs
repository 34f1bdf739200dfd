//! The cycle as a time line: its milestones in order, how far it has come, and where today lies.

use super::{CycleState, Milestone, MilestoneState};
use crate::{clock::Day, web::time::short_day};

/// One step of the line.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it is called.
    pub title: String,
    /// `done`, `here`, `today` or nothing: how it is drawn.
    pub class: &'static str,
    /// Its days in words, within the cycle's own year.
    pub days: String,
    /// What else is to be said: "was 1 September", "late".
    pub remark: String,
}

/// The steps of a cycle, drawn as they stand on a day. The one that everybody waits for is `here`.
#[must_use]
pub fn steps(milestones: &[Milestone], state: CycleState, today: Day) -> Vec<Step> {
    let planned: Vec<&Milestone> = milestones.iter().filter(|milestone| !milestone.dropped).collect();
    let waited_for = planned.iter().find(|milestone| milestone.is_running(today));
    let waited_for = waited_for.or_else(|| planned.iter().find(|milestone| milestone.done.is_none()));
    let here = waited_for.filter(|_| state != CycleState::Closed).map(|milestone| milestone.id);
    let step = |milestone: &&Milestone| {
        let is_here = here == Some(milestone.id);
        Step {
            title: milestone.title.clone(),
            class: if is_here {
                "here"
            } else if milestone.done.is_some() {
                "done"
            } else {
                ""
            },
            days: days(milestone),
            remark: remark(milestone, today),
        }
    };
    let mut steps: Vec<Step> = planned.iter().map(step).collect();
    if !steps.is_empty() && !matches!(state, CycleState::Closed | CycleState::Declined) {
        let begins = |milestone: &&Milestone| milestone.done.or(milestone.opens).unwrap_or(milestone.due);
        let ahead = planned.iter().position(|milestone| begins(milestone) > today);
        let begun = ahead.unwrap_or(planned.len());
        let step =
            Step { title: "Today".to_owned(), class: "today", days: short_day(today), remark: String::new() };
        steps.insert(begun, step);
    }
    steps
}

fn days(milestone: &Milestone) -> String {
    match (milestone.done, milestone.opens) {
        (Some(done), _) => short_day(done),
        (None, Some(opens)) => format!("{} – {}", short_day(opens), short_day(milestone.due)),
        (None, None) => short_day(milestone.due),
    }
}

fn remark(milestone: &Milestone, today: Day) -> String {
    let late_by = milestone.done.map_or(0, |done| milestone.planned.days_until(done));
    match milestone.state(today) {
        MilestoneState::Done if late_by > 0 => format!("planned for {}", short_day(milestone.planned)),
        MilestoneState::Late => "late".to_owned(),
        MilestoneState::Due | MilestoneState::Upcoming if milestone.due != milestone.planned => {
            format!("was {}", short_day(milestone.planned))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_lies_before_all_that_has_not_begun() {
        let plan = [
            Milestone::sample(1, "Kick-off", "2018-06-05"),
            Milestone::sample(2, "Draft", "2018-10-19"),
            Milestone { opens: Day::parse("2018-10-10"), ..Milestone::sample(3, "Comments", "2018-10-24") },
            Milestone::sample(4, "Session", "2018-11-13"),
        ];
        let today = Day::parse("2018-10-15").expect("a day");
        let steps = steps(&plan, CycleState::Running, today);
        let titles: Vec<&str> = steps.iter().map(|step| step.title.as_str()).collect();
        assert_eq!(titles, ["Kick-off", "Today", "Draft", "Comments", "Session"]);
        assert_eq!(steps[3].class, "here", "what is open is where the cycle is");
    }
}
