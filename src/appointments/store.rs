//! Appointments in the database.

use sqlx::PgConnection;

use super::{Appointment, NewAppointment, Office, RoleOffice};
use crate::{
    clock::Instant,
    db::{CycleId, PersonId},
    viewer::RoleKind,
};

/// Adds an appointment that waits; `appointment_one_waiting` refuses a second one alike.
pub async fn insert_appointment(
    db: &mut PgConnection,
    new: &NewAppointment,
    now: Instant,
) -> sqlx::Result<i64> {
    let role = new.office.role();
    sqlx::query_scalar!(
        "
        insert into appointment (office, person_id, cycle_id, kind, label, from_day, to_day, proposed_by, proposed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id
        ",
        new.office.code(),
        new.person.0,
        role.map(|role| role.cycle.0),
        role.map(|role| role.kind) as _,
        role.map_or("", |role| role.label.as_str()),
        role.map(|role| role.from) as _,
        role.and_then(|role| role.to) as _,
        new.by.0,
        now,
    )
    .fetch_one(db)
    .await
}

/// What waits for a second person, oldest first: in one cycle, or everywhere.
pub async fn list_waiting(db: &mut PgConnection, cycle: Option<CycleId>) -> sqlx::Result<Vec<Appointment>> {
    list(db, cycle, None).await
}

/// One that waits.
pub async fn find_waiting(db: &mut PgConnection, id: i64) -> sqlx::Result<Option<Appointment>> {
    Ok(list(db, None, Some(id)).await?.pop())
}

async fn list(
    db: &mut PgConnection,
    cycle: Option<CycleId>,
    id: Option<i64>,
) -> sqlx::Result<Vec<Appointment>> {
    let rows = sqlx::query!(
        r#"
        select appointment.id, appointment.office, appointment.person_id as "person: PersonId", person.name,
            appointment.cycle_id as "cycle: CycleId", appointment.kind as "kind: RoleKind", appointment.label,
            appointment.from_day, appointment.to_day, appointment.proposed_by as "proposed_by: PersonId",
            proposer.name as proposer, appointment.proposed_at,
            forum.name || ' ' || cycle.year as cycle_name, '/' || forum.slug || '/' || cycle.year as cycle_path
        from appointment
        join person on person.id = appointment.person_id
        join person as proposer on proposer.id = appointment.proposed_by
        left join cycle on cycle.id = appointment.cycle_id
        left join forum on forum.id = cycle.forum_id
        where appointment.state = 'waiting'
          and ($1::bigint is null or appointment.cycle_id = $1)
          and ($2::bigint is null or appointment.id = $2)
        order by appointment.id
        limit 200
        "#,
        cycle.map(|cycle| cycle.0),
        id,
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Appointment {
            id: row.id,
            office: match (row.office.as_str(), row.cycle, row.kind, row.from_day) {
                ("role", Some(cycle), Some(kind), Some(from)) => {
                    Office::Role(RoleOffice { cycle, kind, label: row.label, from, to: row.to_day })
                }
                ("secretariat_end", ..) => Office::SecretariatEnd,
                _ => Office::Secretariat,
            },
            person: row.person,
            name: row.name,
            proposed_by: row.proposed_by,
            proposer: row.proposer,
            proposed_at: row.proposed_at,
            cycle: row.cycle_name.zip(row.cycle_path),
        })
        .collect())
}

/// Settles one that still waits, as `confirmed`, `declined` or `taken_back`; of two at once only the first. One whose
/// proposer no longer runs the site cannot be confirmed.
pub async fn set_settled(
    db: &mut PgConnection,
    id: i64,
    state: &str,
    by: PersonId,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update appointment
        set state = $2, settled_by = $3, settled_at = $4
        where id = $1 and state = 'waiting'
          and ($2 <> 'confirmed' or exists(select from account where account.person_id = proposed_by and secretariat))
        ",
        id,
        state,
        by.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody, and the address that they are reached by.
#[derive(Debug, Clone)]
pub struct Reached {
    /// Who.
    pub person: PersonId,
    /// Their first address that is confirmed, else their first.
    pub email: Option<String>,
}

/// Who could confirm it today: those who run the site, and for a role those who run the cycle; not the proposer, and
/// not who gains by it.
pub async fn list_confirmers(
    db: &mut PgConnection,
    new: &NewAppointment,
    now: Instant,
) -> sqlx::Result<Vec<Reached>> {
    let gains = (new.office != Office::SecretariatEnd).then_some(new.person.0);
    sqlx::query_as!(
        Reached,
        r#"
        select account.person_id as "person: PersonId",
            (select email from address where address.person_id = account.person_id
             order by confirmed_at is null, created_at limit 1) as email
        from account
        where account.person_id <> $1 and account.person_id is distinct from $2
          and (account.secretariat
               or exists(select from role where role.person_id = account.person_id and role.cycle_id = $3
                         and role.kind = any($5)
                         and $4 between role.from_day and coalesce(role.to_day, $4)))
        order by account.person_id
        limit 100
        "#,
        new.by.0,
        gains,
        new.office.role().map(|role| role.cycle.0),
        now.day(),
        &RoleKind::codes_that_run(),
    )
    .fetch_all(db)
    .await
}
