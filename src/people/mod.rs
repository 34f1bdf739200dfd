//! Persons: anyone who is named or mailed, with or without an account; their addresses, for whom they speak, and their
//! public work.
//!
//! Tables: `person`, `address`, `affiliation`, `organisation`, `stakeholder_group`, `person_offer`, `person_merge`,
//! `person_apart`. An address is never shown in public. Everybody keeps their own profile; of it, the public sees the
//! name and the pronouns, beside roles and calls. Who was entered before they had an account takes that over; those who
//! run a cycle confirm its roles, and the Secretariat makes one of two.

pub mod actions;
mod countries;
mod forms;
mod mail;
mod merge;
mod model;
mod names;
mod on_file;
mod pages;
mod profile;
pub mod store;
mod work;

use axum::{
    Router,
    routing::{get, post},
};

pub use countries::COUNTRIES;
pub use forms::{NewPerson, PersonForm};
pub use merge::{Candidate, Concerning, Entered, InCycle, Merge, MergeKind, Offer, UNDO_DAYS, WaitingRole};
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
        .route("/settings/is-this-you", get(pages::show_offers).post(pages::answer_offer))
        .route("/settings/is-this-you/undo", post(pages::undo_take_over))
        .route("/admin/people", get(pages::show_doubles).post(pages::decide_double))
        .route("/admin/people/pair", get(pages::show_pair))
        .route("/admin/people/part", post(pages::part_double))
        .route("/people/{person}", get(pages::show_person))
}
