//! Somebody is invited to a call by mail, answers on a telephone, and has the call in their own calendar.

use std::process::Command;

use fantoccini::key::Key;

use crate::{
    axe::Axe,
    browser::{Browser, Look},
    keyboard::tab_to,
    site::Site,
};

/// Debian's own Python, with its iCalendar parser: not ours.
const PYTHON: &str = "/usr/bin/python3";

/// What others read in the entry of a mail: who organises it, for whom, and when.
const READ: &str = "
import email, email.policy, sys
from icalendar import Calendar
mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
for part in mail.walk():
    if part.get_content_type() == 'text/calendar' and not part.is_attachment():
        calendar = Calendar.from_ical(part.get_payload(decode=True))
        for event in calendar.walk('VEVENT'):
            to = event['ATTENDEE']
            print(part.get_param('method'), calendar['METHOD'], event['SEQUENCE'], event['DTSTART'].dt.isoformat(),
                  event['ORGANIZER'], to.params['PARTSTAT'], to.params['RSVP'], event['DTSTAMP'].dt.tzinfo, event['STATUS'])
";

fn read_entry(mail: &std::path::Path) -> String {
    let output = Command::new(PYTHON).args(["-c", READ]).arg(mail).output().expect("python3");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "python3-icalendar (apt-get install python3-icalendar): {error}");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

/// The link in a mail that answers.
fn link(mail: &str) -> String {
    let (_, rest) = mail.split_once("Say here whether you come").expect("the text");
    let start = rest.find("/l/").expect("a link");
    rest[start..].split_whitespace().next().expect("a link").to_owned()
}

#[tokio::test]
async fn somebody_is_invited_and_answers_on_a_telephone_with_the_keyboard_alone() {
    let (site, axe) = (Site::demo(), Axe::load());
    let browser = Browser::open(Look::NARROW, &site).await;
    browser.visit(&site.link("Facilitator")).await;
    browser.press("Sign in").await;
    browser.sees("You are signed in.").await;
    browser.visit("/cybersecurity/2018/meetings/5").await;
    browser.click("Invite people").await;
    browser.press("Look at it first").await;
    browser.sees("With a calendar entry.").await;
    axe.is_content(&browser, "invitation looked at").await;
    browser.script_that_leaves("document.querySelector('#content form button').click()").await;
    browser.sees("On its way to").await;

    let mail = site.mail("Invitation:").await;
    let entry = read_entry(&site.mail_file("Invitation:").await);
    assert!(entry.starts_with("REQUEST REQUEST 0 2018-"), "{entry}");
    assert!(entry.contains(" mailto:rsvp+"), "{entry}");
    assert!(entry.ends_with("@localhost NEEDS-ACTION TRUE UTC CONFIRMED"), "{entry}");

    let telephone = Browser::open(Look::NARROW, &site).await;
    telephone.visit(&link(&mail)).await;
    telephone.sees("This link answers for").await;
    axe.is_content(&telephone, "answer by a link").await;
    tab_to(&telephone, "input Yes").await;
    telephone.key(Key::Space).await;
    tab_to(&telephone, "input Note to the facilitators (optional)").await;
    telephone.types("I may be late.").await;
    tab_to(&telephone, "button Answer").await;
    telephone.key(Key::Enter).await;
    telephone.sees("You said that you come.").await;
    telephone.sees("https://calls.example.org").await;
    axe.is_content(&telephone, "answered by a link").await;

    telephone.visit("/cybersecurity/2018/meetings/5").await;
    telephone.sees("1 comes.").await;
    axe.is_content(&telephone, "call to which somebody comes").await;
    browser.visit("/cybersecurity/2018/meetings/5").await;
    browser.script("for (const at of document.querySelectorAll('details')) at.open = true").await;
    browser.sees("I may be late.").await;
    axe.is_content(&browser, "notes to an answer").await;
}
