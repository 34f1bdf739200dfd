//! What concerns somebody by name.

use crate::harness::World;
use intersession::{
    forum::{self, Actor, NewRole},
    viewer::RoleKind,
};

#[tokio::test]
async fn who_is_given_a_role_is_told_where_and_what_it_lets_them_do() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.work().await;
    let (person, _) = world.account("Sample Volunteer", false).await;
    let new = NewRole {
        who: Ok(person),
        kind: RoleKind::Scribe,
        label: String::new(),
        from: world.app.now().day(),
        to: None,
    };
    let mut db = world.db.acquire().await.expect("a connection");
    let actor = Actor { person: None, place: &place, now: world.app.now() };
    forum::actions::give_role(&mut db, actor, &new).await.expect("a role");
    world.work().await;

    let (subject, body) = world.mails_to("sample-volunteer@example.org").await.pop().expect("a mail");
    assert_eq!(subject, "Sample Volunteer: Scribe from Monday 15 October 2018.");
    assert!(body.starts_with("Hello Sample Volunteer,\n\nyou were given a role in Cybersecurity 2018, Best Practice Forum on Cybersecurity:\n"), "{body}");
    for words in ["you write agendas", "Cybersecurity 2018:\nhttp://localhost:8080/cybersecurity/2018\n"] {
        assert!(body.contains(words), "{words} in:\n{body}");
    }
    assert!(!body.contains("\n\n\n"), "{body}");
}
