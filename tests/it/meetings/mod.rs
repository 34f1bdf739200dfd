//! Calls: scheduled, moved, held, recorded, reported, imported.

mod agenda;
mod annex;
mod answers;
mod calendar;
mod calendar_answers;
mod carriers;
mod import;
mod invitations;
mod known;
mod mixed;
mod parse_report;
mod polls;
mod refile;
mod refile_limits;
mod reminders;
mod report;
mod rsvp;
mod schedule;
mod ticked;
mod variations;
mod wordings;
mod words;
