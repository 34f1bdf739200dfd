//! Who is told by a mail of their own, in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{PersonId, TaskId},
    viewer::RoleKind,
};

/// Whom a mail of their own is to tell of an act.
#[derive(Debug)]
pub struct AtOnce {
    /// The row.
    pub id: i64,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// One sentence.
    pub summary: String,
    /// The address of what it was about.
    pub path: Option<String>,
    /// The cycle in which it happened: as it is cited.
    pub cycle: Option<String>,
    /// Its address.
    pub cycle_path: Option<String>,
    /// Its forum.
    pub forum: Option<String>,
    /// The role that it gave them.
    pub role: Option<RoleKind>,
    /// Whether it names them.
    pub named: bool,
    /// The task that it is about, where they have or had something to do with it and it has not ended.
    pub task: Option<TaskId>,
}

/// Who is to be told of an act at once.
pub async fn list_at_once(db: &mut PgConnection, activity: i64) -> sqlx::Result<Vec<AtOnce>> {
    sqlx::query_as!(
        AtOnce,
        r#"
        select notification.id, person.id as "person: PersonId", person.name, address.email, activity.summary,
            reference.path as "path?", around.label as "cycle?", around.path as "cycle_path?", forum.title as "forum?",
            (select kind from role
             where activity.verb = 'role.given' and role.person_id = person.id and role.cycle_id = activity.cycle_id
             order by role.id desc limit 1) as "role: RoleKind",
            coalesce(activity.subject_id = person.id, false) as "named!",
            (select task.id from task
             where task.reference_id = activity.reference_id and task.ended_at is null
               and exists(select from task_claim where task_id = task.id and task_claim.person_id = person.id)
            ) as "task: TaskId"
        from notification
        join activity on activity.id = notification.activity_id
        join person on person.id = notification.person_id
        join lateral (
            select email from address where person_id = person.id and confirmed_at is not null order by created_at, email limit 1
        ) as address on true
        left join reference on reference.id = activity.reference_id and reference.visible
        left join reference as around on around.kind = 'cycle' and around.cycle_id = activity.cycle_id and around.visible
        left join forum on forum.id = around.forum_id
        where notification.activity_id = $1 and notification.at_once and notification.told_at is null
          and activity.summary <> ''
        "#,
        activity,
    )
    .fetch_all(db)
    .await
}

/// Notes that somebody was told.
pub async fn set_told(db: &mut PgConnection, notifications: &[i64], now: Instant) -> sqlx::Result<()> {
    sqlx::query!("update notification set told_at = $2 where id = any($1)", notifications, now)
        .execute(db)
        .await?;
    Ok(())
}
