//! What a person sees of what is held about them, takes along, and has removed.

mod annex;
mod held;
mod notices;
mod retention;

use crate::harness::{Browser, World};
use intersession::{db::PersonId, forum::CyclePlace, meetings::Meeting, viewer::RoleKind};

/// Somebody who facilitated, wrote reports and stands in the lists of two calls, one held twice.
struct Somebody {
    world: World,
    place: CyclePlace,
    calls: Vec<Meeting>,
    person: PersonId,
    browser: Browser,
}

const NAME: &str = "Sample Leaver";
const EMAIL: &str = "sample-leaver@example.org";

async fn somebody() -> Somebody {
    let world = World::new().await;
    let place = world.cycle().await;
    let (person, account) = world.account(NAME, false).await;
    world.give_role(&place, person, RoleKind::Facilitator).await;
    let mut browser = world.signed_in(account).await;
    let mut calls = Vec::new();
    for starts in [&["2018-09-20T15:00:00Z"][..], &["2018-10-02T07:00:00Z", "2018-10-02T15:00:00Z"]] {
        let call = world.call(&place, intersession::meetings::Kind::Virtual, starts).await;
        let path = call.path(&place);
        browser.visit(&format!("{path}/participants")).await;
        for (row, sitting) in (1..).zip(1..=starts.len()) {
            browser.fill(&format!("#name{row}"), NAME).fill(&format!("#affiliation{row}"), "Leaving Org");
            browser
                .fill(&format!("#group{row}"), "academia")
                .fill(&format!("#role{row}"), "Chair of Leaving");
            if starts.len() > 1 {
                browser.fill(&format!("#sitting{row}"), &sitting.to_string());
            }
        }
        browser.fill(&format!("#name{}", starts.len() + 1), "Sample Stayer");
        browser.press("Save the participants").await.sees("The list of participants was saved.");
        calls.push(call);
    }
    // As linking a name to a person leaves it.
    sqlx::query("alter table attribution disable trigger attribution_final")
        .execute(&world.db)
        .await
        .expect("off");
    sqlx::query("update attribution set person_id = $1 where name = $2")
        .bind(person.0)
        .bind(NAME)
        .execute(&world.db)
        .await
        .expect("linked");
    sqlx::query("alter table attribution enable trigger attribution_final")
        .execute(&world.db)
        .await
        .expect("on");
    for call in &calls {
        let mut db = world.db.acquire().await.expect("a connection");
        intersession::meetings::actions::mark_held(&mut db, world.actor(&place), call, None)
            .await
            .expect("held");
        drop(db);
        world.publish(&place, call, "1. They met and agreed.", "").await;
    }
    Somebody { world, place, calls, person, browser }
}

/// Everything that the public and those who work here can read of the place, one after another.
async fn everything(reader: &mut Browser, place: &CyclePlace, calls: &[Meeting]) -> Vec<(String, String)> {
    let base = place.path();
    let mut paths = vec!["/".to_owned(), "/index.atom".to_owned(), "/cybersecurity".to_owned(), base.clone()];
    paths.extend(["plan", "people", "meetings"].map(|page| format!("{base}/{page}")));
    paths.extend(["ics", "atom", "json", "csv"].map(|end| format!("{base}/meetings.{end}")));
    for call in calls {
        let path = call.path(place);
        paths.extend(
            ["", ".json", ".md", ".txt", ".html", ".ics", "/versions"].map(|end| format!("{path}{end}")),
        );
        paths.extend(["participants", "agenda"].map(|page| format!("{path}/{page}")));
    }
    paths.extend(["/admin", "/admin/mail", "/admin/audit"].map(str::to_owned));
    let mut read = Vec::new();
    for path in paths {
        reader.visit(&path).await.gets(200);
        read.push((path, reader.body.clone()));
    }
    read
}

async fn set_password(browser: &mut Browser) {
    browser
        .visit("/settings/password")
        .await
        .fill("New password", PASSWORD)
        .press("Set the password")
        .await
        .gets(200);
}

const PASSWORD: &str = "seven otters sail north";

#[tokio::test]
async fn before_deleting_one_reads_what_goes_and_what_stays() {
    let Somebody { mut browser, .. } = somebody().await;
    browser.visit("/settings").await.click("Delete my account").await.gets(200);
    browser.sees("What is erased").sees("What stays on the public record, without your name");
    browser.sees("Your roles in cycles (1)").sees("Lists of participants (3)").sees("cannot be undone");
    assert!(!browser.has("input[name=keep_group][checked]"), "nothing is preselected");
}

#[tokio::test]
async fn somebody_who_facilitated_and_reported_is_removed_and_the_record_keeps_its_shape() {
    let Somebody { mut browser, world, place, calls, person } = somebody().await;
    set_password(&mut browser).await;
    let mut other = world.public();
    other.visit("/sign-in/link").await.fill("Your e-mail address", EMAIL).press("Send me a mail").await;
    browser.visit(&format!("{}/plan/new", place.path())).await;
    browser
        .fill("What is to be reached", "Sample paper")
        .fill("What it is", "paper")
        .fill("Who sees to it", NAME)
        .fill("Day, or last day", "2018-11-01");
    browser.press("Add the milestone").await.gets(200);
    browser.visit(&format!("{}/people", place.path())).await.sees(NAME);
    sqlx::query("insert into activity (at, actor_id, verb, cycle_id, visibility, summary, diff)
                 values (now(), null, 'role.given', $1, 'public', 'Sample Leaver: Editor, not Sample Leaverson.',
                         '{\"name\": [\"\", \"Sample Leaver\"]}')")
        .bind(place.cycle.id.0)
        .execute(&world.db)
        .await
        .expect("an act that names them");
    let before = world.count("activity").await;
    let mut reader = world.secretariat().await;
    let named = everything(&mut reader, &place, &calls).await;
    assert!(named.iter().filter(|(_, body)| body.contains(NAME)).count() > 8, "they stand in many places");

    browser.visit("/settings/delete").await.fill("Your password", PASSWORD).press("Delete my account").await;
    browser.gets(200).sees("Your account is deleted");
    browser.visit("/settings").await.gets(401);
    reader.visit(&format!("/people/{person}")).await.gets(404);

    let mut shown = 0;
    for (path, body) in everything(&mut reader, &place, &calls).await {
        let body = body.replace("Sample Leaverson", "");
        for trace in [NAME, EMAIL, "Leaving Org", "Chair of Leaving", "Sample Leaver"] {
            assert!(!body.contains(trace), "{path} has {trace}");
        }
        shown += usize::from(body.contains("Name removed on request"));
    }
    assert!(shown > 8, "the record keeps its shape: {shown}");
    let mut public = world.public();
    for (call, count) in calls.iter().zip([2, 2]) {
        public.visit(&format!("{}.json", call.path(&place))).await;
        let json: serde_json::Value = serde_json::from_str(&public.body).expect("JSON");
        assert_eq!(json["meeting"]["participant_count"], count, "two sittings, one person: counted once");
        let first = &json["meeting"]["participants"][0];
        assert_eq!(
            (first["name"].as_str(), first["affiliation"].as_str()),
            (Some("Name removed on request"), Some(""))
        );
    }
    assert_eq!(world.count("activity").await, before + 1, "every act stays, and one is added");
    for (table, what) in
        [("address", "email"), ("message", "recipient"), ("message", "body"), ("link", "details::text")]
    {
        let sql = format!("select count(*) from {table} where {what} like '%sample-leaver%'");
        let found: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&world.db).await.expect("counted");
        assert_eq!(found, 0, "{table}.{what}");
    }
    let role: (i64, String) = sqlx::query_as("select person_id, to_day::text from role where person_id = $1")
        .bind(person.0)
        .fetch_one(&world.db)
        .await
        .expect("the role stays");
    assert_eq!(role.1, "2018-10-15", "and ends today");
    let groups: i64 = sqlx::query_scalar("select count(group_code) from attribution where person_id = $1")
        .bind(person.0)
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(groups, 0, "nobody agreed to keep the group");
}

#[tokio::test]
async fn a_deletion_is_confirmed_by_a_mailed_link_and_keeps_the_group_where_one_agrees() {
    let Somebody { mut browser, world, place, calls, .. } = somebody().await;
    browser
        .visit("/settings/delete")
        .await
        .fill("Keep my stakeholder group", "on")
        .press("Mail me a link")
        .await;
    browser.sees("Nothing is deleted yet.").visit("/settings").await.gets(200);
    let link = world.mailed_link(EMAIL).await;
    world.public().visit(&link).await.gets(200);
    world.public().visit(&link).await.gets(200);
    world.public().post(&link, &[]).await.gets(404);

    let mut elsewhere = world.public();
    elsewhere.visit(&link).await.sees(NAME).sees("What is erased");
    assert!(elsewhere.has("input[name=keep_group][checked]"), "as it was chosen");
    elsewhere.press("Delete my account").await.gets(200).sees("Your account is deleted");
    browser.visit("/settings").await.gets(401);
    world.public().visit(&link).await.gets(404);
    let mut public = world.public();
    public
        .visit(&calls[0].path(&place))
        .await
        .sees("Name removed on request")
        .sees("Academia")
        .does_not_see(NAME);
}

#[tokio::test]
async fn a_deletion_link_ends_within_the_hour() {
    let Somebody { mut browser, world, .. } = somebody().await;
    browser.visit("/settings/delete").await.press("Mail me a link").await;
    let link = world.mailed_link(EMAIL).await;
    world.set_clock("2018-10-15T10:00:00Z");
    world.public().visit(&link).await.gets(410);
    browser.visit("/settings").await.gets(200);
}

#[tokio::test]
async fn a_wrong_password_deletes_nothing_and_keeps_the_choice() {
    let Somebody { mut browser, world, .. } = somebody().await;
    let before = world.count("account").await;
    set_password(&mut browser).await;
    browser
        .visit("/settings/delete")
        .await
        .fill("Keep my stakeholder group", "on")
        .fill("Your password", "wrong");
    browser.press("Delete my account").await.gets(422).sees("This is not your password. Nothing is deleted.");
    assert!(browser.has("input[name=keep_group][checked]") && !browser.body.contains("value=\"wrong\""));
    for _ in 0..10 {
        browser
            .visit("/settings/delete")
            .await
            .fill("Your password", "wrong")
            .press("Delete my account")
            .await;
    }
    browser.gets(429).sees("Have a link mailed to you.");
    browser.forget_cookies();
    browser.post("/settings/delete", &[("password", PASSWORD)]).await.gets(401);
    assert!(!browser.body.contains(PASSWORD), "a password never comes back");
    assert_eq!(world.count("account").await, before);
}

#[tokio::test]
async fn the_last_who_runs_the_site_cannot_leave() {
    let world = World::new().await;
    let (_, account) = world.account("Sample Only", true).await;
    let mut only = world.signed_in(account).await;
    set_password(&mut only).await;
    only.visit("/settings/delete").await.gets(200).sees("Appoint another in the Secretariat first");
    only.post("/settings/delete", &[("password", PASSWORD)]).await.gets(409);
    only.sees("You are the only one who runs this site.").sees("Appoint another");
    only.visit("/admin").await.gets(200);

    let (_, second) = world.account("Sample Second", true).await;
    let mut second = world.signed_in(second).await;
    only.visit("/settings/delete")
        .await
        .fill("Your password", PASSWORD)
        .press("Delete my account")
        .await
        .gets(200);
    second.visit("/settings/delete").await.sees("You are the only one who runs this site.");
}

#[tokio::test]
async fn of_two_who_leave_at_once_one_stays() {
    let world = World::new().await;
    let mut browsers = Vec::new();
    for name in ["Sample One", "Sample Two"] {
        let (_, account) = world.account(name, true).await;
        let mut browser = world.signed_in(account).await;
        set_password(&mut browser).await;
        browsers.push(browser);
    }
    let mut two = browsers.pop().expect("two");
    let mut one = browsers.pop().expect("one");
    let fields = [("password", PASSWORD)];
    let (one, two) =
        tokio::join!(one.post("/settings/delete", &fields), two.post("/settings/delete", &fields));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(world.count("account").await, 1);
}

#[tokio::test]
async fn who_only_has_the_same_name_is_not_touched() {
    let Somebody { world, place, calls, .. } = somebody().await;
    let (_, account) = world.account("Sample Stayer", false).await;
    let mut namesake = world.signed_in(account).await;
    namesake
        .visit("/settings/delete")
        .await
        .sees("none is linked to your account")
        .press("Mail me a link")
        .await;
    let link = world.mailed_link("sample-stayer@example.org").await;
    namesake.visit(&link).await.press("Delete my account").await.gets(200);
    world.public().visit(&calls[0].path(&place)).await.sees("Sample Stayer").sees(NAME);
}

#[tokio::test]
async fn a_name_can_be_removed_from_an_attribution_and_nothing_else_changed() {
    let Somebody { world, .. } = somebody().await;
    for change in [
        "name = 'Another Name'",
        "affiliation = ''",
        "name = removed_name()",
        "as_of = as_of + 1, name = removed_name(), affiliation = ''",
        "name = removed_name(), affiliation = '', group_code = 'media'",
        "name = removed_name(), affiliation = '', person_id = null",
    ] {
        let sql = format!("update attribution set {change} where name = '{NAME}'");
        let error = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&world.db).await.expect_err("final");
        assert!(error.to_string().contains("an attribution never changes"), "{change}");
    }
}

#[tokio::test]
async fn a_link_to_a_person_outlives_a_change_of_the_list() {
    let Somebody { mut browser, world, place, calls, person } = somebody().await;
    browser.visit(&format!("{}/participants", calls[1].path(&place))).await.fill("#name4", "Sample Third");
    browser.press("Save the participants").await.gets(200);
    let linked: i64 = sqlx::query_scalar("select count(*) from attribution where person_id = $1")
        .bind(person.0)
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(linked, 3);
}
