//! Texts in the database.

mod find;
mod paragraphs;
mod versions;

pub use find::{find_version, list_versions};
pub use paragraphs::{
    Placed, append_paragraphs, insert_lineage, insert_paragraph, insert_revision, list_codes,
    replace_paragraphs,
};
pub use versions::{
    delete_text, delete_working, insert_text, insert_working, lock_text, set_published, set_saved,
    set_withdrawn,
};
