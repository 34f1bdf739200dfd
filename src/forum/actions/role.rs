//! Giving and ending roles.

use sqlx::PgConnection;

use crate::{
    activity::{self, Diff, Visibility},
    db::RoleId,
    forum::{Actor, forms::NewRole, store},
    people,
    web::{Error, Result, time},
};

/// Gives somebody a role; a name that is not on file becomes a person.
pub async fn give_role(db: &mut PgConnection, actor: Actor<'_>, new: &NewRole) -> Result<()> {
    let person = match &new.who {
        Ok(person) => *person,
        Err(name) => match people::store::find_by_name(db, name).await? {
            Some(person) => person,
            None => people::store::insert_person(db, name, "", actor.now).await?,
        },
    };
    let name = people::store::find_name(db, person).await?.ok_or(Error::NotFound)?;
    store::insert_role(db, actor.place.cycle.id, person, new.kind, &new.label, new.from, new.to).await?;
    let what = if new.label.is_empty() { new.kind.label() } else { &new.label };
    let summary = format!("{name}: {what} from {}.", time::day(new.from));
    let act = actor.act("role.given", Visibility::Public, summary, Diff::new());
    Ok(activity::store::record(db, actor.now, act).await?)
}

/// Ends a role today.
///
/// # Errors
/// Conflict when it has ended already.
pub async fn end_role(db: &mut PgConnection, actor: Actor<'_>, role: RoleId) -> Result<()> {
    let ended = store::set_role_end(db, actor.place.cycle.id, role, actor.now.day()).await?;
    let (name, kind) = ended.ok_or_else(|| Error::Conflict("This role has ended already.".to_owned()))?;
    let summary = format!("{name}: no longer {} after {}.", kind.label(), time::day(actor.now.day()));
    let act = actor.act("role.ended", Visibility::Public, summary, Diff::new());
    Ok(activity::store::record(db, actor.now, act).await?)
}
