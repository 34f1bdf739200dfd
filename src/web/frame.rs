//! The frame of a request: who looks, from where, at what time. A layer makes it once; every page is laid
//! out in it.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::FromRequestParts,
    http::request::Parts,
    response::{IntoResponse, Response},
};

use super::{Error, Layout, Result, see_other, stamp};
use crate::{
    app::App,
    clock::{Day, Instant},
    db::CycleId,
    viewer::{Member, Viewer},
};

/// The frame.
#[derive(Debug, Clone)]
pub struct Frame(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    app: App,
    viewer: Viewer,
    now: Instant,
    path: String,
    flash: Option<String>,
    stamps: Mutex<Vec<String>>,
}

impl Frame {
    /// Made by the layer in `router.rs`.
    #[must_use]
    pub fn new(app: App, viewer: Viewer, path: String, flash: Option<String>) -> Self {
        let now = app.now();
        Self(Arc::new(Inner { app, viewer, now, path, flash, stamps: Mutex::default() }))
    }

    /// The same request, whose sender has just signed in.
    #[must_use]
    pub fn signed_in(&self, member: Option<Member>) -> Self {
        let viewer = Viewer { member, ..self.0.viewer.clone() };
        Self::new(self.0.app.clone(), viewer, self.0.path.clone(), self.0.flash.clone())
    }

    /// The application.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// Who looks.
    #[must_use]
    pub fn viewer(&self) -> &Viewer {
        &self.0.viewer
    }

    /// When the request came: the same instant throughout.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.0.now
    }

    /// Today, in UTC.
    #[must_use]
    pub fn today(&self) -> Day {
        self.0.now.day()
    }

    /// The path asked for, with its query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The message left by the act before.
    #[must_use]
    pub fn flash(&self) -> Option<&str> {
        self.0.flash.as_deref()
    }

    /// Lays out a page with this title.
    #[must_use]
    pub fn page(&self, title: impl Into<String>) -> Layout {
        Layout::new(self, title.into())
    }

    /// Goes on after an act to a local path (303), where a sentence says what was done.
    #[must_use]
    pub fn done(&self, path: impl Into<String>, sentence: impl Into<String>) -> Response {
        see_other(path).flash(&self.0.app, sentence).into_response()
    }

    /// A stamp for one form of this page.
    #[must_use]
    pub fn stamp(&self) -> String {
        let stamp = stamp::make(&self.0.app.form_key, self.0.now);
        self.0.stamps.lock().unwrap_or_else(PoisonError::into_inner).push(stamp.clone());
        stamp
    }

    /// The stamps that were made for the forms of this page: nobody else may get these.
    #[must_use]
    pub fn stamps(&self) -> Vec<String> {
        self.0.stamps.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Who signed in.
    ///
    /// # Errors
    /// [`Error::SignInRequired`].
    pub fn member(&self) -> Result<&Member> {
        self.0.viewer.member.as_ref().ok_or(Error::SignInRequired)
    }

    /// Goes on for the Secretariat only.
    ///
    /// # Errors
    /// Sign-in first, or a line that says who can.
    pub fn must_run_site(&self) -> Result<()> {
        self.member()?;
        allow(
            self.viewer().runs_site(),
            "Only the Secretariat can do this. Ask them through your facilitators.",
        )
    }

    /// Goes on for the facilitators of a cycle and the Secretariat.
    ///
    /// # Errors
    /// Sign-in first, or a line that says who can.
    pub fn must_run(&self, cycle: CycleId) -> Result<()> {
        self.member()?;
        allow(self.viewer().runs(cycle), "The facilitators of this cycle can do this, and the Secretariat.")
    }

    /// Goes on for those who write reports in a cycle.
    ///
    /// # Errors
    /// Sign-in first, or a line that says who can.
    pub fn must_write_in(&self, cycle: CycleId) -> Result<()> {
        self.member()?;
        allow(
            self.viewer().writes_in(cycle),
            "The facilitators, lead experts, consultants, editors and scribes of this cycle can do this.",
        )
    }
}

fn allow(may: bool, who_can: &'static str) -> Result<()> {
    if may { Ok(()) } else { Err(Error::Forbidden(who_can)) }
}

impl FromRequestParts<App> for Frame {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let frame = parts.extensions.get::<Self>().cloned();
        frame.ok_or_else(|| Error::Internal(anyhow::anyhow!("the layer that makes the frame is missing")))
    }
}
