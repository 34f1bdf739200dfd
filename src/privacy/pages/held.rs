//! My data: what the site holds about me, on a page and as a file.

use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use crate::{
    app::Db,
    privacy::{
        archive,
        model::{ActHeld, Held, MessageHeld, ReaderHeld},
        store::held,
    },
    web::{Error, Frame, Layout, Result, render, time},
};

/// How many acts and how many messages stand on the page; the file has all.
const MOST: u8 = 20;

#[derive(Template)]
#[template(path = "privacy/held.html")]
struct HeldPage {
    layout: Layout,
    held: Held,
    acts: Vec<ActHeld>,
    messages: Vec<MessageHeld>,
    /// Whether the file has more acts or messages than the page.
    more: bool,
}

impl HeldPage {
    /// What the profile says, under the words of its fields.
    fn profile(&self) -> Vec<(String, &str)> {
        let texts = self.held.profile.iter().filter_map(|(field, value)| Some((field, value.as_str()?)));
        texts
            .filter(|(_, text)| !text.is_empty())
            .map(|(field, text)| (field.replace('_', " "), text))
            .collect()
    }

    fn hour(&self, reader: &ReaderHeld) -> String {
        format!("{:02}:00", reader.hour)
    }

    fn weekday(&self, reader: &ReaderHeld) -> &'static str {
        let place = usize::try_from(reader.weekday - 1).ok();
        place.and_then(|place| time::WEEKDAYS.get(place)).copied().unwrap_or_default()
    }
}

/// Shows it.
pub async fn show_held(mut db: Db, frame: Frame) -> Result<Response> {
    let account = frame.member()?.account;
    let held = held::find_held(&mut db, account).await?.ok_or(Error::NotFound)?;
    let mut acts = held::list_acts(&mut db, held.person, None, i64::from(MOST) + 1).await?;
    let mut messages = held::list_messages(&mut db, held.person, None, i64::from(MOST) + 1).await?;

    let more = acts.len() > usize::from(MOST) || messages.len() > usize::from(MOST);
    acts.truncate(MOST.into());
    messages.truncate(MOST.into());
    let layout = frame.page("My data").crumb("Settings", "/settings").private();
    render(&HeldPage { layout, held, acts, messages, more })
}

/// The same, whole, as a ZIP.
pub async fn download_held(mut db: Db, frame: Frame) -> Result<Response> {
    let account = frame.member()?.account;
    let held = held::find_held(&mut db, account).await?.ok_or(Error::NotFound)?;
    let packed = archive::pack(&mut db, &held).await?;

    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.zip\""),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    Ok((headers, packed).into_response())
}
