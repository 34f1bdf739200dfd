//! The agenda, and proposals for it.

use serde::Deserialize;

use super::cell;
use crate::{
    meetings::AgendaItem,
    web::{Errors, Text, is_web_link},
};

/// The agenda, as columns: row by row an item.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AgendaForm {
    /// What each item is about; an empty one is left out.
    pub title: Vec<String>,
    /// `0`, or `1` for an item under the one before.
    pub depth: Vec<String>,
    /// How long each may take.
    pub minutes: Vec<String>,
    /// Who presents each.
    pub presenter: Vec<String>,
    /// A link for each.
    pub link: Vec<String>,
    /// Ticked: the public sees it.
    pub published: Option<String>,
    /// How often the meeting had been saved when the form was opened.
    pub edits: i32,
    /// Pressed: more rows, nothing saved.
    pub more: Option<String>,
}

/// One row, as typed.
#[derive(Debug, Clone)]
pub struct AgendaRow {
    /// Its number, from 1.
    pub number: usize,
    /// What it is about.
    pub title: String,
    /// Whether it stands under the one before.
    pub is_sub: bool,
    /// How long it may take.
    pub minutes: String,
    /// Who presents it.
    pub presenter: String,
    /// A link.
    pub link: String,
}

/// An item, checked.
#[derive(Debug, Clone)]
pub struct NewAgendaItem {
    /// 0 or 1.
    pub depth: i16,
    /// What it is about.
    pub title: String,
    /// How long it may take.
    pub minutes: Option<i32>,
    /// Who presents it.
    pub presenter: String,
    /// A link.
    pub link: String,
}

/// How many items an agenda may have.
const MOST: usize = 100;

impl AgendaForm {
    /// Filled with what is.
    #[must_use]
    pub fn of(items: &[AgendaItem], published: bool, edits: i32) -> Self {
        let column = |text: fn(&AgendaItem) -> String| items.iter().map(text).collect();
        Self {
            title: column(|item| item.title.clone()),
            depth: column(|item| item.depth.to_string()),
            minutes: column(|item| item.minutes.map(|minutes| minutes.to_string()).unwrap_or_default()),
            presenter: column(|item| item.presenter.clone()),
            link: column(|item| item.link.clone()),
            published: published.then(|| "on".to_owned()),
            edits,
            more: None,
        }
    }

    /// The rows, with some empty ones at the end.
    #[must_use]
    pub fn rows(&self) -> Vec<AgendaRow> {
        let row = |index: usize| AgendaRow {
            number: index + 1,
            title: cell(&self.title, index),
            is_sub: cell(&self.depth, index) == "1",
            minutes: cell(&self.minutes, index),
            presenter: cell(&self.presenter, index),
            link: cell(&self.link, index),
        };
        let filled = self.title.iter().rposition(|title| !title.trim().is_empty()).map_or(0, |last| last + 1);
        (0..filled.max(self.title.len().min(MOST)).max(3) + if self.more.is_some() { 5 } else { 1 })
            .map(row)
            .collect()
    }

    /// The items and whether the public sees them.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<(Vec<NewAgendaItem>, bool), Errors> {
        let mut errors = Errors::default();
        let mut items: Vec<NewAgendaItem> = Vec::new();
        for row in self.rows() {
            let number = row.number;
            let title = row.title.optional(&mut errors, &format!("title{number}"), "the title", 500);
            if title.is_empty() {
                if !(row.minutes.is_empty() && row.presenter.is_empty() && row.link.is_empty()) {
                    errors.add(
                        format!("title{number}"),
                        "Enter what this item is about, or empty its other fields.",
                    );
                }
                continue;
            }
            let minutes = row.minutes.parse().ok().filter(|minutes| (1..=1440).contains(minutes));
            if !row.minutes.is_empty() && minutes.is_none() {
                errors.add(format!("minutes{number}"), "Enter whole minutes, from 1 to 1440.");
            }
            let presenter =
                row.presenter.optional(&mut errors, &format!("presenter{number}"), "the name", 200);
            if !row.link.is_empty() && !row.link.starts_with('/') && !is_web_link(&row.link) {
                errors.add(
                    format!("link{number}"),
                    "Enter a link that starts with https://, or a path on this site.",
                );
            }
            let depth = i16::from(row.is_sub && !items.is_empty());
            items.push(NewAgendaItem { depth, title, minutes, presenter, link: row.link });
        }
        if items.len() > MOST {
            errors.add("title1", "An agenda takes up to 100 items.");
        }
        errors.or((items, self.published.is_some()))
    }
}

/// Something that a participant wants on the agenda.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProposalForm {
    /// What it is about.
    pub title: String,
    /// Why.
    pub reason: String,
}

impl ProposalForm {
    /// What it is about, and why.
    ///
    /// # Errors
    /// What to mend.
    pub fn check(&self) -> Result<(String, String), Errors> {
        let mut errors = Errors::default();
        let title = self.title.required(&mut errors, "title", "what should be talked about", 300);
        let reason = self.reason.optional(&mut errors, "reason", "the reason", 1000);
        errors.or((title, reason))
    }
}
