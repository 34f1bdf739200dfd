//! What people type who mean no good, and how much a poll bears.

use super::*;

#[tokio::test]
async fn names_that_mean_harm_are_shown_as_words() {
    let (world, place, _) = polled().await;
    let names = [
        "<script>alert(1)</script>",
        "Robert'); drop table poll;--",
        "a\u{202E}b\u{0007}c",
        "=cmd|' /C calc'!A0",
    ];
    for name in names {
        guest(&world, name, "", "y--").await;
    }
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit(&format!("{POLL}/answers"))
        .await
        .gets(200)
        .sees("<script>alert(1)</script>")
        .sees("abc");
    assert!(!facilitator.body.contains("<script>alert"));
    let mut longer = world.public();
    longer.visit(POLL).await.fill("Your name", &"x".repeat(201));
    choose(&world, &mut longer, "y").await.press("Answer").await.gets(422).sees("it has 201 characters");
    longer.fill("Your name", " \u{202E} ").press("Answer").await.gets(422).sees("Enter your name.");
    longer.fill("Your name", "Sample").fill("E-mail address (optional)", "no address").press("Answer").await;
    longer.gets(422).sees("or leave it empty");
}

#[tokio::test]
async fn a_guest_who_is_faster_than_a_person_or_brings_nonsense_is_asked_again() {
    let (world, ..) = polled().await;
    let mut fast = world.public();
    fast.visit(POLL).await.fill("Your name", "Sample Fast");
    choose(&world, &mut fast, "yyy").await.press("Answer").await.gets(422).sees("That was fast.");
    let slot = slots(&world).await[0];
    let field = format!("slot-{slot}");
    let mut member = world.member().await;
    member.post(POLL, &[(&field, "always")]).await.gets(422).sees("Choose yes, if need be, or no.");
    member.post(POLL, &[("slot-999999", "yes")]).await.gets(422).sees("Choose for at least one time");
    member.post(POLL, &[("slot-x", "yes"), ("slot-", "no")]).await.gets(422);
    member.post_raw(POLL, "application/json", "{}").await.gets(400);
    assert_eq!(world.count("poll_reply").await, 0);
    world.public().visit("/cybersecurity/2018/meetings/2/poll").await.gets(404);
    let mut none = world.public();
    world.call(&world.place("cybersecurity", 2018).await, Kind::Virtual, &["2018-12-01T15:00:00Z"]).await;
    none.visit("/cybersecurity/2018/meetings/2/poll").await.gets(404);
}

#[tokio::test]
async fn guests_from_one_network_are_held_back_after_many() {
    let (world, ..) = polled().await;
    let mut flood = world.public();
    flood.visit(POLL).await;
    let stamp = flood.attributes("input[name=opened]", "value").remove(0);
    let slot = slots(&world).await[0];
    world.app.clock.set(world.app.now().plus_minutes(1));
    let field = format!("slot-{slot}");
    let mut statuses = Vec::new();
    for round in 0..60 {
        flood.visit(POLL).await;
        let _ = &stamp;
        flood.fill("Your name", &format!("Sample {round}")).fill(&format!("#{field}-yes"), "yes");
        world
            .app
            .clock
            .set(intersession::clock::Instant(world.app.now().0 + jiff::SignedDuration::from_secs(5)));
        statuses.push(flood.press("Answer").await.status.as_u16());
    }
    assert!(statuses.contains(&200) && statuses.contains(&429), "{statuses:?}");
}

/// 200 times and 1,000 answers, written at once.
async fn large(world: &World) {
    sqlx::raw_sql(
        "insert into poll_slot (poll_id, starts_at, added_at)
         select 1, timestamptz '2018-11-10 00:00Z' + make_interval(mins => 30 * n), '2018-10-15 09:00Z' from generate_series(1, 197) n;
         insert into person (name, created_at) select 'Sample Person ' || n, '2018-10-15 09:00Z' from generate_series(1, 1000) n;
         insert into poll_reply (poll_id, person_id, guest, shows_name, zone, first_at, answered_at)
         select 1, id, true, true, 'Asia/Tokyo', '2018-10-15 09:00Z', '2018-10-15 09:00Z' from person where name like 'Sample Person %';
         insert into poll_answer (slot_id, reply_id, fit, answered_at)
         select poll_slot.id, poll_reply.id, (array['yes', 'if_need_be', 'no'])[1 + (poll_slot.id * 7 + poll_reply.id * 13) % 3], '2018-10-15 09:00Z'
         from poll_slot cross join poll_reply;
         analyze;",
    )
    .execute(&world.db)
    .await
    .expect("written");
}

fn compressed(body: &str) -> usize {
    use std::io::Write;
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(body.as_bytes()).expect("compressed");
    gz.finish().expect("compressed").len()
}

#[tokio::test]
async fn a_poll_of_200_times_and_1000_answers_is_read_and_answered_like_a_small_one() {
    let (world, place, _) = polled().await;
    let mut facilitator = world.facilitator(&place).await;
    large(&world).await;
    for path in [POLL.to_owned(), format!("{POLL}/answers"), format!("{POLL}/answers?after=900")] {
        let page = facilitator.visit(&path).await.gets(200);
        let bytes = compressed(&page.body);
        assert!(bytes < 60_000, "{path} weighs {bytes} bytes");
    }
    facilitator.visit(POLL).await.sees("1000 people have answered.");
    let mut member = world.member().await;
    member.visit(POLL).await;
    choose(&world, &mut member, &"y".repeat(200)).await.press("Answer").await.gets(200).sees("1001 people");
    assert_eq!(world.count("poll_answer").await, 200_200);
}
