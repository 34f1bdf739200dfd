//! Mailing many people about a call: an invitation, or that it was changed. What goes out was looked at before.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::PgConnection;

use super::{Actor, links_of};
use crate::{
    activity::{self, Act, Diff, Visibility},
    app::App,
    db::PersonId,
    links::Purpose,
    mail::{Letter, store::queue_many},
    meetings::{
        Meeting, Sitting, SittingMove,
        mail::{self, Call},
        model::{Telling, ToTell},
        store,
    },
    subscriptions,
    web::{Error, Result},
};

/// Something that is to be mailed to many.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// The application.
    pub app: &'a App,
    /// Who sends it.
    pub actor: Actor<'a>,
    /// The name that stands in it.
    pub sender: &'a str,
    /// Of which call.
    pub meeting: &'a Meeting,
    /// How the times of the call moved, oldest first.
    pub moves: &'a [SittingMove],
    /// What it says, and to whom it goes.
    pub telling: Telling,
    /// Words of the sender's own; may be empty.
    pub words: &'a str,
}

/// To whom a message would go now.
#[derive(Debug)]
pub struct Draft {
    /// By sitting and name.
    pub to: Vec<ToTell>,
    /// Proves that somebody looked at just this.
    pub seen: String,
}

impl Draft {
    /// How many people get a letter; one who hears of two sittings counts once.
    #[must_use]
    pub fn persons(&self) -> usize {
        count(self.to.iter().map(|one| one.person))
    }
}

fn count(persons: impl Iterator<Item = PersonId>) -> usize {
    persons.collect::<std::collections::HashSet<_>>().len()
}

impl Message<'_> {
    /// To whom it would go now.
    pub async fn draft(&self, db: &mut PgConnection) -> Result<Draft> {
        let (place, now) = (self.actor.place, self.actor.now);
        let sittings: Vec<&Sitting> = self.telling.sittings(self.meeting, now).collect();
        let to = match self.telling {
            Telling::Invitation(audience) => {
                let path = self.meeting.path(place);
                store::list_to_invite(db, place, &path, &sittings, audience, now).await?
            }
            Telling::Change => store::list_to_tell(db, &sittings).await?,
        };
        Ok(Draft { seen: self.seal(&to), to })
    }

    /// A seal over everything that a reader of the preview saw: words, the call as it stands, recipients.
    fn seal(&self, to: &[ToTell]) -> String {
        let Self { meeting, telling, words, .. } = self;
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.app.form_key).expect("any length is a key");
        mac.update(format!("telling {telling:?} {} {}\0{words}\0", meeting.id, meeting.edits).as_bytes());
        for sitting in &meeting.sittings {
            mac.update(format!("{} {}\0", sitting.id, sitting.sequence).as_bytes());
        }
        for one in to {
            mac.update(format!("{} {}\0", one.sitting, one.person).as_bytes());
        }
        BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// The letter to one person, with links of their own.
    pub fn letter(&self, to: &ToTell, links: &mail::Links<'_>) -> Result<Letter> {
        let sitting = self.meeting.sittings.iter().find(|one| one.id == to.sitting).ok_or(Error::NotFound)?;
        let moved = self.moves.iter().rev().find(|one| one.sitting_id == to.sitting);
        let call = Call { app: self.app, place: self.actor.place, meeting: self.meeting, sitting };
        mail::telling(&call, self, moved, to, links)
    }

    /// Sends what was looked at: a letter to each, and each of them once, whoever sends at the same time. Gives how many
    /// people.
    ///
    /// # Errors
    /// Conflict when nobody would get it.
    pub async fn send(&self, db: &mut PgConnection, draft: &Draft) -> Result<usize> {
        let mut told = Vec::new();
        for of_sitting in draft.to.chunk_by(|one, other| one.sitting == other.sitting) {
            told.extend(self.send_of_sitting(db, of_sitting).await?);
        }
        let count = count(told.into_iter());
        if count == 0 {
            return Err(Error::Conflict("Nobody is left who would get this: everybody knows.".to_owned()));
        }
        let title = self.meeting.short_title();
        let (verb, summary) = match self.telling {
            Telling::Invitation(_) => ("meeting.invited", format!("Invited to {title}: {count}.")),
            Telling::Change => ("meeting.told", format!("Told what changed about {title}: {count}.")),
        };
        let reference = Some(self.actor.cite(db, self.meeting).await?);
        let diff = Diff::new().field("recipients", "", count);
        let act = Act { reference, ..self.actor.act(verb, Visibility::Cycle, summary, diff) };
        activity::store::record(db, self.actor.now, act).await?;
        Ok(count)
    }

    async fn send_of_sitting(&self, db: &mut PgConnection, of: &[ToTell]) -> Result<Vec<PersonId>> {
        let sitting = of.first().and_then(|one| self.meeting.sittings.iter().find(|at| at.id == one.sitting));
        let Some(sitting) = sitting else { return Ok(Vec::new()) };
        let (app, now) = (self.app, self.actor.now);
        let persons: Vec<PersonId> = of.iter().map(|one| one.person).collect();
        let told = store::set_told(db, sitting, &persons, now).await?;
        let rsvp = links_of(db, app, &told, &Purpose::Rsvp { sitting: sitting.id }, now).await?;
        let manage = links_of(db, app, &told, &Purpose::Mail, now).await?;
        let path = self.meeting.path(self.actor.place);
        let followed = subscriptions::store::find_target(db, &path).await?;
        let of_call = followed.map_or_else(String::new, |target| format!("?of={}", target.reference));
        let letter = |to: &ToTell| {
            let rsvp = rsvp.get(&to.person).ok_or(Error::NotFound)?;
            let manage = format!("{}{of_call}", manage.get(&to.person).ok_or(Error::NotFound)?);
            self.letter(to, &mail::Links { rsvp, manage: &manage })
        };
        let letters = of.iter().filter(|one| told.contains(&one.person)).map(letter);
        let letters = letters.collect::<Result<Vec<_>>>()?;
        queue_many(db, &letters, now).await?;
        Ok(told)
    }
}
