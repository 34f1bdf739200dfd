//! The link that every mail carries: it stands for its reader, shows on a GET and acts on a POST.

use crate::harness::World;
use intersession::meetings::Kind;

const FOLLOWER: &str = "follower@example.org";

/// A follower with a digest, and the path of the link in it.
async fn digest_of_follower() -> (World, String) {
    let world = World::new().await;
    let place = world.cycle().await;
    world.work().await;
    world.follower("/cybersecurity", FOLLOWER).await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.work().await;
    world.set_clock("2018-10-16T07:00:00Z");
    world.work().await;
    let link = world.mailed_link(FOLLOWER).await;
    (world, link)
}

async fn pace(world: &World) -> String {
    sqlx::query_scalar("select pace from subscription").fetch_one(&world.db).await.expect("a subscription")
}

async fn forum_pace(world: &World) -> String {
    let forum =
        "select pace from subscription join reference on reference.id = reference_id where kind = 'forum'";
    sqlx::query_scalar(forum).fetch_one(&world.db).await.expect("a subscription")
}

async fn digests(world: &World) -> bool {
    sqlx::query_scalar("select digests from reader").fetch_one(&world.db).await.expect("a reader")
}

#[tokio::test]
async fn a_reader_changes_what_they_get_without_signing_in() {
    let (world, link) = digest_of_follower().await;
    let mut reader = world.public();
    reader.visit(&link).await.gets(200).sees("My mail").sees("Who hears what");
    reader
        .fill("How often, Best Practice Forum on Cybersecurity", "weekly")
        .press("Save")
        .await
        .gets(200)
        .sees("Saved.");
    assert_eq!(pace(&world).await, "weekly");
    reader.fill("How often, Best Practice Forum on Cybersecurity", "off").press("Save").await.gets(200);
    assert_eq!(pace(&world).await, "off", "the link is good more than once");
    reader.visit("/settings/mail").await.sees("Sign in");
}

#[tokio::test]
async fn one_click_in_a_mail_program_stops_digests_or_one_thing() {
    let (world, link) = digest_of_follower().await;
    let forum: i64 = sqlx::query_scalar("select id from reference where kind = 'forum'")
        .fetch_one(&world.db)
        .await
        .expect("a reference");
    let mut program = world.public();
    program.visit(&link).await;
    assert!(digests(&world).await, "looking changes nothing");
    program
        .post_raw(
            &format!("{link}?of={forum}"),
            "application/x-www-form-urlencoded",
            "List-Unsubscribe=One-Click",
        )
        .await;
    program.gets(200).sees("You get no more of this mail.");
    assert_eq!((pace(&world).await.as_str(), digests(&world).await), ("off", true));
    let multipart =
        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    program.post_raw(&link, "multipart/form-data; boundary=x", multipart).await.gets(200);
    assert!(!digests(&world).await);
    program.post_raw(&link, "multipart/form-data; boundary=x", multipart).await.gets(200);
}

#[tokio::test]
async fn one_click_about_what_is_gone_leaves_that_and_nothing_else() {
    let (world, link) = digest_of_follower().await;
    let call: i64 =
        sqlx::query_scalar("update reference set visible = false where kind = 'meeting' returning id")
            .fetch_one(&world.db)
            .await
            .expect("a call that is no longer to be seen");
    let mut program = world.public();
    let one_click = "List-Unsubscribe=One-Click";
    let form = "application/x-www-form-urlencoded";

    program.post_raw(&format!("{link}?of={call}"), form, one_click).await;
    program.gets(200).sees("You get no more of this mail.");
    let left: String = sqlx::query_scalar("select pace from subscription where reference_id = $1")
        .bind(call)
        .fetch_one(&world.db)
        .await
        .expect("it is left");
    assert_eq!(left, "off");
    assert_eq!((forum_pace(&world).await.as_str(), digests(&world).await), ("daily", true));

    program.post_raw(&format!("{link}?of=999999999"), form, one_click).await;
    program.gets(200).sees("What this mail was about is no longer there");
    assert_eq!((forum_pace(&world).await.as_str(), digests(&world).await), ("daily", true));
}

#[tokio::test]
async fn the_page_by_a_link_says_whose_mail_it_is_and_stops_it_at_one_press() {
    let (world, link) = digest_of_follower().await;
    let forum: i64 = sqlx::query_scalar("select id from reference where kind = 'forum'")
        .fetch_one(&world.db)
        .await
        .expect("a reference");
    let mut reader = world.public();
    reader.visit(&format!("{link}?of={forum}")).await.gets(200).sees("Sample Follower");
    reader.sees("The mail was about Best Practice Forum on Cybersecurity");
    reader.press("No more mail about it").await.gets(200).sees("You get no more of this mail.");
    reader.sees("You get no mail about Best Practice Forum on Cybersecurity");
    assert_eq!((pace(&world).await.as_str(), digests(&world).await), ("off", true));

    reader.visit(&link).await.press("No digests any more").await.gets(200).sees("You get no digests");
    assert!(!digests(&world).await);
    reader.visit(&format!("{link}?of=999999999")).await.gets(200).sees("no longer there");
}

#[tokio::test]
async fn a_link_that_was_taken_back_or_has_expired_says_so() {
    let (world, link) = digest_of_follower().await;
    let mut public = world.public();
    public.visit("/l/nothing").await.gets(404);
    sqlx::query("update link set used_at = created_at where purpose = 'mail'")
        .execute(&world.db)
        .await
        .expect("taken back");
    public.visit(&link).await.gets(410).sees("This link was taken back. Newer mail carries one that works");
    sqlx::query("update link set used_at = null, expires_at = created_at where purpose = 'mail'")
        .execute(&world.db)
        .await
        .expect("expired");
    public.visit(&link).await.gets(410);
}

#[tokio::test]
async fn one_sees_the_links_that_stand_for_one_and_takes_them_back() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.work().await;
    let mut member = world.member().await;
    member.visit("/settings/links").await.sees("No such link yet.");
    member.visit("/follow?what=/cybersecurity").await.press("Follow").await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    world.work().await;
    world.set_clock("2018-10-16T07:00:00Z");
    world.work().await;
    let link = world.mailed_link("sample-member@example.org").await;
    member.visit("/settings/links").await.sees("Chooses what mail you get").sees("never");
    let mut other = world.member_named("Sample Other").await;
    other.visit("/settings/links").await.sees("No such link yet.");
    member
        .visit("/settings/links")
        .await
        .press("Take it back")
        .await
        .gets(200)
        .sees("The link is taken back.");
    world.public().visit(&link).await.gets(410);
}

#[tokio::test]
async fn a_link_for_something_that_is_gone_says_so() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let mut public = world.public();
    public.visit("/follow?what=/cybersecurity/2018/meetings/1").await.fill("Your name", "Sample Follower");
    public.fill("Your e-mail address", FOLLOWER);
    world.app.clock.set(world.app.now().plus_minutes(1));
    public.press("Follow").await.gets(200);
    sqlx::query("update reference set visible = false where kind = 'meeting'")
        .execute(&world.db)
        .await
        .expect("hidden");
    public.visit(&world.mailed_link(FOLLOWER).await).await.gets(410).sees("no longer there");
}

#[tokio::test]
async fn who_has_no_account_reads_why_no_mail_comes_and_lets_it_come_again() {
    let (world, link) = digest_of_follower().await;
    let mut reader = world.public();
    reader.visit(&link).await.does_not_see("Mail me again");
    let suspended = "insert into mail_address values ($1, 3.2, $2, $2, '550 mailbox full for ever')";
    sqlx::query(suspended).bind(FOLLOWER).bind(world.app.now()).execute(&world.db).await.expect("suspended");
    reader.visit(&link).await.sees("You get no mail").sees("550 mailbox full for ever");
    reader.press("Mail me again").await.gets(200).sees("Mail comes to you again.");
    reader.does_not_see("You get no mail");
    assert_eq!(world.count("mail_address where suspended_at is not null").await, 0);
    let acts = world.count("activity where verb = 'account.mail_resumed'").await;
    assert_eq!(acts, 1);
}

#[tokio::test]
async fn somebody_who_is_named_twice_gets_one_link() {
    let world = World::new().await;
    let (person, _) = world.account("Sample Reader", false).await;
    let (other, _) = world.account("Sample Other", false).await;
    let mut db = world.db.acquire().await.expect("a connection");
    let (key, now) = (&world.app.form_key, world.app.now());
    let purpose = intersession::links::Purpose::Mail;
    let named = [person, other, person];
    let links = intersession::links::standing(&mut db, key, &named, &purpose, now);
    assert_eq!(links.await.expect("links").len(), 2);
}
