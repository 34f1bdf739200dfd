//! Appointments: what lets somebody publish, mail or run the site is proposed by one person and takes effect when
//! another confirms it.
//!
//! Table: `appointment`. The slice whose office it is carries it out: `forum` gives the role, `accounts` changes the
//! account. Where nobody else could confirm, it does so at once, and the audit says that the proposer was alone.

pub mod actions;
mod mail;
mod model;
pub mod store;

pub use actions::{Settled, answered, propose, settle};
pub use model::{Answer, AnswerForm, Appointment, NewAppointment, Office, RoleOffice};
