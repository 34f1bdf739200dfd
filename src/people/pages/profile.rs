//! One's own profile: what one is called and for whom one speaks.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    app::Db,
    db::PersonId,
    people::{COUNTRIES, OrganisationKind, Region, StakeholderGroup, actions, forms::ProfileForm, store},
    web::{Error, Errors, Frame, Layout, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "people/profile.html")]
struct ProfilePage {
    layout: Layout,
    form: ProfileForm,
    errors: Errors,
    groups: Vec<StakeholderGroup>,
    organisations: Vec<String>,
    /// What was saved meanwhile, in another window.
    theirs: Vec<(&'static str, String)>,
    /// The public page, where there is one.
    public: Option<String>,
}

impl ProfilePage {
    fn regions(&self) -> Vec<(String, &'static str)> {
        Region::ALL.iter().map(|(_, code, label)| ((*code).to_owned(), *label)).collect()
    }

    fn kinds(&self) -> Vec<(String, &'static str)> {
        OrganisationKind::ALL.iter().map(|(_, code, label)| ((*code).to_owned(), *label)).collect()
    }

    fn countries(&self) -> Vec<(String, &'static str)> {
        COUNTRIES.iter().map(|(code, name)| ((*code).to_owned(), *name)).collect()
    }
}

async fn page(
    db: &mut Db,
    frame: &Frame,
    person: PersonId,
    form: ProfileForm,
    errors: Errors,
    theirs: Option<ProfileForm>,
) -> Result<Response> {
    let groups = store::list_groups(db).await?;
    let organisations = store::profile::list_organisations(db).await?;
    let work = store::work::find_work(db, person).await?;
    let status = if theirs.is_some() { StatusCode::CONFLICT } else { errors.status() };
    let page = ProfilePage {
        layout: frame.page("Your profile").crumb("Settings", "/settings").private(),
        theirs: theirs.map(|theirs| theirs.facts(&groups)).unwrap_or_default(),
        public: work.filter(|work| !work.is_empty()).map(|_| format!("/people/{person}")),
        form,
        errors,
        groups,
        organisations,
    };
    render_with(status, &page)
}

/// The form.
pub async fn edit_profile(mut db: Db, frame: Frame) -> Result<Response> {
    let person = frame.member()?.person;
    let profile = store::profile::find_profile(&mut db, person).await?.ok_or(Error::NotFound)?;

    page(&mut db, &frame, person, ProfileForm::of(&profile), Errors::default(), None).await
}

/// Saves it; or shows the form with more rows.
pub async fn update_profile(mut db: Db, frame: Frame, form: Sent<ProfileForm>) -> Result<Response> {
    let person = frame.member()?.person;
    let form = form.read()?;
    if form.typed.more.is_some() {
        return page(&mut db, &frame, person, form.typed, Errors::default(), None).await;
    }
    let groups = store::list_groups(&mut db).await?;
    let new = match form.typed.check(&groups) {
        Ok(new) => new,
        Err(errors) => return page(&mut db, &frame, person, form.typed, errors, None).await,
    };
    let before = store::profile::find_profile(&mut db, person).await?.ok_or(Error::NotFound)?;

    let mut tx = form.once.begin_change(&mut db).await?;
    let saved = actions::change_profile(&mut tx, person, &before, &new, frame.now()).await?;
    if saved {
        return tx.done("/settings/profile", "Your profile is saved.").await;
    }
    drop(tx);

    let now = store::profile::find_profile(&mut db, person).await?.ok_or(Error::NotFound)?;
    let form = ProfileForm { edits: now.edits, ..form.typed };
    page(&mut db, &frame, person, form, Errors::default(), Some(ProfileForm::of(&now))).await
}
