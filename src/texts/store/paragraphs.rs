//! Paragraphs, their revisions, and their places in a version.

use std::collections::HashSet;

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{PersonId, TextId, VersionId},
    texts::model::{Block, Code, Kind},
};

/// All codes that were ever used in a text.
pub async fn list_codes(db: &mut PgConnection, text: TextId) -> sqlx::Result<HashSet<Code>> {
    let codes =
        sqlx::query_scalar!("select code from paragraph where text_id = $1", text.0).fetch_all(db).await?;
    Ok(codes.iter().filter_map(|code| code.parse().ok()).collect())
}

/// Adds a paragraph.
pub async fn insert_paragraph(db: &mut PgConnection, text: TextId, code: Code) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "insert into paragraph (text_id, code) values ($1, $2) returning id",
        text.0,
        code.to_string()
    )
    .fetch_one(db)
    .await
}

/// Adds a revision of a paragraph; none for a block stands for its removal.
pub async fn insert_revision(
    db: &mut PgConnection,
    paragraph: i64,
    block: Option<&Block>,
    by: Option<PersonId>,
    now: Instant,
) -> sqlx::Result<i64> {
    let (kind, level) = match block.map(|block| block.kind) {
        Some(Kind::Heading { level }) => ("heading", Some(i16::from(level))),
        Some(Kind::Numbered) => ("numbered", None),
        Some(Kind::Continuation) => ("continuation", None),
        Some(Kind::Footnote) => ("footnote", None),
        None => ("removed", None),
    };
    sqlx::query_scalar!(
        "
        insert into revision (paragraph_id, kind, level, body, printed, mark, created_at, created_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        returning id
        ",
        paragraph,
        kind,
        level,
        block.map_or("", |block| &block.body),
        block.and_then(|block| block.printed).and_then(|number| i32::try_from(number).ok()),
        block.and_then(|block| block.mark.as_deref()),
        now,
        by.map(|person| person.0),
    )
    .fetch_one(db)
    .await
}

/// A paragraph's place in a version: its row, its revision's, its number.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    /// The paragraph's row.
    pub paragraph: i64,
    /// The revision's row.
    pub revision: i64,
    /// The number that it has here.
    pub number: Option<i32>,
}

/// Replaces the paragraphs of a version that is being written, and drops the drafting steps that nothing refers to.
pub async fn replace_paragraphs(
    db: &mut PgConnection,
    version: VersionId,
    placed: &[Placed],
) -> sqlx::Result<()> {
    sqlx::query!("delete from version_paragraph where version_id = $1", version.0).execute(&mut *db).await?;
    append_paragraphs(db, version, placed).await?;
    sqlx::query!(
        "
        delete from revision
        using paragraph, version
        where paragraph.id = revision.paragraph_id and version.text_id = paragraph.text_id and version.id = $1
          and not exists (select from version_paragraph where revision_id = revision.id)
        ",
        version.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds paragraphs at the end of a version that is being written.
pub async fn append_paragraphs(
    db: &mut PgConnection,
    version: VersionId,
    placed: &[Placed],
) -> sqlx::Result<()> {
    let paragraphs: Vec<i64> = placed.iter().map(|placed| placed.paragraph).collect();
    let revisions: Vec<i64> = placed.iter().map(|placed| placed.revision).collect();
    let numbers: Vec<Option<i32>> = placed.iter().map(|placed| placed.number).collect();
    sqlx::query!(
        "
        insert into version_paragraph (version_id, position, paragraph_id, revision_id, number)
        select $1, place + (select coalesce(max(position), 0) from version_paragraph where version_id = $1), paragraph, revision, number
        from unnest($2::bigint[], $3::bigint[], $4::integer[]) with ordinality as row (paragraph, revision, number, place)
        ",
        version.0,
        &paragraphs,
        &revisions,
        &numbers as &[Option<i32>],
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Records that one paragraph came from another in a version.
pub async fn insert_lineage(
    db: &mut PgConnection,
    version: VersionId,
    from: Code,
    to: i64,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into lineage (version_id, from_id, to_id)
        select $1, source.id, $3
        from paragraph as source
        join paragraph as target on target.id = $3 and target.text_id = source.text_id
        where source.code = $2
        on conflict do nothing
        ",
        version.0,
        from.to_string(),
        to,
    )
    .execute(db)
    .await?;
    Ok(())
}
