//! Every kind of page: what the sweeps visit.

use crate::{
    browser::{Browser, Look},
    site::{Member, Site},
};

/// Who sees a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Public,
    Facilitator,
    Secretariat,
}

/// A kind of page.
pub struct Page {
    pub who: Who,
    pub name: &'static str,
    pub path: &'static str,
    /// Under which status it comes.
    pub status: u16,
    /// The script that sends what leads from the path to the page; mostly empty.
    sent: &'static str,
}

const fn page(who: Who, name: &'static str, path: &'static str) -> Page {
    Page { who, name, path, status: 200, sent: "" }
}

const fn public(name: &'static str, path: &'static str) -> Page {
    page(Who::Public, name, path)
}

const fn work(name: &'static str, path: &'static str) -> Page {
    page(Who::Facilitator, name, path)
}

const fn site(name: &'static str, path: &'static str) -> Page {
    page(Who::Secretariat, name, path)
}

impl Page {
    const fn under(self, status: u16) -> Self {
        Self { status, ..self }
    }

    const fn after(self, sent: &'static str) -> Self {
        Self { sent, ..self }
    }

    const fn conflict(self) -> Self {
        self.after(STALE).under(409)
    }
}

/// Sends the page's form as if somebody had saved meanwhile.
const STALE: &str = "const edits = document.querySelector('#content [name=edits]'); edits.value = -1;
    for (const area of edits.form.querySelectorAll('textarea')) area.value += ' More.'; edits.form.submit()";

/// Sends the page's form as it is.
const SEND: &str = "document.querySelector('#content form').submit()";

/// Asks for a mail to an address that has no account.
const ASK: &str = "document.querySelector('#email').value = 'nobody@example.org';
    document.querySelector('#content form').submit()";

/// Asks for people whom nobody has on file.
const NUMBERS: &str = "for (const id of ['one', 'other']) document.querySelector(`#${id}`).value = '0';
    document.querySelector('#content form').submit()";

/// Types a code in a page that nobody was mailed for.
const GUESS: &str = "const form = Object.assign(document.createElement('form'), { method: 'post', action: '/sign-in/code' });
    for (const name of ['ticket', 'code']) form.append(Object.assign(document.createElement('input'), { name, value: '0' }));
    document.body.append(form); form.submit()";

/// Sends a text to be imported.
const IMPORT: &str = concat!(
    "document.querySelector('#source').value = `",
    include_str!("report.txt"),
    "`.replaceAll('DAY', '24 September 2018'); document.querySelector('#source').form.submit()"
);

/// Sends a form of somebody whose session has ended.
const EXPIRED: &str = "const form = Object.assign(document.createElement('form'), { method: 'post', action: '/cybersecurity/2018/plan/new' });
    const field = Object.assign(document.createElement('input'), { name: 'title', value: 'Sample' });
    form.append(field); document.body.append(form); form.submit()";

/// The pages of the demonstration.
pub const DEMO: &[Page] = &[
    public("home", "/"),
    public("forum", "/cybersecurity"),
    public("cycle", "/cybersecurity/2018"),
    public("closed cycle", "/cybersecurity/2016"),
    public("plan", "/cybersecurity/2018/plan"),
    public("people", "/cybersecurity/2018/people"),
    public("calls", "/cybersecurity/2018/meetings"),
    public("call with report", "/cybersecurity/2018/meetings/2"),
    public("call ahead", "/cybersecurity/2018/meetings/5"),
    public("session ahead", "/cybersecurity/2018/meetings/6"),
    public("call intended", "/cybersecurity/2018/meetings/3"),
    public("call without report", "/cybersecurity/2018/meetings/4"),
    public("call whose report was taken back", "/cybersecurity/2018/meetings/1"),
    public("report as one file", "/cybersecurity/2018/meetings/2.html"),
    public("poll", "/cybersecurity/2018/meetings/7/poll"),
    public("poll refused", "/cybersecurity/2018/meetings/7/poll").after(SEND).under(422),
    public("answers to a poll", "/cybersecurity/2018/meetings/7/poll/answers"),
    public("hours around the world", "/cybersecurity/2018/meetings/7/poll/times/1"),
    public("tasks", "/cybersecurity/2018/tasks"),
    public("tasks that ended", "/cybersecurity/2018/tasks?show=ended"),
    public("no task overdue", "/cybersecurity/2017/tasks?show=overdue"),
    public("task to take", "/cybersecurity/2018/tasks/3"),
    public("tasks of one call", "/cybersecurity/2018/tasks?call=1"),
    public("task that waits for a check-in", "/cybersecurity/2018/tasks/8"),
    public("task that is done", "/cybersecurity/2018/tasks/1"),
    public("task that was dropped", "/cybersecurity/2018/tasks/6"),
    public("versions", "/cybersecurity/2018/meetings/2/versions"),
    public("version", "/cybersecurity/2018/meetings/2/versions/2"),
    public("version taken back", "/cybersecurity/2018/meetings/1/versions/1").under(410),
    public("sign-in", "/sign-in"),
    public("sign-in refused", "/sign-in").after(SEND).under(422),
    public("sign-in with a form kept", "/").after(EXPIRED).under(401),
    public("sign-in by mail", "/sign-in/link"),
    public("sign-in by mail refused", "/sign-in/link").after(SEND).under(422),
    public("look into your mail", "/sign-in/link").after(ASK),
    public("code refused", "/sign-in/link").after(GUESS).under(422),
    public("new password asked for", "/sign-in/reset"),
    public("sign-up", "/sign-up"),
    public("sign-up refused", "/sign-up").after(SEND).under(422),
    public("nothing here", "/nowhere/at/all").under(404),
    public("zones", "/zone"),
    public("privacy", "/privacy"),
    public("data", "/data"),
    public("conduct", "/code-of-conduct"),
    public("contact", "/cybersecurity/2018/contact"),
    public("contact refused", "/cybersecurity/2018/contact").after(SEND).under(422),
    public("person", "/people/1"),
    public("follow", "/follow?what=/cybersecurity"),
    public("follow refused", "/follow?what=/cybersecurity").after(SEND).under(422),
    public("privacy notice", "/cybersecurity/privacy"),
    work("cycle for those who run it", "/cybersecurity/2018"),
    work("calls for those who run them", "/cybersecurity/2018/meetings"),
    work("plan for those who run it", "/cybersecurity/2018/plan"),
    work("call ahead for those who run it", "/cybersecurity/2018/meetings/5"),
    work("proposal refused", "/cybersecurity/2018/meetings/5")
        .after("document.querySelector('[action$=proposals]').submit()")
        .under(422),
    work("call with report for those who run it", "/cybersecurity/2018/meetings/2"),
    work("settings", "/settings"),
    work("profile", "/settings/profile"),
    work("my data", "/settings/data"),
    work("deletion of my account", "/settings/delete"),
    work("lists of participants", "/settings/annex"),
    work("consents", "/settings/consents"),
    work("is this you", "/settings/is-this-you"),
    work("follow, signed in", "/follow?what=/cybersecurity"),
    work("my mail", "/settings/mail"),
    work("links that stand for me", "/settings/links"),
    work("my page", "/my"),
    work("announcements", "/cybersecurity/2018/mailings"),
    work("announcement form", "/cybersecurity/2018/mailings/new"),
    work("announcement refused", "/cybersecurity/2018/mailings/new").after(SEND).under(422),
    work("announcement looked at", "/cybersecurity/2018/mailings/3"),
    work("announcement conflict", "/cybersecurity/2018/mailings/3/edit").conflict(),
    work("templates", "/cybersecurity/2018/mailings/templates"),
    work("template conflict", "/cybersecurity/2018/mailings/templates/1").conflict(),
    work("invitation to a call", "/cybersecurity/2018/meetings/5/invite"),
    work("audit", "/cybersecurity/2018/audit"),
    work("groups", "/cybersecurity/groups"),
    work("people without an account", "/cybersecurity/2018/people/on-file"),
    work("call to delete", "/cybersecurity/2018/meetings/5/delete"),
    work("call with nowhere to move", "/cybersecurity/2018/meetings/2/move"),
    work("password", "/settings/password"),
    work("password refused", "/settings/password").after(SEND).under(422),
    work("address", "/settings/address"),
    work("address refused", "/settings/address").after(SEND).under(422),
    work("for others to do", "/admin").under(403),
    work("task to work on", "/cybersecurity/2018/tasks/3"),
    work("task that waits for a check-in, for those who run it", "/cybersecurity/2018/tasks/8"),
    work("tasks to call for", "/cybersecurity/2018/tasks/call"),
    work("tasks to call for, none ticked", "/cybersecurity/2018/tasks/call")
        .after("for (const at of document.querySelectorAll('[name=task]')) at.checked = false; document.querySelector('#content form').submit()")
        .under(422),
    work("call for volunteers that went out", "/cybersecurity/2018/mailings/2"),
    work("task form", "/cybersecurity/2018/tasks/new"),
    work("task form refused", "/cybersecurity/2018/tasks/new").after(SEND).under(422),
    work("task conflict", "/cybersecurity/2018/tasks/3/edit").conflict(),
    work("task done", "/cybersecurity/2018/tasks/3/finish").after(SEND).under(422),
    work("task to drop", "/cybersecurity/2018/tasks/3/drop").after(SEND).under(422),
    work("call form", "/cybersecurity/2018/meetings/new"),
    work("call form refused", "/cybersecurity/2018/meetings/new").after(SEND).under(422),
    work("call to change", "/cybersecurity/2018/meetings/5/edit"),
    work("call conflict", "/cybersecurity/2018/meetings/5/edit").conflict(),
    work("agenda", "/cybersecurity/2018/meetings/5/agenda"),
    work("agenda conflict", "/cybersecurity/2018/meetings/5/agenda").conflict(),
    work("cancel", "/cybersecurity/2018/meetings/5/cancel"),
    work("cancel refused", "/cybersecurity/2018/meetings/5/cancel").after(SEND).under(422),
    work("participants", "/cybersecurity/2018/meetings/2/participants"),
    work("participants conflict", "/cybersecurity/2018/meetings/2/participants").conflict(),
    work("recordings", "/cybersecurity/2018/meetings/2/recordings"),
    work("recordings conflict", "/cybersecurity/2018/meetings/2/recordings").conflict(),
    work("report editor", "/cybersecurity/2018/meetings/4/report"),
    work("report conflict", "/cybersecurity/2018/meetings/4/report").conflict(),
    work("report to correct", "/cybersecurity/2018/meetings/2/report"),
    work("take back", "/cybersecurity/2018/meetings/2/report/withdraw"),
    work("intend", "/cybersecurity/2018/meetings/intend"),
    work("what was said", "/cybersecurity/2018/meetings/7/said"),
    work("what was said, conflict", "/cybersecurity/2018/meetings/7/said").conflict(),
    work("intend refused", "/cybersecurity/2018/meetings/intend").after(SEND).under(422),
    work("poll for those who run it", "/cybersecurity/2018/meetings/7/poll"),
    work("poll to make", "/cybersecurity/2018/meetings/3/poll/new"),
    work("poll to make refused", "/cybersecurity/2018/meetings/3/poll/new").after(SEND).under(422),
    work("poll to change", "/cybersecurity/2018/meetings/7/poll/edit"),
    work("poll conflict", "/cybersecurity/2018/meetings/7/poll/edit").conflict(),
    work("poll to withdraw refused", "/cybersecurity/2018/meetings/7/poll/withdraw").after(SEND).under(422),
    work("time to choose", "/cybersecurity/2018/meetings/7/poll/confirm?slot=1"),
    work("answers for those who run it", "/cybersecurity/2018/meetings/7/poll/answers"),
    work("two answers to make one", "/cybersecurity/2018/meetings/7/poll/merge?keep=1&gone=2"),
    work("people to ask", "/cybersecurity/2018/meetings/7/poll/invite"),
    work("import", "/cybersecurity/2018/meetings/import"),
    work("import refused", "/cybersecurity/2018/meetings/import").after(SEND).under(422),
    work("import review", "/cybersecurity/2018/meetings/import").after(IMPORT),
    work("milestone form", "/cybersecurity/2018/plan/new"),
    work("milestone form refused", "/cybersecurity/2018/plan/new").after(SEND).under(422),
    work("cycle to change", "/cybersecurity/2018/edit"),
    work("cycle conflict", "/cybersecurity/2018/edit").conflict(),
    site("administration", "/admin"),
    site("mail", "/admin/mail"),
    site("mail that came back", "/admin/mail/returned"),
    site("addresses in trouble", "/admin/mail/addresses"),
    site("audit of the site", "/admin/audit"),
    site("retention", "/admin/retention"),
    site("retention conflict", "/admin/retention").conflict(),
    site("people on file twice", "/admin/people"),
    site("two people by their numbers", "/admin/people/pair"),
    site("two people by wrong numbers", "/admin/people/pair").after(NUMBERS).under(422),
    site("notice of the site", "/privacy/notice/edit"),
    site("cycle to prepare", "/cybersecurity/new-cycle"),
    site("call to move", "/cybersecurity/2018/meetings/2/move"),
    site("call to move refused", "/cybersecurity/2018/meetings/2/move").after(SEND).under(422),
    site("cycle to prepare refused", "/cybersecurity/new-cycle").after(SEND).under(422),
    site("invitation", "/admin/invitations"),
    site("invitation refused", "/admin/invitations").after(SEND).under(422),
    site("forum form", "/forums/new"),
    site("forum form refused", "/forums/new").after(SEND).under(422),
    site("forum for the Secretariat", "/cybersecurity"),
    site("people for the Secretariat", "/cybersecurity/2018/people"),
    site("role form", "/cybersecurity/2018/people/new"),
    site("role form refused", "/cybersecurity/2018/people/new").after(SEND).under(422),
    site("cycle form", "/cybersecurity/cycles/new"),
    site("cycle to move on", "/cybersecurity/2018/edit"),
];

/// The pages of a site on which a forum was opened, with a cycle, and nothing else.
pub const EMPTY: &[Page] = &[
    public("empty cycle", "/empty/2018"),
    public("empty plan", "/empty/2018/plan"),
    public("empty people", "/empty/2018/people"),
    public("empty calls", "/empty/2018/meetings"),
    public("empty forum", "/emptier"),
    public("empty data", "/data"),
    site("empty cycle for the Secretariat", "/empty/2018"),
    site("empty plan for the Secretariat", "/empty/2018/plan"),
    site("empty people for the Secretariat", "/empty/2018/people"),
];

/// A site with its people.
pub struct Place {
    pub site: Site,
    pub facilitator: Option<Member>,
    secretariat: Member,
}

impl Place {
    /// The demonstration, with a report that was corrected and one that was taken back.
    pub async fn demo() -> Self {
        let site = Site::demo();
        let facilitator = site.sign_in("Facilitator").await;
        let secretariat = site.sign_in("Secretariat").await;
        let call = "/cybersecurity/2018/meetings/2";
        facilitator.send(&format!("{call}/report/correct"), &[("go", "on")]).await;
        let edits = facilitator.edits(&format!("{call}/report")).await;
        let note = ("note", "The same words once more.");
        facilitator.send(&format!("{call}/report/publish"), &[("edits", &edits), note]).await;
        facilitator.send(&format!("{call}/report/correct"), &[("go", "on")]).await;
        let reason = ("reason", "It was the report of another call.");
        facilitator.send("/cybersecurity/2018/meetings/1/report/withdraw", &[reason]).await;
        Self { site, facilitator: Some(facilitator), secretariat }
    }

    /// A site on which nothing was done yet but to open a forum and a cycle.
    pub async fn empty() -> Self {
        let site = Site::empty();
        let secretariat = site.first_administrator().await;
        for slug in ["empty", "emptier"] {
            let title = format!("Best Practice Forum on {slug}");
            secretariat.send("/forums/new", &[("slug", slug), ("name", slug), ("title", &title)]).await;
        }
        let cycle = [("year", "2018"), ("title", "A theme"), ("event_zone", "UTC"), ("edits", "0")];
        secretariat.send("/empty/cycles/new", &cycle).await;
        Self { site, facilitator: None, secretariat }
    }

    /// Goes through the pages in one browser, and does something on each.
    pub async fn go_through(&self, look: Look, pages: &[Page], mut on: impl AsyncFnMut(&Browser, &Page)) {
        let browser = Browser::open(look, &self.site).await;
        let mut who = Who::Public;
        for page in pages {
            if page.who != who {
                who = page.who;
                let member = match who {
                    Who::Public => None,
                    Who::Facilitator => self.facilitator.as_ref(),
                    Who::Secretariat => Some(&self.secretariat),
                };
                browser.become_member(member).await;
            }
            if page.path.rsplit_once('.').is_some() {
                // A file is kept, and opened from the disk.
                browser.visit(&self.site.download(page.path).await).await;
            } else {
                browser.visit(page.path).await;
                let path = page.path.split('?').next().unwrap_or_default();
                assert_eq!(browser.path().await, path, "{}", page.name);
            }
            if !page.sent.is_empty() {
                browser.script_that_leaves(page.sent).await;
            }
            assert_eq!(browser.status().await, page.status, "{}: {}", page.name, browser.words().await);
            on(&browser, page).await;
        }
    }
}
