//! Opening a personal link, and the links that stand for me.

use askama::Template;
use axum::{
    extract::{FromRequest, Request},
    http::header,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::calendar;
use crate::{
    accounts,
    app::{App, Db},
    db::TaskId,
    links::{self, Purpose, store::Standing},
    meetings::{
        self,
        polls::{self, store::AskedAbout},
        store::Called,
    },
    notifications, subscriptions,
    tasks::{self, Source},
    web::{Caller, Error, Form, Format, Frame, Layout, Named, Path, Query, Result, Sent, render, see_other},
};

/// Shows what a link does. Changes nothing, so that a program that opens links in mail uses nothing up.
pub async fn show_link(
    mut db: Db,
    frame: Frame,
    Path(named): Path<Named>,
    Query(of): Query<notifications::Of>,
) -> Result<Response> {
    let Named { slug: token, format } = named;
    let link = links::find(&mut db, &token, frame.now()).await?;
    if (link.purpose == Purpose::Calendar) != (format == Some(Format::Ics)) {
        return Err(Error::NotFound);
    }
    match link.purpose {
        Purpose::Calendar => calendar::answer(&mut db, &frame, &link).await,
        Purpose::DeleteAccount { .. } => Ok(see_other(format!("/settings/delete/{token}")).into_response()),
        Purpose::Follow { .. } => subscriptions::confirm_page(&mut db, &frame, &link).await,
        Purpose::Mail => notifications::show_by_link(&mut db, &frame, &link, of).await,
        Purpose::Poll { poll } => polls::show_by_link(&mut db, &frame, &link, poll).await,
        Purpose::PollAddress { .. } => polls::show_by_address(&mut db, &frame, &link).await,
        Purpose::Rsvp { sitting } => meetings::show_by_link(&mut db, &frame, &link, sitting).await,
        Purpose::Task { task } => tasks::show_by_link(&mut db, &frame, &link, task).await,
        _ => accounts::show_link(&frame, link),
    }
}

/// Does what a link is for.
pub async fn follow_link(
    mut db: Db,
    frame: Frame,
    jar: CookieJar,
    caller: Caller,
    Path(token): Path<String>,
    Query(of): Query<notifications::Of>,
    request: Request,
) -> Result<Response> {
    let mut tx = db.begin().await?;
    let link = match links::find(&mut tx, &token, frame.now()).await {
        Err(gone @ Error::Gone(_)) => {
            let past = links::find_past_standing(&mut tx, &token).await?;
            let link = past.filter(|link| link.purpose == Purpose::Mail);
            return match link {
                Some(link) if is_one_click(request, frame.app()).await => {
                    notifications::save_by_link(tx, &frame, &link, of, None).await
                }
                _ => Err(gone),
            };
        }
        found => found?,
    };
    match link.purpose {
        Purpose::DeleteAccount { .. } | Purpose::Calendar => Err(Error::NotFound),
        Purpose::Follow { .. } => {
            let done = subscriptions::confirm(&mut tx, &frame, &link).await?;
            tx.commit().await?;
            Ok(done)
        }
        Purpose::Mail => {
            // A mail program may send its one click as a form of several parts (RFC 8058, 3.2), which is none of ours.
            let form = if is_multipart(&request) {
                None
            } else {
                Some(Form::from_request(request, frame.app()).await?)
            };
            notifications::save_by_link(tx, &frame, &link, of, form).await
        }
        Purpose::Poll { poll } => {
            let form = Form::from_request(request, frame.app()).await?;
            polls::answer_by_link(tx, &frame, &link, poll, form).await
        }
        Purpose::PollAddress { .. } => {
            let form = Form::from_request(request, frame.app()).await?;
            polls::answer_by_address(tx, &frame, &link, form).await
        }
        Purpose::Rsvp { sitting } => {
            let form = Form::from_request(request, frame.app()).await?;
            meetings::answer_by_link(tx, &frame, &link, sitting, form).await
        }
        Purpose::Task { task } => {
            let form = Form::from_request(request, frame.app()).await?;
            tasks::act_by_link(tx, &frame, &link, task, form).await
        }
        _ => {
            let form = Form::from_request(request, frame.app()).await?;
            accounts::follow_link(tx, &frame, jar, &caller, link, form).await
        }
    }
}

fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"))
}

/// What a mail program sends to leave (RFC 8058, 3.1).
#[derive(Debug, Deserialize)]
struct OneClick {
    #[serde(rename = "List-Unsubscribe")]
    one_click: String,
}

async fn is_one_click(request: Request, app: &App) -> bool {
    if is_multipart(&request) {
        return true;
    }
    let form = Form::<OneClick>::from_request(request, app).await;
    form.is_ok_and(|form| form.typed.one_click == "One-Click")
}

#[derive(Template)]
#[template(path = "my/links.html")]
struct LinksPage {
    layout: Layout,
    links: Vec<Standing>,
    /// The calls to which some of them answer.
    calls: Vec<Called>,
    /// The tasks of which others speak.
    tasks: Vec<(TaskId, Source)>,
    /// The polls that others answer.
    polls: Vec<AskedAbout>,
}

impl LinksPage {
    /// What a link is about: as that is cited, and its address.
    fn about(&self, link: &Standing) -> Option<(&str, &str)> {
        match link.purpose {
            Purpose::Rsvp { sitting } => {
                let call = self.calls.iter().find(|call| call.sitting == sitting)?;
                Some((&call.label, &call.path))
            }
            Purpose::Task { task } => {
                let (_, source) = self.tasks.iter().find(|(id, _)| *id == task)?;
                Some((&source.label, &source.path))
            }
            Purpose::Poll { poll } => {
                let asked = self.polls.iter().find(|asked| asked.poll == poll)?;
                Some((&asked.label, &asked.path))
            }
            _ => None,
        }
    }
}

/// The links that stand for me.
pub async fn list_links(mut db: Db, frame: Frame) -> Result<Response> {
    let person = frame.member()?.person;
    let links = links::store::list_of_person(&mut db, person, frame.now()).await?;
    let sitting_of = |link: &Standing| match link.purpose {
        Purpose::Rsvp { sitting } => Some(sitting),
        _ => None,
    };
    let sittings: Vec<_> = links.iter().filter_map(sitting_of).collect();
    let calls = meetings::store::list_called(&mut db, &sittings).await?;
    let task_of = |link: &Standing| match link.purpose {
        Purpose::Task { task } => Some(task),
        _ => None,
    };
    let tasks: Vec<_> = links.iter().filter_map(task_of).collect();
    let tasks = tasks::store::list_linked(&mut db, &tasks).await?;
    let poll_of = |link: &Standing| match link.purpose {
        Purpose::Poll { poll } => Some(poll),
        _ => None,
    };
    let polls: Vec<_> = links.iter().filter_map(poll_of).collect();
    let polls = polls::store::list_asked_about(&mut db, &polls).await?;

    let layout = frame.page("Links that stand for me").crumb("Settings", "/settings").private();
    render(&LinksPage { layout, links, calls, tasks, polls })
}

/// Which link.
#[derive(Debug, Deserialize)]
pub struct RevokeForm {
    link: i64,
}

/// Takes one back.
pub async fn revoke_link(mut db: Db, frame: Frame, form: Sent<RevokeForm>) -> Result<Response> {
    let person = frame.member()?.person;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    links::revoke(&mut tx, person, form.typed.link, frame.now()).await?;

    tx.done("/settings/links", "The link is taken back. It does nothing any more.").await
}
