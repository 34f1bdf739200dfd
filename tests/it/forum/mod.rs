//! Forums, cycles, work plans and roles.

mod contact;
mod prepare;
mod tools;
mod trial;

use axum::http::Method;

use crate::harness::World;

#[tokio::test]
async fn the_secretariat_opens_a_forum_and_its_first_cycle() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/").await.click("Open a forum").await;
    secretariat
        .fill("Subject", "Cybersecurity")
        .fill("Full name", "Best Practice Forum on Cybersecurity")
        .fill("Address", "cybersecurity");
    secretariat
        .press("Open the forum")
        .await
        .sees("The forum is open.")
        .sees("Best Practice Forum on Cybersecurity");

    secretariat.click("Open a cycle").await;
    secretariat
        .fill("Year", "2018")
        .fill("Theme", "Culture, norms and values")
        .fill("In two sentences", "Which norms exist.");
    secretariat
        .fill("City", "Paris")
        .fill("First day", "2018-11-12")
        .fill("Last day", "2018-11-14")
        .fill("Time zone there", "Europe/Paris");
    secretariat.press("Open the cycle").await.sees("Culture, norms and values");
    world.public().visit("/cybersecurity/2018").await.gets(200).sees("Culture, norms and values");
    world.public().visit("/").await.sees("Cybersecurity");
}

#[tokio::test]
async fn a_cycle_goes_from_proposal_to_decision_to_work_and_the_decision_is_on_record() {
    let world = World::new().await;
    let forum = world.forum().await;
    let mut secretariat = world.secretariat().await;
    secretariat
        .visit(&format!("{}/cycles/new", forum.path()))
        .await
        .fill("Year", "2018")
        .fill("Theme", "Norms")
        .press("Open the cycle")
        .await;
    secretariat
        .visit("/cybersecurity/2018/edit")
        .await
        .press("Move it on")
        .await
        .sees("The cycle is now with the MAG.");

    secretariat
        .visit("/cybersecurity/2018/edit")
        .await
        .fill("#to", "yes")
        .fill("Decided by", "MAG")
        .press("Move it on")
        .await
        .gets(422);
    secretariat.sees("Enter the day of the decision.");
    secretariat
        .fill("#to", "yes")
        .fill("Day", "2018-10-12")
        .fill("Decided by", "MAG")
        .press("Move it on")
        .await;
    secretariat.sees("The cycle is now approved.");
    world
        .public()
        .visit("/cybersecurity/2018")
        .await
        .sees("approved")
        .sees("Friday 12 October 2018")
        .sees("MAG");
}

#[tokio::test]
async fn a_step_that_does_not_follow_is_refused() {
    let world = World::new().await;
    world.cycle().await;
    let mut secretariat = world.secretariat().await;
    for (from, to) in [("running", "approved"), ("running", "proposed"), ("proposed", "closed")] {
        secretariat.post("/cybersecurity/2018/state", &[("from", from), ("to", to)]).await.gets(422);
    }
    secretariat.post("/cybersecurity/2018/state", &[("from", "approved"), ("to", "running")]).await.gets(409);
    secretariat.sees("The cycle has moved on since you opened the page.");
    secretariat.post("/cybersecurity/2018/state", &[("from", "running"), ("to", "closed")]).await.gets(200);
    secretariat.post("/cybersecurity/2018/state", &[("from", "running"), ("to", "closed")]).await.gets(409);
}

#[tokio::test]
async fn a_milestone_moves_with_a_reason_that_everybody_reads() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/plan").await.click("Add the first milestone").await;
    facilitator
        .fill("What is to be reached", "Call for input")
        .fill("What it is", "input")
        .fill("Who sees to it", "Secretariat");
    facilitator
        .fill("Day", "2018-11-01")
        .press("Add the milestone")
        .await
        .sees("The milestone was added.")
        .sees("Thursday 1 November 2018");

    facilitator.click("Change Call for input").await.fill("Day", "2018-11-15").press("Save").await.gets(422);
    facilitator.sees("Say why the day moves: everybody will read it.");
    facilitator
        .fill("Why the day moves", "Few answers so far.")
        .press("Save")
        .await
        .sees("The milestone was changed.");
    let mut public = world.public();
    public.visit("/cybersecurity/2018/plan").await;
    public
        .sees("Thursday 15 November 2018")
        .sees("from Thursday 1 November 2018")
        .sees("Few answers so far.");
    public.visit("/cybersecurity/2018").await.sees("Few answers so far.");
}

#[tokio::test]
async fn the_state_of_a_milestone_follows_the_day() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    for (title, due) in [("Paper", "2018-10-14"), ("Draft", "2018-10-29"), ("Output", "2018-10-30")] {
        facilitator
            .post("/cybersecurity/2018/plan/new", &[("title", title), ("kind", "draft"), ("due", due)])
            .await
            .gets(200);
    }
    let states = |words: Vec<String>| words.join(" ");
    let mut public = world.public();
    public.visit("/cybersecurity/2018/plan").await;
    assert_eq!(states(public.all("td .chip")), "late due upcoming");
    world.set_clock("2018-10-16T00:00:00Z");
    public.visit("/cybersecurity/2018/plan").await;
    assert_eq!(states(public.all("td .chip")), "late due due");
}

#[tokio::test]
async fn the_work_plan_is_a_calendar_and_a_table_too() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let fields =
        [("title", "=Draft, open"), ("kind", "comments"), ("opens", "2018-10-08"), ("due", "2018-11-09")];
    facilitator.post("/cybersecurity/2018/plan/new", &fields).await.gets(200);
    let mut public = world.public();
    let calendar = public.visit("/cybersecurity/2018/plan.ics").await.body.replace("\r\n", "\n");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20181008\n")
            && calendar.contains("DTEND;VALUE=DATE:20181110\n"),
        "{calendar}"
    );
    let table = public.visit("/cybersecurity/2018/plan.csv").await.body.clone();
    insta::assert_snapshot!(table.replace("\r\n", "\n"), @r#"
    cycle,milestone,kind,owner,opens,planned,due,done,state,note,tool
    Cybersecurity 2018,"'=Draft, open",comments,,2018-10-08,2018-11-09,2018-11-09,,upcoming,,
    "#);
}

#[tokio::test]
async fn where_are_we_is_answered_in_one_light_page() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let fields =
        [("title", "Call for input"), ("kind", "input"), ("opens", "2018-10-01"), ("due", "2018-10-20")];
    facilitator.post("/cybersecurity/2018/plan/new", &fields).await.gets(200);
    let mut public = world.public();
    public.visit("/cybersecurity/2018").await.gets(200);
    assert_eq!(public.all(".panel.now").len(), 1, "one main thing");
    assert_eq!(public.all(".line .here").len(), 1, "{:?}", public.all(".line li"));
    assert!(public.body.len() <= 15 * 1024, "{} bytes", public.body.len());
}

#[tokio::test]
async fn two_people_who_change_a_cycle_at_once_both_keep_their_words() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut one = world.facilitator(&place).await;
    let mut other = world.secretariat().await;
    one.visit("/cybersecurity/2018/edit").await.fill("Theme", "Norms of one");
    other.visit("/cybersecurity/2018/edit").await.fill("Theme", "Norms of the other");
    one.press("Save").await.sees("The cycle was changed.");
    other.press("Save").await.gets(409).sees("Norms of one");
    assert_eq!(other.field("Theme"), "Norms of the other");
    other.press("Save mine").await.sees("Norms of the other");
}

#[tokio::test]
async fn roles_have_dates_and_predecessors_stay_on_the_page() {
    let world = World::new().await;
    world.cycle().await;
    let mut secretariat = world.secretariat().await;
    for (name, from, to) in
        [("Sample Predecessor", "2018-02-01", "2018-06-04"), ("Sample Successor", "2018-06-05", "")]
    {
        let fields = [
            ("person", ""),
            ("name", name),
            ("kind", "co_facilitator"),
            ("label", ""),
            ("from", from),
            ("to", to),
        ];
        secretariat.post("/cybersecurity/2018/people/new", &fields).await.gets(200);
    }
    let mut public = world.public();
    public
        .visit("/cybersecurity/2018/people")
        .await
        .sees("Sample Predecessor")
        .sees("Monday 4 June 2018")
        .sees("Sample Successor");
    secretariat
        .visit("/cybersecurity/2018/people")
        .await
        .press("End today")
        .await
        .sees("The role has ended.");
    public.visit("/cybersecurity/2018/people").await.sees("Monday 15 October 2018");
}

#[tokio::test]
async fn a_forum_that_changes_its_address_goes_on_answering_under_the_former() {
    let world = World::new().await;
    world.cycle().await;
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/cybersecurity/edit").await.fill("Address", "cyber").press("Save").await.gets(200);
    let mut public = world.public();
    for (old, new) in [
        ("/cybersecurity", "/cyber"),
        ("/cybersecurity/2018/meetings.ics", "/cyber/2018/meetings.ics"),
        ("/cybersecurity/2018/plan?a=b", "/cyber/2018/plan?a=b"),
    ] {
        public.ask(Method::GET, old).await.gets(301);
        assert_eq!(public.headers["location"], new);
        public.visit(old).await.gets(200);
        assert_eq!(public.path, new);
    }
    // A form that was open meanwhile is sent on as it is.
    public.ask(Method::POST, "/cybersecurity/2018/contact").await.gets(308);
    assert_eq!(public.headers["location"], "/cyber/2018/contact");
    let path: String = sqlx::query_scalar("select path from reference where kind = 'cycle'")
        .fetch_one(&world.db)
        .await
        .expect("a reference");
    assert_eq!(path, "/cyber/2018");
    secretariat
        .post("/forums/new", &[("slug", "cybersecurity"), ("name", "Again"), ("title", "Again")])
        .await
        .gets(422);
    secretariat.sees("Another forum has, or had, this address.");
}

#[tokio::test]
async fn a_forum_cannot_take_a_word_that_the_site_uses() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    for slug in ["admin", "assets", "sign-in", "static", "zone", "l", "1st", "a b", "", "ümlaut", "data"] {
        secretariat
            .post("/forums/new", &[("slug", slug), ("name", "Name"), ("title", "Title")])
            .await
            .gets(422);
    }
}

#[tokio::test]
async fn wrong_and_hostile_input_gets_a_clear_answer() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut secretariat = world.secretariat().await;
    let long = "x".repeat(300);
    secretariat
        .post("/forums/new", &[("slug", "ok"), ("name", &long), ("title", "T")])
        .await
        .gets(422)
        .sees("300 characters");
    secretariat
        .post("/cybersecurity/cycles/new", &[("year", "2018"), ("title", "T")])
        .await
        .gets(422)
        .sees("has a cycle of that year already");
    secretariat.post("/cybersecurity/cycles/new", &[("year", "1999"), ("title", "T")]).await.gets(422);
    secretariat
        .post("/cybersecurity/cycles/new", &[("year", "2019"), ("title", "T"), ("event_zone", "Moon/Crater")])
        .await
        .gets(422);
    secretariat
        .post(
            "/cybersecurity/cycles/new",
            &[("year", "2019"), ("title", "T"), ("event_first", "2019-11-29"), ("event_last", "2019-11-25")],
        )
        .await
        .gets(422);

    let script = "<script>alert(1)</script>";
    secretariat
        .post("/forums/new", &[("slug", "hostile"), ("name", script), ("title", script), ("summary", script)])
        .await
        .gets(200);
    assert!(!secretariat.body.contains(script), "script is shown, not run");
    secretariat.sees(script);
    secretariat.visit("/").await;
    assert!(!secretariat.body.contains(script));
    secretariat.visit(&format!("{}/plan/99999999", place.path())).await.gets(404);
    for nowhere in [
        "/nowhere",
        "/cybersecurity/20x8",
        "/cybersecurity/2031",
        "/cybersecurity/2018/meetings/x",
        "/cybersecurity/2018/meetings/7.exe",
        "/cybersecurity/2018/meetings.exe",
    ] {
        secretariat.visit(nowhere).await.gets(404);
        assert!(!secretariat.words().contains("7.exe"));
    }
}

#[tokio::test]
async fn two_people_who_change_a_milestone_or_a_forum_at_once_both_keep_their_words() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut one = world.facilitator(&place).await;
    let mut other = world.secretariat().await;
    let fields = [("title", "Draft"), ("kind", "draft"), ("due", "2018-10-29")];
    one.post("/cybersecurity/2018/plan/new", &fields).await.gets(200);
    for (path, field) in [("/cybersecurity/2018/plan/1", "#note"), ("/cybersecurity/edit", "#summary")] {
        if path.ends_with("/edit") {
            one = other.clone();
        }
        one.visit(path).await.fill(field, "Words of one.");
        other.visit(path).await.fill(field, "Words of the other.");
        one.press("Save").await.gets(200);
        other.press("Save").await.gets(409).sees("Words of one.");
        assert_eq!(other.field(field), "Words of the other.", "{path}");
        other.press("Save").await.gets(200).sees("Words of the other.");
    }
}
