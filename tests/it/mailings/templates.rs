//! Words that are used again, for announcements and for what is mailed about calls.

use super::TEXT;
use crate::harness::World;
use intersession::meetings::Kind;

#[tokio::test]
async fn templates_are_used_again_and_kept_apart_by_name() {
    let world = World::new().await;
    let place = world.cycle().await;
    let mut facilitator = world.facilitator(&place).await;
    let page = "/cybersecurity/2018/mailings/templates";
    facilitator.visit(page).await.sees("No template yet.").fill("What it is for", "Call for contributions");
    facilitator.fill("Subject", "Call for contributions: {cycle}").fill("Text", TEXT);
    facilitator.press("Add the template").await.gets(200).sees("The template is added.");
    facilitator.fill("What it is for", "Call for contributions").fill("Subject", "x").fill("Text", "y");
    facilitator.press("Add the template").await.gets(422).sees("has a template of this name");
    facilitator.visit(page).await.click("Use it").await;
    assert_eq!(facilitator.field("Subject"), "Call for contributions: {cycle}");
    facilitator.visit(page).await.click("Call for contributions").await.fill("Subject", "Please contribute");
    facilitator.press("Save").await.gets(200).sees("Please contribute");
}

#[tokio::test]
async fn an_invitation_begins_with_the_words_of_the_forum_where_it_has_some() {
    let world = World::new().await;
    let place = world.cycle().await;
    world.call(&place, Kind::Virtual, &["2018-11-06T15:00:00Z"]).await;
    let mut facilitator = world.facilitator(&place).await;
    let invite = "/cybersecurity/2018/meetings/1/invite";
    facilitator.visit(invite).await;
    assert_eq!(facilitator.field("Subject"), "Invitation: {call}, {time}");
    facilitator.visit("/cybersecurity/2018/mailings/templates").await.fill("What it is for", "Our calls");
    facilitator.fill("For which mailings", "invitation").fill("Subject", "Come on {time}");
    facilitator.fill("Text", "Dear {name}, {said}").press("Add the template").await.gets(422);
    facilitator.sees("{said} is no field").fill("Text", "Dear {name},\n\n{when}\nin {place}\n\n{answer}");
    facilitator.press("Add the template").await.gets(200).sees("Invitation to a call: Come on {time}");
    facilitator.visit("/cybersecurity/2018/mailings/new").await.does_not_see("Our calls");
    facilitator.visit(invite).await.sees("Our calls");
    assert_eq!(facilitator.field("Subject"), "Come on {time}");
    facilitator.press("Look at it first").await.gets(200).sees("Come on Tuesday 6 November 2018, 15:00 UTC");
    facilitator.press("Mail it to me only").await.gets(200);
    facilitator.press("Send it to 1 person").await.gets(200);
    world.work().await;
    let mails = world.mails_to("sample-facilitator@example.org").await;
    let ours = |(subject, _): &&(String, String)| subject == "Come on Tuesday 6 November 2018, 15:00 UTC";
    let [(_, tried), (_, body)] = mails.iter().filter(ours).collect::<Vec<_>>()[..] else {
        panic!("one to try, one in earnest: {mails:?}");
    };
    assert!(tried.contains("/l/…") && tried.starts_with("Dear Sample Facilitator,"), "{tried}");
    assert!(body.contains("15:00 UTC (60 minutes)\n\nhttp://localhost:8080/l/"), "no place, no line: {body}");
}
