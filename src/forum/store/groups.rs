//! The stakeholder groups of forums in the database.

use sqlx::PgConnection;

use crate::{db::ForumId, forum::Group};

/// The groups of a forum, hidden ones too: the site's in their order, each followed by those that count as it.
pub async fn list_groups(db: &mut PgConnection, forum: ForumId) -> sqlx::Result<Vec<Group>> {
    sqlx::query_as!(
        Group,
        r#"
        select code as "code!", site as "site!", label as "label!", site_label as "site_label!", hidden as "hidden!"
        from (
            select site.code, site.code as site, coalesce(own.label, site.label) as label, site.label as site_label,
                coalesce(own.hidden, false) as hidden, site.position, false as added
            from stakeholder_group site
            left join forum_group own on own.forum_id = $1 and own.code = site.code
            union all
            select own.code, own.site_code, own.label, site.label, own.hidden, site.position, true
            from forum_group own
            join stakeholder_group site on site.code = own.site_code
            where own.forum_id = $1 and own.code <> own.site_code
        ) as groups
        order by added, position, label
        "#,
        forum.0,
    )
    .fetch_all(db)
    .await
}

/// How often the groups of a forum were saved.
pub async fn find_group_edits(db: &mut PgConnection, forum: ForumId) -> sqlx::Result<i32> {
    sqlx::query_scalar!("select group_edits from forum where id = $1", forum.0).fetch_one(db).await
}

/// Saves the groups of a forum, if nobody did since `edits`; else false. What equals the site's leaves no row.
pub async fn set_groups(
    db: &mut PgConnection,
    forum: ForumId,
    groups: &[Group],
    edits: i32,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update forum set group_edits = group_edits + 1 where id = $1 and group_edits = $2",
        forum.0,
        edits
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("delete from forum_group where forum_id = $1 and code = site_code", forum.0)
        .execute(&mut *db)
        .await?;
    for group in groups {
        if !group.is_own() && !group.hidden && group.label == group.site_label {
            continue;
        }
        sqlx::query!(
            "
            insert into forum_group (forum_id, code, site_code, label, hidden)
            values (
                $1,
                -- One that is added gets a code that no site's group can have.
                coalesce(nullif($2, ''), (select '+' || count(*) + 1 from forum_group where forum_id = $1 and code <> site_code)),
                $3, $4, $5
            )
            on conflict (forum_id, code)
            do update set site_code = excluded.site_code, label = excluded.label, hidden = excluded.hidden
            ",
            forum.0,
            group.code,
            group.site,
            group.label,
            group.hidden,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(true)
}
