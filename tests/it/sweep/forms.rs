//! Every form, sent by those who may not, from elsewhere, and with nonsense in it.

use intersession::app::App;

use super::site;

/// Forms that change something, with enough in them to be understood.
fn posts() -> Vec<&'static str> {
    vec![
        "/forums/new",
        "/cybersecurity/edit",
        "/cybersecurity/cycles/new",
        "/cybersecurity/2018/edit",
        "/cybersecurity/new-cycle",
        "/cybersecurity/2018/state",
        "/cybersecurity/2018/show",
        "/cybersecurity/2018/delete",
        "/cybersecurity/2018/contact",
        "/cybersecurity/2018/plan/new",
        "/cybersecurity/2018/plan/1",
        "/cybersecurity/2018/tools/1/open",
        "/cybersecurity/2018/people/new",
        "/cybersecurity/2018/people/1/end",
        "/cybersecurity/2018/people/proposed/1",
        "/admin/people/1/secretariat",
        "/admin/proposed/1",
        "/cybersecurity/2018/meetings/new",
        "/cybersecurity/2018/meetings/intend",
        "/cybersecurity/2018/meetings/7/said",
        "/cybersecurity/2018/meetings/import",
        "/cybersecurity/2018/meetings/import/save",
        "/cybersecurity/2018/meetings/1/edit",
        "/cybersecurity/2018/meetings/1/cancel",
        "/cybersecurity/2018/meetings/1/delete",
        "/cybersecurity/2018/meetings/1/move",
        "/cybersecurity/2018/meetings/1/held",
        "/cybersecurity/2018/meetings/1/agenda",
        "/cybersecurity/2018/meetings/1/proposals",
        "/cybersecurity/2018/meetings/5/rsvp",
        "/cybersecurity/2018/meetings/5/invite",
        "/cybersecurity/2018/meetings/5/tell",
        "/cybersecurity/2018/meetings/1/proposals/1",
        "/cybersecurity/2018/meetings/7/poll/new",
        "/cybersecurity/2018/meetings/7/poll/edit",
        "/cybersecurity/2018/meetings/7/poll/confirm",
        "/cybersecurity/2018/meetings/7/poll/withdraw",
        "/cybersecurity/2018/meetings/7/poll/invite",
        "/cybersecurity/2018/meetings/7/poll/merge",
        "/cybersecurity/2018/meetings/7/poll/merges/1/part",
        "/cybersecurity/2018/meetings/1/recordings",
        "/cybersecurity/2018/meetings/1/participants",
        "/cybersecurity/2018/meetings/1/report",
        "/cybersecurity/2018/meetings/1/report/publish",
        "/cybersecurity/2018/meetings/1/report/correct",
        "/cybersecurity/2018/meetings/1/report/discard",
        "/cybersecurity/2018/meetings/1/report/withdraw",
        "/cybersecurity/2018/tasks/new",
        "/cybersecurity/2018/tasks/2/edit",
        "/cybersecurity/2018/tasks/2/ask",
        "/cybersecurity/2018/tasks/2/begin",
        "/cybersecurity/2018/tasks/2/finish",
        "/cybersecurity/2018/tasks/2/drop",
        "/cybersecurity/2018/tasks/1/take",
        "/cybersecurity/2018/tasks/1/answer",
        "/cybersecurity/2018/tasks/1/release",
        "/cybersecurity/2018/tasks/1/stand",
        "/cybersecurity/2018/tasks/call",
        "/admin/invitations",
        "/admin/retention",
        "/privacy/notice/edit",
        "/cybersecurity/privacy/edit",
        "/admin/mail/1/cancel",
        "/admin/mail/1/hurry",
        "/admin/mail/addresses/resume",
        "/cybersecurity/2018/mailings/new",
        "/cybersecurity/2018/mailings/3/edit",
        "/cybersecurity/2018/mailings/3/test",
        "/cybersecurity/2018/mailings/3/send",
        "/cybersecurity/2018/mailings/3/discard",
        "/cybersecurity/2018/mailings/templates",
        "/cybersecurity/2018/mailings/templates/1",
        "/settings/mail",
        "/settings/links/revoke",
        "/my/calendar",
        "/settings/mail/resume",
        "/settings/profile",
        "/cybersecurity/groups",
        "/cybersecurity/2018/people/on-file",
        "/cybersecurity/2018/people/on-file/link",
        "/cybersecurity/2018/people/on-file/confirm",
        "/cybersecurity/2018/people/on-file/part",
        "/settings/is-this-you",
        "/settings/is-this-you/undo",
        "/admin/people",
        "/admin/people/part",
    ]
}

async fn counts(app: &App) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in [
        "forum",
        "cycle",
        "milestone",
        "role",
        "appointment",
        "meeting",
        "agenda_item",
        "recording",
        "attendance",
        "version",
        "link",
        "poll",
        "poll_slot",
        "poll_reply",
        "task",
        "task_claim",
        "task_answer",
        "task_call",
        "mailing",
        "mailing_template",
        "subscription",
        "activity",
    ] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        counts.push(sqlx::query_scalar(sql).fetch_one(&app.db).await.expect("counted"));
    }
    counts
}

#[tokio::test]
async fn every_change_is_refused_without_the_right_from_elsewhere_and_without_a_session() {
    let mut site = site().await;
    let before = counts(&site.app).await;
    let powerless = ["the public", "Sample Focal Point", "Sample Volunteer"];
    for (name, browser) in &mut site.browsers {
        for path in posts() {
            browser.post_with(path, &[("reason", "x")], &[("sec-fetch-site", "cross-site")]).await.gets(403);
            browser
                .post_with(path, &[("reason", "x")], &[("origin", "https://evil.example")])
                .await
                .gets(403);
            let anybody_may = path.ends_with("/contact");
            // Everybody who signed in proposes, and keeps their own settings.
            let open = ["/proposals", "/rsvp", "/take", "/answer", "/release", "/stand"];
            let mine = ["/settings/", "/my/"].iter().any(|start| path.starts_with(start));
            let may = mine || open.iter().any(|end| path.ends_with(end));
            if powerless.contains(&name.as_str()) && !anybody_may && !(may && name != "the public") {
                browser.post(path, &[("reason", "x"), ("decision", "accept"), ("edits", "0")]).await;
                let expected = if name == "the public" { 401 } else { 403 };
                assert!(
                    [expected, 404].contains(&browser.status.as_u16()),
                    "{name}: {path} answers {}",
                    browser.status
                );
            }
        }
    }
    assert_eq!(counts(&site.app).await, before, "nothing changed");
}

#[tokio::test]
async fn senseless_forms_get_a_clear_answer_from_everybody_and_never_a_server_error() {
    let mut site = site().await;
    let long = "ü".repeat(20_000);
    let hostile = [
        "",
        "\u{0}",
        "<script>alert(1)</script>",
        "-1",
        "99999999999999999999",
        "2018-02-30",
        "'; drop table forum; --",
        long.as_str(),
    ];
    let (_, browser) =
        site.browsers.iter_mut().find(|(name, _)| name == "Sample Secretariat").expect("the Secretariat");
    let fields = [
        "name", "title", "slug", "year", "day", "time", "minutes", "due", "kind", "reason", "from", "to",
        "source", "report", "edits", "url", "when", "person", "email", "sitting",
    ];
    for path in posts() {
        for value in hostile {
            let form: Vec<(&str, &str)> = fields.iter().map(|field| (*field, value)).collect();
            browser.post(path, &form).await;
            assert!(!browser.status.is_server_error(), "{path} with {value:.20} answers {}", browser.status);
            assert!(!browser.body.contains("<script>alert"), "{path}");
        }
        browser.post(path, &[]).await;
        assert!(!browser.status.is_server_error(), "{path} empty answers {}", browser.status);
    }
    for path in [
        "/cybersecurity/2018/meetings/-1",
        "/cybersecurity/2018/meetings/99999999999",
        "/%00",
        "/%F0%9F%98%80",
        "/cybersecurity/2018/plan/abc",
        "/cybersecurity/0000",
        "/l/%2e%2e",
    ] {
        browser.visit(path).await;
        assert!(browser.status.is_client_error(), "{path} answers {}", browser.status);
    }
}
