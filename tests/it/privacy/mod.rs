//! What a person sees of what is held about them, takes along, and has removed.

mod annex;
mod retention;

use std::io::{Cursor, Read};

use crate::harness::{Browser, World};
use axum::{
    body::Body,
    http::{Request, header},
};
use intersession::{db::PersonId, forum::CyclePlace, meetings::Meeting, viewer::RoleKind};
use tower::ServiceExt;

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

async fn bytes(world: &World, browser: &Browser, path: &str) -> Vec<u8> {
    let cookies: Vec<String> =
        browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request =
        Request::get(path).header(header::HOST, "localhost").header(header::COOKIE, cookies.join("; "));
    let response =
        world.router().oneshot(request.body(Body::empty()).expect("a request")).await.expect("answered");
    assert_eq!(response.status(), 200);
    axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec()
}

fn unpack(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a file");
        let mut text = String::new();
        let name = file.name().expect("a name").into_owned();
        file.read_to_string(&mut text).expect("a text");
        files.push((name, text));
    }
    files
}

#[tokio::test]
async fn one_sees_everything_that_is_held_and_where_to_correct_it() {
    let Somebody { mut browser, place, world, .. } = somebody().await;
    browser.visit("/settings").await.click("My data").await.gets(200).sees(NAME).sees(EMAIL);
    browser.sees("Facilitator").sees("Leaving Org").sees("Academia").sees("The list of participants of");
    let links = browser.attributes("#content a", "href");
    for correct in ["/settings/address", "/settings/password", "/settings#sessions", "/settings/data.zip"] {
        assert!(links.iter().any(|link| link == correct), "{correct} in {links:?}");
    }
    assert!(links.contains(&format!("{}/people", place.path())));
    world.public().visit("/settings/data").await.gets(401);
    world.member().await.visit("/settings/data").await.gets(200).does_not_see("Leaving Org");
}

#[tokio::test]
async fn one_downloads_it_as_an_archive_without_secrets() {
    let Somebody { browser, world, .. } = somebody().await;
    let mut other = world.public();
    other.visit("/sign-in/link").await.fill("Your e-mail address", EMAIL).press("Send me a mail").await;
    let link = world.mailed_link(EMAIL).await;

    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    let text = |name: &str| {
        let file = files.iter().find(|(file, _)| file == name);
        file.unwrap_or_else(|| panic!("{name} in {files:?}")).1.clone()
    };
    let data: serde_json::Value = serde_json::from_str(&text("data.json")).expect("JSON");
    assert_eq!(data["name"], NAME);
    assert_eq!(data["addresses"][0]["email"], EMAIL);
    assert_eq!(data["roles"][0]["kind"], "facilitator");
    assert_eq!(data["attributions"].as_array().expect("a list").len(), 3);
    assert_eq!(data["attributions"][0]["call"]["slug"], "cybersecurity");
    let acts: serde_json::Value = serde_json::from_str(&text("acts.json")).expect("JSON");
    assert_eq!(acts.as_array().expect("a list").len(), 2, "two lists were saved");
    let messages: serde_json::Value = serde_json::from_str(&text("messages.json")).expect("JSON");
    assert_eq!(messages[0]["recipient"], EMAIL);
    let mail = text(&format!("messages/{:08}.txt", messages[0]["id"].as_i64().expect("a number")));
    assert!(mail.contains("sign"), "{mail}");

    let session = browser.cookies()["session"].clone();
    let token = link.trim_start_matches("/l/");
    for (name, text) in &files {
        assert!(!text.contains(token) && !text.contains(&session), "{name} has a secret");
        assert!(!text.contains("Sample Stayer"), "{name} names somebody else");
    }
}

#[tokio::test]
async fn a_browser_is_called_as_people_call_it_and_the_file_has_its_own_words() {
    let Somebody { mut browser, world, .. } = somebody().await;
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    sqlx::query("update session set agent = $1").bind(agent).execute(&world.db).await.expect("a browser");
    browser.visit("/settings/data").await.sees("Firefox on Linux, since").does_not_see("Gecko");
    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    assert!(files.iter().any(|(name, text)| name == "data.json" && text.contains(agent)));
}

#[tokio::test]
async fn a_long_history_is_downloaded_whole() {
    let Somebody { browser, world, person, .. } = somebody().await;
    sqlx::query(
        "insert into activity (at, actor_id, verb, visibility, summary)
         select now(), $1, 'sample.done', 'audit', 'Act ' || n from generate_series(1, 1001) as n",
    )
    .bind(person.0)
    .execute(&world.db)
    .await
    .expect("inserted");
    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    let (_, acts) = files.iter().find(|(name, _)| name == "acts.json").expect("the acts");
    let acts: Vec<serde_json::Value> = serde_json::from_str(acts).expect("JSON");
    assert_eq!(acts.len(), 1003);
    assert_eq!(acts[0]["summary"], "Act 1001");
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

async fn publish_notice(secretariat: &mut Browser, path: &str, controller: &str, body: &str) {
    secretariat
        .visit(path)
        .await
        .fill("Controller", controller)
        .fill("Contact", "Sample Street 1, Sampleville");
    secretariat
        .fill("Notice", body)
        .press("Publish the notice")
        .await
        .gets(200)
        .sees("The notice is in force.");
}

#[tokio::test]
async fn a_forum_has_a_notice_whose_versions_stay_readable() {
    let world = World::new().await;
    world.forum().await;
    let mut secretariat = world.secretariat().await;
    let mut public = world.public();
    public.visit("/cybersecurity").await.click("Privacy notice of this forum").await;
    public.sees("This forum has no notice of its own");
    publish_notice(&mut secretariat, "/cybersecurity/privacy/edit", "Sample Office", "We keep **little**.")
        .await;
    publish_notice(
        &mut secretariat,
        "/cybersecurity/privacy/edit",
        "Another Office",
        "<script>alert(1)</script> We keep less.",
    )
    .await;

    public
        .visit("/cybersecurity/privacy")
        .await
        .sees("Another Office")
        .sees("We keep less.")
        .sees("Version 1");
    assert!(!public.body.contains("<script>alert"));
    public.click("Version 1").await.sees("Sample Office").sees("We keep little.").sees("no longer in force");
    public.visit("/cybersecurity/privacy/3").await.gets(404);
    public.visit("/privacy/notice").await.sees("No notice was published yet");
    public.visit("/cybersecurity/privacy/edit").await.gets(401);
    world.member().await.visit("/cybersecurity/privacy/edit").await.gets(403);
    let error =
        sqlx::query("update privacy_notice set body = 'x'").execute(&world.db).await.expect_err("final");
    assert!(error.to_string().contains("a published notice never changes"));
}

#[tokio::test]
async fn of_two_who_publish_a_notice_the_second_sees_the_first_and_loses_nothing() {
    let world = World::new().await;
    let mut one = world.secretariat().await;
    let (_, account) = world.account("Sample Second", true).await;
    let mut two = world.signed_in(account).await;
    two.visit("/privacy/notice/edit")
        .await
        .fill("Controller", "Two")
        .fill("Contact", "There")
        .fill("Notice", "Mine.");
    publish_notice(&mut one, "/privacy/notice/edit", "One", "Theirs.").await;
    two.press("Publish the notice").await.gets(409).sees("Somebody else saved this").sees("Theirs.");
    assert_eq!(two.field("Notice"), "Mine.");
    two.press("Publish the notice").await.gets(200).sees("Two");
    one.visit("/privacy/notice/edit")
        .await
        .fill("Controller", "")
        .fill("Notice", "")
        .press("Publish the notice")
        .await;
    one.gets(422).sees("Enter who decides about the data.").sees("Enter what readers should know.");
}

#[tokio::test]
async fn who_makes_an_account_is_recorded_to_have_read_the_notice_in_force() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    publish_notice(&mut secretariat, "/privacy/notice/edit", "Sample Office", "First.").await;
    publish_notice(&mut secretariat, "/privacy/notice/edit", "Sample Office", "Second.").await;
    let mut new = world.public();
    new.visit("/sign-up")
        .await
        .fill("Your name", "Sample New")
        .fill("Your e-mail address", "new@example.org");
    new.press("Send me a mail").await;
    publish_notice(&mut secretariat, "/privacy/notice/edit", "Sample Office", "Third.").await;
    new.visit(&world.mailed_link("new@example.org").await).await.sees("you have read the privacy notice");
    new.press("Make the account").await;
    new.visit("/settings/data").await.sees("“I have read the privacy notice.” Monday 15 October 2018, 09:00 UTC, with making an account, version 2");
}

#[tokio::test]
async fn one_agrees_and_withdraws_and_both_stay_on_record() {
    let Somebody { mut browser, world, .. } = somebody().await;
    browser
        .visit("/settings")
        .await
        .click("What I agree to")
        .await
        .sees("You do not agree")
        .does_not_see("You agree, since");
    browser
        .press("I agree: The Secretariat")
        .await
        .sees("It is recorded that you agree.")
        .sees("You agree, since");
    world.set_clock("2018-10-16T09:00:00Z");
    browser.press("Withdraw").await.sees("It is recorded that you withdrew it.");
    browser.sees("withdrawn on Tuesday 16 October 2018, 09:00 UTC").does_not_see("You agree, since");
    browser.post("/settings/consents", &[("purpose", "everything"), ("agree", "yes")]).await.gets(400);
    let files = unpack(bytes(&world, &browser, "/settings/data.zip").await);
    let data: serde_json::Value = serde_json::from_str(&files[1].1).expect("JSON");
    assert_eq!(data["consents"][0]["purpose"], "outreach");
    assert_eq!(data["consents"][0]["withdrawn_at"], "2018-10-16T09:00:00Z");
    world.public().visit("/settings/consents").await.gets(401);
}
