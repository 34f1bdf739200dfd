//! Calls: scheduled, moved, held, recorded, reported, imported.

mod agenda;
mod annex;
mod answers;
mod calendar;
mod import;
mod known;
mod parse_report;
mod report;
mod schedule;
mod variations;
mod words;
