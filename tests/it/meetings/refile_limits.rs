//! What does not move to another cycle, and what stays behind.

use axum::http::Method;
use intersession::{meetings::Kind, viewer::RoleKind};

use super::refile::{HERE, SOURCE, THERE, ask, import, two_cycles};
use crate::harness::World;

#[tokio::test]
async fn a_number_that_is_taken_there_is_refused_by_name_and_an_empty_one_is_the_next() {
    let world = World::new().await;
    let (here, there, mut facilitator) = two_cycles(&world).await;
    for (place, starts) in
        [(&there, "2017-08-01T15:00:00Z"), (&here, "2018-08-01T15:00:00Z"), (&here, "2018-09-01T15:00:00Z")]
    {
        world.held_call(place, starts).await;
    }
    ask(&mut facilitator, &format!("{HERE}/1")).await.press("Move the call").await.gets(422);
    facilitator.sees("In Cybersecurity 2017 this number is taken, by Virtual Meeting I.");
    assert_eq!(facilitator.field("#to"), "/cybersecurity/2017", "what was typed is kept");
    assert_eq!(facilitator.field("Why"), "It is of the cycle of 2017.");
    assert_eq!(world.count("moved_meeting").await, 0, "nothing is half done");
    facilitator.fill("#ordinal", "four").press("Move the call").await.gets(422).sees("in digits");
    facilitator.fill("#ordinal", "").press("Move the call").await.gets(200).sees("Virtual Meeting II");
    let mut public = world.public();
    public.visit(HERE).await.sees("Virtual Meeting II").does_not_see("Virtual Meeting III");
    world.held_call(&here, "2018-10-01T15:00:00Z").await;
    public.visit(HERE).await.sees("Virtual Meeting III");
}

#[tokio::test]
async fn who_runs_only_one_of_the_two_cycles_cannot_move_a_call_between_them() {
    let world = World::new().await;
    let here = world.cycle().await;
    let there = world.cycle_of(&here.forum, 2017).await;
    let mut of_here = world.facilitator(&here).await;
    let (person, account) = world.account("Sample Neighbour", false).await;
    world.give_role(&there, person, RoleKind::Facilitator).await;
    let mut of_there = world.signed_in(account).await;
    let mut scribe = world.with_role(&here, RoleKind::Scribe).await;
    world.held_call(&here, "2018-09-01T15:00:00Z").await;
    let form = [("to", "/cybersecurity/2017"), ("reason", "x")];
    let path = format!("{HERE}/1/move");

    of_here.visit(&path).await.gets(200).sees("There is no cycle to move it to.");
    of_here.post(&path, &form).await.gets(422);
    for outsider in [&mut of_there, &mut scribe] {
        outsider.visit(&path).await.gets(403);
        outsider.post(&path, &form).await.gets(403);
    }
    world.public().post(&path, &form).await.gets(401);
    scribe.visit(&format!("{HERE}/1")).await.does_not_see("Move it to the right one");
    assert_eq!(world.count("moved_meeting").await, 0);
}

#[tokio::test]
async fn only_what_was_held_moves_and_never_out_of_sight() {
    let world = World::new().await;
    let (here, _, mut facilitator) = two_cycles(&world).await;
    let ahead = world.call(&here, Kind::Informal, &["2018-11-01T15:00:00Z"]).await;
    facilitator
        .visit(&format!("{}/move", ahead.path(&here)))
        .await
        .gets(409)
        .sees("Only a call that was held");
    facilitator
        .post(&format!("{}/move", ahead.path(&here)), &[("to", "/cybersecurity/2017"), ("reason", "x")])
        .await;
    facilitator.gets(409);

    let held = world.call(&here, Kind::Informal, &["2018-10-01T15:00:00Z"]).await;
    let path = held.path(&here);
    facilitator.post(&format!("{path}/held"), &[]).await.gets(200);
    sqlx::query("update cycle set shown_at = null where year = 2017")
        .execute(&world.db)
        .await
        .expect("a draft");
    facilitator.visit(&format!("{path}/move")).await.gets(200).sees("There is no cycle to move it to.");
    sqlx::query("update cycle set shown_at = created_at, trial = true where year = 2017")
        .execute(&world.db)
        .await
        .expect("a test");
    facilitator.visit(&format!("{path}/move")).await.gets(200).sees("There is no cycle to move it to.");
    sqlx::query("update cycle set trial = true").execute(&world.db).await.expect("tests");
    ask(&mut facilitator, &path).await;
    assert!(!facilitator.has("#ordinal"), "an informal call has no number");
    facilitator.press("Move the call").await.gets(200).sees("Informal meeting");
}

#[tokio::test]
async fn a_next_call_that_has_a_time_already_stays_where_people_look_for_it() {
    let world = World::new().await;
    let (.., mut facilitator) = two_cycles(&world).await;
    import(&mut facilitator, SOURCE).await;
    facilitator.visit(&format!("{HERE}/2/edit")).await.fill("#day1", "2018-10-20").fill("#time1", "15:00");
    facilitator.press("Set the time").await.gets(200);
    ask(&mut facilitator, &format!("{HERE}/1")).await.press("Move the call").await.gets(200);
    let mut public = world.public();
    public.ask(Method::GET, &format!("{HERE}/2")).await.gets(200);
    public.visit("/cybersecurity/2017").await.does_not_see("in about three weeks");
}

#[tokio::test]
async fn a_deleted_test_cycle_gives_its_addresses_back_and_the_call_that_left_it_stays() {
    let world = World::new().await;
    let (here, _, mut facilitator) = two_cycles(&world).await;
    sqlx::query("update cycle set trial = true where year = 2018").execute(&world.db).await.expect("a test");
    world.held_call(&here, "2018-09-01T15:00:00Z").await;
    ask(&mut facilitator, &format!("{HERE}/1")).await.press("Move the call").await.gets(200);
    sqlx::query("select delete_trial($1, now())")
        .bind(here.cycle.id.0)
        .execute(&world.db)
        .await
        .expect("deleted");
    assert_eq!(world.count("moved_meeting").await, 0);
    let mut public = world.public();
    public.visit(&format!("{HERE}/1")).await.gets(410).sees("This was a test cycle");
    public.visit(&format!("{THERE}/1")).await.gets(200);
}
