//! Mail: a message is a row in the transaction of the act that it tells of; [`deliver()`] sends what is due, and
//! [`receive()`] takes what comes back; what a calendar answers is [`CalendarAnswer`].
//!
//! Tables: `message`, `bounce`, `mail_address`. Over SMTP where it is configured, else into files of the data folder. A
//! message is sent at least once: killed between the other server's yes and our note of it, the worker sends again the
//! one message that each of its lines had in hand.

mod answer;
mod deliver;
pub mod dkim;
mod folder;
pub mod health;
mod html;
mod letter;
mod mime;
mod model;
mod notice;
mod phrase;
mod receive;
mod sender;
mod smtp;
pub mod store;
mod transport;

pub use answer::CalendarAnswer;
pub use deliver::{Delivered, Stop, deliver};
pub use folder::Folder;
pub use letter::{Letter, List, Priority};

pub use model::{Message, State};
pub use notice::{Notice, Says};
pub use receive::{LARGEST, Received, receive};
pub use sender::{Sender, our_address};
pub use transport::{Failed, Fault, PATIENCE, Transport, TransportSettings};
