//! A forum: its page, and making and changing one.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::Db,
    db::ForumId,
    forum::{Cycle, Forum, actions, forms::ForumForm, store},
    texts,
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render, render_with},
};

#[derive(Template)]
#[template(path = "forum/forum.html")]
struct ForumPage {
    layout: Layout,
    forum: Forum,
    about: String,
    cycles: Vec<Cycle>,
    may_word_groups: bool,
}

/// A forum and its years.
pub async fn show_forum(mut db: Db, frame: Frame, Path(slug): Path<String>) -> Result<Response> {
    let forum = store::find_forum(&mut db, &slug).await?.ok_or(Error::NotFound)?;
    let mut cycles = store::list_all_cycles(&mut db, forum.id).await?;
    cycles.retain(|cycle| cycle.is_visible_to(frame.viewer()));

    let about = texts::page(&forum.summary);
    let layout = frame.page(&forum.title).crumb("Forums", "/").crumb(forum.name.clone(), "");
    let layout = layout.describe(texts::html::excerpt(&forum.summary, 200));
    let may_word_groups = super::groups::may_word(&frame, &cycles);
    render(&ForumPage { layout, forum, about, cycles, may_word_groups })
}

#[derive(Template)]
#[template(path = "forum/forum_form.html")]
struct ForumFormPage {
    layout: Layout,
    is_new: bool,
    form: ForumForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
    back: String,
}

fn form_page(frame: &Frame, before: Option<&Forum>, form: ForumForm, errors: Errors) -> Result<Response> {
    let status = errors.status();
    let title = if before.is_none() { "Open a forum" } else { "Change the forum" };
    let mut layout = frame.page(title).crumb("Forums", "/").private();
    if let Some(forum) = before {
        layout = layout.crumb(forum.name.clone(), forum.path());
    }
    let back = before.map_or_else(|| "/".to_owned(), Forum::path);
    let theirs =
        before.filter(|before| before.edits != form.edits).map(|before| ForumForm::of(before).facts());
    let (theirs, status) = match theirs {
        Some(theirs) if errors.is_empty() => (theirs, StatusCode::CONFLICT),
        _ => (Vec::new(), status),
    };
    let edits = before.map_or(0, |before| before.edits);
    let form = ForumForm { edits, ..form };
    render_with(status, &ForumFormPage { layout, is_new: before.is_none(), form, errors, theirs, back })
}

/// The form for a new forum.
pub async fn new_forum(frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    form_page(&frame, None, ForumForm::default(), Errors::default())
}

/// Makes a forum.
pub async fn create_forum(mut db: Db, frame: Frame, form: Sent<ForumForm>) -> Result<Response> {
    frame.must_run_site()?;
    let form = form.read()?;
    let forum = match form.typed.check(ForumId(0)) {
        Ok(forum) => forum,
        Err(errors) => return form_page(&frame, None, form.typed, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    let made = actions::make_forum(&mut tx, frame.viewer().person(), forum, frame.now()).await?;

    match made {
        Ok(forum) => tx.done(forum.path(), "The forum is open.").await,
        Err(errors) => form_page(&frame, None, form.typed, errors),
    }
}

/// The form to change a forum.
pub async fn edit_forum(mut db: Db, frame: Frame, Path(slug): Path<String>) -> Result<Response> {
    let forum = store::find_forum(&mut db, &slug).await?.ok_or(Error::NotFound)?;
    frame.must_run_site()?;
    form_page(&frame, Some(&forum), ForumForm::of(&forum), Errors::default())
}

/// Changes a forum.
pub async fn update_forum(
    mut db: Db,
    frame: Frame,
    Path(slug): Path<String>,
    form: Sent<ForumForm>,
) -> Result<Response> {
    let before = store::find_forum(&mut db, &slug).await?.ok_or(Error::NotFound)?;
    frame.must_run_site()?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let after = match form.typed.check(before.id) {
        Ok(forum) => forum,
        Err(errors) => return form_page(&frame, Some(&before), form.typed, errors),
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    let changed = actions::change_forum(&mut tx, by, &before, &after, frame.now()).await?;

    match changed {
        Ok(true) => tx.done(after.path(), "The forum was changed.").await,
        Ok(false) => form_page(&frame, Some(&before), form.typed, Errors::default()),
        Err(errors) => form_page(&frame, Some(&before), form.typed, errors),
    }
}
