//! A new cycle after the model of a former one, as a draft.

use intersession::{forum::CyclePlace, meetings::Kind, viewer::RoleKind};

use crate::harness::{Browser, World};

/// A cycle of 2018 with an editor, a facilitator and a plan.
pub(super) async fn former(world: &World) -> (CyclePlace, Browser) {
    let place = world.cycle().await;
    world.with_role(&place, RoleKind::Editor).await;
    let mut facilitator = world.facilitator(&place).await;
    for (title, opens, due) in [
        ("Call for input", "2018-08-15", "2018-09-15"),
        ("Draft", "", "2018-10-29"),
        ("Session", "", "2018-11-12"),
    ] {
        let fields =
            [("title", title), ("kind", "input"), ("opens", opens), ("due", due), ("note", "Of 2018.")];
        facilitator.post("/cybersecurity/2018/plan/new", &fields).await.gets(200);
    }
    (place, world.secretariat().await)
}

/// Fills in the first page for 2019 and goes on.
async fn look_through(secretariat: &mut Browser) {
    secretariat.visit("/cybersecurity").await.click("Prepare the next cycle").await;
    secretariat
        .fill("Theme", "Norms at work")
        .fill("City", "Berlin")
        .fill("Time zone there", "Europe/Berlin");
    secretariat.fill("First day", "2019-11-25").fill("Last day", "2019-11-29").press("Look through it").await;
}

pub(super) async fn drafted(world: &World, trial: bool) -> Browser {
    let (_, mut secretariat) = former(world).await;
    secretariat.visit("/cybersecurity/new-cycle").await.fill("Theme", "Norms at work");
    secretariat.fill("A test", if trial { "on" } else { "" }).press("Look through it").await;
    secretariat.press("Make the draft").await.gets(200);
    secretariat
}

#[tokio::test]
async fn who_goes_back_and_forth_finds_what_they_ticked_and_typed() {
    let world = World::new().await;
    let (_, mut secretariat) = former(&world).await;
    look_through(&mut secretariat).await;
    let editor = secretariat.field("#role1");
    secretariat
        .fill("#role1", "")
        .fill("#keep3", "")
        .fill("#due2", "2019-11-01")
        .press("Back")
        .await
        .gets(200);
    assert_eq!(secretariat.field("Theme"), "Norms at work");
    secretariat.press("Look through it").await.gets(200);
    assert_ne!(secretariat.field("#role1"), editor, "what was unticked stays so");
    assert_eq!(secretariat.field("#due2"), "2019-11-01");

    // Another first day of the annual meeting: the days are reckoned anew, the ticks stay.
    secretariat.press("Back").await.fill("First day", "2019-11-26").press("Look through it").await.gets(200);
    assert_eq!(secretariat.field("#due3"), "2019-11-26");
    secretariat.press("Make the draft").await.gets(200);
    secretariat.visit("/cybersecurity/2019/plan").await.sees("Draft").does_not_see("Session");
}

#[tokio::test]
async fn a_new_year_takes_over_roles_and_a_plan_that_follows_the_annual_meeting() {
    let world = World::new().await;
    let (_, mut secretariat) = former(&world).await;
    world.account("Sample Colleague", true).await;
    look_through(&mut secretariat).await;
    secretariat.gets(200).sees("Nothing is made yet.").sees("Sample Editor").sees("Sample Facilitator");
    assert_eq!(secretariat.field("#opens1"), "2019-08-28");
    assert_eq!(secretariat.field("#due1"), "2019-09-28");
    assert_eq!(
        secretariat.field("#due3"),
        "2019-11-25",
        "the day of the meeting stays the day of the meeting"
    );

    secretariat.fill("#due2", "2019-11-01").fill("#keep3", "").fill("#role1", "");
    secretariat.press("Make the draft").await.sees("The draft is made.").sees("draft");
    secretariat
        .visit("/cybersecurity/2019/plan")
        .await
        .sees("Friday 1 November 2019")
        .does_not_see("Session");
    secretariat.does_not_see("Of 2018.").sees("Saturday 28 September 2019");
    secretariat.visit("/cybersecurity/2019/people").await.sees("Waiting for a second person");
    secretariat.sees("Sample Facilitator").does_not_see("Sample Editor");
    let roles: i64 = sqlx::query_scalar("select count(*) from role where cycle_id = 2")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(roles, 0, "the facilitator waits, the editor was left out");
}

#[tokio::test]
async fn nothing_is_public_before_a_draft_is_shown() {
    let world = World::new().await;
    let mut secretariat = drafted(&world, false).await;
    let mut public = world.public();
    for path in
        ["", "/plan", "/plan.ics", "/plan.csv", "/people", "/meetings", "/meetings.atom", "/contact", "/edit"]
    {
        public.visit(&format!("/cybersecurity/2019{path}")).await.gets(404);
    }
    for path in ["/", "/cybersecurity", "/index.atom", "/data"] {
        public.visit(path).await.gets(200).does_not_see("2019").does_not_see("Norms at work");
    }
    let mut member = world.member_named("Sample Bystander").await;
    member.visit("/cybersecurity/2019").await.gets(404);
    let place = world.place("cybersecurity", 2019).await;
    world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    public.visit("/").await.does_not_see("2019").visit("/index.atom").await.does_not_see("2019");
    secretariat.visit("/cybersecurity").await.sees("Norms at work").sees("draft");
    secretariat
        .post("/cybersecurity/2019/state", &[("from", "proposed"), ("to", "submitted")])
        .await
        .gets(409);
    secretariat.sees("Show it to everybody first.");

    secretariat.visit("/cybersecurity/2019/edit").await.press("Show it to everybody").await.gets(200);
    public.visit("/cybersecurity/2019").await.gets(200).sees("Norms at work").sees("proposed");
    public.visit("/").await.sees("The cycle 2019 was proposed: Norms at work.");
    secretariat.post("/cybersecurity/2019/show", &[]).await.gets(409);
}

#[tokio::test]
async fn who_goes_on_in_a_role_sees_the_draft() {
    let world = World::new().await;
    drafted(&world, false).await;
    let place = world.place("cybersecurity", 2019).await;
    let mut consultant = world.with_role(&place, RoleKind::Consultant).await;
    consultant.visit("/cybersecurity/2019").await.gets(200).sees("draft");
    consultant.visit("/cybersecurity").await.sees("Norms at work");
}

#[tokio::test]
async fn a_wrong_day_keeps_everything_that_was_typed() {
    let world = World::new().await;
    let (_, mut secretariat) = former(&world).await;
    look_through(&mut secretariat).await;
    secretariat
        .fill("#due1", "soon")
        .fill("#opens1", "2019-09-01")
        .fill("#due2", "2019-11-02")
        .fill("#from", "");
    secretariat.press("Make the draft").await.gets(422).sees("Enter a day as year-month-day");
    secretariat.sees("Enter the first day of the roles.");
    assert_eq!(
        (secretariat.field("#due1"), secretariat.field("#due2")),
        ("soon".into(), "2019-11-02".into())
    );
    secretariat.press("Back").await.gets(200);
    assert_eq!(secretariat.field("Theme"), "Norms at work");
    secretariat.fill("Year", "20x9").fill("#former", "1999").press("Look through it").await.gets(422);
    secretariat.sees("Choose a former cycle of this forum.").sees("Enter a year from 2006");
    let cycles: i64 =
        sqlx::query_scalar("select count(*) from cycle").fetch_one(&world.db).await.expect("counted");
    assert_eq!(cycles, 1);
}

#[tokio::test]
async fn without_the_days_of_a_meeting_the_plan_moves_by_whole_weeks() {
    let world = World::new().await;
    let (_, mut secretariat) = former(&world).await;
    secretariat.visit("/cybersecurity/new-cycle").await.fill("Theme", "Norms").fill("Year", "2020");
    secretariat.press("Look through it").await.sees("52 weeks later for each year");
    assert_eq!(secretariat.field("#due2"), "2020-10-26", "a Monday as in 2018");
}

#[tokio::test]
async fn only_the_secretariat_prepares_cycles_and_a_forum_without_any_says_so() {
    let world = World::new().await;
    let (place, mut secretariat) = former(&world).await;
    let mut relay = world.with_role(&place, RoleKind::CoFacilitator).await;
    relay.visit("/cybersecurity/new-cycle").await.gets(403);
    relay.post("/cybersecurity/new-cycle", &[("turn", "make")]).await.gets(403);
    relay.post("/cybersecurity/2018/delete", &[]).await.gets(403);
    secretariat.post("/forums/new", &[("slug", "empty"), ("name", "Empty"), ("title", "Empty")]).await;
    secretariat.visit("/empty/new-cycle").await.sees("There is no cycle to copy from.");
}

#[tokio::test]
async fn of_several_who_open_the_same_year_at_once_one_does_and_the_others_are_told() {
    let world = World::new().await;
    world.forum().await;
    let secretariat = world.secretariat().await;
    let mut opening = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let mut browser = secretariat.clone();
        opening.spawn(async move {
            browser
                .post("/cybersecurity/cycles/new", &[("year", "2019"), ("title", "Theme")])
                .await
                .status
                .as_u16()
        });
    }
    let mut answers = opening.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 422, 422, 422]);
}

#[tokio::test]
async fn the_next_year_that_is_free_is_offered_and_a_taken_one_is_refused_at_once() {
    let world = World::new().await;
    let (place, mut secretariat) = former(&world).await;
    secretariat.visit("/cybersecurity/cycles/new").await;
    assert_eq!(secretariat.field("Year"), "2019", "this year's is taken");
    world.cycle_of(&place.forum, 2019).await;
    world.cycle_of(&place.forum, 2021).await;
    assert_eq!(secretariat.visit("/cybersecurity/cycles/new").await.field("Year"), "2020");
    assert_eq!(secretariat.visit("/cybersecurity/new-cycle").await.field("Year"), "2022");

    secretariat.fill("Year", "2019").fill("Theme", "Norms at work").press("Look through it").await.gets(422);
    secretariat.sees("This forum has a cycle of that year already.").does_not_see("Nothing is made yet.");
    assert_eq!(secretariat.field("Theme"), "Norms at work");
}

#[tokio::test]
async fn of_two_who_prepare_the_same_year_the_second_is_told_and_keeps_what_they_typed() {
    let world = World::new().await;
    let (place, mut secretariat) = former(&world).await;
    look_through(&mut secretariat).await;
    world.cycle_of(&place.forum, 2019).await;
    secretariat.press("Make the draft").await.gets(422).sees("has a cycle of that year already");
    assert_eq!(secretariat.field("Theme"), "Norms at work");
}
