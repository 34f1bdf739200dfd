//! What volunteers took on.

use sqlx::PgConnection;

use super::{Filling, place};
use crate::{
    clock::{Day, Instant},
    db::PersonId,
    demo::facts::{Task, Then, Volunteers},
    forum::{self, Actor, CyclePlace},
    mailings::{self, Sealed, Sending},
    tasks::{self, NewTask, actions, store},
    viewer::RoleKind,
    web::{Error, Result},
};

impl Filling {
    /// A task is written down.
    pub(super) async fn note(
        &mut self,
        db: &mut PgConnection,
        at: Instant,
        fact: &'static Task,
    ) -> Result<()> {
        let place = place(db, fact.cycle).await?;
        let source = match fact.of {
            Some((start, paragraph)) => {
                let call = self.serials.get(&(fact.cycle, start)).map(i32::to_string).unwrap_or_default();
                actions::source(db, &place, (&call, &paragraph.to_string())).await?
            }
            None => None,
        };
        let milestones = store::list_milestones(db, place.cycle.id).await?;
        let milestone = milestones.iter().find(|(_, title, _)| Some(title.as_str()) == fact.with);
        let new = NewTask {
            title: fact.title.to_owned(),
            detail: fact.detail.to_owned(),
            source: source.map(|(reference, _)| reference),
            milestone: milestone.map(|(id, ..)| *id),
            due: fact.due.and_then(Day::parse),
            calls: fact.wanted > 0,
            wanted: fact.wanted.max(1),
            role: RoleKind::ALL.into_iter().find(|role| Some(role.code()) == fact.role),
        };
        let task = actions::add(db, self.secretariat_in(&place, at)?, &new).await?;
        self.tasks.insert((fact.cycle, fact.title), task.serial);
        Ok(())
    }

    /// Somebody takes it.
    pub(super) async fn take(
        &mut self,
        db: &mut PgConnection,
        at: Instant,
        fact: &'static Task,
        who: &str,
    ) -> Result<()> {
        let (place, task) = self.noted(db, fact).await?;
        let person = self.person(db, &place, who).await?;
        actions::take(db, Actor { person: Some(person), place: &place, now: at }, &task, person).await
    }

    /// Something becomes of it.
    pub(super) async fn settle(
        &mut self,
        db: &mut PgConnection,
        at: Instant,
        fact: &'static Task,
    ) -> Result<()> {
        let (place, task) = self.noted(db, fact).await?;
        let actor = self.secretariat_in(&place, at)?;
        match fact.then {
            Then::Waits => Ok(()),
            Then::Begun => actions::begin(db, actor, &task).await,
            Then::GivenBack(why) => {
                let taker = fact.takers.first().ok_or(Error::NotFound)?;
                let person = self.person(db, &place, taker).await?;
                let actor = Actor { person: Some(person), ..actor };
                actions::release(db, actor, &task, person, why).await
            }
            Then::Asked(whom) => {
                let person = self.person(db, &place, whom).await?;
                actions::ask(db, actor, &task, person).await
            }
            Then::Done(_, outcome) => actions::finish(db, actor, &task, outcome, "").await,
            Then::Dropped(_, why) => actions::drop(db, actor, &task, why).await,
        }
    }

    /// Who has it says how it stands.
    pub(super) async fn say(
        &mut self,
        db: &mut PgConnection,
        at: Instant,
        fact: &'static Task,
    ) -> Result<()> {
        let (place, task) = self.noted(db, fact).await?;
        let (taker, (_, said)) = fact.takers.first().zip(fact.said).ok_or(Error::NotFound)?;
        let person = self.person(db, &place, taker).await?;
        let actor = Actor { person: Some(person), place: &place, now: at };
        actions::say(db, actor, &task, person, (said, "")).await
    }

    /// It is asked how tasks stand; the letters are long read.
    pub(super) async fn check_in(&mut self, db: &mut PgConnection, at: Instant) -> Result<()> {
        store::claim_check_ins(db, at, 100).await?;
        Ok(())
    }

    /// Volunteers are called for by mail; the letters are long read.
    pub(super) async fn call_for(
        &mut self,
        db: &mut PgConnection,
        at: Instant,
        fact: &'static Volunteers,
    ) -> Result<()> {
        let place = place(db, fact.cycle).await?;
        let person = Some(self.person(db, &place, "Sample Facilitator").await?);
        let actor = Actor { person, place: &place, now: at };
        let all = store::list_tasks(db, place.cycle.id).await?;
        let wanted: Vec<_> = all.iter().filter(|task| fact.tasks.contains(&task.title.as_str())).collect();
        let id = actions::call(db, actor, &wanted).await?;
        let mailing = mailings::store::find_mailing(db, place.cycle.id, id).await?.ok_or(Error::NotFound)?;
        let of = Sending { app: &self.app, place: &place, mailing: &mailing, now: at };
        let to = Sealed::of::<tasks::Mailed>(db, of).await?;
        mailings::actions::send::<tasks::Mailed>(db, actor, of, &to).await?;
        mailings::store::take_recipients(db, id, 1_000).await?;
        Ok(mailings::store::set_written(db, id).await?)
    }

    async fn noted(&self, db: &mut PgConnection, fact: &'static Task) -> Result<(CyclePlace, tasks::Task)> {
        let place = place(db, fact.cycle).await?;
        let serial = self.tasks.get(&(fact.cycle, fact.title)).ok_or(Error::NotFound)?;
        let task = store::find_task(db, place.cycle.id, *serial).await?.ok_or(Error::NotFound)?;
        Ok((place, task))
    }

    /// Who has an account in the demo, or a role in the cycle.
    async fn person(&self, db: &mut PgConnection, place: &CyclePlace, name: &str) -> Result<PersonId> {
        if let Some(person) = self.people.get(name) {
            return Ok(*person);
        }
        let roles = forum::store::list_roles(db, place.cycle.id).await?;
        let role = roles.iter().find(|role| role.name == name);
        Ok(role.ok_or_else(|| anyhow::anyhow!("nobody in the demo is called {name}"))?.person)
    }
}
