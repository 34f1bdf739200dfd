//! A version as it is read.

use serde::Deserialize;
use sqlx::{PgConnection, types::Json};

use crate::{
    db::TextId,
    texts::{
        Version, VersionLine, Which,
        model::{Block, Code, Kind, Paragraph},
    },
};

#[derive(Debug, Deserialize)]
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
            ), '[]') as "paragraphs!: Json<Vec<ParagraphRow>>"
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
    let Json(paragraphs) = row.paragraphs;
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
        select id, number as "number!", state, note, published_at, withdrawn_at, withdrawn_reason
        from version
        where text_id = $1 and number is not null
        order by number desc
        "#,
        text.0,
    )
    .fetch_all(db)
    .await
}
