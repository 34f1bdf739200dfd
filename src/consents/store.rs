//! Notices and consents in the database.

use sqlx::PgConnection;

use super::{Consent, How, NewNotice, Notice, Purpose};
use crate::{
    clock::Instant,
    db::{ForumId, PersonId},
};

/// All versions of a forum's notice, or of the site's; the one in force first.
pub async fn list_notices(db: &mut PgConnection, forum: Option<ForumId>) -> sqlx::Result<Vec<Notice>> {
    sqlx::query_as!(
        Notice,
        "
        select id, version, controller, contact, body, published_at
        from privacy_notice
        where forum_id is not distinct from $1
        order by version desc
        limit 200
        ",
        forum.map(|forum| forum.0),
    )
    .fetch_all(db)
    .await
}

/// The site's notice in force.
pub async fn find_in_force(db: &mut PgConnection) -> sqlx::Result<Option<Notice>> {
    sqlx::query_as!(
        Notice,
        "
        select id, version, controller, contact, body, published_at
        from privacy_notice
        where forum_id is null
        order by version desc
        limit 1
        "
    )
    .fetch_optional(db)
    .await
}

/// Publishes the version after `last`; its number.
///
/// # Errors
/// The constraint `privacy_notice_version`, when somebody published that one meanwhile.
pub async fn insert_notice(
    db: &mut PgConnection,
    forum: Option<ForumId>,
    last: i32,
    new: &NewNotice,
    by: PersonId,
    now: Instant,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "
        insert into privacy_notice (forum_id, version, controller, contact, body, published_at, published_by)
        values ($1, $2, $3, $4, $5, $6, $7)
        returning version
        ",
        forum.map(|forum| forum.0),
        last.saturating_add(1),
        new.controller,
        new.contact,
        new.body,
        now,
        by.0,
    )
    .fetch_one(db)
    .await
}

/// Records that a person agreed. Somebody who agreed already is not recorded twice.
pub async fn insert_consent(
    db: &mut PgConnection,
    person: PersonId,
    purpose: Purpose,
    notice: Option<i64>,
    how: How,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into consent (person_id, purpose, notice_id, wording, how, given_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (person_id, purpose) where withdrawn_at is null and purpose <> 'notice' do nothing
        ",
        person.0,
        purpose.code(),
        notice,
        purpose.wording(),
        how as _,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that a person no longer agrees.
pub async fn set_withdrawn(
    db: &mut PgConnection,
    person: PersonId,
    purpose: Purpose,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update consent set withdrawn_at = $3 where person_id = $1 and purpose = $2 and withdrawn_at is null",
        person.0,
        purpose.code(),
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The same, if they agreed in this way.
pub async fn set_withdrawn_given(
    db: &mut PgConnection,
    person: PersonId,
    purpose: Purpose,
    how: How,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update consent set withdrawn_at = $4
        where person_id = $1 and purpose = $2 and how = $3 and withdrawn_at is null
        ",
        person.0,
        purpose.code(),
        how as _,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What a person agreed to, newest first.
pub async fn list_consents(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<Consent>> {
    sqlx::query_as!(
        Consent,
        r#"
        select purpose as "purpose: Purpose", wording, privacy_notice.version as "notice_version?", how as "how: How",
            given_at, withdrawn_at as "withdrawn_at: Instant"
        from consent
        left join privacy_notice on privacy_notice.id = notice_id
        where person_id = $1
        order by consent.id desc
        limit 500
        "#,
        person.0,
    )
    .fetch_all(db)
    .await
}

/// Erases what a person agreed to.
pub async fn erase_of_person(db: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from consent where person_id = $1", person.0).execute(db).await?;
    Ok(())
}
