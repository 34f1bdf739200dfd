//! Inviting people to a call, and telling them that it was moved or cancelled.

use crate::harness::{Browser, World};
use intersession::{
    forum::CyclePlace,
    mail::{PATIENCE, Sender, Transport, TransportSettings, deliver},
    meetings::{Kind, actions},
    viewer::RoleKind,
};

const CALL: &str = "/cybersecurity/2018/meetings/1";
const EDITOR: &str = "sample-editor@example.org";
const FOLLOWER: &str = "follower@example.org";

/// A call on 6 November 2018 at 15:00 UTC, its facilitator, an editor and a follower.
async fn call_ahead() -> (World, CyclePlace, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.with_role(&place, RoleKind::Editor).await;
    world.follower("/cybersecurity", FOLLOWER).await;
    let facilitator = world.facilitator(&place).await;
    (world, place, facilitator)
}

/// The calendar entries that were mailed to an address, oldest first, unfolded.
async fn entries(world: &World, email: &str) -> Vec<String> {
    let entries = "select calendar from message where recipient = $1 and calendar is not null order by id";
    let entries: Vec<String> =
        sqlx::query_scalar(entries).bind(email).fetch_all(&world.db).await.expect("entries");
    entries.iter().map(|entry| entry.replace("\r\n ", "")).collect()
}

fn has(entry: &str, line: &str) -> bool {
    entry.split("\r\n").any(|one| one == line)
}

/// Looks at a message and sends it.
async fn look_and_send(facilitator: &mut Browser, page: &str) {
    facilitator.visit(&format!("{CALL}/{page}")).await.press("Look at it first").await.gets(200);
    facilitator.press("Send it to").await.gets(200);
}

/// The text of the form with a paragraph before one of its lines.
fn with(browser: &Browser, paragraph: &str, before: &str) -> String {
    browser.field("Text").replace(before, &format!("{paragraph}\n\n{before}"))
}

#[tokio::test]
async fn an_invitation_is_looked_at_before_it_goes_out_once_to_each() {
    let (world, _, mut facilitator) = call_ahead().await;
    facilitator.visit(CALL).await.click("Invite people").await.gets(200);
    let text = with(&facilitator, "Please bring one norm each.", "Say here whether you come");
    facilitator.fill("Text", &text).press("Look at it first").await;
    facilitator.gets(200).sees("To 3 people").sees("Sample Editor").sees("Sample Follower");
    facilitator.sees("Invitation: 2018 Best Practice Forum on Cybersecurity – Virtual Meeting I");
    facilitator.sees("Please bring one norm each.");
    world.work().await;
    assert_eq!(world.count("invitation").await, 0);
    assert!(world.mails_to(EDITOR).await.iter().all(|(subject, _)| !subject.starts_with("Invitation")));

    let (mut twice, mut again) = (facilitator.clone(), facilitator.clone());
    again.visit(&format!("{CALL}/invite")).await.press("Look at it first").await.gets(200);
    facilitator.press("Send it to 3 people").await.gets(200).sees("On its way to 3 people.");
    twice.press("Send it to 3 people").await.gets(200).sees("On its way to 3 people.");
    assert!(entries(&world, EDITOR).await.is_empty(), "letters are written by the worker");
    world.work().await;
    world.work().await;
    facilitator
        .visit("/cybersecurity/2018/mailings/1")
        .await
        .sees("Waiting3")
        .sees("Sent")
        .sees("2018 Meeting I");
    again.press("Send it to 3 people").await.gets(409).sees("Nobody is left to invite.");
    assert_eq!(world.count("invitation").await, 3);
    let (subject, body) = world.mails_to(EDITOR).await.pop().expect("a mail");
    let expected = "Invitation: 2018 Best Practice Forum on Cybersecurity – Virtual Meeting I, Tuesday 6 November 2018, 15:00 UTC";
    assert_eq!(subject, expected);
    assert!(body.contains("\n\nPlease bring one norm each.\n\nSay here whether you come"), "{body}");
    assert!(body.contains("Sample Facilitator sends this to people who hold a role in Cybersecurity 2018"));

    let link = world.mailed_link(FOLLOWER).await;
    let mut follower = world.public();
    follower.visit(&link).await.sees("This link answers for Sample Follower");
    follower.fill("Yes", "yes").press("Answer").await.gets(200).sees("You said that you come.");
    facilitator.visit(CALL).await.sees("1 comes.").does_not_see("do not know of this yet");
}

#[tokio::test]
async fn nothing_goes_out_without_a_look_at_just_that() {
    let (world, _, mut facilitator) = call_ahead().await;
    let words = [("audience", "both"), ("subject", "Come"), ("body", "Hello {name}, come to {call}.")];
    facilitator.post(&format!("{CALL}/invite"), &words).await.gets(200).sees("To 3 people");
    for seen in [&[("seen", "AAAA")][..], &[]] {
        facilitator.post("/cybersecurity/2018/mailings/1/send", seen).await.gets(409);
        facilitator.sees("Something changed since you looked");
    }
    facilitator.post(&format!("{CALL}/invite"), &[("audience", "concerned")]).await.gets(422);
    facilitator.post(&format!("{CALL}/invite"), &[]).await.gets(422).sees("Choose to whom it goes.");
    world.work().await;
    assert!(entries(&world, EDITOR).await.is_empty() && entries(&world, FOLLOWER).await.is_empty());

    // Somebody begins to follow between the look and the sending.
    facilitator.visit(&format!("{CALL}/invite")).await.press("Look at it first").await.sees("To 3 people");
    world.follower("/cybersecurity", "later@example.org").await;
    facilitator.press("Send it to 3 people").await.gets(409).sees("Something changed").sees("To 4 people");
    facilitator.click("Change it").await.gets(200).fill("Text", &"x".repeat(20_001));
    facilitator.press("Look at it first").await.gets(422).sees("20001 characters");

    // The call is changed between the look and the sending.
    facilitator.visit("/cybersecurity/2018/mailings/2").await.sees("To 4 people");
    let mut editing = facilitator.clone();
    editing
        .visit(&format!("{CALL}/edit"))
        .await
        .fill("#summary", "About norms.")
        .press("Save")
        .await
        .gets(200);
    facilitator.press("Send it to 4 people").await.gets(409).sees("Something changed since you looked");
    assert_eq!(world.count("invitation").await, 0);
    for (mut browser, status) in [(world.public(), 401), (world.member().await, 403)] {
        browser.post(&format!("{CALL}/invite"), &[("audience", "both")]).await.gets(status);
        browser.visit(&format!("{CALL}/tell")).await.gets(status);
    }
}

#[tokio::test]
async fn who_left_or_answered_is_not_invited() {
    let (world, place, mut facilitator) = call_ahead().await;
    sqlx::query("update subscription set pace = 'off'").execute(&world.db).await.expect("left");
    let mut scribe = world.with_role(&place, RoleKind::Scribe).await;
    scribe.visit(CALL).await.fill("No", "no").press("Answer").await.gets(200);
    facilitator.visit(&format!("{CALL}/invite")).await.press("Look at it first").await.sees("To 2 people");
    facilitator.does_not_see("Sample Follower").does_not_see("Sample Scribe");
    facilitator
        .visit(&format!("{CALL}/invite"))
        .await
        .fill("Followers of the forum, the cycle or the call", "followers");
    facilitator.press("Look at it first").await.gets(200).sees("Nobody is left to invite.");
}

#[tokio::test]
async fn who_was_invited_is_told_of_a_move_and_of_the_end_with_one_entry_that_grows() {
    let (world, _, mut facilitator) = call_ahead().await;
    look_and_send(&mut facilitator, "invite").await;
    world.work().await;
    let mut member = world.member().await;
    member.visit(CALL).await.fill("Perhaps", "maybe").press("Answer").await.gets(200);
    facilitator.visit(&format!("{CALL}/edit")).await.fill("Day", "2018-11-08");
    facilitator.fill("Why the time moves", "Half of us are travelling.").press("Save").await.gets(200);
    facilitator
        .visit(CALL)
        .await
        .sees("4 people who were invited, or said that they come, do not know of this yet.");
    world.public().visit(CALL).await.does_not_see("do not know of this yet");
    facilitator.click("Tell them").await.press("Look at it first").await.gets(200).sees("To 4 people");
    facilitator.sees("Half of us are travelling.").press("Send it to 4 people").await.gets(200);
    facilitator.sees("On its way to 4 people.").visit(CALL).await.does_not_see("do not know of this yet");
    world.work().await;
    let (subject, body) = world.mails_to("sample-member@example.org").await.pop().expect("a mail");
    assert!(subject.starts_with("Changed: ") && subject.ends_with("Thursday 8 November 2018, 15:00 UTC"));
    assert!(
        body.contains("It was on Tuesday 6 November 2018, 15:00 UTC before.\nHalf of us are travelling.")
    );
    assert!(body.contains("You said that you may come. Is that still so?"), "{body}");

    // Who answers has seen how it stands.
    facilitator.visit(&format!("{CALL}/cancel")).await.fill("Why", "No host.").press("Cancel the call").await;
    facilitator.sees("4 people who were invited");
    look_and_send(&mut facilitator, "tell").await;
    world.work().await;
    facilitator.visit(&format!("{CALL}/tell")).await.press("Look at it first").await.sees("Everybody knows.");
    let (subject, body) = world.mails_to(EDITOR).await.pop().expect("a mail");
    assert!(subject.starts_with("Cancelled: ") && body.contains("No host."), "{body}");

    let entries = entries(&world, EDITOR).await;
    assert_eq!(entries.len(), 3);
    let uid = |entry: &str| entry.split("\r\n").find(|line| line.starts_with("UID:")).map(str::to_owned);
    assert!(uid(&entries[0]).is_some() && entries.iter().all(|entry| uid(entry) == uid(&entries[0])));
    for (entry, lines) in entries.iter().zip([
        ["METHOD:REQUEST", "SEQUENCE:0", "STATUS:CONFIRMED", "DTSTART:20181106T150000Z"],
        ["METHOD:REQUEST", "SEQUENCE:1", "STATUS:CONFIRMED", "DTSTART:20181108T150000Z"],
        ["METHOD:CANCEL", "SEQUENCE:2", "STATUS:CANCELLED", "DTSTART:20181108T150000Z"],
    ]) {
        for line in lines {
            assert!(has(entry, line), "{line} in {entry}");
        }
        assert!(entry.contains("ORGANIZER;CN=Intersession:mailto:rsvp+"), "{entry}");
        let attendee =
            "ATTENDEE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:sample-editor@example.org";
        assert!(has(entry, attendee), "{entry}");
    }
    let theirs = self::entries(&world, "sample-member@example.org").await;
    assert!(theirs[0].contains("PARTSTAT=TENTATIVE"), "{}", theirs[0]);
}

#[tokio::test]
async fn each_of_two_sittings_has_its_own_mail_link_and_entry() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T08:00:00Z", "2018-11-06T16:00:00Z"]).await;
    world.with_role(&place, RoleKind::Editor).await;
    let mut facilitator = world.facilitator(&place).await;
    look_and_send(&mut facilitator, "invite").await;
    world.work().await;
    let mails = world.mails_to(EDITOR).await;
    let invitations: Vec<_> = mails.iter().filter(|(subject, _)| subject.starts_with("Invitation")).collect();
    assert!(invitations[0].0.contains("sitting 1, ") && invitations[1].0.contains("sitting 2, "));
    for ((_, body), other) in invitations.iter().zip(["16:00", "08:00"]) {
        let other = format!("The other: Tuesday 6 November 2018, {other} UTC");
        assert!(body.contains(&other), "{other} in {body}");
    }
    let entries = entries(&world, EDITOR).await;
    assert!(entries.len() == 2 && entries[1].contains("RELATED-TO;RELTYPE=SIBLING:"), "{entries:?}");
    world.public().visit(&world.mailed_link(EDITOR).await).await.sees("16:00 UTC");
}

async fn moves_to(world: &World, facilitator: &mut Browser, clock: &str, day: &str, reason: &str) {
    world.set_clock(clock);
    facilitator.visit(&format!("{CALL}/edit")).await.fill("Day", day);
    facilitator.fill("Why the time moves", reason).press("Save").await.gets(200);
}

#[tokio::test]
async fn a_move_is_told_from_the_time_that_each_reader_knew() {
    let (world, _, mut facilitator) = call_ahead().await;
    look_and_send(&mut facilitator, "invite").await;
    world.work().await;
    moves_to(&world, &mut facilitator, "2018-10-16T09:00:00Z", "2018-11-08", "A holiday.").await;
    // She saw the second time, and answered it; nobody else ever heard of it.
    world.set_clock("2018-10-16T10:00:00Z");
    world.member().await.visit(CALL).await.fill("Perhaps", "maybe").press("Answer").await.gets(200);
    moves_to(&world, &mut facilitator, "2018-10-17T09:00:00Z", "2018-11-09", "No room.").await;
    world.set_clock("2018-10-17T10:00:00Z");
    facilitator.visit(&format!("{CALL}/tell")).await.press("Look at it first").await;
    facilitator
        .sees("It was on Tuesday 6 November 2018, 15:00 UTC before.")
        .press("Send it to")
        .await
        .gets(200);
    world.work().await;
    let last = async |email: &str| world.mails_to(email).await.pop().expect("a mail").1;
    for (email, before) in
        [(EDITOR, "Tuesday 6 November"), ("sample-member@example.org", "Thursday 8 November")]
    {
        let body = last(email).await;
        assert!(body.contains(&format!("It was on {before} 2018, 15:00 UTC before.\nNo room.")), "{body}");
    }

    // Moved once more without a word, then cancelled: what they wait for is the day of the last mail.
    moves_to(&world, &mut facilitator, "2018-10-18T09:00:00Z", "2018-11-12", "Again.").await;
    facilitator.visit(&format!("{CALL}/cancel")).await.fill("Why", "No host.").press("Cancel the call").await;
    look_and_send(&mut facilitator, "tell").await;
    world.work().await;
    assert!(last(EDITOR).await.contains("You knew it for Friday 9 November 2018, 15:00 UTC."));

    let mut reader = world.public();
    reader.visit(&world.mailed_link(EDITOR).await).await.gets(200);
}

#[tokio::test]
async fn a_move_back_to_what_one_knew_names_no_former_time() {
    let (world, _, mut facilitator) = call_ahead().await;
    look_and_send(&mut facilitator, "invite").await;
    world.work().await;
    for (clock, day) in [("2018-10-16T09:00:00Z", "2018-11-08"), ("2018-10-17T09:00:00Z", "2018-11-06")] {
        moves_to(&world, &mut facilitator, clock, day, "A mistake.").await;
    }
    look_and_send(&mut facilitator, "tell").await;
    world.work().await;
    let (_, body) = world.mails_to(EDITOR).await.pop().expect("a mail");
    assert!(body.contains("Tuesday 6 November 2018, 15:00 UTC") && !body.contains("before."), "{body}");
}

#[tokio::test]
async fn of_two_who_send_at_once_each_reader_gets_one_mail() {
    let (world, _, facilitator) = call_ahead().await;
    // Each in a window of their own; all look before one sends.
    let mut windows = [facilitator.clone(), facilitator.clone(), facilitator];
    for window in &mut windows {
        window.visit(&format!("{CALL}/invite")).await.press("Look at it first").await.sees("To 3 people");
    }
    let [mut one, mut two, mut three] = windows;
    let sent = tokio::join!(one.press("Send it to"), two.press("Send it to"), three.press("Send it to"));
    let mut answers = [sent.0, sent.1, sent.2].map(|window| window.status.as_u16());
    answers.sort_unstable();
    assert_eq!(answers, [200, 409, 409]);
    world.work().await;
    let each: Vec<i64> =
        sqlx::query_scalar("select count(*) from message where kind = 'invitation' group by recipient")
            .fetch_all(&world.db)
            .await
            .expect("counted");
    assert_eq!(each, [1, 1, 1]);
}

#[tokio::test]
async fn who_is_told_while_somebody_else_sends_gets_no_second_mail() {
    let (world, _, mut facilitator) = call_ahead().await;
    facilitator.visit(&format!("{CALL}/invite")).await.press("Look at it first").await.sees("To 3 people");
    let mut other = world.db.begin().await.expect("a transaction");
    let told = "insert into invitation (sitting_id, person_id, invited_at, told_at, told_sequence)
        select sitting.id, person.id, now(), now(), 0 from sitting, person where person.name = 'Sample Editor'";
    sqlx::query(told).execute(&mut *other).await.expect("told");
    let commit = async {
        let waits = "select exists(select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";
        while !sqlx::query_scalar::<_, bool>(waits).fetch_one(&world.db).await.expect("locks") {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        other.commit().await.expect("committed");
    };
    tokio::join!(facilitator.press("Send it to 3 people"), commit);
    facilitator.gets(409).sees("Nothing was sent now");
    world.work().await;
    assert!(entries(&world, EDITOR).await.is_empty());
}

#[tokio::test]
async fn nobody_is_invited_to_what_they_cannot_find_or_what_is_over_and_an_invited_call_is_not_deleted() {
    let (world, place, mut facilitator) = call_ahead().await;
    look_and_send(&mut facilitator, "invite").await;
    facilitator.visit(&format!("{CALL}/delete")).await.gets(409).sees("People were invited to it");
    world.set_clock("2018-11-06T15:00:00Z");
    facilitator.visit(&format!("{CALL}/invite")).await.gets(409).sees("no time ahead");
    world.set_clock("2018-11-01T15:00:00Z");
    sqlx::query("update cycle set trial = true").execute(&world.db).await.expect("a test cycle");
    facilitator.visit(&format!("{CALL}/invite")).await.gets(409).sees("test cycle");
    sqlx::query("update cycle set trial = false").execute(&world.db).await.expect("a real one");
    let call = world.first_call(&place).await;
    let mut db = world.db.acquire().await.expect("a connection");
    actions::cancel(&mut db, world.actor(&place), &call, None, "No host.").await.expect("cancelled");
    facilitator.visit(&format!("{CALL}/invite")).await.gets(409);
}

#[tokio::test]
async fn one_click_in_a_mail_program_leaves_mail_about_the_call() {
    let (world, _, mut facilitator) = call_ahead().await;
    look_and_send(&mut facilitator, "invite").await;
    world.work().await;
    let url: String = sqlx::query_scalar(
        "select unsubscribe_url from message where kind = 'invitation' and recipient = $1",
    )
    .bind(FOLLOWER)
    .fetch_one(&world.db)
    .await
    .expect("an address");
    let path = url.replace("http://localhost:8080", "");
    let mut program = world.public();
    program
        .post_raw(&path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")
        .await
        .gets(200);
    let left = "select count(*) from subscription join reference on reference.id = reference_id where pace = 'off' and path = $1";
    let left: i64 = sqlx::query_scalar(left).bind(CALL).fetch_one(&world.db).await.expect("counted");
    assert_eq!(left, 1);
}

#[tokio::test]
async fn a_hostile_name_or_title_is_no_header_and_no_line_of_the_entry() {
    let (world, _, mut facilitator) = call_ahead().await;
    let hostile = "Sample\u{202E}\r\nBcc: victim@example.org\r\n\r\nText";
    sqlx::query("update person set name = $1 where name in ('Sample Facilitator', 'Sample Follower')")
        .bind(hostile)
        .execute(&world.db)
        .await
        .expect("renamed");
    sqlx::query("update meeting set title = $1")
        .bind(
            "Norms; values, \u{645}\u{639}\u{627}\u{64A}\u{64A}\u{631}\r\nATTENDEE:mailto:victim@example.org",
        )
        .execute(&world.db)
        .await
        .expect("named");
    facilitator.visit(&format!("{CALL}/invite")).await.press("Look at it first").await.gets(200);
    facilitator.press("Send it to").await.gets(200);
    world.work().await;

    let folder = tempfile::tempdir().expect("a folder");
    let settings = TransportSettings {
        smtp_url: None,
        ca_file: None,
        sender: Sender { domain: "bpf.example.org".into(), key: [7; 32] },
        folder: folder.path().to_owned(),
        dkim: None,
        patience: PATIENCE,
    };
    let transport = Transport::open(&settings).expect("a way");
    let entry = entries(&world, FOLLOWER).await.remove(0);
    assert!(!entry.split("\r\n").any(|line| line.starts_with("ATTENDEE:")), "{entry}");
    world.set_clock("2018-10-20T00:00:00Z");
    let (_never, stop) = tokio::sync::watch::channel(false);
    deliver(&world.db, &world.app.clock, &transport, &stop).await.expect("sent");
    let mut sent = 0;
    for file in std::fs::read_dir(folder.path()).expect("a folder").flatten() {
        let mail = std::fs::read_to_string(file.path()).expect("a mail");
        let (headers, _) = mail.split_once("\r\n\r\n").expect("headers and a body");
        sent += 1;
        for header in headers.split("\r\n") {
            let name = header.split(':').next().unwrap_or_default();
            assert!(!name.eq_ignore_ascii_case("bcc") && !header.starts_with("Text"), "{headers}");
        }
    }
    assert!(sent >= 3);
}
