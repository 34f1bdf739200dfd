//! Meetings: types and rules.

mod annex;
mod kinds;
mod meeting;
mod parts;

pub use annex::{AnnexRow, Attendee, annex, counted};
pub use kinds::{
    AnnexOrder, IntentionKind, JoinShown, Kind, Place, RecordingKind, ReportState, Shown, State,
};
pub use meeting::{Intention, Meeting, Phase, roman};
pub use parts::{AgendaItem, Proposal, Recording, Sitting, SittingMove};
