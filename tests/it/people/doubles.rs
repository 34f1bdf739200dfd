//! People who are on file twice: made one by the Secretariat, and two again.

use intersession::{db::PersonId, viewer::RoleKind};

use crate::harness::{Browser, World};

const DOUBLES: &str = "/admin/people";

/// Somebody on file under two names that look alike, with a role under each.
async fn world_with_double() -> (World, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    for name in ["Sample Van Member", "Member, Sample van"] {
        sqlx::query("with entered as (insert into person (name, created_at) values ($1, now()) returning id) insert into role (cycle_id, person_id, kind, from_day) select $2, id, 'participant', '2018-01-01' from entered")
            .bind(name)
            .bind(place.cycle.id.0)
            .execute(&world.db)
            .await
            .expect("entered");
    }
    let mut secretariat = world.secretariat().await;
    secretariat.visit("/admin").await.click("People on file twice").await.gets(200);
    (world, secretariat)
}

async fn person(world: &World, name: &str) -> PersonId {
    let id =
        sqlx::query_scalar("select id from person where name = $1").bind(name).fetch_one(&world.db).await;
    PersonId(id.expect("somebody of this name"))
}

#[tokio::test]
async fn two_on_file_are_made_one_by_a_person_and_two_again() {
    let (world, mut secretariat) = world_with_double().await;
    let gone = person(&world, "Member, Sample van").await;
    secretariat.sees("Sample Van Member").sees("Member, Sample van").sees("1 role, 0 calls");
    secretariat.press("One person: keep Sample Van Member").await.sees("The two are one now.");
    secretariat.sees("No two people on file have names that look alike.");
    let mut public = world.public();
    public.visit("/cybersecurity/2018/people").await.does_not_see("Member, Sample van");
    assert_eq!(public.all("tbody tr").len(), 2);
    public.visit(&format!("/people/{gone}")).await.gets(200).sees("Sample Van Member");

    secretariat.press("Part the two").await.sees("The two are parted again.");
    public.visit("/cybersecurity/2018/people").await.sees("Member, Sample van");
    public.visit(&format!("/people/{gone}")).await.sees("Member, Sample van");
    let verbs: Vec<String> =
        sqlx::query_scalar("select verb from activity where verb like 'person.%' order by id")
            .fetch_all(&world.db)
            .await
            .expect("the log");
    assert_eq!(verbs, ["person.merged", "person.parted"]);
}

#[tokio::test]
async fn everything_that_points_to_a_person_follows() {
    let (world, mut secretariat) = world_with_double().await;
    let (kept, gone) =
        (person(&world, "Sample Van Member").await, person(&world, "Member, Sample van").await);
    // Whatever points to a person: one row each, of the tables that take one without more.
    for sql in [
        "insert into attribution (name, person_id, captured_by, channel, as_of, created_at) values ('x', $1, $1, 'site', '2018-01-01', now())",
        "insert into affiliation (person_id, position, name) values ($1, 1, 'Sample IGF')",
        "insert into address (email, person_id, created_at) values ('twice@example.org', $1, now())",
        "insert into message (kind, recipient, person_id, subject, body, due_at, created_at) values ('x', 'twice@example.org', $1, 'x', 'x', now(), now())",
    ] {
        sqlx::query(sql).bind(gone.0).execute(&world.db).await.expect("a row");
    }
    let pointing = async |to: PersonId| {
        let tables: Vec<(String, String)> = sqlx::query_as(
            "select fk.conrelid::regclass::text, attname::text from pg_constraint fk
             join pg_attribute on attrelid = conrelid and attnum = conkey[1]
             where contype = 'f' and confrelid = 'person'::regclass and conrelid::regclass::text not like 'person\\_%' and conrelid <> 'activity'::regclass order by 1, 2",
        )
        .fetch_all(&world.db)
        .await
        .expect("the catalogue");
        let mut pointing = Vec::new();
        for (table, column) in tables {
            let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table} where {column} = $1"));
            let count: i64 = sqlx::query_scalar(sql).bind(to.0).fetch_one(&world.db).await.expect("counted");
            if count > 0 {
                pointing.push(format!("{table}.{column}"));
            }
        }
        pointing
    };
    let before = pointing(gone).await;
    assert!(before.len() >= 6, "{before:?}");
    secretariat.press("One person: keep Sample Van Member").await.sees("The two are one now.");
    assert_eq!(pointing(gone).await, Vec::<String>::new());
    let all = pointing(kept).await;
    assert!(before.iter().all(|column| all.contains(column)), "{all:?}");
    secretariat.press("Part the two").await.gets(200);
    assert_eq!(pointing(gone).await, before);
    assert_eq!(pointing(kept).await, ["role.person_id"]);
}

#[tokio::test]
async fn two_people_whose_names_look_alike_may_be_two() {
    let (world, mut secretariat) = world_with_double().await;
    secretariat.press("Two people").await.sees("They stay two").sees("No two people on file");
    secretariat.visit(DOUBLES).await.does_not_see("Member, Sample van");
    world.public().visit("/cybersecurity/2018/people").await.sees("Member, Sample van");
}

#[tokio::test]
async fn the_one_with_an_account_is_kept_and_nobody_elses_address_opens_it() {
    let (world, mut secretariat) = world_with_double().await;
    let gone = person(&world, "Member, Sample van").await;
    sqlx::query("insert into address (email, person_id, created_at) values ('twice@example.org', $1, now())")
        .bind(gone.0)
        .execute(&world.db)
        .await
        .expect("an address");
    let kept = person(&world, "Sample Van Member").await;
    sqlx::query("insert into account (person_id, password_hash, created_at) values ($1, '', now())")
        .bind(kept.0)
        .execute(&world.db)
        .await
        .expect("an account");
    secretariat.visit(DOUBLES).await.does_not_see("keep Member, Sample van").sees("has an account");
    let (one, other) = (kept.to_string(), gone.to_string());
    secretariat.post(DOUBLES, &[("one", &other), ("other", &one), ("decision", "one")]).await.gets(409);
    secretariat.sees("Keep that one");
    secretariat.visit(DOUBLES).await.press("One person: keep Sample Van Member").await.gets(200);
    let mut thief = world.public();
    thief.visit("/sign-in/link").await.fill("Your e-mail address", "twice@example.org");
    thief.press("Send me a mail").await.gets(200);
    assert!(world.mails_to("twice@example.org").await.is_empty());
}

#[tokio::test]
async fn what_became_one_with_a_third_is_parted_in_order() {
    let (world, mut secretariat) = world_with_double().await;
    sqlx::query("insert into person (name, created_at) values ('S. van Member', now())")
        .execute(&world.db)
        .await
        .expect("a third");
    let (first, second) =
        (person(&world, "Sample Van Member").await, person(&world, "Member, Sample van").await);
    let third = person(&world, "S. van Member").await;
    let decide = async |browser: &mut Browser, one: PersonId, other: PersonId, status: u16| {
        let (one, other) = (one.to_string(), other.to_string());
        browser.post(DOUBLES, &[("one", &one), ("other", &other), ("decision", "one")]).await.gets(status);
    };
    decide(&mut secretariat, first, second, 200).await;
    decide(&mut secretariat, third, first, 200).await;
    decide(&mut secretariat, second, third, 409).await;
    decide(&mut secretariat, first, first, 400).await;
    secretariat.visit(DOUBLES).await;
    let merges: Vec<i64> = sqlx::query_scalar("select id from person_merge order by id")
        .fetch_all(&world.db)
        .await
        .expect("two");
    secretariat.post("/admin/people/part", &[("merge", &merges[0].to_string())]).await.gets(409);
    secretariat.sees("Undo that first.");
    for merge in merges.iter().rev() {
        secretariat.post("/admin/people/part", &[("merge", &merge.to_string())]).await.gets(200);
    }
    world
        .public()
        .visit("/cybersecurity/2018/people")
        .await
        .sees("Member, Sample van")
        .sees("Sample Van Member");
}

#[tokio::test]
async fn only_the_secretariat_makes_one_of_two() {
    let (world, _) = world_with_double().await;
    let mut member = world.member().await;
    member.visit(DOUBLES).await.gets(403);
    member.post(DOUBLES, &[("one", "1"), ("other", "2"), ("decision", "one")]).await.gets(403);
    member.post("/admin/people/part", &[("merge", "1")]).await.gets(403);
    world.public().visit(DOUBLES).await.gets(401);
}

/// An account of somebody who is on file a second time, as an editor and a co-facilitator.
async fn world_with_account() -> (World, Browser, Browser) {
    let world = World::new().await;
    let place = world.cycle().await;
    world.held_call(&place, "2018-09-20T15:00:00Z").await;
    let member = world.member().await;
    sqlx::query("insert into person (name, created_at) values ('Member, Sample', now())")
        .execute(&world.db)
        .await
        .expect("a double");
    let double = person(&world, "Member, Sample").await;
    for kind in [RoleKind::Editor, RoleKind::CoFacilitator] {
        world.give_role(&place, double, kind).await;
    }
    let secretariat = world.secretariat().await;
    (world, secretariat, member)
}

const ON_FILE: &str = "/cybersecurity/2018/people/on-file";
const NEW_CALL: &str = "/cybersecurity/2018/meetings/new";
const REPORT: &str = "/cybersecurity/2018/meetings/1/report";

#[tokio::test]
async fn who_makes_one_of_two_gives_nobody_the_right_to_run_a_cycle_without_a_second_person() {
    let (world, mut secretariat, mut member) = world_with_account().await;
    secretariat.visit(DOUBLES).await.press("One person: keep Sample Member").await;
    secretariat.sees("Roles by which a cycle is run wait for a second person");
    member.visit(REPORT).await.gets(200);
    member.visit(NEW_CALL).await.gets(403);
    world.public().visit("/cybersecurity/2018/people").await.sees("Member, Sample").sees("Sample Member");

    secretariat.visit(ON_FILE).await.sees("Sample Secretariat says that Member, Sample is Sample Member.");
    secretariat.sees("Somebody else confirms this.");
    assert!(!secretariat.has("form[action$=confirm]"));
    secretariat.post(&format!("{ON_FILE}/confirm"), &[("merge", "1")]).await.gets(403);
    member.post(&format!("{ON_FILE}/confirm"), &[("merge", "1")]).await.gets(403);
    member.visit(NEW_CALL).await.gets(403);

    let (_, colleague) = world.account("Sample Colleague", true).await;
    let mut colleague = world.signed_in(colleague).await;
    colleague.visit(ON_FILE).await.press("Confirm").await.sees("The roles are confirmed.");
    member.visit(NEW_CALL).await.gets(200);
    world.public().visit("/cybersecurity/2018/people").await.does_not_see("Member, Sample");
}

#[tokio::test]
async fn parting_two_gives_every_role_back_confirmed_or_not() {
    for is_confirmed in [false, true] {
        let (world, mut secretariat, mut member) = world_with_account().await;
        secretariat.visit(DOUBLES).await.press("One person: keep Sample Member").await.gets(200);
        if is_confirmed {
            let (_, colleague) = world.account("Sample Colleague", true).await;
            world.signed_in(colleague).await.visit(ON_FILE).await.press("Confirm").await.gets(200);
        }
        world.set_clock("2018-11-14T08:59:00Z");
        secretariat.visit(DOUBLES).await.press("Part the two").await.sees("The two are parted again.");
        let double = person(&world, "Member, Sample").await;
        let roles: i64 = sqlx::query_scalar("select count(*) from role where person_id = $1")
            .bind(double.0)
            .fetch_one(&world.db)
            .await
            .expect("counted");
        assert_eq!(roles, 2, "confirmed: {is_confirmed}");
        for path in [REPORT, NEW_CALL] {
            member.visit(path).await.gets(403);
        }
    }
}

#[tokio::test]
async fn two_whose_names_do_not_look_alike_are_shown_before_they_are_made_one() {
    let (world, mut secretariat) = world_with_double().await;
    sqlx::query("insert into person (name, created_at) values ('Another Name', now())")
        .execute(&world.db)
        .await
        .expect("a third");
    let kept = person(&world, "Sample Van Member").await;
    let gone = person(&world, "Another Name").await;
    let fields = [("one", kept.to_string()), ("other", gone.to_string()), ("decision", "one".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    secretariat.post(DOUBLES, &fields).await.sees("The two were not offered. Look at both, then decide.");
    assert_eq!(world.count("person_merge").await, 0);
    secretariat.sees("Are these one person?").sees("Another Name").sees("Sample Van Member");
    secretariat.press("One person: keep Sample Van Member").await.sees("The two are one now.");
    assert_eq!(world.count("person_merge").await, 1);
}

#[tokio::test]
async fn two_of_whom_somebody_said_that_they_are_two_are_shown_before_they_are_made_one() {
    let (world, mut secretariat) = world_with_double().await;
    let mut other_window = secretariat.clone();
    secretariat.press("Two people").await.sees("They stay two");
    other_window.press("One person: keep Sample Van Member").await.sees("The two were not offered.");
    assert_eq!(world.count("person_merge").await, 0);
    other_window.press("One person: keep Sample Van Member").await.sees("The two are one now.");
}

#[tokio::test]
async fn two_are_chosen_by_their_numbers_and_a_wrong_number_says_so() {
    let (world, mut secretariat) = world_with_double().await;
    let one = person(&world, "Sample Van Member").await;
    secretariat.click("Choose them by their numbers").await.gets(200);
    let page = "/admin/people/pair";
    secretariat.visit(&format!("{page}?one={one}&other=nobody")).await.gets(422);
    secretariat.sees("Nobody on file has this number.").does_not_see("Are these one person?");
    assert_eq!((secretariat.field("#one"), secretariat.field("#other")), (one.to_string(), "nobody".into()));
    secretariat
        .visit(&format!("{page}?one={one}&other={one}"))
        .await
        .gets(422)
        .sees("the numbers of one person");
    let gone = person(&world, "Member, Sample van").await;
    secretariat
        .visit(&format!("{page}?one={one}&other={gone}"))
        .await
        .gets(200)
        .sees("Are these one person?");
    secretariat.press("One person: keep Sample Van Member").await.gets(200);
    secretariat.visit(&format!("{page}?one={one}&other={gone}")).await.gets(422);
    let mut member = world.member().await;
    member.visit(page).await.gets(403);
    world.public().visit(page).await.gets(401);
}
