//! Taking over a person whom a facilitator had entered before there was an account.

use intersession::{db::PersonId, forum::CyclePlace, viewer::RoleKind};

use crate::harness::{Browser, World};

const ON_FILE: &str = "/cybersecurity/2018/people/on-file";

/// A cycle in which somebody without an account is on file with an address, and has a role.
async fn world_with_entered(role: &str) -> (World, CyclePlace, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit("/cybersecurity/2018/people").await.click("People without an account").await;
    facilitator.fill("Name", "Sample Entered").fill("For whom they speak", "Sample IGF");
    facilitator.fill("E-mail address", "Entered@example.org").press("Enter the person").await;
    facilitator.sees("The person is on file.").sees("Sample Entered");
    assert!(!facilitator.body.contains("entered@example.org"), "an address is shown to nobody");
    sqlx::query("insert into role (cycle_id, person_id, kind, from_day) select $1, id, $2, '2018-01-01' from person where name = 'Sample Entered'")
        .bind(place.cycle.id.0)
        .bind(role)
        .execute(&world.db)
        .await
        .expect("a role");
    (world, place, facilitator)
}

/// An account, made with a mail to the address.
async fn sign_up(world: &World, email: &str) -> Browser {
    let mut browser = world.public();
    browser.visit("/sign-up").await.fill("Your name", "Sample Taker").fill("Your e-mail address", email);
    browser.press("Send me a mail").await;
    browser.visit(&world.mailed_link(email).await).await.press("Make the account").await;
    browser
}

#[tokio::test]
async fn who_makes_an_account_with_an_address_on_file_is_asked_and_takes_the_history_over_at_once() {
    let (world, place, mut facilitator) = world_with_entered("editor").await;
    let call = world.held_call(&place, "2018-09-20T15:00:00Z").await;
    facilitator.visit(&format!("{}/participants", call.path(&place))).await.fill("#name1", "Sample Entered");
    facilitator.press("Save the participants").await;
    facilitator.visit(&format!("{}/participants", call.path(&place))).await;
    let number = facilitator.attributes("#person1 option", "value")[1].clone();
    facilitator.fill("#person1", &number).press("Save the participants").await.gets(200);

    let mut taker = sign_up(&world, "entered@example.org").await;
    assert_eq!(taker.path, "/settings/is-this-you");
    taker.sees("Sample Entered").sees("Sample IGF").sees("Editor, Cybersecurity 2018");
    taker.press("Yes, this is me").await.sees("What is on record under that name is yours now.");
    let of: String = sqlx::query_scalar(
        "select person.name from attribution join person on person.id = attribution.person_id",
    )
    .fetch_one(&world.db)
    .await
    .expect("one");
    assert_eq!(of, "Sample Taker", "history follows at once");
    let said: String =
        sqlx::query_scalar("select name from attribution").fetch_one(&world.db).await.expect("one");
    assert_eq!(said, "Sample Entered", "what was said that day stays as it was");

    taker.visit(&format!("{}/report", call.path(&place))).await.gets(403);
    facilitator
        .visit(ON_FILE)
        .await
        .sees("Roles that wait for a second word")
        .sees("Sample Taker says that they are");
    facilitator
        .press("Confirm")
        .await
        .sees("The roles are confirmed.")
        .does_not_see("wait for a second word");
    taker.visit(&format!("{}/report", call.path(&place))).await.gets(200);
    world
        .public()
        .visit("/cybersecurity/2018/people")
        .await
        .sees("Sample Taker")
        .does_not_see("Sample Entered");
    world.public().visit(&format!("/people/{number}")).await.gets(200).sees("Sample Taker");
}

#[tokio::test]
async fn nobody_confirms_their_own_roles() {
    let (world, _, _) = world_with_entered("facilitator").await;
    let mut taker = sign_up(&world, "entered@example.org").await;
    taker.press("Yes, this is me").await;
    taker.visit(ON_FILE).await.gets(403);
    let mut member = world.member_named("Another Member").await;
    let merge: i64 =
        sqlx::query_scalar("select id from person_merge").fetch_one(&world.db).await.expect("one");
    for path in ["confirm", "part"] {
        member.post(&format!("{ON_FILE}/{path}"), &[("merge", &merge.to_string())]).await.gets(403);
    }
    sqlx::query("insert into role (cycle_id, person_id, kind, from_day) select cycle_id, kept_id, 'facilitator', '2018-01-01' from role, person_merge limit 1")
        .execute(&world.db)
        .await
        .expect("a role of their own");
    taker.visit(ON_FILE).await.gets(200).sees("Somebody else confirms this.");
    taker.post(&format!("{ON_FILE}/confirm"), &[("merge", &merge.to_string())]).await.gets(403);
}

#[tokio::test]
async fn either_parts_the_two_again_within_thirty_days() {
    let (world, _, mut facilitator) = world_with_entered("editor").await;
    let mut taker = sign_up(&world, "entered@example.org").await;
    taker.press("Yes, this is me").await;
    facilitator.visit(ON_FILE).await.press("Confirm").await;
    taker.visit("/settings/is-this-you").await.press("Part the two").await.sees("The two are parted again.");
    world
        .public()
        .visit("/cybersecurity/2018/people")
        .await
        .sees("Sample Entered")
        .does_not_see("Sample Taker");

    taker.visit("/settings/is-this-you").await.press("Yes, this is me").await;
    facilitator.visit(ON_FILE).await.press("Part the two").await.sees("The two are parted again.");
    taker.visit("/settings/is-this-you").await.press("Yes, this is me").await;
    let merge: i64 =
        sqlx::query_scalar("select max(id) from person_merge").fetch_one(&world.db).await.expect("one");
    let merge = merge.to_string();
    let mut stranger = world.member_named("Another Member").await;
    stranger.post("/settings/is-this-you/undo", &[("merge", &merge)]).await.gets(404);

    world.set_clock("2018-11-13T09:00:00Z");
    facilitator.visit(ON_FILE).await.press("Part the two").await.gets(200);
    taker.visit("/settings/is-this-you").await;
    world.set_clock("2018-10-15T09:00:00Z");
    taker.visit("/settings/is-this-you").await.press("Yes, this is me").await;
    world.set_clock("2018-11-14T09:00:00Z");
    let mut secretariat = world.secretariat().await;
    let merge: i64 =
        sqlx::query_scalar("select max(id) from person_merge").fetch_one(&world.db).await.expect("one");
    secretariat.visit("/admin/people").await.does_not_see("Part the two");
    secretariat.post("/admin/people/part", &[("merge", &merge.to_string())]).await.gets(409);
    secretariat.sees("more than 30 days ago");
}

#[tokio::test]
async fn somebody_else_says_so_and_is_not_asked_again() {
    let (world, _, mut facilitator) = world_with_entered("editor").await;
    let mut taker = sign_up(&world, "entered@example.org").await;
    taker.press("No, somebody else").await.sees("The two stay apart.").does_not_see("Yes, this is me");
    taker.visit("/settings/is-this-you").await.sees("Nobody on file is thought to be you.");
    facilitator.visit(ON_FILE).await.sees("Sample Entered").does_not_see("Made one lately");
}

#[tokio::test]
async fn of_two_who_take_one_person_over_at_once_one_wins_and_the_other_is_told() {
    let (world, _, _) = world_with_entered("editor").await;
    sqlx::query("insert into address (email, person_id, created_at) select 'other@example.org', id, now() from person where name = 'Sample Entered'")
        .execute(&world.db)
        .await
        .expect("a second address");
    let mut one = sign_up(&world, "entered@example.org").await;
    let mut other = sign_up(&world, "other@example.org").await;
    one.sees("Sample Entered");
    other.sees("Sample Entered");
    tokio::join!(
        async {
            one.press("Yes, this is me").await;
        },
        async {
            other.press("Yes, this is me").await;
        }
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let loser = if one.status == 409 { &mut one } else { &mut other };
    loser.sees("Somebody else took this person over");
    let merges: i64 = sqlx::query_scalar("select count(*) from person_merge where undone_at is null")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(merges, 1);
}

#[tokio::test]
async fn a_changed_address_that_is_on_file_asks_too() {
    let (world, _, _) = world_with_entered("editor").await;
    let mut member = world.member().await;
    member.visit("/settings/address").await.fill("New e-mail address", "entered@example.org");
    member.press("Send both mails").await;
    let (leave, arrive) = (
        world.mailed_link("sample-member@example.org").await,
        world.mailed_link("entered@example.org").await,
    );
    for link in [leave, arrive] {
        member.visit(&link).await.press("Confirm the change").await.gets(200);
    }
    member.visit("/settings/is-this-you").await.sees("Sample Entered").press("Yes, this is me").await;
    member.sees("is yours now");
}

#[tokio::test]
async fn an_invitation_alone_proves_no_address() {
    let (world, _, _) = world_with_entered("editor").await;
    let mut secretariat = world.secretariat().await;
    let invite = async |secretariat: &mut Browser, email: &str| {
        secretariat.visit("/admin/invitations").await;
        secretariat.fill("Their name", "Sample Invited").fill("Their e-mail address", email);
        let page = secretariat.press("Make the link").await.body.clone();
        let start = page.find("/l/").expect("the link");
        page[start..].chars().take_while(|c| !matches!(c, '"' | '<' | ' ')).collect::<String>()
    };
    let link = invite(&mut secretariat, "invited@example.org").await;
    let mut invited = world.public();
    invited.visit(&link).await.fill("Your e-mail address", "entered@example.org");
    invited.fill("Password", "a long sample password").press("Make the account").await.gets(422);
    invited.sees("This address is on file already.");

    let link = invite(&mut secretariat, "entered@example.org").await;
    invited.visit(&link).await.fill("Password", "a long sample password").press("Make the account").await;
    invited.visit("/settings/is-this-you").await.does_not_see("Sample Entered");
    let mut by_mail = world.public();
    by_mail.visit("/sign-in/link").await.fill("Your e-mail address", "entered@example.org");
    by_mail.press("Send me a mail").await;
    by_mail.visit(&world.mailed_link("entered@example.org").await).await.press("Sign in").await;
    by_mail.sees("Sample Entered").sees("Yes, this is me");
}

#[tokio::test]
async fn a_facilitator_links_by_hand_and_the_owner_is_told_and_can_part_it() {
    let (world, place, mut facilitator) = world_with_entered("editor").await;
    let mut member = world.member().await;
    let id: i64 = sqlx::query_scalar("select id from person where name = 'Sample Member'")
        .fetch_one(&world.db)
        .await
        .expect("one");
    facilitator.visit(ON_FILE).await.fill("Account of Sample Entered", &id.to_string()).press("Link").await;
    facilitator.sees("The owner of the account is told by mail.").does_not_see("wait for a second word");
    world.public().visit("/cybersecurity/2018/people").await.sees("Sample Member");
    let (subject, body) = world.mails_to("sample-member@example.org").await.pop().expect("a mail");
    assert_eq!(subject, "You were linked to Sample Entered on Intersession");
    assert!(body.contains("/settings/is-this-you"));
    member.visit("/settings/is-this-you").await.press("Part the two").await.sees("parted again");

    facilitator.post(&format!("{ON_FILE}/link"), &[("person", "1"), ("account", "")]).await.gets(400);
    facilitator.post(&format!("{ON_FILE}/link"), &[("person", "999"), ("account", "1")]).await.gets(409);
    for kind in [RoleKind::Editor, RoleKind::FocalPoint] {
        world.with_role(&place, kind).await.visit(ON_FILE).await.gets(403);
    }
    world.public().visit(ON_FILE).await.gets(401);
}

#[tokio::test]
async fn entering_a_person_says_what_to_mend() {
    let (world, _, mut facilitator) = world_with_entered("editor").await;
    facilitator.visit(ON_FILE).await.fill("Name", " ").fill("E-mail address", "nowhere");
    facilitator.press("Enter the person").await.gets(422).sees("Enter the name.").sees("or leave it out");
    assert_eq!(facilitator.field("E-mail address"), "nowhere");
    facilitator.fill("Name", "Sample Again").fill("E-mail address", "ENTERED@example.org");
    facilitator.press("Enter the person").await.gets(422).sees("This address is on file for somebody.");
    let entered: i64 = sqlx::query_scalar("select count(*) from person where name = 'Sample Again'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!(entered, 0, "nobody is entered by half");
}

#[tokio::test]
async fn a_name_that_is_removed_goes_with_what_was_taken_over_and_is_offered_to_nobody() {
    let (world, _, _) = world_with_entered("editor").await;
    let mut taker = sign_up(&world, "entered@example.org").await;
    taker.press("Yes, this is me").await;
    let kept: i64 =
        sqlx::query_scalar("select kept_id from person_merge").fetch_one(&world.db).await.expect("one");
    let mut db = world.db.acquire().await.expect("a connection");
    intersession::privacy::store::erase::erase_person(
        &mut db,
        intersession::db::PersonId(kept),
        world.app.now(),
    )
    .await
    .expect("erased");
    let left: i64 =
        sqlx::query_scalar("select count(*) from person where name in ('Sample Entered', 'Sample Taker')")
            .fetch_one(&world.db)
            .await
            .expect("counted");
    assert_eq!(left, 0);
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin/people").await.sees("No two people on file").does_not_see("removed on request");
}

#[tokio::test]
async fn who_links_somebody_that_runs_the_cycle_needs_a_second_person_too() {
    let (world, place, mut facilitator) = world_with_entered("co_facilitator").await;
    let mut member = world.member().await;
    let id: i64 = sqlx::query_scalar("select id from person where name = 'Sample Member'")
        .fetch_one(&world.db)
        .await
        .expect("one");
    facilitator.visit(ON_FILE).await.fill("Account of Sample Entered", &id.to_string()).press("Link").await;
    facilitator.sees("Sample Facilitator says that Sample Entered is Sample Member.");
    facilitator.sees("Somebody else confirms this.");
    assert!(!facilitator.has("form[action$=confirm]"), "nobody confirms what they said");
    let new_call = format!("{}/meetings/new", place.path());
    member.visit(&new_call).await.gets(403);
    let merge: i64 =
        sqlx::query_scalar("select id from person_merge").fetch_one(&world.db).await.expect("one");
    facilitator.post(&format!("{ON_FILE}/confirm"), &[("merge", &merge.to_string())]).await.gets(403);
    member.visit(&new_call).await.gets(403);

    world.secretariat().await.visit(ON_FILE).await.press("Confirm").await.sees("The roles are confirmed.");
    member.visit(&new_call).await.gets(200);
}

#[tokio::test]
async fn roles_by_which_no_cycle_is_run_follow_a_link_at_once_and_the_others_wait() {
    let (world, place, mut facilitator) = world_with_entered("editor").await;
    let mut member = world.member().await;
    let (member_id, entered): (i64, i64) = sqlx::query_as(
        "select (select id from person where name = 'Sample Member'), (select id from person where name = 'Sample Entered')",
    )
    .fetch_one(&world.db)
    .await
    .expect("both");
    world.give_role(&place, PersonId(entered), RoleKind::Facilitator).await;
    facilitator.visit(ON_FILE).await.fill("Account of Sample Entered", &member_id.to_string());
    facilitator.press("Link").await.sees("Roles by which a cycle is run wait for a second person.");
    let held = "select string_agg(kind, ' ' order by kind) from role where person_id = $1";
    let of = async |person: i64| -> Option<String> {
        sqlx::query_scalar(held).bind(person).fetch_one(&world.db).await.expect("roles")
    };
    assert_eq!(
        (of(member_id).await.as_deref(), of(entered).await.as_deref()),
        (Some("editor"), Some("facilitator"))
    );
    member.visit("/settings/is-this-you").await.press("Part the two").await.gets(200);
    assert_eq!(of(entered).await.as_deref(), Some("editor facilitator"), "all is as it was");
}

#[tokio::test]
async fn who_enters_an_address_does_not_learn_whether_it_has_an_account_and_its_owner_is_asked() {
    let (world, _, mut facilitator) = world_with_entered("editor").await;
    let mut member = world.member().await;
    for (name, email) in
        [("Sample Known", "sample-member@example.org"), ("Sample Unknown", "unknown@example.org")]
    {
        for (status, words) in
            [(200, "The person is on file."), (422, "This address is on file for somebody.")]
        {
            facilitator.visit(ON_FILE).await.fill("Name", name).fill("E-mail address", email);
            facilitator.press("Enter the person").await.gets(status).sees(words);
        }
        facilitator.visit(ON_FILE).await;
        let row = facilitator.all("tbody tr").into_iter().find(|row| row.contains(name)).expect("a row");
        assert!(row.contains("on file"), "{row}");
    }
    member.visit("/settings/is-this-you").await.sees("Sample Known").does_not_see("Sample Unknown");
    member.press("No, somebody else").await.gets(200);
    let row = facilitator.visit(ON_FILE).await.all("tbody tr");
    let row = row.into_iter().find(|row| row.contains("Sample Known")).expect("a row");
    assert!(row.contains("on file"), "that they declined is told to nobody: {row}");
}
