//! What is typed about polls, and what it is once it is checked.

mod answer;
mod days;
mod poll;
mod settle;

pub use answer::{AnswerForm, Answered};
pub use days::MOST_SLOTS;
pub use poll::{NewPoll, PollForm};
pub use settle::{ConfirmForm, Confirmed, MergeForm, WithdrawForm};
