//! What lets somebody publish, mail or run the site takes the word of two people.

use intersession::{db::PersonId, forum::CyclePlace, viewer::RoleKind};

use crate::harness::{Browser, World};

const PEOPLE: &str = "/cybersecurity/2018/people";

/// Proposes somebody for a role that runs the cycle.
async fn propose(browser: &mut Browser, person: PersonId) {
    let person = person.to_string();
    let fields = [("person", person.as_str()), ("kind", "facilitator"), ("from", "2018-10-15")];
    browser.post(&format!("{PEOPLE}/new"), &fields).await;
}

async fn colleague(world: &World) -> Browser {
    let (_, account) = world.account("Sample Colleague", true).await;
    world.signed_in(account).await
}

async fn count(world: &World, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&world.db).await.expect("counted")
}

async fn member(world: &World) -> (PersonId, Browser) {
    let (person, account) = world.account("Sample Member", false).await;
    (person, world.signed_in(account).await)
}

async fn may_schedule(browser: &mut Browser, place: &CyclePlace) -> bool {
    browser.visit(&format!("{}/meetings/new", place.path())).await;
    browser.status == 200
}

#[tokio::test]
async fn a_facilitator_has_no_right_before_a_second_person_confirms() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut secretariat = world.secretariat().await;
    let mut colleague = colleague(&world).await;
    let (person, mut appointed) = member(&world).await;

    secretariat.visit(PEOPLE).await.click("Give a role").await;
    secretariat.fill("Somebody with an account", &person.to_string()).fill("Role", "facilitator");
    secretariat.press("Give the role").await.sees("It begins when a second person confirms it");
    secretariat.sees("Waiting for a second person").sees("Sample Member").sees("Take back");
    assert!(!secretariat.has("button[value=confirm]"), "nobody confirms what they proposed");
    assert!(!may_schedule(&mut appointed, &place).await, "no right yet");
    appointed.visit(PEOPLE).await.does_not_see("Waiting for a second person").does_not_see("Sample Member,");

    let mails = world.mails_to("sample-colleague@example.org").await;
    insta::assert_snapshot!(mails[0].0, @"A second person is needed: Sample Member, Facilitator of Cybersecurity 2018");
    insta::assert_snapshot!(mails[0].1, @r"
    Sample Secretariat proposes: Sample Member, Facilitator of Cybersecurity 2018.

    What lets somebody publish or mail takes the word of two people, and you can give the second. Until then it gives no right.
    Look at it, and confirm or decline it:

    http://localhost:8080/cybersecurity/2018/people

    Anybody else who may appoint can answer too; the first answer counts.
    ");
    assert!(world.mails_to("sample-member@example.org").await.is_empty());

    colleague.visit("/admin").await.sees("Waiting for a second person").press("Confirm").await;
    colleague.sees("Confirmed: it is in effect.").does_not_see("Waiting for a second person");
    assert!(may_schedule(&mut appointed, &place).await);
    world.public().visit(PEOPLE).await.sees("Sample Member");
    for address in ["sample-member@example.org", "sample-secretariat@example.org"] {
        let (subject, body) = world.mails_to(address).await.pop().expect("a mail");
        assert_eq!(subject, "Confirmed: Sample Member, Facilitator of Cybersecurity 2018");
        assert!(body.contains("Sample Secretariat proposed it, Sample Colleague confirmed it."), "{body}");
    }
}

#[tokio::test]
async fn a_serving_facilitator_of_the_cycle_is_a_second_person_too() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let mut editor = world.with_role(&place, RoleKind::Editor).await;
    let mut secretariat = world.secretariat().await;
    let (person, mut appointed) = member(&world).await;
    propose(&mut secretariat, person).await;
    secretariat.sees("Waiting for a second person");

    let answer = format!("{PEOPLE}/proposed/1");
    for browser in [&mut editor, &mut appointed, &mut secretariat] {
        browser.post(&answer, &[("answer", "confirm")]).await.gets(403);
    }
    facilitator.post(&answer, &[("answer", "take_back")]).await.gets(403);
    assert_eq!(count(&world, "select count(*) from appointment where state = 'waiting'").await, 1);
    facilitator.visit(PEOPLE).await.press("Confirm").await.sees("Confirmed: it is in effect.");
    assert!(may_schedule(&mut appointed, &place).await);
}

#[tokio::test]
async fn nobody_confirms_their_own_appointment_also_as_a_member_of_the_secretariat() {
    let world = World::new().await;
    world.cycle().await;
    let mut secretariat = world.secretariat().await;
    let (person, account) = world.account("Sample Colleague", true).await;
    let mut colleague = world.signed_in(account).await;
    propose(&mut secretariat, person).await;
    assert_eq!(count(&world, "select count(*) from role").await, 1, "nobody else could: in effect at once");
    world.account("Sample Third", true).await;
    let fields =
        [("person", person.to_string()), ("kind", "co_facilitator".into()), ("from", "2018-10-15".into())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    secretariat.post(&format!("{PEOPLE}/new"), &fields).await.sees("Waiting for a second person");
    colleague.visit(PEOPLE).await.sees("Somebody else has to answer.");
    colleague.post(&format!("{PEOPLE}/proposed/1"), &[("answer", "confirm")]).await.gets(403);
}

#[tokio::test]
async fn a_proposal_is_declined_or_taken_back_and_the_same_waits_only_once() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut secretariat = world.secretariat().await;
    let mut colleague = colleague(&world).await;
    let (person, mut appointed) = member(&world).await;
    propose(&mut secretariat, person).await;
    propose(&mut secretariat, person).await;
    secretariat.gets(409).sees("This waits for a second person already.");

    colleague.visit(PEOPLE).await.press("Decline").await.sees("Declined: nothing was changed.");
    let (subject, _) = world.mails_to("sample-secretariat@example.org").await.pop().expect("a mail");
    assert_eq!(subject, "Declined: Sample Member, Facilitator of Cybersecurity 2018");
    colleague.post(&format!("{PEOPLE}/proposed/1"), &[("answer", "confirm")]).await.gets(409);

    propose(&mut secretariat, person).await;
    secretariat.press("Take back").await.sees("The proposal is taken back.");
    assert!(!may_schedule(&mut appointed, &place).await);
    assert_eq!(count(&world, "select count(*) from role").await, 0);
    assert_eq!(
        count(&world, "select count(*) from activity where verb in ('role.declined', 'role.taken_back')")
            .await,
        2
    );
}

#[tokio::test]
async fn two_confirmations_at_once_are_one_act() {
    let world = World::new().await;
    world.cycle().await;
    let mut secretariat = world.secretariat().await;
    let mut one = colleague(&world).await;
    let (_, account) = world.account("Sample Third", true).await;
    let mut other = world.signed_in(account).await;
    let (person, _) = member(&world).await;
    propose(&mut secretariat, person).await;
    let answer = format!("{PEOPLE}/proposed/1");
    let fields = [("answer", "confirm")];
    let (first, second) = tokio::join!(one.post(&answer, &fields), other.post(&answer, &fields));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(count(&world, "select count(*) from role").await, 1);
    assert_eq!(count(&world, "select count(*) from activity where verb = 'role.given'").await, 1);
}

#[tokio::test]
async fn who_is_alone_appoints_at_once_and_the_audit_says_so() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut secretariat = world.secretariat().await;
    let (person, mut appointed) = member(&world).await;
    propose(&mut secretariat, person).await;
    secretariat.sees("The role was given.");
    assert!(may_schedule(&mut appointed, &place).await);
    let alone = "select count(*) from activity where verb = 'role.given' and diff->'confirmed by'->>1 = 'nobody else could'";
    assert_eq!(count(&world, alone).await, 1);
    assert!(world.mails_to("sample-secretariat@example.org").await.is_empty());
}

#[tokio::test]
async fn a_proposal_of_somebody_who_left_the_secretariat_cannot_be_confirmed() {
    let world = World::new().await;
    world.cycle().await;
    let mut secretariat = world.secretariat().await;
    let mut colleague = colleague(&world).await;
    let (person, _) = member(&world).await;
    propose(&mut secretariat, person).await;
    sqlx::query("update account set secretariat = false where id = 1")
        .execute(&world.db)
        .await
        .expect("ended");
    colleague.visit(PEOPLE).await.press("Confirm").await.gets(409).sees("no longer runs the site");
    assert_eq!(count(&world, "select count(*) from role").await, 0);
}

#[tokio::test]
async fn the_secretariat_is_given_and_ended_by_two() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    let mut colleague = colleague(&world).await;
    let (_, mut appointed) = member(&world).await;
    secretariat.visit("/admin").await.press("Make Secretariat: Sample Member").await;
    secretariat.sees("takes effect when a second person confirms it").sees("Waiting for a second person");
    appointed.visit("/admin").await.gets(403);
    colleague.visit("/admin").await.press("Confirm: Sample Member, Secretariat").await.gets(200);
    appointed.visit("/admin").await.gets(200);

    secretariat.visit("/admin").await.press("End Secretariat: Sample Member").await.gets(200);
    appointed.visit("/admin").await.gets(200).press("Confirm: Sample Member, no longer Secretariat").await;
    appointed.visit("/admin").await.gets(403);
    let (subject, _) = world.mails_to("sample-member@example.org").await.pop().expect("a mail");
    assert_eq!(subject, "Confirmed: Sample Member, no longer Secretariat");
    colleague.post("/admin/people/999/secretariat", &[("runs", "yes")]).await.gets(404);
    colleague.post("/admin/people/1/secretariat", &[("runs", "perhaps")]).await.gets(400);
    colleague.post("/admin/people/1/secretariat", &[("runs", "yes")]).await.gets(409);
}

#[tokio::test]
async fn the_last_of_the_secretariat_cannot_leave() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin").await.press("End Secretariat").await.gets(409);
    secretariat.sees("Make somebody else Secretariat first.").visit("/admin").await.gets(200);
    let gone = sqlx::query("delete from account where secretariat").execute(&world.db).await;
    assert!(gone.is_err_and(|error| error.to_string().contains("the last that runs the site")));
}

#[tokio::test]
async fn of_two_who_leave_the_secretariat_at_once_one_stays() {
    let world = World::new().await;
    let mut one = world.secretariat().await;
    let mut other = colleague(&world).await;
    one.visit("/admin").await.press("End Secretariat: Sample Colleague").await.gets(200);
    other.visit("/admin").await.press("End Secretariat: Sample Secretariat").await.gets(200);
    let fields = [("answer", "confirm")];
    let (first, second) =
        tokio::join!(one.post("/admin/proposed/2", &fields), other.post("/admin/proposed/1", &fields));
    assert!(!first.status.is_server_error() && !second.status.is_server_error());
    assert_eq!(count(&world, "select count(*) from account where secretariat").await, 1);
}

#[tokio::test]
async fn an_invited_colleague_runs_the_site_when_a_second_person_says_so() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    let mut colleague = colleague(&world).await;
    secretariat.visit("/admin/invitations").await;
    secretariat.fill("Their name", "Sample Invited").fill("Their e-mail address", "invited@example.org");
    secretariat.fill("Secretariat", "on").press("Make the link").await;
    let link = secretariat.attributes("#link", "value")[0].replace("http://localhost:8080", "");
    let mut invited = world.public();
    invited.visit(&link).await.fill("Password", "a long sample password");
    invited.press("Make the account").await.sees("You are signed in.").visit("/admin").await.gets(403);
    colleague.visit("/admin").await.press("Confirm: Sample Invited").await.gets(200);
    invited.visit("/admin").await.gets(200);
}

#[tokio::test]
async fn a_role_that_ended_yesterday_gives_no_right_today() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    sqlx::query("update role set to_day = '2018-10-15'").execute(&world.db).await.expect("an end");
    world.set_clock("2018-10-15T23:59:59Z");
    assert!(may_schedule(&mut facilitator, &place).await, "its last day counts");
    world.set_clock("2018-10-16T00:00:00Z");
    assert!(!may_schedule(&mut facilitator, &place).await);
    facilitator.gets(403).sees("The facilitators of this cycle can do this");
    let fields = [("title", "Draft"), ("kind", "draft"), ("due", "2018-10-29")];
    facilitator.post("/cybersecurity/2018/plan/new", &fields).await.gets(403);
    facilitator.visit(PEOPLE).await.sees("Roles that have ended").sees("Monday 15 October 2018");
}
