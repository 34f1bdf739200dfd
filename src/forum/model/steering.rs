//! What a milestone does to the tool that it points to: on its first day that opens, at the end of its last it closes.

use super::{Milestone, NewMilestone};
use crate::{
    clock::{Day, Instant},
    windows::{Tool, Window},
};

/// A milestone, as the tool sees it that it opens and closes.
#[derive(Debug)]
pub struct Steering {
    /// What it is called.
    pub title: String,
    /// Its last day, UTC.
    pub due: Day,
}

impl Steering {
    /// When it closes the tool: midnight after its last day, UTC.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.due.plus(1).start()
    }
}

impl NewMilestone {
    /// Whether it does something else to a tool than the milestone did before.
    #[must_use]
    pub fn steers_otherwise(&self, before: &Milestone) -> bool {
        let now = (self.tool, self.automatic, self.opens, self.due, self.done.is_some(), self.dropped);
        let then = &before;
        now != (then.tool, then.automatic, then.opens, then.due, then.done.is_some(), then.dropped)
    }

    /// The window that the tool is to have. What is open stays so, unless the first day lies ahead; what is not waits for a
    /// person's word, unless it is to open by itself. A milestone that was reached closes the tool; one that was dropped
    /// leaves it as it is, to be opened by a word alone.
    #[must_use]
    pub fn window(&self, tool: &Tool, now: Instant) -> Window {
        let is = tool.window;
        if self.dropped {
            return Window { waits: is.is_early(now), ..is };
        }
        let end = self.due.plus(1).start();
        let end = tool.latest.map_or(end, |latest| end.min(latest));
        // What closed before stays closed since then.
        let end = if self.done.is_some() { end.min(is.closes_at).min(now) } else { end };
        let window = match self.opens.map(Day::start) {
            Some(first) if first > now || is.is_early(now) => {
                Window { opens_at: first, waits: !self.automatic, ..is }
            }
            _ => is,
        };
        window.until(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{db::ReferenceId, forum::MilestoneKind, windows::ToolKind};

    fn at(text: &str) -> Instant {
        Instant::parse(text).expect("an instant")
    }

    fn milestone() -> NewMilestone {
        NewMilestone {
            opens: Day::parse("2018-09-03"),
            tool: Some(1),
            ..NewMilestone::planned("Poll", MilestoneKind::Call, Day::parse("2018-09-14").expect("a day"))
        }
    }

    fn tool(window: Window) -> Tool {
        let latest = Some(at("2018-09-20T14:00:00Z"));
        let (label, of) = ("2018 Meeting IV".to_owned(), "/sample/2018/meetings/4".to_owned());
        Tool {
            id: 1,
            kind: ToolKind::Poll,
            reference: ReferenceId(1),
            label,
            of,
            window,
            settled: false,
            latest,
        }
    }

    fn window(opens: &str, closes: &str) -> Window {
        Window::new(at(opens), at(closes))
    }

    #[test]
    fn the_days_of_a_milestone_are_those_of_its_tool_and_both_count() {
        let tool = tool(Window { waits: true, ..window("2018-08-20T10:00:00Z", "2018-08-30T18:00:00Z") });
        let planned = window("2018-09-03T00:00:00Z", "2018-09-15T00:00:00Z");
        let now = at("2018-08-20T12:00:00Z");
        assert_eq!(milestone().window(&tool, now), Window { waits: true, ..planned });
        assert_eq!(NewMilestone { automatic: true, ..milestone() }.window(&tool, now), planned);
        let late = NewMilestone { due: Day::parse("2018-10-30").expect("a day"), ..milestone() };
        assert_eq!(late.window(&tool, now).closes_at, at("2018-09-20T14:00:00Z"), "not after its last slot");
    }

    #[test]
    fn what_is_open_stays_open_on_its_day_and_closes_when_the_milestone_is_reached() {
        let now = at("2018-09-05T12:00:00Z");
        let tool = tool(window("2018-09-04T08:00:00Z", "2018-09-15T00:00:00Z"));
        assert_eq!(milestone().window(&tool, now), tool.window);
        let reached = NewMilestone { done: Some(now.day()), ..milestone() };
        assert_eq!(reached.window(&tool, now).closes_at, now);
        let closed = Tool { window: reached.window(&tool, now), ..tool.clone() };
        let moved = NewMilestone { due: Day::parse("2018-09-20").expect("a day"), ..reached };
        assert_eq!(
            moved.window(&closed, at("2018-09-18T12:00:00Z")),
            closed.window,
            "it stays closed since then"
        );
        let later = NewMilestone { opens: Day::parse("2018-09-10"), ..milestone() };
        assert_eq!(later.window(&tool, now).opens_at, at("2018-09-10T00:00:00Z"));
    }

    #[test]
    fn what_is_out_of_the_plan_opens_by_a_word_alone() {
        let dropped = NewMilestone { dropped: true, automatic: true, ..milestone() };
        let ahead = tool(window("2018-09-03T00:00:00Z", "2018-09-15T00:00:00Z"));
        assert!(dropped.window(&ahead, at("2018-09-01T12:00:00Z")).waits);
        assert_eq!(dropped.window(&ahead, at("2018-09-04T12:00:00Z")), ahead.window);
    }
}
