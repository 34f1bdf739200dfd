//! Every address and every layer. What is ambient (who looks, the checks, the error pages) is here and nowhere else.

use std::time::Duration;

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state, map_response_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use axum_extra::extract::CookieJar;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};

use crate::{
    accounts, admin,
    app::App,
    forum, home, mailings, meetings, my, notifications, people, privacy, subscriptions, tasks,
    viewer::Viewer,
    web::{self, Error, Frame, Kept, Layout, Problem, Result, render_with, time},
};

/// The most that a form takes, in bytes, where its own route does not say otherwise.
const FORM_BYTES: usize = 512 * 1024;

/// For how long a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);

const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; \
                   base-uri 'none'; frame-ancestors 'none'";

/// The whole site.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .merge(home::router())
        .merge(admin::router())
        .merge(accounts::router())
        .merge(people::router())
        .merge(forum::router())
        .merge(subscriptions::router())
        .merge(mailings::router::<tasks::Mailed>())
        .merge(meetings::router())
        .merge(tasks::router())
        .merge(notifications::router())
        .merge(my::router())
        .merge(privacy::router())
        .fallback(|| async { Error::NotFound })
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(from_fn_with_state(app.clone(), web::hand_out_unchanged))
        .layer(from_fn(web::same_origin))
        .layer(from_fn_with_state(app.clone(), frame_and_errors))
        .layer(from_fn(web::no_trailing_slash));
    Router::new()
        .route("/static/{name}", get(web::asset))
        .merge(pages)
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(from_fn_with_state(app.clone(), web::check_host))
        .layer(map_response_with_state(app.clone(), say_always))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .with_state(app)
}

/// What every answer says, where it does not say otherwise itself.
static ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    (header::VARY, HeaderValue::from_static("Cookie, Accept")),
];

async fn say_always(State(app): State<App>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in &ALWAYS {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    if app.is_https() {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
    response
}

/// Makes the frame, keeps the body of a form that may have to be sent again, and renders what went wrong.
async fn frame_and_errors(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let frame = match frame(&app, &jar, path).await {
        Ok(frame) => frame,
        Err(error) => return error.into_response(),
    };
    let request_id =
        request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let method = request.method().clone();
    let back = web::way_back(request.headers(), frame.path());
    let kept;
    (request, kept) = if frame.viewer().is_member() { (request, None) } else { keep_form(request).await };
    request.extensions_mut().insert(frame.clone());

    let response = next.run(request).await;
    let response = match problem(&response) {
        Some(problem) => {
            let trail = Trail { back, request_id, sent: !matches!(method, Method::GET | Method::HEAD) };
            explain(&app, &frame, &method, problem, kept, trail).await.unwrap_or(response)
        }
        None => response,
    };
    clear_flash(&app, &frame, response)
}

async fn frame(app: &App, jar: &CookieJar, path: String) -> Result<Frame> {
    let value = |plain: &str| jar.get(&web::cookie_name(app, plain)).map(|cookie| cookie.value().to_owned());
    let member = match value(web::SESSION) {
        Some(session) => accounts::viewer_of(&mut *app.db.acquire().await?, &session, app.now()).await?,
        None => None,
    };
    let zone = value(web::ZONE).and_then(|zone| time::zone(&zone));
    let flash = value(web::FLASH).and_then(|flash| web::flash_message(&flash));
    Ok(Frame::new(app.clone(), Viewer { member, zone }, path, flash))
}

/// Reads a form's body and puts it back, so that a copy is at hand should its sender have to sign in first.
async fn keep_form(request: Request) -> (Request, Option<Kept>) {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_form = request.method() == Method::POST && kind.starts_with("application/x-www-form-urlencoded");
    // A form with a password is not kept: it must not come back in a page.
    let path = request.uri().path();
    let has_password = ["/sign-", "/l/", "/settings/password", "/settings/delete"];
    if !is_form || has_password.iter().any(|start| path.starts_with(start)) {
        return (request, None);
    }
    let (parts, body) = request.into_parts();
    match axum::body::to_bytes(body, meetings::IMPORT_BYTES).await {
        Ok(bytes) => (Request::from_parts(parts, Body::from(bytes.clone())), Some(Kept(bytes))),
        Err(_) => (Request::from_parts(parts, Body::from("too large")), None),
    }
}

/// What went wrong, by a handler's word or by the router's own answers.
fn problem(response: &Response) -> Option<Problem> {
    if let Some(problem) = response.extensions().get::<Problem>() {
        return Some(problem.clone());
    }
    let status = response.status();
    let has_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let failed = status.is_client_error() || status.is_server_error();
    (failed && !has_page).then_some(Problem { status, detail: None, sign_in: false, led_to: None })
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    layout: Layout,
    status: u16,
    detail: Option<String>,
    trail: Trail,
}

/// What an error page says of the request itself.
struct Trail {
    /// Where its sender came from.
    back: String,
    /// For the Secretariat, to find it in the log.
    request_id: String,
    /// Whether something was sent, and may have been typed.
    sent: bool,
}

async fn explain(
    app: &App,
    frame: &Frame,
    method: &Method,
    problem: Problem,
    kept: Option<Kept>,
    trail: Trail,
) -> Result<Response> {
    if problem.sign_in {
        return accounts::sign_in_again(frame, kept.as_ref());
    }
    if let Some((path, sentence)) = problem.led_to {
        return Ok(frame.done(path, sentence));
    }
    if problem.status == StatusCode::NOT_FOUND
        && let Some(path) = moved(app, frame.path()).await?
    {
        return Ok(moved_permanently(method, &path));
    }
    let title = match problem.status.as_u16() {
        404 => "There is nothing at this address",
        410 => "This is no longer here",
        403 => "This is for others to do",
        400 | 422 => "That could not be understood",
        405 => "This address does not do that",
        429 => "That was too often",
        409 => "That cannot be done as things stand",
        413 => "That is too much at once",
        500.. => "Something went wrong on our side",
        _ => "That did not work",
    };
    let layout = frame.page(title).private();
    let page = ErrorPage { layout, status: problem.status.as_u16(), detail: problem.detail, trail };
    render_with(problem.status, &page)
}

/// What is read is elsewhere (301); what is sent is to be sent there as it is (308).
fn moved_permanently(method: &Method, path: &str) -> Response {
    if matches!(*method, Method::GET | Method::HEAD) {
        (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, path)]).into_response()
    } else {
        Redirect::permanent(path).into_response()
    }
}

/// Where a forum that changed its address is now, or a call that was moved to another cycle.
async fn moved(app: &App, path: &str) -> Result<Option<String>> {
    let rest = path.trim_start_matches('/');
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let former = rest[..end].to_owned();
    let mut db = app.db.acquire().await?;
    if let Some(slug) = forum::store::find_moved(&mut db, &former).await? {
        return Ok(Some(format!("/{slug}{}", &rest[end..])));
    }
    meetings::moved(&mut db, path).await
}

/// A message is shown once, by the next page.
fn clear_flash(app: &App, frame: &Frame, response: Response) -> Response {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if frame.flash().is_none() || !is_page {
        return response;
    }
    (CookieJar::new().add(web::expired_cookie(app, web::FLASH)), response).into_response()
}
