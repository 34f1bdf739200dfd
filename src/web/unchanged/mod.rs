//! A layer that hands out a page once more, as long as it is still the same: for those who did not sign in, who are
//! many at once when an announcement has gone out. Each gets forms of their own: with other stamps. See [`crate::rendered::Pages`] for why nothing of it can be stale.

mod store;

use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Frame, Result};
use crate::{
    app::App,
    rendered::{Asked, Blanks, Page},
};

/// The longest page that is kept, in bytes: downloads of everything are not.
const LONGEST: u64 = 256 * 1024;

/// Answers with a page that is still the same, or keeps the one that is made.
pub async fn hand_out_unchanged(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some((frame, asked)) = same_for_all(&request) else { return next.run(request).await };
    let snapshot = match find_snapshot(&app).await {
        Ok(snapshot) => snapshot,
        Err(error) => return error.into_response(),
    };
    let minute = frame.now().as_second().div_euclid(60);
    if let Some(page) = app.rendered.pages.find(&asked, &snapshot, minute) {
        return (page.headers.clone(), page.body.with(|| frame.stamp())).into_response();
    }

    let response = next.run(request).await;

    if !is_whole_page(&response) {
        return response;
    }
    let (parts, body) = response.into_parts();
    // What has its length is in memory already: this copies nothing.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kept = Blanks::of(&body, &frame.stamps());
    let page = Page { snapshot, minute, headers: parts.headers.clone(), body: kept };
    app.rendered.pages.keep(asked, page);
    Response::from_parts(parts, Body::from(body))
}

/// Whether everybody would get the same answer as the sender of this, and to which question.
fn same_for_all(request: &Request) -> Option<(Frame, Asked)> {
    let frame = request.extensions().get::<Frame>()?.clone();
    // What a link stands for is between its holder and the site.
    let path = request.uri().path();
    let is_public = !path.starts_with("/l/") && !super::guard::is_health(request.uri());
    let is_plain = is_public
        && *request.method() == Method::GET
        && !frame.viewer().is_member()
        && frame.flash().is_none()
        && wants_a_page(request.headers());
    let zone = frame.viewer().zone.as_ref().and_then(|zone| zone.iana_name()).unwrap_or_default().to_owned();
    is_plain.then(|| (frame.clone(), Asked { path: frame.path().to_owned(), zone }))
}

/// As browsers ask, and programs that do not care: others may get another format at the same address.
fn wants_a_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).map(|accept| accept.to_str().unwrap_or_default());
    accept.is_none_or(|accept| accept.starts_with("text/html") || accept.starts_with("*/*"))
}

fn is_whole_page(response: &Response) -> bool {
    response.status() == StatusCode::OK
        && !response.headers().contains_key(header::SET_COOKIE)
        && response.body().size_hint().exact().is_some_and(|bytes| bytes <= LONGEST)
}

async fn find_snapshot(app: &App) -> Result<String> {
    Ok(store::find_snapshot(&mut *app.db.acquire().await?).await?)
}
