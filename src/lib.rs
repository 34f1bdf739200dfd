//! Intersession: where the Best Practice Forums of the Internet Governance Forum do their work.
//!
//! The rooms, in reading order. A room imports only from rooms above it; `tests/it/architecture.rs` keeps it so.
#![doc(html_no_source)]

// The ground.
pub mod clock; // instants and days, all in UTC; the one place that asks what time it is
pub mod config; // what the environment says
pub mod db; // the pool, the migrations, a type for each identity, the private PostgreSQL
pub mod viewer; // who looks, and what they may do

// What every slice stands on.
pub mod mail; // the outbox, and how it is sent
pub mod rendered; // what need not be rendered again
pub mod app; // what every handler can reach
pub mod web; // pages, forms, errors, times: what all slices share in speaking HTTP

// Nouns that slices share.
pub mod references; // everything that can be cited
pub mod activity; // the one log of what happened
pub mod people; // persons, for whom they speak, and their addresses
pub mod consents; // privacy notices, and what people agreed to
pub mod limits; // how often somebody may do something
pub mod links; // personal links with one secret and one use
pub mod appointments; // what takes the word of two people
pub mod accounts; // passwords, sessions, invitations
pub mod forum; // forums, cycles, roles, the work plan
pub mod texts; // numbered paragraphs with permanent codes, in versions
pub mod windows; // from when until when something takes input
pub mod subscriptions; // who follows what, and how they want their mail
pub mod mailings; // what a person sends to many, looked at before it goes
pub mod attribution; // who said it, for whom, as of that day

// Features.
pub mod meetings; // calls: agenda, recordings, participants, report, calendar
pub mod tasks; // what volunteers take on between the calls

// Who hears of what happened in all of them.
pub mod notifications; // who hears what, at once or in a digest

// Readers over the features.
pub mod home; // the front page and the activity feed
pub mod admin; // what the Secretariat looks after
pub mod privacy; // what is held about somebody: seen, taken along, removed
pub mod my; // what is mine: the links that stand for me
pub mod demo; // a throw-away site with the cycles of 2016 to 2018

// What starts it all.
pub mod worker; // what time does beside the pages
pub mod router; // every address, every layer
pub mod cli; // the commands
