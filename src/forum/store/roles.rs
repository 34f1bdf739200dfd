//! Roles in the database.

use sqlx::PgConnection;

use crate::clock::Day;
use crate::db::{CycleId, PersonId, RoleId};
use crate::forum::Role;
use crate::viewer::RoleKind;

/// Who held which role in a cycle, those who still do first.
pub async fn list_roles(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Role>> {
    sqlx::query_as!(
        Role,
        r#"
        select role.id, role.person_id as person, person.name,
            person.erased_at is not null as "removed!", role.kind, role.label, role.from_day as "from", role.to_day as "to"
        from role
        join person on person.id = role.person_id
        where role.cycle_id = $1
        order by role.from_day, role.id
        limit 500
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// Gives a role.
pub async fn insert_role(
    db: &mut PgConnection,
    cycle: CycleId,
    person: PersonId,
    kind: RoleKind,
    label: &str,
    from: Day,
    to: Option<Day>,
) -> sqlx::Result<RoleId> {
    sqlx::query_scalar!(
        "
        insert into role (cycle_id, person_id, kind, label, from_day, to_day)
        values ($1, $2, $3, $4, $5, $6)
        returning id
        ",
        cycle.0,
        person.0,
        kind as _,
        label,
        from,
        to as _,
    )
    .fetch_one(db)
    .await
}

/// Ends a role with a day, if it has not ended; its person, their name and what it was.
pub async fn set_role_end(
    db: &mut PgConnection,
    cycle: CycleId,
    role: RoleId,
    to: Day,
) -> sqlx::Result<Option<(PersonId, String, RoleKind)>> {
    let row = sqlx::query!(
        "
        update role
        set to_day = greatest($3, from_day)
        from person
        where role.id = $1 and role.cycle_id = $2 and role.to_day is null and person.id = role.person_id
        returning role.person_id, person.name, role.kind
        ",
        role.0,
        cycle.0,
        to,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.person_id, row.name, row.kind)))
}
