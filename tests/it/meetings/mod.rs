//! Calls: scheduled, moved, held, recorded, reported, imported.

mod agenda;
mod annex;
mod calendar;
mod import;
mod parse_report;
mod report;
mod schedule;
mod variations;
mod words;
