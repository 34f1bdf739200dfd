//! Pages that are handed out once more, and when they are not.

use intersession::meetings::Kind;

use crate::harness::World;

#[tokio::test]
async fn what_was_published_a_moment_ago_is_on_the_next_page() {
    let world = World::new().await;
    let place = world.cycle().await;
    let (mut one, mut other) = (world.public(), world.public());
    for number in 1..=20 {
        one.visit("/cybersecurity/2018/meetings").await.gets(200);
        world.call(&place, Kind::Virtual, &[&format!("2018-11-{number:02}T15:00:00Z")]).await;
        let whole = format!("{number} November 2018, 15:00 UTC");
        one.visit("/cybersecurity/2018/meetings").await.sees(&whole);
        other.visit("/cybersecurity/2018/meetings").await.sees(&whole);
    }
}

#[tokio::test]
async fn a_page_is_another_one_as_soon_as_the_clock_says_so() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-10-24T15:00:00Z"]).await;
    let mut public = world.public();
    world.set_clock("2018-10-24T14:59:59Z");
    public.visit("/cybersecurity/2018/meetings/1").await.does_not_see("in progress");
    world.set_clock("2018-10-24T15:00:00Z");
    public.visit("/cybersecurity/2018/meetings/1").await.sees("in progress");
}

#[tokio::test]
async fn nobody_gets_the_page_of_somebody_else() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-10-24T21:30:00Z"]).await;
    let call = "/cybersecurity/2018/meetings/1";
    let (mut public, mut facilitator) = (world.public(), world.facilitator(&place).await);
    let mut nairobi = world.public();
    nairobi.visit(call).await.fill("Your time zone", "Africa/Nairobi").press("Use it").await;
    nairobi.sees("Times are shown in UTC and for Nairobi.").visit(call).await;
    nairobi.sees("00:30 in Nairobi").does_not_see("Times are shown in UTC and for Nairobi.");

    public.visit(call).await.does_not_see("in Nairobi").does_not_see("Change the call");
    facilitator.visit(call).await.sees("Change the call");
    public.visit(call).await.does_not_see("Change the call").sees("Sign in");
    nairobi.visit(call).await.sees("00:30 in Nairobi");
}

#[tokio::test]
async fn each_visitor_gets_a_form_of_their_own() {
    let world = World::new().await;
    let (mut one, mut other) = (world.public(), world.public());
    let mut stamps = Vec::new();
    for visitor in [&mut one, &mut other] {
        stamps.extend(visitor.visit("/zone").await.attributes("input[name=opened]", "value"));
    }
    assert_eq!(stamps.len(), 2);
    assert_ne!(stamps[0], stamps[1]);
}
