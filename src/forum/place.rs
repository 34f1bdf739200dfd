//! Where in the site one is: a forum, and a year of it. Pages of a cycle begin by finding it.

use serde::Deserialize;
use sqlx::PgConnection;

use super::{Cycle, Forum, store};
use crate::web::{Error, Frame, Layout, Result, Tab};

/// A year in an address: four digits.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub struct Year(pub i32);

impl TryFrom<String> for Year {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().map(Self).ok_or("no year")
    }
}

/// A cycle and its forum.
#[derive(Debug, Clone)]
pub struct CyclePlace {
    /// The forum.
    pub forum: Forum,
    /// The cycle.
    pub cycle: Cycle,
}

/// Finds a cycle by its address, for somebody who may see it.
///
/// # Errors
/// Not found; gone where it was a test cycle that is deleted, for those who could see it.
pub async fn find_cycle(db: &mut PgConnection, frame: &Frame, slug: &str, year: Year) -> Result<CyclePlace> {
    let place = store::find_cycle(db, slug, year.0).await?.ok_or(Error::NotFound)?;
    let cycle = &place.cycle;
    if cycle.is_gone() && (!cycle.is_draft() || frame.viewer().runs_site()) {
        let why = "This was a test cycle, and it was deleted with everything in it.";
        return Err(Error::Gone(why.to_owned()));
    }
    if cycle.is_visible_to(frame.viewer()) { Ok(place) } else { Err(Error::NotFound) }
}

impl CyclePlace {
    /// The cycle's address.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}", self.forum.slug, self.cycle.year)
    }

    /// "Cybersecurity 2018".
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.forum.name, self.cycle.year)
    }

    /// Lays out a page of this cycle, with its crumbs and its menu; `tab` is where it stands ("" for the first).
    #[must_use]
    pub fn page(&self, frame: &Frame, title: impl Into<String>, tab: &str) -> Layout {
        let path = self.path();
        let tabs = [
            ("Where we are", ""),
            ("Work plan", "/plan"),
            ("Calls", "/meetings"),
            ("Tasks", "/tasks"),
            ("People", "/people"),
        ];
        let mut layout =
            frame.page(title).context(self.name()).crumb(self.forum.name.clone(), self.forum.path());
        let marks = self.cycle.marks().join(", ");
        let year = self.cycle.year;
        let crumb = if marks.is_empty() { year.to_string() } else { format!("{year} ({marks})") };
        layout = layout.crumb(crumb, path.clone());
        layout.private |= self.cycle.is_draft();
        layout.tabs_label = format!("{} cycle", self.cycle.year);
        layout.tabs = tabs
            .iter()
            .map(|(label, under)| Tab { label, href: format!("{path}{under}"), current: *under == tab })
            .collect();
        layout
    }
}
