//! References in the database. What lies under an address is found as a range of addresses, by index.

use sqlx::PgConnection;

use super::Citable;
use crate::db::{CycleId, ForumId, ReferenceId};

/// Writes what can be cited; a second time it is brought up to date and keeps its identity.
pub async fn set_reference(db: &mut PgConnection, citable: &Citable) -> sqlx::Result<ReferenceId> {
    sqlx::query_scalar!(
        "
        insert into reference (kind, forum_id, cycle_id, label, path, visible)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (path) do update set label = excluded.label, visible = excluded.visible
        returning id
        ",
        citable.kind as _,
        citable.forum.0,
        citable.cycle.map(|cycle| cycle.0),
        citable.label,
        citable.path,
        citable.visible,
    )
    .fetch_one(db)
    .await
}

/// The forum itself, as what can be cited.
pub async fn find_of_forum(db: &mut PgConnection, forum: ForumId) -> sqlx::Result<ReferenceId> {
    sqlx::query_scalar!(
        r#"select id as "id: ReferenceId" from reference where kind = 'forum' and forum_id = $1"#,
        forum.0
    )
    .fetch_one(db)
    .await
}

/// Hides, or shows again, all that lies under an address: `/cybersecurity/2018/meetings/3#`.
pub async fn set_visible_under(db: &mut PgConnection, prefix: &str, visible: bool) -> sqlx::Result<()> {
    sqlx::query!(
        r#"
        update reference set visible = $2
        where starts_with(path, $1) and path collate "C" between $1 and $1 || chr(1114111)
        "#,
        prefix,
        visible
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Moves all addresses of a forum when its own changes.
pub async fn set_prefix(db: &mut PgConnection, from: &str, to: &str) -> sqlx::Result<()> {
    sqlx::query!(
        r#"
        update reference set path = $2 || substr(path, length($1) + 1)
        where (path = $1 or starts_with(path, $1 || '/')) and path collate "C" between $1 and $1 || '/' || chr(1114111)
        "#,
        from,
        to,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that something came of something else.
pub async fn insert_citation(
    db: &mut PgConnection,
    citing: ReferenceId,
    cited: ReferenceId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into citation (citing_id, cited_id) values ($1, $2) on conflict do nothing",
        citing.0,
        cited.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a thing, and all that lies under its address as in `…/meetings/3#k7f2`, over to another cycle and address. Labels
/// stay: their owner writes them anew.
pub async fn set_place(
    db: &mut PgConnection,
    from: &str,
    to: &str,
    forum: ForumId,
    cycle: CycleId,
) -> sqlx::Result<()> {
    sqlx::query!(
        r#"
        update reference set path = $2 || substr(path, length($1) + 1), forum_id = $3, cycle_id = $4
        where (path = $1 or starts_with(path, $1 || '#')) and path collate "C" between $1 and $1 || '#' || chr(1114111)
        "#,
        from,
        to,
        forum.0,
        cycle.0,
    )
    .execute(db)
    .await?;
    Ok(())
}
