//! Polls: at which of some times people can come to a call, and which of them it will be.
//!
//! A poll belongs to a meeting that has no time yet, or to one that should move; it has slots, which are instants, and a
//! window. Everybody answers: signed in, by a personal link, or as a guest by the open address, whose answer gets a
//! personal link of its own. Who runs the cycle makes a poll, changes it, asks people by mail, and confirms a slot, which
//! schedules or moves the meeting. Tables: `poll`, `poll_slot`, `poll_required`, `poll_reply`, `poll_answer`, `poll_merge`,
//! `poll_invitation`. The worker calls [`remind`] and [`watch`].

pub mod actions;
mod forms;
mod hours;
mod jobs;
mod mail;
pub(super) mod mailed;
mod model;
pub(super) mod pages;
mod ranking;
pub mod store;

pub use forms::{AnswerForm, Answered, NewPoll};
pub use jobs::{remind, watch};
pub use model::{Fit, Poll, Reply, Slot, Stage, Tally};
pub use pages::{answer_by_address, answer_by_link, show_by_address, show_by_link};
