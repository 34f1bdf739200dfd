//! Asking people by mail, reminding them once, and telling those who run the cycle.

use super::*;
use axum::http::Method;

async fn ask_all(world: &World, place: &CyclePlace) -> Browser {
    let mut facilitator = world.facilitator(place).await;
    facilitator.visit(POLL).await.click("Ask people by mail").await.gets(200);
    facilitator.press("Look at it first").await.gets(200).sees("When can you come?").does_not_see("/l/A");
    facilitator.press("Send it to").await.gets(200);
    world.work().await;
    facilitator
}

fn subjects(mails: &[(String, String)]) -> Vec<&str> {
    mails.iter().map(|(subject, _)| subject.as_str()).collect()
}

#[tokio::test]
async fn people_are_asked_by_mail_each_with_a_link_of_their_own() {
    let (world, place, _) = polled().await;
    let (_, mut answered) = worker(&world, &place, "Sample Early").await;
    answered.visit(POLL).await;
    choose(&world, &mut answered, "y").await.press("Answer").await.gets(200);
    let (_, mut asked) = worker(&world, &place, "Sample Asked").await;
    world.follower("/cybersecurity/2018", "follower@example.org").await;
    let mut facilitator = ask_all(&world, &place).await;

    let early = world.mails_to("sample-early@example.org").await;
    assert!(
        !subjects(&early).iter().any(|subject| subject.contains("can you come")),
        "who has answered is not asked"
    );
    let (subject, body) = world.mails_to("sample-asked@example.org").await.pop().expect("a mail");
    assert!(subject.starts_with("When can you come? 2018 Best Practice Forum"), "{subject}");
    assert!(
        body.contains("at which of 3 times you can come")
            && body.contains("Monday 22 October 2018, 18:00 UTC")
    );
    let mut reader = world.public();
    let link = world.mailed_link("sample-asked@example.org").await;
    reader.visit(&link).await.gets(200).sees("This link answers for Sample Asked");
    world.public().ask(Method::HEAD, &link).await;
    assert_eq!(world.count("poll_reply").await, 1, "looking changes nothing");
    choose(&world, &mut reader, "nym").await.press("Answer").await.gets(200);
    assert_eq!(record(&world).await[1], "Sample Asked: no yes if_need_be");
    asked
        .visit("/settings/links")
        .await
        .sees("Answers a poll about when a call should be: 2018 Virtual Meeting");
    let other = world.mailed_link("follower@example.org").await;
    assert_ne!(other, link);
    facilitator.visit(POLL).await.sees("2 did not answer yet");
    facilitator
        .visit(&format!("{POLL}/invite"))
        .await
        .press("Look at it first")
        .await
        .sees("Nobody is left to ask.");
}

#[tokio::test]
async fn who_was_asked_and_did_not_answer_is_reminded_once_two_days_before_the_end() {
    let (world, place, _) = polled().await;
    worker(&world, &place, "Sample Silent").await;
    let (_, mut answers) = worker(&world, &place, "Sample Answers").await;
    ask_all(&world, &place).await;
    answers.visit(POLL).await;
    choose(&world, &mut answers, "y").await.press("Answer").await.gets(200);
    worker(&world, &place, "Sample Never Asked").await;

    world.set_clock("2018-10-20T17:59:59Z");
    world.work().await;
    let reminded = async |email: &str| -> usize {
        let mails = world.mails_to(email).await;
        subjects(&mails).iter().filter(|subject| subject.starts_with("When can you come? Until")).count()
    };
    assert_eq!(reminded("sample-silent@example.org").await, 0);
    world.set_clock("2018-10-20T18:00:00Z");
    tokio::join!(world.work(), world.work(), world.work());
    assert_eq!(reminded("sample-silent@example.org").await, 1, "however many workers ask");
    for other in ["sample-answers@example.org", "sample-never-asked@example.org"] {
        assert_eq!(reminded(other).await, 0, "{other}");
    }
    let link = world.mailed_link("sample-silent@example.org").await;
    world.public().visit(&link).await.gets(200).sees("This link answers for Sample Silent");

    // A poll that is opened for longer reminds nobody a second time.
    sqlx::query("update time_window set closes_at = '2018-10-30T18:00:00Z'")
        .execute(&world.db)
        .await
        .expect("moved");
    world.set_clock("2018-10-28T18:00:00Z");
    world.work().await;
    assert_eq!(reminded("sample-silent@example.org").await, 1);
}

#[tokio::test]
async fn a_short_poll_reminds_a_day_before_and_who_was_asked_late_is_not_reminded() {
    let (world, place, _) = polled().await;
    sqlx::query("update time_window set closes_at = '2018-10-18T09:00:00Z'")
        .execute(&world.db)
        .await
        .expect("short");
    worker(&world, &place, "Sample Silent").await;
    let mut facilitator = ask_all(&world, &place).await;
    world.set_clock("2018-10-17T08:59:59Z");
    world.work().await;
    assert_eq!(world.count("message where kind = 'poll_reminder'").await, 0);
    worker(&world, &place, "Sample Late").await;
    world.set_clock("2018-10-17T09:00:00Z");
    world.work().await;
    assert_eq!(
        world.count("message where kind = 'poll_reminder' and recipient = 'sample-silent@example.org'").await,
        1
    );
    world.set_clock("2018-10-17T10:00:00Z");
    facilitator
        .visit(&format!("{POLL}/invite"))
        .await
        .press("Look at it first")
        .await
        .press("Send it to")
        .await
        .gets(200);
    world.work().await;
    world.set_clock("2018-10-18T08:00:00Z");
    world.work().await;
    assert_eq!(
        world.count("message where kind = 'poll_reminder' and recipient = 'sample-late@example.org'").await,
        0
    );
}

#[tokio::test]
async fn who_runs_the_cycle_hears_at_once_that_all_have_answered_and_that_it_closed() {
    let (world, place, _) = polled().await;
    let (_, mut one) = worker(&world, &place, "Sample One").await;
    let mut facilitator = ask_all(&world, &place).await;
    let heard = async || -> Vec<String> {
        let mails = world.mails_to("sample-facilitator@example.org").await;
        mails.into_iter().map(|(_, body)| body).filter(|body| body.contains("poll")).collect()
    };
    facilitator.visit(POLL).await;
    choose(&world, &mut facilitator, "y").await.press("Answer").await.gets(200);
    world.work().await;
    let before = heard().await.len();
    one.visit(POLL).await;
    choose(&world, &mut one, "y").await.press("Answer").await.gets(200);
    world.work().await;
    world.work().await;
    let now = heard().await;
    assert_eq!(now.len(), before + 1, "{now:?}");
    assert!(now.last().expect("a mail").contains("Everybody who was asked by mail has answered the poll"));

    world.set_clock("2018-10-22T18:00:00Z");
    world.work().await;
    world.work().await;
    let now = heard().await;
    let closed = now.iter().filter(|body| body.contains("the poll is closed")).count();
    assert_eq!(closed, 1, "{now:?}");
    facilitator.visit("/cybersecurity/2018").await.gets(200);
}

#[tokio::test]
async fn nobody_is_asked_about_a_poll_that_takes_no_answers_or_in_a_test_cycle() {
    let (world, place, _) = polled().await;
    let mut facilitator = world.facilitator(&place).await;
    world.set_clock("2018-10-22T18:00:00Z");
    facilitator.visit(&format!("{POLL}/invite")).await.gets(409).sees("This poll takes no more answers");
    world.set_clock("2018-10-22T17:00:00Z");
    sqlx::query("update cycle set trial = true").execute(&world.db).await.expect("a test cycle");
    facilitator.visit(&format!("{POLL}/invite")).await.gets(409).sees("people would not find it");
}

#[tokio::test]
async fn a_poll_that_one_has_not_answered_waits_on_ones_own_page() {
    let (world, place, _) = polled().await;
    let mut editor = world.with_role(&place, RoleKind::Editor).await;
    world.member().await.visit("/my").await.does_not_see("Polls that wait for my answer");
    editor.visit("/my").await.sees("Answers are taken until Monday 22 October 2018, 18:00 UTC");
    editor.click("When can you come to").await.gets(200);
    assert_eq!(editor.path, POLL);
    choose(&world, &mut editor, "y-n").await.press("Answer").await.gets(200);
    editor.visit("/my").await.does_not_see("Polls that wait for my answer");
    let mut scribe = world.with_role(&place, RoleKind::Scribe).await;
    scribe.visit("/my").await.sees("Polls that wait for my answer");
    world.set_clock("2018-10-22T18:00:00Z");
    scribe.visit("/my").await.does_not_see("Polls that wait for my answer");
}
