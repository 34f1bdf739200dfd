//! Answers: a page, a redirect with a message, a file.

use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use jiff::SignedDuration;

use super::{Format, Result, cookies, flash};
use crate::app::App;

/// Renders a page.
///
/// # Errors
/// When the template fails.
pub fn render(page: &impl Template) -> Result<Response> {
    render_with(StatusCode::OK, page)
}

/// Renders a page under a status: 422 for a form to be mended, 409 for a conflict.
///
/// # Errors
/// When the template fails.
pub fn render_with(status: StatusCode, page: &impl Template) -> Result<Response> {
    Ok((status, Html(page.render()?)).into_response())
}

/// A redirect after an act (303), with or without a message for the next page.
#[derive(Debug)]
pub struct SeeOther {
    path: String,
    flash: Option<(App, String)>,
}

/// To a local path.
#[must_use]
pub fn see_other(path: impl Into<String>) -> SeeOther {
    SeeOther { path: path.into(), flash: None }
}

impl SeeOther {
    /// Says what was done.
    #[must_use]
    pub fn flash(mut self, app: &App, message: impl Into<String>) -> Self {
        self.flash = Some((app.clone(), message.into()));
        self
    }
}

impl IntoResponse for SeeOther {
    fn into_response(self) -> Response {
        let redirect = Redirect::to(&self.path);
        let Some((app, message)) = self.flash else { return redirect.into_response() };
        let cookie =
            cookies::cookie(&app, cookies::FLASH, flash::encode(&message), SignedDuration::from_mins(5));
        (CookieJar::new().add(cookie), redirect).into_response()
    }
}

/// A body in a format, shown by the browser where it can.
#[must_use]
pub fn typed(format: Format, body: impl Into<String>) -> Response {
    ([(header::CONTENT_TYPE, format.media_type())], body.into()).into_response()
}

/// A body in a format, to be kept under a name (plain ASCII).
#[must_use]
pub fn download(format: Format, name: &str, body: impl Into<String>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    (
        [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)],
        body.into(),
    )
        .into_response()
}

/// Rows as CSV, the first being the header. A cell that a spreadsheet would take for a formula gets an
/// apostrophe in front (OWASP, "CSV Injection").
///
/// # Errors
/// When a row cannot be written.
pub fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Result<String> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(anyhow::Error::new)?;
    }
    let bytes = writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(String::from_utf8(bytes).map_err(anyhow::Error::new)?)
}

fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cell_that_looks_like_a_formula_is_guarded() {
        let csv = super::csv([vec!["=1+1".to_owned(), "plain, with comma".to_owned()]]).expect("written");
        assert_eq!(csv, "'=1+1,\"plain, with comma\"\r\n");
    }
}
