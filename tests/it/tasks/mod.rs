//! Tasks: added, taken, given back, asked for, done, dropped, and what the board shows.

mod calls;
mod links;
mod standing;

use intersession::{forum::CyclePlace, viewer::RoleKind};

use crate::harness::{Browser, World};

const BOARD: &str = "/cybersecurity/2018/tasks";
const TASK: &str = "/cybersecurity/2018/tasks/1";

/// A cycle with a facilitator who added one task for `wanted` volunteers.
async fn task_for(wanted: &str) -> (World, CyclePlace, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(BOARD).await.sees("Nothing is to be done at present.").click("Add a task").await;
    facilitator.fill("What is to be done", "Collect practices").fill("More about it", "Three are enough.");
    facilitator.fill("Last day", "2018-10-26").fill("How many are wanted", wanted);
    facilitator.press("Add the task").await.gets(200).sees("The task was added.").sees("open for volunteers");
    (world, place, facilitator)
}

/// A follower without an account: their person.
async fn follower(world: &World, email: &str) -> i64 {
    world.follower("/cybersecurity", email).await;
    sqlx::query_scalar("select person_id from address where email = $1")
        .bind(email)
        .fetch_one(&world.db)
        .await
        .expect("a person")
}

async fn state_of(world: &World) -> (String, i32, i32) {
    let sql = "select state, holders, free from task where serial = 1";
    sqlx::query_as(sql).fetch_one(&world.db).await.expect("a task")
}

#[tokio::test]
async fn a_volunteer_takes_a_task_begins_it_and_says_what_came_of_it() {
    let (world, ..) = task_for("1").await;
    let mut public = world.public();
    public.visit(BOARD).await.sees("Collect practices").sees("One volunteer is wanted");
    public.visit(TASK).await.sees("Sign in to take it").sees("Nobody yet").sees("Three are enough.");

    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200).sees("It is yours. Thank you.");
    member.sees("This is yours").press("I began").await.sees("in progress");
    public.visit(BOARD).await.sees("Sample Member").sees("in progress").does_not_see("volunteer is wanted");
    public.visit(TASK).await.does_not_see("Sign in to take it");

    member.visit(TASK).await.click("It is done").await.press("It is done").await.gets(422);
    member.sees("Say in a sentence what came of it").fill("Where it is found", "ftp://example.org/x");
    member.fill("What came of it", "Four practices.").press("It is done").await.gets(422);
    member.sees("Enter a whole link").fill("Where it is found", "https://example.org/practices");
    member.press("It is done").await.gets(200).sees("Done. Thank you.").sees("Four practices.");
    public.visit(TASK).await.sees("What came of it").sees("https://example.org/practices");
    public.sees("Sample Member").does_not_see("yet");
    public.visit(BOARD).await.sees("Nothing is to be done at present.");
    public.visit(&format!("{BOARD}?show=ended")).await.sees("Collect practices").sees("Sample Member");
    assert_eq!(state_of(&world).await, ("done".to_owned(), 0, 0));
}

#[tokio::test]
async fn who_gives_a_task_back_leaves_it_open_and_what_they_said_is_for_facilitators() {
    let (world, _, mut facilitator) = task_for("1").await;
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    member.fill("Why (optional)", "No time left.").press("Give it back").await.gets(200);
    member.sees("You gave it back.").sees("open for volunteers").does_not_see("No time left.");
    assert_eq!(state_of(&world).await, ("open".to_owned(), 0, 1));
    facilitator.visit(TASK).await.sees("Given back").sees("Sample Member").sees("No time left.");
    member.visit("/settings/data").await.sees("Collect practices: you gave it back").sees("No time left.");
    member.visit(TASK).await.press("I take it").await.gets(200).sees("This is yours");
    member.post(&format!("{TASK}/release"), &[("note", &"x".repeat(501))]).await.gets(422);
    member.sees("it has 501 characters").sees("This is yours");
}

#[tokio::test]
async fn of_many_who_want_the_last_place_at_once_one_gets_it_and_the_others_are_told() {
    let (world, ..) = task_for("2").await;
    let hands = ["One", "Two", "Three", "Four"];
    let mut browsers = Vec::new();
    for hand in hands {
        browsers.push(world.member_named(&format!("Sample Hand {hand}")).await);
    }
    let take = async |mut browser: Browser| {
        browser.post(&format!("{TASK}/take"), &[]).await;
        (browser.status.as_u16(), browser.words())
    };
    let one = |index: usize| take(browsers[index].clone());
    let answers = <[_; 4]>::from(tokio::join!(one(0), one(1), one(2), one(3)));
    let taken = answers.iter().filter(|(status, _)| *status == 200).count();
    assert_eq!(taken, 2, "{answers:?}");
    for (status, words) in answers.iter().filter(|(status, _)| *status != 200) {
        assert_eq!(*status, 409);
        assert!(words.contains("Somebody else took the last place of this task."), "{words}");
    }
    assert_eq!(state_of(&world).await, ("claimed".to_owned(), 2, 0));
}

#[tokio::test]
async fn a_task_that_is_not_ended_has_a_holder_or_an_open_call_whoever_writes() {
    let (world, _, mut facilitator) = task_for("1").await;
    for wrong in [
        "update task set calls = false",
        "update task set state = 'claimed'",
        "update task set state = 'in_progress'",
        "update task set state = 'done'",
        "update task set state = 'dropped', ended_at = now()",
        "update task set holders = 2",
    ] {
        let refused = sqlx::query(wrong).execute(&world.db).await.expect_err(wrong);
        let constraint = refused.as_database_error().and_then(|error| error.constraint()).unwrap_or_default();
        assert!(constraint.starts_with("task_"), "{wrong}: {refused}");
    }
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    sqlx::query("delete from task_claim").execute(&world.db).await.expect("deleted");
    assert_eq!(state_of(&world).await, ("open".to_owned(), 0, 1), "even so");

    facilitator.visit(&format!("{TASK}/edit")).await;
    let form = [("title", "Collect practices"), ("wanted", "1"), ("edits", "0")];
    facilitator.post(&format!("{TASK}/edit"), &form).await.gets(422).sees("nobody would have it");
}

#[tokio::test]
async fn whom_a_facilitator_asks_has_it_once_they_say_yes() {
    let (world, place, mut facilitator) = task_for("1").await;
    let (person, account) = world.account("Sample Expert", false).await;
    world.give_role(&place, person, RoleKind::LeadExpert).await;
    facilitator.visit(TASK).await.press("Ask them").await.gets(422).sees("Choose somebody of this cycle");
    facilitator.fill("Ask somebody to take it", &person.to_string()).press("Ask them").await.gets(200);
    facilitator.sees("Sample Expert").sees("no answer yet");
    world.public().visit(TASK).await.does_not_see("Sample Expert").sees("open for volunteers");
    assert_eq!(state_of(&world).await, ("open".to_owned(), 0, 1), "it is not theirs before they say so");
    facilitator.post(&format!("{TASK}/ask"), &[("person", &person.to_string())]).await.gets(422);

    world.work().await;
    let mails = world.mails_to("sample-expert@example.org").await;
    assert!(
        mails.iter().any(|(_, body)| body.contains("You are asked to take on “Collect practices”")),
        "{mails:?}"
    );

    let mut expert = world.signed_in(account).await;
    expert.visit(TASK).await.sees("You are asked to take this on");
    expert.post(&format!("{TASK}/answer"), &[("answer", "perhaps")]).await.gets(400);
    expert.post(&format!("{TASK}/answer"), &[("answer", "no"), ("note", "Too busy.")]).await.gets(200);
    facilitator.visit(TASK).await.sees("Said no:").sees("Too busy.");
    expert.post(&format!("{TASK}/answer"), &[("answer", "yes")]).await.gets(409);

    facilitator.fill("Ask somebody to take it", &person.to_string()).press("Ask them").await.gets(200);
    expert.post(&format!("{TASK}/answer"), &[("answer", "yes")]).await.gets(200).sees("This is yours");
    assert_eq!(state_of(&world).await, ("claimed".to_owned(), 1, 0));
}

#[tokio::test]
async fn whoever_else_was_asked_need_not_answer_once_the_last_place_is_taken() {
    let (world, place, mut facilitator) = task_for("1").await;
    let mut asked = Vec::new();
    for name in ["Sample Expert", "Sample Editor"] {
        let (person, account) = world.account(name, false).await;
        world.give_role(&place, person, RoleKind::LeadExpert).await;
        facilitator.visit(TASK).await.fill("Ask somebody to take it", &person.to_string());
        facilitator.press("Ask them").await.gets(200);
        asked.push(world.signed_in(account).await);
    }
    let [first, second] = asked.as_mut_slice() else { panic!("two were asked") };
    first.visit(TASK).await.fill("A word to the facilitators (optional)", "Only in the evenings.");
    first.press("Yes, I take it").await.gets(200).sees("This is yours");
    facilitator.visit(TASK).await.sees("Only in the evenings.");
    world.public().visit(TASK).await.does_not_see("Only in the evenings.");
    second.visit("/my").await.does_not_see("You are asked");
    second.visit(TASK).await.does_not_see("Yes, I take it");
}

#[tokio::test]
async fn a_role_may_hold_a_task_and_then_no_volunteer_is_called_for() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let form = [("title", "Write to the hosts"), ("wanted", "1"), ("role", "consultant")];
    facilitator.post(&format!("{BOARD}/new"), &form).await.gets(200).sees("Consultant").sees("taken");
    let mut member = world.member().await;
    member.visit(TASK).await.does_not_see("I take it");
    member.post(&format!("{TASK}/take"), &[]).await.gets(409).sees("No volunteers are called for");
}

#[tokio::test]
async fn a_task_follows_its_milestone_and_says_when_it_is_overdue() {
    let (world, place, mut facilitator) = task_for("1").await;
    let path = format!("{}/plan/new", place.path());
    let milestone = [("title", "Draft"), ("kind", "draft"), ("due", "2018-10-20")];
    facilitator.post(&path, &milestone).await.gets(200);
    let id: i64 = sqlx::query_scalar("select id from milestone where title = 'Draft'")
        .fetch_one(&world.db)
        .await
        .expect("a milestone");
    facilitator.visit(&format!("{TASK}/edit")).await.fill("Or with a milestone", &id.to_string());
    facilitator.press("Save").await.gets(422).sees("Choose a day or a milestone, not both.");
    facilitator.fill("Last day", "").press("Save").await.gets(200).sees("20 October 2018").sees("“Draft”");
    sqlx::query("update milestone set due = '2018-10-25'").execute(&world.db).await.expect("moved");
    facilitator.visit(TASK).await.sees("25 October 2018");
    world.set_clock("2018-10-26T00:00:00Z");
    facilitator.visit(TASK).await.sees("Overdue");
    world.public().visit(&format!("{BOARD}?show=overdue")).await.sees("Collect practices").sees("Overdue");
}

#[tokio::test]
async fn a_paragraph_of_a_report_becomes_a_task_and_both_show_it() {
    let world = World::new().await;
    let place = world.cycle().await;
    let report = "1. We met.\n\n2. Somebody should look into hubs.\n\n11. Next time.";
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", report).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await.sees("Make a task of paragraph");
    assert!(facilitator.has(&format!("form[action='{BOARD}/new'] input[name=paragraph]")));
    let from = |paragraph: &str| format!("{BOARD}/new?call={}&paragraph={paragraph}", call.serial);
    for none in ["7", "-1", "x", "1%25", "99999999999"] {
        facilitator.visit(&from(none)).await.gets(400).sees("The report has no such paragraph.");
    }
    facilitator.visit(&from("2")).await.gets(200);
    facilitator.sees("It comes of").sees("¶2").fill("What is to be done", "Look into hubs");
    facilitator.press("Add the task").await.gets(200).sees("¶2");
    let mut public = world.public();
    let link = public.visit(TASK).await.attributes("dl.facts a", "href")[0].clone();
    assert!(link.starts_with(&format!("{path}#")), "{link}");
    public.visit(&path).await.sees("What came of it").sees("Look into hubs");
    let came = public.attributes("#came li a", "href");
    assert_eq!(came, [TASK.to_owned(), link]);

    facilitator
        .post(&format!("{BOARD}/new"), &[("title", "Thank the hosts"), ("calls", "on"), ("wanted", "1")])
        .await;
    public
        .click("How its tasks stand")
        .await
        .gets(200)
        .sees("Look into hubs")
        .does_not_see("Thank the hosts");
    facilitator.post(&format!("{TASK}/finish"), &[("outcome", "Looked into.")]).await.gets(200);
    public.visit(&format!("{BOARD}?call={}", call.serial)).await.sees("Look into hubs").sees("done");
    public.click("To do").await.gets(200).sees("None.").does_not_see("Thank the hosts");
    public.visit(BOARD).await.sees("Thank the hosts").sees("Of the call");
    public.visit(&format!("{BOARD}?call=99")).await.gets(400).sees("No task came of such a call.");
}

#[tokio::test]
async fn who_may_what_and_an_ended_task_stays_as_it_is() {
    let (world, place, mut facilitator) = task_for("1").await;
    let mut consultant = world.with_role(&place, RoleKind::Consultant).await;
    let mut member = world.member().await;
    let mut public = world.public();
    for (path, posted) in [("new", "new"), ("1/edit", "1/edit"), ("1/drop", "1/drop")] {
        member.visit(&format!("{BOARD}/{path}")).await.gets(403);
        member.post(&format!("{BOARD}/{posted}"), &[("title", "x"), ("note", "x")]).await.gets(403);
        public.post(&format!("{BOARD}/{posted}"), &[("title", "x"), ("note", "x")]).await.gets(401);
    }
    for verb in ["begin", "finish"] {
        member.post(&format!("{TASK}/{verb}"), &[("outcome", "x")]).await.gets(403);
    }
    member.post(&format!("{TASK}/ask"), &[("person", "1")]).await.gets(403);
    member.post(&format!("{TASK}/release"), &[]).await.gets(409).sees("You do not have this task.");
    member.post(&format!("{TASK}/answer"), &[("answer", "no")]).await.gets(409);
    public.post(&format!("{TASK}/take"), &[]).await.gets(401);
    public.visit(&format!("{BOARD}?show=mine")).await.gets(401);
    consultant.visit(&format!("{TASK}/edit")).await.gets(200);
    consultant.visit(&format!("{TASK}/drop")).await.gets(403);

    member.visit(TASK).await.press("I take it").await.gets(200);
    member.post(&format!("{TASK}/take"), &[]).await.gets(409).sees("You have this task already.");
    facilitator
        .visit(&format!("{TASK}/drop"))
        .await
        .press("Drop the task")
        .await
        .gets(422)
        .sees("Enter the reason.");
    facilitator.fill("Why", "The call was moved.").press("Drop the task").await.gets(200);
    public.visit(TASK).await.sees("Dropped.").sees("The call was moved.");
    for (verb, field) in [("take", "x"), ("finish", "outcome"), ("drop", "note"), ("release", "x")] {
        facilitator.post(&format!("{TASK}/{verb}"), &[(field, "x")]).await.gets(409);
    }
    facilitator.visit(&format!("{TASK}/edit")).await.gets(409);
}

#[tokio::test]
async fn who_has_a_task_hears_at_once_that_it_was_changed_or_dropped() {
    let (world, _, mut facilitator) = task_for("2").await;
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    let (_, account) = world.account("Sample Former", false).await;
    let mut former = world.signed_in(account).await;
    former.visit(TASK).await.press("I take it").await.press("Give it back").await.gets(200);
    facilitator
        .visit(&format!("{TASK}/edit"))
        .await
        .fill("More about it", "Four.")
        .press("Save")
        .await
        .gets(200);
    facilitator
        .visit(&format!("{TASK}/drop"))
        .await
        .fill("Why", "No time.")
        .press("Drop the task")
        .await
        .gets(200);
    world.work().await;
    let mails = world.mails_to("sample-member@example.org").await;
    let told = |words: &str| mails.iter().filter(|(_, body)| body.contains(words)).count();
    assert_eq!((told("was changed."), told("was dropped: No time.")), (1, 1), "{mails:?}");
    let mails = world.mails_to("sample-former@example.org").await;
    assert!(mails.is_empty(), "they gave it back: {mails:?}");
}

#[tokio::test]
async fn of_two_who_change_a_task_the_second_sees_both_and_loses_nothing() {
    let (_world, _, mut facilitator) = task_for("1").await;
    let mut other = facilitator.clone();
    facilitator.visit(&format!("{TASK}/edit")).await;
    other.visit(&format!("{TASK}/edit")).await.fill("What is to be done", "Collect five practices");
    other.press("Save").await.gets(200);
    facilitator.fill("More about it", "One page each.").press("Save").await.gets(409);
    facilitator.sees("Somebody else saved this").sees("Collect five practices").sees("One page each.");
    facilitator.press("Save").await.gets(200).sees("One page each.");
}

#[tokio::test]
async fn the_board_puts_what_nobody_has_first_and_goes_on_in_parts() {
    let (world, place, _) = task_for("1").await;
    let more = "insert into task (cycle_id, serial, title, due, calls, wanted, role_kind, state, created_at, changed_at)
        select $1, 1 + n, 'Task ' || n, case when n % 3 > 0 then date '2018-11-01' + n % 7 end, n % 2 = 0, 1,
            case when n % 2 = 1 then 'editor' end, case when n % 2 = 1 then 'claimed' else 'open' end, now(), now()
        from generate_series(1, 120) as n";
    sqlx::query(more).bind(place.cycle.id).execute(&world.db).await.expect("tasks");
    let mut public = world.public();
    public.visit(BOARD).await;
    let (mut seen, mut parts) = (public.attributes(".rows > li > div > a", "href"), 1);
    assert_eq!(seen[0], TASK, "nobody's, with the first day");
    while public.has("a[href*='after=']") {
        public.click("More tasks").await.gets(200);
        seen.extend(public.attributes(".rows > li > div > a", "href"));
        parts += 1;
    }
    assert_eq!((seen.len(), parts), (121, 3));
    let (all, mut once) = (seen.len(), seen.clone());
    once.sort();
    once.dedup();
    assert_eq!(once.len(), all, "each once");
    public.visit(&format!("{BOARD}?after=nonsense")).await.gets(400);
    public.visit(&format!("{BOARD}?show=free")).await.gets(200).does_not_see("Editor");
}

#[tokio::test]
async fn the_board_is_a_feed_a_table_and_data_too() {
    let (world, ..) = task_for("2").await;
    let mut member = world.member().await;
    member.visit(TASK).await.press("I take it").await.gets(200);
    let mut public = world.public();
    let feed = public.visit(&format!("{BOARD}.atom")).await.gets(200).body.clone();
    let feed = atom_syndication::Feed::read_from(feed.as_bytes()).expect("a feed");
    assert_eq!(feed.entries()[0].title().as_str(), "Collect practices (taken)");
    let table = public.visit(&format!("{BOARD}.csv")).await.gets(200).body.clone();
    assert!(table.contains("Collect practices,claimed,2018-10-26,2,1,Sample Member"), "{table}");
    let data: serde_json::Value =
        serde_json::from_str(&public.visit(&format!("{BOARD}.json?limit=1")).await.body).expect("JSON");
    assert_eq!(data["tasks"][0]["holders"], serde_json::json!(["Sample Member"]));
    assert_eq!(data["tasks"][0]["free"], 1);
    let later: serde_json::Value =
        serde_json::from_str(&public.visit(&format!("{BOARD}.json?since=2018-10-16T00:00:00Z")).await.body)
            .expect("JSON");
    assert_eq!(later["tasks"], serde_json::json!([]));
    public.visit(&format!("{BOARD}.xml")).await.gets(404);
}

#[tokio::test]
async fn who_deletes_their_account_gives_their_tasks_back_and_their_words_go() {
    let (world, ..) = task_for("1").await;
    let (_, account) = world.account("Sample Leaver", false).await;
    let mut leaver = world.signed_in(account).await;
    leaver.visit(TASK).await.press("I take it").await.fill("Why (optional)", "Not now.");
    leaver.press("Give it back").await.gets(200).press("I take it").await.gets(200);
    leaver.visit("/settings/delete").await.press("Mail me a link").await;
    let link = world.mailed_link("sample-leaver@example.org").await;
    leaver.visit(&link).await.press("Delete my account").await.gets(200);
    assert_eq!(state_of(&world).await, ("open".to_owned(), 0, 1));
    let mut public = world.public();
    public.visit(TASK).await.sees("Name removed on request").does_not_see("Sample Leaver");
    let notes: Vec<String> = sqlx::query_scalar("select note from task_claim where note <> ''")
        .fetch_all(&world.db)
        .await
        .expect("notes");
    assert!(notes.is_empty(), "{notes:?}");
}
