//! A PostgreSQL of our own, so that one command is enough.
//!
//! The cluster lies in the data folder and listens on a Unix socket that only its user can reach. A small
//! watcher process ([`watch`]) starts it and holds the reading end of a pipe: when the server is gone, killed
//! too, the pipe closes and the watcher stops PostgreSQL. The folder is locked while it is in use. Where the machine
//! has no PostgreSQL, a build is fetched once ([`Releases`]).

mod binaries;
mod cluster;
mod fetch;
mod watcher;

pub use binaries::Binaries;
pub use cluster::{Cluster, Settings, major_of, running};
pub use fetch::Releases;
pub use watcher::{Watch, watch};
