//! What tasks are, who has them, and what the board shows of them.

mod board;
mod claim;
mod task;

pub use board::{Asked, Board, Cursor, Selection};
pub use claim::{Claim, ClaimState, Holder};
pub use task::{Source, Task, TaskState};
