//! Atom feeds, RFC 4287.

use atom_syndication::{EntryBuilder, FeedBuilder, FixedDateTime, LinkBuilder, Text};

use super::time::iso;
use crate::{app::App, clock::Instant};

/// One entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its title.
    pub title: String,
    /// Its address on this site; also its permanent id.
    pub path: String,
    /// When it last changed.
    pub updated: Instant,
    /// A sentence or two, plain.
    pub summary: String,
}

/// A feed: its title, the page that it follows, its own address, and the entries, newest first.
#[must_use]
pub fn feed(app: &App, title: &str, page: &str, own: &str, entries: Vec<Entry>) -> String {
    let parse = |at: Instant| iso(at).parse::<FixedDateTime>().unwrap_or_default();
    let link = |rel: &str, path: &str| LinkBuilder::default().rel(rel).href(app.absolute(path)).build();
    let updated = entries.iter().map(|entry| entry.updated).max();
    let entries = entries.into_iter().map(|entry| {
        EntryBuilder::default()
            .id(app.absolute(&entry.path))
            .title(Text::plain(entry.title))
            .updated(parse(entry.updated))
            .link(link("alternate", &entry.path))
            .summary(Text::plain(entry.summary))
            .build()
    });
    FeedBuilder::default()
        .id(app.absolute(own))
        .title(Text::plain(title.to_owned()))
        .author(atom_syndication::Person { name: "Intersession".to_owned(), ..Default::default() })
        .updated(updated.map_or_else(|| parse(app.now()), parse))
        .link(link("self", own))
        .link(link("alternate", page))
        .entries(entries.collect::<Vec<_>>())
        .build()
        .to_string()
}
