//! Who somebody is: their profile, and what the public may know of their work.

mod doubles;
mod groups;
mod likeness;
mod profile;
mod take_over;
mod work;
