//! House extractors: as axum's, but what does not fit gets our answers and is never echoed.

use std::convert::Infallible;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, RawPathParams, Request},
    http::{header, request::Parts},
};
use serde::de::DeserializeOwned;

use super::{
    Error, Once,
    form::{Errors, is_kept},
    stamp,
};
use crate::{app::App, clock::Instant};

/// The parameters of the address; one that does not parse is a page that does not exist.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Error;
    #[expect(clippy::disallowed_types, reason = "wrapped here, and only here")]
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        // PostgreSQL keeps no NUL, so that nothing can have it in its address.
        if parts.uri.path().contains("%00") {
            return Err(Error::NotFound);
        }
        let texts = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        if texts.iter().any(|(_, text)| is_number_written_otherwise(text)) {
            return Err(Error::NotFound);
        }
        let path = axum::extract::Path::from_request_parts(parts, app).await;
        path.map(|axum::extract::Path(value)| Self(value)).map_err(|_| Error::NotFound)
    }
}

/// A number as no address of ours has it, such as `+1` or `01`, which would be a second address of the same page.
fn is_number_written_otherwise(text: &str) -> bool {
    let number = text.split('.').next().unwrap_or(text);
    number.parse::<i64>().is_ok_and(|value| value.to_string() != number)
}

/// The query of the address.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let query = axum_extra::extract::Query::from_request_parts(parts, app).await;
        query
            .map(|axum_extra::extract::Query(value)| Self(value))
            .map_err(|_| Error::BadRequest("The address has a value that cannot be read."))
    }
}

/// A form that was sent: what was typed, and what its stamp tells where that is good.
#[derive(Debug)]
pub struct Form<T> {
    /// What was typed.
    pub typed: T,
    /// When the page with the form was made; none when the stamp is missing, expired or not ours.
    pub opened_at: Option<Instant>,
    /// By which it acts once.
    pub once: Once,
}

/// Nobody reads a page, writes in it and sends it in less, in seconds.
const FASTEST: i64 = 4;

impl<T> Form<T> {
    /// For a form that anybody may send: a program that fills in forms is faster than a person, or sends one that it
    /// never opened. What is wrong stands at `field`.
    #[must_use]
    pub fn in_time(&self, now: Instant, field: &str) -> Errors {
        match self.opened_at {
            Some(at) if now.as_second() - at.as_second() >= FASTEST => Errors::default(),
            Some(_) => Errors::one(field, "That was fast. Wait a moment, then send it again."),
            None => Errors::one(field, "The page had been open for too long. Send it once more."),
        }
    }
}

/// Says how to mend a form that does not have its fields.
const UNREADABLE: &str = "The form could not be read. Go back, reload the page and send it again.";

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Error;
    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let path = request.uri().path().to_owned();
        let RawForm(fields) = RawForm::from_request(request, app).await?;
        let stamp = fields.iter().find(|(name, _)| name == "opened").map(|(_, value)| value.as_str());
        let stamp = stamp.and_then(|stamp| stamp::read(&app.form_key, stamp, app.now()));
        let once = Once::new(app, stamp.map(|stamp| stamp.nonce), &path, &fields);
        let cleaned = serde_html_form::to_string(&fields).map_err(|_| Error::BadRequest(UNREADABLE))?;
        let typed = serde_html_form::from_str(&cleaned).map_err(|_| Error::BadRequest(UNREADABLE))?;
        Ok(Self { typed, opened_at: stamp.map(|stamp| stamp.opened_at), once })
    }
}

/// A form that was sent and is not read yet: the handler asks first whether its sender may send it.
#[derive(Debug)]
pub struct Sent<T>(Result<Form<T>, Error>);

impl<T> Sent<T> {
    /// Reads it.
    ///
    /// # Errors
    /// Bad request when it does not have its fields, or too large.
    pub fn read(self) -> Result<Form<T>, Error> {
        self.0
    }
}

impl<T: DeserializeOwned> FromRequest<App> for Sent<T> {
    type Rejection = Infallible;
    async fn from_request(request: Request, app: &App) -> Result<Self, Infallible> {
        Ok(Self(Form::from_request(request, app).await))
    }
}

/// A form's fields as they came, in order, without the characters that no text has.
#[derive(Debug)]
pub struct RawForm(pub Vec<(String, String)>);

impl FromRequest<App> for RawForm {
    type Rejection = Error;
    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let is_form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
        if !is_form {
            return Err(Error::BadRequest(UNREADABLE));
        }
        let body = Bytes::from_request(request, app).await.map_err(|rejection| {
            use axum::response::IntoResponse;
            if rejection.into_response().status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
                Error::TooLarge("More was sent than this form takes. Shorten it, or send it in parts.")
            } else {
                Error::BadRequest(UNREADABLE)
            }
        })?;
        Ok(Self(fields(&body)))
    }
}

fn fields(body: &[u8]) -> Vec<(String, String)> {
    let pairs = url::form_urlencoded::parse(body);
    pairs.map(|(name, value)| (name.into_owned(), cleaned(&value))).collect()
}

/// With plain line ends, and only what may stand in a text.
fn cleaned(value: &str) -> String {
    value.replace("\r\n", "\n").chars().filter(|c| is_kept(*c)).collect()
}

/// The body of a form whose sender turned out to be signed out, kept for after the sign-in.
#[derive(Debug, Clone)]
pub struct Kept(pub Bytes);

impl Kept {
    /// The fields, in order, to be sent once more.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String)> {
        fields(&self.0)
            .into_iter()
            .filter(|(name, _)| name != "opened" && !name.contains("password"))
            .collect()
    }
}
