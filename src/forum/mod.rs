//! Forums, their cycles (one a year, chained), who holds which role in them, and the work plan.
//!
//! Tables: `forum`, `forum_former_slug`, `forum_group`, `cycle`, `role`, `milestone`, `milestone_move`. Everybody reads; the
//! Secretariat makes forums, cycles and roles; the facilitators of a cycle keep its work plan and, while it runs, the
//! forum's words for the stakeholder groups. A milestone may open and close a tool of another slice (see
//! [`crate::windows`]); the worker calls [`watch_tools`]. A role that lets its holder
//! publish or mail is proposed, and given when another person confirms it. A cycle that is copied from a former one is a
//! draft, for those who work in it, until the Secretariat shows it; a test cycle can be deleted whole. Anybody
//! writes to the facilitators, whose addresses are not shown.

pub mod actions;
mod actor;
mod forms;
mod jobs;
mod mail;
mod model;
mod pages;
mod place;
pub mod store;
mod timeline;

use axum::{
    Router,
    routing::{get, post},
};

pub use actor::Actor;
pub use forms::{NewRole, Step as StateStep};
pub use jobs::watch_tools;
pub use model::{
    CopiedMilestone, Cycle, CycleState, Forum, Group, Milestone, MilestoneKind, MilestoneState, Move,
    NewCycle, NewMilestone, Preparation, Role, Steering,
};
pub use place::{CyclePlace, Year, find_cycle};
pub use timeline::{Step, steps};

use crate::app::App;

/// Every address of this slice but the cycle's own page, which `meetings` completes with its calls.
pub fn router() -> Router<App> {
    Router::new()
        .route("/forums/new", get(pages::new_forum).post(pages::create_forum))
        .route("/{forum}", get(pages::show_forum))
        .route("/{forum}/edit", get(pages::edit_forum).post(pages::update_forum))
        .route("/{forum}/groups", get(pages::edit_groups).post(pages::update_groups))
        .route("/{forum}/cycles/new", get(pages::new_cycle).post(pages::create_cycle))
        .route("/{forum}/new-cycle", get(pages::new_preparation).post(pages::prepare))
        .route("/{forum}/{year}/edit", get(pages::edit_cycle).post(pages::update_cycle))
        .route("/{forum}/{year}/state", post(pages::change_state))
        .route("/{forum}/{year}/show", post(pages::show_cycle))
        .route("/{forum}/{year}/delete", get(pages::ask_delete).post(pages::delete_cycle))
        .route("/{forum}/{year}/plan", get(pages::plan))
        .route("/{forum}/{year}/plan.ics", get(pages::plan_calendar))
        .route("/{forum}/{year}/plan.csv", get(pages::plan_table))
        .route("/{forum}/{year}/plan/new", get(pages::new_milestone).post(pages::create_milestone))
        .route("/{forum}/{year}/plan/{milestone}", get(pages::edit_milestone).post(pages::update_milestone))
        .route("/{forum}/{year}/tools/{window}/open", post(pages::open_tool))
        .route("/{forum}/{year}/audit", get(pages::audit))
        .route("/{forum}/{year}/audit.csv", get(pages::audit_table))
        .route("/{forum}/{year}/contact", get(pages::new_contact).post(pages::contact))
        .route("/{forum}/{year}/people", get(pages::people))
        .route("/{forum}/{year}/people/on-file", get(pages::on_file).post(pages::enter_person))
        .route("/{forum}/{year}/people/on-file/link", post(pages::link_person))
        .route("/{forum}/{year}/people/on-file/confirm", post(pages::confirm_person))
        .route("/{forum}/{year}/people/on-file/part", post(pages::part_person))
        .route("/{forum}/{year}/people/new", get(pages::new_role).post(pages::create_role))
        .route("/{forum}/{year}/people/{role}/end", post(pages::end_role))
        .route("/{forum}/{year}/people/proposed/{appointment}", post(pages::settle_role))
}
