//! Texts in the database.

use std::collections::HashSet;

use serde::Deserialize;
use sqlx::PgConnection;

use super::{
    Version, VersionLine, Which,
    model::{Block, Code, Kind, Paragraph},
};
use crate::{
    clock::Instant,
    db::{PersonId, TextId, VersionId},
};

/// Adds a text without versions.
pub async fn insert_text(db: &mut PgConnection, now: Instant) -> sqlx::Result<TextId> {
    sqlx::query_scalar!("insert into text (created_at) values ($1) returning id", now).fetch_one(db).await
}

/// Takes turns on a text.
pub async fn lock_text(db: &mut PgConnection, text: TextId) -> sqlx::Result<()> {
    sqlx::query!("select id from text where id = $1 for update", text.0).fetch_one(db).await?;
    Ok(())
}

#[derive(Deserialize)]
struct ParagraphRow {
    paragraph_id: i64,
    revision_id: i64,
    code: Code,
    number: Option<u32>,
    kind: String,
    level: Option<u8>,
    body: String,
    printed: Option<u32>,
    mark: Option<String>,
}

impl ParagraphRow {
    fn into_paragraph(self) -> Paragraph {
        let kind = match self.kind.as_str() {
            "heading" => Kind::Heading { level: self.level.unwrap_or(2) },
            "numbered" => Kind::Numbered,
            "footnote" => Kind::Footnote,
            _ => Kind::Continuation,
        };
        let block = Block { kind, body: self.body, printed: self.printed, mark: self.mark };
        Paragraph { code: self.code, number: self.number, block }
    }
}

/// A version with its paragraphs, in one query. What was removed in it is left out.
pub async fn find_version(
    db: &mut PgConnection,
    text: TextId,
    which: Which,
) -> sqlx::Result<Option<Version>> {
    let number = if let Which::Number(number) = which { Some(number) } else { None };
    let row = sqlx::query!(
        r#"
        select id, text_id, number, state, note, edits, published_at, withdrawn_at, withdrawn_reason,
            coalesce((
                select json_agg(json_build_object('paragraph_id', paragraph.id, 'revision_id', revision.id, 'code', code,
                    'number', version_paragraph.number, 'kind', kind, 'level', level, 'body', body,
                    'printed', printed, 'mark', mark) order by position)
                from version_paragraph
                join paragraph on paragraph.id = version_paragraph.paragraph_id
                join revision on revision.id = version_paragraph.revision_id
                where version_id = version.id and kind <> 'removed'
            ), '[]') as "paragraphs!"
        from version
        where text_id = $1
          and case
              when $2 then state = 'working'
              when $3 then state = 'published'
              when $4::integer is not null then number = $4
              else number is not null
          end
        order by number desc nulls last
        limit 1
        "#,
        text.0,
        which == Which::Working,
        which == Which::Published,
        number,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let paragraphs: Vec<ParagraphRow> =
        serde_json::from_value(row.paragraphs).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Some(Version {
        id: row.id,
        text: row.text_id,
        number: row.number,
        state: row.state,
        note: row.note,
        edits: row.edits,
        published_at: row.published_at,
        withdrawn_at: row.withdrawn_at,
        withdrawn_reason: row.withdrawn_reason,
        rows: paragraphs.iter().map(|row| (row.paragraph_id, row.revision_id)).collect(),
        paragraphs: paragraphs.into_iter().map(ParagraphRow::into_paragraph).collect(),
    }))
}

/// The versions that were ever out, newest first.
pub async fn list_versions(db: &mut PgConnection, text: TextId) -> sqlx::Result<Vec<VersionLine>> {
    sqlx::query_as!(
        VersionLine,
        r#"
        select number as "number!", state, note, published_at, withdrawn_reason
        from version
        where text_id = $1 and number is not null
        order by number desc
        "#,
        text.0,
    )
    .fetch_all(db)
    .await
}

/// All codes that were ever used in a text.
pub async fn list_codes(db: &mut PgConnection, text: TextId) -> sqlx::Result<HashSet<Code>> {
    let codes =
        sqlx::query_scalar!("select code from paragraph where text_id = $1", text.0).fetch_all(db).await?;
    Ok(codes.iter().filter_map(|code| code.parse().ok()).collect())
}

/// Adds a version to be written.
pub async fn insert_working(db: &mut PgConnection, text: TextId, now: Instant) -> sqlx::Result<VersionId> {
    sqlx::query_scalar!(
        "insert into version (text_id, state, created_at) values ($1, 'working', $2) returning id",
        text.0,
        now
    )
    .fetch_one(db)
    .await
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

/// Counts a save.
pub async fn set_saved(db: &mut PgConnection, version: VersionId) -> sqlx::Result<()> {
    sqlx::query!("update version set edits = edits + 1 where id = $1", version.0).execute(db).await?;
    Ok(())
}

/// Publishes a version under the next number of its text.
pub async fn set_published(
    db: &mut PgConnection,
    version: VersionId,
    note: &str,
    now: Instant,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        r#"
        update version
        set state = 'published', note = $2, published_at = $3, edits = edits + 1,
            number = (select coalesce(max(other.number), 0) + 1 from version as other where other.text_id = version.text_id)
        where id = $1
        returning number as "number!"
        "#,
        version.0,
        note,
        now,
    )
    .fetch_one(db)
    .await
}

/// Takes all published versions of a text back, with the reason: how many there were.
pub async fn set_withdrawn(
    db: &mut PgConnection,
    text: TextId,
    reason: &str,
    now: Instant,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "
        update version
        set state = 'withdrawn', withdrawn_at = $2, withdrawn_reason = $3
        where text_id = $1 and state = 'published'
        ",
        text.0,
        now,
        reason,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
