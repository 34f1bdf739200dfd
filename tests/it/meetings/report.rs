//! The report: written, numbered, published, cited, corrected, taken back.

use crate::harness::World;

const REPORT: &str = "## Opening\n\n1. The call was opened.[^1]\n\n   A second block under the same number.\n\n## Norms\n\n\
                      2. Two things were said:\n\n   a. the first;\n   b. the second.\n\n3. Thanks.\n\n[^1]: By both facilitators.\n";

#[tokio::test]
async fn a_report_is_written_previewed_published_and_read() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await.sees("No report is published.").click("Write the report").await;
    facilitator
        .fill("#source", REPORT)
        .press("Save")
        .await
        .sees("Saved. Readers see it once it is published.")
        .sees("Two things were said:");
    let mut public = world.public();
    public.visit(&path).await.does_not_see("Two things were said:");
    public.visit(&format!("{path}.md")).await.gets(404);

    facilitator.press("Publish the report").await.sees("The report is published.");
    public.visit(&path).await.sees("Two things were said:").sees("By both facilitators.");
    assert_eq!(public.all(".para > .no"), ["1", "2", "3"], "numbers run on across headings");
    assert!(public.has("#p2b"), "an item of a list can be cited");
    assert!(
        public.has("#p1 ~ .para:not(:has(> .no))") || public.all(".para").len() == 4,
        "a continuation has no number"
    );
    assert!(public.has("sup a[href^='#fn']") || public.has("sup a"), "a footnote is a link");
}

#[tokio::test]
async fn an_empty_report_cannot_be_published_nor_one_of_a_call_that_was_not_held() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.call(&place, intersession::meetings::Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit(&format!("{path}/report"))
        .await
        .fill("#source", "1. Written ahead.")
        .press("Save")
        .await
        .gets(200);
    facilitator
        .post(&format!("{path}/report/publish"), &[("edits", "1"), ("note", "")])
        .await
        .gets(409)
        .sees("once the meeting was held");
    let held = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = held.path(&place);
    facilitator.visit(&format!("{path}/report")).await.fill("#source", "  ").press("Save").await;
    facilitator
        .post(&format!("{path}/report/publish"), &[("edits", "1"), ("note", "")])
        .await
        .gets(409)
        .sees("nothing to publish");
}

#[tokio::test]
async fn a_paragraph_is_cited_by_a_permanent_address() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", REPORT).await;
    let path = call.path(&place);
    let mut public = world.public();
    public.visit(&path).await;
    let links = public.attributes(".para > .no", "href");
    assert_eq!(links.len(), 3);
    assert!(
        links.iter().all(|link| link.len() == 5 && public.has(&format!("[id='{}']", &link[1..]))),
        "{links:?}"
    );
    let cited: Vec<(String, String)> = sqlx::query_as(
        "select label, path from reference where kind = 'report_paragraph' and visible order by id",
    )
    .fetch_all(&world.db)
    .await
    .expect("references");
    assert_eq!(cited[1], ("2018 Meeting I ¶2".to_owned(), format!("{path}{}", links[1])));

    world
        .publish(
            &place,
            &call,
            &format!("1. A new first paragraph that shifts the others.\n\n{REPORT}"),
            "Added a paragraph.",
        )
        .await;
    public.visit(&path).await;
    let after = public.attributes(".para > .no", "href");
    assert_eq!(after[1..], links[..], "the permanent addresses stay with their paragraphs");
    assert!(public.has("#p4"));
}

#[tokio::test]
async fn what_is_published_is_locked_and_a_correction_is_version_two_with_a_note() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", REPORT).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await.press("Correct").await.sees("This is a copy to correct.");
    let corrected = REPORT.replace("Two things", "Three things");
    facilitator.fill("#source", &corrected).press("Save").await;
    let mut public = world.public();
    public.visit(&path).await.sees("Two things were said:");
    facilitator.press("Publish the next version").await.gets(422).sees("Say what this version corrects");
    facilitator
        .fill("#note", "¶2: it was three things.")
        .press("Publish the next version")
        .await
        .sees("Version 2 is published.");

    public.visit(&path).await.sees("Three things were said:").sees("¶2: it was three things.");
    public.visit(&format!("{path}/versions")).await.sees("Version 1").sees("¶2: it was three things.");
    public.visit(&format!("{path}/versions/1")).await.sees("Two things were said:");
    public.visit(&format!("{path}/versions/2")).await;
    assert!(
        public.all("del").join(" ").contains("Two") && public.all("ins").join(" ").contains("Three"),
        "{}",
        public.words()
    );
    public.visit(&format!("{path}/versions/3")).await.gets(404);
}

#[tokio::test]
async fn what_happens_to_a_report_on_one_server_shows_at_once_on_another() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", REPORT).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    let mut elsewhere = World::on(world.db.clone()).public();
    for _ in 0..2 {
        elsewhere.visit(&path).await.sees("Two things were said:");
    }
    facilitator.visit(&path).await.press("Correct").await;
    facilitator.fill("#source", &REPORT.replace("Two things", "Three things")).press("Save").await;
    elsewhere.visit(&path).await.sees("Two things were said:");
    facilitator.fill("#note", "Counted again.").press("Publish the next version").await.gets(200);
    for _ in 0..2 {
        elsewhere.visit(&path).await.sees("Three things were said:").does_not_see("Two things");
    }
    facilitator.visit(&path).await.click("Take the report back").await;
    facilitator.fill("Why", "Published by mistake.").press("Take the report back").await.gets(200);
    elsewhere.visit(&path).await.sees("Published by mistake.").does_not_see("things were said:");
}

#[tokio::test]
async fn a_report_that_was_taken_back_is_gone_with_the_reason_and_kept_for_correction() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", REPORT).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator
        .visit(&path)
        .await
        .click("Take the report back")
        .await
        .press("Take the report back")
        .await
        .gets(422);
    facilitator
        .fill("Why", "Published by mistake.")
        .press("Take the report back")
        .await
        .sees("The report was taken back.");

    let mut public = world.public();
    public.visit(&path).await.gets(200).sees("Published by mistake.").does_not_see("Two things were said:");
    for gone in ["/versions/1", ".md", ".txt", ".html"] {
        let address = format!("{path}{gone}");
        public.visit(&address).await.gets(410).sees("Published by mistake.");
    }
    let json: serde_json::Value =
        serde_json::from_str(&public.visit(&format!("{path}.json")).await.body).expect("JSON");
    assert!(json["meeting"]["report"].is_null());
    let visible: i64 =
        sqlx::query_scalar("select count(*) from reference where kind = 'report_paragraph' and visible")
            .fetch_one(&world.db)
            .await
            .expect("counted");
    assert_eq!(visible, 0, "nothing of it can be cited");
    facilitator.visit(&format!("{path}/report")).await;
    assert!(facilitator.field("#source").contains("Two things were said:"), "its text is kept");
    facilitator.post(&format!("{path}/report/withdraw"), &[("reason", "Again.")]).await.gets(409);
}

#[tokio::test]
async fn two_who_write_at_once_see_both_texts_and_lose_nothing() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = format!("{}/report", call.path(&place));
    let mut one = world.facilitator(&place).await;
    let mut other = world.with_role(&place, intersession::viewer::RoleKind::Consultant).await;
    one.visit(&path).await.fill("#source", "1. Words of one.");
    other.visit(&path).await.fill("#source", "1. Words of the other.");
    one.press("Save").await.gets(200);
    other.press("Save").await.gets(409).sees("Words of one.").sees("Words of the other.");
    let saved: String =
        sqlx::query_scalar("select body from revision").fetch_one(&world.db).await.expect("one revision");
    assert_eq!(saved, "Words of one.", "the stale save changed nothing");
    assert!(other.field("#source").contains("Words of the other."));
    other.fill("#source", "1. Words of one.\n\n2. Words of the other.").press("Save").await.gets(200);
    one.visit(&path).await;
    assert!(one.field("#source").contains("Words of the other."));
}

#[tokio::test]
async fn twenty_saves_at_once_leave_one_winner_and_nineteen_conflicts() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = format!("{}/report", call.path(&place));
    let editor = world.facilitator(&place).await;
    let save = |number: usize| {
        let (mut editor, path) = (editor.clone(), path.clone());
        async move {
            editor.post(&path, &[("source", &format!("1. Text {number}.")), ("edits", "0")]).await;
            editor.status.as_u16()
        }
    };
    let mut answers = futures_util::future::join_all((0..20).map(save)).await;
    answers.sort_unstable();
    assert_eq!(answers[0], 200);
    assert!(answers[1..].iter().all(|status| *status == 409), "{answers:?}");
}

#[tokio::test]
async fn a_report_is_taken_along_as_markdown_text_and_one_file() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", REPORT).await;
    let path = call.path(&place);
    let mut public = world.public();
    insta::assert_snapshot!(public.visit(&format!("{path}.md")).await.body, @"
    # 2018 Best Practice Forum on Cybersecurity – Virtual Meeting I

    Summary report

    Thursday 20 September 2018, 15:00 UTC

    ## Opening

    1. The call was opened.[^1]

       A second block under the same number.

    ## Norms

    2. Two things were said:

       a. the first;
       b. the second.

    3. Thanks.

    [^1]: By both facilitators.

    <http://localhost:8080/cybersecurity/2018/meetings/1>
    ");
    insta::assert_snapshot!(public.visit(&format!("{path}.txt")).await.body, @"
    2018 Best Practice Forum on Cybersecurity – Virtual Meeting I
    Summary report
    Thursday 20 September 2018, 15:00 UTC

    OPENING

    1.    The call was opened.[1]

          A second block under the same number.

    NORMS

    2.    Two things were said:

          a. the first;
          b. the second.

    3.    Thanks.

    [1]   By both facilitators.

    http://localhost:8080/cybersecurity/2018/meetings/1
    ");
    let file = public.visit(&format!("{path}.html")).await;
    assert_eq!(
        file.headers["content-disposition"],
        "attachment; filename=\"cybersecurity-2018-meeting-1.html\""
    );
    assert!(
        file.has("style") && !file.has("script") && !file.has("link[rel=stylesheet]"),
        "one file, nothing else needed"
    );
    file.sees("Two things were said:").sees("Thursday 20 September 2018, 15:00 UTC");
}

#[tokio::test]
async fn hostile_markdown_is_harmless_whoever_wrote_it() {
    let world = World::new().await;
    let place = world.cycle().await;
    let hostile = "1. <script>alert(1)</script> <b onclick=\"alert(1)\">bold</b> [link](javascript:alert(1)) ![image](https://evil.example/x.png)\n\n\
                   2. <style>body{display:none}</style><iframe src=\"https://evil.example\"></iframe>\n\n3. A [good](https://example.org/) one.\n";
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", hostile).await;
    let mut public = world.public();
    public.visit(&call.path(&place)).await;
    for css in [
        ".record script",
        ".record style",
        ".record iframe",
        ".record img",
        ".record [onclick]",
        ".record a[href^=javascript]",
    ] {
        assert!(!public.has(css), "{css}");
    }
    assert!(public.has(".record a[href='https://example.org/'][rel~=noopener]"));
}

#[tokio::test]
async fn a_paragraph_that_was_cut_and_comes_back_has_the_address_by_which_it_was_cited() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", REPORT).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await;
    let cited = facilitator.attributes(".para > .no", "href");
    facilitator
        .press("Correct")
        .await
        .fill("#source", "1. Everything else was cut.")
        .press("Save")
        .await
        .gets(200);
    facilitator.fill("#source", REPORT).press("Save").await.gets(200);
    facilitator
        .fill("#note", "Nothing changed.")
        .press("Publish the next version")
        .await
        .sees("Version 2 is published.");
    assert_eq!(facilitator.attributes(".para > .no", "href"), cited);
}

#[tokio::test]
async fn a_published_report_is_not_written_over_before_a_copy_is_open() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", REPORT).await;
    let path = format!("{}/report", call.path(&place));
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await.sees("not open for correction yet");
    facilitator
        .post(&path, &[("source", "1. Only this."), ("edits", "0")])
        .await
        .gets(422)
        .sees("Open a copy of it first.");
    facilitator.press("Open a copy").await;
    assert!(facilitator.field("#source").contains("Two things were said:"));
}

#[tokio::test]
async fn a_copy_that_was_opened_for_correction_is_discarded_and_what_is_published_stays() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", REPORT).await;
    let path = call.path(&place);
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&path).await;
    let before = facilitator.all("article.record");
    facilitator.press("Correct").await.fill("#source", "1. Everything else was cut.").press("Save").await;
    let mut late = facilitator.clone();
    facilitator.click("Discard this draft").await.sees("What is published stays as it is");
    late.click("Discard this draft").await;
    facilitator
        .press("Discard the draft")
        .await
        .sees("The draft was discarded. What is published stays as it was.");
    assert_eq!(facilitator.all("article.record"), before);
    late.press("Discard the draft").await.gets(409).sees("nothing is left to discard");
    facilitator.visit(&format!("{path}/report/discard")).await.gets(404);
    facilitator.visit(&format!("{path}/report")).await.press("Open a copy").await;
    assert!(facilitator.field("#source").contains("Two things were said:"));
    let left: i64 = sqlx::query_scalar("select count(*) from revision where body like '%was cut%'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(left, 0, "a drafting step that was discarded is not kept");
}

#[tokio::test]
async fn a_first_draft_is_discarded_unless_somebody_saved_it_meanwhile() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = call.path(&place);
    let mut one = world.facilitator(&place).await;
    let mut other = world.with_role(&place, intersession::viewer::RoleKind::Consultant).await;
    one.visit(&format!("{path}/report")).await.does_not_see("Discard this draft");
    one.fill("#source", "1. Words of one.").press("Save").await.click("Discard this draft").await;
    other
        .visit(&format!("{path}/report"))
        .await
        .fill("#source", "1. Words of the other.")
        .press("Save")
        .await;
    one.press("Discard the draft").await.gets(409).sees("The draft was saved in the meantime.");
    one.visit(&format!("{path}/report/discard"))
        .await
        .press("Discard the draft")
        .await
        .sees("The draft was discarded.");
    one.visit(&format!("{path}/report")).await;
    assert_eq!(one.field("#source").trim(), "");
    one.fill("#source", "1. A new beginning.").press("Save").await.gets(200).sees("A new beginning.");
    world.member().await.post(&format!("{path}/report/discard"), &[("edits", "1")]).await.gets(403);
}

#[tokio::test]
async fn a_footnote_without_its_note_and_a_note_without_its_reference_are_said_to_be() {
    let world = World::new().await;
    let place = world.cycle().await;
    let report =
        "1. One thing.[^b] Another.[^lost]\n\n[^a]: Nobody refers to this.\n\n[^b]: By both facilitators.\n";
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", report).await;
    let path = call.path(&place);
    let mut public = world.public();
    for suffix in ["", ".html", ".txt"] {
        public.visit(&format!("{path}{suffix}")).await.sees("[lost: note missing]");
        public.sees("Nothing in the text refers to this note.").sees("Nobody refers to this.");
        assert!(!public.body.contains("[^"), "{suffix}: no mark-up is left over");
    }
    public.visit(&path).await;
    assert_eq!(public.all(".footnotes a.no"), ["1"], "only what is referred to is numbered");
    let back = public.attributes(".footnotes a.no", "href");
    assert!(public.has(&format!("[id='{}']", &back[0][1..])), "and leads back to the text");
    public.visit(&format!("{path}.txt")).await.sees("One thing.[1]").sees("[1] By both facilitators.");
    public.visit(&format!("{path}.md")).await;
    assert!(
        public.body.contains("[^lost]") && public.body.contains("[^a]: Nobody"),
        "Markdown is the text as saved"
    );
}

#[tokio::test]
async fn links_to_pages_of_the_site_stay_links_and_are_whole_in_files() {
    let world = World::new().await;
    let place = world.cycle().await;
    let report = "1. See [the plan](/cybersecurity/2018/plan), not [this](//evil.example/x), \
                  [this](/\\\\evil.example) or [this](javascript:alert).[^1]\n\n[^1]: And [the calls](/cybersecurity/2018/meetings#x).\n";
    let call = world.reported_call(&place, "2018-09-20T15:00:00Z", report).await;
    let path = call.path(&place);
    let mut public = world.public();
    public.visit(&path).await;
    assert_eq!(public.attributes(".para a:not(.no):not([id])", "href"), ["/cybersecurity/2018/plan"]);
    assert!(public.has(".footnotes a[href='/cybersecurity/2018/meetings#x']"));
    public.click("the plan").await.gets(200);
    public.visit(&format!("{path}.html")).await;
    assert!(public.has("a[href='http://localhost:8080/cybersecurity/2018/plan']"));
    assert!(!public.has("a[href^='/']"), "a file has no site around it");
    public.visit(&format!("{path}.txt")).await;
    assert!(public.body.contains("<http://localhost:8080/cybersecurity/2018/plan>"));
    public.visit(&format!("{path}.md")).await.sees("[the plan](/cybersecurity/2018/plan)");
    for suffix in ["", ".html"] {
        public.visit(&format!("{path}{suffix}")).await;
        assert!(!public.has("a[href*='evil']") && !public.has("a[href*=javascript]"), "{suffix}");
    }
}

#[tokio::test]
async fn the_second_of_two_who_publish_at_the_same_moment_is_told_that_it_is_out_already() {
    let world = World::new().await;
    let place = world.cycle().await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let path = call.path(&place);
    let mut one = world.facilitator(&place).await;
    one.visit(&format!("{path}/report")).await.fill("#source", "1. It was said.").press("Save").await;
    let mut other = world.secretariat().await;
    other.visit(&format!("{path}/report")).await;
    let mut late = world.with_role(&place, intersession::viewer::RoleKind::CoFacilitator).await;
    late.visit(&format!("{path}/report")).await;
    tokio::join!(one.press("Publish the report"), other.press("Publish the report"));
    let (mut first, mut second) = if one.status.is_success() { (one, other) } else { (other, one) };
    assert!(first.words().contains("The report is published."), "{}", first.words());
    second.gets(409).sees("This was published already").sees("open it for a correction");
    late.press("Publish the report").await.gets(409).sees("This was published already");
    let versions: i64 =
        sqlx::query_scalar("select count(*) from version").fetch_one(&world.db).await.expect("counted");
    assert_eq!(versions, 1);

    first.visit(&format!("{path}/report")).await.press("Open a copy").await;
    late.visit(&format!("{path}/report")).await;
    late.post(&format!("{path}/report/publish"), &[("edits", "1"), ("note", "")]).await.gets(422);
}
