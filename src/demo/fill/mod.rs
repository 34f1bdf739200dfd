//! Letting the story happen again, through the verbs of the slices.

mod calls;
mod cycles;
mod mail;
mod parts;
mod plan;
mod polls;
mod tasks;

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{
    facts::{ACCOUNTS, FORUM},
    story::{Event, story},
};
use crate::{
    accounts,
    app::App,
    clock::Instant,
    db::{ForumId, PersonId},
    forum::{self, Actor, CyclePlace, Forum},
    people::{self, Email},
    web::{Error, Result},
};

/// Fills an empty site, all or nothing. A sign-in link for each role, as a path.
pub async fn fill(app: &App) -> Result<Vec<(&'static str, String)>> {
    let mut tx = app.db.begin().await?;
    let (people, serials, tasks) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut filling = Filling { app: app.clone(), people, serials, tasks };
    let links = filling.accounts(&mut tx, app.now()).await?;
    filling.follow(&mut tx, app.now()).await?;
    for (at, event) in story() {
        filling
            .happen(&mut tx, at, event)
            .await
            .inspect_err(|_| tracing::error!(at = %at.0, "The demo's story stops here."))?;
    }
    filling.poll(&mut tx).await?;
    filling.mail(&mut tx, app.now()).await?;
    tx.commit().await?;
    Ok(links)
}

struct Filling {
    app: App,
    /// Who is on file, by name.
    people: HashMap<&'static str, PersonId>,
    /// The serial of each call, by its start.
    serials: HashMap<(i32, &'static str), i32>,
    /// The serial of each task, by its title.
    tasks: HashMap<(i32, &'static str), i32>,
}

impl Filling {
    async fn accounts(&mut self, db: &mut PgConnection, now: Instant) -> Result<Vec<(&'static str, String)>> {
        let mut signed = Vec::new();
        for account in ACCOUNTS {
            let email = Email::parse(account.address).ok_or(Error::NotFound)?;
            let person =
                people::store::insert_person(db, account.name, account.nri.unwrap_or_default(), now).await?;
            people::store::insert_address(db, person, &email, Some(now), now).await?;
            let id =
                accounts::store::insert_account(db, person, "", account.role == "secretariat", now).await?;
            signed.push((account.name, accounts::sign_in_link(db, id, now).await?));
            self.people.insert(account.name, person);
        }
        let description = Forum {
            id: ForumId(0),
            slug: FORUM.slug.to_owned(),
            name: FORUM.subject.to_owned(),
            title: FORUM.name.to_owned(),
            summary: FORUM.summary.to_owned(),
            edits: 0,
        };
        let opened = story().first().map_or(now, |(at, _)| at.plus_days(-1));
        let made = forum::actions::make_forum(db, Some(self.secretariat()?), description, opened).await?;
        made.map_err(|_| anyhow::anyhow!("the demo's forum could not be made"))?;
        Ok(signed)
    }

    fn secretariat(&self) -> Result<PersonId> {
        let first = ACCOUNTS.first().and_then(|account| self.people.get(account.name));
        Ok(*first.ok_or_else(|| anyhow::anyhow!("the demo has no Secretariat"))?)
    }

    fn secretariat_in<'a>(&self, place: &'a CyclePlace, at: Instant) -> Result<Actor<'a>> {
        Ok(Actor { person: Some(self.secretariat()?), place, now: at })
    }

    async fn happen(&mut self, db: &mut PgConnection, at: Instant, event: Event) -> Result<()> {
        match event {
            Event::Open(cycle) => self.open(db, at, cycle).await,
            Event::MoveOn(cycle, to) => self.move_on(db, at, cycle, to).await,
            Event::Give(cycle, role) => self.give(db, at, cycle, role).await,
            Event::Plan(cycle, milestone) => self.plan(db, at, cycle, milestone).await,
            Event::Move(cycle, milestone, moved) => self.change(db, at, cycle, milestone, Some(moved)).await,
            Event::Reach(cycle, milestone) => self.change(db, at, cycle, milestone, None).await,
            Event::Schedule(call) => self.schedule(db, at, call).await,
            Event::Hold(call) => self.hold(db, at, call).await,
            Event::Write(call) => self.write(db, at, call).await,
            Event::Publish(call) => self.publish(db, at, call).await,
            Event::Note(task) => self.note(db, at, task).await,
            Event::Take(task, who) => self.take(db, at, task, who).await,
            Event::Settle(task) => self.settle(db, at, task).await,
            Event::Say(task) => self.say(db, at, task).await,
            Event::CheckIn => self.check_in(db, at).await,
            Event::CallFor(call) => self.call_for(db, at, call).await,
        }
    }
}

async fn place(db: &mut PgConnection, year: i32) -> Result<CyclePlace> {
    forum::store::find_cycle(db, FORUM.slug, year).await?.ok_or(Error::NotFound)
}
