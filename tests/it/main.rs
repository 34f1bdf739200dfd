//! The tests in the users' words: real PostgreSQL, the whole site, a browser over its router.

mod accounts;
mod activity;
mod appointments;
mod architecture;
mod forum;
mod harness;
mod home;
mod mail;
mod mailings;
mod meetings;
mod my;
mod notifications;
mod once;
mod people;
mod privacy;
mod server;
mod sweep;
mod tasks;
mod texts;
mod unchanged;
