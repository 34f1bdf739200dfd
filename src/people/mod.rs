//! Persons: anyone who is named or mailed, with or without an account; their addresses, for whom they speak, and their
//! public work.
//!
//! Tables: `person`, `address`, `affiliation`, `organisation`, `stakeholder_group`. An address is never shown in
//! public. Everybody keeps their own profile; of it, the public sees the name and the pronouns, beside roles and calls.

mod actions;
mod countries;
mod forms;
mod model;
mod names;
mod on_file;
mod pages;
mod profile;
pub mod store;
mod work;

use axum::{Router, routing::get};

pub use countries::COUNTRIES;
pub use model::{Email, StakeholderGroup, StatedGroup};
pub use names::look_alike;
pub use on_file::{Known, OnFile};
pub use profile::{Affiliation, NewProfile, OrganisationKind, Profile, Region};
pub use work::{CallOf, RoleOf, Work};

use crate::app::App;

/// Every address of this slice.
pub fn router() -> Router<App> {
    Router::new()
        .route("/settings/profile", get(pages::edit_profile).post(pages::update_profile))
        .route("/people/{person}", get(pages::show_person))
}
