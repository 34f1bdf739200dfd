//! Personal links to tasks: who has no account takes one by it, answers, and gives it back.

use intersession::{
    db::{PersonId, TaskId},
    links::{self, Purpose},
    viewer::RoleKind,
};

use super::{TASK, follower, state_of, task_for};
use crate::harness::World;

const EMAIL: &str = "one@example.org";

/// The link of a person to the first task.
async fn link_of(world: &World, person: i64) -> String {
    let task = sqlx::query_scalar("select id from task where serial = 1").fetch_one(&world.db).await;
    let purpose = Purpose::Task { task: TaskId(task.expect("a task")) };
    let mut db = world.db.acquire().await.expect("a connection");
    let key = &world.app.form_key;
    links::standing_for(&mut db, key, PersonId(person), &purpose, world.app.now()).await.expect("a link")
}

#[tokio::test]
async fn who_has_no_account_takes_a_task_by_their_link_says_how_it_stands_and_gives_it_back() {
    let (world, _, mut facilitator) = task_for("1").await;
    let link = link_of(&world, follower(&world, EMAIL).await).await;
    let mut guest = world.public();
    guest
        .visit(&link)
        .await
        .gets(200)
        .sees("This link acts for Sample Follower")
        .sees("One volunteer is wanted");
    assert_eq!(state_of(&world).await, ("open".to_owned(), 0, 1), "looking takes nothing");
    guest.press("I take it").await.gets(200).sees("It is yours. Thank you.").sees("How does it stand?");
    assert_eq!(state_of(&world).await, ("claimed".to_owned(), 1, 0));
    world.public().visit(TASK).await.sees("Sample Follower");
    guest
        .fill("A word to the facilitators (optional)", &"x".repeat(501))
        .press("It is on track")
        .await
        .gets(422);
    guest.sees("it has 501 characters").fill("A word to the facilitators (optional)", "Half of it.");
    guest.press("It is on track").await.gets(200).sees("Noted: on track.").sees("You said last: on track");
    guest.fill("A word to the facilitators (optional)", "No time.").press("I give it back").await.gets(200);
    guest.sees("You gave it back.").sees("I take it");
    assert_eq!(state_of(&world).await, ("open".to_owned(), 0, 1));
    facilitator.visit(TASK).await.sees("on track").sees("Half of it.").sees("Given back").sees("No time.");
    world.public().visit(TASK).await.sees("on track").does_not_see("Half of it.").does_not_see("No time.");
}

#[tokio::test]
async fn who_is_asked_without_an_account_says_yes_or_no_by_the_link_in_the_mail() {
    let (world, place, mut facilitator) = task_for("1").await;
    let person = follower(&world, EMAIL).await;
    world.give_role(&place, PersonId(person), RoleKind::Participant).await;
    facilitator.visit(TASK).await.fill("Ask somebody to take it", &person.to_string());
    facilitator.press("Ask them").await.gets(200).sees("no answer yet");
    world.work().await;
    let mails = world.mails_to(EMAIL).await;
    let (_, body) = mails.iter().find(|(_, body)| body.contains("You are asked to take on")).expect("a mail");
    assert!(body.contains("You can answer here, without signing in:"), "{body}");
    let link = body.split_whitespace().find(|word| word.contains("/l/")).expect("a link");
    let link = link.trim_start_matches("http://localhost:8080");
    let mut guest = world.public();
    guest.visit(link).await.sees("The facilitators ask whether you take this on.");
    guest.fill("A word to the facilitators (optional)", "Too busy.").press("No").await.gets(200);
    guest.sees("Noted: somebody else will do it.");
    facilitator.visit(TASK).await.sees("Said no:").sees("Too busy.");
    facilitator.fill("Ask somebody to take it", &person.to_string()).press("Ask them").await.gets(200);
    guest.visit(link).await.press("Yes, I take it").await.gets(200).sees("It is yours.");
    assert_eq!(state_of(&world).await, ("claimed".to_owned(), 1, 0));
}

#[tokio::test]
async fn of_two_who_press_their_links_for_the_last_place_at_once_one_gets_it() {
    let (world, ..) = task_for("1").await;
    let mut guests = Vec::new();
    for email in ["one@example.org", "two@example.org", "three@example.org"] {
        let link = link_of(&world, follower(&world, email).await).await;
        let mut guest = world.public();
        guest.visit(&link).await.sees("I take it");
        guests.push(guest);
    }
    let [mut one, mut two, mut three] = <[_; 3]>::try_from(guests).map_err(|_| ()).expect("three");
    tokio::join!(one.press("I take it"), two.press("I take it"), three.press("I take it"));
    let mut statuses = [one.status.as_u16(), two.status.as_u16(), three.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409]);
    assert_eq!(state_of(&world).await, ("claimed".to_owned(), 1, 0));
}

#[tokio::test]
async fn a_link_for_a_task_that_ended_says_so_and_does_nothing() {
    let (world, _, mut facilitator) = task_for("1").await;
    let link = link_of(&world, follower(&world, EMAIL).await).await;
    let mut guest = world.public();
    guest.visit(&link).await.sees("I take it");
    facilitator.visit(&format!("{TASK}/drop")).await.fill("Why", "The call was moved.");
    facilitator.press("Drop the task").await.gets(200);
    guest.press("I take it").await.gets(409).sees("This task was dropped.");
    guest.visit(&link).await.gets(200).sees("This task was dropped.").sees("The call was moved.");
    guest.does_not_see("I take it").does_not_see("This link acts for");
    for answer in ["take", "yes", "no", "back", "on_track", "help"] {
        guest.post(&link, &[("answer", answer)]).await.gets(409);
    }
    guest.post(&link, &[("answer", "nonsense")]).await.gets(400).sees("Press one of the buttons");
}

#[tokio::test]
async fn a_task_that_is_dropped_while_somebody_takes_it_is_dropped_and_they_are_told() {
    let (world, _, mut facilitator) = task_for("1").await;
    let link = link_of(&world, follower(&world, EMAIL).await).await;
    let mut guest = world.public();
    guest.visit(&link).await;
    facilitator.visit(&format!("{TASK}/drop")).await.fill("Why", "No longer needed.");
    tokio::join!(guest.press("I take it"), facilitator.press("Drop the task"));
    assert_eq!(facilitator.status.as_u16(), 200);
    let (state, holders, free) = state_of(&world).await;
    assert_eq!((state.as_str(), holders, free), ("dropped", 0, 0));
    let open: i64 = sqlx::query_scalar("select count(*) from task_claim where ended_at is null")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(open, 0, "no claim outlives its task");
    guest.visit(&link).await.sees("This task was dropped.");
    world.work().await;
    let told = world.mails_to(EMAIL).await.iter().any(|(_, body)| body.contains("No longer needed."));
    let took: i64 =
        sqlx::query_scalar("select count(*) from task_claim").fetch_one(&world.db).await.expect("counted");
    assert_eq!(told, took == 1, "who took it first hears of the end, who came second was told at once");
}

#[tokio::test]
async fn a_forwarded_link_says_for_whom_it_acts_and_never_acts_for_who_opens_it() {
    let (world, ..) = task_for("1").await;
    let link = link_of(&world, follower(&world, EMAIL).await).await;
    let mut member = world.member().await;
    member.visit(&link).await.sees("This link acts for Sample Follower").sees("close this page");
    member.press("I take it").await.gets(200);
    member.visit(TASK).await.sees("Sample Follower").does_not_see("This is yours");
}

#[tokio::test]
async fn a_link_is_listed_with_its_task_and_does_nothing_once_it_is_taken_back() {
    let (world, ..) = task_for("1").await;
    let (person, account) = world.account("Sample Member", false).await;
    let link = link_of(&world, person.0).await;
    let mut member = world.signed_in(account).await;
    member.visit("/settings/links").await.sees("Takes a task for you").sees("2018 Task 1: Collect practices");
    assert!(member.attributes("main a", "href").contains(&TASK.to_owned()));
    member.press("Take it back").await.gets(200).sees("The link is taken back.");
    let mut guest = world.public();
    guest.visit(&link).await.gets(410).sees("This link was taken back.");
    guest.post(&link, &[("answer", "take")]).await.gets(410);
    assert_eq!(state_of(&world).await, ("open".to_owned(), 0, 1));
    let newer = link_of(&world, person.0).await;
    assert_ne!(newer, link, "newer mail carries another");
    guest.visit(&newer).await.gets(200);
}

#[tokio::test]
async fn a_test_cycle_that_is_deleted_takes_its_tasks_along_and_their_links_say_so() {
    let (world, ..) = task_for("1").await;
    let link = link_of(&world, follower(&world, EMAIL).await).await;
    sqlx::query("update cycle set trial = true").execute(&world.db).await.expect("a test cycle");
    sqlx::query("select delete_trial(id, now()) from cycle").execute(&world.db).await.expect("deleted");
    assert_eq!(world.count("task").await, 0);
    world.public().visit(&link).await.gets(410).sees("This task was deleted with its test cycle.");
}
