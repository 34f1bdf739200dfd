//! Who hears what: following, digests, what concerns one by name, and the links that mail carries.

mod digests;
mod follow;
mod leaving;
mod links;
mod told;
