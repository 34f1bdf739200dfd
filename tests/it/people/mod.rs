//! Who somebody is: their profile, and what the public may know of their work.

mod groups;
mod likeness;
mod profile;
mod work;
