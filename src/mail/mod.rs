//! Mail: a message is a row in the transaction of the act that it tells of; [`deliver()`] sends what is due.
//!
//! Table: `message`. Over SMTP where it is configured, else into files of the data folder. A message is sent at least
//! once: killed between the other server's yes and our note of it, the worker sends that one message again.

mod deliver;
mod folder;
mod html;
mod letter;
mod mime;
mod model;
pub mod store;
mod transport;

pub use deliver::{Delivery, deliver};
pub use folder::Folder;
pub use letter::{Letter, List, Priority};
pub use mime::Sender;
pub use model::{Message, State};
pub use transport::{Failed, Transport, TransportSettings};
