//! A forum, as it is typed.

use serde::Deserialize;

use crate::{
    db::ForumId,
    forum::Forum,
    web::{Errors, Text},
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
