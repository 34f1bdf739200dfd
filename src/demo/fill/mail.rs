//! Who follows the forum, and what its facilitators prepared to send.

use sqlx::PgConnection;

use super::{Filling, place};
use crate::{
    clock::Instant,
    demo::facts::{ACCOUNTS, FORUM},
    forum::Actor,
    mailings::{self, Audience, Kind, NewMailing, NewTemplate},
    notifications,
    subscriptions::{self, Pace},
    web::{Error, Result},
};

const SUBJECT: &str = "{cycle}: contributions are still welcome";

const TEXT: &str = "Dear {name},

contributions to {cycle} that come in now are listed and used at the session, though the draft was written without \
them. Two pages are plenty; any question may be left out.

Everything is on one page: {page}

The facilitators";

impl Filling {
    /// Everybody with an account follows the forum.
    pub(super) async fn follow(&self, db: &mut PgConnection, now: Instant) -> Result<()> {
        let path = format!("/{}", FORUM.slug);
        let forum = subscriptions::store::find_target(db, &path).await?.ok_or(Error::NotFound)?;
        for person in ACCOUNTS.iter().filter_map(|account| self.people.get(account.name)) {
            subscriptions::choose(db, *person, &forum, Pace::Daily, now).await?;
        }
        Ok(())
    }

    /// A template and a draft wait. Of what happened before the demo began nobody is told.
    pub(super) async fn mail(&self, db: &mut PgConnection, now: Instant) -> Result<()> {
        let place = place(db, 2018).await?;
        let by = ACCOUNTS.iter().find(|account| account.role == "facilitator");
        let person = by.and_then(|account| self.people.get(account.name)).copied();
        let actor = Actor { person, place: &place, now };
        let (subject, body) = (SUBJECT.to_owned(), TEXT.to_owned());
        let (kind, name) = (Kind::Announcement, "Late contributions".to_owned());
        let template = NewTemplate { name, kind, subject, body };
        mailings::actions::add_template(db, actor, &template).await?;
        let NewTemplate { subject, body, .. } = template;
        let new = NewMailing { audience: Audience::Both, subject, body };
        mailings::actions::write(db, actor, kind, None, &new).await?;
        Ok(notifications::store::forget_untold(db).await?)
    }
}
