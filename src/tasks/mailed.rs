//! What mailings are about: tasks for which volunteers are called, and the calls of the room before this one.

use std::collections::{HashMap, HashSet};

use sqlx::PgConnection;

use super::{Wanted, store};
use crate::{
    clock::Day,
    db::{OnConstraint, PersonId, TaskId},
    links::{self, Purpose},
    mailings::{self, Addressed, Addressee, Kind, Links, Reader, Sending, Source, Told},
    meetings::Calls,
    web::{Error, Result, time},
};

/// Tasks and calls, as what mailings are about.
#[derive(Debug, Clone, Copy)]
pub struct Mailed;

impl Source for Mailed {
    async fn addressed(db: &mut PgConnection, of: Sending<'_>) -> Result<Addressed> {
        if of.mailing.kind != Kind::Volunteers {
            return Calls::addressed(db, of).await;
        }
        let call = Call::find(db, of).await?;
        let Sending { place, mailing, now, .. } = of;
        let audience = mailings::store::list_audience(db, place, mailing.audience, now.day()).await?;
        let to = audience.into_iter().filter(|person| call.for_reader(*person).next().is_some());
        let to = to.map(|person| Addressee { part: 0, person }).collect();
        let stand = call.wanted.iter().map(|one| format!("{} {} {}", one.task, one.number, one.free));
        Ok(Addressed { to, stand: stand.collect::<Vec<_>>().join(", ") })
    }

    async fn told(
        db: &mut PgConnection,
        of: Sending<'_>,
        readers: &[Reader],
        links: Links,
    ) -> Result<Vec<Option<Told>>> {
        if of.mailing.kind != Kind::Volunteers {
            return Calls::told(db, of, readers, links).await;
        }
        let call = Call::find(db, of).await?;
        let own = match links {
            Links::Own => call.links(db, of, readers).await?,
            Links::Shown => HashMap::new(),
        };
        let link = |task: TaskId, person: PersonId| match links {
            Links::Own => own.get(&(task, person)).map(String::as_str).ok_or(Error::NotFound),
            Links::Shown => Ok(Links::SHOWN),
        };
        let told = |reader: &Reader| -> Result<Option<Told>> {
            let mut told = Told::default();
            let mut lines = Vec::new();
            for one in call.for_reader(reader.person) {
                let link = of.app.absolute(link(one.task, reader.person)?);
                lines.push(format!("{}\n{}\n{link}", one.title, one.words(of.now.day())));
                told.secrets.push(link);
            }
            let board = of.app.absolute(&format!("{}/tasks", of.place.path()));
            told.values = vec![("tasks", lines.join("\n\n")), ("page", board)];
            Ok((!lines.is_empty()).then_some(told))
        };
        readers.iter().map(told).collect()
    }

    async fn note(db: &mut PgConnection, of: Sending<'_>, to: &[Addressee]) -> Result<()> {
        if of.mailing.kind != Kind::Volunteers {
            return Calls::note(db, of, to).await;
        }
        let tasks: Vec<i64> = Call::find(db, of).await?.wanted.iter().map(|one| one.task.0).collect();
        store::lock_tasks(db, &tasks).await?;
        // Whoever held one of the locks before has sent by now, or taken a place.
        if Self::addressed(db, of).await?.to != to {
            return Err(called_meanwhile());
        }
        let call = Call::find(db, of).await?;
        for one in &call.wanted {
            let persons: Vec<PersonId> =
                to.iter().map(|to| to.person).filter(|person| call.is_for(one, *person)).collect();
            if !persons.is_empty() {
                let noted = store::set_called(db, of.mailing.id, one, &persons, of.now).await;
                let noted = noted.on_constraint("task_call_mailed_once", called_meanwhile);
                noted?;
            }
        }
        Ok(())
    }
}

fn called_meanwhile() -> Error {
    let sentence = "Volunteers were called for a moment ago, or a task was taken. Nothing was sent now. Look at it again.";
    Error::Conflict(sentence.to_owned())
}

/// For what a mailing calls, and whom it does not ask for which of it.
struct Call {
    wanted: Vec<Wanted>,
    not_for: HashSet<(TaskId, PersonId)>,
}

impl Call {
    async fn find(db: &mut PgConnection, of: Sending<'_>) -> Result<Self> {
        let wanted = store::list_wanted(db, of.mailing.id).await?;
        let is_sent = of.mailing.confirmed_at.is_some();
        let not_for = store::list_not_called(db, &wanted, is_sent).await?.into_iter().collect();
        Ok(Self { wanted, not_for })
    }

    fn is_for(&self, one: &Wanted, person: PersonId) -> bool {
        !self.not_for.contains(&(one.task, person))
    }

    fn for_reader(&self, person: PersonId) -> impl Iterator<Item = &Wanted> {
        self.wanted.iter().filter(move |one| self.is_for(one, person))
    }

    /// The readers' own links to each task.
    async fn links(
        &self,
        db: &mut PgConnection,
        of: Sending<'_>,
        readers: &[Reader],
    ) -> Result<HashMap<(TaskId, PersonId), String>> {
        let mut links = HashMap::new();
        for one in &self.wanted {
            let persons: Vec<PersonId> = readers.iter().map(|reader| reader.person).collect();
            let persons: Vec<PersonId> =
                persons.into_iter().filter(|person| self.is_for(one, *person)).collect();
            let purpose = Purpose::Task { task: one.task };
            let own = links::standing(db, &of.app.form_key, &persons, &purpose, of.now).await?;
            links.extend(own.into_iter().map(|(person, path)| ((one.task, person), path)));
        }
        Ok(links)
    }
}

impl Wanted {
    /// How many are wanted, until when: "One volunteer is wanted, until Friday 26 October 2018."
    fn words(&self, today: Day) -> String {
        let until = match self.due {
            Some(day) if day < today => format!("; it was due on {}", time::day(day)),
            Some(day) => format!(", until {}", time::day(day)),
            None => String::new(),
        };
        match self.free {
            1 => format!("One volunteer is wanted{until}."),
            free => format!("{free} volunteers are wanted{until}."),
        }
    }
}
