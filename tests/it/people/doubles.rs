//! People who are on file twice: made one by the Secretariat, and two again.

use intersession::db::PersonId;

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
