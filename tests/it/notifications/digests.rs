//! What comes in a digest, when, and what comes at once.

use crate::harness::{World, at};
use intersession::{
    meetings::{Kind, actions},
    notifications,
    viewer::RoleKind,
};

const FOLLOWER: &str = "follower@example.org";

/// A site whose past was told.
async fn quiet_world() -> (World, intersession::forum::CyclePlace) {
    let world = World::new().await;
    let place = world.cycle().await;
    world.work().await;
    (world, place)
}

#[tokio::test]
async fn a_follower_gets_one_digest_a_day_with_the_newest_state_of_each_thing() {
    let (world, place) = quiet_world().await;
    world.follower("/cybersecurity", FOLLOWER).await;
    let call = world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.call(&place, Kind::Informal, &["2018-11-08T15:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/meetings/1/edit").await.fill("Time", "16:00");
    facilitator.fill("Why the time moves", "Half of us are travelling.").press("Save").await.gets(200);
    world.work().await;
    world.work().await;
    assert_eq!(world.mails_to(FOLLOWER).await.len(), 1, "only the request to confirm, so far");

    world.set_clock("2018-10-16T07:00:00Z");
    world.work().await;
    world.work().await;
    let mails = world.mails_to(FOLLOWER).await;
    assert_eq!(mails.len(), 2);
    let (subject, body) = &mails[1];
    assert_eq!(subject, "2 things happened in Cybersecurity");
    let body = mask_link(body);
    insta::assert_snapshot!(body, @r"
    Hello Sample Follower,

    this happened since Monday 15 October 2018, 09:01 UTC.

    Cybersecurity

    * Virtual Meeting I moved to Tuesday 6 November 2018, 16:00 UTC. Half of us are travelling.
      One thing happened to it before.
      When: Tuesday 6 November 2018, 16:00 UTC
      http://localhost:8080/cybersecurity/2018/meetings/1

    * Informal meeting of Thursday 8 November 2018 was scheduled for Thursday 8 November 2018, 15:00 UTC.
      When: Thursday 8 November 2018, 15:00 UTC
      http://localhost:8080/cybersecurity/2018/meetings/2

    --
    You get this because you follow these things or hold a role in them. How often, or not at all:
    http://localhost:8080/l/TOKEN
    ");
    assert_eq!(call.serial, 1);

    world.set_clock("2018-10-17T07:00:00Z");
    world.work().await;
    assert_eq!(world.mails_to(FOLLOWER).await.len(), 2, "nothing happened, nothing is sent");
}

fn mask_link(body: &str) -> String {
    let start = body.find("/l/").expect("a link") + 3;
    let end = start + body[start..].find(char::is_whitespace).unwrap_or(body.len() - start);
    format!("{}TOKEN{}", &body[..start], &body[end..])
}

#[tokio::test]
async fn what_is_wanted_weekly_waits_for_its_day() {
    let (world, place) = quiet_world().await;
    let mut member = world.member().await;
    member.visit("/follow?what=/cybersecurity").await.fill("Weekly digest", "weekly").press("Follow").await;
    member.visit("/settings/mail").await.fill("At", "18").fill("In the time of", "Africa/Nairobi");
    member.fill("Weekly ones on", "4").press("Save").await.gets(200).sees("Saved.");
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let email = "sample-member@example.org";
    for (now, mails) in [
        ("2018-10-15T15:00:00Z", 0),
        ("2018-10-17T15:00:00Z", 0),
        // Thursday, 18:00 in Nairobi.
        ("2018-10-18T14:59:59Z", 0),
        ("2018-10-18T15:00:00Z", 1),
        ("2018-10-25T15:00:00Z", 1),
    ] {
        world.set_clock(now);
        world.work().await;
        assert_eq!(world.mails_to(email).await.len(), mails, "{now}");
    }
    let (subject, body) = world.mails_to(email).await.remove(0);
    assert_eq!(subject, "Virtual Meeting I was scheduled for Tuesday 6 November 2018, 15:00 UTC.");
    assert!(body.contains("When: Tuesday 6 November 2018, 15:00 UTC · 18:00 in Nairobi"), "{body}");
}

#[tokio::test]
async fn who_holds_a_role_hears_of_its_cycle_and_can_turn_it_off() {
    let (world, place) = quiet_world().await;
    let mut editor = world.with_role(&place, RoleKind::Editor).await;
    let email = "sample-editor@example.org";
    world.work().await;
    let before = world.mails_to(email).await.len();
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.work().await;
    world.set_clock("2018-10-16T07:00:00Z");
    world.work().await;
    assert_eq!(world.mails_to(email).await.len(), before + 1);

    editor.visit("/settings/mail").await.sees("You hold a role there.");
    editor.fill("How often, Cybersecurity 2018", "off").press("Save").await.gets(200);
    world.call(&place, Kind::Virtual, &["2018-11-07T15:00:00Z"]).await;
    world.work().await;
    world.set_clock("2018-10-17T07:00:00Z");
    world.work().await;
    assert_eq!(world.mails_to(email).await.len(), before + 1);
}

#[tokio::test]
async fn what_names_somebody_is_mailed_at_once_and_to_nobody_else() {
    let (world, place) = quiet_world().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.work().await;
    let mut member = world.member().await;
    member.visit("/cybersecurity/2018/meetings/1").await.fill("What should be talked about", "Norms at work");
    member.press("Propose").await.gets(200);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/meetings/1").await.press("Accept").await.gets(200);
    world.work().await;
    world.work().await;
    let mails = world.mails_to("sample-member@example.org").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].0, "A proposal for Virtual Meeting I was accepted: Norms at work");
    assert!(mails[0].1.contains("http://localhost:8080/cybersecurity/2018/meetings/1"), "{}", mails[0].1);
    let others = world.mails_to("sample-facilitator@example.org").await;
    assert_eq!(others.len(), 1, "their own role, and nothing else");
}

#[tokio::test]
async fn an_act_that_is_told_of_again_reaches_nobody_twice() {
    let (world, place) = quiet_world().await;
    world.follower("/cybersecurity", FOLLOWER).await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.work().await;
    let told = world.count("notification").await;
    assert!(told > 0);
    let again = "insert into untold select distinct activity_id from notification";
    sqlx::query(again).execute(&world.db).await.expect("as after a crash");
    world.work().await;
    assert_eq!(world.count("notification").await, told);
}

#[tokio::test]
async fn who_did_it_is_not_told_of_it() {
    let (world, place) = quiet_world().await;
    let mut facilitator = world.facilitator(&place).await;
    world.work().await;
    facilitator.visit("/follow?what=/cybersecurity").await.press("Follow").await;
    facilitator.visit("/cybersecurity/2018/meetings/new").await;
    facilitator.fill("Day", "2018-11-06").fill("Time", "15:00").press("Schedule").await.gets(200);
    world.work().await;
    let told = "select count(*) from notification join activity on activity.id = activity_id where verb = 'meeting.scheduled'";
    let told: i64 = sqlx::query_scalar(told).fetch_one(&world.db).await.expect("counted");
    assert_eq!(told, 0);
}

#[tokio::test]
async fn nobody_hears_of_drafts_and_test_cycles_or_of_what_is_not_public() {
    let (world, place) = quiet_world().await;
    world.follower("/cybersecurity", FOLLOWER).await;
    let call = world.call(&place, Kind::Virtual, &["2018-10-15T08:00:00Z"]).await;
    world.work().await;
    sqlx::query("delete from notification").execute(&world.db).await.expect("forgotten");
    let mut db = world.db.acquire().await.expect("a connection");
    actions::mark_held(&mut db, world.actor(&place), &call, None).await.expect("held");
    sqlx::query("update cycle set shown_at = null").execute(&world.db).await.expect("hidden");
    let call = world.reload(&call).await;
    actions::cancel(&mut db, world.actor(&place), &call, None, "Nobody came.")
        .await
        .expect_err("it was held");
    world.call(&place, Kind::Virtual, &["2018-11-20T15:00:00Z"]).await;
    world.work().await;
    assert_eq!(world.count("notification").await, 0);
}

#[tokio::test]
async fn several_workers_tell_of_an_act_and_send_a_digest_once() {
    let (world, place) = quiet_world().await;
    for n in 0..20 {
        world
            .member_named(&format!("Sample Follower {n}"))
            .await
            .visit("/follow?what=/cybersecurity")
            .await
            .press("Follow")
            .await;
    }
    for day in 10..20 {
        world.call(&place, Kind::Virtual, &[&format!("2018-11-{day}T15:00:00Z")]).await;
    }
    let workers = |world: &World| {
        let app = world.app.clone();
        (0..4)
            .map(|_| {
                let app = app.clone();
                tokio::spawn(async move {
                    let mut db = app.db.acquire().await.expect("a connection");
                    let told = notifications::tell(&mut db, &app).await.expect("told");
                    told + notifications::send_digests(&mut db, &app).await.expect("sent")
                })
            })
            .collect::<Vec<_>>()
    };
    for worker in workers(&world) {
        worker.await.expect("worked");
    }
    assert_eq!(world.count("notification").await, 200);
    world.app.clock.set(at("2018-10-16T07:00:00Z"));
    for worker in workers(&world) {
        worker.await.expect("worked");
    }
    let digests: Vec<i64> =
        sqlx::query_scalar("select count(*) from message where kind = 'digest' group by person_id")
            .fetch_all(&world.db)
            .await
            .expect("counted");
    assert_eq!(digests, vec![1; 20]);
}

#[tokio::test]
async fn five_thousand_acts_make_one_digest_that_can_be_read() {
    let (world, place) = quiet_world().await;
    world.follower("/cybersecurity", FOLLOWER).await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let many = "insert into activity (at, verb, forum_id, cycle_id, reference_id, visibility, summary, diff)
        select at + n * interval '1 second', verb, forum_id, cycle_id, null, visibility, 'Thing ' || n || ' happened.', diff
        from activity, generate_series(1, 5000) as n where verb = 'meeting.scheduled'";
    sqlx::query(many).execute(&world.db).await.expect("acts");
    sqlx::query("insert into untold select id from activity where summary like 'Thing %'")
        .execute(&world.db)
        .await
        .expect("untold");
    world.work().await;
    world.set_clock("2018-10-16T07:00:00Z");
    world.work().await;
    let mails = world.mails_to(FOLLOWER).await;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[1].0, "5001 things happened in Cybersecurity");
    assert!(mails[1].1.contains("And 4961 more"), "{}", mails[1].1);
    assert!(mails[1].1.len() < 20_000);
}

#[tokio::test]
async fn what_was_erased_meanwhile_is_not_mailed() {
    let (world, place) = quiet_world().await;
    world.follower("/cybersecurity", FOLLOWER).await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.work().await;
    let blank = "begin; select set_config('intersession.erasing', 'on', true);
        update activity set summary = '', diff = '{}' where verb = 'meeting.scheduled'; commit";
    sqlx::raw_sql(blank).execute(&world.db).await.expect("erased");
    world.set_clock("2018-10-16T07:00:00Z");
    world.work().await;
    assert_eq!(world.mails_to(FOLLOWER).await.len(), 1);
}
