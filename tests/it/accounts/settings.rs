//! One's own settings: sessions, password, address.

use super::{PASSWORD, administrator, sign_in};
use crate::harness::World;

const ADMIN: &str = "admin@example.org";

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_signs_out_everywhere_else() {
    let world = World::new().await;
    let mut here = administrator(&world).await;
    let mut phone = world.public();
    sign_in(&mut phone, ADMIN, PASSWORD).await;
    let mut library = world.public();
    sign_in(&mut library, ADMIN, PASSWORD).await;

    here.visit("/settings").await.sees("This one").press("Sign out there").await;
    here.sees("That browser is signed out.");
    let still_in = [phone.visit("/settings").await.status, library.visit("/settings").await.status];
    assert_eq!(still_in.iter().filter(|status| **status == 200).count(), 1);

    here.visit("/settings").await.press("Sign out everywhere else").await.sees("Every other browser");
    phone.visit("/settings").await.gets(401);
    library.visit("/settings").await.gets(401);
    here.visit("/settings").await.gets(200);
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else() {
    let world = World::new().await;
    let mut admin = administrator(&world).await;
    let mut member = world.member().await;
    for id in 1..5 {
        member.post("/settings/sessions/end", &[("session", &id.to_string())]).await;
    }
    admin.visit("/settings").await.gets(200);
}

#[tokio::test]
async fn a_session_from_before_a_change_of_password_is_worth_nothing() {
    let world = World::new().await;
    let mut here = administrator(&world).await;
    let mut phone = world.public();
    sign_in(&mut phone, ADMIN, PASSWORD).await;

    here.visit("/settings/password")
        .await
        .fill("Present password", "wrong")
        .fill("New password", "nine herons read maps");
    here.press("Set the password").await.gets(422).sees("This is not your present password.");
    here.fill("Present password", PASSWORD)
        .fill("New password", "Sample Admin 2018")
        .press("Set the password")
        .await;
    here.gets(422).sees("this one is common, or easily guessed");
    here.fill("Present password", PASSWORD).fill("New password", "nine herons read maps");
    here.press("Set the password").await.sees("Your password is set.");

    here.visit("/settings").await.gets(200);
    phone.visit("/settings").await.gets(401);
}

#[tokio::test]
async fn an_address_changes_when_both_ends_have_confirmed_it() {
    let world = World::new().await;
    let mut here = administrator(&world).await;
    let mut phone = world.public();
    sign_in(&mut phone, ADMIN, PASSWORD).await;
    here.visit("/settings/address")
        .await
        .fill("New e-mail address", "New@example.org")
        .press("Send both mails")
        .await;
    here.sees("Both addresses get a mail.").sees("Neither address has confirmed it yet.");

    let (leave, arrive) = (world.mailed_link(ADMIN).await, world.mailed_link("new@example.org").await);
    world
        .public()
        .visit(&arrive)
        .await
        .press("Confirm the change")
        .await
        .sees("when the other address has confirmed it too");
    here.visit("/settings")
        .await
        .sees("admin@example.org")
        .sees("The present address has yet to confirm it.");
    here.visit(&leave).await.press("Confirm the change").await.sees("The address is changed.");

    here.visit("/settings").await.gets(200).sees("new@example.org");
    phone.visit("/settings").await.gets(401);
    sign_in(&mut phone, ADMIN, PASSWORD).await;
    phone.gets(422);
    sign_in(&mut phone, "new@example.org", PASSWORD).await;
    phone.sees("Sample Admin");
}

#[tokio::test]
async fn a_link_from_before_a_change_of_address_is_void() {
    let world = World::new().await;
    let mut here = administrator(&world).await;
    let mut thief = world.public();
    thief.visit("/sign-in/reset").await.fill("Your e-mail address", ADMIN).press("Send me a mail").await;
    let reset = world.mailed_link(ADMIN).await;
    here.visit("/settings/address")
        .await
        .fill("New e-mail address", "new@example.org")
        .press("Send both mails")
        .await;
    let (leave, arrive) = (world.mailed_link(ADMIN).await, world.mailed_link("new@example.org").await);
    for link in [leave, arrive] {
        here.visit(&link).await.press("Confirm the change").await;
    }
    thief.visit(&reset).await.gets(410);
}

#[tokio::test]
async fn an_address_that_belongs_to_somebody_else_is_told_so_by_mail_only() {
    let world = World::new().await;
    let mut here = administrator(&world).await;
    world.member().await;
    here.visit("/settings/address").await.fill("New e-mail address", "sample-member@example.org");
    here.press("Send both mails").await.sees("Both addresses get a mail.");
    let (subject, _) = world.mails_to("sample-member@example.org").await.remove(0);
    assert_eq!(subject, "This address belongs to an account on Intersession");
    here.visit(&world.mailed_link(ADMIN).await).await.press("Confirm the change").await;
    here.visit("/settings").await.sees("admin@example.org").press("Leave the address as it is").await;
    here.sees("Your address stays as it is.");
}

#[tokio::test]
async fn who_asks_for_a_change_of_address_too_often_is_told_how_long_to_wait() {
    let world = World::new().await;
    let mut member = world.member().await;
    for _ in 0..3 {
        member.visit("/settings/address").await.fill("New e-mail address", "new@example.org");
        member.press("Send both mails").await.gets(200);
    }
    member.visit("/settings/address").await.fill("New e-mail address", "new@example.org");
    member.press("Send both mails").await.gets(429).sees("Nothing new was mailed; wait 20 minutes, then ask");
    assert_eq!(member.field("New e-mail address"), "new@example.org");
    world.set_clock("2018-10-15T09:20:00Z");
    member.press("Send both mails").await.gets(200);
}
