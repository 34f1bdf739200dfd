//! Privacy notices: of each forum and of the site, every version public.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::Db,
    consents::{self, Notice},
    forum::{self, Forum},
    privacy::{actions, forms::NoticeForm},
    texts,
    web::{Error, Errors, Form, Frame, Layout, Path, Result, Sent, render, render_with},
};

/// Whose notices: a forum's, or the site's where there is none.
struct Place {
    forum: Option<Forum>,
    notices: Vec<Notice>,
}

impl Place {
    async fn find(db: &mut Db, slug: Option<&str>) -> Result<Self> {
        let forum = match slug {
            Some(slug) => Some(forum::store::find_forum(db, slug).await?.ok_or(Error::NotFound)?),
            None => None,
        };
        let notices = consents::store::list_notices(db, forum.as_ref().map(|forum| forum.id)).await?;
        Ok(Self { forum, notices })
    }

    fn path(&self) -> String {
        self.forum.as_ref().map_or("/privacy/notice".to_owned(), |forum| format!("{}/privacy", forum.path()))
    }

    fn layout(&self, frame: &Frame, title: &str) -> Layout {
        match &self.forum {
            Some(forum) => frame
                .page(title)
                .crumb("Forums", "/")
                .crumb(forum.name.clone(), forum.path())
                .context(&forum.name),
            None => frame.page(title).crumb("Privacy", "/privacy"),
        }
    }
}

#[derive(Template)]
#[template(path = "privacy/notice.html")]
struct NoticePage {
    layout: Layout,
    place: Place,
    /// The one shown; none while none was published.
    shown: Option<Notice>,
    body: String,
}

impl NoticePage {
    fn is_in_force(&self, notice: &Notice) -> bool {
        self.place.notices.first().is_some_and(|first| first.version == notice.version)
    }
}

fn show(frame: &Frame, place: Place, version: Option<i32>) -> Result<Response> {
    let shown = match version {
        Some(version) => {
            let found = place.notices.iter().find(|notice| notice.version == version);
            Some(found.cloned().ok_or(Error::NotFound)?)
        }
        None => place.notices.first().cloned(),
    };
    let body = shown.as_ref().map(|notice| texts::page(&notice.body)).unwrap_or_default();
    let layout = place.layout(frame, "Privacy notice");
    render(&NoticePage { layout, place, shown, body })
}

/// The site's notice in force.
pub async fn show_site_notice(mut db: Db, frame: Frame) -> Result<Response> {
    let place = Place::find(&mut db, None).await?;
    show(&frame, place, None)
}

/// A version of the site's notice.
pub async fn show_site_version(mut db: Db, frame: Frame, Path(version): Path<i32>) -> Result<Response> {
    let place = Place::find(&mut db, None).await?;
    show(&frame, place, Some(version))
}

/// A forum's notice in force.
pub async fn show_notice(mut db: Db, frame: Frame, Path(slug): Path<String>) -> Result<Response> {
    let place = Place::find(&mut db, Some(&slug)).await?;
    show(&frame, place, None)
}

/// A version of a forum's notice.
pub async fn show_version(
    mut db: Db,
    frame: Frame,
    Path((slug, version)): Path<(String, i32)>,
) -> Result<Response> {
    let place = Place::find(&mut db, Some(&slug)).await?;
    show(&frame, place, Some(version))
}

#[derive(Template)]
#[template(path = "privacy/notice_form.html")]
struct NoticeFormPage {
    layout: Layout,
    form: NoticeForm,
    errors: Errors,
    /// What somebody else published meanwhile.
    theirs: Vec<(&'static str, String)>,
    back: String,
}

fn form_page(frame: &Frame, place: &Place, form: NoticeForm, errors: Errors) -> Result<Response> {
    let in_force = place.notices.first();
    let meanwhile = in_force.filter(|notice| notice.version != form.last);
    let theirs = meanwhile.map(|notice| {
        vec![
            ("Controller", notice.controller.clone()),
            ("Contact", notice.contact.clone()),
            ("Notice", notice.body.clone()),
        ]
    });
    let status = match (&theirs, errors.is_empty()) {
        (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (Some(_), true) => StatusCode::CONFLICT,
        (None, true) => StatusCode::OK,
    };
    let form = NoticeForm { last: in_force.map_or(0, |notice| notice.version), ..form };
    let layout = place.layout(frame, "Publish a privacy notice").private();
    let theirs = theirs.unwrap_or_default();
    render_with(status, &NoticeFormPage { layout, form, errors, theirs, back: place.path() })
}

async fn edit(mut db: Db, frame: Frame, slug: Option<&str>) -> Result<Response> {
    let place = Place::find(&mut db, slug).await?;
    frame.must_run_site()?;
    let form = place.notices.first().map(NoticeForm::of).unwrap_or_default();
    form_page(&frame, &place, form, Errors::default())
}

/// The form for the site's next version.
pub async fn edit_site_notice(db: Db, frame: Frame) -> Result<Response> {
    edit(db, frame, None).await
}

/// The form for a forum's next version.
pub async fn edit_notice(db: Db, frame: Frame, Path(slug): Path<String>) -> Result<Response> {
    edit(db, frame, Some(&slug)).await
}

async fn publish(mut db: Db, frame: Frame, slug: Option<&str>, form: Form<NoticeForm>) -> Result<Response> {
    let place = Place::find(&mut db, slug).await?;
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let new = match form.typed.check() {
        Ok(new) => new,
        Err(errors) => return form_page(&frame, &place, form.typed, errors),
    };
    let before = place.notices.first();
    if before.map_or(0, |notice| notice.version) != form.typed.last {
        return form_page(&frame, &place, form.typed, Errors::default());
    }

    let mut tx = form.once.begin(&mut db).await?;
    let forum = place.forum.as_ref();
    actions::publish_notice(&mut tx, forum, before, form.typed.last, &new, by, frame.now()).await?;

    tx.done(place.path(), "The notice is in force.").await
}

/// Publishes the site's next version.
pub async fn publish_site_notice(db: Db, frame: Frame, form: Sent<NoticeForm>) -> Result<Response> {
    publish(db, frame, None, form.read()?).await
}

/// Publishes a forum's next version.
pub async fn publish_notice(
    db: Db,
    frame: Frame,
    Path(slug): Path<String>,
    form: Sent<NoticeForm>,
) -> Result<Response> {
    publish(db, frame, Some(&slug), form.read()?).await
}
