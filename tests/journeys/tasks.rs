//! A paragraph of a report becomes a task; volunteers are called for by mail, and one of them, who never signs in, takes
//! it, says how it stands and gives it back; a second call brings another, who does it.

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    site::Site,
};

const TITLE: &str = "Ask three hubs what they need";

/// The reader's own link to the task, which stands under its title in a mail.
fn link_in(mail: &str) -> String {
    let (_, rest) = mail.split_once(TITLE).expect("the task");
    let start = rest.find("/l/").expect("a link");
    rest[start..].split_whitespace().next().expect("a link").to_owned()
}

/// Ticks the one task, and calls for volunteers in these words.
async fn call(facilitator: &Browser, axe: &Axe, subject: &str) {
    facilitator.visit("/cybersecurity/2018/tasks").await;
    facilitator.click("Call for volunteers").await;
    facilitator.sees("Which tasks").await;
    axe.is_content(facilitator, "tasks to call for").await;
    let others = format!(
        "for (const at of document.querySelectorAll('input[name=task]')) at.checked = at.closest('label').innerText.includes('{TITLE}')"
    );
    facilitator.script(&others).await;
    facilitator.press("Look at the mail").await;
    facilitator.sees("Nobody got it yet.").await;
    facilitator.click("Change it").await;
    facilitator.fill("Subject", subject).await;
    facilitator.press("Look at it first").await;
    facilitator.sees(TITLE).await;
    axe.is_content(facilitator, "call for volunteers looked at").await;
    let send = "[...document.querySelectorAll('#content button')].find((at) => at.innerText.startsWith('Send it to')).click()";
    facilitator.script_that_leaves(send).await;
    facilitator.sees("On its way to").await;
    axe.is_content(facilitator, "call for volunteers sent").await;
}

/// From a paragraph of the report of a call to what came of it; `facilitator` is signed in as such.
pub async fn find_somebody_who_does_it(
    site: &Site,
    axe: &Axe,
    facilitator: &Browser,
    look: Look,
    report: &str,
) {
    facilitator.visit(report).await;
    facilitator.fill("Make a task of paragraph", "1").await;
    facilitator.press("Go on").await;
    facilitator.sees("It comes of").await;
    facilitator.fill("What is to be done", TITLE).await;
    facilitator.fill("How many are wanted", "1").await;
    facilitator.press("Add the task").await;
    facilitator.sees("The task was added.").await;
    let task = facilitator.path().await;
    call(facilitator, axe, "Who asks the hubs?").await;

    let guest = Browser::open(look, site).await;
    let mail = site.mail_to("volunteer@example.org", "Who asks the hubs?").await;
    guest.visit(&link_in(&mail)).await;
    guest.sees("This link acts for Sample Volunteer").await;
    axe.is_content(&guest, "task to take by a link").await;
    guest.press("I take it").await;
    guest.sees("It is yours. Thank you.").await;
    axe.is_content(&guest, "how it stands by a link").await;
    guest.fill("A word to the facilitators (optional)", "One has answered.").await;
    guest.press("It is on track").await;
    guest.sees("You said last: on track").await;
    facilitator.visit(&task).await;
    facilitator.sees("One has answered.").await;
    facilitator.sees("mailed to").await;
    facilitator.sees("1 came").await;
    axe.is_content(facilitator, "task of which was said how it stands").await;
    guest.press("I give it back").await;
    guest.sees("You gave it back.").await;

    call(facilitator, axe, "Who asks the hubs now?").await;
    let mail = site.mail_to("lead-expert@example.org", "Who asks the hubs now?").await;
    guest.visit(&link_in(&mail)).await;
    guest.press("I take it").await;
    guest.sees("It is yours. Thank you.").await;
    guest.visit(&task).await;
    guest.sees("Second call, ").await;
    axe.is_content(&guest, "task with two calls").await;

    let expert = Browser::open(look, site).await;
    expert.become_member(Some(&site.sign_in("Sample Lead Expert").await)).await;
    expert.visit(&task).await;
    expert.sees("This is yours").await;
    axe.is_content(&expert, "task that is mine").await;
    expert.click("It is done").await;
    expert.fill("What came of it", "Three answers, in a table.").await;
    expert.press("It is done").await;
    expert.sees("Done. Thank you.").await;
    guest.visit(&link_in(&mail)).await;
    guest.sees("This task is done already.").await;
    axe.is_content(&guest, "link to a task that is done").await;
    guest.visit(report).await;
    guest.click("How its tasks stand").await;
    guest.sees(TITLE).await;
    axe.is_content(&guest, "tasks of one call").await;
}

#[tokio::test]
async fn on_a_telephone_in_dark_colours_a_task_is_taken_by_its_link_and_done() {
    let (site, axe) = (Site::demo(), Axe::load());
    let facilitator = Browser::open(Look::WIDE, &site).await;
    facilitator.become_member(Some(&site.sign_in("Sample Facilitator").await)).await;
    let (look, report) = (Look::NARROW.dark(), "/cybersecurity/2018/meetings/2");
    find_somebody_who_does_it(&site, &axe, &facilitator, look, report).await;
}
