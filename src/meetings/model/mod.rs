//! Meetings: types and rules.

mod annex;
mod expected;
mod intention;
mod kinds;
mod mailed;
mod meeting;
mod parts;
mod phase;
mod roman;
mod rsvp;

pub use annex::{AnnexRow, Attendee, annex, counted, shown_in_the_end};
pub use expected::Expected;
pub use intention::{Intention, LEAD_DAYS};
pub use kinds::{
    AnnexOrder, IntentionKind, JoinShown, Kind, Place, RecordingKind, ReportState, Shown, State,
};
pub use meeting::{Dropped, Meeting};
pub use parts::{ASSUMED_MINUTES, AgendaItem, Proposal, Recording, Sitting, SittingMove};
pub use phase::Phase;
pub use roman::roman;
pub use rsvp::{Answer, Coming, Said};
