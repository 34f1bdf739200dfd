//! Giving and ending roles. One that lets its holder publish or mail takes a second person.

use sqlx::PgConnection;

use crate::{
    activity::{self, Diff, Visibility},
    app::App,
    appointments::{self, Answer, Appointment, NewAppointment, Office, RoleOffice, Settled},
    clock::Day,
    db::{PersonId, RoleId},
    forum::{Actor, forms::NewRole, store},
    people,
    web::{Error, Result, time},
};

/// What became of giving a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// It is given.
    Now,
    /// It waits for a second person.
    Waiting,
}

/// Gives somebody a role, or proposes it where it lets its holder publish or mail and another person can confirm it.
///
/// # Errors
/// Conflict when the same waits already.
pub async fn appoint(db: &mut PgConnection, app: &App, actor: Actor<'_>, new: &NewRole) -> Result<Given> {
    let person = person_of(db, actor, new).await?;
    let (given, diff) = match propose(db, app, actor, person, new).await? {
        Proposed::Waits(appointment) => {
            let summary = format!("{}: proposed as {}.", appointment.name, appointment.office.label());
            let act = actor.act("role.proposed", Visibility::Audit, summary, facts(new));
            activity::store::record_about(db, actor.now, act, person).await?;
            return Ok(Given::Waiting);
        }
        Proposed::Alone => (Given::Now, Diff::new().field("confirmed by", "", "nobody else could")),
        Proposed::Needless => (Given::Now, Diff::new()),
    };
    give(db, actor, person, new, diff).await?;
    Ok(given)
}

/// Gives somebody a role as a fact, whatever it allows; a name that is not on file becomes a person.
pub async fn give_role(db: &mut PgConnection, actor: Actor<'_>, new: &NewRole) -> Result<()> {
    let person = person_of(db, actor, new).await?;
    give(db, actor, person, new, Diff::new()).await
}

/// Answers a role that waits; whether the actor may is asked of the appointment, before.
///
/// # Errors
/// Conflict when it was answered meanwhile.
pub async fn settle_role(
    db: &mut PgConnection,
    app: &App,
    actor: Actor<'_>,
    appointment: Appointment,
    answer: Answer,
) -> Result<()> {
    let by = actor.person.ok_or(Error::SignInRequired)?;
    let (verb, what, appointment) = match appointments::settle(db, app, appointment, answer, by, actor.now)
        .await?
    {
        Settled::Confirmed(appointment) => {
            let role = appointment.office.role().ok_or(Error::NotFound)?;
            let diff = Diff::new().field("proposed by", "", &appointment.proposer);
            return give(db, actor, appointment.person, &NewRole::of(appointment.person, role), diff).await;
        }
        Settled::Declined(appointment) => ("role.declined", "declined", appointment),
        Settled::TakenBack(appointment) => ("role.taken_back", "taken back", appointment),
    };
    let summary =
        format!("{}: not {}, the proposal was {what}.", appointment.name, appointment.office.label());
    let diff = Diff::new().field("proposed by", &appointment.proposer, "");
    let act = actor.act(verb, Visibility::Audit, summary, diff);
    Ok(activity::store::record_about(db, actor.now, act, appointment.person).await?)
}

/// Ends a role today.
///
/// # Errors
/// Conflict when it has ended already.
pub async fn end_role(db: &mut PgConnection, actor: Actor<'_>, role: RoleId) -> Result<()> {
    let ended = store::set_role_end(db, actor.place.cycle.id, role, actor.now.day()).await?;
    let (person, name, kind) =
        ended.ok_or_else(|| Error::Conflict("This role has ended already.".to_owned()))?;
    let summary = format!("{name}: no longer {} after {}.", kind.label(), time::day(actor.now.day()));
    let diff = Diff::new().field("to", "", actor.now.day().0);
    let act = actor.act("role.ended", Visibility::Public, summary, diff);
    Ok(activity::store::record_about(db, actor.now, act, person).await?)
}

pub(super) enum Proposed {
    Waits(Appointment),
    Alone,
    Needless,
}

pub(super) async fn propose(
    db: &mut PgConnection,
    app: &App,
    actor: Actor<'_>,
    person: PersonId,
    new: &NewRole,
) -> Result<Proposed> {
    let is_over = new.to.is_some_and(|to| to < actor.now.day());
    let Some(by) = actor.person.filter(|_| new.kind.runs_cycle() && !is_over) else {
        return Ok(Proposed::Needless);
    };
    let office = Office::Role(RoleOffice {
        cycle: actor.place.cycle.id,
        kind: new.kind,
        label: new.label.clone(),
        from: new.from,
        to: new.to,
    });
    let proposed = appointments::propose(db, app, &NewAppointment { person, office, by }, actor.now).await?;
    Ok(proposed.map_or(Proposed::Alone, Proposed::Waits))
}

async fn person_of(db: &mut PgConnection, actor: Actor<'_>, new: &NewRole) -> Result<PersonId> {
    match &new.who {
        Ok(person) => Ok(*person),
        Err(name) => match people::store::find_by_name(db, name).await? {
            Some(person) => Ok(person),
            None => Ok(people::store::insert_person(db, name, "", actor.now).await?),
        },
    }
}

async fn give(
    db: &mut PgConnection,
    actor: Actor<'_>,
    person: PersonId,
    new: &NewRole,
    confirmed: Diff,
) -> Result<()> {
    let name = people::store::find_name(db, person).await?.ok_or(Error::NotFound)?;
    insert(db, actor, person, new).await?;
    let what = if new.label.is_empty() { new.kind.label() } else { &new.label };
    let summary = format!("{name}: {what} from {}.", time::day(new.from));
    let act = actor.act("role.given", Visibility::Public, summary, facts(new).and(confirmed));
    Ok(activity::store::record_about(db, actor.now, act, person).await?)
}

pub(super) async fn insert(
    db: &mut PgConnection,
    actor: Actor<'_>,
    person: PersonId,
    new: &NewRole,
) -> Result<()> {
    store::insert_role(db, actor.place.cycle.id, person, new.kind, &new.label, new.from, new.to).await?;
    Ok(())
}

fn facts(new: &NewRole) -> Diff {
    Diff::new()
        .field("role", "", new.kind.label())
        .field("label", "", &new.label)
        .field("from", "", new.from.0)
        .field("to", "", Day::iso(new.to))
}
