//! Calls and sessions: scheduled with an agenda, held, recorded, reported, published.
//!
//! A meeting has one to n sittings; time, join details, recordings, participants and cancellation belong to a
//! sitting; agenda, report and ordinal to the meeting. Tables: `meeting`, `sitting`, `sitting_move`, `agenda_item`,
//! `agenda_proposal`, `recording`, `attendance`, `rsvp`, `invitation`, `reminder`, `imported_report`, `deleted_meeting`,
//! `moved_meeting`; those of polls stand there. Everybody reads what
//! is public, and says whether they come, signed in or by a personal link; those who write in a cycle keep reports and
//! participants; its facilitators schedule and publish. The worker calls [`remind`] and [`prompt`].

pub mod actions;
mod calendar;
mod former;
mod forms;
pub mod import;
mod jobs;
mod mail;
mod mailed;
mod model;
mod pages;
pub mod polls;
mod report;
mod review;
pub mod store;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

pub use forms::{NewAgendaItem, NewAttendee, NewMeeting, NewRecording, NewSitting};
pub use model::{
    AgendaItem, AnnexOrder, AnnexRow, Answer, Attendee, Coming, Expected, Intention, IntentionKind,
    JoinShown, Kind, LEAD_DAYS, Meeting, Phase, Place, Proposal, Recording, RecordingKind, ReportState, Said,
    Shown, Sitting, SittingMove, State, annex, counted, roman, shown_in_the_end,
};

pub use calendar::calendar_of;
pub use former::moved;
pub use jobs::{prompt, remind};
pub use mailed::Calls;
pub use pages::{answer_by_link, show_by_link};

use crate::app::App;

/// The most that an import takes, in bytes: a form's encoding can make three bytes of one.
pub const IMPORT_BYTES: usize = 16 * 1024 * 1024;

/// Every address of this slice, the cycle's own page among them.
pub fn router() -> Router<App> {
    let meeting = "/{forum}/{year}/meetings/{serial}";
    let under = |path: &str| format!("{meeting}/{path}");
    Router::new()
        .route("/{forum}/{year}", get(pages::cycle))
        .route("/{forum}/{year}/meetings", get(pages::index))
        .route("/{forum}/{year}/meetings.{format}", get(pages::index_as))
        .route("/{forum}/{year}/meetings/new", get(pages::new).post(pages::create))
        .route(&under("said"), get(pages::edit_intention).post(pages::update_intention))
        .route("/{forum}/{year}/meetings/intend", get(pages::new_intention).post(pages::create_intention))
        .route(
            "/{forum}/{year}/meetings/import",
            get(pages::new_import).post(pages::review_import).layer(DefaultBodyLimit::max(IMPORT_BYTES)),
        )
        .route(
            "/{forum}/{year}/meetings/import/file",
            post(pages::review_file).layer(DefaultBodyLimit::max(IMPORT_BYTES)),
        )
        .route(
            "/{forum}/{year}/meetings/import/save",
            post(pages::save_import).layer(DefaultBodyLimit::max(IMPORT_BYTES)),
        )
        .route(meeting, get(pages::show))
        .route(&under("edit"), get(pages::edit).post(pages::update))
        .route(&under("cancel"), get(pages::ask_cancel).post(pages::cancel))
        .route(&under("delete"), get(pages::ask_delete).post(pages::delete))
        .route(&under("move"), get(pages::ask_refile).post(pages::refile))
        .route(&under("held"), post(pages::held))
        .route(&under("agenda"), get(pages::edit_agenda).post(pages::update_agenda))
        .route(&under("rsvp"), post(pages::rsvp))
        .route(&under("invite"), get(pages::ask_invite).post(pages::invite))
        .route(&under("tell"), get(pages::ask_tell).post(pages::tell))
        .route(&under("poll"), get(polls::pages::show).post(polls::pages::answer))
        .route(&under("poll/new"), get(polls::pages::new).post(polls::pages::create))
        .route(&under("poll/edit"), get(polls::pages::edit).post(polls::pages::update))
        .route(&under("poll/confirm"), get(polls::pages::ask_confirm).post(polls::pages::confirm))
        .route(&under("poll/withdraw"), get(polls::pages::ask_withdraw).post(polls::pages::withdraw))
        .route(&under("poll/invite"), get(polls::pages::ask_invite).post(polls::pages::invite))
        .route(&under("poll/answers"), get(polls::pages::answers))
        .route(&under("poll/merge"), get(polls::pages::ask_merge).post(polls::pages::merge))
        .route(&under("poll/merges/{merge}/part"), post(polls::pages::part))
        .route(&under("poll/times/{slot}"), get(polls::pages::hours))
        .route(&under("proposals"), post(pages::propose))
        .route(&under("proposals/{proposal}"), post(pages::decide))
        .route(&under("recordings"), get(pages::edit_recordings).post(pages::update_recordings))
        .route(&under("participants"), get(pages::edit_attendance).post(pages::update_attendance))
        .route(
            &under("report"),
            get(pages::edit_report).post(pages::update_report).layer(DefaultBodyLimit::max(IMPORT_BYTES)),
        )
        .route(&under("report/publish"), post(pages::publish_report))
        .route(&under("report/correct"), post(pages::correct_report))
        .route(&under("report/discard"), get(pages::ask_discard).post(pages::discard_report))
        .route(&under("report/withdraw"), get(pages::ask_withdraw).post(pages::withdraw_report))
        .route(&under("versions"), get(pages::versions))
        .route(&under("versions/{version}"), get(pages::version))
}
