//! What tasks are, who has them, and what the board shows of them.

mod board;
mod call;
mod claim;
mod standing;
mod task;

pub use board::{Asked, Board, Cursor, Selection};
pub use call::{Called, Wanted};
pub use claim::{Claim, ClaimState, Holder};
pub use standing::{Answer, CheckInKind, GRACE_DAYS, Said, Waiting};
pub(super) use task::LAST_PLACE_TAKEN;
pub use task::{Source, Task, TaskState};
