//! Calls in people's calendars, feeds and tables.

use crate::harness::World;
use intersession::meetings::Kind;

const CALLS: &str = "/cybersecurity/2018/meetings";

fn unfolded(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> &'a str {
    let line = lines
        .iter()
        .find(|line| line.starts_with(&format!("{name}:")))
        .unwrap_or_else(|| panic!("no {name} in {lines:?}"));
    &line[name.len() + 1..]
}

#[tokio::test]
async fn a_calendar_entry_keeps_its_id_and_grows_a_step_with_each_change() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    let mut public = world.public();
    let before = unfolded(&public.visit(&format!("{CALLS}/1.ics")).await.body);
    assert_eq!(value(&before, "DTSTART"), "20181024T150000Z");
    assert_eq!(value(&before, "DTEND"), "20181024T160000Z");
    assert_eq!(value(&before, "SEQUENCE"), "0");
    assert_eq!(value(&before, "METHOD"), "PUBLISH");
    assert_eq!(value(&before, "STATUS"), "CONFIRMED");
    assert_eq!(value(&before, "URL"), "http://localhost:8080/cybersecurity/2018/meetings/1");

    facilitator
        .visit(&format!("{CALLS}/1/edit"))
        .await
        .fill("#day1", "2018-10-26")
        .fill("#reason", "A clash.")
        .press("Save")
        .await
        .gets(200);
    let moved = unfolded(&public.visit(&format!("{CALLS}/1.ics")).await.body);
    assert_eq!(value(&moved, "UID"), value(&before, "UID"));
    assert_eq!(value(&moved, "SEQUENCE"), "1");
    assert_eq!(value(&moved, "DTSTART"), "20181026T150000Z");

    facilitator
        .visit(&format!("{CALLS}/1/edit"))
        .await
        .fill("#place", "Room 6")
        .press("Save")
        .await
        .gets(200);
    assert_eq!(value(&unfolded(&public.visit(&format!("{CALLS}/1.ics")).await.body), "SEQUENCE"), "2");

    facilitator
        .visit(&format!("{CALLS}/1/cancel"))
        .await
        .fill("Why", "No host.")
        .press("Cancel the call")
        .await
        .gets(200);
    let cancelled = unfolded(&public.visit(&format!("{CALLS}.ics")).await.body);
    assert_eq!(value(&cancelled, "UID"), value(&before, "UID"));
    assert_eq!(value(&cancelled, "STATUS"), "CANCELLED");
    assert_eq!(value(&cancelled, "SEQUENCE"), "3");
    assert_eq!(value(&cancelled, "DTSTART"), "20181026T150000Z", "its time stays");
}

#[tokio::test]
async fn calendars_are_folded_at_75_octets_and_end_lines_as_the_standard_wants() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let summary = "Überblick über Normen; \"Werte\", und: Kultur — ".repeat(8);
    facilitator
        .post(
            &format!("{CALLS}/new"),
            &[("kind", "virtual"), ("summary", &summary), ("day", "2018-10-24"), ("time", "15:00")],
        )
        .await
        .gets(200);
    let mut public = world.public();
    let calendar = public.visit(&format!("{CALLS}.ics")).await.body.clone();
    assert_eq!(public.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains('\n'), "{line}");
    }
    let lines = unfolded(&calendar);
    assert_eq!(value(&lines, "PRODID"), "-//Intersession//Calls of Best Practice Forums//EN");
    for needed in ["DTSTAMP", "LAST-MODIFIED", "UID", "SEQUENCE", "VERSION", "CALSCALE"] {
        value(&lines, needed);
    }
    assert!(value(&lines, "DESCRIPTION").contains("Normen\\; \"Werte\"\\, und: Kultur"));
}

#[tokio::test]
async fn two_sittings_are_two_events_that_belong_together() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-10-24T08:00:00Z", "2018-10-24T16:00:00Z"]).await;
    let calendar = unfolded(&world.public().visit(&format!("{CALLS}/1.ics")).await.body);
    let uids: Vec<&String> = calendar.iter().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), 2);
    assert_ne!(uids[0], uids[1]);
    let related = calendar.iter().find(|line| line.starts_with("RELATED-TO")).expect("a relation");
    assert!(related.ends_with(&uids[0]["UID:".len()..]), "{related}");
}

#[tokio::test]
async fn the_list_of_calls_is_a_feed_a_table_and_json_too() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.reported_call(&place, "2018-09-20T15:00:00Z", "1. Sample text.").await;
    world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let mut public = world.public();
    let table = public.visit(&format!("{CALLS}.csv")).await.body.replace("\r\n", "\n");
    insta::assert_snapshot!(table, @r#"
    forum,cycle,title,kind,state,ordinal,starts_at,minutes,cancelled,url,generated_at,licence
    Cybersecurity,2018,2018 Best Practice Forum on Cybersecurity – Virtual Meeting I,virtual,held,1,2018-09-20T15:00:00Z,60,false,http://localhost:8080/cybersecurity/2018/meetings/1,2018-10-15T09:00:00Z,Public record of the Best Practice Forum; reuse with a link to the source.
    Cybersecurity,2018,2018 Best Practice Forum on Cybersecurity – Virtual Meeting II,virtual,scheduled,,2018-10-24T15:00:00Z,60,false,http://localhost:8080/cybersecurity/2018/meetings/2,2018-10-15T09:00:00Z,Public record of the Best Practice Forum; reuse with a link to the source.
    "#);
    let json: serde_json::Value =
        serde_json::from_str(&public.visit(&format!("{CALLS}.json")).await.body).expect("JSON");
    assert_eq!(json["meetings"][0]["sittings"][0]["starts_at"], "2018-09-20T15:00:00Z");
    assert_eq!(json["generated_at"], "2018-10-15T09:00:00Z");
    assert!(json["licence"].is_string());
    let feed = public.visit(&format!("{CALLS}.atom")).await.body.clone();
    assert!(feed.contains("<title>Virtual Meeting II (upcoming)</title>"), "{feed}");

    let by_accept = public.visit_with(CALLS, "accept", "text/calendar").await.body.clone();
    assert!(by_accept.starts_with("BEGIN:VCALENDAR"));
    public.visit(CALLS).await;
    for kind in ["text/calendar", "application/atom+xml", "application/json", "text/csv"] {
        let links = public.attributes(&format!("link[rel=alternate][type='{kind}']"), "href");
        assert_eq!(links.len(), 1, "{kind} in the head");
        assert!(public.attributes("main a", "href").contains(&links[0]), "{kind} on the page");
        public.visit(&links[0]).await.gets(200);
        public.visit(CALLS).await;
    }
}

#[tokio::test]
async fn a_list_is_read_in_parts_and_by_what_changed() {
    let world = World::new().await;
    let place = world.cycle().await;
    for day in 1..=5 {
        world.call(&place, Kind::Virtual, &[&format!("2018-11-0{day}T15:00:00Z")]).await;
    }
    let mut public = world.public();
    let mut titles = Vec::new();
    let mut next = Some(format!("{CALLS}.json?limit=2"));
    while let Some(path) = next {
        let page: serde_json::Value = serde_json::from_str(&public.visit(&path).await.body).expect("JSON");
        titles.extend(
            page["meetings"].as_array().expect("a list").iter().map(|call| call["title"].to_string()),
        );
        next = page["next"].as_str().map(|url| url.replace("http://localhost:8080", ""));
        let link = public.headers.get("link").map(|link| link.to_str().expect("ASCII").to_owned());
        assert_eq!(link.is_some(), next.is_some(), "the header says the same: {link:?}");
    }
    assert_eq!(titles.len(), 5, "{titles:?}");
    titles.dedup();
    assert_eq!(titles.len(), 5, "each once");

    world.set_clock("2018-10-16T09:00:00Z");
    let call = world.reload(&world.held_call(&place, "2018-10-15T15:00:00Z").await).await;
    world.publish(&place, &call, "1. Sample text.", "").await;
    public.visit(&format!("{CALLS}.csv?since=2018-10-16T00:00:00Z")).await;
    assert_eq!(public.body.lines().count(), 2, "the header, and the call that was reported: {}", public.body);
    public.visit(&format!("{CALLS}.csv?since=2018-10-17T00:00:00Z")).await;
    assert_eq!(public.body.lines().count(), 1, "{}", public.body);
    public.visit(&format!("{CALLS}.json?since=yesterday")).await.gets(400);
    public.visit(&format!("{CALLS}.json?after=-1&limit=0")).await.gets(200);
}

#[tokio::test]
async fn the_same_call_on_two_sites_is_two_entries_in_a_calendar() {
    let mut uids = Vec::new();
    for _ in 0..2 {
        let world = World::new().await;
        let place = world.cycle().await;
        uids.push(world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await.sittings[0].uid.clone());
    }
    assert_ne!(uids[0], uids[1]);
}
