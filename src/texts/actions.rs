//! Writing a text: saving a working version, publishing it, correcting, taking back.
//!
//! These record no activity: the feature that owns the text does, in the same transaction.

use std::collections::{HashMap, HashSet};

use sqlx::PgConnection;

use super::{
    Version, Which,
    align::{Fate, align},
    model::{Block, Code, number},
    store::{self, Placed},
};
use crate::{
    clock::Instant,
    db::{PersonId, TextId, VersionId},
    web::{Error, Result},
};

/// What became of a save.
#[derive(Debug)]
pub enum Saved {
    /// It is the working version now.
    Done,
    /// Somebody saved meanwhile: this is theirs. Nothing was changed.
    Conflict(Box<Version>),
}

/// Saves blocks as the working version, if nobody did since `edits` (0 for the first save). Each block is given the
/// permanent code of the paragraph that it was; printed numbers are believed of an import and kept otherwise.
pub async fn save(
    db: &mut PgConnection,
    text: TextId,
    mut blocks: Vec<Block>,
    edits: i32,
    is_import: bool,
    by: Option<PersonId>,
    now: Instant,
) -> Result<Saved> {
    store::lock_text(db, text).await?;
    let working = store::find_version(db, text, Which::Working).await?;
    if let Some(working) = working.as_ref().filter(|working| working.edits != edits) {
        return Ok(Saved::Conflict(Box::new(working.clone())));
    }
    let base = base(working.clone(), store::find_version(db, text, Which::Newest).await?);
    let version = match working {
        Some(working) => working.id,
        None => store::insert_working(db, text, now).await?,
    };
    let old = base.as_ref().map_or(&[][..], |base| &base.paragraphs);
    let alignment = align(old, &blocks);
    if !is_import {
        alignment.keep_printed_numbers(old, &mut blocks);
    }
    let saving = Saving { text, version, by, now };
    let placed = saving.place(db, base.as_ref(), &blocks, &alignment.fates).await?;
    store::replace_paragraphs(db, version, &placed).await?;
    store::set_saved(db, version).await?;
    Ok(Saved::Done)
}

/// What new blocks are compared with: the working version, and whatever of the newest one that was out is not in it,
/// so that a paragraph that was cut and comes back has the address by which it was cited.
fn base(working: Option<Version>, out: Option<Version>) -> Option<Version> {
    let (Some(mut working), Some(out)) = (working.clone(), out.clone()) else { return working.or(out) };
    let kept: HashSet<Code> = working.paragraphs.iter().map(|paragraph| paragraph.code).collect();
    for (paragraph, row) in out.paragraphs.into_iter().zip(out.rows) {
        if !kept.contains(&paragraph.code) {
            working.paragraphs.push(paragraph);
            working.rows.push(row);
        }
    }
    Some(working)
}

struct Saving {
    text: TextId,
    version: VersionId,
    by: Option<PersonId>,
    now: Instant,
}

impl Saving {
    async fn place(
        &self,
        db: &mut PgConnection,
        base: Option<&Version>,
        blocks: &[Block],
        fates: &[Fate],
    ) -> Result<Vec<Placed>> {
        let mut taken = store::list_codes(db, self.text).await?;
        let rows: HashMap<Code, (i64, i64, &Block)> = base.map(rows_by_code).unwrap_or_default();
        let mut placed = Vec::with_capacity(blocks.len());
        for ((block, fate), number) in blocks.iter().zip(fates).zip(number(blocks)) {
            let kept = fate.code().and_then(|code| rows.get(&code));
            let (paragraph, revision) = match kept {
                Some((paragraph, revision, before)) if *before == block => (*paragraph, *revision),
                Some((paragraph, ..)) => (
                    *paragraph,
                    store::insert_revision(db, *paragraph, Some(block), self.by, self.now).await?,
                ),
                None => self.add(db, &mut taken, block).await?,
            };
            for from in ancestors(fate) {
                store::insert_lineage(db, self.version, from, paragraph).await?;
            }
            placed.push(Placed {
                paragraph,
                revision,
                number: number.and_then(|number| i32::try_from(number).ok()),
            });
        }
        Ok(placed)
    }

    async fn add(
        &self,
        db: &mut PgConnection,
        taken: &mut HashSet<Code>,
        block: &Block,
    ) -> Result<(i64, i64)> {
        let seed = u64::from_ne_bytes(self.text.0.to_ne_bytes());
        let code = Code::allot(seed, taken)
            .ok_or_else(|| Error::Conflict("This text has used up all its paragraph codes.".to_owned()))?;
        taken.insert(code);
        let paragraph = store::insert_paragraph(db, self.text, code).await?;
        Ok((paragraph, store::insert_revision(db, paragraph, Some(block), self.by, self.now).await?))
    }
}

fn rows_by_code(version: &Version) -> HashMap<Code, (i64, i64, &Block)> {
    let rows = version.paragraphs.iter().zip(&version.rows);
    rows.map(|(paragraph, (row, revision))| (paragraph.code, (*row, *revision, &paragraph.block))).collect()
}

fn ancestors(fate: &Fate) -> Vec<Code> {
    match fate {
        Fate::Split { from } => vec![*from],
        Fate::Merged { also, .. } => also.clone(),
        _ => Vec::new(),
    }
}

/// Publishes the working version and gives its number. A paragraph of the version before that is no longer there gets
/// a revision that says so.
///
/// # Errors
/// Conflict when there is nothing to publish, it is published already, or somebody saved since `edits`.
pub async fn publish(
    db: &mut PgConnection,
    text: TextId,
    edits: i32,
    note: &str,
    by: Option<PersonId>,
    now: Instant,
) -> Result<i32> {
    store::lock_text(db, text).await?;
    let working = store::find_version(db, text, Which::Working).await?;
    let out = store::find_version(db, text, Which::Published).await?;
    if out.is_some() && (working.is_none() || note.is_empty()) {
        let sentence = "This was published already, perhaps by somebody else a moment ago. Read what is out; if something in it is wrong, open it for a correction.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    let working = working.filter(|working| !working.paragraphs.is_empty());
    let working = working
        .ok_or_else(|| Error::Conflict("There is nothing to publish: the text is empty.".to_owned()))?;
    if working.edits != edits {
        let sentence = "The text was changed in the meantime. Read it again before you publish it.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    if let Some(before) = store::find_version(db, text, Which::Newest).await? {
        let kept: HashSet<Code> = working.paragraphs.iter().map(|paragraph| paragraph.code).collect();
        let mut removed = Vec::new();
        for (paragraph, (row, _)) in before.paragraphs.iter().zip(&before.rows) {
            if !kept.contains(&paragraph.code) {
                let revision = store::insert_revision(db, *row, None, by, now).await?;
                removed.push(Placed { paragraph: *row, revision, number: None });
            }
        }
        store::append_paragraphs(db, working.id, &removed).await?;
    }
    Ok(store::set_published(db, working.id, note, now).await?)
}

/// Opens a working version that begins as the newest one that was ever out, to correct it.
pub async fn correct(db: &mut PgConnection, text: TextId, now: Instant) -> Result<()> {
    store::lock_text(db, text).await?;
    if store::find_version(db, text, Which::Working).await?.is_some() {
        return Ok(());
    }
    let newest = store::find_version(db, text, Which::Newest).await?.ok_or(Error::NotFound)?;
    let version = store::insert_working(db, text, now).await?;
    let rows = newest.rows.iter().zip(&newest.paragraphs);
    let placed = rows.map(|((paragraph, revision), shown)| Placed {
        paragraph: *paragraph,
        revision: *revision,
        number: shown.number.and_then(|number| i32::try_from(number).ok()),
    });
    let placed: Vec<Placed> = placed.collect();
    store::append_paragraphs(db, version, &placed).await?;
    Ok(store::set_saved(db, version).await?)
}

/// Drops the working version, if nobody saved it since `edits`. What was published stays as it is.
///
/// # Errors
/// Conflict when there is none, or somebody saved it meanwhile.
pub async fn discard(db: &mut PgConnection, text: TextId, edits: i32) -> Result<()> {
    store::lock_text(db, text).await?;
    let working = store::find_version(db, text, Which::Working).await?;
    let working = working.ok_or_else(|| {
        Error::Conflict("There is no draft any more: nothing is left to discard.".to_owned())
    })?;
    if working.edits != edits {
        let sentence = "The draft was saved in the meantime. Read it again before you discard it.";
        return Err(Error::Conflict(sentence.to_owned()));
    }
    store::replace_paragraphs(db, working.id, &[]).await?;
    Ok(store::delete_working(db, working.id).await?)
}

/// Takes a text back: all its published versions, so that what should not have been read is not read in an older one.
/// They are kept, and a copy of the newest is open for correction.
///
/// # Errors
/// Conflict when none is out.
pub async fn withdraw(db: &mut PgConnection, text: TextId, reason: &str, now: Instant) -> Result<()> {
    store::lock_text(db, text).await?;
    if store::set_withdrawn(db, text, reason, now).await? == 0 {
        return Err(Error::Conflict("Nothing is published, so that nothing can be taken back.".to_owned()));
    }
    correct(db, text, now).await
}
