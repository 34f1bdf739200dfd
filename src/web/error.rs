//! What can go wrong, as the visitor is told it. One layer in `router.rs` renders the page.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::once::Answer;

/// A handler's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request is not answered with what was asked for. The sentences are shown as they are and never echo
/// what came in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or this visitor may not know that it does.
    #[error("not found")]
    NotFound,
    /// It was public and no longer is; says why.
    #[error("gone")]
    Gone(String),
    /// Only for people who signed in.
    #[error("sign in first")]
    SignInRequired,
    /// The visitor may see it and not do this; says who can.
    #[error("forbidden")]
    Forbidden(&'static str),
    /// It cannot be understood; says what to do.
    #[error("bad request")]
    BadRequest(&'static str),
    /// Somebody else was first, or the state no longer allows it; says what to do.
    #[error("conflict")]
    Conflict(String),
    /// The same form was sent before, and did what it does: its sender is answered as then.
    #[error("sent already")]
    SentAlready(Answer),
    /// More than is taken; says how much is.
    #[error("too large")]
    TooLarge(&'static str),
    /// Tried too often; says when or how to go on.
    #[error("too many requests")]
    TooManyRequests(&'static str),
    /// Our fault. The cause is logged and never shown.
    #[error("internal")]
    Internal(#[source] anyhow::Error),
}

/// What the layer that renders error pages finds in a response.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// A sentence that says what to do, where there is one.
    pub detail: Option<String>,
    /// Whether signing in would help.
    pub sign_in: bool,
    /// Where the same form led before, and with which sentence.
    pub led_to: Option<(String, String)>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut led_to = None;
        let (status, detail) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, None),
            Self::Gone(why) => (StatusCode::GONE, Some(why)),
            Self::SignInRequired => (StatusCode::UNAUTHORIZED, None),
            Self::Forbidden(who_can) => (StatusCode::FORBIDDEN, Some(who_can.to_owned())),
            Self::BadRequest(what_to_do) => (StatusCode::BAD_REQUEST, Some(what_to_do.to_owned())),
            Self::Conflict(what_to_do) => (StatusCode::CONFLICT, Some(what_to_do)),
            Self::SentAlready(Answer { path, sentence }) => {
                led_to = path.map(|path| (path, sentence.clone()));
                (StatusCode::CONFLICT, Some(format!("This form was sent already. {sentence}")))
            }
            Self::TooLarge(limit) => (StatusCode::PAYLOAD_TOO_LARGE, Some(limit.to_owned())),
            Self::TooManyRequests(how_to_go_on) => {
                (StatusCode::TOO_MANY_REQUESTS, Some(how_to_go_on.to_owned()))
            }
            Self::Internal(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "A request failed: {cause:#}");
                (StatusCode::INTERNAL_SERVER_ERROR, None)
            }
        };
        let sign_in = status == StatusCode::UNAUTHORIZED;
        let mut response = status.into_response();
        response.extensions_mut().insert(Problem { status, detail, sign_in, led_to });
        response
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.into())
    }
}
