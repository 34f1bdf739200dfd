//! Meetings: types and rules.

mod annex;
mod expected;
mod kinds;
mod mailed;
mod meeting;
mod parts;
mod rsvp;

pub use annex::{AnnexRow, Attendee, annex, counted, shown_in_the_end};
pub use expected::Expected;
pub use kinds::{
    AnnexOrder, IntentionKind, JoinShown, Kind, Place, RecordingKind, ReportState, Shown, State,
};
pub use meeting::{Dropped, Intention, LEAD_DAYS, Meeting, Phase, roman};
pub use parts::{ASSUMED_MINUTES, AgendaItem, Proposal, Recording, Sitting, SittingMove};
pub use rsvp::{Answer, Coming, Said};
