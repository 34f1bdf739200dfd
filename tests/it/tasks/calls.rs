//! Calling for volunteers by mail: all tasks that want some in one mail, nobody twice for the same call of a task.

use intersession::{mailings, tasks};

use super::{BOARD, TASK, follower, task_for};
use crate::harness::{Browser, World};

const CALL: &str = "/cybersecurity/2018/tasks/call";

/// Three tasks that want volunteers, and two followers without an account.
async fn wanted() -> (World, Browser) {
    let (world, _, mut facilitator) = task_for("1").await;
    for title in ["Read the draft", "Translate the summary"] {
        let form = [("title", title), ("calls", "on"), ("wanted", "2")];
        facilitator.post(&format!("{BOARD}/new"), &form).await.gets(200);
    }
    let form = [("title", "Write to the hosts"), ("wanted", "1"), ("role", "consultant")];
    facilitator.post(&format!("{BOARD}/new"), &form).await.gets(200);
    follower(&world, "one@example.org").await;
    follower(&world, "two@example.org").await;
    (world, facilitator)
}

/// The letters that called for volunteers: to whom, and the text.
async fn letters(world: &World) -> Vec<(String, String)> {
    let sql =
        "select recipient, coalesce(secret_body, body) from message where kind = 'volunteers' order by id";
    sqlx::query_as(sql).fetch_all(&world.db).await.expect("letters")
}

async fn send(facilitator: &mut Browser, people: &str) {
    facilitator
        .visit(BOARD)
        .await
        .click("Call for volunteers")
        .await
        .gets(200)
        .press("Look at the mail")
        .await;
    facilitator.gets(200).press(&format!("Send it to {people}")).await.gets(200);
}

fn links_in(body: &str) -> Vec<String> {
    let words = body.split_whitespace().filter_map(|word| word.find("/l/").map(|at| word[at..].to_owned()));
    words.collect()
}

#[tokio::test]
async fn one_action_mails_all_tasks_without_enough_volunteers_with_a_link_of_their_own_for_each() {
    let (world, mut facilitator) = wanted().await;
    facilitator.visit(CALL).await.gets(200).sees("Collect practices").sees("Read the draft");
    facilitator.sees("Translate the summary").does_not_see("Write to the hosts");
    assert_eq!(facilitator.attributes("input[name=task][checked]", "value").len(), 3, "all are ticked");
    facilitator.press("Look at the mail").await.gets(200).sees("Nothing was sent yet");
    facilitator
        .sees("To 3 people")
        .sees("Collect practices")
        .sees("until Friday 26 October 2018")
        .sees("/l/…");
    world.work().await;
    assert!(letters(&world).await.is_empty(), "nobody gets it before it was looked at");
    facilitator.press("Send it to 3 people").await.gets(200);
    world.work().await;
    let letters = letters(&world).await;
    assert_eq!(letters.len(), 3, "one letter each");
    let (to, body) = &letters[0];
    assert_eq!(to, "sample-facilitator@example.org");
    let (_, body_of_one) = letters.iter().find(|(to, _)| to == "one@example.org").expect("a letter");
    assert_eq!(links_in(body_of_one).len(), 4, "one to each task, one to their mail: {body_of_one}");
    assert!(links_in(body).iter().all(|link| !links_in(body_of_one).contains(link)), "each has their own");

    let mut guest = world.public();
    guest.visit(&links_in(body_of_one)[0]).await.sees("Collect practices").press("I take it").await.gets(200);
    let words = "First call by mail, Monday 15 October 2018: mailed to 3, 1 came";
    let mut public = world.public();
    public.visit(TASK).await.sees(words);
    public
        .visit(BOARD)
        .await
        .sees(words)
        .sees("First call by mail, Monday 15 October 2018: mailed to 3, nobody came");
    facilitator.visit(TASK).await.click("The mail").await.gets(200).sees("volunteers are wanted");
}

#[tokio::test]
async fn the_second_call_has_its_number_and_leaves_out_what_has_its_volunteers() {
    let (world, mut facilitator) = wanted().await;
    send(&mut facilitator, "3 people").await;
    world.work().await;
    let body = letters(&world).await.into_iter().find(|(to, _)| to == "one@example.org").expect("a letter").1;
    world.public().visit(&links_in(&body)[0]).await.press("I take it").await.gets(200);
    facilitator.visit(CALL).await.sees("First call by mail");
    assert!(
        facilitator.attributes("input[name=task][checked]", "value").is_empty(),
        "it was called for just now"
    );
    world.set_clock("2018-10-22T09:00:00Z");
    facilitator.visit(CALL).await.does_not_see("Collect practices").sees("First call by mail");
    send(&mut facilitator, "3 people").await;
    world.work().await;
    let letters = letters(&world).await;
    assert_eq!(letters.len(), 6);
    assert!(!letters[5].1.contains("Collect practices"), "{}", letters[5].1);
    let mut public = world.public();
    public.visit(&format!("{BOARD}/2")).await.sees("First call by mail, Monday 15 October 2018: mailed to 3");
    public.sees("Second call, Monday 22 October 2018: mailed to 3, nobody came");
    let link = links_in(&letters[4].1)[0].clone();
    world.public().visit(&link).await.press("I take it").await.gets(200);
    let sql = "select number, called_at is not null from task_call join task on task.id = task_id where serial = 2 order by 1";
    let numbers: Vec<(i32, bool)> = sqlx::query_as(sql).fetch_all(&world.db).await.expect("numbers");
    assert_eq!(numbers, [(1, true), (2, true)]);
    public.visit(BOARD).await;
    let brought = public.words().matches("Second call, Monday 22 October 2018: mailed to 3, 1 came").count();
    assert_eq!(brought, 1, "what the second call brought is not the first one's");
}

#[tokio::test]
async fn who_has_had_or_declined_a_task_is_not_called_to_it() {
    let (world, mut facilitator) = wanted().await;
    let mut member = world.member().await;
    member.visit("/follow?what=/cybersecurity").await.press("Follow").await;
    member.visit(&format!("{BOARD}/2")).await.press("I take it").await.gets(200);
    member.visit(&format!("{BOARD}/3")).await.press("I take it").await.press("Give it back").await.gets(200);
    send(&mut facilitator, "4 people").await;
    world.work().await;
    let letters = letters(&world).await;
    let (_, body) = letters.iter().find(|(to, _)| to.starts_with("sample-member")).expect("a letter");
    assert!(body.contains("Collect practices"), "{body}");
    assert!(!body.contains("Read the draft") && !body.contains("Translate the summary"), "{body}");
    assert_eq!(world.count("task_call_mailed").await, 4 + 3 + 3);
}

#[tokio::test]
async fn nothing_ticked_and_words_without_the_tasks_are_refused_and_ticks_are_kept() {
    let (world, mut facilitator) = wanted().await;
    facilitator.post(CALL, &[]).await.gets(422).sees("Tick one task at least");
    facilitator.post(CALL, &[("task", "99"), ("task", "x")]).await.gets(422);
    facilitator
        .post(CALL, &[("task", "2")])
        .await
        .gets(200)
        .sees("Read the draft")
        .does_not_see("Collect practices");
    facilitator
        .click("Change it")
        .await
        .fill("Text", "Help us, {name}.")
        .press("Look at it first")
        .await
        .gets(422);
    facilitator.sees("Leave {tasks} in the text").fill("Text", "Help us, {name}.\n\n{tasks}");
    facilitator.press("Look at it first").await.gets(200).sees("Help us, ");
    assert_eq!(world.count("task_call").await, 1);
    let mut member = world.member().await;
    member.visit(CALL).await.gets(403);
    member.visit(BOARD).await.does_not_see("Call for volunteers");
    world.public().visit(CALL).await.gets(401);
}

#[tokio::test]
async fn what_was_taken_or_called_for_since_it_was_looked_at_is_looked_at_again() {
    let (world, mut facilitator) = wanted().await;
    facilitator.visit(CALL).await.press("Look at the mail").await.gets(200);
    let mut other = facilitator.clone();
    other.visit(CALL).await.press("Look at the mail").await.gets(200);
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    facilitator.press("Send it to 3 people").await.gets(409).sees("Something changed since you looked at it");
    facilitator.does_not_see("Collect practices").press("Send it to 3 people").await.gets(200);
    other.press("Send it to 3 people").await.gets(409).sees("Nobody is left to ask.");
    world.work().await;
    assert_eq!(letters(&world).await.len(), 3, "nobody gets the same call twice");
}

#[tokio::test]
async fn of_two_calls_for_the_same_tasks_sent_at_once_one_goes_and_nobody_gets_two() {
    let (world, mut facilitator) = wanted().await;
    facilitator.visit(CALL).await.press("Look at the mail").await.gets(200);
    let mut other = facilitator.clone();
    other.visit(CALL).await.press("Look at the mail").await.gets(200);
    tokio::join!(facilitator.press("Send it to 3 people"), other.press("Send it to 3 people"));
    let mut statuses = [facilitator.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    world.work().await;
    assert_eq!(letters(&world).await.len(), 3);
    let twice = sqlx::query(
        "insert into task_call_mailed (task_id, number, person_id) select task_id, number, person_id from task_call_mailed limit 1",
    );
    let refused = twice.execute(&world.db).await.expect_err("the database refuses it too");
    let constraint = refused.as_database_error().and_then(|error| error.constraint()).unwrap_or_default();
    assert_eq!(constraint, "task_call_mailed_once");
}

#[tokio::test]
async fn a_task_that_is_taken_or_dropped_before_a_letter_is_written_does_not_stand_in_it() {
    let (world, mut facilitator) = wanted().await;
    send(&mut facilitator, "3 people").await;
    facilitator.post(&format!("{BOARD}/2/drop"), &[("note", "No longer.")]).await.gets(200);
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    let mut db = world.db.acquire().await.expect("a connection");
    let written = mailings::write_letters::<tasks::Mailed>(&mut db, &world.app).await.expect("written");
    assert_eq!(written, 3);
    let (_, body) = letters(&world).await.pop().expect("a letter");
    assert!(body.contains("Translate the summary"), "{body}");
    assert!(!body.contains("Collect practices") && !body.contains("Read the draft"), "{body}");
}

#[tokio::test]
async fn nobody_is_called_to_the_tasks_of_a_test_cycle() {
    let (world, mut facilitator) = wanted().await;
    sqlx::query("update cycle set trial = true").execute(&world.db).await.expect("a test cycle");
    facilitator.visit(CALL).await.gets(409).sees("people would not find them");
    facilitator.post(CALL, &[("task", "1")]).await.gets(409);
}

#[tokio::test]
async fn who_was_called_sees_it_among_their_data_and_takes_it_along_when_they_go() {
    let (world, mut facilitator) = wanted().await;
    let (_, account) = world.account("Sample Leaver", false).await;
    let mut leaver = world.signed_in(account).await;
    leaver.visit("/follow?what=/cybersecurity").await.press("Follow").await;
    send(&mut facilitator, "4 people").await;
    leaver
        .visit("/settings/data")
        .await
        .sees("Tasks to which you were called by mail")
        .sees("Read the draft");
    leaver.visit(TASK).await.press("I take it").await.gets(200);
    leaver.fill("With what (optional)", "My own words.").press("Ask for help").await.gets(200);
    leaver.visit("/settings/data").await.sees("you said “help is needed”").sees("My own words.");
    leaver.visit("/settings/delete").await.press("Mail me a link").await;
    let link = world.mailed_link("sample-leaver@example.org").await;
    leaver.visit(&link).await.press("Delete my account").await.gets(200);
    assert_eq!(world.count("task_call_mailed").await, 9, "three others, three tasks");
    let notes: Vec<String> =
        sqlx::query_scalar("select note from task_answer").fetch_all(&world.db).await.expect("notes");
    assert_eq!(notes, [""]);
    let words: i64 = sqlx::query_scalar("select count(*) from activity where summary like '%My own words.%'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(words, 0);
    let mut public = world.public();
    public.visit(TASK).await.sees("mailed to 4, 1 came").does_not_see("Sample Leaver");
}
