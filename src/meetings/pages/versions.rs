//! The versions of a report, and what changed from one to the next.

use askama::Template;
use axum::response::Response;

use super::MeetingPlace;
use crate::{
    app::Db,
    forum::Year,
    texts::{
        self, Version, VersionLine, VersionState, Which,
        diff::{self, Outcome},
        footnotes::Footnotes,
        html::{self, Setting},
        model::Paragraph,
    },
    web::{Error, Frame, Layout, Path, Result, render},
};

#[derive(Template)]
#[template(path = "meetings/versions.html")]
struct VersionsPage {
    layout: Layout,
    versions: Vec<VersionLine>,
    path: String,
}

/// The versions that were ever out.
pub async fn versions(
    mut db: Db,
    frame: Frame,
    Path((slug, year, serial)): Path<(String, Year, i32)>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, (slug, year, serial)).await?;
    let text = at.meeting.report.ok_or(Error::NotFound)?;
    let versions = texts::store::list_versions(&mut db, text).await?;
    if versions.is_empty() {
        return Err(Error::NotFound);
    }

    let path = at.path();
    let layout = at.place.page(&frame, "Versions of the report", "/meetings");
    let layout = layout
        .crumb("Calls", format!("{}/meetings", at.place.path()))
        .crumb(at.meeting.short_title(), path.clone());
    render(&VersionsPage { layout, versions, path })
}

/// A row of the comparison with the version before.
struct Changed {
    /// In words: "edited", "new", "moved", "removed".
    what: &'static str,
    /// The class that draws it.
    class: &'static str,
    number: Option<u32>,
    html: String,
}

#[derive(Template)]
#[template(path = "meetings/version.html")]
struct VersionPage {
    layout: Layout,
    version: Version,
    record: String,
    /// Against the version before; none for the first.
    changes: Option<Vec<Changed>>,
    path: String,
}

/// One version, and what it changed.
pub async fn version(
    mut db: Db,
    frame: Frame,
    Path((slug, year, serial, number)): Path<(String, Year, i32, i32)>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, (slug, year, serial)).await?;
    let text = at.meeting.report.ok_or(Error::NotFound)?;
    let version =
        texts::store::find_version(&mut db, text, Which::Number(number)).await?.ok_or(Error::NotFound)?;
    if version.state == VersionState::Withdrawn {
        return Err(Error::Gone(format!("This version was taken back. {}", version.withdrawn_reason)));
    }
    let before = texts::store::find_version(&mut db, text, Which::Number(number - 1)).await?;

    // What was taken back is not shown by way of a comparison.
    let before = before.filter(|before| before.state == VersionState::Published);
    let changes = before.map(|before| changes(&before.paragraphs, &version.paragraphs));
    let record = texts::record(&version.paragraphs, "")?;
    let path = at.path();
    let layout = at.place.page(&frame, format!("Version {number} of the report"), "/meetings").record();
    let layout = layout
        .crumb("Calls", format!("{}/meetings", at.place.path()))
        .crumb(at.meeting.short_title(), path.clone());
    let layout = layout.crumb("Versions", format!("{path}/versions"));
    render(&VersionPage { layout, version, record, changes, path })
}

fn changes(old: &[Paragraph], new: &[Paragraph]) -> Vec<Changed> {
    let (notes_before, notes_now) = (Footnotes::of(old), Footnotes::of(new));
    let body = |paragraph: Option<&Paragraph>, notes: &Footnotes<'_>| {
        let setting = Setting { footnotes: &|mark: &str| notes.number(mark), site: "" };
        paragraph.map(|paragraph| html::body(&paragraph.block.body, "", setting)).unwrap_or_default()
    };
    let rows = diff::versions(old, new);
    let row = |row: diff::Row<'_>| {
        let (what, class, html) = match row.outcome {
            Outcome::Kept => return None,
            Outcome::Edited(words) => ("edited", "changed", diff::html(&words)),
            Outcome::Moved(words) => ("moved", "changed", diff::html(&words)),
            Outcome::New => ("new", "added", body(row.new, &notes_now)),
            Outcome::Removed => ("removed", "gone", body(row.old, &notes_before)),
        };
        let number = row.new.or(row.old).and_then(Paragraph::shown_number);
        Some(Changed { what, class, number, html })
    };
    rows.into_iter().filter_map(row).collect()
}
