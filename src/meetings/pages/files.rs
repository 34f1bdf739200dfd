//! One call in other formats than a page: its report as Markdown, text and one file, its data as JSON.

use askama::Template;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{index::meeting_document, show::ShowPage};
use crate::{
    app::{App, Db},
    forum::CyclePlace,
    meetings::{AgendaItem, AnnexRow, Coming, Meeting, Recording, forms::ProposalForm, report::Report},
    texts::{self, Which},
    web::{Error, Format, Frame, Result, document, download, style_sheet, time, typed},
};

#[derive(Template)]
#[template(path = "meetings/report_file.html")]
struct ReportFile {
    page: ShowPage,
    style: &'static str,
    address: String,
}

/// One call in a format that is no page and no calendar.
pub(super) async fn in_format(
    db: &mut Db,
    app: &App,
    frame: &Frame,
    place: CyclePlace,
    meeting: Meeting,
    format: Format,
) -> Result<Response> {
    let mut page = ShowPage::load(db, frame, place, meeting, ProposalForm::default()).await?;
    if page.meeting.record_waits {
        // A file goes from hand to hand: it has what everybody may see.
        page.details.withhold_record();
        page.annex.clear();
    }
    let (address, site) = (app.absolute(&page.path), app.absolute(""));
    if let (Some(version), Format::Markdown | Format::Text | Format::HtmlFile) = (page.withdrawn(), format) {
        return Err(Error::Gone(format!("This report was taken back. {}", version.withdrawn_reason)));
    }
    let version = match page.meeting.report.zip(page.published()) {
        Some((text, out)) => texts::store::find_version(db, text, Which::Number(out.number)).await?,
        None => None,
    };
    let report = version.as_ref().map(|version| Report {
        place: &page.place,
        meeting: &page.meeting,
        version,
        annex: &page.annex,
        count: page.count,
        annex_changes: &page.details.annex_changes,
        address: &address,
        site: &site,
    });
    let name = |suffix: &str| {
        format!(
            "{}-{}-meeting-{}.{suffix}",
            page.place.forum.slug, page.place.cycle.year, page.meeting.serial
        )
    };
    match (format, report) {
        (Format::Json, report) => Ok(axum::Json(data(app, &page, report)).into_response()),
        (_, None) => Err(Error::NotFound),
        (Format::Markdown, Some(report)) => Ok(typed(Format::Markdown, report.markdown())),
        (Format::Text, Some(report)) => Ok(typed(Format::Text, report.text())),
        (_, Some(report)) => {
            let name = name("html");
            page.record = texts::record(&report.version.paragraphs, &site)?.into();
            let file = ReportFile { page, style: style_sheet(), address };
            Ok(download(Format::HtmlFile, &name, file.render()?))
        }
    }
}

fn data(app: &App, page: &ShowPage, report: Option<Report<'_>>) -> serde_json::Value {
    let mut meeting = meeting_document(app, &page.place, &page.meeting);
    for (at, sitting) in page.meeting.sittings.iter().enumerate() {
        let coming = Coming::of(&page.details.said, sitting.id);
        meeting["sittings"][at]["coming"] = json!({ "yes": coming.yes, "maybe": coming.maybe });
    }
    let row = |row: &AnnexRow| json!({ "name": row.name, "affiliation": row.affiliation, "role": row.role });
    let item = |item: &AgendaItem| json!({ "depth": item.depth, "title": item.title, "minutes": item.minutes, "presenter": item.presenter });
    let recording = |recording: &Recording| {
        let code = recording.code_public.then(|| recording.access_code.clone());
        json!({ "kind": recording.kind.code(), "url": recording.url, "access_code": code })
    };
    let agenda = if page.meeting.agenda_published {
        page.details.agenda.iter().map(item).collect()
    } else {
        Vec::new()
    };
    meeting["agenda"] = json!(agenda);
    // Null is withheld, an empty list is none.
    let is_shown = !page.meeting.record_waits;
    let recordings = || page.details.recordings.iter().map(recording).collect::<Vec<_>>();
    meeting["recordings"] = json!(is_shown.then(recordings));
    meeting["participants"] = json!(is_shown.then(|| page.annex.iter().map(row).collect::<Vec<_>>()));
    meeting["participant_count"] = json!(is_shown.then_some(page.count));
    let changes = page.details.annex_changes.iter().map(|at| time::iso(*at));
    meeting["participants_changed"] = json!(changes.collect::<Vec<_>>());
    meeting["report_withdrawn"] =
        page.withdrawn().map_or(serde_json::Value::Null, |version| json!(version.withdrawn_reason));
    meeting["report"] = report.map_or(serde_json::Value::Null, |report| report.json());
    document(app, &page.path, "meeting", meeting)
}
