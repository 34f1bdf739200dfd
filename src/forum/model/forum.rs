//! Forums.

use crate::db::ForumId;

/// A forum: one subject, over the years.
#[derive(Debug, Clone)]
pub struct Forum {
    /// Its identity.
    pub id: ForumId,
    /// Its part of the address.
    pub slug: String,
    /// The subject: "Cybersecurity".
    pub name: String,
    /// In full: "Best Practice Forum on Cybersecurity".
    pub title: String,
    /// What it is about; Markdown.
    pub summary: String,
    /// Grows with each save.
    pub edits: i32,
}

impl Forum {
    /// Its address.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}", self.slug)
    }

    /// Words that addresses of the site itself begin with: no forum can be called so.
    pub const RESERVED: [&'static str; 41] = [
        "about",
        "account",
        "accounts",
        "activity",
        "admin",
        "api",
        "assets",
        "code-of-conduct",
        "data",
        "demo",
        "feed",
        "feeds",
        "files",
        "follow",
        "forums",
        "health",
        "healthz",
        "help",
        "index",
        "l",
        "lists",
        "login",
        "logout",
        "my",
        "new",
        "nris",
        "people",
        "privacy",
        "readyz",
        "report",
        "robots",
        "search",
        "settings",
        "sign-in",
        "sign-out",
        "sign-up",
        "static",
        "text",
        "well-known",
        "www",
        "zone",
    ];
}
