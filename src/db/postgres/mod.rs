//! A PostgreSQL of our own, so that one command is enough.
//!
//! The cluster lies in the data folder and listens on a Unix socket that only its user can reach. A small
//! watcher process ([`watch`]) starts it and holds the reading end of a pipe: when the server is gone, killed
//! too, the pipe closes and the watcher stops PostgreSQL. The folder is locked while it is in use.

mod binaries;
mod cluster;
mod watcher;

pub use binaries::Binaries;
pub use cluster::{Cluster, Settings};
pub use watcher::{Watch, watch};
