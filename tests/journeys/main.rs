//! Journeys: what people do here from end to end, in a real Chromium over the real program, and what axe finds on
//! every kind of page. `cargo test --features journeys --test journeys` runs them.

mod accessible;
mod accounts;
mod announcement;
mod axe;
mod browser;
mod call_to_call;
mod erasure;
mod first_year;
mod following;
mod keyboard;
mod mail;
mod mail_log;
mod mail_settings;
mod narrow;
mod pages;
mod prepare;
mod reading;
mod roles;
mod rsvp;
mod site;
mod tasks;
mod together;
