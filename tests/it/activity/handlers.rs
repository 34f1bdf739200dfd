//! Every form that changes something leaves exactly one entry in the log.

use std::{collections::BTreeSet, fs, path::Path};

use crate::harness::{Browser, World};

/// What changes nothing that is on record, and why.
const NO_ENTRY: &[(&str, &str)] = &[
    ("/sign-in", "a session"),
    ("/sign-in/link", "a mail that was asked for"),
    ("/sign-in/code", "a session"),
    ("/sign-in/reset", "a mail that was asked for"),
    ("/sign-up", "a mail that was asked for; following it makes the account"),
    ("/sign-out", "a session"),
    ("/settings/sessions/end", "a session"),
    ("/zone", "a cookie"),
    ("/{forum}/{year}/meetings/import", "shows what was read; saving it is the act"),
    ("/{forum}/{year}/meetings/import/file", "the same, of a file"),
];

/// What leaves two entries: one in each of two cycles; the call with its new time and the mail that tells of it.
const TWO: &[&str] =
    &["/{forum}/{year}/meetings/{serial}/move", "/{forum}/{year}/meetings/{serial}/poll/confirm"];

/// Every address that takes a form, as the slices' `router()`s name them.
fn forms() -> BTreeSet<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut forms = BTreeSet::new();
    for slice in fs::read_dir(src).expect("the sources").flatten() {
        let Ok(source) = fs::read_to_string(slice.path().join("mod.rs")) else { continue };
        for route in source.split(".route(").skip(1) {
            let route = route.split("\n}").next().unwrap_or(route);
            if !route.contains("post(") {
                continue;
            }
            let path = route.split('"').nth(1).expect("a quoted address");
            let is_under = route.trim_start().starts_with("&under(");
            let under = if is_under { "/{forum}/{year}/meetings/{serial}/" } else { "" };
            forms.insert(format!("{under}{path}"));
        }
    }
    assert!(forms.len() > 40, "{forms:?}");
    forms
}

/// Counts entries from one act to the next, and notes the addresses that were sent a form.
struct Walk<'a> {
    world: &'a World,
    entries: i64,
    sent: BTreeSet<&'static str>,
}

impl Walk<'_> {
    async fn count(&self) -> i64 {
        sqlx::query_scalar("select count(*) from activity").fetch_one(&self.world.db).await.expect("counted")
    }

    /// Insists that the form just sent to `route` was taken and left one entry.
    #[track_caller]
    fn check(&mut self, route: &'static str, browser: &Browser, entries: i64) {
        assert!(browser.status.is_success(), "{route} answers {}:\n{}", browser.status, browser.words());
        let expected = if TWO.contains(&route) { 2 } else { 1 };
        assert_eq!(entries - self.entries, expected, "{route} left so many entries: {}", browser.words());
        self.entries = entries;
        self.sent.insert(route);
    }

    async fn left(&mut self, route: &'static str, browser: &Browser) {
        let entries = self.count().await;
        self.check(route, browser, entries);
    }
}

#[tokio::test]
async fn every_form_that_changes_something_leaves_exactly_one_entry() {
    send_every_form(World::new().await).await;
}

#[tokio::test]
async fn every_form_acts_once_when_it_is_sent_twice_at_the_same_time() {
    send_every_form(World::of_double_clicks().await).await;
}

async fn send_every_form(world: World) {
    let mut secretariat = world.secretariat().await;
    let mut walk = Walk { world: &world, entries: 0, sent: BTreeSet::new() };
    forum_and_cycle(&world, &mut walk, &mut secretariat).await;
    people(&world, &mut walk, &mut secretariat).await;
    persons(&world, &mut walk, &mut secretariat).await;
    privacy(&world, &mut walk, &mut secretariat).await;
    calls(&mut walk, &mut secretariat).await;
    tasks(&world, &mut walk, &mut secretariat).await;
    mail(&mut walk, &mut secretariat).await;

    let exempt = NO_ENTRY.iter().map(|(route, _)| (*route).to_owned());
    let known: BTreeSet<String> = walk.sent.iter().map(|route| (*route).to_owned()).chain(exempt).collect();
    let forms = forms();
    let unknown: Vec<&String> = forms.difference(&known).collect();
    assert!(unknown.is_empty(), "sent by nobody here, and not known to change nothing: {unknown:?}");
    let vanished: Vec<&String> = known.difference(&forms).collect();
    assert!(vanished.is_empty(), "no such form: {vanished:?}");
}

async fn persons(world: &World, walk: &mut Walk<'_>, secretariat: &mut Browser) {
    let on_file = "/sample/2018/people/on-file";
    secretariat.visit("/settings/profile").await.fill("Pronouns", "they").press("Save the profile").await;
    walk.left("/settings/profile", secretariat).await;
    secretariat.visit("/sample/groups").await.fill("#label1", "Governments").press("Save the groups").await;
    walk.left("/{forum}/groups", secretariat).await;
    secretariat.visit(on_file).await.fill("Name", "Sample Entered").press("Enter the person").await;
    walk.left("/{forum}/{year}/people/on-file", secretariat).await;

    let (owner, account) = world.account("Account Owner", false).await;
    for sql in [
        "insert into role (cycle_id, person_id, kind, from_day) select entered_in, id, 'participant', '2018-01-01' from person where entered_in is not null",
        "insert into person_offer (taker_id, person_id, offered_at) select owner.id, person.id, now() from person, person owner where person.entered_in is not null and owner.name = 'Account Owner'",
        "insert into person (name, created_at) values ('Entered, Sample', now())",
    ] {
        sqlx::query(sql).execute(&world.db).await.expect("a row");
    }
    secretariat.visit(on_file).await.fill("Account of Sample Entered", &owner.to_string());
    secretariat.press("Link Sample Entered").await;
    walk.left("/{forum}/{year}/people/on-file/link", secretariat).await;
    secretariat.visit(on_file).await.press("Part the two").await;
    walk.left("/{forum}/{year}/people/on-file/part", secretariat).await;
    let mut owner = world.signed_in(account).await;
    owner.visit("/settings/is-this-you").await.press("Yes, this is me").await;
    walk.left("/settings/is-this-you", &owner).await;
    secretariat.visit(on_file).await.press("Confirm: Account Owner").await;
    walk.left("/{forum}/{year}/people/on-file/confirm", secretariat).await;
    owner.visit("/settings/is-this-you").await.press("Part the two").await;
    walk.left("/settings/is-this-you/undo", &owner).await;

    secretariat.visit("/admin/people").await.press("One person: keep Sample Entered").await;
    walk.left("/admin/people", secretariat).await;
    secretariat.press("Part the two").await;
    walk.left("/admin/people/part", secretariat).await;
}

async fn forum_and_cycle(world: &World, walk: &mut Walk<'_>, secretariat: &mut Browser) {
    let fields = [("slug", "sample"), ("name", "Sample"), ("title", "Sample forum")];
    secretariat.post("/forums/new", &fields).await;
    walk.left("/forums/new", secretariat).await;
    secretariat.visit("/sample/edit").await.fill("Subject", "Samples").press("Save").await;
    walk.left("/{forum}/edit", secretariat).await;
    secretariat.post("/sample/cycles/new", &[("year", "2018"), ("title", "Theme")]).await;
    walk.left("/{forum}/cycles/new", secretariat).await;
    secretariat.visit("/sample/2018/edit").await.fill("Theme", "Norms").press("Save").await;
    walk.left("/{forum}/{year}/edit", secretariat).await;
    secretariat.post("/sample/2018/state", &[("from", "proposed"), ("to", "submitted")]).await;
    walk.left("/{forum}/{year}/state", secretariat).await;
    let fields = [("title", "Draft"), ("kind", "draft"), ("due", "2018-10-29")];
    secretariat.post("/sample/2018/plan/new", &fields).await;
    walk.left("/{forum}/{year}/plan/new", secretariat).await;
    secretariat.visit("/sample/2018/plan/1").await.fill("#note", "A note.").press("Save").await;
    walk.left("/{forum}/{year}/plan/{milestone}", secretariat).await;

    secretariat
        .visit("/sample/new-cycle")
        .await
        .fill("Year", "2019")
        .fill("Theme", "Next")
        .fill("A test", "on");
    secretariat.press("Look through it").await.press("Make the draft").await;
    walk.left("/{forum}/new-cycle", secretariat).await;
    secretariat.visit("/sample/2019/edit").await.press("Show it to everybody").await;
    walk.left("/{forum}/{year}/show", secretariat).await;
    secretariat.visit("/sample/2019/delete").await.press("Delete the test cycle").await;
    walk.left("/{forum}/{year}/delete", secretariat).await;

    let mut public = world.public();
    public.visit("/sample/2018/contact").await.fill("Your name", "Sample Writer");
    public.fill("Your e-mail address", "writer@example.org").fill("Message", "How can I help?");
    world.set_clock("2018-10-15T09:01:00Z");
    public.press("Send the message").await;
    walk.left("/{forum}/{year}/contact", &public).await;
}

async fn people(world: &World, walk: &mut Walk<'_>, secretariat: &mut Browser) {
    let role = [("name", "Sample Writer"), ("kind", "editor"), ("from", "2018-10-15")];
    secretariat.post("/sample/2018/people/new", &role).await;
    walk.left("/{forum}/{year}/people/new", secretariat).await;
    secretariat.visit("/sample/2018/people").await.press("End today").await;
    walk.left("/{forum}/{year}/people/{role}/end", secretariat).await;

    secretariat.visit("/settings/profile").await.fill("Pronouns", "they").press("Save the profile").await;
    walk.left("/settings/profile", secretariat).await;

    let (_, account) = world.account("Sample Colleague", true).await;
    let mut colleague = world.signed_in(account).await;
    let (member, account) = world.account("Sample Member", false).await;
    let person = member.to_string();
    let role = [("person", person.as_str()), ("kind", "facilitator"), ("from", "2018-10-15")];
    secretariat.post("/sample/2018/people/new", &role).await;
    walk.left("/{forum}/{year}/people/new", secretariat).await;
    colleague.visit("/sample/2018/people").await.press("Confirm").await;
    walk.left("/{forum}/{year}/people/proposed/{appointment}", &colleague).await;
    secretariat.post(&format!("/admin/people/{member}/secretariat"), &[("runs", "yes")]).await;
    walk.left("/admin/people/{person}/secretariat", secretariat).await;
    colleague.visit("/admin").await.press("Decline").await;
    walk.left("/admin/proposed/{appointment}", &colleague).await;

    let invited = [("name", "Sample Invited"), ("email", "invited@example.org"), ("secretariat", "on")];
    secretariat.post("/admin/invitations", &invited).await;
    walk.left("/admin/invitations", secretariat).await;
    let link = secretariat.attributes("#link", "value")[0].replace("http://localhost:8080", "");
    let mut invited = world.public();
    invited.visit(&link).await.fill("Password", "nine herons read maps").press("Make the account").await;
    walk.left("/l/{token}", &invited).await;

    let mut member = world.signed_in(account).await;
    member.visit("/settings/password").await.fill("New password", "nine herons read maps");
    member.press("Set the password").await;
    walk.left("/settings/password", &member).await;
    member.visit("/settings/address").await.fill("New e-mail address", "new@example.org");
    member.press("Send both mails").await;
    walk.left("/settings/address", &member).await;
    member.visit("/settings").await.press("Leave the address as it is").await;
    walk.left("/settings/address/leave", &member).await;

    secretariat.visit("/admin/mail?state=waiting").await.press("Try now").await;
    walk.left("/admin/mail/{id}/hurry", secretariat).await;
    secretariat.visit("/admin/mail?state=waiting").await.press("Take back").await;
    walk.left("/admin/mail/{id}/cancel", secretariat).await;
}

async fn mail(walk: &mut Walk<'_>, secretariat: &mut Browser) {
    secretariat.visit("/follow?what=/sample").await.press("Follow").await;
    walk.left("/follow", secretariat).await;
    secretariat.visit("/settings/mail").await.fill("At", "18").press("Save").await;
    walk.left("/settings/mail", secretariat).await;

    let suspended = "insert into mail_address values ('nobody@example.org', 3, now(), now(), 'no such user')";
    sqlx::query(suspended).execute(&walk.world.db).await.expect("suspended");
    secretariat.visit("/admin/mail/addresses").await.press("Mail again").await;
    walk.left("/admin/mail/addresses/resume", secretariat).await;

    let mailings = "/sample/2018/mailings";
    for edits in 0..2 {
        let words = [("audience", "followers"), ("subject", "News"), ("body", "The draft is out.")];
        secretariat.post(&format!("{mailings}/new"), &words).await;
        walk.left("/{forum}/{year}/mailings/new", secretariat).await;
        let mailing = secretariat.path.clone();
        if edits == 1 {
            secretariat.press("Throw it away").await;
            walk.left("/{forum}/{year}/mailings/{mailing}/discard", secretariat).await;
            continue;
        }
        secretariat
            .visit(&format!("{mailing}/edit"))
            .await
            .fill("Subject", "Better news")
            .press("Look at it")
            .await;
        walk.left("/{forum}/{year}/mailings/{mailing}/edit", secretariat).await;
        secretariat.press("Mail it to me only").await;
        walk.left("/{forum}/{year}/mailings/{mailing}/test", secretariat).await;
        walk.world.account("Sample Reader", false).await;
        let follow = "insert into subscription (person_id, reference_id, pace, began_at, changed_at)
            select person.id, reference.id, 'daily', now(), now() from person, reference
            where person.name = 'Sample Reader' and reference.path = '/sample'";
        sqlx::query(follow).execute(&walk.world.db).await.expect("a follower");
        secretariat.visit(&mailing).await.press("Send it to 2 people").await;
        walk.left("/{forum}/{year}/mailings/{mailing}/send", secretariat).await;
    }
    let words = [("name", "News"), ("subject", "News"), ("body", "The draft is out.")];
    secretariat.post(&format!("{mailings}/templates"), &words).await;
    walk.left("/{forum}/{year}/mailings/templates", secretariat).await;
    secretariat.click("News").await.fill("Subject", "Better news").press("Save").await;
    walk.left("/{forum}/{year}/mailings/templates/{template}", secretariat).await;

    walk.world.work().await;
    secretariat.visit("/settings/links").await.press("Take it back").await;
    walk.left("/settings/links/revoke", secretariat).await;
    secretariat.visit("/my").await.press("Make the address").await;
    walk.left("/my/calendar", secretariat).await;
}

async fn tasks(world: &World, walk: &mut Walk<'_>, secretariat: &mut Browser) {
    let tasks = "/sample/2018/tasks";
    for _ in 0..2 {
        secretariat
            .post(&format!("{tasks}/new"), &[("title", "Ask"), ("calls", "on"), ("wanted", "1")])
            .await;
        walk.left("/{forum}/{year}/tasks/new", secretariat).await;
    }
    secretariat
        .visit(&format!("{tasks}/1/edit"))
        .await
        .fill("More about it", "All of it.")
        .press("Save")
        .await;
    walk.left("/{forum}/{year}/tasks/{task}/edit", secretariat).await;
    let (helper, account) = world.account("Sample Helper", false).await;
    let give = "insert into role (cycle_id, person_id, kind, from_day)
        select id, $1, 'participant', '2018-01-01' from cycle where year = 2018";
    sqlx::query(give).bind(helper.0).execute(&world.db).await.expect("a role");
    secretariat.post(&format!("{tasks}/1/ask"), &[("person", &helper.to_string())]).await;
    walk.left("/{forum}/{year}/tasks/{task}/ask", secretariat).await;
    let mut helper = world.signed_in(account).await;
    helper.visit(&format!("{tasks}/1")).await.press("Yes, I take it").await;
    walk.left("/{forum}/{year}/tasks/{task}/answer", &helper).await;
    helper.press("Give it back").await;
    walk.left("/{forum}/{year}/tasks/{task}/release", &helper).await;
    helper.press("I take it").await;
    walk.left("/{forum}/{year}/tasks/{task}/take", &helper).await;
    helper.press("It is on track").await;
    walk.left("/{forum}/{year}/tasks/{task}/stand", &helper).await;
    secretariat.post(&format!("{tasks}/call"), &[("task", "2")]).await;
    walk.left("/{forum}/{year}/tasks/call", secretariat).await;
    helper.press("I began").await;
    walk.left("/{forum}/{year}/tasks/{task}/begin", &helper).await;
    helper
        .visit(&format!("{tasks}/1/finish"))
        .await
        .fill("What came of it", "A list.")
        .press("It is done")
        .await;
    walk.left("/{forum}/{year}/tasks/{task}/finish", &helper).await;
    secretariat
        .visit(&format!("{tasks}/2/drop"))
        .await
        .fill("Why", "Not needed.")
        .press("Drop the task")
        .await;
    walk.left("/{forum}/{year}/tasks/{task}/drop", secretariat).await;
}

async fn privacy(world: &World, walk: &mut Walk<'_>, secretariat: &mut Browser) {
    let periods = [("links", "30"), ("sign_ups", "30"), ("messages", "30"), ("answers", "90")];
    secretariat.post("/admin/retention", &periods).await;
    walk.left("/admin/retention", secretariat).await;
    let notice =
        [("controller", "Sample Office"), ("contact", "Sampleville"), ("body", "Little."), ("last", "0")];
    secretariat.post("/privacy/notice/edit", &notice).await;
    walk.left("/privacy/notice/edit", secretariat).await;
    secretariat.post("/sample/privacy/edit", &notice).await;
    walk.left("/{forum}/privacy/edit", secretariat).await;

    let (_, account) = world.account("Sample Leaver", false).await;
    let mut leaver = world.signed_in(account).await;
    leaver.post("/settings/annex", &[("shown", "name")]).await;
    walk.left("/settings/annex", &leaver).await;
    leaver.post("/settings/consents", &[("purpose", "outreach"), ("agree", "yes")]).await;
    walk.left("/settings/consents", &leaver).await;
    sqlx::query("insert into mail_address values ('sample-leaver@example.org', 3, now(), now(), 'Full.')")
        .execute(&world.db)
        .await
        .expect("a row");
    leaver.visit("/settings").await.press("Mail me again").await;
    walk.left("/settings/mail/resume", &leaver).await;
    leaver.visit("/settings/delete").await.press("Mail me a link").await;
    leaver
        .visit(&world.mailed_link("sample-leaver@example.org").await)
        .await
        .press("Delete my account")
        .await;
    walk.left("/settings/delete/{token}", &leaver).await;

    let (_, account) = world.account("Another Leaver", false).await;
    let mut leaver = world.signed_in(account).await;
    leaver.visit("/settings/password").await.fill("New password", "nine herons read maps");
    leaver.press("Set the password").await;
    walk.left("/settings/password", &leaver).await;
    leaver.visit("/settings/delete").await.fill("Your password", "nine herons read maps");
    leaver.press("Delete my account").await;
    walk.left("/settings/delete", &leaver).await;
}

async fn polls(walk: &mut Walk<'_>, secretariat: &mut Browser) {
    let poll = "/sample/2018/meetings/2/poll";
    secretariat
        .visit(&format!("{poll}/new"))
        .await
        .fill("#day0", "2018-11-06")
        .fill("#times0", "14:00 15:00");
    secretariat.press("Make the poll").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll/new", secretariat).await;
    secretariat.visit(&format!("{poll}/edit")).await.fill("#times0", "14:00 16:00").press("Save").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll/edit", secretariat).await;
    let slots = "select id from poll_slot where dropped_at is null order by starts_at";
    let slots: Vec<i64> = sqlx::query_scalar(slots).fetch_all(&walk.world.db).await.expect("slots");
    let yes = format!("#slot-{}-yes", slots[0]);
    secretariat.visit(poll).await.fill(&yes, "yes").press("Answer").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll", secretariat).await;
    let mut guest = walk.world.public();
    guest.visit(poll).await.fill("Your name", "Sample Guest").fill(&yes, "yes");
    walk.world.app.clock.set(walk.world.app.now().plus_minutes(1));
    guest.press("Answer").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll", &guest).await;
    let replies: Vec<i64> = sqlx::query_scalar("select id from poll_reply order by id")
        .fetch_all(&walk.world.db)
        .await
        .expect("answers");
    secretariat.visit(&format!("{poll}/merge?keep={}&gone={}", replies[0], replies[1])).await;
    secretariat.press("Make them one").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll/merge", secretariat).await;
    secretariat.press("Part them").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll/merges/{merge}/part", secretariat).await;
    secretariat.visit(&format!("{poll}/invite")).await.press("Look at it first").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll/invite", secretariat).await;
    secretariat
        .visit(&format!("{poll}/withdraw"))
        .await
        .fill("#reason", "A slip.")
        .press("Withdraw the poll")
        .await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll/withdraw", secretariat).await;
    secretariat
        .visit(&format!("{poll}/new"))
        .await
        .fill("#day0", "2018-11-06")
        .fill("#times0", "14:00 15:00")
        .fill("Do not open it yet", "yes");
    secretariat.press("Make the poll").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll/new", secretariat).await;
    secretariat.press("Open it now").await;
    walk.left("/{forum}/{year}/tools/{window}/open", secretariat).await;
    let slot: i64 =
        sqlx::query_scalar("select max(id) from poll_slot").fetch_one(&walk.world.db).await.expect("a slot");
    secretariat.visit(&format!("{poll}/confirm?slot={slot}")).await.press("Schedule the call").await;
    walk.left("/{forum}/{year}/meetings/{serial}/poll/confirm", secretariat).await;
}

async fn calls(walk: &mut Walk<'_>, secretariat: &mut Browser) {
    let calls = "/sample/2018/meetings";
    let call = format!("{calls}/1");
    let fields = [("kind", "virtual"), ("day", "2018-10-15"), ("time", "09:10"), ("minutes", "60")];
    secretariat.post(&format!("{calls}/new"), &fields).await;
    walk.left("/{forum}/{year}/meetings/new", secretariat).await;
    let fields = [("kind", "virtual"), ("when", "window"), ("text", "In three weeks or so")];
    secretariat.post(&format!("{calls}/intend"), &fields).await;
    walk.left("/{forum}/{year}/meetings/intend", secretariat).await;
    secretariat.click("Change what was said").await.fill("In words", "in two weeks").press("Save").await;
    walk.left("/{forum}/{year}/meetings/{serial}/said", secretariat).await;
    polls(walk, secretariat).await;
    secretariat.visit(&format!("{call}/edit")).await.fill("#summary", "About norms.").press("Save").await;
    walk.left("/{forum}/{year}/meetings/{serial}/edit", secretariat).await;
    secretariat
        .visit(&format!("{call}/agenda"))
        .await
        .fill("#title1", "Norms")
        .press("Save the agenda")
        .await;
    walk.left("/{forum}/{year}/meetings/{serial}/agenda", secretariat).await;
    secretariat.visit(&call).await.fill("#title", "Another item").press("Propose").await;
    walk.left("/{forum}/{year}/meetings/{serial}/proposals", secretariat).await;
    secretariat.visit(&call).await.press("Accept").await;
    walk.left("/{forum}/{year}/meetings/{serial}/proposals/{proposal}", secretariat).await;
    secretariat.post(&format!("{call}/rsvp"), &[("sitting", "1"), ("answer", "yes")]).await;
    walk.left("/{forum}/{year}/meetings/{serial}/rsvp", secretariat).await;
    secretariat.visit(&format!("{call}/invite")).await.press("Look at it first").await;
    walk.left("/{forum}/{year}/meetings/{serial}/invite", secretariat).await;
    secretariat.press("Send it to").await;
    walk.left("/{forum}/{year}/mailings/{mailing}/send", secretariat).await;
    secretariat.visit(&format!("{call}/edit")).await.fill("#time1", "09:20").fill("#reason", "A clash.");
    secretariat.press("Save").await;
    walk.left("/{forum}/{year}/meetings/{serial}/edit", secretariat).await;
    secretariat.visit(&format!("{call}/tell")).await.press("Look at it first").await;
    walk.left("/{forum}/{year}/meetings/{serial}/tell", secretariat).await;
    secretariat.press("Send it to").await;
    walk.left("/{forum}/{year}/mailings/{mailing}/send", secretariat).await;

    walk.world.set_clock("2018-10-15T11:00:00Z");
    secretariat.visit(&call).await.press("Mark as held").await;
    walk.left("/{forum}/{year}/meetings/{serial}/held", secretariat).await;
    let recordings = format!("{call}/recordings");
    secretariat.visit(&recordings).await.fill("#url1", "https://example.org/recording").press("Save").await;
    walk.left("/{forum}/{year}/meetings/{serial}/recordings", secretariat).await;
    let participants = format!("{call}/participants");
    secretariat
        .visit(&participants)
        .await
        .fill("#name1", "Sample Writer")
        .press("Save the participants")
        .await;
    walk.left("/{forum}/{year}/meetings/{serial}/participants", secretariat).await;
    secretariat.visit(&format!("{call}/report")).await.fill("#source", "1. It was said.").press("Save").await;
    walk.left("/{forum}/{year}/meetings/{serial}/report", secretariat).await;
    secretariat.visit(&format!("{call}/report")).await.press("Publish the report").await;
    walk.left("/{forum}/{year}/meetings/{serial}/report/publish", secretariat).await;
    secretariat.visit(&call).await.press("Correct").await;
    walk.left("/{forum}/{year}/meetings/{serial}/report/correct", secretariat).await;
    secretariat.visit(&format!("{call}/report/discard")).await.press("Discard the draft").await;
    walk.left("/{forum}/{year}/meetings/{serial}/report/discard", secretariat).await;
    secretariat.visit(&format!("{call}/report/withdraw")).await.fill("Why", "By mistake.");
    secretariat.press("Take the report back").await;
    walk.left("/{forum}/{year}/meetings/{serial}/report/withdraw", secretariat).await;

    let fields = [("kind", "informal"), ("day", "2018-10-24"), ("time", "15:00"), ("minutes", "60")];
    secretariat.post(&format!("{calls}/new"), &fields).await;
    walk.left("/{forum}/{year}/meetings/new", secretariat).await;
    secretariat.click("Cancel").await.fill("Why", "No host.").press("Cancel the call").await;
    walk.left("/{forum}/{year}/meetings/{serial}/cancel", secretariat).await;
    secretariat.post(&format!("{calls}/new"), &fields).await;
    walk.left("/{forum}/{year}/meetings/new", secretariat).await;
    let path = format!("{}/delete", secretariat.path);
    secretariat.visit(&path).await.fill("Why", "Entered twice.").press("Delete the call").await;
    walk.left("/{forum}/{year}/meetings/{serial}/delete", secretariat).await;
    let report = "Virtual Meeting IV\n\n20 September 2018, 15:00 UTC\n\n1. The call was about norms.\n";
    secretariat.visit(&format!("{calls}/import")).await.fill("#source", report).press("Read it").await;
    secretariat.press("Save").await;
    walk.left("/{forum}/{year}/meetings/import/save", secretariat).await;
    let path = format!("{}/move", secretariat.path);
    secretariat.post("/sample/cycles/new", &[("year", "2017"), ("title", "Former theme")]).await;
    walk.left("/{forum}/cycles/new", secretariat).await;
    secretariat.visit(&path).await.fill("#to", "/sample/2017").fill("Why", "It is of 2017.");
    secretariat.press("Move the call").await;
    walk.left("/{forum}/{year}/meetings/{serial}/move", secretariat).await;
}
