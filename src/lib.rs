//! Intersession: where the Best Practice Forums of the Internet Governance Forum do their work.
//!
//! The rooms, in reading order. A room imports only from rooms above it; `tests/it/architecture.rs` keeps it so.
#![doc(html_no_source)]

pub mod accounts; // passwords, sessions, invitations
pub mod activity; // the one log of what happened
pub mod admin; // what the Secretariat looks after
pub mod app; // what every handler can reach
pub mod attribution; // who said it, for whom, as of that day
pub mod cli;
pub mod clock; // instants and days, all in UTC; the one place that asks what time it is
pub mod config; // what the environment says
pub mod db; // the pool, the migrations, a type for each identity, the private PostgreSQL
pub mod demo; // a throw-away site with the cycles of 2016 to 2018
pub mod forum; // forums, cycles, roles, the work plan
pub mod home; // the front page and the activity feed
pub mod limits; // how often somebody may do something
pub mod links; // personal links with one secret and one use
pub mod mail; // the outbox, and how it is sent
pub mod meetings; // calls: agenda, recordings, participants, report, calendar
pub mod people; // persons and their addresses
pub mod references; // everything that can be cited
pub mod router; // every address, every layer
pub mod texts; // numbered paragraphs with permanent codes, in versions
pub mod viewer; // who looks, and what they may do
pub mod web; // pages, forms, errors, times: what all slices share in speaking HTTP
pub mod windows; // from when until when something takes input // the commands
pub mod worker; // what time does beside the pages
