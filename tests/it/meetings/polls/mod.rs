//! Polls: finding a time for a call.

mod answers;
mod asked;
mod due;
mod hostile;
mod made;
mod settled;

use crate::harness::{Browser, World, at};
use intersession::{
    db::{PersonId, SlotId},
    forum::CyclePlace,
    meetings::{
        Intention, IntentionKind, Kind, Meeting, NewMeeting, actions,
        polls::{self, NewPoll},
    },
    viewer::RoleKind,
};

pub const CALL: &str = "/cybersecurity/2018/meetings/1";
pub const POLL: &str = "/cybersecurity/2018/meetings/1/poll";

/// Three times on two days.
pub const TIMES: [&str; 3] = ["2018-11-06T06:00:00Z", "2018-11-06T14:00:00Z", "2018-11-07T20:00:00Z"];

/// A call that is to be some time.
pub async fn intended(world: &World, place: &CyclePlace) -> Meeting {
    let intention = Intention::said(IntentionKind::Window, "in about three weeks".to_owned());
    let new = NewMeeting { intention: Some(intention), ..NewMeeting::empty(Kind::Virtual) };
    let mut db = world.db.acquire().await.expect("a connection");
    actions::intend(&mut db, world.actor(place), &new, None).await.expect("intended")
}

/// A poll about it, open from now until 22 October 2018, 18:00 UTC.
pub async fn opened(
    world: &World,
    place: &CyclePlace,
    call: &Meeting,
    times: &[&str],
    required: &[PersonId],
) {
    let new = NewPoll {
        minutes: 60,
        zone: "UTC".to_owned(),
        note: String::new(),
        closes_at: at("2018-10-22T18:00:00Z"),
        starts: times.iter().map(|time| at(time)).collect(),
        required: required.to_vec(),
        later: false,
    };
    let mut tx = world.db.begin().await.expect("a transaction");
    polls::actions::make(&mut tx, world.actor(place), call, &new).await.expect("a poll");
    tx.commit().await.expect("committed");
}

/// A call that is to be some time, and a poll of three times about it.
pub async fn polled() -> (World, CyclePlace, Meeting) {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = intended(&world, &place).await;
    opened(&world, &place, &call, &TIMES, &[]).await;
    (world, place, call)
}

/// The slots of the first poll, in the order of time.
pub async fn slots(world: &World) -> Vec<SlotId> {
    sqlx::query_scalar("select id from poll_slot order by starts_at")
        .fetch_all(&world.db)
        .await
        .expect("slots")
}

/// Chooses for each slot in its order: `y`, `m` or `n`; anything else leaves it blank.
pub async fn choose<'a>(world: &World, browser: &'a mut Browser, fits: &str) -> &'a mut Browser {
    for (slot, fit) in slots(world).await.into_iter().zip(fits.chars()) {
        let code = match fit {
            'y' => "yes",
            'm' => "if_need_be",
            'n' => "no",
            _ => continue,
        };
        browser.fill(&format!("#slot-{slot}-{code}"), code);
    }
    browser
}

/// A guest answers by the open address; gives them on the page with their own link.
pub async fn guest(world: &World, name: &str, email: &str, fits: &str) -> Browser {
    let mut guest = world.public();
    guest.visit(POLL).await.fill("Your name", name).fill("E-mail address (optional)", email);
    choose(world, &mut guest, fits).await;
    world.app.clock.set(world.app.now().plus_minutes(1));
    guest.press("Answer").await.gets(200);
    guest
}

/// What is on record, by name and slot: "Sample Guest yes -  no".
pub async fn record(world: &World) -> Vec<String> {
    sqlx::query_scalar(
        "select person.name || ':' || string_agg(' ' || coalesce(fit, '-'), '' order by starts_at)
         from poll_reply
         join person on person.id = person_id
         join poll_slot on poll_slot.poll_id = poll_reply.poll_id
         left join poll_answer on slot_id = poll_slot.id and reply_id = poll_reply.id
         group by poll_reply.id, person.name order by poll_reply.id",
    )
    .fetch_all(&world.db)
    .await
    .expect("answers")
}

/// Somebody with an account and a role.
pub async fn worker(world: &World, place: &CyclePlace, name: &str) -> (PersonId, Browser) {
    let (person, account) = world.account(name, false).await;
    world.give_role(place, person, RoleKind::Participant).await;
    (person, world.signed_in(account).await)
}
