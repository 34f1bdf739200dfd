//! The words of a forum for the stakeholder groups.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::Db,
    forum::{
        Cycle, CycleState, Forum, Group, actions,
        forms::{GroupRow, GroupsForm},
        store,
    },
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "forum/groups.html")]
struct GroupsPage {
    layout: Layout,
    forum: Forum,
    groups: Vec<Group>,
    form: GroupsForm,
    errors: Errors,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
}

impl GroupsPage {
    fn rows(&self) -> Vec<GroupRow> {
        self.form.rows(&self.groups)
    }

    fn of_site(&self) -> Vec<&Group> {
        self.groups.iter().filter(|group| !group.is_own()).collect()
    }
}

/// Whether this viewer words the groups: the facilitators of a running cycle, and the Secretariat.
pub(super) fn may_word(frame: &Frame, cycles: &[Cycle]) -> bool {
    let runs = |cycle: &Cycle| {
        cycle.state == CycleState::Running
            && cycle.is_visible_to(frame.viewer())
            && frame.viewer().runs(cycle.id)
    };
    frame.viewer().runs_site() || cycles.iter().any(runs)
}

async fn find(db: &mut Db, frame: &Frame, slug: &str) -> Result<(Forum, Vec<Group>)> {
    let forum = store::find_forum(db, slug).await?.ok_or(Error::NotFound)?;
    frame.member()?;
    if !may_word(frame, &store::list_all_cycles(db, forum.id).await?) {
        return Err(Error::Forbidden(
            "The facilitators of a running cycle of this forum can do this, and the Secretariat.",
        ));
    }
    let groups = store::list_groups(db, forum.id).await?;
    Ok((forum, groups))
}

fn page(
    frame: &Frame,
    forum: Forum,
    groups: Vec<Group>,
    form: GroupsForm,
    errors: Errors,
    theirs: Option<GroupsForm>,
) -> Result<Response> {
    let status = if theirs.is_some() { StatusCode::CONFLICT } else { errors.status() };
    let layout = frame.page("Stakeholder groups").crumb("Forums", "/");
    let layout = layout.crumb(forum.name.clone(), forum.path()).private();
    let theirs = theirs.map(|theirs| theirs.facts(&groups)).unwrap_or_default();
    render_with(status, &GroupsPage { layout, forum, groups, form, errors, theirs })
}

/// The form.
pub async fn edit_groups(mut db: Db, frame: Frame, Path(slug): Path<String>) -> Result<Response> {
    let (forum, groups) = find(&mut db, &frame, &slug).await?;
    let edits = store::find_group_edits(&mut db, forum.id).await?;

    let form = GroupsForm::of(&groups, edits);
    page(&frame, forum, groups, form, Errors::default(), None)
}

/// Saves them.
pub async fn update_groups(
    mut db: Db,
    frame: Frame,
    Path(slug): Path<String>,
    form: Sent<GroupsForm>,
) -> Result<Response> {
    let (forum, groups) = find(&mut db, &frame, &slug).await?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let new = match form.typed.check(&groups) {
        Ok(new) => new,
        Err(errors) => return page(&frame, forum, groups, form.typed, errors, None),
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    let saved =
        actions::change_groups(&mut tx, by, &forum, &groups, &new, form.typed.edits, frame.now()).await?;
    if saved {
        return tx.done(format!("{}/groups", forum.path()), "The groups are saved.").await;
    }
    drop(tx);

    let edits = store::find_group_edits(&mut db, forum.id).await?;
    let now = store::list_groups(&mut db, forum.id).await?;
    let theirs = GroupsForm::of(&now, edits);
    let form = GroupsForm { edits, ..form.typed };
    page(&frame, forum, now, form, Errors::default(), Some(theirs))
}
