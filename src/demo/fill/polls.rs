//! The poll about the next call.

use sqlx::PgConnection;

use super::{Filling, place};
use crate::{
    clock::{Day, Instant},
    demo::facts::poll::{ANSWERS, Answer, NOTE, SAID, TIMES, WINDOW},
    forum::{Actor, CyclePlace},
    meetings::{
        Intention, IntentionKind, Kind, Meeting, NewMeeting, actions,
        polls::{
            self, Fit, NewPoll, Poll,
            actions::{Answering, Who},
        },
    },
    people,
    web::{Error, Result},
};

impl Filling {
    /// A call is to be, people are asked when, and some have answered.
    pub(super) async fn poll(&mut self, db: &mut PgConnection) -> Result<()> {
        let opened = instant(WINDOW.0)?;
        let place = place(db, 2018).await?;
        let actor = self.secretariat_in(&place, opened)?;
        let (text, from, to) = SAID;
        let intention = Intention {
            from: Day::parse(from),
            to: Day::parse(to),
            ..Intention::said(IntentionKind::Window, text.to_owned())
        };
        let new = NewMeeting { intention: Some(intention), ..NewMeeting::empty(Kind::Virtual) };
        let call = actions::intend(db, actor, &new, None).await?;
        let new = NewPoll {
            minutes: 60,
            zone: "UTC".to_owned(),
            note: NOTE.to_owned(),
            closes_at: instant(WINDOW.1)?,
            starts: TIMES.into_iter().map(instant).collect::<Result<_>>()?,
            later: false,
            required: self.people.get("Sample Facilitator").copied().into_iter().collect(),
        };
        polls::actions::make(db, actor, &call, &new).await?;
        let poll = polls::store::find_poll(db, call.id).await?.ok_or(Error::NotFound)?;
        for (minutes, answer) in (20..).step_by(20).zip(ANSWERS) {
            self.answer(db, &place, (&call, &poll), answer, opened.plus_minutes(minutes)).await?;
        }
        Ok(())
    }

    async fn answer(
        &self,
        db: &mut PgConnection,
        place: &CyclePlace,
        (call, poll): (&Meeting, &Poll),
        fact: &Answer,
        at: Instant,
    ) -> Result<()> {
        let (person, guest) = match self.people.get(fact.name) {
            Some(person) => (*person, false),
            None => (people::store::insert_person(db, fact.name, "", at).await?, true),
        };
        let fit = |letter| match letter {
            'y' => Some(Fit::Yes),
            'm' => Some(Fit::IfNeedBe),
            'n' => Some(Fit::No),
            _ => None,
        };
        let marks =
            poll.asked().zip(fact.fits.chars()).filter_map(|(slot, letter)| Some((slot.id, fit(letter)?)));
        let said = polls::Answered { marks: marks.collect(), cleared: Vec::new(), shows_name: guest };
        let came = Answering { poll: poll.id, said: &said, zone: fact.zone, opened_at: None };
        let actor = Actor { person: Some(person), place, now: at };
        polls::actions::answer(db, actor, call, Who { person, guest }, &came).await
    }
}

fn instant(text: &str) -> Result<Instant> {
    Instant::parse(text).ok_or_else(|| anyhow::anyhow!("the demo has no instant {text}").into())
}
