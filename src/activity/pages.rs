//! The audit's page and table, in the part of the site that asks for it: a cycle, or the administration.

use askama::Template;
use axum::response::Response;
use sqlx::PgConnection;

use super::{
    audit::{Entry, Family, Filter, Scope},
    store,
};
use crate::{
    clock::Day,
    web::{Format, Layout, Result, csv, download, render, time},
};

/// How many acts stand on a page.
const PAGE: u8 = 50;

/// How many acts a table takes, the newest of those that fit.
const TABLE: i64 = 10_000;

#[derive(Template)]
#[template(path = "activity/audit.html")]
struct AuditPage {
    layout: Layout,
    /// The page's own address; the table's has `.csv` behind.
    path: String,
    entries: Vec<Entry>,
    filter: Filter,
    people: Vec<(i64, String)>,
    families: Vec<Family>,
    /// Where the next page begins, if there is one.
    before: Option<i64>,
}

impl AuditPage {
    fn from(&self) -> String {
        Day::iso(self.filter.from)
    }

    fn to(&self) -> String {
        Day::iso(self.filter.to)
    }
}

/// The log, newest first, with the fields that narrow it down.
pub async fn audit_page(
    db: &mut PgConnection,
    layout: Layout,
    path: String,
    scope: Scope,
    filter: Filter,
) -> Result<Response> {
    let mut entries = store::list_entries(db, scope, &filter, i64::from(PAGE) + 1).await?;
    let people = store::list_actors(db, scope).await?;
    let families = store::list_families(db, scope).await?;

    let more = entries.len() > usize::from(PAGE);
    entries.truncate(PAGE.into());
    let before = entries.last().filter(|_| more).map(|entry| entry.id);
    render(&AuditPage { layout, path, entries, filter, people, families, before })
}

/// The same as CSV, the newest ten thousand.
pub async fn audit_table(
    db: &mut PgConnection,
    name: &str,
    scope: Scope,
    filter: Filter,
) -> Result<Response> {
    let entries = store::list_entries(db, scope, &filter, TABLE).await?;

    let header = ["number", "at", "who", "verb", "what", "cycle", "changes"].map(str::to_owned).to_vec();
    let rows = entries.into_iter().map(|entry| {
        let changes = entry.changes_line();
        let (who, cycle) = (entry.actor.unwrap_or_default(), entry.cycle.unwrap_or_default());
        vec![entry.id.to_string(), time::iso(entry.at), who, entry.verb, entry.summary, cycle, changes]
    });
    Ok(download(Format::Csv, name, csv(std::iter::once(header).chain(rows))?))
}
