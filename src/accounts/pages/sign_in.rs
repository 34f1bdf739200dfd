//! Signing in with a password, and out.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::session;
use crate::{
    accounts::{
        actions::{self, Refused},
        store::sessions,
    },
    app::{App, Db},
    web::{
        self, Caller, Errors, Frame, Kept, Layout, Pressed, Query, RawForm, Result, Sent, render_with,
        see_other,
    },
};

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    layout: Layout,
    next: String,
    email: String,
    errors: Errors,
    /// A form that was sent without a session: kept, to be sent again after the sign-in.
    kept: Vec<(String, String)>,
    resend_to: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    /// A local path, or nothing.
    pub next: String,
}

/// The form to sign in.
pub async fn sign_in(frame: Frame, Query(Next { next }): Query<Next>) -> Result<Response> {
    let page = SignInPage {
        layout: frame.page("Sign in").private(),
        next: local_path(&next),
        email: String::new(),
        errors: Errors::default(),
        kept: Vec::new(),
        resend_to: String::new(),
    };
    render_with(StatusCode::OK, &page)
}

/// The same, in place of a page that needs it; what was typed there is kept.
///
/// # Errors
/// When it cannot be rendered.
pub fn sign_in_again(frame: &Frame, kept: Option<&Kept>) -> Result<Response> {
    let page = SignInPage {
        layout: frame.page("Sign in").private(),
        next: local_path(if kept.is_some() { "/" } else { frame.path() }),
        email: String::new(),
        errors: Errors::default(),
        kept: kept.map(Kept::fields).unwrap_or_default(),
        resend_to: kept.map(|_| frame.path().to_owned()).unwrap_or_default(),
    };
    render_with(StatusCode::UNAUTHORIZED, &page)
}

#[derive(Template)]
#[template(path = "accounts/send_again.html")]
struct SendAgainPage {
    layout: Layout,
    kept: Vec<(String, String)>,
    resend_to: String,
}

/// Fields that no person fills in: what a page says to itself.
const UNTYPED: [&str; 4] = ["edits", "seen", "back", "part"];

impl SendAgainPage {
    /// What somebody typed or chose.
    fn typed(&self) -> impl Iterator<Item = &(String, String)> {
        let is_typed =
            |(name, value): &&(String, String)| !value.is_empty() && !UNTYPED.contains(&name.as_str());
        self.kept.iter().filter(is_typed)
    }
}

/// What stands in the names of the kept form's fields, so that they do not clash with the sign-in's own.
const KEPT: &str = "kept.";

/// Signs in; then back to where one was, or to the form that was kept.
pub async fn enter(
    mut db: Db,
    app: App,
    frame: Frame,
    jar: CookieJar,
    caller: Caller,
    RawForm(fields): RawForm,
) -> Result<Response> {
    let field =
        |name: &str| fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let kept =
        fields.iter().filter_map(|(name, value)| Some((name.strip_prefix(KEPT)?.to_owned(), value.clone())));
    let kept: Vec<_> = kept.collect();
    let (next, resend_to) = (local_path(field("next")), local_path(field("resend_to")));
    let checked = actions::check_password(&mut db, &app, &caller, field("email"), field("password")).await?;
    let account = match checked {
        Ok(account) => account,
        Err(refused) => {
            let (status, sentence) = refusal(refused);
            let page = SignInPage {
                layout: frame.page("Sign in").private(),
                next,
                email: field("email").to_owned(),
                errors: Errors::one("email", sentence),
                kept,
                resend_to,
            };
            return render_with(status, &page);
        }
    };

    let mut tx = db.begin().await?;
    if let Some(former) = session(&app, &jar) {
        sessions::delete_session(&mut tx, &former.hash()).await?;
    }
    let cookie = actions::open_session(&mut tx, &app, account, &caller.agent, frame.now()).await?;
    let member = actions::viewer_of(&mut tx, cookie.value(), frame.now()).await?;
    tx.commit().await?;

    let jar = jar.add(cookie);
    if kept.is_empty() {
        return Ok((jar, see_other(next)).into_response());
    }
    let layout = frame.signed_in(member).page("You are signed in again").private();
    let page = SendAgainPage { layout, kept, resend_to };
    Ok((jar, render_with(StatusCode::OK, &page)?).into_response())
}

fn refusal(refused: Refused) -> (StatusCode, &'static str) {
    match refused {
        Refused::Wrong => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Address and password do not belong together. Check both, or have a link mailed to you.",
        ),
        Refused::TooOften => (
            StatusCode::TOO_MANY_REQUESTS,
            "Too many passwords were tried. Have a link mailed to you, or try again in an hour.",
        ),
    }
}

/// Ends the session, here and in the database.
pub async fn sign_out(mut db: Db, app: App, jar: CookieJar, pressed: Sent<Pressed>) -> Result<Response> {
    pressed.read()?;
    if let Some(session) = session(&app, &jar) {
        sessions::delete_session(&mut db, &session.hash()).await?;
    }
    let jar = jar.add(web::expired_cookie(&app, web::SESSION));
    Ok((jar, see_other("/").flash(&app, "You are signed out.")).into_response())
}

/// A path on this site; anything else is the front page. Never echoed, only followed.
#[must_use]
pub fn local_path(next: &str) -> String {
    let base = url::Url::parse("http://local.invalid").ok();
    let parsed = base.and_then(|base| base.join(next).ok());
    match parsed {
        Some(url) if next.starts_with('/') && url.host_str() == Some("local.invalid") => {
            url[url::Position::BeforePath..].to_owned()
        }
        _ => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_a_path_on_this_site_is_followed() {
        assert_eq!(local_path("/cybersecurity/2018?a=b#p5"), "/cybersecurity/2018?a=b#p5");
        for wrong in [
            "",
            "javascript:alert(1)",
            "//evil.example",
            "https://evil.example/",
            "/\\evil.example",
            "\\\\evil",
            "/\t/evil.example",
        ] {
            assert_eq!(local_path(wrong), "/", "{wrong}");
        }
    }
}
