//! The front page and the pages about the site.

use askama::Template;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use jiff::SignedDuration;
use serde::Deserialize;

use crate::{
    activity::{self, Happened},
    app::{App, Db},
    forum::{self, Cycle, Forum},
    meetings::store::{self as meetings, Ahead},
    privacy::{self, retention::Periods},
    web::{self, Entry, Error, Format, Frame, Layout, Result, Sent, feed, render, time, typed},
};

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomePage {
    layout: Layout,
    forums: Vec<Forum>,
    cycles: Vec<Cycle>,
    ahead: Vec<Ahead>,
    lately: Vec<Happened>,
}

impl HomePage {
    /// The newest cycle of a forum.
    fn newest(&self, forum: &Forum) -> Option<&Cycle> {
        self.cycles.iter().find(|cycle| cycle.forum_id == forum.id)
    }

    fn leaf(&self, ahead: &Ahead) -> (String, String) {
        time::leaf(ahead.starts_at.day())
    }
}

/// What is going on.
pub async fn home(mut db: Db, frame: Frame) -> Result<Response> {
    let forums = forum::store::list_forums(&mut db).await?;
    let cycles = forum::store::list_cycles(&mut db).await?;
    let ahead = meetings::list_ahead(&mut db, frame.now()).await?;
    let lately = activity::store::list_lately(&mut db).await?;

    let description = "Best Practice Forums of the Internet Governance Forum: calls, reports, work plans, all in one place.";
    let layout = frame.page("Best Practice Forums at work").describe(description);
    let layout = layout.alternate("application/atom+xml", "What happens", "/index.atom");
    render(&HomePage { layout, forums, cycles, ahead, lately })
}

/// What happened lately, as a feed.
pub async fn feed_of_all(mut db: Db, app: App) -> Result<Response> {
    let lately = activity::store::list_for_feed(&mut db).await?;
    let entries = lately.into_iter().map(|happened| Entry {
        path: format!("{}?happened={}", happened.path.as_deref().unwrap_or("/"), happened.id),
        title: happened.summary.clone(),
        updated: happened.at,
        summary: happened.summary,
    });
    Ok(typed(Format::Atom, feed(&app, "Intersession: what happens", "/", "/index.atom", entries.collect())))
}

#[derive(Template)]
#[template(path = "home/zones.html")]
struct ZonesPage {
    layout: Layout,
    zones: Vec<String>,
}

/// All zones, to choose from.
pub async fn zones(frame: Frame) -> Result<Response> {
    render(&ZonesPage { layout: frame.page("Your time zone"), zones: time::zones() })
}

/// The zone that a visitor chose, and where they came from.
#[derive(Debug, Deserialize)]
pub struct ZoneForm {
    zone: String,
    back: String,
}

/// Keeps the zone in one cookie; an empty one takes it back.
pub async fn set_zone(app: App, frame: Frame, jar: CookieJar, form: Sent<ZoneForm>) -> Result<Response> {
    let form = form.read()?;
    let ZoneForm { zone, back } = form.typed;
    let back = crate::accounts::local_path(&back);
    if zone.trim().is_empty() {
        let jar = jar.add(web::expired_cookie(&app, web::ZONE));
        return Ok((jar, frame.done(back, "Times are shown in UTC only.")).into_response());
    }
    let zone = zone.trim();
    if time::zone(zone).is_none() {
        return Err(Error::BadRequest("Choose a time zone of the list, such as Africa/Nairobi."));
    }
    let cookie = web::cookie(&app, web::ZONE, zone.to_owned(), SignedDuration::from_hours(24 * 365));
    let message = format!("Times are shown in UTC and for {}.", time::place(zone));
    Ok((jar.add(cookie), frame.done(back, message)).into_response())
}

#[derive(Template)]
#[template(path = "home/privacy.html")]
struct PrivacyPage {
    layout: Layout,
    periods: Periods,
}

/// What is kept of people, and why.
pub async fn privacy(mut db: Db, frame: Frame) -> Result<Response> {
    let (periods, _) = privacy::store::retention::find_periods(&mut db).await?;

    render(&PrivacyPage { layout: frame.page("Privacy"), periods })
}

#[derive(Template)]
#[template(path = "home/conduct.html")]
struct ConductPage {
    layout: Layout,
}

/// What binds all.
pub async fn conduct(frame: Frame) -> Result<Response> {
    render(&ConductPage { layout: frame.page("Code of conduct") })
}

#[derive(Template)]
#[template(path = "home/data.html")]
struct DataPage {
    layout: Layout,
    forums: Vec<Forum>,
    cycles: Vec<Cycle>,
}

impl DataPage {
    fn cycles_of(&self, forum: &Forum) -> Vec<&Cycle> {
        self.cycles.iter().filter(|cycle| cycle.forum_id == forum.id).collect()
    }
}

/// All feeds, calendars and tables.
pub async fn data(mut db: Db, frame: Frame) -> Result<Response> {
    let forums = forum::store::list_forums(&mut db).await?;
    let cycles = forum::store::list_cycles(&mut db).await?;
    render(&DataPage { layout: frame.page("Feeds and data"), forums, cycles })
}

/// Alive.
pub async fn healthz() -> &'static str {
    "alive\n"
}

/// The database answers and is up to date.
pub async fn readyz(mut db: Db) -> Result<&'static str> {
    use sqlx::migrate::Migrate;
    let done = db.list_applied_migrations("_sqlx_migrations").await.map_err(anyhow::Error::new)?;
    let all = crate::db::MIGRATOR.iter().all(|one| done.iter().any(|applied| applied.version == one.version));
    if all { Ok("ready\n") } else { Err(anyhow::anyhow!("the database is not up to date").into()) }
}
