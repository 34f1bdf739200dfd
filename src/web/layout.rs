//! What surrounds a page: title, description, where one is, the menu, the footer. `templates/base.html`
//! reads it.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use super::{Frame, time};
use crate::{
    clock::{Day, Instant},
    viewer::AddressState,
};

/// One step of "you are here".
#[derive(Debug, Clone)]
pub struct Crumb {
    /// What it is called.
    pub label: String,
    /// Where it is; empty for the page itself.
    pub href: String,
}

/// One entry of a cycle's menu.
#[derive(Debug, Clone)]
pub struct Tab {
    /// What it is called.
    pub label: &'static str,
    /// Where it is.
    pub href: String,
    /// Whether the page stands in it.
    pub current: bool,
}

/// The page in another format.
#[derive(Debug, Clone)]
pub struct Alternate {
    /// Its media type.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub href: String,
}

/// What surrounds a page.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Of the browser's window and the one `h1`.
    pub title: String,
    /// Where the title alone would not say it: "Calls – Cybersecurity 2018".
    pub context: String,
    /// For search results and shared links.
    pub description: String,
    /// Where one is.
    pub crumbs: Vec<Crumb>,
    /// The menu of the cycle.
    pub tabs: Vec<Tab>,
    /// What the menu of the cycle is called.
    pub tabs_label: String,
    /// Other formats, in the head.
    pub alternates: Vec<Alternate>,
    /// Pages that search engines should leave alone.
    pub private: bool,
    /// Whether the page's text is circulated on paper: a class for the print style.
    pub record: bool,
    /// Whether two texts stand beside each other.
    pub wide: bool,
    frame: Frame,
}

impl Layout {
    pub(super) fn new(frame: &Frame, title: String) -> Self {
        Self {
            title,
            context: String::new(),
            description: String::new(),
            crumbs: Vec::new(),
            tabs: Vec::new(),
            tabs_label: String::new(),
            alternates: Vec::new(),
            private: false,
            record: false,
            wide: false,
            frame: frame.clone(),
        }
    }

    /// Adds a step to "you are here".
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: href.into() });
        self
    }

    /// What the window's title says after the page's own.
    #[must_use]
    pub fn context(mut self, context: impl Into<String>) -> Self {
        self.context = context.into();
        self
    }

    /// For search results and shared links.
    #[must_use]
    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.description = description.into().chars().take(300).collect();
        self
    }

    /// The same in another format.
    #[must_use]
    pub fn alternate(
        mut self,
        kind: &'static str,
        title: impl Into<String>,
        href: impl Into<String>,
    ) -> Self {
        self.alternates.push(Alternate { kind, title: title.into(), href: href.into() });
        self
    }

    /// Keeps search engines away: forms and screens for those who work here.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// A page that is circulated on paper.
    #[must_use]
    pub fn record(mut self) -> Self {
        self.record = true;
        self
    }

    /// The title of the window.
    #[must_use]
    pub fn window_title(&self) -> String {
        if self.context.is_empty() {
            format!("{} – Intersession", self.title)
        } else {
            format!("{} – {} – Intersession", self.title, self.context)
        }
    }

    /// The request's frame.
    #[must_use]
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The message left by the act before.
    #[must_use]
    pub fn flash(&self) -> Option<&str> {
        self.frame.flash()
    }

    /// The name of who signed in.
    #[must_use]
    pub fn member_name(&self) -> Option<&str> {
        self.frame.viewer().member.as_ref().map(|member| member.name.as_str())
    }

    /// Whether so much mail to who signed in came back that nothing is mailed any more.
    #[must_use]
    pub fn address_is_suspended(&self) -> bool {
        let member = self.frame.viewer().member.as_ref();
        member.is_some_and(|member| member.address == AddressState::Suspended)
    }

    /// Whether to show the way to the administration.
    #[must_use]
    pub fn runs_site(&self) -> bool {
        self.frame.viewer().runs_site()
    }

    /// The path asked for: forms in the footer come back to it.
    #[must_use]
    pub fn path(&self) -> &str {
        self.frame.path()
    }

    /// The permanent absolute address of the page.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.frame.app().absolute(self.path().split('?').next().unwrap_or("/"))
    }

    /// The demo's banner: what its clock shows.
    #[must_use]
    pub fn demo_clock(&self) -> Option<String> {
        self.frame.app().demo.then(|| time::utc(self.frame.now()))
    }

    /// The zone that the visitor chose.
    #[must_use]
    pub fn zone(&self) -> Option<&TimeZone> {
        self.frame.viewer().zone.as_ref()
    }

    /// Its name, as in `Africa/Nairobi`.
    #[must_use]
    pub fn zone_name(&self) -> &str {
        self.zone().and_then(|zone| zone.iana_name()).unwrap_or_default()
    }

    /// How the zone is spoken of: "Nairobi".
    #[must_use]
    pub fn zone_place(&self) -> String {
        time::place(self.zone_name())
    }

    /// Zones for the form in the footer, by place: a few that most people find themselves in, and the one chosen.
    #[must_use]
    pub fn zones(&self) -> Vec<(&str, Cow<'_, str>)> {
        time::zones_with([self.zone_name()])
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> &'static str {
        super::asset_path(name)
    }

    /// A stamp for one form of this page, as its first field.
    #[must_use]
    pub fn stamp_field(&self) -> String {
        format!("<input type=\"hidden\" name=\"opened\" value=\"{}\">", self.frame.stamp())
    }

    /// A page with two texts beside each other.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// An instant as HTML: weekday, day, month, year, 24-hour UTC, and the visitor's zone when known.
    #[must_use]
    pub fn when(&self, at: &Instant) -> String {
        time::html(*at, self.zone())
    }

    /// A day as HTML, whole.
    #[must_use]
    pub fn day(&self, day: &Day) -> String {
        time::day_html(*day)
    }

    /// The day of an instant in UTC, whole, as HTML.
    #[must_use]
    pub fn day_of(&self, at: &Instant) -> String {
        time::day_html(at.day())
    }

    /// Today, in UTC.
    #[must_use]
    pub fn today(&self) -> Day {
        self.frame.today()
    }
}
