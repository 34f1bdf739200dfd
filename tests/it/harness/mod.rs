//! What the tests stand on: a database for each, a browser, and a world to put people and things into.

mod browser;
mod database;
mod smtp;
mod world;

pub use browser::Browser;
pub use database::{Cluster, cluster, fresh_database, programs};
pub use smtp::{Manner, SmtpServer};
pub use world::{World, at};
