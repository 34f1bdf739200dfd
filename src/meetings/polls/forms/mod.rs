//! What is typed about polls, and what it is once it is checked.

mod answer;
mod poll;
mod settle;

pub use answer::{AnswerForm, Answered};
pub use poll::{MOST_SLOTS, NewPoll, PollForm};
pub use settle::{ConfirmForm, Confirmed, MergeForm, WithdrawForm};
