//! What a window belongs to.

use super::Window;
use crate::{clock::Instant, db::ReferenceId, web::time};

/// The kinds of tools; each later feature adds its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum ToolKind {
    /// A poll about when a call should be.
    Poll,
    /// Proposals for the agenda of a call.
    Proposals,
}

impl ToolKind {
    /// The verb of the act that it was opened.
    #[must_use]
    pub fn opened(self) -> &'static str {
        match self {
            Self::Poll => "poll.opened",
            Self::Proposals => "proposals.opened",
        }
    }
}

/// Something that takes input for a time: a poll about a call, for one.
#[derive(Debug, Clone)]
pub struct Tool {
    /// The row of its window.
    pub id: i64,
    /// What it is.
    pub kind: ToolKind,
    /// What it belongs to.
    pub reference: ReferenceId,
    /// As that is cited.
    pub label: String,
    /// The address of that.
    pub of: String,
    /// From when until when.
    pub window: Window,
    /// Nothing can be opened any more.
    pub settled: bool,
    /// It makes no sense to be open after that.
    pub latest: Option<Instant>,
}

impl Tool {
    /// What it is, within a sentence: "the poll about 2018 Meeting VII".
    #[must_use]
    pub fn name(&self) -> String {
        match self.kind {
            ToolKind::Poll => format!("the poll about {}", self.label),
            ToolKind::Proposals => format!("proposals for the agenda of {}", self.label),
        }
    }

    /// The same at the beginning of a sentence.
    #[must_use]
    pub fn title(&self) -> String {
        let name = self.name();
        let mut letters = name.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// Its address.
    #[must_use]
    pub fn path(&self) -> String {
        match self.kind {
            ToolKind::Poll => format!("{}/poll", self.of),
            ToolKind::Proposals => self.of.clone(),
        }
    }

    /// What became of it since its window was as it is here `before`, as a sentence; none where that is the same.
    #[must_use]
    pub fn since(&self, before: Window, now: Instant) -> Option<String> {
        let (title, end) = (self.title(), time::end(self.window.closes_at));
        match (before.is_open(now), self.window.is_open(now)) {
            _ if before == self.window => None,
            (_, true) => Some(format!("{title}: open now, until {end}.")),
            (true, false) if self.window.closes_at <= now => Some(format!("{title}: closed now.")),
            (false, false) if self.window.closes_at <= now => {
                Some(format!("{title}: closed, as the last day has passed."))
            }
            (_, false) => {
                let word = if self.window.waits { ", once you say so" } else { "" };
                let begin = time::utc(self.window.opens_at);
                Some(format!("{title}: opens on {begin}{word}, and closes on {end}."))
            }
        }
    }

    /// Why nobody may open it now; none where one may.
    #[must_use]
    pub fn why_not_opened(&self, now: Instant) -> Option<&'static str> {
        if self.settled {
            Some("This is settled: there is nothing to open any more.")
        } else if self.window.closes_at <= now {
            Some("Its last day has passed. Let it close later first, then open it.")
        } else if !self.window.is_early(now) {
            Some("This is open already: somebody else opened it, or its day has come.")
        } else {
            None
        }
    }

    /// Whether somebody may open it now.
    #[must_use]
    pub fn can_open(&self, now: Instant) -> bool {
        self.why_not_opened(now).is_none()
    }

    /// Whether its day to open has come, and it waits for a word.
    #[must_use]
    pub fn waits(&self, now: Instant) -> bool {
        self.can_open(now) && self.window.opens_at <= now
    }
}
