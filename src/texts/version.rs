//! A version of a text, as it is kept.

use serde::Deserialize;

use super::model::Paragraph;
use crate::{
    clock::Instant,
    db::{TextId, VersionId},
};

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum VersionState {
    /// Being written: private, and its steps are not kept.
    Working,
    /// Out; it never changes.
    Published,
    /// It was out; its reason says why it no longer is.
    Withdrawn,
}

/// A version with its paragraphs.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its identity.
    pub id: VersionId,
    /// Of which text.
    pub text: TextId,
    /// 1, 2, …; none while it is being written.
    pub number: Option<i32>,
    /// Where it stands.
    pub state: VersionState,
    /// Shown above the text.
    pub note: String,
    /// Grows with each save.
    pub edits: i32,
    /// When it came out.
    pub published_at: Option<Instant>,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
    /// Why.
    pub withdrawn_reason: String,
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The rows of each paragraph: its own, and its revision's.
    pub(super) rows: Vec<(i64, i64)>,
}

/// Which version is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one being written.
    Working,
    /// The newest that is out.
    Published,
    /// The newest that was ever out, withdrawn or not.
    Newest,
    /// By its number.
    Number(i32),
}

/// A version that was put out, without its text.
#[derive(Debug, Clone, Deserialize)]
pub struct VersionLine {
    /// Its identity.
    pub id: VersionId,
    /// Its number.
    pub number: i32,
    /// Where it stands.
    pub state: VersionState,
    /// Its note.
    pub note: String,
    /// When it came out.
    pub published_at: Option<Instant>,
    /// When it was taken back.
    pub withdrawn_at: Option<Instant>,
    /// Why it was taken back.
    pub withdrawn_reason: String,
}
