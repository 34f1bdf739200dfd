//! The pages of this slice.

mod annex;
mod consents;
mod delete;
mod held;
mod notice;
mod retention;

pub use annex::{edit_annex, update_annex};
pub use consents::{set_consent, show_consents};
pub use delete::{delete, delete_by_link, explain_deletion, show_deletion_link};
pub use held::{download_held, show_held};
pub use notice::{
    edit_notice, edit_site_notice, publish_notice, publish_site_notice, show_notice, show_site_notice,
    show_site_version, show_version,
};
pub use retention::{edit_retention, update_retention};
