//! What is typed about meetings, and what it is once it is checked.

mod agenda;
mod attendance;
mod meeting;
mod recordings;
mod review;

pub use agenda::{AgendaForm, NewAgendaItem, ProposalForm};
pub use attendance::{AttendanceForm, NewAttendee};
pub use meeting::{CancelForm, IntentionForm, MeetingForm, NewMeeting, NewSitting};
pub use recordings::{NewRecording, RecordingsForm};
pub use review::ReviewForm;

use crate::{clock::Day, web::Errors};

/// The value of a column in row `index` of a form with repeated rows; empty where the browser sent none.
fn cell(column: &[String], index: usize) -> String {
    column.get(index).map(|cell| cell.trim().to_owned()).unwrap_or_default()
}

fn optional_day(errors: &mut Errors, field: &str, typed: &str) -> Option<Day> {
    let day = Day::parse(typed.trim()).filter(|day| (2000..=2200).contains(&day.0.year()));
    if !typed.trim().is_empty() && day.is_none() {
        errors.add(field, "Enter a day as year-month-day, such as 2018-09-15.");
    }
    day
}

/// A link that may be shown: http or https, and a host.
fn is_web_link(typed: &str) -> bool {
    url::Url::parse(typed).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}
