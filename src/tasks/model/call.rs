//! A call for volunteers by mail, and what it brought.

use crate::{
    clock::{Day, Instant},
    db::TaskId,
};

/// A task in a mailing that calls for volunteers.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which.
    pub task: TaskId,
    /// Its part of the address.
    pub serial: i32,
    /// What is to be done.
    pub title: String,
    /// The last day, UTC.
    pub due: Option<Day>,
    /// How many places are free.
    pub free: i32,
    /// Which call of it this is, from 1.
    pub number: i32,
}

/// A call of a task that went out.
#[derive(Debug, Clone)]
pub struct Called {
    /// Which task.
    pub task: TaskId,
    /// Which call of it, from 1.
    pub number: i32,
    /// When.
    pub at: Instant,
    /// To how many people.
    pub mailed: i32,
    /// How many of them took it before the next call.
    pub came: i64,
    /// The mailing, for those who run the cycle: its number.
    pub mailing: i64,
}

impl Called {
    /// "Second call".
    #[must_use]
    pub fn ordinal(&self) -> String {
        match self.number {
            1 => "First call by mail".to_owned(),
            2 => "Second call".to_owned(),
            3 => "Third call".to_owned(),
            number => format!("Call no. {number}"),
        }
    }
}
