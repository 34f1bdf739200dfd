//! My page: what waits for somebody, in all forums at once, and their calendar.

use intersession::{meetings::Kind, viewer::RoleKind};

use crate::harness::{Browser, World};

const MY: &str = "/my";

/// The address of somebody's calendar, as their page has it.
fn address(browser: &Browser) -> String {
    let links = browser.attributes("a[href$='.ics']", "href");
    let path =
        links.first().expect("an address").strip_prefix("http://localhost:8080").expect("of this site");
    path.to_owned()
}

/// The days of the events in a calendar.
fn days(calendar: &str) -> Vec<String> {
    calendar
        .split("\r\n")
        .filter_map(|line| line.strip_prefix("DTSTART:"))
        .map(|at| at[..8].to_owned())
        .collect()
}

#[tokio::test]
async fn one_finds_tasks_calls_and_what_became_of_what_one_wrote_at_one_place() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.call(&place, Kind::Virtual, &["2018-12-04T08:00:00Z", "2018-12-04T16:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    let mut member = world.member().await;
    member
        .visit(MY)
        .await
        .gets(200)
        .sees("You have no task.")
        .sees("No call waits for you.")
        .sees("Nothing yet.");

    for (title, day) in [("Collect practices", "2018-10-12"), ("Ask the focal points", "2018-11-20")] {
        facilitator.visit("/cybersecurity/2018/tasks/new").await.fill("What is to be done", title);
        facilitator.fill("Last day", day).press("Add the task").await.gets(200);
    }
    member.visit("/cybersecurity/2018/tasks/1").await.press("I take it").await.gets(200);
    member.visit("/cybersecurity/2018/tasks/2").await.press("I take it").await.gets(200);
    member.visit("/cybersecurity/2018/meetings/1").await.fill("Perhaps", "maybe").press("Answer").await;
    member.visit(MY).await.sees("Collect practices").sees("Overdue").sees("Ask the focal points");
    member.sees("Tuesday 6 November 2018, 15:00 UTC").sees("Perhaps").does_not_see("4 December");

    member.visit("/cybersecurity/2018/tasks/1").await.click("It is done").await;
    member.fill("What came of it", "Four practices.").press("It is done").await.gets(200);
    let tasks = member.visit(MY).await.all("section[aria-labelledby=tasks] li a");
    assert_eq!(tasks, ["Ask the focal points"]);
    member.sees("Four practices.").sees("done");

    // Who holds a role is expected at all calls of the cycle, at each of two sittings.
    facilitator.visit(MY).await.sees("sitting 1").sees("sitting 2").sees("Say whether you come");
    world.set_clock("2018-11-06T16:30:00Z");
    member.visit(MY).await.sees("No call waits for you.");
    world.public().visit(MY).await.gets(401);
}

#[tokio::test]
async fn what_one_is_asked_to_do_stands_first_and_says_so() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let mut editor = world.with_role(&place, RoleKind::Editor).await;
    facilitator.visit("/cybersecurity/2018/tasks/new").await.fill("What is to be done", "Taken already");
    facilitator.fill("Last day", "2018-10-16").press("Add the task").await.gets(200);
    editor.visit("/cybersecurity/2018/tasks/1").await.press("I take it").await.gets(200);
    facilitator.visit("/cybersecurity/2018/tasks/new").await.fill("What is to be done", "Asked for");
    facilitator.press("Add the task").await.gets(200);
    let person = sqlx::query_scalar("select id from person where name = 'Sample Editor'");
    let person: i64 = person.fetch_one(&world.db).await.expect("a person");
    facilitator.fill("Ask somebody to take it", &person.to_string()).press("Ask them").await.gets(200);
    editor.visit(MY).await.sees("one waits for your word").sees("You are asked");
    let tasks = editor.all("section[aria-labelledby=tasks] li a");
    assert_eq!(tasks, ["Asked for", "Taken already"]);
}

#[tokio::test]
async fn ones_calendar_has_an_address_of_its_own_that_can_be_renewed() {
    let world = World::new().await;
    let place = world.cycle().await;
    for day in ["2018-11-06", "2018-11-20", "2018-12-04"] {
        world.call(&place, Kind::Virtual, &[&format!("{day}T15:00:00Z")]).await;
    }
    let mut member = world.member().await;
    member.visit(MY).await.press("Make the address").await.gets(200).sees("Your calendar has an address.");
    let first = address(&member);
    assert!(first.starts_with("/l/") && first.len() > 40, "{first}");
    let mut program = world.public();
    assert!(days(&program.visit(&first).await.gets(200).body).is_empty());

    member.visit("/cybersecurity/2018/meetings/1").await.fill("Yes", "yes").press("Answer").await.gets(200);
    member.visit("/cybersecurity/2018/meetings/2").await.fill("No", "no").press("Answer").await.gets(200);
    let calendar = program.visit(&first).await.gets(200).body.clone();
    assert_eq!(days(&calendar), ["20181106"]);
    assert!(calendar.contains("METHOD:PUBLISH") && calendar.contains("NAME:My calls"), "{calendar}");
    assert!(!calendar.contains("@example.org"), "{calendar}");

    member.visit(MY).await.press("Take a new address").await.gets(200).sees("The former one leads nowhere");
    let second = address(&member);
    assert_ne!(first, second);
    program.visit(&first).await.gets(410).sees("My page has the one that works");
    assert_eq!(days(&program.visit(&second).await.gets(200).body), ["20181106"]);

    // With a role, all calls of the cycle, each kept with its end.
    let person = sqlx::query_scalar("select id from person where name = 'Sample Member'");
    let person: i64 = person.fetch_one(&world.db).await.expect("a person");
    world.give_role(&place, intersession::db::PersonId(person), RoleKind::Editor).await;
    assert_eq!(days(&program.visit(&second).await.body), ["20181106", "20181204"]);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/meetings/3/cancel").await.fill("Why", "No host.");
    facilitator.press("Cancel the call").await.gets(200);
    assert!(program.visit(&second).await.body.contains("STATUS:CANCELLED"));
}

#[tokio::test]
async fn a_calendar_is_found_by_its_whole_address_only() {
    let world = World::new().await;
    let mut member = world.member().await;
    member.visit(MY).await.press("Make the address").await.gets(200);
    let address = address(&member);
    let bare = address.strip_suffix(".ics").expect("a calendar");
    let mut public = world.public();
    public.visit(bare).await.gets(404);
    public.visit(&format!("{bare}.json")).await.gets(404);
    public.visit(&format!("{bare}x.ics")).await.gets(404);
    public.post(&address, &[]).await.gets(404);
    public.visit(&address).await.gets(200);

    member.visit("/settings/links").await.sees("Shows your calendar").press("Take it back").await.gets(200);
    public.visit(&address).await.gets(410);
    member.visit(MY).await.sees("Make the address");
    assert_eq!(world.count("link where purpose = 'calendar'").await, 1, "looking makes none");
}

#[tokio::test]
async fn who_runs_a_cycle_finds_what_waits_for_their_word_first() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(MY).await.does_not_see("What waits for my word");
    facilitator.visit("/cybersecurity/2018/meetings/intend").await.fill("Some time", "on");
    facilitator.fill("In words", "late October").fill("First day, of some time", "2018-10-25");
    facilitator.press("Note it").await.gets(200);
    world.work().await;
    facilitator
        .visit(MY)
        .await
        .sees("What waits for my word")
        .sees("Find a time for 2018 Virtual Meeting, call 1");
    world.member().await.visit(MY).await.does_not_see("What waits for my word");

    facilitator.click("Find a time for").await.click("Ask people when they can come").await;
    facilitator.fill("#times0", "14:00").fill("Last day for answers", "2018-10-18");
    facilitator.fill("Do not open it yet", "yes").press("Make the poll").await.gets(200);
    facilitator.visit(MY).await.does_not_see("What waits for my word");
    facilitator.visit("/cybersecurity/2018/plan/new").await;
    let tool = facilitator.attributes("#tool option", "value").into_iter().nth(1).expect("a tool");
    facilitator.fill("What is to be reached", "A time").fill("What it is", "call").fill("#tool", &tool);
    facilitator.fill("First day, if it lasts", "2018-10-15").fill("Day, or last day", "2018-10-18");
    facilitator.press("Add the milestone").await.gets(200).sees("once you say so");
    facilitator
        .visit(MY)
        .await
        .click("Open what the work plan opens today")
        .await
        .press("Open it now")
        .await
        .gets(200);
    world.set_clock("2018-10-19T00:00:00Z");
    facilitator.visit(MY).await.sees("Choose a time for 2018 Virtual Meeting, call 1");
}
