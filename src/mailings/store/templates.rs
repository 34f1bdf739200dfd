//! Templates in the database.

use sqlx::PgConnection;

use crate::{
    db::ForumId,
    mailings::{Kind, NewTemplate, Template},
};

/// The templates of a forum, by name.
pub async fn list_templates(db: &mut PgConnection, forum: ForumId) -> sqlx::Result<Vec<Template>> {
    sqlx::query_as!(
        Template,
        r#"select id, name, kind as "kind: Kind", subject, body, edits from mailing_template where forum_id = $1 order by name"#,
        forum.0,
    )
    .fetch_all(db)
    .await
}

/// Adds a template.
///
/// # Errors
/// The constraint `mailing_template_once`, when the forum has one of this name.
pub async fn insert_template(db: &mut PgConnection, forum: ForumId, new: &NewTemplate) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into mailing_template (forum_id, name, kind, subject, body) values ($1, $2, $3, $4, $5)",
        forum.0,
        new.name,
        new.kind as _,
        new.subject,
        new.body,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Changes a template, if nobody did since `edits`.
///
/// # Errors
/// The constraint `mailing_template_once`, when the forum has another of this name.
pub async fn set_template(
    db: &mut PgConnection,
    id: i64,
    new: &NewTemplate,
    edits: i32,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update mailing_template
        set name = $2, kind = $3, subject = $4, body = $5, edits = edits + 1
        where id = $1 and edits = $6
        ",
        id,
        new.name,
        new.kind as _,
        new.subject,
        new.body,
        edits,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
