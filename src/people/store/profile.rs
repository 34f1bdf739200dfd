//! Profiles and organisations in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::PersonId,
    people::{Affiliation, NewProfile, Profile, Region},
};

/// The most organisations that a field offers.
const OFFERED: i64 = 500;

/// A person's profile.
pub async fn find_profile(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Option<Profile>> {
    let row = sqlx::query!(
        r#"
        select name, pronouns, group_code, region as "region: Region", country, edits,
            (select json_agg(json_build_object('name', affiliation.name, 'organisation', organisation.name,
                    'kind', organisation.kind, 'from', from_day, 'to', to_day) order by position)
             from affiliation
             left join organisation on organisation.id = organisation_id
             where person_id = person.id) as affiliations
        from person
        where id = $1
        "#,
        person.0,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let affiliations: Option<Vec<Affiliation>> = row
        .affiliations
        .map(serde_json::from_value)
        .transpose()
        .map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Some(Profile {
        name: row.name,
        pronouns: row.pronouns,
        group: row.group_code,
        region: row.region,
        country: row.country,
        affiliations: affiliations.unwrap_or_default(),
        edits: row.edits,
    }))
}

/// Saves a profile, if nobody did since its `edits`; else false.
pub async fn set_profile(
    db: &mut PgConnection,
    person: PersonId,
    new: &NewProfile,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update person
        set name = $3, pronouns = $4, group_code = $5, region = $6, country = $7, edits = edits + 1
        where id = $1 and edits = $2
        ",
        person.0,
        new.edits,
        new.name,
        new.pronouns,
        new.group,
        new.region as _,
        new.country,
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("delete from affiliation where person_id = $1", person.0).execute(&mut *db).await?;
    for (position, affiliation) in (1_i32..).zip(&new.affiliations) {
        insert_affiliation(db, person, position, affiliation, now).await?;
    }
    Ok(true)
}

/// Adds an affiliation; an organisation of a name that is not on file becomes a row, and one of which nobody said the
/// kind gets it.
async fn insert_affiliation(
    db: &mut PgConnection,
    person: PersonId,
    position: i32,
    new: &Affiliation,
    now: Instant,
) -> sqlx::Result<()> {
    let organisation = match &new.organisation {
        Some(name) => {
            let found = sqlx::query_scalar!(
                "
                insert into organisation (name, kind, created_at) values ($1, $2, $3)
                on conflict (name) do update set kind = coalesce(organisation.kind, excluded.kind)
                returning id
                ",
                name,
                new.kind as _,
                now,
            )
            .fetch_one(&mut *db)
            .await?;
            Some(found)
        }
        None => None,
    };
    sqlx::query!(
        "
        insert into affiliation (person_id, position, name, organisation_id, from_day, to_day)
        values ($1, $2, $3, $4, $5, $6)
        ",
        person.0,
        position,
        new.name,
        organisation,
        new.from as _,
        new.to as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The names of organisations on file, the most named first.
pub async fn list_organisations(db: &mut PgConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "
        select organisation.name
        from organisation
        left join affiliation on organisation_id = organisation.id
        group by organisation.id
        order by count(affiliation.id) desc, organisation.name
        limit $1
        ",
        OFFERED,
    )
    .fetch_all(db)
    .await
}
