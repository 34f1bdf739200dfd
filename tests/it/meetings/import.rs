//! Importing a report on the site: paste, look through, save in one act; correct what went wrong.

use crate::harness::{Browser, World};

const CALLS: &str = "/cybersecurity/2018/meetings";

const SOURCE: &str = "2018 Best Practice Forum on Cybersecurity – Virtual Meeting IV\n\nSummary Report\n\n20 September 2018, 15:00 UTC\n\n\
    1. The call was facilitated by Sample Chair. The purpose was to speak about norms, and about those who keep them.\n\n\
    2. A recording of the call is here:\nhttps://example.org/ldr.php?RCID=12345\n\n\
    3. It was agreed to go on. Sample Writer offered to draft a list of sources.\n\n\
    4. The next call will take place in about three weeks.\n\n\
    Participants\n\nSample Chair (Facilitator)\nSample Writer, Sample IGF\nSample Clerk (IGF Secretariat)\n";

async fn review(browser: &mut Browser, source: &str) {
    browser.visit(CALLS).await.click("Import a report").await;
    browser.fill("#source", source).press("Read it").await;
}

#[tokio::test]
async fn a_pasted_report_becomes_meeting_report_recordings_participants_and_next_call_in_one_act() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator.gets(200).sees("Summary Report").sees("20 September 2018, 15:00 UTC");
    assert_eq!(facilitator.field("#ordinal"), "4");
    assert_eq!(facilitator.field("#day1"), "2018-09-20");
    assert_eq!(facilitator.field("#time1"), "15:00");
    assert_eq!(facilitator.field("#url1"), "https://example.org/ldr.php?RCID=12345");
    assert_eq!(facilitator.field("#next_when"), "window");
    assert_eq!(facilitator.field("#name2"), "Sample Writer");
    let before: i64 =
        sqlx::query_scalar("select count(*) from meeting").fetch_one(&world.db).await.expect("counted");
    assert_eq!(before, 0, "nothing is saved before a person has looked");

    facilitator
        .fill("#affiliation2", "Corrected IGF")
        .press("Save")
        .await
        .sees("Imported.")
        .sees("Virtual Meeting IV");
    facilitator.click("Write the report").await.press("Publish the report").await.gets(200);
    let mut public = world.public();
    public
        .visit(&format!("{CALLS}/1"))
        .await
        .sees("Virtual Meeting IV")
        .sees("It was agreed to go on.")
        .sees("Corrected IGF");
    assert_eq!(public.all(".para > .no").len(), 4);
    public.visit("/cybersecurity/2018").await.sees("in about three weeks");
}

#[tokio::test]
async fn what_is_no_report_gets_a_warning_and_nothing_is_invented() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let transcript = "ALICE: Can you hear me now?
BOB: Yes, go on.

"
    .repeat(60);
    let huge = "lorem ipsum ".repeat(440_000);
    let binary = "\u{1}\u{2}PNG\u{fffd}\u{fffd}\u{3}IHDR\u{fffd}\u{7}".repeat(50);
    for source in ["   ", transcript.as_str(), huge.as_str(), binary.as_str()] {
        review(&mut facilitator, source).await;
        facilitator.gets(422);
        assert!(facilitator.has(".summary"), "it says what is wrong");
        assert!(!facilitator.has("#ordinal"), "nothing to save");
    }
    review(&mut facilitator, &transcript).await;
    assert!(facilitator.field("#source").contains("BOB: Yes, go on."), "what was pasted is kept");
    let meetings: i64 =
        sqlx::query_scalar("select count(*) from meeting").fetch_one(&world.db).await.expect("counted");
    assert_eq!(meetings, 0);
}

#[tokio::test]
async fn a_wrong_review_keeps_everything_that_was_typed() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator
        .fill("#ordinal", "four")
        .fill("#day1", "yesterday")
        .fill("#name3", "Edited Clerk")
        .press("Save")
        .await
        .gets(422);
    facilitator.sees("Enter the number in digits").sees("Enter the day as year-month-day");
    assert_eq!(facilitator.field("#name3"), "Edited Clerk");
    facilitator
        .fill("#ordinal", "4")
        .fill("#day1", "2019-09-20")
        .press("Save")
        .await
        .gets(422)
        .sees("this day lies ahead");
    facilitator.fill("#day1", "2018-09-20").press("Save").await.sees("Imported.");
}

#[tokio::test]
async fn a_number_that_another_call_has_is_refused_and_nothing_is_half_saved() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator.press("Save").await.sees("Imported.");
    review(&mut facilitator, SOURCE).await;
    facilitator.press("Save").await.gets(422).sees("This cycle has a call of this number already.");
    let meetings: Vec<String> = sqlx::query_scalar("select state from meeting order by id")
        .fetch_all(&world.db)
        .await
        .expect("meetings");
    assert_eq!(meetings, ["held", "intended"], "the second import left nothing behind");
}

#[tokio::test]
async fn a_wrong_import_is_imported_again_over_the_first() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator.press("Save").await.sees("Imported.");
    facilitator.visit(&format!("{CALLS}/import?onto=1")).await;
    assert!(facilitator.field("#source").contains("Sample Writer offered"), "what came in is kept");
    let again = SOURCE
        .replace("to speak about norms", "to speak about values")
        .replace("\nSample Clerk (IGF Secretariat)", "");
    facilitator.fill("#source", &again).press("Read it").await.press("Save").await.sees("Imported.");
    facilitator.click("Write the report").await;
    assert!(facilitator.field("#source").contains("to speak about values"));
    let people: i64 =
        sqlx::query_scalar("select count(*) from attendance").fetch_one(&world.db).await.expect("counted");
    assert_eq!(people, 2, "the list was replaced");
    let meetings: i64 = sqlx::query_scalar("select count(*) from meeting where state = 'held'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(meetings, 1);
}

#[tokio::test]
async fn an_uploaded_file_is_read_as_well() {
    use axum::{
        body::Body,
        http::{Request, header},
    };
    use tower::ServiceExt;

    let world = World::new().await;
    let place = world.cycle().await;
    let facilitator = world.facilitator(&place).await;
    let file = format!(
        "--x\r\nContent-Disposition: form-data; name=\"onto\"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"<script>.txt\"\r\n\r\n{SOURCE}\r\n--x--\r\n"
    );
    let request = Request::post(format!("{CALLS}/import/file"))
        .header(header::HOST, "localhost")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, format!("session={}", facilitator.cookies()["session"]))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(file))
        .expect("a request");
    let answer = world.router().oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
    let page = String::from_utf8_lossy(&body);
    assert!(page.contains("Sample Writer") && !page.contains("<script>.txt"));
}

#[tokio::test]
async fn a_hostile_report_is_reviewed_as_text() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let hostile = SOURCE
        .replace("Sample Writer, Sample IGF", "<img src=x onerror=alert(1)>, \"><script>alert(1)</script>")
        .replace("norms", "</textarea><script>alert(1)</script>");
    review(&mut facilitator, &hostile).await;
    facilitator.gets(200);
    assert!(!facilitator.body.contains("<script>alert") && !facilitator.body.contains("<img src=x"));
}

#[tokio::test]
async fn what_is_in_doubt_stands_beside_its_field_and_everything_can_be_changed() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, include_str!("reports/lighthouses-7-pdf.txt")).await;
    facilitator.gets(200);
    assert!(facilitator.all("section > .notice")[0].contains("footnote 3"), "beside the text");
    assert!(!facilitator.has("#day1-h"), "nothing is in doubt about the day");
    review(&mut facilitator, include_str!("reports/language-4-quoted.txt")).await;
    assert!(facilitator.all("#time1-h")[0].contains("CEST"));
    assert!(facilitator.all("#day1-h")[0].contains("without its year"));
    assert_eq!(facilitator.field("#time1"), "");

    let hostile = include_str!("reports/captions-5-days-differ.txt")
        .replace("Next call", "Regrets: <script>alert(1)</script> \u{202e}Sample Person\n\nNext call")
        .replace("Sample Heather to", "Sample Heather <img src=x onerror=alert(1)> \u{202e}to");
    review(&mut facilitator, &hostile).await;
    facilitator.gets(200).sees("names who could not come").sees("Who: Sample Erica").sees("Sample Daphne");
    assert!(!facilitator.body.contains("<script>alert") && !facilitator.body.contains("<img src=x"));
    assert!(facilitator.all("#day1-h")[0].contains("3 October 2023"), "the report contradicts itself");
    assert_eq!(facilitator.field("#day1"), "", "and nobody guesses");
    assert_eq!(facilitator.field("#next_dates"), "2023-10-24 2023-10-26");
    facilitator
        .fill("#day1", "2018-10-03")
        .fill("#time1", "15:30")
        .fill("#ordinal", "6")
        .fill("#report", "1. What was said was changed.")
        .fill("#agenda", "Another item")
        .fill("#next_when", "none")
        .fill("#next_text", "")
        .fill("#next_dates", "")
        .press("Save")
        .await
        .sees("Imported.")
        .sees("Virtual Meeting VI")
        .sees("Another item");
}

#[tokio::test]
async fn what_speaks_against_filing_a_report_here_is_flagged() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator.sees("There is a call on that day already, Virtual Meeting I.");
    let elsewhere = SOURCE.replace("Cybersecurity", "Spam").replace("20 September 2018", "20 September 2016");
    review(&mut facilitator, &elsewhere).await;
    facilitator.sees("The report names another forum, “Spam”; this is Cybersecurity.");
    facilitator.sees("which is not in 2018, the year of this cycle.");
    facilitator
        .visit(&format!("{CALLS}/import?onto=1"))
        .await
        .fill("#source", &elsewhere)
        .press("Read it")
        .await;
    facilitator.sees("the call that it is filed with was on Thursday 20 September 2018.");
}

const HELD_TWICE: &str = "2018 Best Practice Forum on Cybersecurity – Virtual Meeting III a and b\n\nSummary Report\n\n\
    Tuesday 4 September 2018, 8:00 a.m. UTC\nWednesday 5 September 2018, 4pm UTC\n\n\
    1. The call was held twice with one agenda and was facilitated by Sample Chair. The purpose was to speak about norms.\n\n\
    2. Two recordings are here:\n\nhttps://example.org/ldr.php?RCID=12345\n\nhttps://example.org/ldr.php?RCID=67890\n\n\
    3. It was agreed to go on.\n\n\
    Participants\n\nSample Chair (Facilitator)\nSample Writer, Sample IGF\nSample Reader, Sample IGF\n";

#[tokio::test]
async fn of_a_call_that_was_held_twice_the_reviewer_says_what_belongs_to_which_sitting() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, HELD_TWICE).await;
    facilitator.gets(200).sees("Sitting 1, 2018-09-04 08:00").sees("Sitting 2, 2018-09-05 16:00");
    assert_eq!(facilitator.field("#recording_sitting2"), "1", "the first, unless somebody says otherwise");
    assert_eq!(facilitator.field("#name1"), "Sample Chair");
    assert_eq!(facilitator.field("#sitting1"), "all", "who chaired the call chaired it both times");
    assert_eq!(facilitator.field("#sitting2"), "1");
    facilitator
        .fill("#recording_sitting2", "2")
        .fill("#sitting2", "all")
        .fill("#sitting3", "2")
        .fill("#ordinal", "three")
        .press("Save")
        .await
        .gets(422);
    assert_eq!(facilitator.field("#sitting3"), "2", "what was chosen is kept");
    facilitator.fill("#ordinal", "3").press("Save").await.sees("Imported.");
    let attended: Vec<(i32, String)> = sqlx::query_as(
        "select sitting.position, name from attendance join sitting on sitting.id = sitting_id \
         join attribution on attribution.id = attribution_id order by 1, 2",
    )
    .fetch_all(&world.db)
    .await
    .expect("participants");
    let expected = [
        (1, "Sample Chair"),
        (1, "Sample Writer"),
        (2, "Sample Chair"),
        (2, "Sample Reader"),
        (2, "Sample Writer"),
    ];
    assert_eq!(attended, expected.map(|(sitting, name)| (sitting, name.to_owned())));
    let recorded: Vec<i32> = sqlx::query_scalar(
        "select sitting.position from recording join sitting on sitting.id = sitting_id order by recording.position",
    )
    .fetch_all(&world.db)
    .await
    .expect("recordings");
    assert_eq!(recorded, [1, 2]);
    facilitator.sees("Sample Reader");
    assert_eq!(facilitator.all("#participants .num"), ["3"], "who was there twice counts once");

    facilitator.visit(&format!("{CALLS}/import?onto=1")).await.press("Read it").await;
    facilitator.sees("Sitting 2, 2018-09-05 16:00");
    facilitator.fill("#sitting3", "2").press("Save").await.sees("Imported.");
    facilitator
        .post(
            &format!("{CALLS}/import/save"),
            &[("onto", "1"), ("report", "1. Text."), ("name", "Sample"), ("sitting", "9")],
        )
        .await
        .gets(422)
        .sees("Choose one of the sittings.");
}

#[tokio::test]
async fn a_call_that_was_held_once_asks_for_no_sitting() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    assert!(!facilitator.has("select[name=sitting], select[name=recording_sitting]"));
}

#[tokio::test]
async fn what_was_imported_with_a_draft_report_is_public_when_the_report_is() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator.press("Save").await.sees("Recordings and participants come out with it.");
    facilitator.sees("Sample Writer").sees("not public yet");
    assert!(facilitator.has("a[href='https://example.org/ldr.php?RCID=12345']"));
    let mut public = world.public();
    for suffix in ["", ".json", ".ics"] {
        public.visit(&format!("{CALLS}/1{suffix}")).await.gets(200);
        assert!(!public.body.contains("Sample Writer") && !public.body.contains("RCID"), "{suffix}");
    }
    public.visit(&format!("{CALLS}/1")).await.sees("They come out with the report.");
    let json: serde_json::Value =
        serde_json::from_str(&facilitator.visit(&format!("{CALLS}/1.json")).await.body).expect("JSON");
    assert!(json["meeting"]["participants"].is_null() && json["meeting"]["participant_count"].is_null());

    facilitator.visit(&format!("{CALLS}/1/report")).await.press("Publish the report").await.gets(200);
    facilitator.does_not_see("not public yet");
    public.visit(&format!("{CALLS}/1")).await.sees("Sample Writer");
    assert!(public.has("a[href='https://example.org/ldr.php?RCID=12345']"));
}

#[tokio::test]
async fn the_reviewer_may_show_recordings_and_participants_at_once() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator.fill("Show them to everybody at once", "yes").press("Save").await.sees("Imported.");
    world.public().visit(&format!("{CALLS}/1")).await.sees("Sample Writer").sees("No report is published.");
}

#[tokio::test]
async fn an_import_changes_a_list_that_is_out_only_when_the_reviewer_says_so_and_leaves_a_trace() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator
        .press("Save")
        .await
        .click("Write the report")
        .await
        .press("Publish the report")
        .await
        .gets(200);
    let again = SOURCE.replace("Sample Clerk (IGF", "Sample Newcomer (IGF");
    let mut public = world.public();

    let onto = format!("{CALLS}/import?onto=1");
    facilitator.visit(&onto).await.fill("#source", &again).press("Read it").await.press("Save").await;
    facilitator.sees("Recordings and participants were left as they are.");
    public.visit(&format!("{CALLS}/1")).await.sees("Sample Clerk").does_not_see("This list changed");

    facilitator.visit(&onto).await.fill("#source", &again).press("Read it").await;
    facilitator.fill("Replace those that are public now", "yes").press("Save").await.sees("Imported.");
    public.visit(&format!("{CALLS}/1")).await.sees("Sample Newcomer").does_not_see("Sample Clerk");
    public.sees("This list changed after the report was published: on Monday 15 October 2018.");
}

#[tokio::test]
async fn the_call_that_a_joint_meeting_speaks_of_is_joint_too() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, include_str!("reports/cyber-nris-joint-web.txt")).await;
    assert_eq!(facilitator.field("#kind"), "joint");
    assert_ne!(facilitator.field("#next_when"), "none");
    facilitator.fill("#audience", "the NRIs").press("Save").await.sees("Imported.");
    let next: (String, String) =
        sqlx::query_as("select kind, audience from meeting where state = 'intended'")
            .fetch_one(&world.db)
            .await
            .expect("the next call");
    assert_eq!(next, ("joint".to_owned(), "the NRIs".to_owned()));
}

#[tokio::test]
async fn a_year_and_a_number_that_clash_with_the_cycle_are_flagged() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    review(&mut facilitator, SOURCE).await;
    facilitator.does_not_see("Look at this.").press("Save").await.sees("Imported.");
    let other = SOURCE.replace("2018 Best", "2016 Best").replace("20 September", "25 September");
    review(&mut facilitator, &other).await;
    facilitator.sees("The report is of the cycle of 2016 by its title; this is the cycle of 2018.");
    facilitator.sees("This cycle has a call IV already: Virtual Meeting IV, of Thursday 20 September 2018.");
    let onto = SOURCE.replace("Meeting IV", "Meeting VI");
    facilitator.visit(&format!("{CALLS}/import?onto=1")).await.fill("#source", &onto).press("Read it").await;
    facilitator.sees("The report is of call VI; the call that it is filed with is Virtual Meeting IV, and keeps its number.");
}

/// The call that was imported, with its draft.
async fn import(facilitator: &mut Browser, source: &str) {
    review(facilitator, source).await;
    facilitator.press("Save").await.gets(200).sees("Imported.");
}

#[tokio::test]
async fn a_call_that_an_import_made_by_mistake_is_taken_back_whole_and_its_address_says_why() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let mut public = world.public();
    import(&mut facilitator, SOURCE).await;
    let call = format!("{CALLS}/1");
    assert_eq!(world.count("meeting").await, 2, "the call, and what it says of the next one");
    public.visit("/cybersecurity/2018").await.sees("in about three weeks");

    facilitator.visit(&call).await.click("Take it back").await.sees("imported by mistake, or twice");
    facilitator.press("Take the import back").await.gets(422).sees("Enter why");
    facilitator.fill("Why", "It is of the cycle of 2017.").press("Take the import back").await;
    facilitator.gets(200).sees("taken back with all that was imported");
    for gone in ["/1", "/1.json", "/2"] {
        public.visit(&format!("{CALLS}{gone}")).await.gets(410).sees("It is of the cycle of 2017.");
    }
    public.visit(&call).await.gets(410).sees("This call was imported by mistake and taken back.");
    public.visit("/cybersecurity/2018").await.does_not_see("in about three weeks");
    for table in
        ["meeting", "sitting", "text", "paragraph", "revision", "version", "attendance", "attribution"]
    {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    let acts: i64 = sqlx::query_scalar("select count(*) from activity where verb = 'meeting.deleted'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(acts, 1);
    import(&mut facilitator, SOURCE).await;
    facilitator.sees("Virtual Meeting IV");
    assert_eq!(facilitator.path, format!("{CALLS}/3"), "the number is free, the address is not");
}

#[tokio::test]
async fn an_import_whose_report_is_out_is_taken_back_after_its_report_and_a_planned_call_never() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    import(&mut facilitator, SOURCE).await;
    let call = format!("{CALLS}/1");
    world.member().await.post(&format!("{call}/delete"), &[("reason", "x")]).await.gets(403);
    facilitator.visit(&format!("{call}/report")).await.press("Publish the report").await.gets(200);
    facilitator.does_not_see("Take it back");
    facilitator.visit(&format!("{call}/delete")).await.gets(409).sees("Take the report back first");
    facilitator.post(&format!("{call}/delete"), &[("reason", "x")]).await.gets(409);
    facilitator.visit(&format!("{call}/report/withdraw")).await.fill("Why", "Wrong cycle.");
    facilitator.press("Take the report back").await.gets(200).click("Take it back").await;
    facilitator.fill("Why", "Wrong cycle.").press("Take the import back").await.gets(200);
    facilitator.visit(&call).await.gets(410);
    facilitator.visit(&format!("{call}/versions/1")).await.gets(410);
    assert_eq!(world.count("text").await, 0);

    let planned = world.call(&place, intersession::meetings::Kind::Virtual, &["2018-09-20T15:00:00Z"]).await;
    let path = planned.path(&place);
    facilitator.visit(&format!("{CALLS}/import?onto={}", planned.serial)).await;
    facilitator.fill("#source", SOURCE).press("Read it").await.press("Save").await.sees("Imported.");
    facilitator.visit(&path).await.does_not_see("Take it back");
    facilitator.post(&format!("{path}/delete"), &[("reason", "x")]).await.gets(409).sees("stays on record");
}

#[tokio::test]
async fn a_report_that_is_imported_again_adds_no_second_next_call() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    import(&mut facilitator, SOURCE).await;
    facilitator.visit(&format!("{CALLS}/import?onto=1")).await.press("Read it").await;
    facilitator.fill("#next_text", "in about a month").press("Save").await.sees("Imported.");
    assert_eq!(world.count("meeting").await, 2);
    world.public().visit("/cybersecurity/2018").await.sees("in about a month").does_not_see("three weeks");

    facilitator.visit(&format!("{CALLS}/2/cancel")).await.fill("Why", "No need.").press("Drop it").await;
    facilitator.visit(&format!("{CALLS}/import?onto=1")).await.press("Read it").await.press("Save").await;
    assert_eq!(world.count("meeting").await, 2, "what was dropped is not noted again");
}

#[tokio::test]
async fn the_sittings_of_an_import_stand_in_the_order_of_time_with_what_belongs_to_them() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let source = SOURCE.replace("15:00 UTC", "15:00 UTC and 21 September 2018, 09:00 UTC");
    review(&mut facilitator, &source).await;
    facilitator.fill("#day1", "2018-09-21").fill("#time1", "09:00");
    facilitator.fill("#day2", "2018-09-20").fill("#time2", "1999").press("Save").await.gets(422);
    assert!(
        facilitator.has("#time2[aria-invalid]") && !facilitator.has("#time1[aria-invalid]"),
        "its own row"
    );
    facilitator.fill("#time2", "15:00").press("Save").await.gets(200);
    let of: (String, i32) = sqlx::query_as(
        "select to_char(starts_at at time zone 'UTC', 'DD HH24:MI'), sitting.position from recording join sitting on sitting.id = sitting_id",
    )
    .fetch_one(&world.db)
    .await
    .expect("the recording");
    assert_eq!(of, ("21 09:00".to_owned(), 2), "it was put to the first row");
}
