//! What is typed about meetings, and what it is once it is checked.

mod agenda;
mod attendance;
mod ending;
mod intention;
mod meeting;
mod recordings;
mod refile;
mod review;
mod rsvp;

pub use agenda::{AgendaForm, NewAgendaItem, ProposalForm};
pub use attendance::{AttendanceForm, AttendanceRow, NewAttendee};
pub use ending::{CancelForm, DeleteForm};
pub use intention::IntentionForm;
pub use meeting::{MeetingForm, NewMeeting, NewSitting};
pub use recordings::{NewRecording, RecordingsForm};
pub use refile::RefileForm;
pub use review::{EVERY_SITTING, PersonLine, ReviewForm, SittingChoice};
pub use rsvp::RsvpForm;

/// The value of a column in row `index` of a form with repeated rows; empty where the browser sent none.
fn cell(column: &[String], index: usize) -> String {
    column.get(index).map(|cell| cell.trim().to_owned()).unwrap_or_default()
}
